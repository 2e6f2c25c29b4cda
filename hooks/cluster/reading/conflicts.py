"""Finds the lines that git leaves in a file where two versions of it disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster.problems import Place, Problem

_MARKERS = tuple(7 * each for each in "<|=>")
_MARKER = re.compile(r"([<>]{7})(?: .*)?|(\|{7}) [^|]+|(={7})")


def conflicts(text: str, *, file: str, first_line: int = 1) -> list[Problem]:
    """A problem for each conflict, at its first line, and for each marker that is left of a resolved one.

    A line of seven `=` is a marker only within a conflict or below an empty line: Markdown underlines
    headings with it.
    """
    if not any(marker in text for marker in _MARKERS):
        return []
    lines = (Place(file, first_line + index) for index in _indexes(text.split("\n")))
    return [Problem(place, "conflict markers of git; resolve them") for place in lines]


def _indexes(lines: list[str]) -> Iterator[int]:
    is_open = False
    for index, line in enumerate(lines):
        if not (found := _MARKER.fullmatch(line)):
            continue
        marker = found[1] or found[2] or found[3]
        is_underline = marker[0] == "=" and bool(index and lines[index - 1].strip())
        if marker[0] == "<" or not (is_open or is_underline):
            yield index
        is_open = marker[0] == "<" or (is_open and marker[0] != ">")
