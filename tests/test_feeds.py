"""The feeds: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, read back by what people read them with."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from pathlib import Path
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

import feedparser
import lxml.etree
import lxml.html
import pytest
from cluster.content.site import Site
from cluster.feeds.items import Enclosure, FeedItem
from cluster.feeds.writers import WRITERS, Feed, atom, json_feed, parts_of, rss
from cluster.pages.subscribing import newsletter_link
from cluster.problems import Invalid
from cluster.typography import typeset
from cluster.typography_signs import with_signs
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from support.browser import serve
from support.command_line import built
from support.pages import framed_pages, html_pages, text_of
from support.sources import miniature as miniature_sources
from support.sources import site_of
from support.versions import HOME, feed_items, version_of

NOON = datetime(2022, 11, 1, 12, tzinfo=UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def told(site: Site, language: str = "cs", shelf: tuple[str, str] = ("all", "")) -> list[FeedItem]:
    """The items of a feed as of 1 November 2022."""
    return feed_items(version_of(site.as_of(NOON), language=language), shelf)


FEED = Feed(
    title="Klastr Hranol: Aktuality",
    description="Zkušební sdružení.",
    language="cs",
    id=HOME,
    url=HOME,
    page=f"{HOME}news/",
    author="Klastr Hranol",
    icon=f"{HOME}assets/icon.png",
    updated=NOON,
)


def item(**changed: Any) -> FeedItem:
    known: dict[str, Any] = {
        "guid": f"{HOME}#news/x.cs",
        "title": "Titulek",
        "url": f"{HOME}news/x/",
        "summary": "Shrnutí.",
        "content": "<p>Text.</p>",
        "published": NOON,
        "updated": NOON,
        "authors": ("Kancelář",),
        "language": "cs",
    }
    return FeedItem(**known | changed)


# ---- What each feed tells -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shelf", "names"),
    [
        (
            ("all", ""),
            ["newsletter/2022-2", "newsletter/2022-1", "news/light-day-report", "news/signs"],
        ),
        (("newsletter", ""), ["newsletter/2022-2", "newsletter/2022-1"]),
        (("pillar", "lenses"), ["news/light-day-report"]),
        (("pillar", "mirrors"), []),
        (("group", "spectroscopy"), ["news/light-day-report"]),
        (("tag", "workshops"), ["news/light-day-report"]),
        (("tag", "awards"), []),
        (("changes", ""), ["changes/fair-moved"]),
    ],
)
def test_a_feed_tells_what_is_of_its_subject_the_newest_first(
    shelf: tuple[str, str], names: list[str]
) -> None:
    assert [each.guid for each in told(site_of(), shelf=shelf)] == [f"{HOME}#{name}.cs" for name in names]


def event(announced: str = "", when: str = "2022-12-06", more: str = "") -> dict[str, str | bytes]:
    day = f"announced: {announced}\n" if announced else ""
    head = f"title: Setkání\nwhen: {when}\nkind: meeting\nplace: Brno\nsummary: O čočkách.\n{day}{more}"
    return {"docs/events/new.md": f"---\n{head}---\nVíce [tady](board.md).\n"}


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        (event("2022-10-05"), "2022-10-05"),
        (event("2022-11-02"), None),  # is still to be announced
        (event(), None),  # nobody has written down when it is, and it is ahead
        (event(when="2022-10-06"), "2022-10-06"),  # at the latest on its day
        (event(when="2022-10"), None),  # its day is not known
    ],
)
def test_an_event_is_told_on_the_day_that_it_names_else_on_its_own(
    changes: dict[str, str | bytes], published: str | None
) -> None:
    [found] = [
        each for each in told(site_of(changes), shelf=("events", "")) if "events/new." in each.guid
    ] or [None]

    assert (str(found.published.date()) if found else None) == published


def test_an_announcement_says_when_and_where_the_event_is() -> None:
    [found] = [
        each
        for each in told(site_of(event("2022-10-05")), shelf=("events", ""))
        if "events/new." in each.guid
    ]

    assert (found.title, found.url) == ("Setkání", f"{HOME}events/new/")
    assert found.summary == "6. prosince 2022, Brno. O čočkách."
    assert found.content == (
        "<p>6. prosince 2022, Brno</p>\n<p>O čočkách.</p>\n"
        f'<p>Více <a href="{HOME}events/board/">tady</a>.</p>'
    )
    assert found.categories == ("Setkání",)


def test_deadlines_have_a_feed_of_their_own() -> None:
    site = site_of(event("2022-10-05", more="registration: {deadline: 2022-11-20}\n"))

    assert [(each.guid.removeprefix(HOME), each.title) for each in told(site, shelf=("deadlines", ""))] == [
        ("#events/new.registration.cs", "Uzávěrka přihlášek: Setkání")
    ]


def test_what_is_not_translated_is_not_told_in_that_language() -> None:
    site = site_of()

    assert [each.url for each in told(site, "en")] == [
        f"{HOME}en/newsletter/2022-1/",
        f"{HOME}en/news/light-day-report/",
    ]
    assert told(site, "de") == []


def test_an_item_is_whole_and_its_addresses_are_absolute() -> None:
    report = told(site_of())[2]

    assert report.title == "Den světla se vydařil"
    assert report.summary == "Přišlo čtyřicet lidí a svítilo slunce."
    assert report.authors == ("Kancelář klastru",)
    assert report.categories == ("Čočky", "Spektroskopie", "Workshopy")
    assert f'href="{HOME}events/light-day/"' in report.content
    assert report.updated.isoformat() == "2022-09-05T00:00:00+02:00"
    assert report.published.isoformat() == "2022-09-02T00:00:00+02:00"


def test_an_edition_tells_its_editorial_and_names_its_news_and_events() -> None:
    _, edition, *_ = told(site_of())

    assert edition.title == "Občasník 1/2022: Léto ve světle"
    assert "den světla <strong>vyšel</strong>" in edition.content
    assert f'<li><a href="{HOME}news/light-day-report/">Den světla se vydařil</a></li>' in edition.content
    assert f'<a href="{HOME}events/call-for-projects/">' in edition.content


# ---- GUIDs --------------------------------------------------------------------------------------------

NEWS = "---\ntitle: {title}\ndate: 2022-10-0{day}\nsummary: S.\n{more}---\nText.\n"


def guids(changes: dict[str, str | bytes]) -> list[str]:
    return [each.guid for each in told(site_of(changes)) if "#news/" in each.guid]


def test_a_changed_title_keeps_the_guid() -> None:
    before = guids({"docs/news/a.md": NEWS.format(title="Jeden", day=1, more="")})
    after = guids({"docs/news/a.md": NEWS.format(title="Jinak", day=1, more="")})

    assert before == after
    assert f"{HOME}#news/a.cs" in before


def test_a_renamed_file_keeps_its_guid_if_it_says_so() -> None:
    before = guids({"docs/news/a.md": NEWS.format(title="Jeden", day=1, more="")})
    after = guids({"docs/news/b.md": NEWS.format(title="Jeden", day=1, more="guid: a\n")})

    assert before == after


def test_a_removed_item_does_not_shift_the_others() -> None:
    both = {f"docs/news/{id}.md": NEWS.format(title=id, day=day, more="") for id, day in (("a", 1), ("b", 2))}
    one: dict[str, str | bytes] = {"docs/news/b.md": both["docs/news/b.md"]}

    assert [guid for guid in guids({**both}) if "news/a." not in guid] == guids(one)


# ---- The files ----------------------------------------------------------------------------------------


def feeds(site: Path, suffix: str) -> list[Path]:
    return sorted(path for path in site.rglob(f"*{suffix}") if path.name in WRITERS)


@pytest.fixture(scope="module", params=["rss.xml", "atom.xml"])
def xml_feeds(request: pytest.FixtureRequest, miniature: Path) -> list[tuple[str, bytes]]:
    """Address and bytes of every feed of a format."""
    paths = [path for path in feeds(miniature, ".xml") if path.name == request.param]
    assert len(paths) == 33
    return [(HOME + path.relative_to(miniature).as_posix(), path.read_bytes()) for path in paths]


def test_every_feed_is_well_formed_and_says_where_it_is(xml_feeds: list[tuple[str, bytes]]) -> None:
    for address, raw in xml_feeds:
        found = feedparser.parse(raw)
        language = (urlsplit(address).path.split("/")[1:2] or [""])[0]

        assert not found.bozo, address
        assert [link.href for link in found.feed.links if link.rel == "self"] == [address]
        assert next(link.href for link in found.feed.links if link.rel == "alternate").startswith(HOME)
        assert found.feed.title.startswith(("Klastr Hranol: ", "Prism Cluster: ", "Cluster Prisma: "))
        assert found.feed.language == (language if language in ("en", "de") else "cs")
        assert found.feed.link
        assert found.feed.subtitle


def test_every_item_has_what_readers_need(xml_feeds: list[tuple[str, bytes]], miniature: Path) -> None:
    for address, raw in xml_feeds:
        entries = feedparser.parse(raw).entries
        moments = [entry.published_parsed for entry in entries]

        assert len({entry.id for entry in entries}) == len(entries), address
        assert moments == sorted(moments, reverse=True), address
        for entry in entries:
            assert entry.id.startswith(f"{HOME}#")
            assert not entry.guidislink or address.endswith("atom.xml")
            assert (miniature / urlsplit(entry.link).path[1:] / "index.html").exists(), entry.link
            assert entry.title
            assert entry.summary
            assert entry.content[0].value
            assert entry.published_parsed <= datetime(2022, 11, 1).timetuple()


def links_of(html: str) -> Iterator[str]:
    for element, _, link, _ in lxml.html.fragment_fromstring(html, create_parent=True).iterlinks():
        assert element.tag in ("a", "img"), element.tag
        yield link


def test_all_addresses_inside_an_item_are_absolute_and_lead_somewhere(
    xml_feeds: list[tuple[str, bytes]], miniature: Path
) -> None:
    links = {
        link
        for _, raw in xml_feeds
        for entry in feedparser.parse(raw).entries
        for link in links_of(entry.content[0].value)
    }

    assert any("/pictures/" in link for link in links)
    assert not any(sign in raw for _, raw in xml_feeds for sign in (b"&lt;source", b"srcset=", b"\x05"))
    for link in links:
        path = miniature / urlsplit(link).path[1:]
        assert link.startswith(HOME)
        assert path.is_file() or (path / "index.html").exists(), link


def test_dates_of_an_rss_feed_are_those_of_rfc_822_and_the_feeds_own_is_its_newest(miniature: Path) -> None:
    for path in feeds(miniature, "rss.xml"):
        channel = lxml.etree.fromstring(path.read_bytes()).find("channel")
        days = [parsedate_to_datetime(each.text) for each in channel.iterfind("item/pubDate")]
        updated = [
            datetime.fromisoformat(each.text) for each in channel.iterfind("item/a:updated", namespaces=ATOM)
        ]

        built = parsedate_to_datetime(channel.findtext("lastBuildDate"))
        assert built == max([*days, *updated], default=built)
        assert [each.text for each in channel.iterfind("item/guid")] == [
            each.text for each in channel.iterfind("item/guid[@isPermaLink='false']")
        ]


def test_an_atom_feed_has_all_that_the_standard_demands(miniature: Path) -> None:
    for path in feeds(miniature, "atom.xml"):
        feed = lxml.etree.fromstring(path.read_bytes())
        entries = feed.findall("a:entry", ATOM)

        assert all(feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))
        assert feed.findtext("a:author/a:name", namespaces=ATOM)
        for entry in entries:
            assert all(entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "content"))
            assert datetime.fromisoformat(entry.findtext("a:updated", namespaces=ATOM)).tzinfo
            assert entry.find("a:content", ATOM).get("type") == "html"


def test_a_json_feed_keeps_to_its_rules(miniature: Path) -> None:
    paths = feeds(miniature, "feed.json")

    assert len(paths) == 33
    for path in paths:
        feed = json.loads(path.read_text("utf-8"))
        address = HOME + path.relative_to(miniature).as_posix()
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert (feed["feed_url"], feed["language"]) == (address, feed["language"])
        assert {type(feed[name]) for name in ("title", "description", "home_page_url", "icon")} == {str}
        assert all(author["name"] for author in feed["authors"])
        for entry in feed["items"]:
            assert isinstance(entry["id"], str)
            assert entry["content_html"]
            assert entry["url"].startswith(HOME)
            for name in {"date_published", "date_modified"} & entry.keys():
                assert datetime.fromisoformat(entry[name]).tzinfo
            for attachment in entry.get("attachments", ()):
                assert attachment.keys() == {"url", "mime_type", "size_in_bytes"}


def test_the_three_formats_of_a_feed_tell_the_same(miniature: Path) -> None:
    for path in feeds(miniature, "feed.json"):
        of_json = json.loads(path.read_text("utf-8"))["items"]
        for name in ("rss.xml", "atom.xml"):
            entries = feedparser.parse((path.parent / name).read_bytes()).entries
            assert [(entry.id, entry.link) for entry in entries] == [(e["id"], e["url"]) for e in of_json]


def test_a_picture_is_told_with_its_true_length_and_type(miniature: Path) -> None:
    of_rss = feedparser.parse((miniature / "rss.xml").read_bytes()).entries
    of_atom = feedparser.parse((miniature / "atom.xml").read_bytes()).entries
    of_json = json.loads((miniature / "feed.json").read_text())["items"]
    types = set()
    for entry, same, item in zip(of_rss, of_atom, of_json, strict=True):
        [enclosure] = entry.enclosures
        file = miniature / urlsplit(enclosure.href).path[1:]
        with Image.open(file) as image:
            assert (int(enclosure.length), enclosure.type) == (
                file.stat().st_size,
                image.get_format_mimetype(),
            )
        types.add(enclosure.type)
        assert [each.href for each in same.enclosures] == [enclosure.href]
        assert item["image"] == enclosure.href
        assert item["attachments"][0]["size_in_bytes"] == file.stat().st_size
    assert types == {"image/jpeg", "image/png"}


def test_every_feed_is_named_by_the_page_of_its_subject_and_that_of_all_news_by_every_page(
    miniature: Path,
) -> None:
    types = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml"}
    named = set()
    for path, page in framed_pages(miniature).items():
        if path.endswith("404.html"):
            continue
        prefix = path[:3] if path.startswith(("en/", "de/")) else ""
        links = [
            (link.get("href").removeprefix(HOME), link.get("type"))
            for link in page.xpath("//head/link[@rel='alternate'][@type]")
        ]
        own = [(f"{prefix}{file}", types.get(file, "application/feed+json")) for file in WRITERS]
        assert links[:3] == own, path
        assert len(set(links)) == len(links), path
        named |= {address for address, _ in links}

    built = [path for path in feeds(miniature, "") if path.with_name("index.html").is_file()]
    assert named == {path.relative_to(miniature).as_posix() for path in built}
    post = html_pages(miniature)["news/light-day-report/index.html"]
    assert f"{HOME}pillars/lenses/rss.xml" in post.xpath("//head/link[@type='application/rss+xml']/@href")


def test_the_list_of_all_feeds_can_be_taken_over_by_a_reader(miniature: Path) -> None:
    for prefix in ("", "en/", "de/"):
        root = lxml.etree.fromstring((miniature / prefix / "feeds.opml").read_bytes())
        addresses = {each.get("xmlUrl").removeprefix(HOME) for each in root.iterfind("body/outline")}

        assert (root.tag, root.get("version")) == ("opml", "2.0")
        assert root.findtext("head/title")
        assert {each.get("type") for each in root.iterfind("body/outline")} == {"rss"}
        assert addresses == {
            path.relative_to(miniature).as_posix()
            for path in feeds(miniature / prefix, "rss.xml")
            if prefix or path.relative_to(miniature).parts[0] not in ("en", "de")
        }


def test_the_page_of_subscriptions_offers_every_feed_that_has_something(miniature: Path) -> None:
    page = html_pages(miniature)["en/subscribe/index.html"]
    offered = set(page.xpath("//*[@class='offers']//a[contains(@href, 'rss.xml')]/@href"))

    assert offered == {
        f"../{path.relative_to(miniature / 'en').as_posix()}"
        for path in feeds(miniature / "en", "rss.xml")
        if b"<item>" in path.read_bytes()
    }
    assert 0 < len(offered) < len(feeds(miniature / "en", "rss.xml"))
    assert page.xpath("//a[@href='../feeds.opml']")


def test_the_page_of_subscriptions_begins_with_one_choice(miniature: Path) -> None:
    """The calendar, the newsletter by e-mail, a reader: one button each, and all else is folded."""
    page = html_pages(miniature)["en/subscribe/index.html"]
    ways = page.xpath("//article//*[@class='way']")

    assert [text_of(way.xpath("./h3")[0]) for way in ways] == ["Calendar", "Email", "Feed reader (RSS)"]
    calendar, email, feed = (way.xpath(".//*[contains(@class, 'button')]")[0] for way in ways)
    assert calendar.get("href") == HOME.replace("https:", "webcal:") + "en/events.ics"
    assert email.get("href").startswith("mailto:rada@cluster.example?subject=")
    assert feed.get("data-copy") == f"{HOME}en/rss.xml"
    assert not page.xpath("//details[@class='fold'][@open]")


def with_mailing(mailing: str) -> Site:
    text = miniature_sources()["data/cluster.yaml"].decode()
    return site_of({"data/cluster.yaml": text.replace("mailing: {email: rada@cluster.example}\n", mailing)})


def test_readers_subscribe_to_the_newsletter_where_the_cluster_says_so() -> None:
    form = with_mailing("mailing: {form: 'https://lists.example/?id=1', email: rada@cluster.example}\n")
    mail = newsletter_link(version_of(site_of(), language="en"))

    assert newsletter_link(version_of(form)) == "https://lists.example/?id=1"
    assert mail
    assert mail.startswith("mailto:rada@cluster.example?subject=Newsletter%3A%20")
    assert "&body=Please%20send%20me" in mail


def test_nothing_offers_the_newsletter_by_email_if_the_cluster_does_not_say_how(project: Path) -> None:
    path = project / "data/cluster.yaml"
    words = {"": "Občasník e-mailem", "en/": "Newsletter by email", "de/": "Newsletter per E-Mail"}

    def offers() -> list[str]:
        pages = html_pages(project / "site")
        return [
            f"{prefix}{page}"
            for prefix, word in words.items()
            for page in ("", "subscribe/", "contact/")
            if word in text_of(pages[f"{prefix}{page}index.html"].xpath("//footer")[0])
        ]

    built(project)
    assert len(offers()) == 9
    path.write_text(path.read_text("utf-8").replace("mailing: {email: rada@cluster.example}\n", ""), "utf-8")
    built(project)
    assert offers() == []
    assert not html_pages(project / "site")["subscribe/index.html"].xpath("//a[contains(@href, 'subject=')]")


# ---- In a real reader ---------------------------------------------------------------------------------


def in_newsboat(address: str, folder: Path) -> list[str]:
    """The titles that it has of a feed; it knows an item once, in whatever feed it is."""
    folder.mkdir()
    (folder / "urls").write_text(f"{address}\n")
    (folder / "config").write_text("")
    files = {"-u": "urls", "-C": "config", "-c": "cache.db"}
    options = [part for flag, name in files.items() for part in (flag, str(folder / name))]
    subprocess.run(
        ["newsboat", *options, "-x", "reload"],
        env=os.environ | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    with sqlite3.connect(folder / "cache.db") as cache:
        return [unescape(title) for (title,) in cache.execute("select title from rss_item order by id desc")]


def test_newsboat_fetches_the_feeds_and_shows_their_titles(miniature: Path, tmp_path: Path) -> None:
    if not shutil.which("newsboat"):
        pytest.fail("newsboat is not installed; use make test, which does it", pytrace=False)
    with serve(miniature) as root:
        found = {
            name: in_newsboat(root + name, tmp_path / str(number))
            for number, name in enumerate(["rss.xml", "atom.xml", "plan/changes/rss.xml"])
        }

    assert found["rss.xml"] == found["atom.xml"]
    assert found["rss.xml"] == [
        "Občasník 2/2022: Podzim & <b> „x“",
        "Občasník 1/2022: Léto ve světle",
        "Den světla se vydařil",
        "Znaky <script>alert(1)</script> & ]]> * | „x“ שלום 🔭",
    ]
    assert found["plan/changes/rss.xml"] == ["Workshopy budou o\u00a0měsíc později & <b>"]


# ---- Whatever stands in a text ------------------------------------------------------------------------

LINES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)
PLAIN = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Cf")), max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


def read_rss(raw: bytes) -> tuple[str, str, str]:
    found = lxml.etree.fromstring(raw).find("channel/item")
    content = found.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    return found.findtext("title"), unescape(found.findtext("description")), content


def read_atom(raw: bytes) -> tuple[str, str, str]:
    found = lxml.etree.fromstring(raw).find("a:entry", ATOM)
    texts = [found.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "summary", "content")]
    return (texts[0], texts[1], texts[2])


def read_json(raw: bytes) -> tuple[str, str, str]:
    found = json.loads(raw)["items"][0]
    return found["title"], found["summary"], found["content_html"]


FORMATS: list[tuple[Callable[..., bytes], Callable[[bytes], tuple[str, str, str]]]] = [
    (rss, read_rss),
    (atom, read_atom),
    (json_feed, read_json),
]


@given(title=PLAIN, summary=PLAIN, text=PLAIN)
@example(title="<script>&amp;]]>", summary="שלום </item> & 'x'", text="🔭 <![CDATA[ ]]> </entry>")
@example(title="Is it", summary="ours", text="O'Neil's \"lens\"")
@settings(deadline=None, max_examples=60)
def test_any_title_and_text_goes_through_all_formats_and_back_unharmed(
    title: str, summary: str, text: str
) -> None:
    content = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    parts = parts_of([item(title=title, summary=summary, content=content), item(guid="other")])

    def plain(each: tuple[str, ...]) -> list[str]:
        """Without the no-break spaces and joiners of our typography."""
        return [text.replace("\u00a0", " ").replace("\u2060", "") for text in each]

    for write, read in FORMATS:
        assert plain(read(write(FEED, parts))) == plain((title, summary, content))


@given(title=LINES, text=LINES)
@example(title="Titulek\x0b", text="Text")
@example(title="Titulek", text="\ufffe")
@example(title="\u202eopačně", text="Text")
@example(title="\U0002f800", text="Text")  # files are read in NFC
@example(title="0 A d'Artagnan", text="Text")  # titles are typeset
@settings(deadline=None, max_examples=80)
def test_whatever_an_editor_writes_is_refused_with_its_place_or_comes_through_unharmed(
    title: str, text: str
) -> None:
    head = json.dumps(title, ensure_ascii=False)
    file = f"---\ntitle: {head}\ndate: 2022-10-30\nsummary: S.\n---\n`` {text} ``\n"
    try:
        site = site_of({"docs/news/any.md": file.encode("utf-8")})
    except Invalid as error:
        refused = [str(each) for each in error.problems]
    else:
        refused = []
    assert all(re.match(r"docs/news/any\.md:\d+: ", each) for each in refused)
    if refused:
        return
    [found] = [each for each in told(site) if "#news/any." in each.guid]
    plain = " ".join(normalize("NFC", title).replace("\u2060", "").split())
    published = typeset(with_signs(plain, "cs"), "cs").replace("\u2060", "")

    for write, read in FORMATS:
        read_title, _, content = read(write(FEED, parts_of([found])))
        assert read_title.replace("\u2060", "") == published
        assert content == found.content


def test_an_enclosure_and_an_update_come_through_all_formats() -> None:
    later = datetime(2022, 11, 2, tzinfo=UTC)
    picture = Enclosure(url=f"{HOME}pictures/a.jpg", type="image/jpeg", size=1234)
    parts = parts_of([item(updated=later, picture=picture)])
    of_rss, of_atom = (feedparser.parse(write(FEED, parts)).entries[0] for write in (rss, atom))

    for found in (of_rss, of_atom):
        assert [(each.href, each.length, each.type) for each in found.enclosures] == [
            (picture.url, "1234", "image/jpeg")
        ]
        assert found.updated == "2022-11-02T00:00:00+00:00"
    assert json.loads(json_feed(FEED, parts))["items"][0]["date_modified"] == "2022-11-02T00:00:00+00:00"
