"""Two hundred events in three languages: every channel tells of each what its page tells, and that is true.

The pages are compared with what the events were made from; then each channel, as a program of its readers
reads it, with the pages.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import feedparser
import lxml.html
import pytest
from icalendar import Calendar
from support.browser import serve
from support.builds import built_once, copy_of_miniature
from support.channels import plain
from support.many_events import LANGUAGES, PRAGUE, Made, Span, many_events
from support.programs import in_khal, run
from support.read_dates import over_at, read_date, starts_of, true_date
from support.read_pages import HOME, EventPage, text, texts

NOW = datetime(2022, 11, 1, 13, tzinfo=PRAGUE)
"""The moment of the build."""

MADE = {each.id: each for each in many_events()}
EDITION = f"""---
number: 4
date: 2022-10-25
title: {{cs: Podzim, en: Autumn, de: Herbst}}
summary: {{cs: Souhrn., en: Summary., de: Kurz.}}
events: [{", ".join(MADE)}]
---
"""
STATES = {
    "cs": {"cancelled": "Zrušeno", "moved": "Změna termínu"},
    "en": {"cancelled": "Cancelled", "moved": "New date"},
    "de": {"cancelled": "Abgesagt", "moved": "Neuer Termin"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_of_miniature(tmp_path_factory.mktemp("many"))
    for each in MADE.values():
        (project / f"docs/events/{each.id}.md").write_text(each.file, "utf-8")
    (project / "docs/newsletter/2022-4.md").write_text(EDITION, "utf-8")
    return built_once(project, "many-events", tmp_path_factory)


class Version:
    """The site in one language."""

    def __init__(self, site: Path, language: str) -> None:
        self.site, self.language = site, language
        self.prefix = "" if language == "cs" else f"{language}/"
        self.home = HOME + self.prefix
        self.pages = {id: EventPage.of(site, self.prefix, id) for id in MADE}

    def file(self, path: str) -> Path:
        return self.site / self.prefix / path

    def tree(self, path: str) -> Any:
        return lxml.html.document_fromstring(self.file(path).read_bytes())

    def state(self, made: Made) -> str:
        """What must stand with the title; `` if the event takes place as announced."""
        name = "cancelled" if made.is_cancelled else "moved" if made.former else ""
        return STATES[self.language].get(name, "")

    def stated(self, id: str) -> str:
        """The title of the page with the state before it."""
        state, title = self.state(MADE[id]), self.pages[id].title
        return f"{state}: {title}" if state else title


@pytest.fixture(scope="module", params=LANGUAGES)
def version(request: pytest.FixtureRequest, site: Path) -> Version:
    return Version(site, request.param)


def id_in(url: str) -> str:
    """The event that an address leads to; `` for one of the miniature's."""
    found = re.search(r"/(event-\d{3})/", url)
    return found[1] if found else ""


def same(said: str, page: str) -> bool:
    """Whether texts are the same but for spaces and a capital at the start of a sentence."""
    return plain(said).casefold() == plain(page).casefold()


def has(said: str, page: str) -> bool:
    return plain(page).casefold() in plain(said).casefold()


def agree(faults: Iterable[str]) -> None:
    found = [*faults]
    assert not found, "\n".join(found)


# ---- The page -------------------------------------------------------------------------------------------


def next_span(made: Made) -> Span | None:
    """The date to plan for: the first one after today, else one that is not over, else the last."""
    ahead = [each for each in made.spans if over_at(each, made) > NOW]
    later = [each for each in ahead if as_day(each.starts) > NOW.date()]
    last = max(made.spans, key=lambda each: over_at(each, made), default=None)
    return later[0] if later else ahead[-1] if ahead else last


def as_day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def faults_of_page(version: Version, made: Made) -> Iterator[str]:
    page, language = version.pages[made.id], version.language
    if not same(page.title, made.title(language)):
        yield f"title {page.title!r}"
    if page.url != f"{version.home}events/{made.id}/":
        yield f"address {page.url}"
    if made.spans:
        said = [read_date(each, language) for each in page.dates]
        if said != [true_date(each, made, language) for each in made.spans]:
            yield f"dates {page.dates}"
        first = next_span(made)
        if first and read_date(page.date, language) != true_date(first, made, language):
            yield f"next date {page.date}"
        former = [read_date(each, language) for each in page.former]
        if former != [true_date(each, made, language) for each in made.former]:
            yield f"former dates {page.former}"
    if bool(version.state(made)) and made.is_cancelled != (version.state(made) in page.flags):
        yield f"flags {page.flags}"
    if made.place(language) and not same(page.where[0], made.place(language)):
        yield f"place {page.where}"
    yield from faults_of_data(version, made)
    yield from faults_of_forms(version, made)
    for draft in page.drafts:
        for fact in (version.stated(made.id), page.url, page.when, *page.where_told):
            if not has(draft, fact) and not draft.partition("…")[1]:
                yield f"draft without {fact!r}: {draft}"


