"""Finds the table in a workbook: its sheet, and the row with the names of columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cluster.office.tables.columns import Column, default_of
from cluster.office.tables.sheets import Cell, NotATable, Sheet, letter, unescaped
from cluster.problems import suggestion

_LAST = 20
"""The last row that may be the header."""


class FoundTable(NamedTuple):
    """A sheet with a header."""

    sheet: Sheet
    row: int
    """The row of the header."""
    columns: Mapping[int, Column]
    """The known columns by their number."""

    @property
    def where(self) -> str:
        """`sheet 'members', `, or `` in a format without sheets."""
        return f"sheet '{self.sheet.name}', " if self.sheet.name else ""

    def place(self, number: int) -> str:
        """`sheet 'members', column C 'kind'`."""
        column = self.columns.get(number)
        return f"{self.where}column {letter(number)}{f' {column.name!r}' if column else ''}"


def names_of(columns: Sequence[Column]) -> dict[str, Column]:
    """The columns by the names that a header may have; `name` alone is the text in the default language."""
    names = {each.name.casefold(): each for each in columns}
    for each in columns:
        if each.language and each.language == default_of(columns, each.path[:-1]):
            names[".".join(each.path[:-1]).casefold()] = each
    return names


def _named(cell: Cell) -> str:
    return unescaped(cell.text).casefold()


def table_in(sheets: Sequence[Sheet], columns: Sequence[Column], kind: str) -> FoundTable:
    """The table in the only sheet that has one, or in that with the name `kind`; NotATable if none is."""
    names = names_of(columns)
    found = [table for each in sheets if not each.is_hidden and (table := _in_sheet(each, names))]
    if not found:
        hint = "expected a row with the names of columns, such as " + ", ".join(
            each.name for each in columns[:4]
        )
        empty = not any(each.rows for each in sheets)
        raise NotATable("the table is empty" if empty else f"no header; {hint}")
    named = [each for each in found if each.sheet.name.casefold() == kind]
    if len(found) > 1 and len(named) != 1:
        every = ", ".join(f"'{each.sheet.name}'" for each in found)
        raise NotATable(f"several sheets have a table: {every}; rename the one to import to '{kind}'")
    return (named or found)[0]


def _in_sheet(sheet: Sheet, names: Mapping[str, Column]) -> FoundTable | None:
    """The row with most names of columns, of the first ones; at least two, or half of what is in it."""
    best: tuple[int, int] = (0, 0)
    for row in sorted(sheet.rows)[:_LAST]:
        known = sum(_named(each) in names for each in sheet.rows[row].values())
        if known > best[0] and (known > 1 or len(sheet.rows[row]) <= 2):
            best = (known, row)
    if not best[0]:
        return None
    cells = sheet.rows[best[1]]
    columns = {number: names[_named(each)] for number, each in cells.items() if _named(each) in names}
    return FoundTable(sheet, best[1], columns)


def problems_of_header(
    table: FoundTable, columns: Sequence[Column], left_out: Sequence[str], file: str
) -> Iterator[tuple[int, str]]:
    """Row and message of what is wrong with the header; `left_out` are fields that no table has."""
    sheet, names = table.sheet, names_of(columns)
    seen: dict[Column, int] = {}
    for number, cell in sorted(sheet.rows[table.row].items()):
        place = table.place(number)
        column = names.get(_named(cell))
        if cell.text.casefold() in left_out:
            message = f"'{cell.text}' does not fit into a table; edit it in {file}, and delete the column"
            yield table.row, f"{place}: {message}"
        elif column is None:
            hint = suggestion(cell.text, [each.name for each in columns])
            yield table.row, f"{place}: unknown column '{cell.text}'{hint}; rename or delete it"
        elif column in seen:
            yield table.row, f"{place}: the same as column {letter(seen[column])}; delete one of them"
        else:
            seen[column] = number
    unnamed = {
        number: row
        for row in sorted(sheet.rows, reverse=True)
        if row > table.row
        for number in sheet.rows[row]
    }
    for number, row in sorted(unnamed.items()):
        if number not in sheet.rows[table.row]:
            yield row, f"{table.place(number)}: the column has no name in row {table.row}; name or delete it"


def problems_of_layout(table: FoundTable) -> Iterator[tuple[int, str]]:
    """Row and message of cells that are merged and of rows and columns that nobody sees."""
    sheet = table.sheet
    for row, number in sorted(sheet.merged):
        if row >= table.row:
            yield row, f"{table.place(number)}: merged cells; split them, and fill in each"
    for row in sorted(sheet.hidden_rows & sheet.rows.keys()):
        if row >= table.row:
            yield row, f"{table.where}hidden row; show it (remove filters), or delete it"
    for number in sorted(sheet.hidden_columns):
        first = next((row for row in sorted(sheet.rows) if row >= table.row and number in sheet.rows[row]), 0)
        if first:
            yield first, f"{table.place(number)}: hidden column; show it, or delete it"
