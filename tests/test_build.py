"""The miniature site, built by real MkDocs."""

import html
import re
from pathlib import Path

import feedparser
import lxml.etree
import pytest
from icalendar import Calendar
from support.builds import build, copy_of_miniature, files
from support.pages import broken_links, framed_pages, html_pages, text_of, wrong_alternates
from support.versions import HOME, HOST


def page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_the_same_sources_build_the_same_site(miniature: Path, tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)

    done = build(project, tmp_path / "again", TZ="Asia/Tokyo", PYTHONHASHSEED="7", LANG="C")

    assert done.returncode == 0, done.stderr
    again, once = files(tmp_path / "again"), files(miniature)
    assert again.keys() == once.keys()
    assert [name for name in once if once[name] != again[name]] == []


def test_no_link_of_the_miniature_is_broken(miniature: Path) -> None:
    assert list(broken_links(miniature, HOME)) == []


def test_every_page_stands_in_every_language_with_its_lang(miniature: Path) -> None:
    pages = html_pages(miniature)
    czech = [path for path in pages if not path.startswith(("en/", "de/"))]

    for path in czech:
        for prefix, language in (("", "cs"), ("en/", "en"), ("de/", "de")):
            assert pages[prefix + path].get("lang") == language
    assert len(pages) == 3 * len(czech)


def test_alternates_are_absolute_reciprocal_and_have_a_default(miniature: Path) -> None:
    assert list(wrong_alternates(miniature, HOME)) == []

    tree = html_pages(miniature)["de/pillars/mirrors/index.html"]
    assert {link.get("hreflang"): link.get("href") for link in tree.xpath("//head/link[@hreflang]")} == {
        "cs": f"https://{HOST}/pillars/mirrors/",
        "en": f"https://{HOST}/en/pillars/mirrors/",
        "de": f"https://{HOST}/de/pillars/mirrors/",
        "x-default": f"https://{HOST}/pillars/mirrors/",
    }


def test_a_page_without_a_german_version_is_shown_in_english_and_says_so(miniature: Path) -> None:
    [tree] = [lxml.html.document_fromstring(page(miniature, "de/news/light-day-report"))]

    assert tree.get("lang") == "de"
    assert tree.xpath("//h1")[0].text_content().strip() == "The day of light went well"
    assert tree.xpath("//h1/ancestor-or-self::*[@lang][1]/@lang | //h1//@lang")[-1] == "en"
    assert "englische" in text_of(tree.xpath("//*[contains(@class, 'notice')]")[0])
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"https://{HOST}/en/news/light-day-report/"]
    assert tree.xpath("//head/link[@hreflang]") == []


def test_what_is_not_translated_is_in_neither_sitemap_nor_feed_of_that_language(miniature: Path) -> None:
    sitemap = (miniature / "sitemap.xml").read_text()

    assert f"https://{HOST}/en/news/light-day-report/" in sitemap
    assert f"https://{HOST}/de/news/light-day-report/" not in sitemap
    assert [entry.link for entry in feedparser.parse(miniature / "de/rss.xml").entries] == []
    assert [entry.link for entry in feedparser.parse(miniature / "en/rss.xml").entries] == [
        f"https://{HOST}/en/newsletter/2022-1/",
        f"https://{HOST}/en/news/light-day-report/",
    ]


def test_a_single_text_without_a_translation_is_marked_with_its_language(miniature: Path) -> None:
    tree = lxml.html.document_fromstring(page(miniature, "de"))

    assert tree.xpath("//span[@lang='en' and contains(., 'association for tests')]")


