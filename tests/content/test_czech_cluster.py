"""What the Czech Optical Cluster's site says as of 1 November 2022."""

import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from cluster.content.old_addresses import AddressParts, OldAddresses
from cluster.content.site import Site
from cluster.content.sources import Source
from cluster.office.new_site.left_behind import left_behind
from icalendar import Calendar
from support.browser import ask
from support.builds import ROOT
from support.own_project import MOMENT, czech_content, own_site

pytestmark = czech_content


@pytest.fixture(scope="module")
def whole() -> Site:
    return own_site()


def test_the_plan_has_its_goals_pillars_and_all_their_activities(whole: Site) -> None:
    plan = whole.plan

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


def test_the_plans_quantities_and_dates_are_data(whole: Site) -> None:
    targets = {each.id: (each.target.count, each.target.of) for each in whole.plan.activities if each.target}
    dates = {
        each.id: (str(each.when.starts), str(each.when.ends)) for each in whole.plan.activities if each.when
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


def test_everything_of_the_plan_is_translated(whole: Site) -> None:
    texts = [
        whole.plan.title,
        *(each.title for each in whole.plan.activities),
        *(each.text for each in whole.plan.goals),
    ]

    assert [text for text in texts if text.languages != {"cs", "en", "de"}] == []


@pytest.mark.parametrize("prefix", ["", "en/", "de/"])
def test_every_dated_event_is_in_the_calendar_on_its_days(site: Path, whole: Site, prefix: str) -> None:
    calendar = Calendar.from_ical((site / f"{prefix}events.ics").read_bytes())
    found = {str(each["uid"]): (each["dtstart"].dt, each["dtend"].dt) for each in calendar.walk("VEVENT")}

    public = whole.as_of(datetime.fromtimestamp(int(MOMENT), UTC))
    exact = [event for event in public.events if event.when and event.when.is_exact]
    assert len(exact) > 20
    assert found == {
        f"{event.id}@www.optickyklastr.cz": (event.when.starts, event.when.ends + timedelta(days=1))
        for event in exact
        if event.when
    }


def test_a_pillar_without_activities_says_so(site: Path) -> None:
    page = (site / "pillars/lighting/index.html").read_text(encoding="utf-8").replace("\u00a0", " ")

    assert "neukládá" in page or "žádné vlastní" in page or "bez vlastních" in page


# ---- The search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("", "mikroskopie", "pillars/microscopy/"),
        ("", "svetelna", "pillars/lighting/"),
        ("en/", "microscopy", "en/pillars/microscopy/"),
        ("de/", "Mikroskopie", "de/pillars/microscopy/"),
    ],
)
def test_the_search_answers_in_the_readers_language(
    visit: Any, address: str, language: str, query: str, found: str
) -> None:
    page = visit(language)

    ask(page, query)
    page.wait_for_selector(".md-search-result__link")

    links = page.eval_on_selector_all(".md-search-result__link", "all => all.map(each => each.href)")
    assert any(link.startswith(address + found) for link in links)
    assert all(link.startswith(address + language) for link in links)
    if not language:
        assert not any(link.startswith((f"{address}en/", f"{address}de/")) for link in links)


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("", "Aktuality", "news/"),
        ("", "pilire", "pillars/"),
        ("", "Český optický klastr", ""),
        ("en/", "About us", "en/about/"),
        ("de/", "Über uns", "de/about/"),
        ("de/", "Industrie- und Konsumoptik", "de/pillars/industrial/"),
        ("", "prvni krok ke klastrove excelenci", "news/bronze-label/"),
    ],
)
def test_who_asks_for_a_title_gets_its_page_first(
    visit: Any, address: str, language: str, title: str, found: str
) -> None:
    page = visit(language)

    ask(page, title)
    page.wait_for_function(
        "url => (document.querySelector('.md-search-result__link') || {}).href === url",
        arg=address + found,
        timeout=15_000,
    )


def test_what_the_repository_has_at_its_top_is_not_taken_for_the_clusters_own(tmp_path: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    for name in {line.split("/")[0] for line in tracked.stdout.splitlines()}:
        (tmp_path / name).touch()

    assert left_behind(tmp_path, "site_name: X\n") == []


def test_the_pages_of_the_former_website_that_are_sources_lead_to_their_successors(whole: Site) -> None:
    links = {each.link for each in whole.of(Source) if "optickyklastr.cz" in each.link}
    paths = {urlsplit(each).path.removeprefix("/").rstrip("/") + "/" for each in links if "?" not in each}
    old = OldAddresses(whole)
    found = {path: old.target(old.parts(path), old.exists) for path in paths}

    assert len(paths) == 32
    assert all(each and each.parts and old.exists(each.parts) for each in found.values())
    [english] = [each for path, each in found.items() if path == "en/coc-was-founded-in-olomouc/"]
    assert english
    assert english.parts == AddressParts("en", "news/cluster-launched/")
