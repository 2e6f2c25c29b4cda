"""Links to pillars and working groups, as items show them."""

from __future__ import annotations

from typing import NamedTuple

from cluster.language import Text


class Tag(NamedTuple):
    """A link to a pillar or a working group."""

    id: str
    title: Text
    number: int = 0
