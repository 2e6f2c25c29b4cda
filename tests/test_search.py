"""What the search finds of a page."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cluster.language import Text
from cluster.pages.search import BOOST, entries_of, index_of
from cluster.typography import typeset_html
from support.browser import ask, serve, visitor
from support.sources import site_of
from support.versions import pages, version_of


def entries(body: str) -> list[dict[str, Any]]:
    page = pages(version_of(site_of()))["about/"]
    return list(json.loads(f"[{entries_of(page, body)}]"))


def test_a_page_is_found_by_its_title_and_all_its_texts() -> None:
    assert entries("<p>One <em>t</em>wo</p><dl><dt>Three</dt><dd>four</dd></dl>") == [
        {"location": "about/", "title": "O nás", "text": "One two · Three: four", "boost": BOOST}
    ]


def test_a_heading_with_an_id_is_a_place_of_its_own() -> None:
    found = entries(
        '<p>One</p><section><h2 class="x" id="two">Two &amp; <b>2</b></h2><p>text</p></section><p>end</p>'
    )

    assert [(each["location"], each["title"], each["text"]) for each in found] == [
        ("about/", "O nás", "One"),
        ("about/#two", "Two &amp; 2", "text · end"),
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

    assert [each["text"] for each in entries(body)] == ["One · two"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>24. září 2024</p><p>Klastr přijal člena.</p><p>Má jich 39.</p>",
         "24. září 2024 · Klastr přijal člena. Má jich 39."),
        ("<p><span>24. září 2024</span><span>Přerov</span></p>", "24. září 2024 · Přerov"),
        ("<p><em>Opt</em><strong>ika</strong> a<br>lasery</p>", "Optika a · lasery"),
        ("<dl><div><dt>Druh</dt><dd>Seminář</dd></div><dt>Bez údaje</dt></dl>", "Druh: Seminář · Bez údaje"),
        ("<ul><li>skla</li><li>lasery</li></ul>", "skla · lasery"),
        ("<table><tr><td>čočky</td><td>lasery</td></tr></table>", "čočky · lasery"),
        ("<p>39</p><p>členů</p>", "39 členů"),
        ('<pre><code><span>a</span><span>=1</span></code></pre>', "a=1"),
        ('<p>Text</p><button type="button" hidden>Kopírovat</button>'
         '<a class="more" href="./">Vše</a><a class="button" href="./">Zpět</a>', "Text"),
    ],
)  # fmt: skip
def test_a_snippet_is_made_of_sentences_and_separate_fields(body: str, text: str) -> None:
    assert entries(body)[0]["text"] == text


def test_the_time_that_reading_takes_is_not_found(miniature: Path) -> None:
    index = json.loads((miniature / "search" / "search_index.json").read_text("utf-8"))

    [report] = [each["text"] for each in index["docs"] if each["location"] == "news/light-day-report/"]
    assert not re.search("čtení", report)


def test_the_index_has_words_as_people_type_them() -> None:
    body = typeset_html(
        "<p>v&nbsp;Brně 26.–29. 4. o&shy;pti&#8203;ka &quot;R&amp;D&quot; O&#39;Brien</p>", "cs"
    )

    assert entries(body)[0]["text"] == 'v Brně 26.–29. 4. optika "R&amp;D" O\'Brien'


FOUND = {
    "R&D den": ["R&D", "r&d", '"R&D"', "„R&D“", "R&D den"],
    "Kurz (C++), C# a .NET": ["C++", "C#", ".NET", "NET", "(C++)"],
    "Výklad § 5 zákona": ["§ 5", "§5", "§\u00a05"],
    "Sleva 5 % při 10 °C": ["5 %", "5%", "10 °C", "10°C"],
    "Přednáší M. R. Novák": ["M. R. Novák", "M.\u00a0R.\u00a0Novák", "Novák", "novak"],
    "Setkání O’Brien a D'Artagnan": ["O'Brien", "O’Brien", "D’Artagnan", "Brien"],
    "Nováková-Dvořáková, Müller‑Lüdenscheidt": [
        "Nováková-Dvořáková", "Nováková–Dvořáková", "Dvořáková", "Müller-Lüdenscheidt", "Lüdenscheidt"
    ],
    "Veletrh 26.–29. 4. v Uherském Brodě": ["26.–29. 4.", "v Uherském Brodě", '"Uherském Brodě"'],
    "Ne\u00adob\u00adhospo\u00addařo\u00advatelný „objekt“": ["neobhospodařovatelný", "objekt"],
    "Pište na info@hranol.example": ["info@hranol.example", "hranol.example"],
    "Sezona 2021/2022": ["2021/2022", "202"],
    "AT&T a <b>": ["AT&T", "<b>"],
}  # fmt: skip
"""What a visitor types to find a text."""


@pytest.fixture(scope="module")
def results(chromium: Any, miniature: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The results of the miniature's search for a query, if its pages had the titles of `FOUND`."""
    site = Path(shutil.copytree(miniature, tmp_path_factory.mktemp("search") / "site"))
    index = site / "search" / "search_index.json"
    about, settings = pages(version_of(site_of()))["about/"], json.loads(index.read_text("utf-8"))["config"]
    made = [
        entries_of(replace(about, address=f"{number}/", name=Text.of(cs=title)), "<p>Text.</p>")
        for number, title in enumerate(FOUND)
    ]
    index.write_text("".join(index_of(made, settings)), "utf-8")
    with serve(site) as address, visitor(chromium, address) as visit:
        page = visit("")

        def found(query: str) -> list[str]:
            ask(page, query)
            return list(page.locator(".md-search-result__article h1").all_inner_texts())

        yield found
        assert page.faults == []


@pytest.mark.parametrize(("query", "title"), [(each, title) for title, all in FOUND.items() for each in all])
def test_a_visitor_finds_what_stands_on_the_page(results: Any, query: str, title: str) -> None:
    assert results(query)[0] == title.replace("\u00ad", "")


def test_initials_do_not_find_every_word_that_begins_with_them(results: Any) -> None:
    assert results("M. R. Novák")[1:] == ["Nováková-Dvořáková, Müller‑Lüdenscheidt"]


def test_an_index_is_valid_json_with_the_settings_of_the_search() -> None:
    made = json.loads("".join(index_of(['{"a":1}', '{"b":"č"}'], {"lang": ["cs"], "pipeline": []})))

    assert made == {"config": {"lang": ["cs"], "pipeline": []}, "docs": [{"a": 1}, {"b": "č"}]}
