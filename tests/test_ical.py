"""The calendar file: RFC 5545, read back with icalendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Timezone
from icalendar import Event as Entry
from support.calendars import ics
from support.sources import miniature


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
    assert not [uid for uid in entries() if uid.startswith(("autumn-meeting", "undated"))]


def test_a_uid_is_the_same_in_every_language_and_after_a_new_title() -> None:
    plan = site_plan().replace("cs: Veletrh čoček", "cs: Veletrh brýlí")

    assert entries("cs").keys() == entries("de").keys() == entries("cs", {"data/plan.yaml": plan}).keys()


def site_plan() -> str:
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


def test_a_new_date_is_a_new_revision_and_so_is_a_cancellation() -> None:
    school = miniature()["docs/events/optics-school.md"].decode()
    again = school.replace("moved_from: [", "moved_from: [2022-10-10, ")
    off = school.replace("kind: seminar", "kind: seminar\nstatus: cancelled")

    assert [
        entries(changes={"docs/events/optics-school.md": each})["optics-school@cluster.example"]["sequence"]
        for each in (school, again, off)
    ] == [1, 2, 2]


def test_a_rule_is_one_entry_and_a_further_date_one_of_its_own() -> None:
    found = entries()

    board = found["board@cluster.example"]
    last = datetime(2023, 3, 14, 22, 59, 59, tzinfo=UTC)
    assert dict(board["rrule"]) == {"FREQ": ["MONTHLY"], "UNTIL": [last], "BYDAY": ["2TU"]}
    assert board["exdate"].dts[0].dt == datetime(2022, 12, 13, 14, tzinfo=ZoneInfo("Europe/Prague"))
    further = found["board.2022-12-20@cluster.example"]
    assert further["dtstart"].dt == datetime(2022, 12, 20, 14, tzinfo=ZoneInfo("Europe/Prague"))


def test_the_end_of_a_registration_is_an_entry_of_its_own() -> None:
    entry = entries("en")["optics-school.registration@cluster.example"]

    assert str(entry["summary"]) == "Event rescheduled: Registration closes: Winter school of optics"
    assert entry["dtstart"].dt == datetime(2022, 11, 20, 12, tzinfo=ZoneInfo("Europe/London"))
    assert "dtend" not in entry


def test_hours_may_be_those_of_another_zone() -> None:
    school = entries()["optics-school@cluster.example"]

    assert school["dtstart"].dt == datetime(2022, 12, 5, 9, tzinfo=ZoneInfo("Europe/London"))


def test_the_file_is_no_invitation() -> None:
    assert b"METHOD" not in ics()


@pytest.mark.parametrize("zone", ["Europe/Prague", "America/New_York", "Australia/Sydney", "Asia/Tokyo"])
def test_the_files_own_time_zone_changes_when_the_real_one_does(zone: str) -> None:
    cluster = miniature()["data/cluster.yaml"].decode().replace("Europe/Prague", zone)

    calendar = Calendar.from_ical(ics(changes={"data/cluster.yaml": cluster}))

    [written] = [each for each in calendar.timezones if each["tzid"] == zone]
    onsets = {moment - before for moment, before in _onsets(written)}
    assert onsets == _changes(ZoneInfo(zone))


def _onsets(written: Timezone) -> Iterator[tuple[datetime, timedelta]]:
    """The local time of each change, and the offset before it."""
    for observance in written.subcomponents:
        before, after = observance["tzoffsetfrom"].td, observance["tzoffsetto"].td
        later = observance["rdate"].dts if "rdate" in observance else []
        if before != after:
            yield from ((each, before) for each in (observance.DTSTART, *(each.dt for each in later)))


def _changes(zone: ZoneInfo) -> set[datetime]:
    """Every change of offset in the years of the calendar and around them, in UTC."""
    hours = (datetime(2021, 1, 2, tzinfo=UTC) + timedelta(hours=n) for n in range(24 * 365 * 4 - 48))
    return {
        each.replace(tzinfo=None)
        for each in hours
        if each.astimezone(zone).utcoffset() != (each - timedelta(hours=1)).astimezone(zone).utcoffset()
    }
