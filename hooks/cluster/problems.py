"""Problems in the sources: where each is, what is wrong and what is allowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Place:
    """A line of a source file."""

    file: str
    """Path from the project root, with `/`."""
    line: int
    """1-based."""
    lines: tuple[tuple[str, tuple[int, ...]], ...] = field(default=(), repr=False, compare=False)
    """If a mapping stands here: the lines of its fields that begin on other ones, a list by its entries."""

    def of(self, name: str, number: int = 0) -> Place:
        """The line of the value of a field, or of an entry of its list; this one without the field."""
        lines = dict(self.lines).get(name, (self.line,))
        return Place(self.file, lines[min(number, len(lines) - 1)])

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def seen_from(self, other: Place) -> str:
        """`on line 12`, or `on line 12 of data/plan.yaml` if `other` is in another file."""
        return f"on line {self.line} of {self.file}" if self.file != other.file else f"on line {self.line}"


NOWHERE = Place("", 0)
"""For values that come from no file."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing for an editor to fix. Problems sort by file and line."""

    place: Place
    message: str
    everywhere: str = field(default="", compare=False, repr=False)
    """What is wrong, without the place, if the same is likely to be wrong in many places for one reason."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Invalid(Exception):
    """The sources cannot be published. Carries the problems of all files, sorted, without duplicates."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(_lines_of(self.problems)))


MOST_ALIKE, SHOWN_ALIKE = 40, 20
"""If a file has more problems of one kind than the first, only as many as the second are shown."""


def _lines_of(problems: Sequence[Problem]) -> Iterator[str]:
    """A line for each problem; for those of a kind that are not shown, one with their number."""
    kinds = [(each.place.file, _kind_of(each.message)) for each in problems]
    total, seen = Counter(kinds), Counter[tuple[str, str]]()
    for each, kind in zip(problems, kinds, strict=True):
        seen[kind] += 1
        if total[kind] <= MOST_ALIKE or seen[kind] <= SHOWN_ALIKE:
            yield str(each)
        elif seen[kind] == total[kind]:
            more = total[kind] - SHOWN_ALIKE
            yield f"{each.place.file}: {counted(more, '… and {n} more like it', '… and {n} more like these')}"


def _kind_of(message: str) -> str:
    """A message without what differs between places: values, and the key before the colon."""
    return re.sub(r"^[\w-]+(: \w+)?: ", "", re.sub(r"'.*?'(?!\w)", "''", message))


def united(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, those that are the same everywhere as one at the first place, with their number."""
    found: dict[str, list[Problem]] = {}
    for number, each in enumerate(sorted(problems)):
        found.setdefault(each.everywhere or str(number), []).append(each)
    return [_one_of(each) for each in found.values()]


def _one_of(same: Sequence[Problem]) -> Problem:
    if len(same) == 1:
        return same[0]
    places = counted(len(same), "{n} place, the first one here", "{n} places, the first one here")
    return Problem(same[0].place, f"{same[0].everywhere}: {places}")


def counted(number: int, one: str, many: str) -> str:
    """`3 drafts are left`: the form for a number, which replaces `{n}`; see `messages`."""
    return (one if number == 1 else many).replace("{n}", str(number))


def each_of(name: str, message: object) -> str:
    """A message of one or more lines, each with the name of the option or field that it is about."""
    return "\n".join(f"{name}: {line}" for line in str(message).split("\n"))


def closest(wrong: str, allowed: Iterable[str], least: float = 0.66) -> str:
    """The allowed value that is most similar, or an empty text if none is `least` similar, from 0 to 1."""
    by_small_letters = {each.casefold(): each for each in allowed}
    close = get_close_matches(wrong.casefold(), list(by_small_letters), n=1, cutoff=least)
    return by_small_letters[close[0]] if close else ""


def near(wrong: str, allowed: Iterable[str]) -> str:
    """`; did you mean 'x'?` if an allowed value is similar, else an empty text."""
    close = closest(wrong, allowed)
    return f"; did you mean '{close}'?" if close else ""


def suggestion(wrong: str, allowed: Iterable[str]) -> str:
    """`; did you mean 'x'?` if an allowed value is similar, else ` (there are: x, y)`."""
    allowed = list(allowed)
    return near(wrong, allowed) or listed(wrong, allowed)


MOST_LISTED, SHOWN_LISTED = 12, 6
"""If there are more values than the first, only as many as the second are listed."""


def listed(wrong: str, allowed: Sequence[str]) -> str:
    """` (there are: x, y)`; of many, the most similar ones: ` (there are: x, y and 38 more)`."""
    if not allowed:
        return " (there are none)"
    if len(allowed) <= MOST_LISTED:
        return f" (there are: {', '.join(allowed)})"
    shown = get_close_matches(wrong.casefold(), allowed, n=SHOWN_LISTED, cutoff=0)
    more = f" and {len(allowed) - len(shown)} more"
    return f" (there are: {', '.join(shown)}{more})"
