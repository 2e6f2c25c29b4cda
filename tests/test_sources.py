"""Sources: named once a page by what readers can read, and linked where there is something to find."""

import pytest
from cluster.checks.doubts import doubts_of
from cluster.content.sources import Source
from cluster.content.version import SiteVersion
from cluster.reading.scalar_types import Link
from lxml.html import HtmlElement, fromstring
from support.pages import text_of
from support.sources import miniature, problems_of, site_of
from support.versions import TODAY, body, version_on

PAGE = "https://paper.example/2022/lens-of-the-year-7"
GONE = "https://www.cluster.example/old/lens-of-the-year/"
COPY = "https://archive.example/2022/lens"


def page(version: SiteVersion, address: str) -> HtmlElement:
    return fromstring(body(version, address))


def described(*entries: str) -> dict[str, str | bytes]:
    """A news item with two sources, and what data/sources.yaml says of them."""
    news = f"---\ntitle: Čočka\nsummary: Čočka.\ndate: 2022-10-01\nsources: ['{PAGE}', '{GONE}']\n---\n"
    lines = "".join(f"  - {{{each}}}\n" for each in entries)
    return {"docs/news/lens.md": news} | ({"data/sources.yaml": f"sources:\n{lines}"} if entries else {})


def listed(*entries: str, language: str = "cs") -> list[str]:
    """The sources on the page of the news item, as readers see them."""
    shown = page(version_on(changes=described(*entries), language=language), "news/lens/")
    return [text_of(each) for each in shown.xpath("//details[@class='sources']//li")]


def links(*entries: str) -> list[str]:
    shown = page(version_on(changes=described(*entries)), "news/lens/")
    return [str(each) for each in shown.xpath("//details[@class='sources']//a/@href")]


def test_a_source_is_named_by_title_publisher_and_date() -> None:
    lens = f"link: '{PAGE}', title: Čočka roku, publisher: Noviny, when: 2022-03"

    assert listed(lens)[0] == "Čočka roku, Noviny, březen 2022"


def test_a_source_of_which_nothing_is_known_is_named_by_the_words_in_its_address() -> None:
    assert listed() == ["Lens of the year 7, paper.example", "Lens of the year, náš dřívější web"]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://a.example/news/Open_day-in-Brno.html", "Open day in Brno"),
        ("https://a.example/zpravy/%C4%8Do%C4%8Dka-roku/1234567", ""),
        ("https://a.example/lens-of-the-year-n521315.htm", "Lens of the year"),
        ("https://a.example/?p=5347", ""),
        ("https://a.example/en", ""),
        ("https://a.example/", ""),
    ],
)
def test_an_address_without_words_has_no_name(address: str, name: str) -> None:
    assert Source(link=Link(address)).name == name


def test_a_page_that_was_replaced_by_this_site_is_not_linked_unless_a_copy_is_archived() -> None:
    assert links() == [PAGE]
    assert links(f"link: '{GONE}', archived: '{COPY}'") == [PAGE, COPY]
    assert listed(f"link: '{GONE}', archived: '{COPY}'")[1].endswith("(archivní kopie)")


def test_a_dead_page_of_another_website_is_read_in_the_archive() -> None:
    assert links(f"link: '{PAGE}', archived: '{COPY}'") == [COPY]


def test_two_pages_that_are_gone_and_had_one_title_are_one_source_to_readers() -> None:
    english = "https://www.cluster.example/en/lens-of-the-year/"
    news = described()["docs/news/lens.md"]
    both = {"docs/news/lens.md": str(news).replace(f"'{GONE}'", f"'{GONE}', '{english}'")}

    [summary] = page(version_on(changes=both), "news/lens/").xpath("//details[@class='sources']")
    assert len(summary.xpath(".//li")) == 2
    assert text_of(summary.xpath("./summary")[0]) == "Zdroje 2"


def test_a_title_keeps_its_own_language() -> None:
    changes = described(f"link: '{PAGE}', title: Lens, language: en", f"link: '{GONE}', title: Čočka")
    spoken = {
        language: page(version_on(changes=changes, language=language), "news/lens/").xpath(
            "//details[@class='sources']//li//@lang"
        )
        for language in ("cs", "en", "de")
    }

    assert spoken == {"cs": ["en"], "en": ["cs"], "de": ["en", "cs"]}


def test_a_source_that_several_facts_share_stands_once_a_page() -> None:
    milestones = f"history:\n  - {{when: 2010, title: A, sources: ['{PAGE}']}}\n"
    milestones += f"  - {{when: 2011, title: B, sources: ['{PAGE}?utm_source=x', '{GONE}']}}\n"
    cluster = miniature()["data/cluster.yaml"].decode().replace("history:\n", milestones)

    shown = page(version_on(changes={"data/cluster.yaml": cluster}), "about/")

    found = [text_of(each) for each in shown.xpath("//details[@class='sources']//li")]
    assert len(found) == len(set(found))
    assert sum("Lens of the year" in each for each in found) == 2
    assert text_of(shown).count("paper.example") == 1


def test_evidence_without_a_page_is_sourced_below_the_plan_and_not_beside_its_name() -> None:
    deliverable = (
        "deliverables:\n  - {id: x, title: Smlouva, kind: document, date: 2022-05-05, "
        f"fulfils: [lens-meetings], sources: ['{PAGE}']}}\n"
    )
    version = version_on(changes={"data/deliverables.yaml": deliverable})

    for address in ("plan/", "plan/progress/", "pillars/lenses/", "reports/2022/"):
        shown = page(version, address)
        assert "paper.example" in text_of(shown.xpath("//details[@class='sources']")[0]), address
        evidence = " ".join(text_of(each) for each in shown.xpath("//*[@class='evidence']//li"))
        assert "Smlouva" in evidence, address
        assert "paper.example" not in evidence, address


def test_two_entries_with_one_address_are_refused() -> None:
    twice = described(f"link: '{PAGE}'", f"link: '{PAGE}?utm_source=x'")

    [problem] = problems_of(twice)

    assert problem.startswith("data/sources.yaml:3: source: duplicate link")
    assert problem.endswith("(first used on line 2)")


def test_an_entry_that_nothing_cites_is_doubted() -> None:
    site = site_of(described(f"link: '{PAGE}8'", f"link: '{GONE}'"))

    found = [str(each) for each in doubts_of(site, TODAY) if "sources.yaml" in str(each)]

    assert found == [
        f"data/sources.yaml:2: source: link: '{PAGE}8' stands under no 'sources'; did you mean '{PAGE}'?"
    ]
