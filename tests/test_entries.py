"""What a calendar is made of: occurrences, deadlines, months and years."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from cluster.content.calendar_entries import CalendarEntry, coming, coming_and_past, occurring, once
from cluster.content.calendar_months import LANES
from cluster.content.events import Event
from cluster.content.recurrence import Repetition, occurrences
from cluster.dates import When, parse_when
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builds import ROOT
from support.sources import site_of


def at(*parts: int) -> datetime:
    """A moment in Prague; the start of a day without an hour."""
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Prague"))  # type: ignore[arg-type, misc]


def event(id: str) -> Event:
    found = site_of().event(id)
    assert found is not None
    return found


def test_an_event_is_ahead_on_its_last_day_and_past_on_the_next() -> None:
    entries = site_of().entries

    assert "lens-fair-2022" in [entry.id for entry in coming(entries, at(2022, 10, 14))]
    assert "lens-fair-2022" in [entry.id for entry in coming_and_past(entries, at(2022, 10, 15))[1]]


def test_an_event_of_an_autumn_is_ahead_until_the_autumn_ends() -> None:
    entries = site_of().entries

    assert "autumn-meeting" in [entry.id for entry in coming(entries, at(2022, 11, 30))]
    assert "autumn-meeting" in [entry.id for entry in coming_and_past(entries, at(2022, 12, 1))[1]]


def test_each_time_at_which_an_event_takes_place_is_an_entry() -> None:
    assert [entry.id for entry in occurring(event("board"))] == [
        "board",
        "board.2022-10-11",
        "board.2022-11-08",
        "board.2022-12-20",
        "board.2023-01-10",
        "board.2023-02-14",
        "board.2023-03-14",
    ]


def test_a_short_list_names_an_event_once_at_its_next_date() -> None:
    ahead = once(coming(site_of().entries, at(2022, 11, 9)))

    assert [entry.id for entry in ahead if entry.event.id == "board"] == ["board.2022-12-20"]


def test_a_deadline_counts_the_days_that_are_left() -> None:
    entries = coming(site_of().entries, at(2022, 11, 10))

    assert {entry.id: entry.days_left for entry in entries if entry.is_deadline} == {
        "call-for-projects": 1,
        "optics-school.registration": 10,
    }


def test_a_registration_that_has_closed_is_not_listed_among_what_took_place() -> None:
    _, past = coming_and_past(site_of().entries, at(2022, 12, 31))
    over = [entry.id for entry in past]

    assert "optics-school" in over
    assert "optics-school.registration" not in over


def spans_of(when: str, month: str) -> list[tuple[str, int, int, bool, bool]]:
    """The spans of an event in the grid of a month: first day, number of days, lane, and how it goes on."""
    event = f"---\ntitle: Kongres\nkind: conference\nwhen: {when}\n---\n"
    site = site_of({"docs/events/congress.md": event})
    [found] = [each for each in site.months if f"{each.first:%Y-%m}" == month]
    return [
        (str(span.first), span.days, span.lane, span.is_continued, span.goes_on)
        for week in found.weeks()
        for day in week.days
        for span in day.spans
        if span.entry.event.id == "congress"
    ]


def test_an_event_of_several_days_is_one_span_of_its_week() -> None:
    assert spans_of("2022-11-22..2022-11-24", "2022-11") == [("2022-11-22", 3, 1, False, False)]


def test_an_event_is_continued_in_the_next_week_and_the_next_month() -> None:
    when = "2022-11-26..2022-12-01"

    assert spans_of(when, "2022-11") == [
        ("2022-11-26", 2, 1, False, True),
        ("2022-11-28", 3, 1, True, True),
    ]
    assert spans_of(when, "2022-12") == [("2022-12-01", 1, 1, True, False)]


def test_events_that_share_a_day_have_rows_of_their_own() -> None:
    """The fair is on 13 and 14 October."""
    assert [lane for _, _, lane, *_ in spans_of("2022-10-14..2022-10-16", "2022-10")] == [2]
    assert [lane for _, _, lane, *_ in spans_of("2022-10-15..2022-10-16", "2022-10")] == [1]


def test_events_for_which_a_week_has_no_row_left_stand_in_each_of_their_days() -> None:
    names = [f"congress-{number}" for number in range(1, LANES + 2)]
    event = "---\ntitle: {}\nkind: conference\nwhen: 2022-11-23..2022-11-24\n---\n"
    site = site_of({f"docs/events/{name}.md": event.format(name) for name in names})
    [month] = [month for month in site.months if month.first == date(2022, 11, 1)]
    days = {day.date: day for week in month.weeks() for day in week.days}

    def of_congresses(entries: Iterable[CalendarEntry]) -> list[str]:
        return [entry.event.id for entry in entries if entry.event.id in names]

    first, second = days[date(2022, 11, 23)], days[date(2022, 11, 24)]
    assert of_congresses(span.entry for span in first.spans) == names[:LANES]
    assert of_congresses(first.entries) == of_congresses(second.entries) == names[LANES:]


def test_the_style_sheet_has_a_row_for_each_lane_and_a_width_for_each_number_of_days() -> None:
    css = (ROOT / "hooks/cluster/theme/assets/site.css").read_text("utf-8")

    assert [int(n) for n in re.findall(r"\[data-lane=\"(\d+)\"\]", css)] == list(range(1, LANES + 1))
    assert f"repeat({LANES}, auto)" in css
    assert [int(n) for n in re.findall(r"\[data-days=\"(\d+)\"\]", css)] == list(range(1, 8))


def test_an_event_of_one_day_is_on_that_day_alone() -> None:
    [month] = [month for month in site_of().months if month.first == date(2022, 10, 1)]

    days = [day for week in month.weeks() for day in week.days]
    assert {day.date.day for day in days if day.entries} == {11}
    assert {day.date.day for day in days if day.spans} == {13}


def test_a_vague_date_is_no_day_of_a_month() -> None:
    months = [month for month in site_of().months if month.vague]

    assert {entry.id for month in months for entry in month.vague} == {"autumn-meeting"}
    assert {(month.first.year, month.first.month) for month in months} == {(2022, 9), (2022, 10), (2022, 11)}


def test_a_year_has_all_its_months_and_what_cannot_be_told_to_one() -> None:
    [year] = [year for year in site_of().years if year.year == 2022]

    assert len(year.months) == 12
    assert [entry.id for entry in year.vague] == ["autumn-meeting"]


@pytest.mark.parametrize(
    ("first", "rule", "days"),
    [
        ("2022-01-31", {"every": "month", "count": 3}, ["2022-01-31", "2022-03-31", "2022-05-31"]),
        (
            "2022-01-31",
            {"every": "month", "by": "weekday", "count": 3},
            ["2022-01-31", "2022-02-28", "2022-03-28"],
        ),
        ("2022-12-06", {"every": "week", "interval": 2, "count": 2}, ["2022-12-06", "2022-12-20"]),
        # of an end by day and one by count, the earlier one
        (
            "2022-12-06",
            {"every": "day", "count": 9, "until": date(2022, 12, 7)},
            ["2022-12-06", "2022-12-07"],
        ),
        ("2022-12-06", {"every": "day", "count": 1, "until": date(2022, 12, 7)}, ["2022-12-06"]),
        ("2024-02-29", {"every": "year", "until": date(2030, 1, 1)}, ["2024-02-29", "2028-02-29"]),
    ],
)
def test_a_rule_gives_the_days_of_its_calendar(first: str, rule: dict[str, object], days: list[str]) -> None:
    found = occurrences(Repetition(**rule), parse_when(first))  # type: ignore[arg-type]

    assert [str(when.starts) for when in found] == days


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 40),
    st.sampled_from(["day", "week", "month", "year"]),
    st.integers(1, 30),
)
@settings(deadline=None)
def test_every_occurrence_lasts_as_long_as_the_first(
    first: date, length: int, every: str, count: int
) -> None:
    when = When(precision="day", starts=first, ends=date.fromordinal(first.toordinal() + length))

    found = occurrences(Repetition(every=every, count=count), when)  # type: ignore[arg-type]

    assert found[0] == when
    assert {each.ends - each.starts for each in found} == {when.ends - when.starts}
    assert found == sorted(found, key=lambda each: each.sort_key)
