"""A foreign calendar becomes events; what an editor wrote stays, and what cannot be read is left out."""

import os
import re
import stat
from contextlib import suppress
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from cluster.content.events import Event
from cluster.content.imported import Imported
from cluster.content.planned_events import events_of_plan
from cluster.content.recurrence import Repetition
from cluster.dates import parse_when
from cluster.language import Text
from cluster.office.calendar_import import command as importer
from cluster.office.calendar_import.calendar_file import MOST_BYTES
from cluster.office.calendar_import.file_changes import ExistingEvents, Given, Import, import_of
from cluster.office.calendar_import.foreign_events import ForeignCalendar, ForeignEvent, read_calendar
from cluster.office.calendar_import.front_matter import changed, head_of, new_file, plain
from cluster.problems import Invalid
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from icalendar import Event as Component
from support.calendars import ics
from support.command_line import cluster
from support.sources import CASES, miniature, read_once

ID = "den-s-optikou-2027"
FILE = f"docs/events/{ID}.md"


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar file; in its texts, lines end with a plain newline."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Veletrh", *head.split("\n"), *events]
    return "\n".join([*filter(None, lines), "END:VCALENDAR", ""]).replace("\n", "\r\n").encode()


def vevent(
    *more: str,
    uid: str = "1@fair.example",
    title: str = "Den s optikou",
    start: str = "DTSTART:20271023T090000",
) -> str:
    lines = [f"UID:{uid}" if uid else "", f"SUMMARY:{title}", start, *more]
    return "\n".join(["BEGIN:VEVENT", *filter(None, lines), "END:VEVENT"])


def whole(raw: bytes, home: str = "Europe/Prague") -> ForeignCalendar:
    return read_calendar(raw, "fair.ics", home=home, name="fair")


def read(raw: bytes, home: str = "Europe/Prague") -> list[ForeignEvent]:
    return whole(raw, home).events


def left_out(raw: bytes) -> list[str]:
    """Why some of the events are not imported."""
    return [str(each.problem) for each in whole(raw).left_out]


def said(*more: str, head: str = "", home: str = "Europe/Prague", **own: str) -> Imported:
    """What a calendar of one event says."""
    [entry] = read(calendar(vevent(*more, **own), head=head), home)
    return entry.fields


def refused(raw: bytes) -> list[str]:
    with pytest.raises(Invalid) as caught:
        read(raw)
    return [str(problem) for problem in caught.value.problems]


def refusal(*more: str, **own: str) -> str:
    """The one problem of an event that begins on line 4, without its place and name."""
    [problem] = refused(calendar(vevent(*more, **own)))
    return re.sub(r"^fair\.ics:(\d+): (event \d+( '[^']*')?: )?", r"\1: ", problem)


def dates(*more: str, **own: str) -> list[str]:
    """All times at which an event takes place, as an editor writes them."""
    told = said(*more, **own)
    event = Event(
        id=ID,  # type: ignore[arg-type]
        title=Text.of(cs="x"),
        kind="meeting",
        when=told.when,
        repeats=told.repeats,
        further_dates=told.further_dates,
    )
    return [when.written for when in event.dates]


def import_into(files: dict[str, bytes], raw: bytes, **own: Any) -> Import:
    """What an import changes in a project; its files must be in order, before and after."""
    site, written = read_once(files)
    known = ExistingEvents(
        files=files,
        events={each.id: each for each in written if isinstance(each, Event)},
        planned=events_of_plan(site.plan),
        taken=site.ids,
        language="cs",
    )
    done = import_of(whole(raw), known, Given(**own))
    read_once({**files, **done.files})
    return done


def after(files: dict[str, bytes], raw: bytes, **own: Any) -> dict[str, bytes]:
    return {**files, **import_into(files, raw, **own).files}


def imported(*more: str, **own: str) -> dict[str, bytes]:
    """The miniature with one event imported."""
    return after(miniature(), calendar(vevent(*more, **own)))


def edited(files: dict[str, bytes], was: str, now: str) -> dict[str, bytes]:
    text = files[FILE].decode()
    assert was in text
    return {**files, FILE: text.replace(was, now, 1).encode()}


def event(files: dict[str, bytes], id: str = ID) -> Event:
    found = read_once(files)[0].event(id)
    assert found is not None
    return found


# ---- What the words of the calendar become ------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        (["DTSTART;VALUE=DATE:20271023"], "2027-10-23"),
        (["DTSTART:20271023"], "2027-10-23"),
        (["DTSTART;VALUE=DATE:20271023", "DTEND;VALUE=DATE:20271024"], "2027-10-23"),
        (["DTSTART;VALUE=DATE:20271023", "DTEND;VALUE=DATE:20271026"], "2027-10-23..2027-10-25"),
        (["DTSTART;VALUE=DATE:20271023", "DTEND;VALUE=DATE:20271023"], "2027-10-23"),
        (["DTSTART;VALUE=DATE:20271023", "DURATION:P2D"], "2027-10-23..2027-10-24"),
        (["DTSTART:20271023T090000"], "2027-10-23 09:00"),
        (["DTSTART:20271023T090000", "DTEND:20271023T163000"], "2027-10-23 09:00..16:30"),
        (["DTSTART:20271023T090000", "DTEND:20271023T090000"], "2027-10-23 09:00"),
        (["DTSTART:20271023T090000", "DURATION:PT1H30M"], "2027-10-23 09:00..10:30"),
        (["DTSTART:20271023T220000", "DURATION:PT4H"], "2027-10-23 22:00..2027-10-24 02:00"),
        (["DTSTART:20271023T070000Z", "DTEND:20271023T080000Z"], "2027-10-23 09:00..10:00"),
        (["DTSTART:20271223T230000Z"], "2027-12-24 00:00"),
        (["DTSTART;TZID=Europe/Prague:20271023T090000", "DTEND:20271023T080000Z"], "2027-10-23 09:00..10:00"),
        (["DTSTART;TZID=America/New_York:20271023T090000", "DURATION:PT1H"], "2027-10-23 09:00..10:00"),
    ],
)
def test_a_time_is_told_as_an_editor_writes_it(lines: list[str], when: str) -> None:
    assert said(*lines[1:], start=lines[0]).when == parse_when(when)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Europe/Prague", None),
        ("America/New_York", "America/New_York"),
        ('"America/New_York"', "America/New_York"),
        ("/calendar.example/20240101_1/America/New_York", "America/New_York"),
        ("Central Europe Standard Time", None),
        ("Eastern Standard Time", "America/New_York"),
        ("UTC", None),
    ],
)
def test_a_zone_is_told_where_its_hours_are_not_the_clusters(name: str, zone: str | None) -> None:
    told = said(start=f"DTSTART;TZID={name}:20271023T090000")

    assert told.time_zone == zone
    assert told.when.opens == (time(11) if name == "UTC" else time(9))


def test_hours_without_a_zone_are_the_clusters() -> None:
    assert said(home="Asia/Tokyo").time_zone is None
    assert said(home="Asia/Tokyo", start="DTSTART:20271023T090000Z").when.opens == time(18)


OUTLOOK = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(("winter", "summer", "opens"), [("+0100", "+0200", 9), ("+0200", "+0300", 8)])
def test_a_time_zone_that_only_the_file_knows_is_understood(winter: str, summer: str, opens: int) -> None:
    zone = OUTLOOK.format(winter=winter, summer=summer)

    told = said(head=zone, start="DTSTART;TZID=Customized Time Zone:20271023T090000")

    assert (told.time_zone, told.when.opens) == (None, time(opens))


