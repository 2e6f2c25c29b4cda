"""Names the record of each change in a unified diff of a list of data/."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cluster.office.tables.data_file import entries_in

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")


def with_ids(diff: str, before: str, after: str, key: str) -> str:
    """A diff of one file with the id behind each `@@ … @@`: of the record to which the first change belongs.

    The lines of a record that a diff shows around a change seldom include its id.
    """
    starts = {"-": _starts(before, key), "+": _starts(after, key)}
    lines = diff.split("\n")
    return "\n".join(_named(line, lines[number + 1 :], starts) for number, line in enumerate(lines))


def _starts(text: str, key: str) -> list[tuple[int, str]]:
    """First line and id of each record."""
    return [(text.count("\n", 0, each.start) + 1, each.id) for each in entries_in(text, key)]


def _named(line: str, rest: Sequence[str], starts: dict[str, list[tuple[int, str]]]) -> str:
    found = _HUNK.fullmatch(line)
    if not found:
        return line
    offset, sign = next(
        ((number, each[0]) for number, each in enumerate(rest) if each[:1] in starts), (0, "-")
    )
    first = int(found["-+".index(sign) + 1]) + offset
    ids = [id for start, id in starts[sign] if start <= first]
    return f"{line} {ids[-1]}" if ids else line
