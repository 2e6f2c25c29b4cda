"""An event with several dates: every channel shows the next one and how long they go on."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cluster.calendars.add_links import google_link, outlook_link
from cluster.content.calendar_entries import entry_of, subscribed
from cluster.content.events import Event
from cluster.content.recurrence import Repetition, days_of
from cluster.content.reminders import unannounced
from cluster.content.version import SiteVersion
from cluster.dates import on_day
from cluster.feeds.items import FeedItem
from cluster.language import Text
from cluster.mail.letter import letter_of
from cluster.office.draft_newsletter import draft_of_edition
from cluster.pages.sharing import drafts_of
from cluster.pages.templates import body_of
from cluster.reading.scalar_types import Id
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml.html import fromstring
from support.calendars import calendar_file
from support.channels import words_in
from support.incremental import Project
from support.pages import text_of
from support.sources import problems_of, site_of
from support.versions import body, feed_items, pages, structured_data, templates_of, version_of, version_on

WEDNESDAYS = "when: 2022-11-02 17:00..18:00\nrepeats: {every: week, count: 5%s}\n"
"""On 2, 9, 16, 23 and 30 November."""


def sources(dates: str, more: str = "") -> dict[str, str | bytes]:
    """The series, what refers to it, and two editions of the newsletter."""
    edition = "---\nnumber: %d\ndate: 2022-11-08\ntitle: T\nsummary: S.\n%s---\n"
    return {
        "docs/events/series.md": "---\ntitle: Středy\nkind: meetup\npillars: [lenses]\n"
        f"working_groups: [spectroscopy]\nannounced: 2022-10-01\n{dates}{more}---\n",
        "docs/news/series.md": "---\ntitle: O\ndate: 2022-11-01\nsummary: S.\nevent: series\n---\n",
        "docs/newsletter/2022-4.md": edition % (4, ""),
        "docs/newsletter/2022-5.md": edition % (5, "events: [series]\n"),
    }


def event_of(version: SiteVersion) -> Event:
    found = version.site.event("series")
    assert found is not None
    return found


def row(html: str) -> str:
    """The text of the row of the series in a list; `` if there is none."""
    rows = fromstring(html).xpath("//li[contains(@class, 'row')][.//a[contains(@href, 'events/series/')]]")
    return text_of(rows[0]) if rows else ""


def letter(version: SiteVersion, id: str) -> str:
    [edition] = [each for each in version.site.editions if each.id == id]
    events = letter_of(version.site.contents_of(edition, version.now), None, version).events
    return next((each.date for each in events if "series" in each.url), "")


def said(version: SiteVersion) -> dict[str, str]:
    """What each channel says about the date of the series."""
    made, env = pages(version), templates_of(version)
    html = fromstring(body_of(made["events/series/"], env))
    [draft, *_] = drafts_of(entry_of(event_of(version), version.now), version)
    [item] = [each for each in feed_items(version, ("events", "")) if "series" in each.url]
    _, drafted = draft_of_edition(version.site, version)
    return {
        "head": text_of(html.xpath("//p[@class='event-when']")[0]),
        "title": made["events/series/"].head_title,
        "description": made["events/series/"].description,
        "draft": draft.text,
        "feed": item.summary,
        "content of the feed": item.content,
        "beside the news": words_in(body_of(made["news/series/"], env).partition("<aside")[2]),
        "row of the pillar": row(body_of(made["pillars/lenses/"], env)),
        "row of the group": row(body_of(made["working-groups/spectroscopy/"], env)),
        "row at home": row(body_of(made[""], env)),
        "row of an edition": row(body_of(made["newsletter/2022-4/"], env)),
        "letter of what is ahead": letter(version, "2022-4"),
        "letter of what was chosen": letter(version, "2022-5"),
        "draft of an edition": next((each for each in drafted.split("\n") if "- series" in each), ""),
    }


@pytest.mark.parametrize(
    ("dates", "day", "date", "until"),
    [
        (WEDNESDAYS % "", "2022-11-10", "16. listopadu 2022", "do 30. listopadu 2022"),
        (WEDNESDAYS % "", "2022-11-16", "23. listopadu 2022", "do 30. listopadu 2022"),  # on one of its days
        (WEDNESDAYS % "", "2022-11-24", "30. listopadu 2022", "aposledy"),  # only the last one is left
        (WEDNESDAYS % ", without: [2022-11-23]", "2022-11-17", "30. listopadu 2022", "aposledy"),
        (WEDNESDAYS % ", without: [2022-11-23, 2022-11-30]", "2022-11-10", "16. listopadu 2022", "aposledy"),
        (f"{WEDNESDAYS % ''}further_dates: [2023-01-15]\n", "2022-12-01", "15. ledna 2023", "aposledy"),
        # over several years
        (
            "when: 2020-12-20\nrepeats: {every: year, count: 5}\n",
            "2022-11-10",
            "20. prosince 2022",
            "do 20. pros",
        ),
    ],
)
def test_every_channel_says_the_next_date_and_how_long_the_series_runs(
    dates: str, day: str, date: str, until: str
) -> None:
    version = version_on(date_of(day), sources(dates))
    texts = {name: text.replace("\xa0", " ") for name, text in said(version).items()}

    assert texts.pop("title") == f"Středy, {date}"
    assert {name: text for name, text in texts.items() if date not in text or until not in text} == {}


def date_of(day: str) -> date:
    return date.fromisoformat(day)


def test_on_a_day_of_the_series_that_date_is_named_before_the_next_one() -> None:
    texts = said(version_on(date(2022, 11, 16), sources(WEDNESDAYS % "")))

    assert texts["description"].startswith("16. listopadu 2022, příště 23. listopadu 2022, do 30.")
    assert texts["draft of an edition"].endswith(
        "16. listopadu 2022, příště 23. listopadu 2022, do 30. listopadu 2022"
    )


@pytest.mark.parametrize(
    ("language", "ahead", "over"),
    [
        ("cs", "Příště 9. listopadu 2022, do 30. listopadu 2022.", "Naposledy 30. listopadu 2022."),
        ("en", "Next on 9 November 2022, until 30 November 2022.", "Last on 30 November 2022."),
        (
            "de",
            "Nächster Termin 9. November 2022, bis 30. November 2022.",
            "Letzter Termin 30. November 2022.",
        ),
    ],
)
def test_a_series_is_told_in_each_language_before_and_after_its_end(
    language: str, ahead: str, over: str
) -> None:
    for day, told in ((date(2022, 11, 8), ahead), (date(2022, 12, 1), over)):
        version = version_on(day, sources(WEDNESDAYS % ""), language)
        assert pages(version)["events/series/"].description == told


def test_an_event_of_one_date_is_told_as_before() -> None:
    version = version_on(date(2022, 11, 16), sources("when: 2022-11-23\n"))

    assert pages(version)["events/series/"].description == "23. listopadu 2022."


def test_a_feed_keeps_the_identity_and_the_day_of_a_series() -> None:
    first, later = (item_on(date(2022, 11, day)) for day in (2, 20))

    assert first.summary != later.summary
    assert (first.guid, first.published, first.updated) == (later.guid, later.published, later.updated)


def item_on(day: date) -> FeedItem:
    items = feed_items(version_on(day, sources(WEDNESDAYS % "")), ("events", ""))
    return next(each for each in items if "series" in each.url)


@pytest.mark.parametrize(("day", "left"), [("2022-11-10", ["16", "23", "30"]), ("2022-12-01", 5 * [""])])
def test_search_engines_are_told_the_dates_that_are_left_else_all(day: str, left: list[str]) -> None:
    found = structured_data(version_on(date_of(day), sources(WEDNESDAYS % "")), "series")

    assert len(found) == len(left)
    assert all(each["startDate"].startswith(f"2022-11-{day}") for each, day in zip(found, left, strict=True))


# ---- Other calendars ----------------------------------------------------------------------------------


def days_added(entry: Any, version: SiteVersion) -> list[date]:
    """The days that Google's form puts into a calendar."""
    query = parse_qs(urlsplit(google_link(entry, version)).query)
    first = query["dates"][0].split("/")[0][:8]
    if "recur" not in query:
        return [date.fromisoformat(first)]
    return [each.date() for each in rrulestr(f"DTSTART:{first}\n{query['recur'][0]}")]


