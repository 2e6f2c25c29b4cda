"""The releases in a folder: which one visitors see, which came before, and what a stopped run has left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_NAME = re.compile(r"(\d{5,})_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d")
"""Only folders with such a name are ever deleted. The number gives the order, as clocks may differ."""


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases by their names, such as `00012_2026-11-27_05-30-00`."""

    names: tuple[str, ...]
    """The oldest first."""
    current: str
    """What visitors see, which may be missing among the names; empty before the first publishing."""

    @classmethod
    def of(cls, link: str, listing: Iterable[str]) -> Releases:
        """Those of a folder: where its link `current` leads, empty if there is none, and its releases.

        ValueError if the link leads elsewhere.
        """
        current = link.removeprefix("releases/")
        if link and not _NAME.fullmatch(current):
            raise ValueError(link)
        return cls(tuple(sorted(filter(_NAME.fullmatch, listing), key=_number)), current)

    @property
    def before(self) -> tuple[str, ...]:
        """Those that visitors saw before the current one."""
        return tuple(each for each in self.names if _number(each) < _number(self.current))

    @property
    def leftovers(self) -> tuple[str, ...]:
        """What is newer than the current one: unfinished, or given up by a rollback."""
        return tuple(each for each in self.names if _number(each) > _number(self.current))

    def outdated(self, keep: int) -> tuple[str, ...]:
        """Those to delete after a new release, so that `keep` are left with it."""
        older = [each for each in self.names if each not in self.leftovers]
        return tuple(older[: max(0, len(older) - (keep - 1))])

    def next(self, at: datetime) -> str:
        """The name of a new release.

        That of a leftover is not used again: an rsync that survived its run may still write there.
        """
        highest = max(map(_number, (*self.names, self.current)))
        return f"{highest + 1:05}_{at:%Y-%m-%d_%H-%M-%S}"


def _number(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else 0
