"""`make test` is green for a cluster, too, that has replaced the data, the texts and the logo by its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from cluster.checks.redirects import ADDRESSES
from support.builds import ROOT

SOURCES = {
    "mkdocs.yml": """
site_name: Water Cluster
site_url: https://water.example/
nav: [index.md, plan/index.md, pillars/index.md, events/index.md, news/index.md, contact.md]
theme:
  name: material
  language: en
  font: false
  logo: assets/logo.svg
  favicon: assets/favicon.svg
extra_css: [assets/site.css]
plugins:
  - search
  - i18n:
      reconfigure_material: false
      reconfigure_search: false
      languages:
        - {locale: en, name: English, default: true, build: true}
hooks: [hooks/main.py]
validation:
  nav: {omitted_files: ignore}
""",
    "data/cluster.yaml": """
name: Water Cluster
abbreviation: WC
time_zone: Europe/Vienna
claim: Clean water for all
lead: Companies and towns that care for water.
""",
    "data/plan.yaml": """
year: 2025
title: Plan of the year
headings: {goals: Goals, goal_activities: What we do, pillar_development: Pillars, pillar_activities: Work}
pillars:
  - {id: springs, number: 1, title: Springs}
  - id: rivers
    number: 2
    title: Rivers
    activities:
      - id: river-day
        title: River day
        when: 2025-11-20 10:00..15:00
        event: {id: river-day-2025, title: River day, kind: meetup}
""",
    "docs/index.md": "---\ntitle: Water Cluster\n---\nWelcome to [our news](news/drop.md).\n",
    "docs/news/drop.md": "---\ntitle: A drop\ndate: 2025-10-30\nsummary: We begin.\n---\nAt last.\n",
    "docs/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    "docs/assets/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>',
}


def with_other_content(folder: Path) -> Path:
    """A copy of the project with the content of another cluster, which has one language and a later plan."""
    project = folder / "project"
    for name in ("hooks", "tests", "bench"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    for path in ROOT.iterdir():
        if path.is_file() and path.name != ADDRESSES:  # the manual says so: those of the other site are in it
            shutil.copy(path, project)
    for name, text in SOURCES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, "utf-8")
    return project


def test_what_must_hold_for_any_content_holds_for_that_of_another_cluster(tmp_path: Path) -> None:
    """Without the browser; what only the Czech site says is skipped."""
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "tests/content"]
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}

    done = subprocess.run(
        [*command, "-m", "not browser"],
        cwd=with_other_content(tmp_path),
        env=env,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout
    assert "tells what the Czech Optical Cluster's site says" in done.stdout
