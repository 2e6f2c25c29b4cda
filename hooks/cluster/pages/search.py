"""The search index: the text of each page, split at its headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape, unescape
from itertools import zip_longest
from typing import Any

from cluster.links import quoted_id
from cluster.pages.page import Page

# Patterns are enough here, and much faster than a parser: the HTML comes from our templates and from
# Python-Markdown, so it is well-formed, and every < and > in a text is escaped.
_EXCLUDED = re.compile(r' (?:data-search-exclude|class="(?:button|more)\b|type="button")[^<>]*>')
"""In the start of an element that is not content: marked as such, a button, a link to more."""
_HEADING = re.compile(r'<h([1-6])[^>]*? id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_FIELDS = re.compile(r"<(pre|code)\b.*?</\1>|</span>\s*<span\b", re.DOTALL)
"""Code, and the border between two fields in a line: our templates put each into a <span>, Markdown none."""
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)"
    r"(?: [^>]*)?/?>"
)
"""Inline elements: removing them must not separate words."""
_TERM = re.compile(r"</dt>(?<!:</dt>)(?=(?:\s*<(?!/)[^>]*>)+\s*[^\s<])")
"""The end of a term that has an explanation."""
_TAG = re.compile(r"<[^>]+>")
_ENDED = tuple(".!?…:;,–")
"""A block that ends in one of these needs no `·` before the next."""
_SIGN = re.compile(r"[\d\s]+|\w")
"""A block that belongs to the next: a number with its label below, the letter of an entry."""
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens and joiners, which nobody types into a search."""

BOOST = 2.5
"""The weight of the cluster's own pages in results, relative to single events and news."""

_DATED = ("events/", "news/", "newsletter/")
"""The parents of pages about something with a date, which get no boost."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entries_of(page: Page, body: str) -> str:
    """The entries of a page in the index: JSON objects separated by commas, at least one.

    Each heading with an id starts an entry of its own. Elements with `data-search-exclude` are skipped.
    """
    parts = _HEADING.split(_without_excluded(body))
    whole: dict[str, object] = {
        "location": page.address,
        "title": _clean(page.stated_title),
        "text": _text(parts[0]),
    }
    if not page.above or page.above[0] not in _DATED:
        whole["boost"] = BOOST
    entries = [whole]
    for id, title, text in zip(parts[2::4], parts[3::4], parts[4::4], strict=True):
        location = f"{page.address}#{quoted_id(unescape(id))}"
        entries.append({"location": location, "title": _text(title), "text": _text(text)})
    return ",".join(map(_json, entries))


def _without_excluded(body: str) -> str:
    kept, place = [], 0
    for found in _EXCLUDED.finditer(body):
        start = body.rfind("<", 0, found.start())
        if start >= place:
            kept.append(body[place:start])
            tag = body[start + 1 : body.index(" ", start)]
            place = _end_of(tag, body, found.end())
    return "".join([*kept, body[place:]])


@cache
def _tags(tag: str) -> re.Pattern[str]:
    """The start and end tags of an element."""
    return re.compile(rf"<(/?){tag}\b")


def _end_of(tag: str, body: str, place: int) -> int:
    """The position after the end tag of the element whose content begins at `place`."""
    depth = 1
    for other in _tags(tag).finditer(body, place):
        depth += -1 if other[1] else 1
        if not depth:
            return body.index(">", other.end()) + 1
    return len(body)


def _text(html: str) -> str:
    """The text of some HTML in one line, with `·` between fields and blocks that do not end a sentence."""
    html = _INLINE.sub("", _FIELDS.sub(lambda found: found[0] if found[1] else "<div><span", html))
    blocks = [block for each in _TAG.split(_TERM.sub(":</dt>", html)) if (block := each.strip())]
    ends = [" " if _SIGN.fullmatch(block) or block.endswith(_ENDED) else " · " for block in blocks[:-1]]
    return _clean(unescape("".join(map("".join, zip_longest(blocks, ends, fillvalue="")))))


def _clean(text: str) -> str:
    """The text as the search's script reads it: HTML, with spaces and letters only as people type them."""
    for sign in _UNSEEN:
        text = text.replace(sign, "")
    return escape(" ".join(text.split()), quote=False)


def index_of(entries: Iterable[str], settings: Mapping[str, Any]) -> Iterator[str]:
    """The JSON of the index in pieces; `settings` are those of Material's search plugin."""
    yield f'{{"config":{_json(dict(settings))},"docs":['
    yield ",".join(entries)
    yield "]}"
