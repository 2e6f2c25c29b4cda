"""The commands that write into data/ and docs/: drafts and the record of changes.

They write only if the sources are valid, else they raise Invalid with all problems.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cluster.build.build import read
from cluster.build.source_files import content
from cluster.build.source_names import OLDER_PLANS, THE_PLAN
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.news import Post
from cluster.content.plan_history import HISTORY
from cluster.content.version import SiteVersion, Version
from cluster.office.draft_newsletter import draft_of_edition
from cluster.office.draft_plan import draft_of_plan
from cluster.office.draft_report import draft_of_report
from cluster.office.record_history import HEAD, changes_of, lines_of
from cluster.office.safe_write import write
from cluster.pages.sharing import Draft, drafts_of
from cluster.problems import Invalid, Place, Problem, near
from cluster.typography import spaced

OnWait = Callable[[], None]
"""Called once if another build holds the lock, before waiting for it."""


def draft_newsletter(project: Path, on_wait: OnWait) -> str:
    """Write a draft of the next edition of the newsletter. Returns what to do next."""
    whole, version = read(project, on_wait)
    path, text = draft_of_edition(whole, version)
    write({project / path: text.encode()}, {project / path: None})
    return f"Drafted {path}. Write the editorial below its head, then delete 'draft: true'."


def draft_plan(project: Path, year: int, on_wait: OnWait) -> str:
    """Write a draft of the plan for `year` to data/plan.yaml and archive the current plan in data/plans/.

    Returns what to do next. Invalid also if data/plan.yaml is a draft already, or `year` is not
    later than that of the newest plan.
    """
    site, version = read(project, on_wait)
    path = project / THE_PLAN
    raw = content(path)
    plan = next((each for each in site.plans.all if each.at.file == THE_PLAN), None)
    if plan is None:
        raise Invalid([Problem(Place(THE_PLAN, 1), "still a draft; finish it before drafting the next plan")])
    if year <= (newest := site.plans.all[0]).year:
        message = f"the plan for {newest.year} already exists; expected a later year, found {year}"
        raise Invalid([Problem(newest.at, message)])
    text = draft_of_plan(raw.decode(), version.progress_of_years[plan.year], year, version.words)
    archived = project / OLDER_PLANS / f"{plan.year}.yaml"
    write({path: text.encode(), archived: raw}, {path: raw, archived: None})
    return (
        f"data/plan.yaml is now a draft of the plan for {year}; comments give each activity's last status.\n"
        f"The plan for {plan.year} moved to data/plans/{plan.year}.yaml and is shown as before. When the new "
        f"one is approved, delete 'draft: true'; it comes into force on 1 January {year}."
    )


def social_drafts(project: Path, id: str, language: str | None, on_wait: OnWait) -> list[Draft]:
    """Texts for social networks about a published news item or event; LookupError if there is none, with
    what is wrong."""
    version = _version(project, language, on_wait)
    site = version.site
    event = site.event(id)
    thing = site.post(id) or (version.entry_of(event) if event and not event.page else None)
    if thing is None:
        ids = [each.id for each in (*site.posts, *site.events)]
        raise LookupError(f"no news item or event '{id}' is published{near(id, ids)}")
    return typeset_drafts(thing, version)


def typeset_drafts(thing: Post | CalendarEntry, version: Version) -> list[Draft]:
    """A draft for each network, with the spaces of the language, but without word joiners, which X counts as
    two characters."""
    return [_typeset(draft, version.language) for draft in drafts_of(thing, version)]


def report(project: Path, year: int, language: str | None, on_wait: OnWait) -> str:
    """The report on the plan of a year as Markdown; LookupError if there is none, with what is wrong."""
    version = _version(project, language, on_wait)
    if text := draft_of_report(year, version):
        return text
    years = sorted(each.year for each in version.site.plans.all)
    raise LookupError(f"no plan for {year} is published; there are plans for {', '.join(map(str, years))}")


def _version(project: Path, language: str | None, on_wait: OnWait) -> SiteVersion:
    try:
        return read(project, on_wait, language)[1]
    except KeyError:
        raise LookupError(f"the site has no language '{language}'") from None


def _typeset(draft: Draft, language: str) -> Draft:
    return draft._replace(text="\n\n".join(spaced(each, language) for each in draft.text.split("\n\n")))


def record(project: Path, on_wait: OnWait) -> tuple[date, int]:
    """Append changes of commitments to data/history.yaml. Returns the day and their number."""
    _, version = read(project, on_wait)
    records = changes_of(version)
    path = project / HISTORY
    before = content(path) if path.exists() else None
    old = HEAD.encode() if before is None else before
    if records:
        end = b"" if old.endswith(b"\n") else b"\n"
        write({path: old + end + lines_of(records).encode()}, {path: before})
    return version.today, len(records)
