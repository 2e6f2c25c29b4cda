"""Titles in external calendars."""

from __future__ import annotations

import re

_CANCELLED = re.compile(
    r"(?:Cancell?ed|Abgesagt|Storniert|Zrušen[oaáéý]?|Odvolán[oaáý]?|Annulée?|Annullato|Odwołan[aeyi])"
    r"\s*[:–-]\s+",
    re.IGNORECASE,
)


def without_state(title: str) -> str:
    """The title of a cancelled event without `Canceled: `, which Outlook and this program put before it.

    The event says so by its status; in its title, readers would be told twice.
    """
    return _CANCELLED.sub("", title, count=1) if _CANCELLED.match(title) else title
