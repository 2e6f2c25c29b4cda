"""What the search finds of a page."""

import json
from typing import Any

from cluster.pages.search import BOOST, entries_of, index_of
from support.sources import site_of
from support.versions import pages, version_of


def entries(body: str) -> list[dict[str, Any]]:
    page = pages(version_of(site_of()))["about/"]
    return list(json.loads(f"[{entries_of(page, body)}]"))


def test_a_page_is_found_by_its_title_and_all_its_texts() -> None:
    assert entries("<p>One <em>t</em>wo</p><dl><dt>Three</dt><dd>four</dd></dl>") == [
        {"location": "about/", "title": "O nás", "text": "One two Three four", "boost": BOOST}
    ]


def test_a_heading_with_an_id_is_a_place_of_its_own() -> None:
    found = entries(
        '<p>One</p><section><h2 class="x" id="two">Two &amp; <b>2</b></h2><p>text</p></section><p>end</p>'
    )

    assert [(each["location"], each["title"], each["text"]) for each in found] == [
        ("about/", "O nás", "One"),
        ("about/#two", "Two &amp; 2", "text end"),
    ]


def test_a_single_event_counts_no_more_than_its_words() -> None:
    found = {
        address: json.loads(f"[{entries_of(page, '')}]")[0]
        for address, page in pages(version_of(site_of())).items()
    }

    assert [found[address].get("boost") for address in ("events/", "pillars/lenses/", "")] == [BOOST] * 3
    assert [found[address].get("boost") for address in ("events/light-day/", "news/signs/")] == [None] * 2


def test_what_is_left_out_ends_where_its_element_ends() -> None:
    lists = "<ul data-search-exclude><li>a<ul><li>b</li></ul></li></ul>"
    body = f"{lists}<p>One</p><nav data-search-exclude class='x'>c</nav>two"

    assert [each["text"] for each in entries(body)] == ["One two"]


def test_an_index_is_valid_json_with_the_settings_of_the_search() -> None:
    made = json.loads("".join(index_of(['{"a":1}', '{"b":"č"}'], {"lang": ["cs"], "pipeline": []})))

    assert made == {"config": {"lang": ["cs"], "pipeline": []}, "docs": [{"a": 1}, {"b": "č"}]}
