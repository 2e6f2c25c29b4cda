"""What the office should see to."""

from __future__ import annotations

from datetime import date, timedelta

from .site import Site

PATIENCE = timedelta(days=14)
"""How long after its end an event may say nothing of its outcome."""

MOST = 5
"""How many are named before the rest is counted."""


def without_outcome(site: Site, today: date) -> list[str]:
    """Ids of events that ended longer than PATIENCE ago without outcome or news, the latest first."""
    over = [
        event
        for event in site.events
        if event.ends
        and event.ends + PATIENCE < today
        and event.status != "cancelled"
        and event.kind != "deadline"
        and not event.outcome
        and not site.posts_about(event)
    ]
    return [event.id for event in reversed(over)]


def unannounced(site: Site, today: date) -> list[str]:
    """Ids of events ahead that do not say since when they are announced, the next first."""
    return [
        event.id
        for event in site.events
        if event.when and event.when.starts > today and not event.announced and event.status != "cancelled"
    ]


def attention(site: Site, today: date) -> list[str]:
    """A line for each thing that the office should see to."""
    lines = []
    if ids := without_outcome(site, today):
        lines.append(
            f"{_counted(ids, 'past event says', 'past events say')} nothing of what came of it: "
            f"{_named(ids)}. Add 'outcome' to docs/events/<id>.md, or write news with 'event: <id>'."
        )
    if ids := unannounced(site, today):
        lines.append(
            f"{_counted(ids, 'event ahead is', 'events ahead are')} not announced in feeds: {_named(ids)}. "
            f"Add 'announced: {today}' to docs/events/<id>.md."
        )
    return lines


def _counted(ids: list[str], one: str, many: str) -> str:
    return f"{len(ids)} {one if len(ids) == 1 else many}"


def _named(ids: list[str]) -> str:
    return ", ".join(ids[:MOST]) + (f" and {len(ids) - MOST} more" if len(ids) > MOST else "")
