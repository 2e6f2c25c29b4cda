"""Excel workbooks (XLSX)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, get_args
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation

from cluster.office.tables.columns import Column
from cluster.office.tables.sheets import (
    ACTIVE,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    NotATable,
    Sheet,
    escaped,
    filled,
    letter,
    number_text,
    stripped,
    too_many_columns,
    too_many_rows,
)

_PIECE = 1 << 20

_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot have, or the `_` before what only looks like one: `_x000D_`, `_x005F_`."""


def read_xlsx(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook; links to other files are not followed."""
    _check_rows(raw)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that are not read, such as macros and styles
        book = load_workbook(BytesIO(raw), keep_links=False)
    return [_sheet(each) for each in book.worksheets]


def _check_rows(raw: bytes) -> None:
    """Count rows before all cells are read, which would take long."""
    with ZipFile(BytesIO(raw)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as part:
                    if (number := _count(part, b"<row ")) > MOST_ROWS:
                        raise too_many_rows(number)
                if archive.getinfo(name).file_size > 2 * MOST_BYTES:
                    raise NotATable("the sheet is too large for a table; copy the table into a new workbook")


def _count(part: Any, sign: bytes) -> int:
    """How often a sign is in a file that is read in pieces."""
    number, rest = 0, b""
    while piece := part.read(_PIECE):
        number += (rest + piece).count(sign)
        rest = piece[-len(sign) + 1 :]
    return number


def _sheet(sheet: Any) -> Sheet:
    if sheet.max_row > MOST_ROWS:
        raise too_many_rows(sheet.max_row)
    if sheet.max_column > MOST_COLUMNS:
        raise too_many_columns()
    hidden = [each for each in sheet.column_dimensions.values() if each.hidden]
    return Sheet(
        name=sheet.title,
        rows=filled(_cells(sheet)),
        hidden_rows=frozenset(row for row, each in sheet.row_dimensions.items() if each.hidden),
        hidden_columns=frozenset(
            n for each in hidden for n in range(each.min, min(each.max, MOST_COLUMNS) + 1)
        ),
        merged=[(each.min_row, each.min_col) for each in sheet.merged_cells.ranges],
        is_hidden=sheet.sheet_state != "visible",
    )


def _cells(sheet: Any) -> Iterator[tuple[int, int, Cell]]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield cell.row, cell.column, _cell(cell.value, cell.data_type)


def _cell(value: Any, type: str) -> Cell:
    if type == "f":
        return Cell(str(getattr(value, "text", value)), "formula")
    if type == "e":
        return Cell(str(value), "error")
    if type == "b":
        return Cell(str(value).lower(), "truth")
    if type == "n":
        return Cell(number_text(value), "number")
    if isinstance(value, datetime):
        is_day = not (value.hour or value.minute or value.second)
        return Cell(f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}", "date")
    if type == "d":  # a time without a day
        return Cell(str(value), "date")
    return Cell(stripped(_CODE.sub(_character, str(value))))


def _character(code: re.Match[str]) -> str:
    """The character that a code stands for; `` for control characters, which no text should have."""
    character = chr(int(code[1], 16))
    return character if character.isprintable() or character in "\t\n\r" else ""


def write_xlsx(title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook with one sheet: all cells are texts, the first row stays in view."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row, texts in enumerate([[each.name for each in columns], *rows], 1):
        for number, text in enumerate(texts, 1):
            _write(sheet.cell(row, number), text)
    for number, column in enumerate(columns, 1):
        _prepare(sheet, letter(number), column)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Any, text: str) -> None:
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if text:
        cell.value = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", escaped(text, is_plain=False))
        cell.data_type = "s"  # the library would take `=1` for a formula
        cell.quotePrefix = text[0] in ACTIVE


def _prepare(sheet: Any, name: str, column: Column) -> None:
    """The width of a column, its format for rows to come, and its choices."""
    sheet.column_dimensions[name].width = 40 if column.language else 22
    sheet.column_dimensions[name].number_format = "@"
    choices = () if column.is_list else [each for each in get_args(column.hint) if isinstance(each, str)]
    if choices:
        validation = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        validation.add(f"{name}2:{name}{MOST_ROWS}")
        sheet.add_data_validation(validation)
