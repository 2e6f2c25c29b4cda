"""Any other cluster needs no line of code: other data, other texts, other languages."""

from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from support.builds import ROOT, build, files
from support.pages import broken_links, html_pages, text_of

SETTINGS = f"""
site_name: Water Cluster
site_url: https://water.example/
nav: [index.md, plan/index.md, pillars/index.md, events/index.md, news/index.md, about.md, contact.md]
theme:
  name: material
  language: en
  font: false
extra_css: [assets/site.css]
plugins:
  - search
  - i18n:
      reconfigure_material: false
      reconfigure_search: false
      languages:
        - {{locale: en, name: English, default: true, build: true}}
        - {{locale: de, name: Deutsch, build: true}}
hooks: ["{ROOT / "hooks/main.py"}"]
validation: {{nav: {{omitted_files: ignore}}}}
"""
CLUSTER = """
name: {en: Water Cluster, de: Wassercluster}
abbreviation: WC
time_zone: Europe/Vienna
claim: {en: Clean water for all, de: Sauberes Wasser für alle}
lead: {en: Companies and towns that care for water., de: Firmen und Städte für sauberes Wasser.}
"""
PLAN = """
year: 2022
title: {en: Plan of the year, de: Jahresplan}
headings:
  goals: {en: Goals, de: Ziele}
  goal_activities: {en: What we do, de: Maßnahmen}
  pillar_development: {en: Pillars, de: Säulen}
  pillar_activities: {en: Work in the pillars, de: Arbeit in den Säulen}
pillars:
  - {id: springs, number: 1, title: {en: Springs, de: Quellen}}
  - id: rivers
    number: 2
    section: I
    title: {en: Rivers, de: Flüsse}
    activities:
      - id: river-day
        letter: a
        title: River day
        when: 2022-11-20 10:00..15:00
        place: {en: Linz, de: Linz}
        event: {id: river-day-2022, title: {en: River day, de: Flusstag}, kind: meetup}
"""
NEWS = """---
title: The first drop
date: 2022-10-30
summary: We have begun.
---
See [Rivers](../pillars/rivers.md).
"""


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("water"))


def made(project: Path, look: str = "") -> Path:
    """The site of the cluster, with a part of data/cluster.yaml about its look."""
    sources = {
        "mkdocs.yml": SETTINGS,
        "data/cluster.yaml": CLUSTER + look,
        "data/plan.yaml": PLAN,
        "docs/news/drop.md": NEWS,
    }
    for name, content in sources.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(content, encoding="utf-8")

    done = build(project, project / "site")

    assert done.returncode == 0, done.stderr
    return project / "site"


def test_its_pages_are_in_its_languages_only(water: Path) -> None:
    pages = html_pages(water)

    assert pages["index.html"].get("lang") == "en"
    assert pages["de/index.html"].get("lang") == "de"
    assert not (water / "cs").exists()
    assert not any(name.startswith("working-groups") for name in pages)


def test_nothing_of_the_first_cluster_is_in_it(water: Path) -> None:
    for name, content in files(water).items():
        if name.endswith((".html", ".xml", ".ics", ".json")):
            for word in ("Optick", "optical", "Optik", "klastr", "optickyklastr", "COC"):
                assert word.encode() not in content, f"{word} in {name}"


def test_its_links_lead_somewhere(water: Path) -> None:
    assert list(broken_links(water, "https://water.example/")) == []


def test_its_planned_event_is_ahead(water: Path) -> None:
    [entry] = Calendar.from_ical((water / "events.ics").read_bytes()).walk("VEVENT")

    assert str(entry["uid"]) == "river-day-2022@water.example"
    assert entry["dtstart"].params["TZID"] == "Europe/Vienna"
    assert "River day" in text_of(html_pages(water)["events/index.html"])


def test_its_german_readers_get_the_english_news_marked_as_such(water: Path) -> None:
    assert "englische" in text_of(html_pages(water)["de/news/drop/index.html"])
    assert [entry.title for entry in feedparser.parse((water / "rss.xml").read_bytes()).entries] == [
        "The first drop"
    ]
    assert feedparser.parse((water / "de/rss.xml").read_bytes()).entries == []
