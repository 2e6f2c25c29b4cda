"""Values in words, and what differs between two of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import singledispatch
from html import unescape
from textwrap import shorten
from typing import Any

from cluster.date_formats import format_long_day, format_when
from cluster.dates import Hours, When
from cluster.language import Text
from cluster.reading.descriptions import Descriptions
from cluster.reading.fields import fields_of

_LONGEST = 160
"""The longest value that is told in full, in characters."""

_AROUND = 3
"""The words that are shown on each side of those that differ."""


@singledispatch
def said(value: Any) -> str:
    """A value in words on one line, shortened if it is long: `13 October 2022`, `“Open day”`."""
    if not dataclasses.is_dataclass(value):
        return shorten(str(value), _LONGEST, placeholder=" …")
    cls: Any = type(value)
    found = (getattr(value, name) for name in fields_of(cls))
    return shorten(", ".join(said(each) for each in found if each), _LONGEST, placeholder=" …")


@said.register
def _(value: When) -> str:
    return format_when(value, language="en", season=value.season)


@said.register
def _(value: date) -> str:
    return format_long_day(value, language="en")


@said.register
def _(value: Hours) -> str:
    return f"{value.opens:%H:%M}" + (f"–{value.closes:%H:%M}" if value.closes else "")


@said.register
def _(value: Text) -> str:
    return quoted(value.original)


@said.register
def _(value: bool) -> str:
    return "yes" if value else "no"


@said.register
def _(value: tuple) -> str:  # type: ignore[type-arg]
    return shorten(", ".join(map(said, value)), _LONGEST, placeholder=" …")


def quoted(text: str) -> str:
    return f"“{shorten(text, _LONGEST, placeholder=' …')}”"


@singledispatch
def differences(was: Any, now: Any, label: str, descriptions: Descriptions) -> Iterator[str]:
    """What differs between two values of a field, a line for each thing."""
    if dataclasses.is_dataclass(was) and dataclasses.is_dataclass(now):
        yield from of_fields(was, now, descriptions, f"{label}: ")
    elif was and now:
        yield f"{label}: {said(was)} → {said(now)}"
    else:
        yield f"{label}: {said(now)} (new)" if now else f"{label}: deleted, it was {said(was)}"


@differences.register
def _(was: When, now: Any, label: str, descriptions: Descriptions) -> Iterator[str]:
    yield f"{label}: {said(was)} → {said(now) if now else 'deleted'}"


@differences.register
def _(was: bool, now: Any, label: str, descriptions: Descriptions) -> Iterator[str]:
    yield f"{label}: {said(was)} → {said(bool(now))}"


@differences.register
def _(was: Text, now: Any, label: str, descriptions: Descriptions) -> Iterator[str]:
    old, new = dict(was.versions), dict(now.versions if now else ())
    for language in dict.fromkeys((*old, *new)):
        if old.get(language) != new.get(language):
            own = f"{label} ({language})"
            yield f"{own}: {of_words(old.get(language, ''), new.get(language, ''))}"


@differences.register
def _(was: tuple, now: Any, label: str, descriptions: Descriptions) -> Iterator[str]:  # type: ignore[type-arg]
    if now and len(was) == len(now) and all(map(dataclasses.is_dataclass, now)):
        for number, (old, new) in enumerate(zip(was, now, strict=True), 1):
            if old != new:
                yield from differences(old, new, f"{label} {number}", descriptions)
        return
    added = [each for each in now or () if each not in was]
    gone = [each for each in was if each not in (now or ())]
    if added:
        yield f"{label}: {', '.join(map(said, added))} (new)"
    if gone:
        yield f"{label}: deleted, it was {', '.join(map(said, gone))}"
    if not added and not gone:
        yield f"{label}: in another order"


def of_fields(
    was: Any, now: Any, descriptions: Descriptions, before: str = "", *, but: Collection[str] = ()
) -> Iterator[str]:
    """What differs between the fields of two items of a class that an editor may write."""
    cls: Any = type(now)
    for name in fields_of(cls):
        old, new = getattr(was, name), getattr(now, name)
        if old != new and name not in but:
            label = descriptions.label(cls, name)
            yield from differences(old, new, f"{before}{label}", descriptions)


def of_bodies(was: tuple[tuple[str, str], ...], now: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """What differs between the texts below the heads of two versions of a document, given as HTML."""
    old, new = dict(was), dict(now)
    for language in dict.fromkeys((*old, *new)):
        one, other = (_plain(each.get(language, "")) for each in (old, new))
        if old.get(language) != new.get(language):
            same = "its links, pictures or marks have changed"
            yield f"Text ({language}): {of_words(one, other) if one != other else same}"


_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|q|small|span|strong|su[bp])\b[^>]*>")


def _plain(html: str) -> str:
    """The words of HTML on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", _INLINE.sub("", html))).split())


def of_words(was: str, now: str) -> str:
    """`“… on the 13th of …” → “… on the 20th of …”`: the words that differ, and some around them."""
    if not now or not was:
        return f"{quoted(now)} (new)" if now else f"deleted, it was {quoted(was)}"
    if len(was) + len(now) <= _LONGEST:
        return f"{quoted(was)} → {quoted(now)}"
    old, new = was.split(), now.split()
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return " → ".join(quoted(_part(words, start, end)) for words in (old, new))


def _shared(one: list[str], other: list[str]) -> int:
    """How many words two lists begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _part(words: list[str], start: int, end: int) -> str:
    """The words but for those at both ends, of which only some are shown."""
    first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"