def test_all_that_a_calendar_says_of_an_event_stands_in_its_file() -> None:
    files = imported(
        "DTEND:20271023T163000",
        "LOCATION:Přerov\\, hala 3",
        "DESCRIPTION:<p>Přednášky &amp; <b>ukázky</b></p><br>\\nod 9 <script>alert(1)</script>hodin",
        "URL:https://fair.example/day?a=1#b",
        "CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:+420123456789",
        "CONFERENCE;VALUE=URI:https://meet.example/abc",
        "STATUS:TENTATIVE",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3",
    )

    head, _, body = files[FILE].decode().removeprefix("---\n").partition("---\n")
    assert body == "Přednášky &#38; ukázky\n\nod 9 hodin\n\n\\+420123456789\n"
    assert head.partition("imported:")[0] == (
        "title: Den s optikou\n"
        "kind: meeting\n"
        "when: 2027-10-23 09:00..16:30\n"
        "repeats:\n"
        "  every: week\n"
        "  interval: 2\n"
        "  count: 3\n"
        "status: planned\n"
        "place: Přerov, hala 3\n"
        "online: true\n"
        "online_link: https://meet.example/abc\n"
        "summary: Přednášky & ukázky od 9 hodin\n"
        "sources:\n"
        "  - https://fair.example/day?a=1#b\n"
    )
    [found] = [each for each in [event(files).imported] if each]
    assert (found.uid, found.calendar, found.link) == (
        "1@fair.example",
        "Veletrh",
        "https://fair.example/day?a=1#b",
    )


@pytest.mark.parametrize("name", ["X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "LOCATION"])
def test_a_link_to_join_makes_an_event_an_online_one(name: str) -> None:
    found = event(imported(f"{name}:https://meet.example/abc"))

    assert (found.online, found.online_link, found.place) == (True, "https://meet.example/abc", None)


def test_a_long_description_is_cut_between_words_and_stands_whole_below_the_head() -> None:
    long = "Slovo *hvězdička* <3 _x_ [y](z.md) | " * 12
    done = import_into(miniature(), calendar(vevent(f"DESCRIPTION:# {long}\\n1. Konec\\n---")))

    files = {**miniature(), **done.files}
    found = event(files)
    assert found.summary is not None
    summary = str(found.summary.versions[0][1])
    assert 250 < len(summary) <= 300
    assert summary.endswith(" …")
    assert summary.removesuffix(" …") in " ".join(f"# {long}".split())
    [(_, html)] = found.bodies
    assert not re.search(r"<(h1|em|strong|a|ol|hr|table)\b", html)
    assert "Konec" in html
    assert any("the full text is below the head" in line for line in done.notes)


def test_a_short_description_leaves_the_text_below_the_head_to_the_editor() -> None:
    assert imported("DESCRIPTION:Krátce.")[FILE].endswith(b"\n---\n")


@pytest.mark.parametrize(
    "title",
    [
        "Název: podtitul",
        "# ne poznámka",
        "- ne seznam",
        "'jednoduché' a \"dvojité\"",
        "🔭 & <b>",
        "null",
        "2027",
        "yes",
        "{a: b}",
        "*odkaz",
        "!!python/object x",
        "---",
        "%YAML 1.1",
        "a #b",
        "\u200bx\ufeff",
        "x" * 500,
        "slovo " * 80,
    ],
)
def test_no_title_is_taken_for_yaml(title: str) -> None:
    files = after(miniature(), calendar(vevent(title=title)))

    [new] = files.keys() - miniature().keys()
    name = new.removeprefix("docs/events/").removesuffix(".md")
    assert event(files, name).title.versions == (("cs", " ".join(title.split())),)


# ---- Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Den s optikou", "den-s-optikou-2027"),
        ("Den s optikou 2027", "den-s-optikou-2027"),
        ("Žluťoučký kůň: Größe & Łódź", "zlutoucky-kun-grosse-lodz-2027"),
        ("Оптика", "optika-2027"),
        ("🔭", "meeting-2027"),
        ("2027", "meeting-2027"),
        ("../../etc/passwd", "etc-passwd-2027"),
        ("Dlouhý název " * 20, "dlouhy-nazev-dlouhy-nazev-dlouhy-nazev-dlouhy-nazev-dlouhy-2027"),
        ("Light day 2027", "light-day-2027"),
    ],
)
def test_an_event_is_named_after_its_title_and_year(title: str, id: str) -> None:
    done = import_into(miniature(), calendar(vevent(title=title, uid="../../../x\\;y")))

    assert done.new == [f"docs/events/{id}.md"]


def test_an_event_never_takes_the_place_of_another() -> None:
    first = after(miniature(), calendar(vevent(uid="1")))

    later = "DTSTART:20271123T090000"
    done = import_into(first, calendar(vevent(uid="1"), vevent(uid="2", start=later)))
    of_plan = import_into(
        miniature(), calendar(vevent(title="Lens fair", start="DTSTART;VALUE=DATE:20221101"))
    )

    assert done.new == [f"docs/events/{ID}-2.md"]
    assert of_plan.new == ["docs/events/lens-fair-2022-2.md"]


def test_names_do_not_depend_on_the_order_in_the_file() -> None:
    events = [vevent(uid=str(day), start=f"DTSTART:202710{day}T090000") for day in (11, 12, 13)]

    assert after(miniature(), calendar(*events)) == after(miniature(), calendar(*reversed(events)))


def test_a_new_event_has_the_kind_and_the_pillars_that_were_asked_for() -> None:
    found = event(after(miniature(), calendar(vevent()), kind="trade-fair", pillars=("lenses", "mirrors")))

    assert (found.kind, found.pillars) == ("trade-fair", ("lenses", "mirrors"))


# ---- What takes place several times -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["RRULE:FREQ=DAILY;COUNT=3"], Repetition(every="day", count=3)),
        (["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=SA"], Repetition(every="week", count=3)),
        (
            ["RRULE:FREQ=WEEKLY;UNTIL=20271106T215959Z;WKST=MO"],
            Repetition(every="week", until=date(2027, 11, 6)),
        ),
        (["RRULE:FREQ=WEEKLY;UNTIL=20271106"], Repetition(every="week", until=date(2027, 11, 6))),
        (["RRULE:FREQ=MONTHLY;COUNT=3"], Repetition(every="month", count=3)),
        (["RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=4SA"], Repetition(every="month", count=3, by="weekday")),
        (
            ["RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=SA;BYSETPOS=4"],
            Repetition(every="month", count=3, by="weekday"),
        ),
        (["RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=3"], Repetition(every="year", interval=2, count=3)),
        (
            ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20271030T090000"],
            Repetition(every="week", count=3, without=(date(2027, 10, 30),)),
        ),
        (
            ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20271030"],
            Repetition(every="week", count=3, without=(date(2027, 10, 30),)),
        ),
        (["RRULE:FREQ=WEEKLY;COUNT=1"], None),
    ],
)
def test_a_rule_that_is_one_of_ours_becomes_one(lines: list[str], rule: Repetition | None) -> None:
    assert (said(*lines).repeats, said(*lines).further_dates) == (rule, ())


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=SA,SU"], ["2027-10-23", "2027-10-24", "2027-10-30", "2027-10-31"]),
        (["RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=-1SU"], ["2027-10-23", "2027-10-31", "2027-11-28", "2027-12-26"]),
        (["RRULE:FREQ=MONTHLY;COUNT=2;BYMONTHDAY=23,30"], ["2027-10-23", "2027-10-30"]),
        (["RDATE;VALUE=DATE:20271101,20271102"], ["2027-10-23", "2027-11-01", "2027-11-02"]),
        (["RDATE;VALUE=DATE:20271101", "EXDATE;VALUE=DATE:20271023"], ["2027-11-01"]),
    ],
)
def test_other_dates_are_listed(lines: list[str], days: list[str]) -> None:
    told = said(*lines, start="DTSTART;VALUE=DATE:20271023")

    assert told.repeats is None
    assert [when.written for when in (told.when, *told.further_dates)] == days


def test_a_series_in_utc_keeps_its_hours_also_after_the_clocks_have_changed() -> None:
    assert dates("RRULE:FREQ=WEEKLY;COUNT=3", start="DTSTART:20271023T070000Z") == [
        "2027-10-23 09:00",
        "2027-10-30 09:00",
        "2027-11-06 08:00",
    ]


CHANGED = ["RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT1H"]