def faults_of_data(version: Version, made: Made) -> Iterator[str]:
    data = version.pages[made.id].data
    ahead = [each for each in made.spans if over_at(each, made) > NOW] or made.spans
    if [each["startDate"] for each in data] != [starts_of(each, made).isoformat() for each in ahead]:
        yield f"startDate {[each['startDate'] for each in data]}"
    for each, span in zip(data, ahead, strict=False):
        ends = span.ends
        if isinstance(ends, datetime):
            ends = ends.replace(tzinfo=made.tz)
        if each.get("endDate") != (ends.isoformat() if ends else None):
            yield f"endDate {each.get('endDate')}"
        status = "Cancelled" if made.is_cancelled else "Rescheduled" if made.former else "Scheduled"
        if not each["eventStatus"].endswith(f"Event{status}"):
            yield f"eventStatus {each['eventStatus']}"
        if each["url"] != version.pages[made.id].url:
            yield f"url {each['url']}"
        places = [where["name"] for where in each["location"] if where["@type"] == "Place"]
        if made.place(version.language) and places != [made.place(version.language)]:
            yield f"location {places}"
        joined = [where["url"] for where in each["location"] if where["@type"] == "VirtualLocation"]
        if joined != [made.fields.get("online_link", each["url"])] * bool(made.fields.get("online")):
            yield f"location {joined}"


def faults_of_forms(version: Version, made: Made) -> Iterator[str]:
    """What Google's and Outlook's forms are filled with."""
    page, span = version.pages[made.id], next_span(made)
    google = page.links("https://calendar.google.com/")
    outlook = page.links("https://outlook.live.com/")
    is_ahead = bool(span) and over_at(max(made.spans, key=lambda e: over_at(e, made)), made) > NOW
    if len(google) != (is_ahead and not made.is_cancelled) or len(outlook) != len(google):
        yield f"forms {google} {outlook}"
    for url in google:
        query = {key: value[0] for key, value in parse_qs(urlsplit(url).query).items()}
        form = "%Y%m%dT%H%M%S" if span.has_hours else "%Y%m%d"
        ends = span.ends or span.starts
        ends = ends if span.has_hours else ends + timedelta(days=1)
        if query["dates"] != f"{span.starts:{form}}/{ends:{form}}":
            yield f"Google {query['dates']}"
        if span.has_hours and query["ctz"] != made.zone:
            yield f"Google {query}"
        if query["details"] != page.url or query.get("location", "") != made.place(version.language):
            yield f"Google {query}"
    for url in outlook:
        query = {key: value[0] for key, value in parse_qs(urlsplit(url).query).items()}
        if query["startdt"] != starts_of(span, made).isoformat():
            yield f"Outlook {query}"


def test_the_pages_are_true(version: Version) -> None:
    agree(f"{id}: {fault}" for id, made in MADE.items() for fault in faults_of_page(version, made))


# ---- Lists ----------------------------------------------------------------------------------------------


def faults_of_row(version: Version, row: Any, url: str) -> Iterator[str]:
    id, _, name = row.get("data-id").partition(".")
    made, page = MADE[id], version.pages[id]
    link = urljoin(url, row.xpath(".//a/@href")[0])
    if name == "registration":
        yield from faults_of_deadline(version, made, row, link)
        return
    said = texts(row, ".//p[@class='meta']/span")
    # what is over is listed once for each of its dates
    allowed = [page.when, *page.dates]
    if not any(same(said[0], each) for each in allowed):
        yield f"{said[0]!r} for {page.when!r}"
    if not name and len(made.spans) == 1 and not same(said[0], page.when):
        yield f"{said[0]!r} for {page.when!r}"
    if link != page.url or not same(texts(row, ".//a")[0], page.title):
        yield f"link {link}"
    if [each for each in page.where_told if not any(same(each, other) for other in said)]:
        yield f"place {said}"
    if bool(version.state(made)) != (version.state(made) in said):
        yield f"state {said}"