@pytest.mark.parametrize("language", ["", "en/", "de/"])
def test_a_calendar_holds_every_event_whose_days_are_known(miniature: Path, language: str) -> None:
    calendar = Calendar.from_ical((miniature / f"{language}events.ics").read_bytes())

    addresses = {str(event["uid"]): str(event.get("url", "")) for event in calendar.walk("VEVENT")}
    home = f"https://{HOST}/{language}events/"
    assert addresses == {
        "signs@cluster.example": f"{home}signs/",
        "light-day@cluster.example": f"{home}light-day/",
        "board@cluster.example": f"{home}board/",
        "lens-fair-2022@cluster.example": f"{home}lens-fair-2022/",
        "trip@cluster.example": f"{home}trip/",
        "call-for-projects@cluster.example": f"{home}call-for-projects/",
        "optics-school.registration@cluster.example": "",
        "optics-school@cluster.example": f"{home}optics-school/",
        "board.2022-12-20@cluster.example": f"{home}board/",
    }


@pytest.mark.parametrize(
    ("path", "uids"),
    [
        ("pillars/mirrors/events.ics", ["light-day", "call-for-projects"]),
        ("working-groups/spectroscopy/events.ics", ["light-day", "board", "board.2022-12-20"]),
        ("events/kinds/trade-fair/events.ics", ["lens-fair-2022"]),
        ("events/kinds/deadline/events.ics", ["call-for-projects", "optics-school.registration"]),
        ("events/board/event.ics", ["board", "board.2022-12-20"]),
        ("de/events/optics-school/event.ics", ["optics-school"]),
    ],
)
def test_there_is_a_calendar_of_each_pillar_group_kind_and_event(
    miniature: Path, path: str, uids: list[str]
) -> None:
    calendar = Calendar.from_ical((miniature / path).read_bytes())

    assert [str(each["uid"]).removesuffix(f"@{HOST}") for each in calendar.walk("VEVENT")] == uids


def test_every_calendar_file_is_as_the_standard_wants(miniature: Path) -> None:
    paths = sorted(miniature.rglob("*.ics"))

    assert len(paths) > 30
    for path in paths:
        raw = path.read_bytes()
        calendar = Calendar.from_ical(raw)
        uids = [each["uid"] for each in calendar.walk("VEVENT")]
        zones = {str(each["tzid"]) for each in calendar.walk("VTIMEZONE")}
        named = {
            str(each["dtstart"].params["tzid"])
            for each in calendar.walk("VEVENT")
            if "tzid" in each["dtstart"].params
        }
        assert len(uids) == len(set(uids)), path
        assert named <= zones, path
        assert not [each.errors for each in calendar.walk() if each.errors], path
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")), path
        assert raw.count(b"\n") == raw.count(b"\r\n"), path


def test_each_calendar_that_has_something_is_on_the_page_that_tells_how_to_subscribe(miniature: Path) -> None:
    page = (miniature / "en/events/subscribe/index.html").read_text("utf-8")
    calendars = {
        path.relative_to(miniature / "en").as_posix()
        for path in (miniature / "en").rglob("events.ics")
        if b"BEGIN:VEVENT" in path.read_bytes()
    }

    assert set(re.findall(rf"webcal://{HOST}/en/([^\"]+)", page)) == calendars
    assert set(re.findall(rf'data-copy="https://{HOST}/en/([^"]+)', page)) == calendars


def test_news_of_the_future_is_nowhere(miniature: Path) -> None:
    for name, content in files(miniature).items():
        assert b"budoucnosti" not in content, name
        assert b"news/future" not in content, name


def test_a_past_event_of_which_only_the_plan_knows_says_so(miniature: Path) -> None:
    pages = html_pages(miniature)

    assert "Akci známe jen z akčního plánu. Zda se konala, není doloženo." in text_of(
        pages["events/lens-fair-2022/index.html"]
    )
    assert "známe jen z akčního plánu" not in text_of(pages["events/light-day/index.html"])


def test_html_in_a_text_is_shown_as_the_text_that_it_is(miniature: Path) -> None:
    for name, content in files(miniature).items():
        if name.endswith((".html", "search_index.json")):
            assert b"<script>alert" not in content, name
    assert "<script>alert(1)</script> & hotovo" in text_of(html_pages(miniature)["join-us/index.html"])
    assert "Vše o čočkách: * | # <b>" in text_of(html_pages(miniature)["pillars/lenses/index.html"]).replace(
        "\xa0", " "
    )
    assert "Stará zpráva ]]> & „uvozovky“ 🔭" in text_of(
        html_pages(miniature)["news/old-news/index.html"]
    ).replace("\xa0", " ")


