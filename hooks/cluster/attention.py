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


def attention(site: Site, today: date) -> list[str]:
    """A line for each thing that the office should see to."""
    ids = without_outcome(site, today)
    if not ids:
        return []
    named = ", ".join(ids[:MOST]) + (f" and {len(ids) - MOST} more" if len(ids) > MOST else "")
    return [
        f"{len(ids)} past events say nothing of what came of them: {named}. "
        "Add 'outcome' to docs/events/<id>.md, or write news with 'event: <id>'."
    ]