DEADLINE_STATES = {
    "cs": ("Zrušeno", "Akce má nový termín"),
    "en": ("Cancelled", "Event rescheduled"),
    "de": ("Abgesagt", "Veranstaltung verschoben"),
}


def faults_of_deadline(version: Version, made: Made, row: Any, link: str) -> Iterator[str]:
    if made.deadline is None:
        yield "a deadline that it does not have"
        return
    said = texts(row, ".//p[@class='meta']/span")[0]
    if read_date(said, version.language) != true_date(made.deadline, made, version.language):
        yield f"deadline {said}"
    if link != f"{version.pages[made.id].url}#registration":
        yield f"link of the deadline {link}"
    cancelled, moved = DEADLINE_STATES[version.language]
    state = cancelled if made.is_cancelled else moved if made.former else ""
    if (state not in text(row)) if state else ("flag" in row.xpath("string(.//@class)")):
        yield f"state of the deadline {text(row)}"


def paths_of_lists(version: Version) -> list[str]:
    kinds = sorted({f"events/kinds/{made.fields['kind']}/" for made in MADE.values()})
    others = ["", "events/", "pillars/lenses/", "working-groups/spectroscopy/", "newsletter/2022-4/"]
    return [*others, *kinds, "events/kinds/deadline/"]


def test_lists_tell_the_same(version: Version) -> None:
    faults, listed = [], defaultdict(set)
    for path in paths_of_lists(version):
        rows = version.tree(f"{path}index.html").xpath("//li[@data-id]")
        for row in rows:
            if row.get("data-id").startswith("event-"):
                listed[path].add(row.get("data-id").partition(".")[0])
                found = faults_of_row(version, row, version.home + path)
                faults += [f"{path}: {row.get('data-id')}: {each}" for each in found]
    agree(faults)
    assert listed["events/"] == listed["newsletter/2022-4/"] == MADE.keys()
    assert set.union(*(listed[path] for path in listed if "kinds" in path)) == MADE.keys()


def days_of(span: Span) -> list[date]:
    """The days of the event's zone on which it takes place."""
    last = span.ends or span.starts
    if isinstance(last, datetime):
        last = last - timedelta(minutes=1) if span.ends else last
    first = as_day(span.starts)
    return [first + timedelta(days=n) for n in range((as_day(last) - first).days + 1)]


def test_the_grids_of_months_have_it_on_its_days(version: Version) -> None:
    shown: dict[tuple[str, str], set[date]] = defaultdict(set)
    for path in version.file("events").glob("2*-*/index.html"):
        for cell in lxml.html.document_fromstring(path.read_bytes()).xpath("//td[@data-day]"):
            for entry in cell.xpath(".//li"):
                link = entry.xpath(".//a/@href")[0]
                if id := id_in(link):
                    first = date.fromisoformat(cell.get("data-day"))
                    days = int(entry.get("data-days", "1"))
                    shown[id, link.partition("#")[2]] |= {first + timedelta(days=n) for n in range(days)}
                    state = version.state(MADE[id])
                    if state and not link.endswith("#registration"):
                        assert state in text(entry)
    true: dict[tuple[str, str], set[date]] = {}
    for made in MADE.values():
        true[made.id, ""] = {day for span in made.spans for day in days_of(span)}
        true[made.id, "registration"] = set(days_of(made.deadline)) if made.deadline else set()
    agree(f"{key}: {sorted(shown[key])} for {sorted(true[key])}" for key in true if shown[key] != true[key])


def test_years_have_it_in_its_months(version: Version) -> None:
    shown: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for path in version.file("events").glob("2???/index.html"):
        tree = lxml.html.document_fromstring(path.read_bytes())
        for month in range(1, 13):
            for link in tree.xpath(f"//section[@aria-labelledby='month-{month}']//li//a/@href"):
                if "#" not in link and id_in(link):
                    shown[id_in(link)].add((int(path.parent.name), month))
    exact = [made for made in MADE.values() if made.spans]
    true = {m.id: {(day.year, day.month) for span in m.spans for day in days_of(span)} for m in exact}
    agree(f"{id}: {shown[id]} for {true[id]}" for id in true if shown[id] != true[id])


# ---- Feeds ----------------------------------------------------------------------------------------------


