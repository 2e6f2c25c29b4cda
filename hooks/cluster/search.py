"""What the search finds: the texts of a page by its headings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import lxml.html
from markupsafe import escape

from .pages import Page

_INLINE = {"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"}
"""Elements that do not part words."""

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def entries_of(page: Page, body: str) -> str:
    """The page's part of the index: JSON objects with commas between them, never empty.

    Elements with `data-search-exclude` are left out; a heading with an id begins an entry of its own.
    """
    root = lxml.html.fragment_fromstring(body, create_parent="div")
    for element in root.xpath(".//*[@data-search-exclude]"):
        element.drop_tree()
    sections: list[tuple[str, list[str], list[str]]] = [("", [str(escape(page.title.text))], [])]
    _gather(root, sections, sections[0][2])
    found = [
        {"location": page.address + place, "title": _joined(title), "text": _joined(text)}
        for place, title, text in sections
    ]
    return ",".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found)


def _gather(element: Any, sections: list[tuple[str, list[str], list[str]]], into: list[str]) -> list[str]:
    """Adds the texts of an element to the sections; returns the list to which what follows it belongs."""
    parts = element.tag not in _INLINE
    if parts:
        into.append(" ")
    after = into
    if element.tag in _HEADINGS and element.get("id"):
        sections.append((f"#{element.get('id')}", [], []))
        into, after = sections[-1][1:]
    if element.text:
        into.append(str(escape(element.text)))
    inner = into
    for child in element:
        inner = _gather(child, sections, inner)
        if child.tail:
            inner.append(str(escape(child.tail)))
    if after is into:
        after = inner
    if parts:
        after.append(" ")
    return after


def _joined(texts: Iterable[str]) -> str:
    return " ".join("".join(texts).split())


def index_of(entries: Iterable[str], settings: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of an index, as JSON: of all pages' entries, with the search plugin's settings."""
    config = json.dumps(dict(settings), ensure_ascii=False, separators=(",", ":"))
    yield f'{{"config":{config},"docs":['
    yield ",".join(entries)
    yield "]}"
