"""Comments in which the end of a list or a mapping in brackets is lost: `[a, #b]`, `{cs: Den #5, en: x}`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cluster.reading.lost_colours import colour_at

_START = re.compile(r"\s*(?:- +)*(?:[^\s\"'#:][^:#]*: +)?(?=[\[{])")
"""What stands before a bracket that begins a value."""
_TOKEN = re.compile(
    r"(?:(?<=[\s\[{,:])|^)(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')|[\[\]{}]|(?:(?<=[\s\[{,\"'])|^)#.*"
)


def lost_end(lines: Sequence[str], last: int) -> tuple[int, str] | None:
    """The index of the line whose comment holds the end of what is still open on the line `last`, and what
    is wrong with it; None if nothing is open there, or nothing seems to be lost."""
    for first in range(last, -1, -1):
        if start := _START.match(lines[first]):
            inside = [*_comments_inside(lines[first : last + 1], start.end())]
            if inside and inside[-1] is None:  # it is still open
                return next(
                    ((first + n, _told(each)) for n, each in filter(None, inside) if _ends(each)), None
                )
    return None


def _comments_inside(lines: Sequence[str], column: int) -> Iterator[tuple[int, str] | None]:
    """The comments in the brackets that begin in a column of the first line, with the number of their lines;
    at the end None if they are not closed."""
    depth = 0
    for number, line in enumerate(lines):
        for token in _TOKEN.finditer(line, 0 if number else column):
            if token[0][0] == "#":
                yield number, token[0]
            depth += (token[0] in "[{") - (token[0] in "]}")
            if not depth:
                return
    yield None


def _ends(comment: str) -> bool:
    return bool(re.search(r"[\]}]", comment))


def _told(comment: str) -> str:
    if colour := colour_at(comment):
        return f"'{colour}' is read as a comment; put quotes around the colour"
    text = re.split(r"[,\]}]", comment)[0].strip()
    return f"'{text}' is read as a comment; put quotes around a text with ' #'"
