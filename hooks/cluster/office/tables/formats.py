"""The formats of spreadsheets: which one a file is, and how it is read and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from cluster.office.tables.columns import Column
from cluster.office.tables.csv_file import read_csv, write_csv
from cluster.office.tables.ods import read_ods
from cluster.office.tables.ods_writer import MIMETYPE, write_ods
from cluster.office.tables.sheets import MOST_BYTES, NotATable, Sheet
from cluster.office.tables.xlsx import read_xlsx, write_xlsx
from cluster.problems import near

Writer = Callable[[str, Sequence[Column], Sequence[Sequence[str]]], bytes]

WRITERS: Mapping[str, Writer] = {".xlsx": write_xlsx, ".ods": write_ods, ".csv": write_csv}
"""Writes a table with a title, columns and rows, by the end of the file's name."""

_ZIPS: Mapping[str, Callable[[bytes], list[Sheet]]] = {".xlsx": read_xlsx, ".ods": read_ods}
_MOST_UNPACKED = 300_000_000
"""Counting the rows of a part of that size takes a second."""
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls); save it as .xlsx",
    b"%pdf": "a PDF",
    b"{\\rtf": "an RTF text",
    b"<html": "a web page; open it in a spreadsheet program and save it as .xlsx",
    b"<!doc": "a web page; open it in a spreadsheet program and save it as .xlsx",
    b"<?xml": "an XML file; open it in a spreadsheet program and save it as .xlsx",
}
_OTHER_ZIPS = {
    "xl/workbook.bin": "a binary workbook of Excel (.xlsb); save it as .xlsx",
    "Index/Document.iwa": "a document of Apple Numbers; export it as Excel (.xlsx)",
    "word/document.xml": "a text of Word; copy the table into a spreadsheet program",
}
"""By a part that only they have."""
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""What no text has."""
_DAMAGED = "the file is damaged or not whole; open it in a spreadsheet program and save it anew"
_NO_WORKBOOK = "the file is a text, not {}; if it is a table with commas or semicolons, rename it to *.csv"
_ENCRYPTED = "the workbook is protected by a password; save it without one"


class ReadTable(NamedTuple):
    """What a file holds."""

    sheets: list[Sheet]
    encoding: str
    """`` if the format has only one."""


def suffix_of(name: str) -> str:
    """`.xlsx` for `Members.XLSX`. NotATable if it is none of WRITERS."""
    dot, end = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[1:]
    suffix = (dot + end).lower()
    if suffix not in WRITERS:
        raise NotATable(f"unknown format '{suffix}'{near(suffix, WRITERS)} (there are: {', '.join(WRITERS)})")
    return suffix


def read_table(raw: bytes, name: str, score: Callable[[Sequence[str]], int], language: str) -> ReadTable:
    """The sheets of a file. `score` counts the columns that are known in a row of names; for `language`, see
    `read_csv`."""
    suffix = suffix_of(name)
    if not raw:
        raise NotATable("the file is empty")
    found, message = _kind_of(raw)
    if message:
        raise NotATable(message)
    if suffix in _ZIPS and found == ".csv":
        raise NotATable(_NO_WORKBOOK.format(suffix[1:].upper()) if _is_text(raw) else _DAMAGED)
    if found != suffix:
        raise NotATable(f"the file is {found[1:].upper()}, not {suffix[1:].upper()}; rename it to *{found}")
    if suffix in _ZIPS:
        return ReadTable(_unpacked(raw, suffix), "")
    sheet, encoding = read_csv(raw, score, language)
    return ReadTable([sheet], encoding)


def _unpacked(raw: bytes, suffix: str) -> list[Sheet]:
    try:
        return _ZIPS[suffix](raw)
    except NotATable:
        raise
    except Exception:  # openpyxl documents no errors, and any byte of the parts may be wrong
        raise NotATable(_DAMAGED) from None


def _kind_of(raw: bytes) -> tuple[str, str]:
    """The end of the name that the content of a file asks for, or a message."""
    if raw.startswith(b"PK"):
        return _kind_of_zip(raw)
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return "", _ENCRYPTED
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()[:5].lower()
    other = next((what for sign, what in _OTHERS.items() if start.startswith(sign)), "")
    return ".csv", f"the file is {other}" if other else ""


def _is_text(raw: bytes) -> bool:
    is_utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    return is_utf_16 or not _BINARY.search(raw)


def _kind_of_zip(raw: bytes) -> tuple[str, str]:
    try:
        with ZipFile(BytesIO(raw)) as archive:
            names = {each.filename: each.file_size for each in archive.infolist()}
            mimetype = archive.read("mimetype") if names.get("mimetype", 1000) < 1000 else b""
            manifest = (
                archive.read("META-INF/manifest.xml") if _is_small(names, "META-INF/manifest.xml") else b""
            )
    except Exception:  # the library documents few of its errors, and any byte may be wrong
        return "", _DAMAGED
    if b"encryption-data" in manifest:
        return "", _ENCRYPTED
    kind = ".ods" if mimetype == MIMETYPE.encode() else ".xlsx" if "xl/workbook.xml" in names else ""
    if not kind:
        unknown = f"no spreadsheet; expected {', '.join(WRITERS)}"
        what = next((what for part, what in _OTHER_ZIPS.items() if part in names), unknown)
        return "", f"the file is {what}"
    return kind, _too_large(names)


def _is_small(names: Mapping[str, int], name: str) -> bool:
    return names.get(name, MOST_BYTES) < MOST_BYTES


def _too_large(names: Mapping[str, int]) -> str:
    """The message about an archive that unpacks to more than is read. Rows are counted in larger parts."""
    sheets = {name: size for name, size in names.items() if name.startswith("xl/worksheets/")}
    others = sum(
        size for name, size in names.items() if name not in sheets and not name.startswith("xl/media/")
    )
    if others <= 2 * MOST_BYTES and sum(sheets.values()) <= _MOST_UNPACKED:
        return ""
    size = (others + sum(sheets.values())) / 1e6
    return f"the file unpacks to {size:,.0f} MB, too much for a table; copy the table into a new workbook"