def test_odd_signs_come_through_every_output_unharmed(miniature: Path) -> None:
    signs = "<script>alert(1)</script> & ]]> * |"
    news, event = (html_pages(miniature)[f"{folder}/signs/index.html"] for folder in ("news", "events"))
    entry = feedparser.parse((miniature / "rss.xml").read_bytes()).entries[-1]
    calendar = Calendar.from_ical((miniature / "events.ics").read_bytes())
    [planned] = [each for each in calendar.walk("VEVENT") if each["uid"] == "signs@cluster.example"]

    assert news.xpath("//h1")[0].text_content().strip() == f"Znaky {signs} „x“ שלום 🔭"
    assert event.xpath("//h1")[0].text_content().strip() == f"Akce {signs} ; , \\ שלום 🔭"
    assert news.xpath("//meta[@name='description']/@content") == ["Shrnutí <b> & ]]> * | שלום 🔭"]
    assert html.unescape(entry.title) == f"Znaky {signs} „x“ שלום 🔭"
    assert "Text <b>tučně</b> &amp; ]]&gt; * | שלום 🔭" in entry.content[0].value
    assert str(planned["summary"]) == f"Akce {signs} ; , \\ שלום 🔭"
    assert str(planned["location"]) == "Sál <b> & ]]>"


def test_the_sitemap_lists_each_version_once(miniature: Path) -> None:
    tree = lxml.etree.parse(miniature / "sitemap.xml")
    addresses = tree.xpath("//s:loc/text()", namespaces={"s": "http://www.sitemaps.org/schemas/sitemap/0.9"})

    assert len(addresses) == len(set(addresses))
    assert all(
        (miniature / address.removeprefix(f"https://{HOST}/") / "index.html").is_file()
        for address in addresses
    )


def test_each_language_is_searched_alone(miniature: Path) -> None:
    import json

    for prefix, found, other in (
        ("", "Čočky", "Lenses"),
        ("en/", "Lenses", "Čočky"),
        ("de/", "Linsen", "Čočky"),
    ):
        index = json.loads((miniature / prefix / "search" / "search_index.json").read_text())
        titles = {entry["title"] for entry in index["docs"]}
        assert found in titles
        assert other not in titles
        assert all((miniature / prefix / entry["location"].split("#")[0]).exists() for entry in index["docs"])


def test_the_404_page_speaks_all_languages_and_those_below_their_own(miniature: Path) -> None:
    pages = html_pages(miniature)

    for path, spoken in {
        "404.html": ["cs", "en", "de"],
        "en/404.html": ["en"],
        "de/404.html": ["de"],
    }.items():
        tree = pages[path]
        assert tree.get("lang") == spoken[0]
        assert tree.xpath("//article//@lang") == spoken
        assert all(link.startswith(("/", "http", "#", "mailto:")) for link in tree.xpath("//a/@href"))
        home = "/" + path.removesuffix("404.html")
        assert {home, f"{home}plan/", f"{home}news/"} <= set(tree.xpath("//header//a/@href"))


def test_pages_have_titles_and_descriptions_of_their_own(miniature: Path) -> None:
    for prefix in ("", "en/"):
        descriptions = [
            tree.xpath("//meta[@name='description']/@content")[0]
            for path, tree in framed_pages(miniature).items()
            if path.startswith(prefix)
            and (prefix or not path.startswith(("en/", "de/")))
            and not path.endswith("404.html")
        ]
        assert all(descriptions)
        assert len(set(descriptions)) == len(descriptions)


def test_nothing_of_the_machine_is_published(miniature: Path) -> None:
    for name, content in files(miniature).items():
        assert not name.endswith(".map")
        assert not re.search(rb"/(home|tmp|root)/\w", content) or name.endswith(".js"), name
