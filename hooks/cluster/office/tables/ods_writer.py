"""Writes an OpenDocument spreadsheet (ODS)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from lxml import etree
from lxml.builder import ElementMaker

from cluster.office.tables.columns import Column
from cluster.office.tables.ods import NAMES, name
from cluster.office.tables.sheets import escaped

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"

EMPTY_ROWS = 500
"""Rows below the table in which people may go on."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_ALL = NAMES | {
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "number": f"{_OASIS}datastyle:1.0",
    "config": f"{_OASIS}config:1.0",
    "ooo": "http://openoffice.org/2004/office",
}
_VERSION = {name("office", "version"): "1.3"}

_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""

# every cell is a text ("@"), so that typing 00006947 keeps the zeros
_STYLES = f"""<office:automatic-styles {" ".join(f'xmlns:{key}="{value}"' for key, value in _ALL.items())}>
<number:text-style style:name="N1"><number:text-content/></number:text-style>
<style:style style:name="wide" style:family="table-column">
  <style:table-column-properties style:column-width="7cm"/>
</style:style>
<style:style style:name="narrow" style:family="table-column">
  <style:table-column-properties style:column-width="4cm"/>
</style:style>
<style:style style:name="text" style:family="table-cell" style:data-style-name="N1">
  <style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>
</style:style>
<style:style style:name="head" style:family="table-cell" style:data-style-name="N1">
  <style:text-properties fo:font-weight="bold"/>
</style:style>
</office:automatic-styles>"""

_FROZEN = {
    "VerticalSplitMode": "2",
    "VerticalSplitPosition": "1",
    "PositionBottom": "1",
    "ActiveSplitRange": "2",
}
"""The first row stays in view."""


def write_ods(title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> bytes:
    """A document with one sheet: all cells are texts, the first row stays in view."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIMETYPE, ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _xml(_content(title, columns, rows)))
        archive.writestr("settings.xml", _xml(_settings(title)))
    return out.getvalue()


def _maker(prefix: str) -> ElementMaker:
    return ElementMaker(namespace=_ALL[prefix], nsmap=_ALL)


_OFFICE, _TABLE, _TEXT, _CONFIG = map(_maker, ("office", "table", "text", "config"))


def _xml(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _content(title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Any:
    widths = [
        _TABLE(
            "table-column",
            {
                name("table", "style-name"): "wide" if each.language else "narrow",
                name("table", "default-cell-style-name"): "text",
            },
        )
        for each in columns
    ]
    lines = [_row([each.name for each in columns], "head"), *(_row(each, "text") for each in rows)]
    table = _TABLE("table", {name("table", "name"): title}, *widths, *lines, _empty_rows(len(columns)))
    body = _OFFICE("body", _OFFICE("spreadsheet", table))
    return _OFFICE("document-content", _VERSION, etree.fromstring(_STYLES), body)


def _row(texts: Sequence[str], style: str) -> Any:
    return _TABLE("table-row", *(_cell(escaped(each, is_plain=False), style) for each in texts))


def _empty_rows(width: int) -> Any:
    """Rows to come, so that what is typed into them is a text as well."""
    cells = {name("table", "style-name"): "text", name("table", "number-columns-repeated"): str(width)}
    return _TABLE(
        "table-row", {name("table", "number-rows-repeated"): str(EMPTY_ROWS)}, _TABLE("table-cell", cells)
    )


def _cell(text: str, style: str) -> Any:
    kind = {name("office", "value-type"): "string"} if text else {}
    lines = [_paragraph(each) for each in text.split("\n")] if text else []
    return _TABLE("table-cell", {name("table", "style-name"): style, **kind}, *lines)


def _paragraph(line: str) -> Any:
    """A line; of several blanks only the first would be read, and none at its beginning."""
    parts = [
        _TEXT("s", {name("text", "c"): str(len(each))}) if each.isspace() and each != "\t" else each
        for each in re.split(r"(^ +| {2,}| +$|\t)", line)
        if each
    ]
    return _TEXT("p", *(_TEXT("tab") if isinstance(each, str) and each == "\t" else each for each in parts))


def _settings(title: str) -> Any:
    def attributes(**own: str) -> dict[str, str]:
        return {f"{{{_ALL['config']}}}{key}": value for key, value in own.items()}

    items = [
        _CONFIG(
            "config-item",
            attributes(name=key, type="short" if "Mode" in key or "Active" in key else "int"),
            value,
        )
        for key, value in _FROZEN.items()
    ]
    sheet = _CONFIG("config-item-map-entry", attributes(name=title), *items)
    view = _CONFIG(
        "config-item-map-entry", _CONFIG("config-item-map-named", attributes(name="Tables"), sheet)
    )
    views = _CONFIG("config-item-map-indexed", attributes(name="Views"), view)
    settings = _CONFIG("config-item-set", {f"{{{_ALL['config']}}}name": "ooo:view-settings"}, views)
    return _OFFICE("document-settings", _VERSION, _OFFICE("settings", settings))
