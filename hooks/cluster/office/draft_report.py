"""The report on a plan as Markdown, which the office completes by hand."""

from __future__ import annotations

from functools import partial

from cluster.build.project import templates_of
from cluster.content.version import SiteVersion
from cluster.pages.plan import pages_of_plan
from cluster.pages.printing import plain


def draft_of_report(year: int, version: SiteVersion) -> str | None:
    """The report of the plan of a year; None if there is no such plan."""
    address = f"reports/{year}/"
    page = next((each for each in pages_of_plan(version) if each.address == address), None)
    if page is None:
        return None
    templates = templates_of(version, None)
    # Markdown is not escaped
    unescaped = templates.overlay(autoescape=False, finalize=partial(plain, version=version))
    return unescaped.get_template("report.md").render(page.values)
