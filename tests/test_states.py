"""A cancelled or moved event says so wherever it, or the deadline of its registration, is told."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cluster.build.cache import Cache
from cluster.build.parts import SharedParts
from cluster.content.reminders import status_of
from cluster.feeds.announcements import Announcements
from cluster.pages.templates import body_of
from support.channels import Channels, event_of
from support.command_line import cluster
from support.sources import site_of
from support.versions import version_on

PRAGUE = ZoneInfo("Europe/Prague")
NOVEMBER = date(2022, 11, 1)

EVENT = """---
title: {{cs: Laserový den, en: Laser day, de: Lasertag}}
when: 2022-11-20 09:00..16:00
kind: meeting
working_groups: [spectroscopy]
announced: 2022-10-20
online: true
online_link: https://a.example/join
registration: {{link: "https://a.example/", deadline: 2022-11-15}}
{more}
---
"""
EDITION = """---
number: 4
date: 2022-10-25
title: {cs: Podzim, en: Autumn, de: Herbst}
summary: {cs: Souhrn., en: Summary., de: Kurz.}
events: [laser-day]
---
"""
MOVED = "moved_from: [2022-11-06 10:00..2022-11-07 02:00]"


def files(more: str) -> dict[str, str | bytes]:
    return {"docs/events/laser-day.md": EVENT.format(more=more), "docs/newsletter/2022-4.md": EDITION}


def channels(more: str, language: str = "cs", on: date = NOVEMBER) -> Channels:
    return Channels(version_on(on, files(more), language), "laser-day")


@pytest.mark.parametrize(
    ("more", "language", "state", "of_deadline"),
    [
        ("status: cancelled", "cs", "Zrušeno", "Zrušeno"),
        ("status: cancelled", "en", "Cancelled", "Cancelled"),
        ("status: cancelled", "de", "Abgesagt", "Abgesagt"),
        (MOVED, "cs", "Změna termínu", "Akce má nový termín"),
        (MOVED, "en", "New date", "Event rescheduled"),
        (MOVED, "de", "Neuer Termin", "Veranstaltung verschoben"),
        (f"{MOVED}\nstatus: cancelled", "cs", "Zrušeno", "Zrušeno"),
    ],
)
def test_every_channel_tells_a_cancelled_or_moved_event_and_its_deadline_as_such(
    more: str, language: str, state: str, of_deadline: str
) -> None:
    of = channels(more, language)

    rows = of.rows("events/") | of.rows("working-groups/spectroscopy/") | of.rows("newsletter/2022-4/")
    assert state in rows["laser-day"]
    assert of_deadline in rows["laser-day.registration"]
    assert state in of.rows("events/kinds/meeting/")["laser-day"]
    assert of_deadline in of.rows("")["laser-day.registration"]
    assert [text.count(state) + text.count(of_deadline) > 0 for _, text in of.cells("2022-11")] == [True] * 2
    assert [text for text in of.year if state not in text and of_deadline not in text] == []
    assert of.feed()[0].title.startswith(f"{state}: ")
    assert of.feed("deadlines")[0].title.startswith(f"{of_deadline}: ")
    assert len(of.letters) >= 2
    for text in [*of.letters, *of.feed_texts, *of.drafts[:3]]:
        assert state in text or of_deadline in text, text
    summaries = {id: str(each["summary"]) for id, each in of.components.items()}
    assert summaries["laser-day"].startswith(f"{state}: ")
    assert summaries["laser-day.registration"].startswith(f"{of_deadline}: ")
    assert of.search_titles[0].startswith(f"{state}: ")
    assert of.pages["events/laser-day/"].head_title.startswith(f"{state}: ")


def test_what_was_moved_tells_its_former_dates() -> None:
    of, former = channels(MOVED), "původní termín: 6.–7. listopadu 2022"

    description = str(of.components["laser-day"]["description"]).replace("\xa0", " ")
    for text in [*of.letters[-2:], *of.feed_texts, *of.drafts[:3], description.replace("\u2060", "")]:
        assert former in text.replace("\u2009", ""), text
    assert "Původní termín: 6. listopadu, 10:00 – 7. listopadu 2022, 02:00" in of.own_page
    assert of.data["previousStartDate"] == ["2022-11-06T10:00:00+01:00"]


def test_a_move_to_another_hour_of_the_same_day_tells_the_former_hours() -> None:
    of = channels("moved_from: [2022-11-20 08:00..15:00]")

    assert "původní termín: 20. listopadu 2022, 08:00–15:00" in of.feed_texts[0]


def test_what_is_as_announced_says_nothing_of_that() -> None:
    of = channels("")

    texts = [*of.rows("events/").values(), *of.drafts[:3], *of.feed_texts, of.own_page, *of.search_titles]
    assert [each for each in texts if "Zrušeno" in each or "termín" in each] == []


def test_a_cancelled_event_asks_nobody_to_register_or_to_join() -> None:
    open_yet, cancelled = channels(""), channels("status: cancelled")

    assert "Přihlásit se" in open_yet.own_page
    assert "Připojit se online" in open_yet.own_page
    assert "Přihlásit se " not in cancelled.own_page
    assert "Připojit se online" not in cancelled.own_page
    assert "Akce je zrušena, přihlásit se na ni nelze." in cancelled.own_page
    assert "končí za" in open_yet.rows("events/")["laser-day.registration"]
    assert "končí za" not in cancelled.rows("events/")["laser-day.registration"]
    assert cancelled.data["eventStatus"] == "https://schema.org/EventCancelled"


@pytest.mark.parametrize("on", [date(2022, 11, 1), date(2022, 11, 16), date(2022, 11, 20), date(2023, 1, 1)])
@pytest.mark.parametrize("more", ["", "status: cancelled"])
def test_the_address_of_a_deadline_leads_to_the_registration(on: date, more: str) -> None:
    of = channels(more, on=on)

    assert 'id="registration"' in body_of(of.pages["events/laser-day/"], of.env)


def test_a_cancelled_meeting_is_no_next_meeting_and_nothing_that_a_pillar_did() -> None:
    def said(more: str, on: date) -> list[str]:
        board = {"docs/events/board.md": b"---\ntitle: Rada\nwhen: 2021\nkind: meeting\n---\n"}
        version = version_on(on, files(more) | board)
        return status_of(version.site, version.plan_progress)

    idle = "Working group 'spectroscopy' has no meeting scheduled."
    assert idle not in said("", NOVEMBER)
    assert idle in said("status: cancelled", NOVEMBER)
    quiet = "Pillar 'mirrors' has had no event or news for 122 days (since 2022-09-01)."
    assert quiet not in said("pillars: [mirrors]", date(2023, 1, 1))
    assert quiet in said("pillars: [mirrors]\nstatus: cancelled", date(2023, 1, 1))


# ---- The moment of a change -----------------------------------------------------------------------------


def updated(more: str, parts: SharedParts, on: datetime) -> datetime:
    version = version_on(on, files(more))
    [announcement] = [each for each in Announcements(version).on["events", ""] if each.of.id == "laser-day"]
    return parts.dated([announcement])[0].updated


def parts_on(on: datetime, cache: Cache | None = None, *, is_fixed: bool = False) -> SharedParts:
    return SharedParts(now=on, is_fixed=is_fixed, cache=cache)


FIRST, LATER = (datetime(2022, 11, day, 10, tzinfo=PRAGUE) for day in (1, 5))


def test_feeds_tell_the_day_of_a_change_that_a_file_names() -> None:
    more = "status: cancelled\nupdated: 2022-10-28"

    assert updated(more, parts_on(LATER), LATER) == datetime(2022, 10, 28, tzinfo=PRAGUE)


def test_else_they_tell_the_moment_of_the_first_build_that_announced_the_change(tmp_path: Path) -> None:
    def built(more: str, on: datetime) -> datetime:
        parts = parts_on(on, Cache(tmp_path, "program"))
        moment = updated(more, parts, on)
        parts.save(["laser-day"])
        return moment

    assert built("", FIRST) == datetime(2022, 10, 20, tzinfo=PRAGUE)
    assert built(MOVED, FIRST) == FIRST
    assert built(MOVED, LATER) == FIRST
    assert built(f"{MOVED}\nstatus: cancelled", LATER) == LATER


def test_a_build_of_a_chosen_moment_leaves_nothing_to_later_ones(tmp_path: Path) -> None:
    preview = parts_on(LATER, Cache(tmp_path, "program"), is_fixed=True)
    assert updated(MOVED, preview, LATER) == LATER
    preview.save(["laser-day"])

    assert updated(MOVED, parts_on(FIRST, Cache(tmp_path, "program")), FIRST) == FIRST


def test_nothing_changes_after_it_was_to_take_place() -> None:
    year_later = datetime(2023, 11, 1, tzinfo=UTC)

    assert updated("status: cancelled", parts_on(year_later), year_later) == datetime(
        2022, 11, 20, 16, tzinfo=PRAGUE
    )


def test_the_office_is_asked_for_the_day_of_a_change() -> None:
    def said(more: str, on: date = NOVEMBER) -> list[str]:
        version = version_on(on, files(more))
        lines = status_of(version.site, version.plan_progress)
        return [line for line in lines if "'updated'" in line and "laser-day" in line]

    assert len(said("status: cancelled")) == 1
    assert said("status: cancelled\nupdated: 2022-10-28") == said("") == []
    assert said("status: cancelled", date(2023, 1, 1)) == []


def test_a_cancelled_event_is_in_no_newsletter_by_itself() -> None:
    edition = EDITION.replace("events: [laser-day]\n", "")
    site = site_of(files("status: cancelled") | {"docs/newsletter/2022-4.md": edition})
    [made] = [each for each in site.editions if each.id == "2022-4"]

    assert "laser-day" not in [event.id for event in site.events_in(made)]
    assert event_of(site, "laser-day").state == "cancelled"


def test_the_drafted_newsletter_names_the_state_of_what_goes_in(project: Path) -> None:
    (project / "docs/events/laser-day.md").write_text(EVENT.format(more=MOVED), "utf-8")

    cluster(project, "new", "newsletter", TODAY="2022-11-01")

    drafted = (project / "docs/newsletter/2022-4.md").read_text("utf-8")
    assert "- laser-day  # Změna termínu: Laserový den, 20. listopadu 2022" in drafted
