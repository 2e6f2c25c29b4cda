"""CSV: UTF-8 with a signature and semicolons, as Excel with Czech settings opens it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from io import StringIO

from cluster.office.tables.columns import Column
from cluster.office.tables.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    NotATable,
    Sheet,
    escaped,
    filled,
    stripped,
    too_many_columns,
    too_many_rows,
)
from cluster.reading.yaml_tree import forbidden_character, invisible

_LATIN_2 = re.compile(rb"[\xa9\xab\xae\xb9\xbb\xbe](?=[a-z])|(?<=[a-z])[\xb9\xbb\xbe]")
"""`Š Ť Ž š ť ž` of ISO 8859-2 within words; Windows-1250 has signs there."""
_WINDOWS = re.compile(rb"[\x8a\x8d\x8e\x9a\x9d\x9e]")
"""The same letters in Windows-1250, where ISO 8859-2 has nothing."""
_RESAVE = "save it as CSV UTF-8"


_CENTRAL_EUROPEAN = {"bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"}
"""The languages that Windows writes in its code page 1250; those of Western Europe have 1252."""


def read_csv(raw: bytes, score: Callable[[Sequence[str]], int], language: str) -> tuple[Sheet, str]:
    """The table and its encoding, of which Windows has one for the language. The delimiter is the one with
    which `score` finds most columns."""
    text, encoding = _decoded(raw, "1250" if language in _CENTRAL_EUROPEAN else "1252")
    if not text.strip():
        raise NotATable("the file is empty")
    if text.lower().startswith("sep="):
        text = "\n" + text.partition("\n")[2]
    head = text.split("\n", 20)[:20]
    delimiter = max(";,\t", key=lambda each: max(score(line.split(each)) for line in head))
    return Sheet("", filled(_cells(text, delimiter))), encoding


def _decoded(raw: bytes, page: str) -> tuple[str, str]:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw[:200].count(0) > 2:
        raise NotATable(f"the file is not UTF-8 (perhaps UTF-16, or no text); {_RESAVE}")
    try:
        return _checked(raw.decode("utf-8-sig")), "UTF-8"
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
    if page == "1250" and _LATIN_2.search(raw) and not _WINDOWS.search(raw):
        raise NotATable(f"the file seems to be ISO 8859-2; {_RESAVE}", row)
    try:
        return _checked(raw.decode(f"cp{page}")), f"Windows-{page}"
    except UnicodeDecodeError:
        raise NotATable(f"neither UTF-8 nor Windows-{page}; {_RESAVE}", row) from None


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if character := forbidden_character(text):
        raise NotATable(invisible(character), text[: text.index(character)].count("\n") + 1)
    return text


def _cells(text: str, delimiter: str) -> Iterator[tuple[int, int, Cell]]:
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    try:
        for row, texts in enumerate(reader, 1):
            if row > MOST_ROWS:
                raise too_many_rows(text.count("\n"))
            if len(texts) > MOST_COLUMNS:
                raise too_many_columns()
            for column, each in enumerate(texts, 1):
                yield row, column, Cell(stripped(each), "formula" if each.startswith("=") else "text")
    except csv.Error as error:
        raise NotATable(
            f"not a CSV file: {error}; look for a quote that is not closed", reader.line_num
        ) from None


def write_csv(title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bytes:
    """A CSV file; `title` has no place in it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for texts in ([each.name for each in columns], *rows):
        writer.writerow([escaped(each, is_plain=True) for each in texts])
    return out.getvalue().encode("utf-8-sig")