@pytest.mark.parametrize(
    ("without", "day", "added"),
    [
        ("", "2022-11-01", ["02", "09", "16", "23", "30"]),
        ("", "2022-11-10", ["16", "23", "30"]),
        (", without: [2022-11-02]", "2022-10-20", ["09", "16", "23", "30"]),
        (", without: [2022-11-23]", "2022-11-10", ["16"]),  # the form has no exclusions
    ],
)
def test_google_and_outlook_are_offered_the_next_date_and_none_that_is_left_out(
    without: str, day: str, added: list[str]
) -> None:
    version = version_on(date_of(day), sources(WEDNESDAYS % without))
    entry = entry_of(event_of(version), version.now)

    assert [str(each) for each in days_added(entry, version)] == [f"2022-11-{each}" for each in added]
    assert f"startdt=2022-11-{added[0]}T17" in outlook_link(entry, version)


RULES = st.tuples(
    st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 3), st.booleans(), st.integers(1, 12)
)


@given(
    st.dates(date(2020, 1, 1), date(2024, 12, 31)), RULES, st.sets(st.integers(0, 11)), st.integers(0, 400)
)
@settings(deadline=None, max_examples=200)
def test_no_calendar_gets_a_date_on_which_nothing_happens(
    first: date, rule: tuple[Any, int, bool, int], left_out: set[int], later: int
) -> None:
    every, interval, by_weekday, count = rule
    repeats = Repetition(every=every, interval=interval, by="weekday" if by_weekday else "date", count=count)
    days = days_of(repeats, on_day(first))
    without = tuple(day for number, day in enumerate(days) if number in left_out)
    assume(len(without) < len(days))
    event = Event(
        id=Id("x"), title=TITLE, kind="meeting", when=on_day(first), repeats=replace(repeats, without=without)
    )
    today = first + timedelta(days=later)
    ahead = [each.starts for each in event.dates if each.starts > today]

    if ahead:
        added = days_added(entry_of(event, VERSION.site.start_of(today)), VERSION)
        assert added[0] == ahead[0]
        assert set(added) <= set(ahead)
    assert days_of_calendar(event) == [each.starts for each in event.dates]


