"""What earlier runs have found: .cache/links.json, which a weekly workflow may keep.

A page is dead only if it failed on several days: servers are repaired, and networks fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from cluster.office.links.visit import Answer

FILE = "links.json"

KEPT = timedelta(days=5)
"""How long a good result counts: less than a week, so that a weekly run asks for each page."""

DAYS = 3
"""On how many days a page must have failed to be dead."""


@dataclass(frozen=True, slots=True)
class LinkHistory:
    """What is known of an address."""

    good: str = ""
    """The day on which the page was last there, as in ISO 8601; empty if it never was."""
    moved: str = ""
    """See `Answer`."""
    failed: tuple[str, ...] = ()
    """Days since then on which it was not: the first ones and the last, DAYS at most."""

    def after(self, answer: Answer, today: date) -> LinkHistory:
        day = str(today)
        if answer.outcome == "good":
            return LinkHistory(good=day, moved=answer.moved)
        if answer.outcome in ("uncertain", "skipped") or day in self.failed:
            return self
        return LinkHistory(self.good, self.moved, (*self.failed[: DAYS - 1], day))

    def is_fresh(self, today: date) -> bool:
        """Whether the last result is good and recent."""
        if not self.good or self.failed:
            return False
        return timedelta(0) <= today - date.fromisoformat(self.good) < KEPT


Log = dict[str, LinkHistory]
"""By address."""


def read_log(cache: Path) -> Log:
    """Empty if there is none, or if it is damaged."""
    try:
        found = json.loads((cache / FILE).read_text(encoding="utf-8"))
        return {url: _entry(**values) for url, values in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _entry(good: str, moved: str, failed: Iterable[str]) -> LinkHistory:
    entry = LinkHistory(str(good), str(moved), tuple(map(str, failed)))
    for day in (*filter(None, [good]), *entry.failed):
        date.fromisoformat(day)
    return entry


def log_text(log: Log) -> bytes:
    values = {url: asdict(entry) for url, entry in sorted(log.items())}
    return (json.dumps(values, indent=1) + "\n").encode()