def faults_of_item(version: Version, id: str, title: str, url: str, said: str) -> Iterator[str]:
    page, stated = version.pages[id], version.stated(id)
    # Titles of RSS are text (rssboard.org/rss-profile); feedparser takes one that looks like HTML for such.
    if not same(title, stated) and not same(title, words_in(stated)):
        yield f"{id}: title {title!r}"
    if url != page.url:
        yield f"{id}: link {url}"
    for fact in (page.when, *page.where_told):
        if not has(said, fact):
            yield f"{id}: {said!r} lacks {fact!r}"
    if MADE[id].former and not MADE[id].is_cancelled and not has(said, STATES[version.language]["moved"]):
        yield f"{id}: {said!r} does not tell that it was moved"


def words_in(html: str) -> str:
    return text(lxml.html.fromstring(f"<div>{html}</div>"))


def said(entry: Any, name: str) -> str:
    """The text of an element of a feed, whether the reader took it for text or for HTML."""
    is_html = entry[f"{name}_detail"]["type"] != "text/plain"
    return words_in(entry[name]) if is_html else plain(entry[name])


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml", "feed.json"])
def test_feeds_tell_the_same(version: Version, name: str) -> None:
    raw = version.file(f"events/{name}").read_bytes()
    if name == "feed.json":
        items = [(e["title"], e["url"], e["summary"], e["content_html"]) for e in json.loads(raw)["items"]]
    else:
        entries = feedparser.parse(raw).entries
        items = [(said(e, "title"), e.link, said(e, "summary"), e.content[0].value) for e in entries]
    found = {id_in(url): (title, url, summary, content) for title, url, summary, content in items}
    faults = []
    for id, (title, url, summary, content) in found.items():
        if id:
            faults += faults_of_item(version, id, title, url, plain(summary))
            faults += faults_of_item(version, id, title, url, words_in(content))
    agree(faults)
    assert found.keys() - {""} == MADE.keys()


def in_newsboat(address: str, folder: Path) -> list[tuple[str, str, str]]:
    """Title, link and text of each item in the reader's cache."""
    (folder / "urls").write_text(f"{address}\n")
    (folder / "config").write_text("max-items 0\n")
    files = {"-u": "urls", "-C": "config", "-c": "cache.db"}
    options = [part for flag, name in files.items() for part in (flag, str(folder / name))]
    run(["newsboat", *options, "-x", "reload"], folder)
    with sqlite3.connect(folder / "cache.db") as cache:
        return [*cache.execute("select title, url, content from rss_item")]


@pytest.mark.parametrize("name", ["rss.xml", "atom.xml"])
def test_newsboat_tells_the_same(version: Version, name: str, tmp_path: Path) -> None:
    with serve(version.site) as root:
        items = in_newsboat(f"{root}{version.prefix}events/{name}", tmp_path)
    found = {id_in(url): (unescape(title), url, words_in(content)) for title, url, content in items}
    agree(fault for id, item in found.items() if id for fault in faults_of_item(version, id, *item))
    assert found.keys() - {""} == MADE.keys()


# ---- Search ---------------------------------------------------------------------------------------------


def test_the_search_tells_the_same(version: Version) -> None:
    docs = json.loads(version.file("search/search_index.json").read_text("utf-8"))["docs"]
    found = {id_in(f"/{each['location']}"): each for each in docs if "#" not in each["location"]}
    for id, page in version.pages.items():
        title, said = (words_in(escape(found[id][part])) for part in ("title", "text"))
        assert same(title, version.stated(id))
        for fact in (page.when, *page.where_told):
            assert has(said, fact), (id, fact, said)


# ---- Mail -----------------------------------------------------------------------------------------------


def parts_of_mail(version: Version) -> tuple[str, str]:
    """The plain text and the HTML of the edition that has all events."""
    raw = version.file("newsletter/2022-4/newsletter.eml").read_bytes()
    message = message_from_bytes(raw, policy=default)
    plain_part, html_part = (message.get_body((kind,)) for kind in ("plain", "html"))
    assert plain_part is not None
    assert html_part is not None
    return str(plain_part.get_content()), str(html_part.get_content())


def faults_of_notice(version: Version, id: str, said: str) -> Iterator[str]:
    page = version.pages[id]
    for fact in (page.title, page.when, *page.where_told, version.state(MADE[id])):
        if not has(said, fact):
            yield f"{id}: {said!r} lacks {fact!r}"


