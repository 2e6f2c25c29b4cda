"""What all formats of spreadsheets are read into, and the limits that hold for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple

from cluster.links import same_name

MOST_BYTES = 20_000_000
"""The size of a file, and that of each of its parts when it is unpacked."""
MOST_ROWS = 2_000
MOST_COLUMNS = 300

CellKind = Literal["text", "number", "date", "truth", "formula", "error"]

ACTIVE = "=+-@\t\r＝＋－＠"
"""What spreadsheets take for the beginning of a formula."""


class Cell(NamedTuple):
    """A cell that is not empty."""

    text: str
    """Stripped; a number without needless zeros, a day as `2027-10-23`."""
    kind: CellKind = "text"


class Sheet(NamedTuple):
    """A sheet of a workbook. Rows and columns count from 1."""

    name: str
    """`` in a format without sheets."""
    rows: Mapping[int, Mapping[int, Cell]]
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: Sequence[tuple[int, int]] = ()
    """Row and column of the first cell of each group of merged ones."""
    is_hidden: bool = False


class NotATable(Exception):
    """A file is no table that can be read; carries the message for the editor."""

    def __init__(self, message: str, row: int = 1) -> None:
        super().__init__(message)
        self.row = row


def too_many_rows(number: int | None = None) -> NotATable:
    """The refusal of a table with too many rows, counted if that is known."""
    found = f"{number:,} rows" if number else "too many rows"
    message = (
        f"{found} (limit: {MOST_ROWS:,}); delete what is not part of the table, also empty formatted rows"
    )
    return NotATable(message)


def too_many_columns() -> NotATable:
    return NotATable(f"more than {MOST_COLUMNS} columns; delete what is not part of the table")


def letter(column: int) -> str:
    """The name of a column: `A`, `AB`."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def number_text(value: float | int | str) -> str:
    """`1998` for 1998.0, `0.5` for 0.50."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_AROUND = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200b\u200e\u200f\u2060\ufeff"
"""Blanks, and characters without width that come along when people copy from web pages."""
_BREAKS = re.compile("[\t\n\x0b\x0c\x85\u2028\u2029]")


def stripped(text: str) -> str:
    """A text with plain line ends, without blanks and invisible characters around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(_AROUND)


def flat(text: str) -> str:
    """A text as lists have it: on one line, as line breaks and tabs of a cell mean nothing there."""
    lines = _BREAKS.split(same_name(stripped(text)))
    return " ".join(line for each in lines if (line := each.strip()))


def has_breaks(text: str) -> bool:
    """Whether a stripped text has line breaks or tabs."""
    return bool(_BREAKS.search(text))


def ranges(numbers: Iterable[int]) -> str:
    """`2, 4–6` for 2, 4, 5 and 6."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda each: each[1] - each[0])
    ends = [(run[0], run[-1]) for _, pairs in runs if (run := [number for _, number in pairs])]
    return ", ".join(f"{first}–{last}" if first < last else f"{first}" for first, last in ends)


def rows_named(numbers: Sequence[int]) -> str:
    """`row 2`, `rows 2, 4–6`."""
    return f"rows {ranges(numbers)}" if len(numbers) > 1 else f"row {ranges(numbers)}"


def escaped(text: str, *, is_plain: bool) -> str:
    """A text as it is written into a cell. What would be a formula in a plain format gets an apostrophe.

    A text that begins with that apostrophe gets a second one, so that `unescaped` gives it back.
    """
    is_active = re.match(f"'+[{re.escape(ACTIVE)}]" if not is_plain else f"'*[{re.escape(ACTIVE)}]", text)
    return f"'{text}" if is_active else text


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return text[1:] if re.match(f"'+[{re.escape(ACTIVE)}]", text) else text


def filled(cells: Iterator[tuple[int, int, Cell]]) -> dict[int, dict[int, Cell]]:
    """Rows of cells that have a text."""
    rows: dict[int, dict[int, Cell]] = {}
    for row, column, cell in cells:
        if cell.text:
            rows.setdefault(row, {})[column] = cell
    return rows
