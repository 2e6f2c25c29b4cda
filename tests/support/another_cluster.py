"""A cluster of another field, in other languages, with nothing but what it needs."""

from pathlib import Path

from support.builds import ROOT

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


def write_water_cluster(project: Path, look: str = "") -> None:
    """Write its sources, with a part of data/cluster.yaml about its look."""
    sources = {
        "mkdocs.yml": SETTINGS,
        "data/cluster.yaml": CLUSTER + look,
        "data/plan.yaml": PLAN,
        "docs/news/drop.md": NEWS,
    }
    for name, content in sources.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(content, encoding="utf-8")
