"""Reads the rows of a table into records: each cell is checked by the type of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import GenericAlias
from typing import Any

from cluster.build.labels import ReaderOf, reader_of
from cluster.dates import When
from cluster.language import Languages
from cluster.links import same_name
from cluster.office.tables.columns import Column
from cluster.office.tables.header import FoundTable, is_header, names_of
from cluster.office.tables.sheets import Cell, flat, has_breaks, letter, rows_named, unescaped
from cluster.office.tables.yaml_edit import Value
from cluster.problems import Place, Problem
from cluster.reading.cures import with_list_as
from cluster.reading.scalar_types import Coordinates, Link, RegistrationNumber
from cluster.reading.scalars import has_check_digit
from cluster.reading.schema import Wrong
from cluster.reading.yaml_tree import Node

_TOTALS = re.compile(
    r"(celkem|celkový počet|součet|mezisoučet|suma|počet|total|grand total|subtotal|sum|count|summe"
    r"|zwischensumme|gesamt|anzahl|celkom|súčet|medzisúčet|razem|ogółem|łącznie|somme|sous-total|σ)\b.{0,20}",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"#[^\W\d_][\w/]*[!?]|#DIV/0!|#N/A|#NV|#NENÍ_K_DISPOZICI|#NEDOSTUPNÝ|#{3,}"
    r"|(Err|Chyba|Błąd|Erreur|Fehler) ?:\d{3}"
)
"""What spreadsheets write into text files for errors, and for numbers wider than their column."""
_TRUTHS = {
    **dict.fromkeys(("pravda", "prawda", "vrai", "wahr"), "true"),
    **dict.fromkeys(("nepravda", "fałsz", "faux", "falsch"), "false"),
}
"""What spreadsheets show for true and false."""
_CONSTANTS = {
    "=TRUE()": Cell("true", "truth"),
    "=FALSE()": Cell("false", "truth"),
    "=#N/A": Cell("#N/A", "error"),
}
"""What LibreOffice makes of values of Excel when it saves them anew."""
_NO_TEXTS = {"number": "a number", "date": "a date or time", "truth": "true or false"}
"""What a spreadsheet shows in a form of its own: `50 %` for 0.5, `3. 5. 2026`, `PRAVDA`."""
_CZECH_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_DECIMAL_COMMAS = re.compile(r"(-?\d+)[.,](\d+)(?:\s*;\s*|\s*,\s+|\s+)(-?\d+)[.,](\d+)")
"""Latitude and longitude as spreadsheets in most languages write numbers: `49,46; 17,45`."""
_DIGITS = 8
"""The length of Czech and Slovak registration numbers."""
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""


@dataclass(slots=True)
class TableRow:
    """A row of a table."""

    row: int
    values: dict[Column, Value] = field(default_factory=dict)
    """Without those that are wrong."""
    empty: list[Column] = field(default_factory=list)
    broken: list[Column] = field(default_factory=list)
    """Those in whose cells there were line breaks or tabs, which are now spaces."""
    is_right: bool = True

    def text(self, *path: str) -> str:
        """The value of a column; `` without one."""
        return next((str(value) for column, value in self.values.items() if column.path == path), "")


@dataclass(slots=True)
class TableReader:
    """Reads rows, and collects all problems and hints."""

    file: str
    table: FoundTable
    languages: Languages
    known_numbers: frozenset[str]
    """The registration numbers of the records that are there."""
    reader_of: ReaderOf = reader_of
    """Reads the values of cells."""
    problems: list[Problem] = field(default_factory=list)
    shared: dict[str, list[Problem]] = field(default_factory=dict)
    """Problems of whole rows by what they have in common."""
    notes: list[str] = field(default_factory=list)

    def records(self) -> list[TableRow]:
        rows = self.table.sheet.rows
        return [self.record(row, rows[row]) for row in sorted(rows) if row > self.table.row]

    def refuse(self, row: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, row), message))

    def refuse_row(self, row: int, message: str, shared: str) -> None:
        """Record a problem of a row, which is told once if it is that of several rows: then as `shared`."""
        problem = Problem(Place(self.file, row), f"{self.table.where}{message}")
        self.shared.setdefault(shared, []).append(problem)

    @property
    def all_problems(self) -> list[Problem]:
        return [*self.problems, *(self.once(shared, each) for shared, each in self.shared.items())]

    def once(self, shared: str, problems: list[Problem]) -> Problem:
        if len(problems) == 1:
            return problems[0]
        rows = rows_named([each.place.line for each in problems])
        return Problem(problems[0].place, f"{self.table.where}{rows}: {shared}")

    def record(self, row: int, cells: Mapping[int, Cell]) -> TableRow:
        record = TableRow(row)
        if odd := self.odd(cells):
            self.refuse(row, f"{self.table.where}{odd}; delete it")
            record.is_right = False
            return record
        for number, column in self.table.columns.items():
            if number not in cells:
                record.empty.append(column)
                continue
            count = len(self.problems)
            value = self.value(row, number, column, cells[number])
            if len(self.problems) > count:
                record.is_right = False
            else:
                record.values[column] = value
                record.broken += [column] if has_breaks(cells[number].text) and not column.is_list else []
        return record

    def odd(self, cells: Mapping[int, Cell]) -> str:
        """What a row is that has no record; `` if it has one."""
        if self.is_total(cells):
            return "the row looks like totals"
        is_second = is_header(cells, names_of(list(self.table.columns.values())))
        return "the row is a second header" if is_second else ""

    def is_total(self, cells: Mapping[int, Cell]) -> bool:
        ids = (
            [each for number, each in cells.items() if self.table.columns[number].path == ("id",)]
            if (cells.keys() <= self.table.columns.keys())
            else []
        )
        first = cells[min(cells)].text
        return bool(_TOTALS.fullmatch(first)) and (not ids or ids[0].text == first)

    def value(self, row: int, number: int, column: Column, cell: Cell) -> Value:
        """The value of a cell, as it is written in YAML."""
        place = self.table.place(number)
        cell = _CONSTANTS.get(cell.text, cell) if cell.kind == "formula" else cell
        if cell.kind == "formula":
            is_link = "HYPERLINK" in cell.text and column.hint is Link
            cure = "write the address" if is_link else "copy the cell and paste it as a value"
            self.refuse(row, f"{place}: a formula, '{cell.text[:40]}'; {cure}")
            return None
        if cell.kind == "error" or _ERROR.fullmatch(cell.text):
            self.refuse(row, f"{place}: the error {cell.text}; write a value")
            return None
        if column.hint is str and cell.kind != "text":
            cure = "format the cell as text, and write what is to be read"
            self.refuse(row, f"{place}: {_NO_TEXTS[cell.kind]}, {cell.text}, and not a text; {cure}")
            return None
        reader = self.reader_of(self.file, self.languages)
        try:
            text = self.meant(column, cell, f"{self.file}:{row}: {place}")
            value, node = _node(row, column, text)
            reader.value(_hint(column), node, place)
        except ValueError as error:
            self.refuse(row, f"{place}: {error}")
            return None
        except Wrong:
            told = ((each.place, with_list_as(each.message, "; ")) for each in reader.problems)
            self.problems += [Problem(place, message) for place, message in told]
            return None
        return value

    def meant(self, column: Column, cell: Cell, place: str) -> str:
        """The text of a cell as the program writes it. ValueError if that cannot be known."""
        text = unescaped(cell.text)
        text = same_name(text) if column.is_list else flat(text)
        if column.hint is not str:
            text = re.sub(r"[^\S\n]", " ", text)  # also those that do not break
        if column.hint is bool:
            text = {"1": "true", "0": "false"}.get(text, text) if cell.kind == "number" else text
            return _TRUTHS.get(text.casefold(), text.casefold())
        if column.hint is Coordinates:
            return with_points(text)
        if column.hint in (date, When):
            return _date(text, cell)
        if column.hint is RegistrationNumber and text.isdecimal() and len(text) < _DIGITS:
            return self.with_zeros(text, cell, place)
        return text

    def with_zeros(self, text: str, cell: Cell, place: str) -> str:
        """A registration number with the zeros that a spreadsheet took away."""
        if cell.kind == "text" and (self.table.sheet.name or text in self.known_numbers):
            return text
        whole = text.zfill(_DIGITS)
        if not has_check_digit(whole):
            cure = "format the column as text, and write the number with its zeros"
            raise ValueError(f"found the number {text}, which may have lost zeros; {cure}")
        self.notes.append(f"{place}: {text} is read as {whole}, as its zeros were lost")
        return whole


def with_points(coordinates: str) -> str:
    """Latitude and longitude with decimal points, if they have commas; else the text itself."""
    found = _DECIMAL_COMMAS.fullmatch(coordinates)
    return "{}.{}, {}.{}".format(*found.groups()) if found else coordinates


def _date(text: str, cell: Cell) -> str:
    """A day as the program writes it: from a cell of a spreadsheet, or as Czechs and Germans write it."""
    if found := _CZECH_DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    if re.fullmatch(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{2}|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", text):
        raise ValueError(f"found '{text}', where day, month or century are not clear; write it as 2027-10-23")
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        day_meant = _EPOCH + timedelta(days=int(float(text)))
        cure = f"format the cell as a date, or write {day_meant}"
        raise ValueError(f"found '{text}', the number by which a spreadsheet stores {day_meant}; {cure}")
    return text


def _node(row: int, column: Column, text: str) -> tuple[Value, Node]:
    """The value of a text, and the node of YAML that it would be."""
    if not column.is_list:
        return text, Node(row, text)
    parts = list(parts_of(text, column))
    return parts, Node(row, [Node(row, each) for each in parts])


def parts_of(text: str, column: Column) -> Iterator[str]:
    """The values of a list: separated by `; `. Ids may be separated by commas, too, as they contain none."""
    separator = (
        r";(?:\s+|$)|\s+" if column.hint is Link else r"[;,\n]\s*" if column.hint is not str else r";\s*|\n"
    )
    return (each.strip() for each in re.split(separator, text) if each.strip())


def joined(value: Value) -> str:
    """The text of a cell."""
    return "; ".join(value) if isinstance(value, list) else value or ""


def _hint(column: Column) -> Any:
    return GenericAlias(tuple, (column.hint, ...)) if column.is_list else column.hint


def column_with(table: FoundTable, row: int, text: str) -> str:
    """`column C 'kind', ` if a cell of a row has a text, else ``."""
    cells = table.sheet.rows.get(row, {})
    number = next((each for each in sorted(cells) if text and text in cells[each].text), 0)
    named = table.columns.get(number)
    return f"column {letter(number)} '{named.name}'" if named else ""


def column_of(table: FoundTable, message: str) -> str:
    """`column B 'name.cs': ` for `name: missing Czech text (cs)`; `` if the table has no such column."""
    *keys, what = message.split(": ")
    found = re.search(r"missing '([^']+)'|\((\w+)\)$", what)
    path = (*keys, *filter(None, found.groups() if found else ()))
    columns = [
        (number, each) for number, each in sorted(table.columns.items()) if each.path[: len(path)] == path
    ]
    return f"column {letter(columns[0][0])} '{columns[0][1].name}': " if path and columns else ""
