"""The real site of the cluster, built strictly as of 1 November 2022."""

import re
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from cluster.build.load import read_site
from cluster.language import Languages
from icalendar import Calendar
from support.builds import ROOT
from support.pages import broken_links, html_pages, wrong_alternates

HOST = "www.optickyklastr.cz"
LANGUAGES = Languages(all=("cs", "en", "de"), fallback={"de": ("en",)})


def sources() -> dict[str, bytes]:
    paths = [*(ROOT / "data").glob("*.yaml"), *(ROOT / "docs").rglob("*.md")]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


SITE = read_site(sources(), LANGUAGES)


def test_no_link_leads_nowhere(site: Path) -> None:
    assert list(broken_links(site, HOST)) == []


def test_every_page_names_its_other_languages_and_they_name_it(site: Path) -> None:
    assert list(wrong_alternates(site, HOST)) == []


def test_every_page_exists_in_every_language(site: Path) -> None:
    pages = html_pages(site)
    czech = [path for path in pages if not path.startswith(("en/", "de/")) and path != "404.html"]

    assert {(prefix + path) in pages for path in czech for prefix in ("en/", "de/")} == {True}
    assert {tree.get("lang") for path, tree in pages.items() if path.startswith("de/")} == {"de"}
    assert {tree.get("lang") for path, tree in pages.items() if path.startswith("en/")} == {"en"}
    assert {pages[path].get("lang") for path in czech} == {"cs"}


def test_the_plan_has_its_goals_pillars_and_all_their_activities() -> None:
    plan = SITE.plan

    assert [len(goal.activities) for goal in plan.goals] == [6, 4, 4]
    assert [(pillar.number, pillar.id, len(pillar.activities)) for pillar in plan.pillars] == [
        (1, "industrial", 0),
        (2, "military", 4),
        (3, "lighting", 0),
        (4, "laser", 5),
        (5, "microscopy", 5),
        (6, "quantum", 0),
    ]
    assert [pillar.id for pillar in plan.pillars if not pillar.is_one(plan.ends)] == ["quantum"]
    assert len(plan.pillar_development) == 2
    assert [group.id for group in plan.working_groups] == ["spectroscopy", "czech-optics-2023"]


def test_the_plans_quantities_and_dates_are_data() -> None:
    targets = {each.id: (each.target.count, each.target.of) for each in SITE.plan.activities if each.target}
    dates = {
        each.id: (str(each.when.starts), str(each.when.ends)) for each in SITE.plan.activities if each.when
    }

    assert targets == {
        "military-projects": (2, "project"),
        "military-meetings": (3, "meeting"),
        "laser-meetings": (3, "meeting"),
        "microscopy-meetings": (3, "meeting"),
    }
    assert dates == {
        "laser-fair-stand": ("2022-04-26", "2022-04-29"),
        "laser-application": ("2022-10-23", "2022-10-26"),
        "microscopy-correlative": ("2022-10-13", "2022-10-14"),
    }


def test_everything_of_the_plan_is_translated() -> None:
    texts = [
        SITE.plan.title,
        *(each.title for each in SITE.plan.activities),
        *(each.text for each in SITE.plan.goals),
    ]

    assert [text for text in texts if text.languages != {"cs", "en", "de"}] == []


@pytest.mark.parametrize("prefix", ["", "en/", "de/"])
def test_every_dated_event_is_in_the_calendar_on_its_days(site: Path, prefix: str) -> None:
    calendar = Calendar.from_ical((site / f"{prefix}events.ics").read_bytes())
    found = {str(each["uid"]): (each["dtstart"].dt, each["dtend"].dt) for each in calendar.walk("VEVENT")}

    exact = [event for event in SITE.events if event.when and event.when.is_exact]
    assert len(exact) > 20
    for entry in calendar.walk("VEVENT"):
        assert (site / str(entry["url"]).removeprefix(f"https://{HOST}/") / "index.html").is_file()
    assert found == {
        f"{event.id}@{HOST}": (event.when.starts, event.when.ends + timedelta(days=1))
        for event in exact
        if event.when
    }


@pytest.mark.parametrize("prefix", ["", "en/", "de/"])
def test_the_feed_is_read_without_complaint_and_its_links_lead_somewhere(site: Path, prefix: str) -> None:
    feed = feedparser.parse((site / f"{prefix}rss.xml").read_bytes())

    assert not feed.bozo
    assert feed.entries
    for entry in feed.entries:
        inside = re.findall(rf'href="(https://{HOST}/[^"]*)"', entry.content[0].value)
        for link in (entry.link, *inside):
            assert (site / link.removeprefix(f"https://{HOST}/") / "index.html").is_file(), link
    published = [entry.published_parsed for entry in feed.entries]
    assert published == sorted(published, reverse=True)


def test_a_pillar_without_activities_says_so(site: Path) -> None:
    page = (site / "pillars/lighting/index.html").read_text(encoding="utf-8").replace("\u00a0", " ")

    assert "neukládá" in page or "žádné vlastní" in page or "bez vlastních" in page