TITLE = Text.of(cs="Středy")
VERSION = version_of(site_of())


def days_of_calendar(event: Event) -> list[date]:
    """The days of an event in its calendar file; the start of a rule is one of them (RFC 5545, 3.8.5.3)."""
    [component] = Calendar.from_ical(calendar_file(subscribed(event), VERSION)).walk("VEVENT")
    exceptions = component.get("exdate", [])
    lines = exceptions if isinstance(exceptions, list) else [exceptions]
    without = {each.dt for line in lines for each in line.dts}
    start, rule = component["dtstart"].dt, component["rrule"].to_ical().decode()
    assert start == event.dates[0].starts
    return [each.date() for each in rrulestr(f"DTSTART:{start:%Y%m%d}\n{rule}") if each.date() not in without]


def test_a_rule_of_which_no_date_is_left_is_refused() -> None:
    dates = "when: 2022-11-02\nrepeats: {every: week, count: 2, without: [2022-11-02, 2022-11-09]}\n"

    assert problems_of(sources(dates)) == [
        "docs/events/series.md:8: event 'series': repeats: 'without' leaves no date; "
        "if all are off, write 'status: cancelled' instead"
    ]


# ---- Registration -------------------------------------------------------------------------------------

REGISTRATION = "registration: {link: 'https://example.org/'%s}\n"


def expiry(day: str, deadline: str = "") -> str | None:
    """The moment at which a script closes the registration; None if it is closed already."""
    version = version_on(date_of(day), sources(WEDNESDAYS % "", REGISTRATION % deadline))
    found = fromstring(body(version, "events/series/")).xpath("//div[@class='enrol']//@data-expires")
    return str(found[0]) if found else None


def test_the_registration_box_stays_until_the_last_date_is_over() -> None:
    assert [expiry(day) for day in ("2022-11-01", "2022-11-30", "2022-12-01")] == [
        "2022-11-30T18:00+01:00",
        "2022-11-30T18:00+01:00",
        None,
    ]


def test_the_registration_box_goes_with_the_deadline_if_there_is_one() -> None:
    assert expiry("2022-11-10", ", deadline: 2022-11-20") == "2022-11-21T00:00+01:00"


# ---- The office, the cache ----------------------------------------------------------------------------


def test_the_office_is_asked_to_announce_a_series_only_before_its_first_date() -> None:
    text = str(sources(WEDNESDAYS % ", without: [2022-11-02]")["docs/events/series.md"])
    site = site_of({"docs/events/series.md": text.replace("announced: 2022-10-01\n", "")})

    assert "series" in unannounced(site, date(2022, 11, 8))
    assert "series" not in unannounced(site, date(2022, 11, 9))


def test_from_day_to_day_what_is_built_again_is_as_if_built_from_nothing(tmp_path: Path) -> None:
    made = sources(WEDNESDAYS % ", without: [2022-11-23]")
    project = Project(tmp_path, {path: str(text).encode() for path, text in made.items()})

    for day in (15, 16, 17, 30):
        project.on(date(2022, 11, day))
        assert (day, project.stale()) == (day, [])
    assert re.search(
        "Naposledy .*30.\u00a0listopadu", (project.path / "site/events/series/index.html").read_text("utf-8")
    )
