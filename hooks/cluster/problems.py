"""What an editor has to mend, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Place:
    """Where something is written."""

    file: str
    """Path from the project's root, with `/`."""
    line: int
    """Counted from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def seen_from(self, other: Place) -> str:
        """`on line 12`, with the file where it is another one than that of the other place."""
        return f"on line {self.line}" + (f" of {self.file}" if self.file != other.file else "")


NOWHERE = Place("", 0)
"""The place of a value that no file holds."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend: what is wrong, what is allowed."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Invalid(Exception):
    """Raised when the sources cannot be published; carries every problem of every file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def near(wrong: str, allowed: Iterable[str]) -> str:
    """`; did you mean 'x'?` where something alike is allowed, else nothing."""
    close = get_close_matches(wrong, list(allowed), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""


def suggestion(wrong: str, allowed: Iterable[str]) -> str:
    """`; did you mean 'x'?` where something alike is allowed, else the list of what is."""
    allowed = list(allowed)
    if close := near(wrong, allowed):
        return close
    return f" (there are: {', '.join(allowed)})" if allowed else " (there are none)"