def test_the_text_of_the_mail_tells_the_same(version: Version) -> None:
    written, _ = parts_of_mail(version)
    notices = {id_in(notice): notice for notice in re.split(r"\r?\n\r?\n", written) if id_in(notice)}
    links = {id: re.findall(r"<(https\S+)>", notice)[-1] for id, notice in notices.items()}
    agree(fault for id, said in notices.items() for fault in faults_of_notice(version, id, said))
    assert links == {id: page.url for id, page in version.pages.items()}


def test_the_mail_in_chromium_tells_the_same(version: Version, chromium: Any) -> None:
    page = chromium.new_page()
    page.set_content(parts_of_mail(version)[1])
    notices = page.eval_on_selector_all(
        ".event", "cells => cells.map(cell => [cell.querySelector('a').href, cell.innerText])"
    )
    page.close()
    agree(fault for url, said in notices for fault in faults_of_notice(version, id_in(url), said))
    assert [url for url, _ in notices] == [each.url for each in version.pages.values()]


# ---- Calendars ------------------------------------------------------------------------------------------


def true_entries(made: Made) -> Iterator[tuple[Span, bool]]:
    """The dates that a calendar has of an event, and whether each is that of its deadline."""
    yield from ((span, False) for span in made.spans)
    if made.deadline:
        yield made.deadline, True


def summary(version: Version, made: Made, *, closes: bool) -> str:
    """What a calendar calls an event or its deadline."""
    title = made.title(version.language)
    if not closes:
        state = version.state(made)
    else:
        cancelled, moved = DEADLINE_STATES[version.language]
        state = cancelled if made.is_cancelled else moved if made.former else ""
        title = CLOSES[version.language].format(title)
    return f"{state}: {title}" if state else title


CLOSES = {"cs": "Uzávěrka přihlášek: {}", "en": "Registration closes: {}", "de": "Anmeldeschluss: {}"}


def faults_of_component(version: Version, component: Any) -> Iterator[str]:
    id, _, name = str(component["uid"]).partition("@")[0].partition(".")
    made, page, closes = MADE[id], version.pages[id], name == "registration"
    if str(component["summary"]) != summary(version, made, closes=closes):
        yield f"{id}: summary {component['summary']}"
    place = "" if closes else made.place(version.language)
    if str(component.get("location", "")) != place:
        yield f"{id}: location {component.get('location')}"
    link = f"{page.url}#registration" if closes else page.url
    if str(component.get("url") or component["description"]).split()[-1] not in (link, page.url):
        yield f"{id}: link {component.get('url')}"
    if (component["status"] == "CANCELLED") != made.is_cancelled:
        yield f"{id}: status {component['status']}"
    told = str(component.get("description", "")) + str(component.get("conference", ""))
    for fact in (str(made.fields.get("online_link", "")) * (not closes), *page.where[1:] * (not closes)):
        if not has(told, fact) and "online_link" not in made.fields:
            yield f"{id}: {told!r} lacks {fact!r}"


def calendars(version: Version) -> Iterator[tuple[str, list[Any]]]:
    """The components of the generated events in every calendar file, by its path."""
    for path in sorted(version.file("").rglob("*.ics")):
        name = path.relative_to(version.file("")).as_posix()
        if name != "office.ics" and not name.startswith(("en/", "de/")):
            events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
            yield name, [each for each in events if str(each["uid"]).startswith("event-")]


def test_calendars_tell_the_same(version: Version) -> None:
    faults, found = [], {}
    for name, components in calendars(version):
        found[name] = {str(each["uid"]).partition("@")[0].partition(".")[0] for each in components}
        for each in components:
            faults += [f"{name}: {fault}" for fault in faults_of_component(version, each)]
    agree(faults)
    dated = {id for id, made in MADE.items() if any(true_entries(made))}
    assert found["events.ics"] == dated
    assert found["pillars/lenses/events.ics"] == {id for id in dated if MADE[id].fields.get("pillars")}
    for id, made in MADE.items():
        assert found.get(f"events/{id}/event.ics", set()) == ({id} if made.spans else set())


Shown = tuple[str, str, str]
"""The title of an entry, and its first and last moment, or day, as a program shows them in Prague."""


def shown_in_prague(span: Span, made: Made) -> tuple[str, str]:
    if not span.has_hours:
        assert span.ends is not None
        return f"{span.starts}", f"{span.ends}"
    hours = [
        each.replace(tzinfo=made.tz).astimezone(PRAGUE) for each in (span.starts, span.ends or span.starts)
    ]
    return f"{hours[0]:%Y-%m-%d %H:%M}", f"{hours[1]:%Y-%m-%d %H:%M}"


