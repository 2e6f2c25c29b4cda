"""The calendar file: RFC 5545, read back with icalendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from cluster.ical import calendar_of
from cluster.pages import Edition
from icalendar import Calendar
from icalendar import Event as Entry
from sources import site_of
from test_words import words

STAMP = datetime(2022, 11, 1, 12, tzinfo=UTC)


def ics(language: str = "cs", changes: dict[str, str | bytes] | None = None) -> bytes:
    site = site_of(changes)
    edition = Edition(site=site, language=language, today=STAMP.date(), words=words(language))
    return calendar_of(
        site.events, edition=edition, site_url="https://cluster.example/", host="cluster.example", stamp=STAMP
    )


def entries(language: str = "cs", changes: dict[str, str | bytes] | None = None) -> dict[str, Entry]:
    calendar = Calendar.from_ical(ics(language, changes))
    return {str(entry["uid"]): entry for entry in calendar.walk("VEVENT")}


def test_an_event_of_days_ends_the_day_after_its_last_in_icalendar() -> None:
    fair = entries()["lens-fair-2022@cluster.example"]

    assert (fair["dtstart"].dt, fair["dtend"].dt) == (date(2022, 10, 13), date(2022, 10, 15))


def test_hours_are_those_of_the_clusters_time_zone() -> None:
    day = entries()["light-day@cluster.example"]

    assert day["dtstart"].dt == datetime(2022, 9, 1, 9, tzinfo=ZoneInfo("Europe/Prague"))
    assert b"BEGIN:VTIMEZONE" in ics()


def test_a_vague_date_is_no_invented_day() -> None:
    assert sorted(entries()) == ["lens-fair-2022@cluster.example", "light-day@cluster.example"]


def test_a_uid_is_the_same_in_every_language_and_after_a_new_title() -> None:
    plan = site_plan().replace("cs: Veletrh čoček", "cs: Veletrh brýlí")

    assert entries("cs").keys() == entries("de").keys() == entries("cs", {"data/plan.yaml": plan}).keys()


def site_plan() -> str:
    from sources import miniature

    return miniature()["data/plan.yaml"].decode()


@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_lines_are_short_and_end_as_the_standard_wants(language: str) -> None:
    lines = ics(language).split(b"\r\n")

    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)


def test_the_same_events_and_moment_give_the_same_bytes() -> None:
    assert ics() == ics()


def test_a_cancelled_event_stays_as_cancelled() -> None:
    event = "---\ntitle: Zrušeno\nwhen: 2022-12-01\nkind: meeting\nstatus: cancelled\n---\n"

    assert entries(changes={"docs/events/off.md": event})["off@cluster.example"]["status"] == "CANCELLED"


def test_the_file_is_no_invitation() -> None:
    assert b"METHOD" not in ics()