@pytest.mark.parametrize(
    ("change", "days"),
    [
        (
            ["RECURRENCE-ID:20271030T090000", "DTSTART:20271031T100000", "DURATION:PT2H"],
            ["2027-10-23 09:00..10:00", "2027-10-31 10:00..12:00", "2027-11-06 09:00..10:00"],
        ),
        (
            ["RECURRENCE-ID:20271030T070000Z", "DTSTART:20271030T090000", "STATUS:CANCELLED"],
            ["2027-10-23 09:00..10:00", "2027-11-06 09:00..10:00", "2027-11-13 09:00..10:00"],
        ),
        (
            ["RECURRENCE-ID:20271023T090000", "DTSTART:20271023T100000", "DURATION:PT1H"],
            ["2027-10-23 10:00..11:00", "2027-10-30 09:00..10:00", "2027-11-06 09:00..10:00"],
        ),
        (
            ["RECURRENCE-ID:20271030T090000", "DTSTART:20271030T090000", "DURATION:PT1H", "LOCATION:Jinde"],
            ["2027-10-23 09:00..10:00", "2027-10-30 09:00..10:00", "2027-11-06 09:00..10:00"],
        ),
    ],
)
def test_a_single_date_of_a_series_is_moved_or_called_off(change: list[str], days: list[str]) -> None:
    one = vevent(*change, start="")
    [entry] = read(calendar(vevent(*CHANGED), one))

    told = entry.fields
    found = Event(
        id=ID,  # type: ignore[arg-type]
        title=Text.of(cs="x"),
        kind="meeting",
        when=told.when,
        repeats=told.repeats,
        further_dates=told.further_dates,
    )
    assert [when.written for when in found.dates][:3] == days
    assert told.when.starts not in [when.starts for when in told.further_dates]
    assert (told.further_dates == ()) == ("LOCATION:Jinde" in change or "STATUS:CANCELLED" in change)
    assert bool(entry.notes) == ("LOCATION:Jinde" in change)


def test_a_single_date_of_a_series_that_is_elsewhere_is_found_again() -> None:
    alone = ["RECURRENCE-ID:20271030T090000", "DTSTART:20271031T100000"]
    files = after(miniature(), calendar(vevent(*alone, start="")))

    moved = import_into(files, calendar(vevent(*alone[:1], "DTSTART:20271101T100000", start="")))

    assert (moved.new, moved.changed) == ([], [FILE])


# ---- A second time ------------------------------------------------------------------------------------


def test_what_changes_in_the_calendar_changes_in_the_file() -> None:
    files = imported("LOCATION:Přerov", "DESCRIPTION:Krátce.", "URL:https://fair.example/1")
    new = vevent(
        "LOCATION:Olomouc",
        "URL:https://fair.example/2",
        "CONFERENCE:https://meet.example/abc",
        title="Den světla: nový",
    )

    found = event(after(files, calendar(new)))

    assert (found.title, found.place) == (Text.of(cs="Den světla: nový"), Text.of(cs="Olomouc"))
    assert (found.summary, found.sources) == (None, ("https://fair.example/2",))
    assert (found.online, found.online_link) == (True, "https://meet.example/abc")


def test_a_date_that_moves_is_remembered() -> None:
    files = imported("DTEND:20271023T100000")
    files = after(files, calendar(vevent(start="DTSTART;TZID=America/New_York:20271024T090000")))
    files = after(files, calendar(vevent(start="DTSTART:20271025T090000")))

    found = event(files)

    assert found.when == parse_when("2027-10-25 09:00")
    assert found.time_zone is None
    assert [when.written for when in found.moved_from] == ["2027-10-23 09:00..10:00", "2027-10-24 09:00"]


@pytest.mark.parametrize("start", ["DTSTART:20271023T090000", "DTSTART;VALUE=DATE:20271023"])
def test_hours_that_become_known_are_no_other_date(start: str) -> None:
    found = event(after(imported(start=start), calendar(vevent("DURATION:PT2H"))))

    assert found.when == parse_when("2027-10-23 09:00..11:00")
    assert found.moved_from == ()


def test_what_an_editor_has_changed_stays_and_is_told() -> None:
    files = edited(imported("LOCATION:Přerov"), "place: Přerov", "place: Přerov, zámek")
    files = edited(files, "title: Den s optikou", "title: {cs: Den s optikou, en: A Day with Optics}")
    files = edited(files, "when: 2027-10-23 09:00", "when: 2027-10-23 09:00..12:00")
    new = calendar(vevent("LOCATION:Olomouc", title="Dny", start="DTSTART:20271024T090000"))

    done = import_into(files, new)

    found = event({**files, **done.files})
    assert (found.title.languages, found.place) == ({"cs", "en"}, Text.of(cs="Přerov, zámek"))
    assert found.when == parse_when("2027-10-23 09:00..12:00")
    assert done.notes == [
        f"{FILE}:2: title: kept; the calendar has 'Dny'",
        f"{FILE}:5: place: kept; the calendar has 'Olomouc'",
        f"{FILE}:4: when: kept; the calendar has '2027-10-24 09:00'",
    ]
    assert import_into({**files, **done.files}, new).files == {}


def test_an_editor_may_have_done_already_what_the_calendar_says_now() -> None:
    files = edited(imported("LOCATION:Přerov"), "place: Přerov", "place: Olomouc")

    done = import_into(files, calendar(vevent("LOCATION:Olomouc")))

    assert done.notes == []
    assert import_into({**files, **done.files}, calendar(vevent("LOCATION:Brno"))).notes == []


def test_a_translation_of_what_has_changed_is_pointed_at() -> None:
    files = {**imported(), f"docs/events/{ID}.en.md": b"---\ntitle: A Day with Optics\n---\n"}

    done = import_into(files, calendar(vevent(title="Dny s optikou")))

    assert done.notes == [f"{FILE}:2: title: changed; check whether the translation (en) still fits"]