def all_shown(version: Version, made: Made) -> set[Shown]:
    return {
        (plain(summary(version, made, closes=closes)), *shown_in_prague(span, made))
        for span, closes in true_entries(made)
    }


EXPAND = """
import datetime, sys, zoneinfo
import icalendar, recurring_ical_events
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
prague = zoneinfo.ZoneInfo("Europe/Prague")
for each in recurring_ical_events.of(calendar).between((2022, 1, 1), (2025, 1, 1)):
    starts, ends = each["DTSTART"].dt, each.get("DTEND", each["DTSTART"]).dt
    if isinstance(starts, datetime.datetime):
        said = [f"{moment.astimezone(prague):%Y-%m-%d %H:%M}" for moment in (starts, ends)]
    else:
        said = [str(starts), str(ends - datetime.timedelta(days=1))]
    if each["UID"].startswith("event-"):
        print(" ".join(str(each["SUMMARY"]).split()), *said, sep="\\t")
"""


def test_recurring_ical_events_gives_all_dates(version: Version, tmp_path: Path) -> None:
    command = ["/usr/bin/python3", "-c", EXPAND, str(version.file("events.ics"))]
    lines = run(command, tmp_path).splitlines()
    found = sorted(tuple(line.split("\t")) for line in lines)
    true = sorted(each for made in MADE.values() for each in all_shown(version, made))
    agree(f"{each} is not true" for each in found if each not in true)
    agree(f"{each} is missing" for each in true if each not in found)
    assert len(found) == len(true)


def test_khal_shows_all_dates(site: Path, tmp_path: Path) -> None:
    """In one language, as it takes five seconds; the others are compared by quicker readers."""
    version = Version(site, "de")
    lines = [each for each in in_khal(version.file("events.ics").read_bytes(), tmp_path) if number_in(each)]
    true = {}
    for made in MADE.values():
        cancelled = "CANCELLED " if made.is_cancelled else ""
        for title, starts, ends in all_shown(version, made):
            # an hour is what khal gives an entry of which only the start is known
            later = datetime.fromisoformat(ends) + timedelta(hours=1)
            ends = f"{later:%Y-%m-%d %H:%M}" if ends == starts and " " in ends else ends
            true[f"{starts} {ends} {cancelled}{title}"] = made.id
    agree([f"{each} is not true" for each in lines if each not in true])
    agree([f"{each} is missing" for each in true if each not in lines])


def number_in(line: str) -> str:
    """The number of a generated event in a line that has its title."""
    found = re.search(r"(?:Akce|Event|Termin) (\d{3})\b", line)
    return found[1] if found else ""


def test_calcurse_shows_all_dates(version: Version, tmp_path: Path) -> None:
    calcurse = ["calcurse", "-D", str(tmp_path / "own")]
    run([*calcurse, "-i", str(version.file("events.ics"))], tmp_path)
    form = r"%(start:%F %H:%M)\t%(end:%F %H:%M)\t%m\n"
    forms = ["--format-apt", form, "--format-recur-apt", form]
    forms += ["--format-event", r"\t\t%m\n", "--format-recur-event", r"\t\t%m\n"]
    days = ["--input-datefmt", "4", "--output-datefmt", "%F", "--from", "2022-01-01", "--days", "800"]
    found, day = set(), ""
    for line in run([*calcurse, "-Q", *days, *forms], tmp_path).splitlines():
        starts, _, rest = line.partition("\t")
        ends, _, title = rest.partition("\t")
        day = line.rstrip(":") if not title else day
        if number_in(title):
            found.add((plain(title), starts or day, ends or day))
    true = {each for made in MADE.values() for each in by_days(all_shown(version, made))}
    # calcurse has no zones: what is repeated in another one stays at the first hour in Prague
    elsewhere = {made.title(version.language) for made in MADE.values() if made.is_repeated_elsewhere}
    known = {each for each in found | true if any(title in each[0] for title in elsewhere)}
    agree(f"{each} is not true" for each in found - true - known)
    agree(f"{each} is missing" for each in true - found - known)


def by_days(shown: set[Shown]) -> Iterator[Shown]:
    """Entries of whole days once for each of their days, as calcurse has them."""
    for title, starts, ends in shown:
        if " " in starts:
            yield title, starts, ends
        else:
            first, last = date.fromisoformat(starts), date.fromisoformat(ends)
            for n in range((last - first).days + 1):
                yield title, *2 * [str(first + timedelta(days=n))]
