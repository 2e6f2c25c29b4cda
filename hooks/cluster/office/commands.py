"""What the program writes into data/ and docs/ for the office: drafts, and the record of changes.

Each is written only where nothing is wrong with the sources: else Invalid tells all of it. Not of the core.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cluster.build.build import read
from cluster.build.load import OLDER_PLANS, THE_PLAN
from cluster.build.project import content
from cluster.content.plan_history import HISTORY
from cluster.office.draft_newsletter import draft_of_edition
from cluster.office.draft_plan import draft_of_plan
from cluster.office.record_history import HEAD, changes_of, lines_of
from cluster.office.safe_write import write
from cluster.problems import Invalid, Place, Problem

Waits = Callable[[], None]
"""Called if a build is under way, which is waited for."""


def draft_newsletter(project: Path, waits: Waits) -> str:
    """Write the newsletter's next edition as a draft; its path from the project's root."""
    whole, version = read(project, waits)
    path, text = draft_of_edition(whole, version)
    write({project / path: text.encode()}, {project / path: None})
    return path


def draft_plan(project: Path, year: int, waits: Waits) -> int:
    """Write the plan of a year as a draft and lay the last one aside; the year of that.

    Invalid also if that year can have no draft.
    """
    site, version = read(project, waits)
    path = project / THE_PLAN
    raw = content(path)
    plan = next((each for each in site.plans.all if each.at.file == THE_PLAN), None)
    if plan is None:
        raise Invalid([Problem(Place(THE_PLAN, 1), "this is a draft; finish it before you begin the next")])
    if year <= (newest := site.plans.all[0]).year:
        message = f"the plan for {newest.year} is there already; a draft is of a later year than {year}"
        raise Invalid([Problem(newest.at, message)])
    text = draft_of_plan(raw.decode(), version.progress_of_years[plan.year], year)
    aside = project / OLDER_PLANS / f"{plan.year}.yaml"
    write({path: text.encode(), aside: raw}, {path: raw, aside: None})
    return plan.year


def record(project: Path, waits: Waits) -> tuple[date, int]:
    """Add to data/history.yaml what has changed of the plans; the day, and how many promises it is of."""
    _, version = read(project, waits)
    found = changes_of(version)
    path = project / HISTORY
    before = content(path) if path.exists() else None
    old = HEAD.encode() if before is None else before
    if found:
        end = b"" if old.endswith(b"\n") else b"\n"
        write({path: old + end + lines_of(found).encode()}, {path: before})
    return version.today, len(found)