EDITED = """---
# O akci
title: "Den s optikou" # na kartu
kind:   workshop  # nebo seminář
place: {cs: Přerov,
        en: Prerau}   # zámek

when: 2027-10-23 09:00  # místní čas
pillars: [lenses,
          mirrors]
sources:
- https://fair.example/1 # z veletrhu
- https://example.org/light
summary: >-
  Přednášky
  a ukázky.
# Kontakt
contact: {name: 'Anna', email: anna@cluster.example}
imported:
  uid: 1@fair.example  # neměnit
  calendar: Veletrh
  title: Den s optikou
  when: 2027-10-23 09:00
  link: https://fair.example/1
---

Text  redakce.
---
Konec"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_an_editors_comments_order_and_forms_stay(ends: str) -> None:
    before = EDITED.replace("\n", ends).encode()
    files = {**miniature(), FILE: before}
    new = calendar(
        vevent("URL:https://fair.example/2", "STATUS:CANCELLED", title="Dny", start="DTSTART:20271024T090000")
    )

    made = after(files, new)[FILE].decode()

    expected = (
        EDITED.replace('title: "Den s optikou" #', 'title: "Dny"           #')
        .replace("when: 2027-10-23 09:00  #", "when: 2027-10-24 09:00  #")
        .replace("pillars:", "moved_from:\n- 2027-10-23 09:00\nstatus: cancelled\npillars:", 1)
        .replace("- https://fair.example/1 # z veletrhu\n", "- https://fair.example/2\n")
        .replace(
            "  title: Den s optikou\n  when: 2027-10-23 09:00\n  link: https://fair.example/1",
            "  title: Dny\n  when: 2027-10-24 09:00\n  status: cancelled\n  link: https://fair.example/2",
        )
    )
    assert made.replace("\r\n", "\n") == expected
    assert made.count("\r\n") == (made.count("\n") if ends == "\r\n" else 0)


def test_a_head_of_one_line_can_be_changed_too() -> None:
    before = b"---\n{title: a, kind: meeting}\n---\nText\n"

    assert changed(before, FILE, {"title": "b", "when": date(2027, 1, 1)}) == (
        b"---\n{title: b, kind: meeting, when: 2027-01-01}\n---\nText\n"
    )


def test_an_event_that_is_no_longer_there_is_named_and_kept() -> None:
    files = after(miniature(), calendar(vevent(), vevent(uid="2", title="Jiná")))

    done = import_into(files, calendar(vevent(uid="2", title="Jiná")))
    of_another = import_into(files, calendar(head="X-WR-CALNAME:Google").replace(b"Veletrh", b"Google"))

    assert done.files == {}
    assert done.notes == [
        f"{FILE}: 'Den s optikou' (2027-10-23 09:00) is no longer in the calendar; left unchanged"
    ]
    assert (of_another.files, of_another.notes) == ({}, [])


@pytest.mark.parametrize("head", ["", "METHOD:CANCEL"])
def test_a_cancelled_event_is_marked_as_such(head: str) -> None:
    status = "" if head else "STATUS:CANCELLED"

    done = import_into(imported(), calendar(vevent(status), head=head))

    assert b"\nstatus: cancelled\n" in done.files[FILE]
    assert done.notes == [f"{FILE}:5: 'Den s optikou' is cancelled in the calendar"]
    back = import_into({**imported(), **done.files}, calendar(vevent()))
    assert b"\nstatus: confirmed\n" in back.files[FILE]


def test_an_event_that_an_editor_has_written_is_not_written_again() -> None:
    written = {
        **miniature(),
        "docs/events/day.md": b"---\ntitle: Den S Optikou\nkind: workshop\nwhen: 2027-10-23\n---\n",
    }
    day = "DTSTART;VALUE=DATE:20271023"

    done = import_into(written, calendar(vevent("LOCATION:Brno", start=day)))
    later = import_into({**written, **done.files}, calendar(vevent(start="DTSTART;VALUE=DATE:20271024")))

    assert (done.new, done.changed) == ([], ["docs/events/day.md"])
    assert "docs/events/day.md:1: place: kept; the calendar has 'Brno'" in done.notes
    assert b"\nwhen: 2027-10-24\n" in later.files["docs/events/day.md"]


def test_an_event_of_the_plan_or_of_another_calendar_is_not_written_again() -> None:
    fair = vevent(title="Veletrh čoček", start="DTSTART;VALUE=DATE:20221013", uid="2")
    fair = fair.replace("END:VEVENT", "DTEND;VALUE=DATE:20221015\nEND:VEVENT")

    done = import_into(imported(), calendar(fair, vevent(uid="3")).replace(b"Veletrh\r", b"Google\r"))

    assert done.files == {}
    assert done.notes == [
        "data/plan.yaml:30: 'Veletrh čoček' is event 'lens-fair-2022' of the plan; left unchanged",
        f"{FILE}:2: 'Den s optikou' is event '{ID}' of another calendar; left unchanged",
    ]


def test_an_event_is_the_same_under_another_uid() -> None:
    done = import_into(imported(), calendar(vevent("LOCATION:Brno", uid="2@fair.example")))

    assert (done.new, done.changed) == ([], [FILE])
    assert b"\nplace: Brno\n" in done.files[FILE]


# ---- What cannot be read ------------------------------------------------------------------------------


END = "give the series an end in that calendar and export it again"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "1: expected BEGIN:VCALENDAR, found an empty file; export the calendar as iCalendar (.ics)"),
        (
            b"<!DOCTYPE html>\n<html>",
            "1: expected BEGIN:VCALENDAR, found '<!DOCTYPE html>'; export the calendar as iCalendar (.ics)",
        ),
        (
            "BEGIN:VCALENDAR".encode("utf-16"),
            "1: the file is UTF-16; open it in an editor and save it with UTF-8 encoding (in Windows "
            "Notepad: File, Save as)",
        ),
        (
            calendar(vevent(title="Příliš")).decode().encode("cp1250"),
            "6: event 1: not valid UTF-8 (perhaps an older encoding of Windows); "
            "open it in an editor and save it with UTF-8 encoding (in Windows Notepad: File, Save as)",
        ),
        (
            calendar(vevent(title="a\0b")),
            "6: event 1: invisible character U+0000; delete it",
        ),
        (
            calendar(vevent("DESCRIPTION:a", " b\x1b c")),
            "9: event 1: invisible character U+001B; delete it",
        ),
        (
            calendar(vevent("DESCRIPTION:Text,", "který pokračuje")),
            "9: event 1: expected a property, found 'který pokračuje'; a folded line must start with a space",
        ),
        (
            calendar(vevent("DESCRIPTION:Text,", "Pozn.: nic", "Note: x")),
            "9: event 1: expected a property, found 'Pozn.: nic'; a folded line must start with a space",
        ),
        (
            calendar(vevent("DESCRIPTION:Text,", "Note: x")),
            "9: event 1: expected a property, found 'Note: x'; a folded line must start with a space",
        ),
        (
            calendar(vevent()).rpartition(b"END:VEVENT")[0],
            "4: event 1: BEGIN:VEVENT without END; the file is truncated, so download it again",
        ),
        (
            calendar(vevent()).replace(b"END:VEVENT\r\n", b""),
            "4: event 1: BEGIN:VEVENT without END; download the file again",
        ),
        (
            calendar(*[vevent(uid=str(each)) for each in range(2001)]),
            "10004: more than 2,000 events; export fewer months or a single calendar",
        ),
    ],
)
def test_a_file_that_is_no_sound_calendar_is_refused(raw: bytes, problem: str) -> None:
    assert refused(raw)[0] == f"fair.ics:{problem}"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ({"uid": ""}, "4: event without UID; add one, or later imports cannot recognise it"),
        ({"start": ""}, "4: missing start (DTSTART); add a date in that calendar"),
        ({"title": ""}, "4: missing title (SUMMARY); add it in that calendar"),
        ({"title": "x" * 501}, "4: title longer than 500 characters; shorten it"),
        ({"start": "DTSTART:20271323T090000"}, "7: DTSTART: there is no date 20271323T090000"),
        (
            {"start": "DTSTART:zítra"},
            "7: DTSTART: expected a date like 20271023 or 20271023T090000, found 'zítra'",
        ),
        ({"start": "DTSTART:00010101"}, "7: DTSTART: year 0001 is out of range (1800–2199)"),
        (
            {"start": "DTSTART;TZID=Europe/Pragu:20271023T090000"},
            "7: DTSTART: unknown time zone 'Europe/Pragu'; did you mean 'Europe/Prague'?",
        ),
        (
            {"start": "DTSTART;TZID=Europe/Krakow:20271023T090000"},
            "7: DTSTART: unknown time zone 'Europe/Krakow'; write it like TZID=Europe/Brussels",
        ),
        (
            {"start": "DTSTART;TZID=Central Europe Standart Time:20271023T090000"},
            "7: DTSTART: unknown time zone 'Central Europe Standart Time'; "
            "did you mean 'Central Europe Standard Time'?",
        ),
        ({"end": "DTEND:20271023T080000"}, "8: DTEND: the end is before the start"),
        ({"end": "DURATION:-PT1H"}, "8: DURATION: the end is before the start"),
        ({"end": "DURATION:P999999999D"}, "8: DURATION: longer than ten years"),
        ({"end": "DURATION:hodina"}, "8: DURATION: expected a duration like PT2H30M or P2D, found 'hodina'"),
        (
            {"end": "DTEND;VALUE=DATE:20271024"},
            "8: DTEND: DTSTART and DTEND must both be days or both be times",
        ),
        (
            {"end": "RRULE:FREQ=WEEKLY"},
            f"8: RRULE: the series never ends; {END}",
        ),
        (
            {"end": "RRULE:FREQ=DAILY;COUNT=1000000000"},
            f"8: RRULE: more than 400 dates; {END}",
        ),
        (
            {"end": "RRULE:FREQ=DAILY;COUNT=3;BYMONTH=2;BYMONTHDAY=30"},
            f"8: RRULE: longer than 20 years; {END}",
        ),
        (
            {"end": "RRULE:FREQ=YEARLY;UNTIL=20991231"},
            f"8: RRULE: longer than 20 years; {END}",
        ),
        (
            {"end": "RRULE:FREQ=SECONDLY;COUNT=3"},
            "8: RRULE: several times a day is not supported; make several events in that calendar",
        ),
        (
            {"end": "RRULE:FREQ=DAILY;COUNT=4;BYHOUR=9,10"},
            "8: takes place twice on 2027-10-23; make two events in that calendar",
        ),
        (
            {"end": "RRULE:FREQ=WEEKLY;COUNT=2;INTERVAL=0"},
            "8: RRULE: INTERVAL: expected a whole number greater than zero, found '0'",
        ),
        ({"end": "RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=XX"}, "8: RRULE: invalid rule 'FREQ=WEEKLY;BYDAY=XX'"),
        ({"end": "RRULE:týdně"}, "8: RRULE: invalid rule 'týdně'; expected one like FREQ=WEEKLY;COUNT=5"),
        (
            {"end": "RRULE:FREQ=WEEKLY;COUNT=62;BYDAY=SA,SU"},
            f"8: RRULE: 62 dates (limit: 60, as dates of this rule have to be listed); {END}",
        ),
        (
            {"end": "EXDATE:20271023T090000"},
            "8: all dates are cancelled; set STATUS:CANCELLED in that calendar instead",
        ),
    ],
)
def test_an_event_that_cannot_be_told_is_refused(lines: dict[str, str], problem: str) -> None:
    end = lines.pop("end", "") if "end" in lines else ""

    assert refusal(end, **lines) == problem


def test_a_rule_that_never_gives_a_date_is_not_looked_for_in_vain() -> None:
    assert refusal("RRULE:FREQ=DAILY;COUNT=3;BYMONTH=2;BYMONTHDAY=30")


def test_a_change_of_all_later_dates_is_refused() -> None:
    change = vevent("RECURRENCE-ID;RANGE=THISANDFUTURE:20271030T090000")

    [problem] = refused(calendar(vevent("RRULE:FREQ=WEEKLY;COUNT=4"), change))

    assert problem.startswith(
        "fair.ics:14: event 1 'Den s optikou': unsupported change of all dates from 20271030T090000"
    )


def test_all_problems_are_told_at_once() -> None:
    problems = refused(calendar(vevent(uid=""), vevent(start="", uid="2"), vevent("RRULE:x", uid="3")))

    assert [problem.split(":")[1] for problem in problems] == ["4", "8", "16"]


@pytest.mark.parametrize("fold", ["\r\n ", "\n\t", "\r\n\r\n "])
def test_a_folded_letter_is_put_together_again(fold: str) -> None:
    raw = calendar(vevent(title="Příliš")).replace(
        "ř".encode(), "ř".encode()[:1] + fold.encode() + "ř".encode()[1:]
    )

    assert read(raw)[0].fields.title == "Příliš"


# ---- What is left out ---------------------------------------------------------------------------------

GOOD = vevent(uid="good", title="Konference", start="DTSTART:20280101")
SERIES = "RRULE:FREQ=WEEKLY;COUNT=3"
CHANGE = "RECURRENCE-ID:20271030T090000"
AGAIN = "download the file again"


@pytest.mark.parametrize(
    ("events", "reasons"),
    [
        ([vevent("CLASS:PRIVATE")], ["4: event 1: private (CLASS:PRIVATE)"]),
        ([vevent("class:confidential")], ["4: event 1: private (CLASS:CONFIDENTIAL)"]),
        ([vevent("CLASS;X-A=1:X-PERSONAL")], ["4: event 1: private (unknown CLASS)"]),
        ([vevent("CLASS:")], ["4: event 1: private (unknown CLASS)"]),
        ([vevent("CLASS:PUBLIC", "CLASS:PRIVATE")], ["4: event 1: private (CLASS:PRIVATE)"]),
        ([vevent("CLASS PRIVATE")], ["4: event 1: private (unknown CLASS)"]),
        ([vevent("CLASS:PRIVATE", uid="")], ["4: event 1: private (CLASS:PRIVATE)"]),
        ([vevent("CLASS:PRIVATE", start="DTSTART:x")], ["4: event 1: private (CLASS:PRIVATE)"]),
        ([vevent("Text", "CLASS:PRIVATE")], ["4: event 1: private (CLASS:PRIVATE)"]),
        # a private series is private with all of its dates
        (
            [vevent(SERIES, "CLASS:PRIVATE"), vevent(CHANGE, start="DTSTART:20271031T090000")],
            ["4: event 1: private (CLASS:PRIVATE)", "11: event 2: private (as its series)"],
        ),
        # of two versions of an event, one is private
        (
            [vevent(title="A"), vevent("CLASS:PRIVATE", title="B")],
            ["4: event 1: private (as its series)", "9: event 2: private (CLASS:PRIVATE)"],
        ),
    ],
)
def test_a_private_event_is_left_out_and_not_named(events: list[str], reasons: list[str]) -> None:
    for raw in (calendar(*events), calendar(*events, GOOD)):
        assert left_out(raw) == [f"fair.ics:{reason}" for reason in reasons]
    assert [each.fields.title for each in read(calendar(*events, GOOD))] == ["Konference"]


def test_a_private_date_of_a_public_series_is_left_out() -> None:
    change = vevent(CHANGE, "CLASS:PRIVATE", title="Tajné", start="DTSTART:20271031T090000")
    raw = calendar(vevent(SERIES), change)
    files = after(miniature(), raw)

    assert left_out(raw) == ["fair.ics:10: event 2: private (CLASS:PRIVATE)"]
    assert [each.written for each in event(files).dates] == ["2027-10-23 09:00", "2027-11-06 09:00"]
    assert "Tajné".encode() not in files[FILE]


def test_a_whole_calendar_can_be_private() -> None:
    assert len(left_out(calendar(vevent(), GOOD, head="X-CALENDARSERVER-ACCESS:CONFIDENTIAL"))) == 2


def test_an_imported_event_that_becomes_private_is_reported() -> None:
    files = imported()

    done = import_into(files, calendar(vevent("CLASS:PRIVATE")))

    assert (done.files, done.notes) == ({}, [])
    message = "the event is private in the calendar now; delete the file unless it may be published"
    assert [str(each.problem) for each in done.left_out][1:] == [f"{FILE}:2: {message}"]


@pytest.mark.parametrize(
    ("events", "reason"),
    [
        ([vevent(title="")], "4: event 1: missing title (SUMMARY); add it in that calendar"),
        ([vevent("RRULE:FREQ=YEARLY")], f"8: event 1 'Den s optikou': RRULE: the series never ends; {END}"),
        (
            [vevent("DTEND:20271023T120000", start="DTSTART;VALUE=DATE:20271023")],
            "8: event 1 'Den s optikou': DTEND: DTSTART and DTEND must both be days or both be times",
        ),
        (
            [vevent("Text")],
            "8: event 1: expected a property, found 'Text'; a folded line must start with a space",
        ),
        ([vevent("BEGIN:VALARM")], f"8: event 1: BEGIN:VALARM without END; {AGAIN}"),
        ([vevent("END:VALARM")], f"8: event 1: END:VALARM without BEGIN; {AGAIN}"),
        ([vevent().removesuffix("END:VEVENT")], f"4: event 1: BEGIN:VEVENT without END; {AGAIN}"),
        (
            [vevent("DESCRIPTION;ENCODING=QUOTED-PRINTABLE:=C4=8Caj=", "=0D=0A")],
            "8: event 1: DESCRIPTION: text of vCalendar 1.0 (quoted-printable); export the calendar as "
            "iCalendar 2.0",
        ),
        (
            [vevent(uid="good", title="Dvakrát", start="DTSTART:20280102")],
            "9: event 2: duplicate UID 'good' (first used on line 4); delete one of the events",
        ),
        (
            [vevent(uid="twin", title="Konference", start="DTSTART:20280101")],
            "9: event 2 'Konference': same title and date as the event on line 4; delete one of them in "
            "that calendar",
        ),
        (["Text"], "4: expected a property, found 'Text'; a folded line must start with a space"),
        (
            ["BEGIN:VTODO", "SUMMARY:a", "END:VTODO", "BEGIN:VTODO", "END:VTODO"],
            "4: 2 VTODO; only events (VEVENT) are imported",
        ),
    ],
)
def test_one_event_that_cannot_be_read_is_left_out_and_no_other(events: list[str], reason: str) -> None:
    raw = calendar(GOOD, *events) if " event 2" in reason else calendar(*events, GOOD)

    assert [each.fields.uid for each in read(raw)] == ["good"]
    assert left_out(raw) == [f"fair.ics:{reason}"]


@pytest.mark.parametrize("wrong", ["SUMMARY:Příliš", "SUMMARY:Příliš\nCLASS:PRIVATE"])
def test_one_event_in_another_encoding_is_left_out(wrong: str) -> None:
    raw = calendar("@", GOOD).replace(b"@", vevent(wrong).encode("cp1250"))

    assert [each.fields.uid for each in read(raw)] == ["good"]
    [reason] = left_out(raw)
    assert ("not valid UTF-8" in reason) == ("CLASS" not in wrong)
    assert read(calendar("@", GOOD).replace(b"@", vevent("COMMENT:Příliš").encode("cp1250")))


def test_what_stands_inside_an_event_does_not_matter_however_deep() -> None:
    inside = "BEGIN:A\n" * 9 + "Text\n" + "END:A\n" * 9

    [entry] = read(calendar(vevent(inside.strip(), "LOCATION:Hala")))

    assert entry.fields.place == "Hala"


def test_a_series_is_left_out_if_one_of_its_dates_cannot_be_read() -> None:
    raw = calendar(vevent(SERIES), vevent(CHANGE, "Text", title="Jindy"), GOOD)

    assert [each.fields.uid for each in read(raw)] == ["good"]
    assert left_out(raw) == [
        "fair.ics:4: event 1: belongs to event 2",
        "fair.ics:15: event 2: expected a property, found 'Text'; a folded line must start with a space",
    ]


def test_events_that_are_left_out_are_not_reported_as_gone() -> None:
    files = after(imported(), calendar(GOOD, head="X-WR-CALNAME:Veletrh"))
    broken = vevent("RRULE:FREQ=DAILY")

    assert [each for each in import_into(files, calendar(broken, GOOD)).notes if "no longer" in each] == []
    assert import_into(files, calendar(GOOD)).notes == [
        f"{FILE}: 'Den s optikou' (2027-10-23 09:00) is no longer in the calendar; left unchanged"
    ]
    truncated = calendar(GOOD, "BEGIN:VEVENT").rpartition(b"END:VCALENDAR")[0]
    assert import_into(files, truncated).notes == []


def test_a_period_has_its_own_length() -> None:
    periods = "20271030T090000/PT3H,20271106T090000/20271106T113000"

    assert dates("DTEND:20271023T100000", f"RDATE;VALUE=PERIOD:{periods}", "RDATE:20271113T090000") == [
        "2027-10-23 09:00..10:00",
        "2027-10-30 09:00..12:00",
        "2027-11-06 09:00..11:30",
        "2027-11-13 09:00..10:00",
    ]


# ---- Addresses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "body"),
    [
        ("Přihlášky<https://a.example/r/Ab_1?x=1&y=2>", "Přihlášky (<https://a.example/r/Ab_1?x=1&y=2>)"),
        (
            "Dotazy: Jana<mailto:jana@a.example?subject=Ahoj>",
            "Dotazy: Jana ([jana@a.example](mailto:jana@a.example))",
        ),
        ('<a href="https://a.example/x?a=1&amp;b=2">zde</a>', "zde (<https://a.example/x?a=1&b=2>)"),
        ("<p><a href='mailto:a@b.example'><b>Pište</b></a></p>", "Pište ([a@b.example](mailto:a@b.example))"),
        ('<a href="tel:+420 123 456 789">Volejte</a>', r"Volejte (\+420 123 456 789)"),
        ('<a href="//a.example/b c">zde</a>', "zde (<https://a.example/b%20c>)"),
        ('<a href="https://a.example/x_(y)">zde</a> a dál', "zde (<https://a.example/x_(y)>) a dál"),
        ("Zde<https://a.example/>dál &amp;<br>", "Zde (<https://a.example/>) dál &#38;"),
    ],
)
def test_an_address_stays_beside_its_words(description: str, body: str) -> None:
    file = imported(f"DESCRIPTION:{description}")[FILE].decode()

    head, _, below = file.removeprefix("---\n").partition("---\n")
    assert below == f"{body}\n"
    assert "<" not in head
    assert event(imported(f"DESCRIPTION:{description}")).bodies


@pytest.mark.parametrize(
    ("description", "summary"),
    [
        ("Viz https://a.example/b_c.", "Viz https://a.example/b_c."),
        ("Viz <https://a.example/b>, <www.b.example>", "Viz https://a.example/b, www.b.example"),
        ("jana@a.example<mailto:jana@a.example>", "jana@a.example"),
        ("<a href='https://a.example/b/'>a.example/b</a>", "https://a.example/b/"),
        ("a < b, <Firma> & syn", "a < b, <Firma> & syn"),
        ("<!-- tajné --><b>x</b> <a href='#a'>dolů</a> <a href='javascript:alert(1)'>y</a>", "x dolů y"),
    ],
)
def test_an_address_that_is_its_own_words_is_told_once(description: str, summary: str) -> None:
    file = imported(f"DESCRIPTION:{description}")

    assert str(event(file).summary.versions[0][1]) == summary  # type: ignore[union-attr]
    assert file[FILE].endswith(b"\n---\n")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            ["DESCRIPTION:Text", 'X-ALT-DESC;FMTTYPE=text/html:<a href="https://a.example/">x</a>'],
            "<https://a.example/>",
        ),
        (['X-ALT-DESC;FMTTYPE=text/html:<a href="https://a.example/">x</a>'], "x (<https://a.example/>)"),
        (['STYLED-DESCRIPTION;VALUE=TEXT:<a href="https://a.example/">x</a>'], "x (<https://a.example/>)"),
        (
            ['DESCRIPTION;ALTREP="data:text/html,%3Ca%20href%3D%22https://a.example/%22%3Ex%3C/a%3E":x'],
            "<https://a.example/>",
        ),
        (['LOCATION;ALTREP="https://a.example/map":Hala'], "<https://a.example/map>"),
        (["URL:mailto:jana@a.example"], "[jana@a.example](mailto:jana@a.example)"),
        (
            ["CONFERENCE:https://a.example/", "CONFERENCE;FEATURE=PHONE;LABEL=Telefon:tel:+420123456789"],
            "Telefon: +420123456789",
        ),
        (["CONFERENCE:https://a.example/", "LOCATION:https://b.example/"], "<https://b.example/>"),
        (["LOCATION:Hala<https://b.example/map>"], "place: Hala\n---\n<https://b.example/map>"),
        (["LOCATION:Hala\\, https://b.example/map"], "place: Hala, https://b.example/map\n---\n"),
        (["CONTACT:Jana\\, jana@a.example"], "Jana, [jana@a.example](mailto:jana@a.example)"),
        (["ATTACH:https://a.example/p%20q.pdf"], "- title: p q.pdf\n    link: https://a.example/p%20q.pdf\n"),
        (
            ["ATTACH;FILENAME=Program:https://a.example/x"],
            "- title: Program\n    link: https://a.example/x\n",
        ),
        (["ATTACH:ftp://a.example/x"], "ftp://a.example/x"),
        ([f"DESCRIPTION:{'x ' * 11_000}https://a.example/"], "<https://a.example/>"),
    ],
)
def test_no_address_of_an_event_is_lost(lines: list[str], told: str) -> None:
    file = imported(*lines)[FILE].decode()

    assert told in re.sub(r"\nimported:.*?\n---\n", "\n---\n", file, flags=re.DOTALL)


def test_attached_files_people_and_places_on_the_editors_computer_are_not_published() -> None:
    lines = [
        "ATTACH;VALUE=BINARY;ENCODING=BASE64;FILENAME=a.pdf:AAAA",
        "ATTACH:CID:part1@a.example",
        "ATTACH:file:///C:/Users/jana/tajne.docx",
        "ATTENDEE;CN=Jana:mailto:jana@a.example",
        "ORGANIZER;CN=Jan:mailto:jan@a.example",
    ]
    done = import_into(miniature(), calendar(vevent(*lines)))

    assert done.notes == [
        f"{FILE}: left out an attached file (a.pdf); add it by hand",
        f"{FILE}: left out an attached file; add it by hand",
        f"{FILE}: left out an attached file; add it by hand",
    ]
    assert not re.search(rb"jan|tajne|AAAA", done.files[FILE].replace(b"imported", b""))


def test_an_address_that_is_new_in_the_calendar_is_reported_once() -> None:
    files = imported("DESCRIPTION:Přihlášky<https://a.example/>")
    raw = calendar(vevent("DESCRIPTION:Přihlášky<https://b.example/?a=1&b=2>"))

    done = import_into(files, raw)

    assert [each.partition(": ")[2] for each in done.notes] == [
        "new in the calendar: https://b.example/?a=1&b=2; add it to the text if it matters"
    ]
    assert import_into({**files, **done.files}, raw).notes == []
    noted = edited(files, "(<https://a.example/>)", "(<https://b.example/?a=1&b=2>)")
    assert import_into(noted, raw).notes == []


# ---- On the disk --------------------------------------------------------------------------------------


def test_an_import_shows_what_it_does_and_does_nothing_the_second_time(project: Path) -> None:
    (project / "fair.ics").write_bytes((CASES / "fair.ics").read_bytes())

    dry = cluster(project, "import-events", "fair.ics", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert not list(project.glob("docs/events/*2027*"))
    done = cluster(project, "import-events", "fair.ics", "--kind", "trade-fair", "--pillar", "lenses")
    again = cluster(project, "import-events", "fair.ics")

    assert "+++ docs/events/den-s-optikou-cocky-zrcadla-2027.md\n" in done.stdout
    assert "+title: 'Den s optikou: čočky & zrcadla'\n" in done.stdout
    assert done.stdout.endswith("4 events in fair.ics: 4 new, 0 changed, 0 unchanged.\n")
    assert dry.stdout.endswith("Nothing was written (--dry-run).\n")
    assert again.stdout == "4 events in fair.ics: 0 new, 0 changed, 4 unchanged.\n"
    assert cluster(project, "check").returncode == 0
    assert not list(project.glob("docs/events/.*"))
    [made] = project.glob("docs/events/den-s-optikou*")
    assert stat.S_IMODE(made.stat().st_mode) == stat.S_IMODE((project / "mkdocs.yml").stat().st_mode)


def test_an_import_takes_over_what_it_can_and_names_the_rest(project: Path) -> None:
    private = vevent("CLASS:PRIVATE", uid="private", title="Tajné")
    endless = vevent("RRULE:FREQ=YEARLY", uid="endless", title="Výročí")
    (project / "fair.ics").write_bytes(calendar(private, endless, GOOD))
    (project / "none.ics").write_bytes(calendar(private, endless))
    (project / "private.ics").write_bytes(calendar(private))

    done = cluster(project, "import-events", "fair.ics")
    none = cluster(project, "import-events", "none.ics")
    all_private = cluster(project, "import-events", "private.ics")

    reason = f"event 2 'Výročí': RRULE: the series never ends; {END}"
    assert done.returncode == 0
    assert done.stdout.endswith("3 events in fair.ics: 1 new, 0 changed, 0 unchanged, 2 left out.\n")
    assert done.stderr == f"Left out:\nfair.ics:4: event 1: private (CLASS:PRIVATE)\nfair.ics:14: {reason}\n"
    assert (project / "docs/events/konference-2028.md").exists()
    assert (none.returncode, none.stdout) == (1, "")
    assert none.stderr.startswith(f"none.ics:14: {reason}\nNothing was imported.")
    assert (all_private.returncode, all_private.stderr.count("\n")) == (0, 2)
    assert "Tajné" not in done.stdout + done.stderr + none.stderr + all_private.stderr + all_private.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.ics"], "missing.ics:1: no such file; expected a calendar file (.ics)"),
        (["docs"], "docs:1: not a file; expected a calendar file (.ics)"),
        (["huge.ics"], "huge.ics:1: the file is too large: 100 MB (limit: 20 MB)"),
        (["fair.ics", "--kind", "meting"], "--kind: unknown kind 'meting'; did you mean 'meeting'?"),
        (
            ["fair.ics", "--pillar", "lensez"],
            "--pillar: unknown pillar 'lensez'; did you mean 'lenses'?",
        ),
    ],
)
def test_what_cannot_be_imported_is_told_without_a_traceback(
    project: Path, arguments: list[str], said: str
) -> None:
    (project / "fair.ics").write_bytes((CASES / "fair.ics").read_bytes())
    with open(project / "huge.ics", "wb") as file:
        file.truncate(100_000_000)

    done = cluster(project, "import-events", *arguments)

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(project.glob("docs/events/*2027*"))


def test_an_event_that_would_break_the_site_is_left_out(project: Path) -> None:
    (project / "fair.ics").write_bytes((CASES / "fair.ics").read_bytes())
    news = project / "docs" / "news" / "old-news.md"
    broken = news.read_text("utf-8").replace("title:", "titel:")
    cluster(project, "import-events", "fair.ics")
    event = project / "docs" / "events" / "den-s-optikou-cocky-zrcadla-2027.md"
    event.write_text(
        event.read_text("utf-8").replace("kind:", "programme: [{title: x, day: 2027-10-23}]\nkind:"), "utf-8"
    )
    before = event.read_bytes()
    moved = (CASES / "fair.ics").read_bytes().replace(b":20271023T", b":20271024T")
    (project / "fair.ics").write_bytes(moved)

    refused = cluster(project, "import-events", "fair.ics")
    unread = event.write_bytes(before.replace(b"kind:", b"kynd:"))
    mend = cluster(project, "import-events", "fair.ics")
    event.write_bytes(before.replace(b"programme: [{title: x, day: 2027-10-23}]\n", b""))
    news.write_text(broken, "utf-8")
    done = cluster(project, "import-events", "fair.ics")

    assert refused.returncode == 0
    assert refused.stderr.startswith(
        "Left out:\nfair.ics:20: event 1 'Den s optikou: čočky & zrcadla': docs/"
    )
    assert "programme: 'x' is on 2027-10-23, which is not a day of the event" in refused.stderr
    assert refused.stdout == "4 events in fair.ics: 0 new, 0 changed, 3 unchanged, 1 left out.\n"
    assert unread
    assert (mend.returncode, "unknown field 'kynd'" in mend.stderr) == (1, True)
    assert done.returncode == 0, done.stderr  # what was wrong before elsewhere is no hindrance
    assert b"moved_from" in event.read_bytes()


def test_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, last = (tmp_path / name for name in ("old.md", "new.md", "last.md"))
    old.write_bytes(b"before")
    replace = os.replace

    def failing(source: str, target: Path) -> None:
        if target == last:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        importer.write({old: b"1", new: b"2", last: b"3"}, {old: b"before", new: None, last: None})

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old.md": b"before"}


def test_what_an_editor_saves_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"saved meanwhile")

    with pytest.raises(OSError, match="changed meanwhile"):
        importer.write({file: b"new"}, {file: b"old"})

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"saved meanwhile"]


# ---- Whatever comes -----------------------------------------------------------------------------------

MARKS = "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=MARKS), max_size=400)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> bytes:
    """Calendars as a library writes them."""
    made = Calendar()
    for number in range(draw(st.integers(1, 3))):
        component = Component()
        component.add("uid", f"{number}")
        component.add("summary", f"{number} {draw(TEXT)}"[:400])
        component.add("dtstart", draw(DAYS))
        component.add("location", draw(TEXT))
        component.add("description", draw(TEXT))
        if draw(st.booleans()):
            component.add(
                "rrule", {"freq": draw(st.sampled_from(["daily", "weekly", "monthly"])), "count": 3}
            )
        made.add_component(component)
    return bytes(made.to_ical())


@given(calendars(), calendars())
@settings(max_examples=40, deadline=None)
def test_to_import_a_file_twice_changes_nothing(first: bytes, second: bytes) -> None:
    files = miniature()
    for raw in (first, second):
        files = after(files, raw)
        assert import_into(files, raw).files == {}


LINES = [
    *(CASES / "fair.ics").read_bytes().split(b"\r\n"),
    *(
        b"CLASS:PRIVATE",
        b"CLASS",
        b"END:VCALENDAR",
        b"END:A",
        b"ATTACH:https://a.example/%ff",
        b"URL:mailto:",
    ),
    *(b"DESCRIPTION:<a href='https://a.example/'><b@c.d>", b"X-ALT-DESC:<p", b"LOCATION:<https://a.example>"),
    *(b"RRULE:FREQ=DAILY", b"RRULE:FREQ=WEEKLY;BYDAY=1MO;COUNT=99999999999999999999", b"DURATION:P9W"),
    *(b"RDATE;VALUE=PERIOD:20270101T000000Z/PT1H", b"EXDATE:21991231", b"UNTIL", b"END:VEVENT", b"\x00"),
    *(b"DTSTART;TZID=Nowhere:99991231T235959", b"DTEND:21991231T235959Z", b"RECURRENCE-ID:20270301T080000Z"),
]


@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.binary(max_size=20)), max_size=40), st.binary(max_size=60)
)
@settings(max_examples=300, deadline=None)
def test_hostile_bytes_are_refused_and_nothing_else(lines: list[bytes], junk: bytes) -> None:
    event = b"\r\n".join([b"BEGIN:VEVENT", b"UID:1", b"SUMMARY:x", *lines, b"END:VEVENT"])
    for raw in (junk, b"BEGIN:VCALENDAR\n" + junk, calendar().replace(b"END:V", event + b"\r\nEND:V", 1)):
        with suppress(Invalid):
            import_into(miniature(), raw)


ALLOWED = TEXT.filter(lambda text: text.strip() and "<!--" not in text)
"""Texts that may stand in a field; see the test of comments below."""


@given(ALLOWED, st.sampled_from(["title", "place", "summary", "sources"]))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_field_comes_back_from_the_file(text: str, name: str) -> None:
    text = " ".join(text.split())
    value = [text] if name == "sources" else text

    for raw in (new_file({name: value}, ""), changed(EDITED.encode(), FILE, {name: value})):
        node = head_of(raw, FILE)[name]
        assert (node.value[0].value if isinstance(node.value, list) else node.value) == text


@pytest.mark.parametrize("name", ["title", "place", "summary"])
def test_a_text_that_reads_like_a_comment_is_told_as_such(name: str) -> None:
    with pytest.raises(Invalid) as raised:
        changed(EDITED.encode(), FILE, {name: "<!-- not yet -->"})

    assert "a comment in <!-- --> would be published" in str(raised.value)


# ---- Our own calendar ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        "when: 2027-10-23\n",
        "when: 2027-10-23..2027-10-25\nstatus: planned\n",
        "when: 2027-10-23 09:00..16:30\nplace: 'Přerov; hala, 3'\nstatus: cancelled\n",
        "when: 2027-10-23 22:00..2027-10-24 02:00\n",
        "when: 2027-10-23 09:00\ntime_zone: America/New_York\n",
        "when: 2027-10-23 09:00\nrepeats: {every: week, interval: 2, count: 5, without: [2027-11-06]}\n",
        "when: 2027-10-26 09:00..10:00\nrepeats: {every: month, by: weekday, until: 2028-03-01}\n",
        "when: 2027-10-31\nrepeats: {every: month, count: 3}\n",
        "when: 2027-10-26 09:00\nrepeats: {every: day, count: 10}\nonline: true\nonline_link: https://a.example/b\n",
    ],
)
def test_what_our_own_calendar_says_comes_back(head: str) -> None:
    text = f"---\ntitle: 'Den: s optikou, \\ a „x“'\nkind: meeting\n{head}---\n"
    file = {"docs/events/own.md": text.encode()}
    own = event({**miniature(), **file}, "own")

    [told] = [
        each.fields for each in read(ics(changes=dict(file))) if each.fields.uid == "own@cluster.example"
    ]

    assert (told.title, told.place) == tuple(
        str(t.versions[0][1]) if t else "" for t in (own.title, own.place)
    )
    assert (told.when, told.time_zone, told.status) == (own.when, own.time_zone, own.status)
    assert told.online_link == own.online_link
    # a rule with dates left out ends by its last day in calendars
    has_same_end = own.repeats is None or (own.repeats.count and not own.repeats.without)
    assert plain(told.repeats) == plain(own.repeats) if has_same_end else told.repeats
    copy = Event(**{**{f: getattr(own, f) for f in ("id", "title", "kind", "when")}, "repeats": told.repeats})
    assert copy.dates == own.dates


def test_the_limit_of_a_file_is_that_of_its_reading() -> None:
    assert refused(b"BEGIN:VCALENDAR\n" + b" " * MOST_BYTES)[0].startswith(
        "fair.ics:1: the file is too large: 20 MB"
    )


# ---- Exchange and Outlook -----------------------------------------------------------------------------

ALL_DAY = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE"


@pytest.mark.parametrize(
    ("start", "more", "when"),
    [
        (
            "DTSTART;TZID=Central Europe Standard Time:20271023T000000",
            "DTEND;TZID=Central Europe Standard Time:20271024T000000",
            "2027-10-23",
        ),
        ("DTSTART:20271022T220000Z", "DTEND:20271023T220000Z", "2027-10-23"),
        ("DTSTART:20271023T000000", "DURATION:P2D", "2027-10-23..2027-10-24"),
        # a day in Tokyo is no other day in Prague
        (
            "DTSTART;TZID=Tokyo Standard Time:20271023T000000",
            "DTEND;TZID=Tokyo Standard Time:20271025T000000",
            "2027-10-23..2027-10-24",
        ),
        # hours contradict the mark
        ("DTSTART:20271023T090000", "DTEND:20271023T160000", "2027-10-23 09:00..16:00"),
    ],
)
def test_what_exchange_marks_as_a_whole_day_is_one(start: str, more: str, when: str) -> None:
    assert said(more, ALL_DAY, start=start).when.written == when
    assert said(more, "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE", start=start).when.written == when


def test_without_the_mark_midnight_is_an_hour() -> None:
    found = said("DTEND:20271024T000000", start="DTSTART:20271023T000000")

    assert found.when.written == "2027-10-23 00:00..2027-10-24 00:00"
    assert found.when.ends == date(2027, 10, 23)


def test_a_series_of_whole_days_keeps_its_days() -> None:
    rule = ["RRULE:FREQ=WEEKLY;UNTIL=20271105T230000Z", "EXDATE:20271029T220000Z"]
    found = said("DTEND:20271023T220000Z", ALL_DAY, *rule, start="DTSTART:20271022T220000Z")

    assert found.repeats == Repetition(every="week", until=date(2027, 11, 6), without=(date(2027, 10, 30),))


@pytest.mark.parametrize(
    ("title", "status", "kept"),
    [
        ("Canceled: Den s optikou", "CANCELLED", "Den s optikou"),
        ("Zrušeno: Den s optikou", "CANCELLED", "Den s optikou"),
        ("Abgesagt: Den s optikou", "CANCELLED", "Den s optikou"),
        ("Canceled: Den s optikou", "CONFIRMED", "Canceled: Den s optikou"),
        ("Den zrušeno: optika", "CANCELLED", "Den zrušeno: optika"),
    ],
)
def test_the_title_of_a_cancelled_event_is_without_its_status(title: str, status: str, kept: str) -> None:
    assert said(f"STATUS:{status}", title=title).title == kept
