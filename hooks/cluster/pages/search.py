"""What the search finds: the texts of a page by its headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from markupsafe import escape

from cluster.pages.page import Page

# The bodies are made by our templates and by Python-Markdown: whole elements, every < and > of a text
# escaped, so that tags can be told by a pattern.
_LEFT_OUT = re.compile(r"<(\w+) data-search-exclude[^>]*>")
_HEADING = re.compile(r'<h([1-6])[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|abbr|b|code|em|i|small|span|strong|sub|sup|time)(?: [^>]*)?>")
"""Elements that do not part words."""
_TAG = re.compile(r"<[^>]+>")

BOOST = 2.5
"""How much more the cluster's own pages count than those of single events and news of the same words."""

_DATED = ("events/", "news/", "newsletter/")
"""Addresses above those."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entries_of(page: Page, body: str) -> str:
    """The page's part of the index: JSON objects with commas between them, never empty.

    Elements with `data-search-exclude` are left out; a heading with an id begins an entry of its own.
    """
    parts = _HEADING.split(_without_what_is_left_out(body))
    whole: dict[str, object] = {
        "location": page.address,
        "title": str(escape(page.title.text)),
        "text": _text(parts[0]),
    }
    if not page.above or page.above[0] not in _DATED:
        whole["boost"] = BOOST
    found = [whole]
    for id, title, text in zip(parts[2::4], parts[3::4], parts[4::4], strict=True):
        found.append({"location": f"{page.address}#{id}", "title": _text(title), "text": _text(text)})
    return ",".join(map(_json, found))


def _without_what_is_left_out(body: str) -> str:
    kept, place = [], 0
    for start in _LEFT_OUT.finditer(body):
        if start.start() >= place:
            kept.append(body[place : start.start()])
            place = _end_of(start[1], body, start.end())
    return "".join([*kept, body[place:]])


def _end_of(tag: str, body: str, place: int) -> int:
    """Where an element ends whose content begins at `place`."""
    open_ones = 1
    for other in re.compile(rf"<(/?){tag}\b").finditer(body, place):
        open_ones += -1 if other[1] else 1
        if not open_ones:
            return body.index(">", other.end()) + 1
    return len(body)


def _text(html: str) -> str:
    """The text of some HTML, still escaped, in one line."""
    return " ".join(_TAG.sub(" ", _INLINE.sub("", html)).split())


def index_of(entries: Iterable[str], settings: Mapping[str, Any]) -> Iterator[str]:
    """The pieces of an index, as JSON: of all pages' entries, with the search plugin's settings."""
    yield f'{{"config":{_json(dict(settings))},"docs":['
    yield ",".join(entries)
    yield "]}"
