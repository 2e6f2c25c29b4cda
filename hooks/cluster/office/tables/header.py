"""Finds the table in a workbook: its sheet, and the row with the names of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cluster.office.tables.columns import Column, default_of
from cluster.office.tables.sheets import Cell, NotATable, Sheet, letter, rows_named, unescaped
from cluster.problems import listed
from cluster.reading.labels import Labelled, near_label, value_named

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
    def header(self) -> Mapping[int, Cell]:
        """The cells of the header."""
        return self.sheet.rows[self.row]

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


def is_header(cells: Mapping[int, Cell], names: Mapping[str, Column]) -> bool:
    """Whether a row consists of names of columns: the header, or one more below it."""
    return len(cells) > 1 and all(_named(each) in names for each in cells.values())


def table_in(
    sheets: Sequence[Sheet], columns: Sequence[Column], labelled: Labelled, kind: str, lists: Iterable[str]
) -> FoundTable:
    """The table in the sheet with the name `kind`, else in the only one that has a table.

    NotATable if there is none. `lists` are the names of all lists: a sheet that is named like another one
    has its records.
    """
    visible = [each for each in sheets if not each.is_hidden and each.rows]
    if not visible:
        raise NotATable("the table is empty")
    named = [each for each in visible if each.name.casefold() == kind]
    others = [each for each in visible if each.name.casefold() in lists]
    chosen = named or [each for each in visible if each not in others]
    if not chosen:
        names = " and ".join(f"'{each.name}'" for each in others)
        raise NotATable(f"the sheet is {names}, another list; import it as such, or rename it to '{kind}'")
    found = _tables(chosen, names_of(columns))
    if not found:
        raise _no_header(chosen[0], columns, labelled, kind)
    if len(found) > 1:
        every = ", ".join(f"'{each.sheet.name}'" for each in found)
        raise NotATable(f"several sheets have a table: {every}; rename the one to import to '{kind}'")
    return found[0]


def _tables(sheets: Sequence[Sheet], names: Mapping[str, Column]) -> list[FoundTable]:
    """The tables; one known name makes a header only if there is none with more."""
    for least in (2, 1):
        if found := [table for each in sheets if (table := _in_sheet(each, names, least))]:
            return found
    return []


def _in_sheet(sheet: Sheet, names: Mapping[str, Column], least: int) -> FoundTable | None:
    """The row with most names of columns, of the first ones; at least so many, or half of what is in it."""
    best: tuple[int, int] = (0, 0)
    for row in sorted(sheet.rows)[:_LAST]:
        known = sum(_named(each) in names for each in sheet.rows[row].values())
        if known > best[0] and (known >= least or len(sheet.rows[row]) <= 2):
            best = (known, row)
    if not best[0]:
        return None
    cells = sheet.rows[best[1]]
    columns = {number: names[_named(each)] for number, each in cells.items() if _named(each) in names}
    return FoundTable(sheet, best[1], columns)


def _no_header(sheet: Sheet, columns: Sequence[Column], labelled: Labelled, kind: str) -> NotATable:
    row = min(sheet.rows)
    found = ", ".join(f"'{cell.text[:20]}'" for _, cell in sorted(sheet.rows[row].items())[:4])
    where = FoundTable(sheet, row, {}).where
    meant = [value_named(cell.text, labelled) for _, cell in sorted(sheet.rows[row].items())]
    wanted = ", ".join([*filter(None, meant)][:4] or [each.name for each in columns[:4]])
    return NotATable(
        f"{where}no header; expected a row with the names of columns, such as {wanted}, found {found} "
        f"(cluster export-table {kind} writes a table with all names)",
        row,
    )


def problems_of_header(
    table: FoundTable, columns: Sequence[Column], labelled: Labelled, left_out: Sequence[str], file: str
) -> Iterator[tuple[int, str]]:
    """Row and message of what is wrong with the header; `labelled` has what the columns are called, and
    `left_out` are fields that no table has."""
    sheet, names = table.sheet, names_of(columns)
    seen: dict[Column, int] = {}
    unknown: list[int] = []
    for number, cell in sorted(table.header.items()):
        place = table.place(number)
        column = names.get(_named(cell))
        if cell.text.casefold() in left_out:
            message = f"'{cell.text}' does not fit into a table; edit it in {file}, and delete the column"
            yield table.row, f"{place}: {message}"
        elif column is None and (hint := _hint(cell.text, columns, labelled)):
            yield table.row, f"{place}: unknown column '{cell.text}'{hint}; rename or delete it"
        elif column is None:
            unknown.append(number)
        elif column in seen:
            yield table.row, f"{place}: the same as column {letter(seen[column])}; delete one of them"
        else:
            seen[column] = number
    if unknown:
        yield table.row, _unknown(table, unknown, columns, file)
    unnamed = {
        number: row
        for row in sorted(sheet.rows, reverse=True)
        if row > table.row
        for number in sheet.rows[row]
    }
    for number, row in sorted(unnamed.items()):
        if number not in table.header:
            yield row, f"{table.place(number)}: the column has no name in row {table.row}; name or delete it"


def _hint(name: str, columns: Sequence[Column], labelled: Labelled) -> str:
    """What a name is close to: another one, what a column is called, or a text in a language that there is
    not."""
    base = name.casefold().rpartition(".")[0]
    languages = [each.language for each in columns if each.language and ".".join(each.path[:-1]) == base]
    if languages:
        return f" (the languages are {', '.join(languages)})"
    return near_label(name, {**{each.name: () for each in columns}, **labelled})


def _unknown(table: FoundTable, numbers: Sequence[int], columns: Sequence[Column], file: str) -> str:
    """One message about all columns whose names are close to none, as it lists some that there are."""
    cells = table.header
    there_are = listed(cells[numbers[0]].text, [each.name for each in columns])
    kind = file.removeprefix("data/").removesuffix(".yaml")
    every = f"(cluster export-table {kind} writes a table with all names)"
    if len(numbers) == 1:
        text = cells[numbers[0]].text
        found, cure = f"{table.place(numbers[0])}: unknown column '{text}'", "rename or delete it"
    else:
        names = ", ".join(f"{letter(each)} '{cells[each].text}'" for each in numbers)
        found, cure = f"{table.where}unknown columns {names}", "rename or delete them"
    return f"{found}{there_are}; {cure} {every}"


def problems_of_layout(table: FoundTable) -> Iterator[tuple[int, str]]:
    """Row and message of cells that are merged and of rows and columns that nobody sees."""
    sheet = table.sheet
    for row, number in sorted(sheet.merged):
        if row >= table.row:
            yield row, f"{table.place(number)}: merged cells; split them, and fill in each"
    if hidden := sorted(row for row in sheet.hidden_rows & sheet.rows.keys() if row >= table.row):
        one, many = "show it (remove filters), or delete it", "show them (remove filters), or delete them"
        yield hidden[0], f"{table.where}hidden {rows_named(hidden)}; {one if len(hidden) == 1 else many}"
    for number in sorted(sheet.hidden_columns):
        first = next((row for row in sorted(sheet.rows) if row >= table.row and number in sheet.rows[row]), 0)
        if first:
            yield first, f"{table.place(number)}: hidden column; show it, or delete it"
