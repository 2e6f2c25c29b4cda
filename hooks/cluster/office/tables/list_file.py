"""Imports a table into the text of a list of data/, and makes a table of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from cluster.build.labels import ReaderOf, labels_in, reader_of
from cluster.content.kinds import KINDS, Kind
from cluster.language import Languages
from cluster.office.tables.columns import Column, columns_of, left_out
from cluster.office.tables.data_file import EntryText, entries_in, value_of
from cluster.office.tables.formats import WRITERS, read_table
from cluster.office.tables.header import (
    FoundTable,
    is_header,
    names_of,
    problems_of_header,
    problems_of_layout,
    table_in,
)
from cluster.office.tables.merge import Merged, TargetList, merged
from cluster.office.tables.records import TableReader, column_with, joined
from cluster.office.tables.sheets import NotATable, rows_named
from cluster.problems import Invalid, Place, Problem, counted
from cluster.reading.labels import Labelled

TABLES: Mapping[str, Kind] = {
    kind.key: kind for kind in KINDS if kind.key in ("members", "equipment", "partners")
}
"""The lists that can be tables, by the key of the list."""


class ListFile(NamedTuple):
    """A file of data/ with a list."""

    kind: Kind
    raw: bytes
    """Empty if there is no file yet."""
    languages: Languages
    added: Callable[[bytes], Sequence[Problem]]
    """The problems that new content of the file would add to the project."""
    reader_of: ReaderOf = reader_of
    """Reads the values of cells."""

    @property
    def columns(self) -> tuple[Column, ...]:
        cls: Any = self.kind.cls
        return columns_of(cls, self.languages.all)

    @property
    def labelled(self) -> Labelled:
        """What the columns are called in forms; of a text in a further language, with its code behind."""
        fields, default = labels_in(self.languages.all).fields[self.kind.cls], self.languages.default
        return {
            each.name: [
                f"{label} {each.language}" if each.language not in ("", default) else label
                for label in fields[each.path[0]]
            ]
            for each in self.columns
            if len(each.path) == (2 if each.language else 1)
        }

    @property
    def text(self) -> str:
        """With `\\n` as line end."""
        return self.decoded(self.raw)

    def decoded(self, raw: bytes) -> str:
        """The text of some content of the file."""
        return raw.decode().replace("\r\n", "\n")

    def encoded(self, text: str) -> bytes:
        """A new text with the line ends of the file."""
        return (text.replace("\n", "\r\n") if b"\r\n" in self.raw else text).encode()

    @property
    def entries(self) -> list[EntryText]:
        """Its items; Invalid if they cannot be told apart by lines."""
        try:
            return entries_in(self.text, self.kind.key)
        except ValueError as error:
            raise Invalid([Problem(Place(self.kind.file, 1), str(error))]) from None


class TableImport(NamedTuple):
    """The outcome of an import."""

    raw: bytes
    """The new content of the file."""
    notes: tuple[str, ...]
    """Hints for the editor, one line each."""
    summary: str
    """One line with the numbers of records."""


def table_of(file: ListFile, suffix: str) -> tuple[bytes, int]:
    """The list as a table in the format of a suffix, and the number of its rows."""
    rows = [
        [joined(value_of(each.values, column, file.columns)) for column in file.columns]
        for each in file.entries
    ]
    return WRITERS[suffix](file.kind.key, file.columns, rows), len(rows)


def import_of(file: ListFile, raw: bytes, path: str, *, empty_deletes: bool) -> TableImport:
    """The file with the records of a table; Invalid with all problems of the table."""
    reader, encoding = _table_reader(raw, path, file)
    is_clear = not reader.problems
    records = reader.records()
    if not is_clear:  # without all of its columns and rows, what a table lacks would be told in each row
        raise Invalid(reader.problems)
    target = TargetList(
        file.kind.cls, file.text, file.kind.key, file.entries, file.columns, file.languages.all
    )
    done = merged(reader, records, target, empty_deletes=empty_deletes)
    if problems := [*reader.all_problems, *_located(file, done, reader)]:
        raise Invalid(problems)
    notes = [f"{path}: read as {encoding}"] if encoding.startswith("Windows") else []
    notes += [*reader.notes, *_notes(done, file, reader.table, path)]
    return TableImport(file.encoded(done.text), tuple(notes), _summary(path, done))


def _table_reader(raw: bytes, path: str, file: ListFile) -> tuple[TableReader, str]:
    """A reader of the rows; Invalid if no table is found, or its header or layout is wrong."""
    labels = {label.casefold() for labels in file.labelled.values() for label in labels}
    names = {*names_of(file.columns), *labels}

    def score(row: Sequence[str]) -> int:
        return sum(each.strip(' "\r').casefold() in names for each in row)

    try:
        sheets, encoding = read_table(raw, path, score, file.languages.default)
        table = table_in(sheets, file.columns, file.labelled, file.kind.key, TABLES)
        if other := _other_list(file, table):
            raise NotATable(
                f"{table.where}the columns are those of {other}; import it with import-table {other}",
                table.row,
            )
    except NotATable as error:
        raise Invalid([Problem(Place(path, error.row), str(error))]) from None
    numbers = {str(each.values.get("registration_number", "")) for each in file.entries}
    reader = TableReader(path, table, file.languages, frozenset(numbers), file.reader_of)
    outside = left_out(file.kind.cls)
    for row, message in problems_of_header(table, file.columns, file.labelled, outside, file.kind.file):
        reader.refuse(row, message)
    for row, message in problems_of_layout(table):
        reader.refuse(row, message)
    return reader, encoding


def _other_list(file: ListFile, table: FoundTable) -> str:
    """The list that has all columns of a table, if this one lacks some; else ``."""
    others: list[Any] = [kind for kind in TABLES.values() if len(table.columns) < len(table.header)]
    known = {each.key: names_of(columns_of(each.cls, file.languages.all)) for each in others}
    return next((key for key, names in known.items() if is_header(table.header, names)), "")


def _located(file: ListFile, done: Merged, reader: TableReader) -> list[Problem]:
    """The problems that the import would add to the project, at the rows that cause them."""
    found = file.added(file.encoded(done.text)) if done.text != file.text else []
    starts = [
        (done.text.count("\n", 0, each.start) + 1, each.id) for each in entries_in(done.text, file.kind.key)
    ]
    return [_at_row(problem, file.kind.file, starts, done, reader) for problem in found]


def _at_row(
    problem: Problem, name: str, starts: Sequence[tuple[int, str]], done: Merged, reader: TableReader
) -> Problem:
    """A problem with its row instead of its line, if it is about a record of the table."""
    line = problem.place.line if problem.place.file == name else 0
    id = max(((start, id) for start, id in starts if start <= line), default=(0, ""))[1]
    if id not in done.rows:
        return problem
    row = done.rows[id]
    wrong = re.findall(r"'([^']+)'", problem.message.removeprefix(f"{problem.message.partition(':')[0]}:"))
    column = next(filter(None, (column_with(reader.table, row, each) for each in wrong)), "")
    where = f"{reader.table.where}{column}".removesuffix(", ")
    return Problem(Place(reader.file, row), f"{where}: {problem.message}" if where else problem.message)


def _notes(done: Merged, file: ListFile, table: FoundTable, path: str) -> list[str]:
    """What the editor should know about values and records that stay as they are."""
    numbers = {column: number for number, column in table.columns.items()}
    kept = [
        f"{path}: {table.place(numbers[column])}: empty in {rows_named(rows)}; the values are kept "
        "(--empty-deletes deletes them)"
        for column, rows in done.kept.items()
    ]
    broken = [
        f"{path}: {table.place(numbers[column])}: line breaks and tabs became spaces in {rows_named(rows)}"
        for column, rows in done.broken.items()
    ]
    alone = [
        f"{path}: {table.place(numbers[column])}: changed in {rows_named(rows)}, but not "
        f"{', '.join(each.name for each in others)}; check that all languages still say the same"
        for (column, others), rows in done.alone.items()
    ]
    missing = [
        f"{file.kind.file}: {file.kind.name} '{each.id}' is not in the table; left unchanged"
        for each in done.missing
    ]
    if not done.rows:
        return [f"{path}:{table.row}: {table.where}no rows below the header"]
    return [*alone, *broken, *kept, *missing]


def _summary(path: str, done: Merged) -> str:
    number = len(done.rows)
    counts = f"{len(done.new)} new, {len(done.changed)} changed, {done.unchanged} unchanged"
    return counted(number, f"{{n}} record in {path}: {counts}.", f"{{n}} records in {path}: {counts}.")
