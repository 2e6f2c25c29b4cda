"""What is wrong with keys that occur again in a mapping: often a dash is missing, not a key too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Repeated(NamedTuple):
    """A key that its mapping has already."""

    key: str
    line: int
    first: int
    """The line on which it was used first."""
    is_list: bool
    """Whether its first value is a list."""


def messages_about(repeated: Sequence[Repeated], *, start: str, is_entry: bool) -> Iterator[tuple[int, str]]:
    """The line and the message of each problem; `start` is the first key of the mapping.

    If an entry of a list has the key with which it begins again, another entry has lost its dash; the other
    keys that it has twice belong to that one.
    """
    begins = [each for each in repeated if each.line > each.first and each.key in (start, "id")]
    if begins and (is_entry or "id" in {each.key for each in begins}):
        for key, line, first, _ in begins:
            cure = f"probably the dash of another entry is missing; write '- {key}: …'"
            yield line, f"duplicate key '{key}' (first used on line {first}): {cure}"
        return
    for key, line, first, is_list in repeated:
        yield line, f"duplicate key '{key}' (first used on line {first}); {_cure(key, is_list=is_list)}"


def _cure(key: str, *, is_list: bool) -> str:
    if " " in key:  # no key has a blank: it is the rest of a text that a comma ends
        return "put quotes around a text with a comma"
    return "write all entries in one list" if is_list else "delete one of them"
