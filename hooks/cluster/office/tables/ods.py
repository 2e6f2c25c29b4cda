"""Reads OpenDocument spreadsheets (ODS)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from cluster.office.tables.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    filled,
    number_text,
    stripped,
    too_many_columns,
    too_many_rows,
)

NAMES = {
    each: f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0" for each in ("office", "table", "text", "style")
}
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
_ROW, _CELL, _COVERED = "table-row", "table-cell", "covered-table-cell"


def name(prefix: str, local: str) -> str:
    """The qualified name of an element or attribute: `{urn:…}table-row`."""
    return f"{{{NAMES[prefix]}}}{local}"


def read_ods(raw: bytes) -> list[Sheet]:
    """The sheets of a document."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    with ZipFile(BytesIO(raw)) as archive:
        root = etree.fromstring(archive.read("content.xml"), parser)
    hidden = {
        style.get(name("style", "name"))
        for style in root.iter(name("style", "style"))
        for each in style.iter(name("style", "table-properties"))
        if each.get(name("table", "display")) == "false"
    }
    return [_sheet(each, hidden) for each in root.iter(name("table", "table"))]


def _sheet(table: Any, hidden: set[Any]) -> Sheet:
    rows = list(_rows(table))
    cells = [(number, column, cell) for number, row in rows for column, cell in _in_row(row)]
    return Sheet(
        name=str(table.get(name("table", "name"))),
        rows=filled((number, column, _cell(cell)) for number, column, cell in cells),
        hidden_rows=frozenset(number for number, row in rows if _is_collapsed(row)),
        hidden_columns=frozenset(_hidden_columns(table)),
        merged=[(number, column) for number, column, cell in cells if _spans(cell)],
        is_hidden=table.get(name("table", "style-name")) in hidden,
    )


def _rows(table: Any) -> Iterator[tuple[int, Any]]:
    """Rows that are not empty, with their numbers. One element may stand for a million equal rows."""
    number = 0
    for row in table.iter(name("table", _ROW)):
        times = _times(row, "rows")
        if any(True for _ in _in_row(row)):
            if number + times > MOST_ROWS:
                raise too_many_rows(number + times)
            yield from ((number + each, row) for each in range(1, times + 1))
        number += times


def _in_row(row: Any) -> Iterator[tuple[int, Any]]:
    """Cells that are not empty or are merged, with the numbers of their columns."""
    column = 0
    for cell in row.iterchildren(name("table", _CELL), name("table", _COVERED)):
        times = _times(cell, "columns")
        if len(cell) or cell.get(name("table", "formula")) or _spans(cell):
            if column + times > MOST_COLUMNS:
                raise too_many_columns()
            yield from ((column + each, cell) for each in range(1, times + 1))
        column += times


def _times(element: Any, what: str) -> int:
    return int(element.get(name("table", f"number-{what}-repeated"), "1"))


def _is_collapsed(element: Any) -> bool:
    return bool(element.get(name("table", "visibility"), "visible") != "visible")


def _hidden_columns(table: Any) -> Iterator[int]:
    number = 0
    for column in table.iter(name("table", "table-column")):
        times = _times(column, "columns")
        if _is_collapsed(column):
            yield from range(number + 1, min(number + times, MOST_COLUMNS) + 1)
        number += times


def _spans(cell: Any) -> bool:
    spans = (cell.get(name("table", f"number-{each}-spanned"), "1") for each in ("columns", "rows"))
    return any(each != "1" for each in spans)


def _cell(cell: Any) -> Cell:
    text = stripped("\n".join(_text(each) for each in cell.iterchildren(name("text", "p"))))
    if formula := cell.get(name("table", "formula")):
        return Cell(str(formula).removeprefix("of:"), "formula")
    if cell.get(f"{{{_CALC}}}value-type") == "error":
        return Cell(text, "error")
    kind = cell.get(name("office", "value-type"))
    if kind == "boolean":
        return Cell(str(cell.get(name("office", "boolean-value"))), "truth")
    if kind in ("float", "percentage", "currency"):
        return Cell(number_text(str(cell.get(name("office", "value")))), "number")
    if kind == "date":
        day, _, time = str(cell.get(name("office", "date-value"))).partition("T")
        return Cell(f"{day} {time[:5]}" if time.strip("0:.") else day, "date")
    return Cell(text, "date" if kind == "time" else "text")


def _text(paragraph: Any) -> str:
    """The text of a paragraph; its blanks, tabs and line breaks are elements."""
    parts = [paragraph.text or ""]
    for each in paragraph:
        if each.tag == name("text", "s"):
            parts.append(" " * min(int(each.get(name("text", "c"), "1")), 1000))
        elif each.tag == name("text", "tab"):
            parts.append("\t")
        elif each.tag == name("text", "line-break"):
            parts.append("\n")
        else:
            parts.append(_text(each))
        parts.append(each.tail or "")
    return "".join(parts)
