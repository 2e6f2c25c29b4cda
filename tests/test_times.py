"""Hours: in which zone they are, on which days an event takes place, and when it or a deadline is over."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cluster.date_formats import format_when
from cluster.dates import parse_when
from cluster.pages.lists import by_month
from support.calendars import ics
from support.channels import Channels, plain
from support.incremental import Project
from support.versions import pages, version_on

PRAGUE = ZoneInfo("Europe/Prague")
EDITION = """---
number: 4
date: 2022-10-25
title: {cs: Podzim, en: Autumn, de: Herbst}
summary: {cs: Souhrn., en: Summary., de: Kurz.}
events: [webinar]
---
"""


def event(when: str, more: str = "") -> str:
    title = "{cs: Webinář, en: Webinar, de: Webinar}"
    return f"---\ntitle: {title}\nwhen: {when}\nkind: seminar\nannounced: 2022-10-20\n{more}\n---\n"


def channels(when: str, more: str = "", language: str = "cs") -> Channels:
    files = {"docs/events/webinar.md": event(when, more), "docs/newsletter/2022-4.md": EDITION}
    return Channels(version_on(date(2022, 11, 1), {**files}, language), "webinar")


# ---- Zones ----------------------------------------------------------------------------------------------

ZONES = [
    ("2022-12-07 17:00", "America/New_York", "cs", "7. prosince 2022, 17:00 (New York), tj. 23:00 (Praha)"),
    (
        "2022-12-07 17:00..18:00",
        "America/New_York",
        "en",
        "7 December 2022, 17:00–18:00 in New York (23:00–00:00 in Prague)",
    ),
    ("2022-12-07 17:00", "Europe/London", "de", "7. Dezember 2022, 17:00 in London (18:00 in Prag)"),
    # the same hours are those of another place all the same
    ("2022-12-07 17:00", "Europe/Berlin", "cs", "7. prosince 2022, 17:00 (Berlín), tj. 17:00 (Praha)"),
    # zones that CLDR has under their former names
    ("2022-12-07 17:00", "Asia/Kolkata", "cs", "7. prosince 2022, 17:00 (Kalkata), tj. 12:30 (Praha)"),
    ("2022-12-07 17:00", "Europe/Kyiv", "de", "7. Dezember 2022, 17:00 in Kiew (16:00 in Prag)"),
    # west and east, where it is another day
    (
        "2022-12-07 20:00",
        "America/New_York",
        "cs",
        "7. prosince 2022, 20:00 (New York), tj. 8. prosince, 02:00 (Praha)",
    ),
    (
        "2022-12-08 06:00..07:00",
        "Asia/Tokyo",
        "en",
        "8 December 2022, 06:00–07:00 in Tokyo (7 December, 22:00–23:00 in Prague)",
    ),
    (
        "2022-12-05 09:00..2022-12-06 15:30",
        "Europe/London",
        "de",
        "5. Dezember, 09:00 – 6. Dezember 2022, 15:30 in London"
        " (5. Dezember, 10:00 – 6. Dezember, 16:30 in Prag)",
    ),
    # in the week in which only Europe has changed to winter time
    ("2022-11-02 17:00", "America/New_York", "cs", "2. listopadu 2022, 17:00 (New York), tj. 22:00 (Praha)"),
    (
        "2022-12-31 20:00..2023-01-01 02:00",
        "America/New_York",
        "cs",
        "31. prosince 2022, 20:00 – 1. ledna 2023, 02:00 (New York), tj. 1. ledna 2023, 02:00–08:00 (Praha)",
    ),
]


@pytest.mark.parametrize(("when", "zone", "language", "said"), ZONES)
def test_every_channel_names_another_zone_with_the_clusters_own_time(
    when: str, zone: str, language: str, said: str
) -> None:
    of = channels(when, f"time_zone: {zone}", language)

    assert said in of.own_page
    assert said in of.rows("events/")["webinar"]
    assert said in of.rows("events/kinds/seminar/")["webinar"]
    assert said in of.rows("newsletter/2022-4/")["webinar"]
    assert [text for text in of.feed_texts if said not in text] == []
    assert len([text for text in of.letters if said in text.replace("=\n", "")]) >= 2
    assert [text for text in of.drafts[:3] if said not in text] == []


def test_the_home_page_names_another_zone() -> None:
    said = "2. listopadu 2022, 17:00 (New York), tj. 22:00 (Praha)"

    assert said in channels("2022-11-02 17:00", "time_zone: America/New_York").rows("")["webinar"]


@pytest.mark.parametrize(
    ("when", "zone", "cells"),
    [
        (
            "2022-12-07 17:00..18:00",
            "America/New_York",
            [("2022-12-07", "17:00 (New York), tj. 23:00 (Praha)")],
        ),
        (
            "2022-12-07 20:00",
            "America/New_York",
            [("2022-12-07", "20:00 (New York), tj. 8. prosince, 02:00 (Praha)")],
        ),
        (
            "2022-12-07 20:00..2022-12-08 02:00",
            "Europe/London",
            [("2022-12-07", "20:00 (Londýn), tj. 21:00 (Praha) do 02:00 (Londýn), tj. 03:00 (Praha)")],
        ),
    ],
)
def test_a_months_grid_names_another_zone(when: str, zone: str, cells: list[tuple[str, str]]) -> None:
    found = channels(when, f"time_zone: {zone}").cells("2022-12")

    assert [(day, text.partition(" 7.–8. prosince")[0]) for day, text in found] == [
        (day, f"{hours} Webinář") for day, hours in cells
    ]


def test_the_programme_the_deadline_and_former_dates_name_another_zone() -> None:
    of = channels(
        "2022-12-07 17:00..19:00",
        "time_zone: America/New_York\nmoved_from: [2022-12-01 10:00]\n"
        'programme: [{time: "17:00..17:30", title: Úvod}, {time: "18:30", title: Závěr}]\n'
        'registration: {link: "https://a.example/", deadline: 2022-12-06 20:00}',
    )

    deadline = "6. prosince 2022, 20:00 (New York), tj. 7. prosince, 02:00 (Praha)"
    assert "17:00–17:30 (New York), tj. 23:00–23:30 (Praha) Úvod" in of.own_page
    assert "18:30 (New York), tj. 8. prosince, 00:30 (Praha) Závěr" in of.own_page
    assert "1. prosince 2022, 10:00 (New York), tj. 16:00 (Praha)" in of.own_page
    assert f"Přihlášky do {deadline}" in of.own_page
    assert deadline in of.rows("events/")["webinar.registration"]
    assert deadline in plain(str(of.components["webinar"]["description"]))
    assert [deadline in text for text in of.feed_texts] == [False, True]


def test_the_programme_of_an_unknown_day_names_only_the_zone() -> None:
    more = 'time_zone: America/New_York\nprogramme: [{time: "17:00", title: Úvod}]'
    file = event("", more).replace("when: \n", "when_note: Příští rok\n")
    of = Channels(version_on(changes={"docs/events/webinar.md": file}), "webinar")

    assert "17:00 (New York) Úvod" in of.own_page


def test_hours_in_the_clusters_own_zone_name_none() -> None:
    assert "7. prosince 2022, 17:00–18:00 " in channels("2022-12-07 17:00..18:00").own_page
    assert "(Praha)" not in channels("2022-12-07 17:00", "time_zone: Europe/Prague").own_page


# ---- Days -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "cs", "en", "de"),
    [
        (
            "2022-10-13 20:00..2022-10-14 02:00",
            "13. října, 20:00 – 14. října 2022, 02:00",
            "13 October, 20:00 – 14 October 2022, 02:00",
            "13. Oktober, 20:00 – 14. Oktober 2022, 02:00",
        ),
        (
            "2022-12-31 20:00..2023-01-01 02:00",
            "31. prosince 2022, 20:00 – 1. ledna 2023, 02:00",
            "31 December 2022, 20:00 – 1 January 2023, 02:00",
            "31. Dezember 2022, 20:00 – 1. Januar 2023, 02:00",
        ),
        (
            "2022-10-13 09:00..2022-10-14",
            "13. října, 09:00 – 14. října 2022",
            "13 October, 09:00 – 14 October 2022",
            "13. Oktober, 09:00 – 14. Oktober 2022",
        ),
        (
            "2022-10-13 20:00..2022-10-14 00:00",
            "13. října 2022, 20:00–00:00",
            "13 October 2022, 20:00–00:00",
            "13. Oktober 2022, 20:00–00:00",
        ),
    ],
)
def test_hours_across_days_read_as_a_start_and_an_end(when: str, cs: str, en: str, de: str) -> None:
    said = [format_when(parse_when(when), language=each) for each in ("cs", "en", "de")]

    assert [plain(each) for each in said] == [cs, en, de]


@pytest.mark.parametrize(
    ("when", "days", "starts", "ends"),
    [
        # until midnight: that day alone
        (
            "2022-11-10 20:00..2022-11-11 00:00",
            [10],
            "2022-11-10T20:00:00+01:00",
            "2022-11-11T00:00:00+01:00",
        ),
        ("2022-11-10 20:00..00:00", [10], "2022-11-10T20:00:00+01:00", "2022-11-11T00:00:00+01:00"),
        (
            "2022-11-10 20:00..2022-11-12 00:00",
            [10, 11],
            "2022-11-10T20:00:00+01:00",
            "2022-11-12T00:00:00+01:00",
        ),
        # beyond it: both days
        (
            "2022-11-10 20:00..2022-11-11 02:00",
            [10, 11],
            "2022-11-10T20:00:00+01:00",
            "2022-11-11T02:00:00+01:00",
        ),
        # of the last day, no hour is known
        ("2022-11-10 20:00..2022-11-11", [10, 11], "2022-11-10T20:00:00+01:00", "2022-11-11"),
        ("2022-11-10..2022-11-11", [10, 11], "2022-11-10", "2022-11-11"),
    ],
)
def test_an_event_is_on_each_day_on_which_it_lasts(
    when: str, days: list[int], starts: str, ends: str
) -> None:
    of = channels(when)

    assert of.days("2022-11") == days
    assert (of.data["startDate"], of.data["endDate"]) == (starts, ends)
    span = f"{days[0]}–{days[-1]}" if len(days) > 1 else str(days[0])
    assert of.rows("events/")["webinar"].startswith(f"{span} lis")


def test_an_event_until_midnight_needs_no_day_in_its_programme() -> None:
    of = channels("2022-11-10 20:00..00:00", 'programme: [{time: "23:00..00:00", title: Závěr}]')

    assert "23:00–00:00 Závěr" in of.own_page


# ---- Over -----------------------------------------------------------------------------------------------


def ahead(more: str, on: datetime) -> list[str]:
    """The ids of the entries that the list shows as ahead at a moment."""
    version = version_on(
        on,
        {
            "docs/events/webinar.md": event("2022-11-10 09:00..16:00").replace(
                "when: 2022-11-10 09:00..16:00\n", more
            )
        },
    )
    entries = [entry for group in by_month(version, ("all", ""))["coming"] for entry in group.entries]
    return [entry.id for entry in entries if entry.event.id == "webinar"]


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("when", "last"),
    [
        ("2022-11-10 09:00..16:00", "2022-11-10 15:59"),
        ("2022-11-10 09:00", "2022-11-10 23:59"),
        ("2022-11-10", "2022-11-10 23:59"),
        ("2022-11-10..2022-11-11", "2022-11-11 23:59"),
        ("2022-11-10 20:00..2022-11-11 00:00", "2022-11-10 23:59"),
        ("2022-11-10 20:00..2022-11-11 02:00", "2022-11-11 01:59"),
        ("2022-11-10 09:00..2022-11-11", "2022-11-11 23:59"),
        ("2022-11", "2022-11-30 23:59"),
        # in other zones
        ("2022-11-10 14:00..20:00\ntime_zone: America/New_York", "2022-11-11 01:59"),
        ("2022-11-10 06:00..08:00\ntime_zone: Asia/Tokyo", "2022-11-09 23:59"),
        # the hour that comes twice
        ("2022-10-30 01:00..04:00", "2022-10-30 03:59"),
    ],
)
def test_an_event_is_ahead_until_its_last_minute(when: str, last: str) -> None:
    moment = datetime.fromisoformat(last).replace(tzinfo=PRAGUE)

    assert ahead(f"when: {when}\n", moment) == ["webinar"]
    assert ahead(f"when: {when}\n", moment + MINUTE) == []


@pytest.mark.parametrize(
    ("deadline", "zone", "last"),
    [
        ("2022-11-05 12:00", "Europe/Prague", "2022-11-05 12:00"),
        ("2022-11-05", "Europe/Prague", "2022-11-05 23:59"),
        ("2022-11-05 20:00", "America/New_York", "2022-11-06 01:00"),
        ("2022-11-05 06:00", "Asia/Tokyo", "2022-11-04 22:00"),
    ],
)
def test_a_deadline_is_over_in_the_minute_after_it(deadline: str, zone: str, last: str) -> None:
    more = (
        f"when: 2022-11-10 09:00..16:00\ntime_zone: {zone}\n"
        f"fee: {{price: 0}}\nregistration: {{link: 'https://a.example/', deadline: {deadline}}}\n"
    )
    moment = datetime.fromisoformat(last).replace(tzinfo=PRAGUE)

    def shown(on: datetime) -> tuple[list[str], bool, str]:
        file = event("2022-11-10 09:00..16:00").replace("when: 2022-11-10 09:00..16:00\n", more)
        version = version_on(on, {"docs/events/webinar.md": file})
        page = Channels(version, "webinar").own_page
        said = "closed" if "Přihlašování skončilo." in page else "today" if "končí dnes" in page else ""
        return ahead(more, on), pages(version)["events/webinar/"].values["is_open"], said

    assert shown(moment) == (["webinar.registration", "webinar"], True, "today")
    assert shown(moment + MINUTE) == (["webinar"], False, "closed")


def test_a_build_later_on_the_same_day_is_not_stale(tmp_path: Path) -> None:
    """In London, the deadline of the winter school is 12:00."""
    project = Project(tmp_path)
    before = project.at(datetime(2022, 11, 20, 13, 0, 59, tzinfo=PRAGUE)).built()
    after = project.at(datetime(2022, 11, 20, 13, 1, tzinfo=PRAGUE)).built()

    page = "events/optics-school/index.html"
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert "Přihlašování skončilo.".encode() not in before[page].split(b"data-expired")[0]
    assert b"data-expired" not in after[page]
    assert project.stale() == []


def test_calendars_tell_the_same_moments() -> None:
    calendar = ics("cs", {"docs/events/webinar.md": event("2022-11-10 20:00..2022-11-11")})

    assert b"DTEND;TZID=Europe/Prague:20221112T000000" in calendar
