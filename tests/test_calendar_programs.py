"""The calendar files in real programs, which show the right days and times."""

from datetime import date
from pathlib import Path

import pytest
from support.calendars import ics
from support.programs import in_khal, run
from support.sources import site_of
from support.versions import body, version_of


def test_khal_shows_every_entry_on_its_days_and_at_its_hours(tmp_path: Path) -> None:
    assert in_khal(ics("cs"), tmp_path) == [
        "2022-03-01 2022-03-01 Akce <script>alert(1)</script> & ]]> * | ; , \\ שלום 🔭",
        "2022-09-01 09:00 2022-09-01 16:30 Den světla",
        "2022-09-13 14:00 2022-09-13 15:00 Schůzka pracovní skupiny",
        "2022-10-11 14:00 2022-10-11 15:00 Schůzka pracovní skupiny",
        "2022-10-13 2022-10-14 Veletrh čoček",
        "2022-11-08 2022-11-08 CANCELLED Zrušeno: Exkurze do sklárny",
        "2022-11-08 14:00 2022-11-08 15:00 Schůzka pracovní skupiny",
        "2022-11-11 17:00 2022-11-11 18:00 Výzva pro společné projekty",
        "2022-11-20 13:00 2022-11-20 14:00 Akce má nový termín: Uzávěrka přihlášek: Zimní škola optiky",
        "2022-12-05 10:00 2022-12-06 16:30 Změna termínu: Zimní škola optiky",
        "2022-12-20 14:00 2022-12-20 15:00 Schůzka pracovní skupiny",
        "2023-01-10 14:00 2023-01-10 15:00 Schůzka pracovní skupiny",
        "2023-02-14 14:00 2023-02-14 15:00 Schůzka pracovní skupiny",
        "2023-03-14 14:00 2023-03-14 15:00 Schůzka pracovní skupiny",
    ]


def test_calcurse_takes_every_entry(tmp_path: Path) -> None:
    (tmp_path / "calendar.ics").write_bytes(ics("cs"))
    said = run(["calcurse", "-D", str(tmp_path / "own"), "-i", str(tmp_path / "calendar.ics")], tmp_path)
    assert "6 apps / 3 events / 0 todos / 0 skipped" in said

    own = ["calcurse", "-D", str(tmp_path / "own"), "--input-datefmt", "4", "-Q"]
    day = run([*own, "--from", "2022-09-01", "--to", "2022-09-01"], tmp_path)
    assert "09:00 -> 16:30" in day
    assert "Den světla" in day
    for fair in ("2022-10-13", "2022-10-14"):
        assert "Veletrh čoček" in run([*own, "--from", fair, "--to", fair], tmp_path)
    assert "Veletrh čoček" not in run([*own, "--from", "2022-10-15", "--to", "2022-10-15"], tmp_path)


CHANGES = ("2023-03-25", "2023-03-26", "2023-03-27", "2023-10-28", "2023-10-29", "2023-10-30")
"""The days around those on which summer time begins and ends."""


@pytest.mark.parametrize("day", CHANGES)
def test_nine_in_prague_is_nine_in_prague_around_the_changes_of_time(day: str, tmp_path: Path) -> None:
    event = f"---\ntitle: Devět hodin\nwhen: {day} 09:00..10:00\nkind: meeting\n---\n"
    version = version_of(site_of({"docs/events/nine.md": event}), date(2023, 1, 1))

    page = body(version, "events/nine/")

    assert "2023, 09:00–" in page.replace("\u2060", "")
    assert f'"startDate": "{day}T09:00:00+' in page
    assert f"{day} 09:00 {day} 10:00 Devět hodin" in in_khal(
        ics("cs", {"docs/events/nine.md": event}), tmp_path
    )


def test_what_repeats_keeps_its_hour_when_the_time_changes(tmp_path: Path) -> None:
    event = (
        "---\ntitle: Týdně\nwhen: 2023-03-19 09:00..10:00\nkind: meeting\n"
        "repeats: {every: week, count: 3}\n---\n"
    )

    shown = in_khal(ics("cs", {"docs/events/weekly.md": event}), tmp_path)
    assert [line for line in shown if "Týdně" in line] == [
        "2023-03-19 09:00 2023-03-19 10:00 Týdně",
        "2023-03-26 09:00 2023-03-26 10:00 Týdně",
        "2023-04-02 09:00 2023-04-02 10:00 Týdně",
    ]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        # until midnight, it is of that day alone: `list` of the next day would name it, too
        ("2022-11-10 20:00..2022-11-11 00:00", "2022-11-10 20:00 2022-11-11 00:00"),
        ("2022-11-10 20:00..2022-11-11 02:00", "2022-11-10 20:00 2022-11-11 02:00"),
        ("2022-11-10 09:00..2022-11-11", "2022-11-10 09:00 2022-11-12 00:00"),
        ("2022-12-07 17:00..18:00\ntime_zone: America/New_York", "2022-12-07 23:00 2022-12-08 00:00"),
        ("2022-12-07 20:00..22:00\ntime_zone: America/New_York", "2022-12-08 02:00 2022-12-08 04:00"),
        ("2022-11-02 17:00..18:00\ntime_zone: America/New_York", "2022-11-02 22:00 2022-11-02 23:00"),
        ("2022-12-08 06:00..07:00\ntime_zone: Asia/Tokyo", "2022-12-07 22:00 2022-12-07 23:00"),
    ],
)
def test_khal_shows_the_hours_that_the_page_tells_for_prague(when: str, shown: str, tmp_path: Path) -> None:
    event = f"---\ntitle: Večer\nwhen: {when}\nkind: meetup\n---\n"

    assert f"{shown} Večer" in in_khal(ics("cs", {"docs/events/evening.md": event}), tmp_path)


def test_khal_lists_an_evening_until_midnight_on_its_own_day_alone(tmp_path: Path) -> None:
    event = "---\ntitle: Večer\nwhen: 2022-11-10 20:00..2022-11-11 00:00\nkind: meetup\n---\n"
    in_khal(ics("cs", {"docs/events/evening.md": event}), tmp_path)

    khal = ["khal", "-c", str(tmp_path / "config"), "list", "--day-format", "", "--format", "{title}"]
    assert "Večer" in run([*khal, "2022-11-10", "1d"], tmp_path)
    assert "Večer" not in run([*khal, "2022-11-11", "1d"], tmp_path)
