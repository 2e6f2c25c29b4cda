"""Values in words, and what differs between two of them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import singledispatch
from html import unescape
from typing import Any

from cluster.dates import Hours, When
from cluster.language import Text
from cluster.office.review.voice import LONGEST, Voice
from cluster.reading.fields import fields_of
from cluster.reading.scalars import Colour

_AROUND = 3
"""The words that are shown on each side of those that differ."""


@singledispatch
def said(value: Any, voice: Voice) -> str:
    """A value in words on one line, shortened if it is long: `13 October 2022`, `“Open day”`."""
    if not dataclasses.is_dataclass(value):
        return voice.short(str(value))
    cls: Any = type(value)
    found = (voice.named(cls, name, getattr(value, name)) for name in fields_of(cls))
    return voice.short(", ".join(said(each, voice) for each in found if each))


@said.register
def _(value: When, voice: Voice) -> str:
    return voice.when(value)


@said.register
def _(value: date, voice: Voice) -> str:
    return voice.day(value)


@said.register
def _(value: Hours, voice: Voice) -> str:
    return f"{value.opens:%H:%M}" + (f"–{value.closes:%H:%M}" if value.closes else "")


@said.register
def _(value: Text, voice: Voice) -> str:
    return voice.quoted(value.original)


@said.register
def _(value: bool, voice: Voice) -> str:
    return voice.phrase("yes") if value else voice.phrase("no")


@said.register
def _(value: Colour, voice: Voice) -> str:
    return " / ".join(map(voice.code, filter(None, value)))


@said.register
def _(value: tuple, voice: Voice) -> str:  # type: ignore[type-arg]
    return voice.short(", ".join(said(each, voice) for each in value))


@singledispatch
def differences(was: Any, now: Any, label: str, voice: Voice) -> Iterator[str]:
    """What differs between two values of a field, a line for each thing."""
    if dataclasses.is_dataclass(was) and dataclasses.is_dataclass(now):
        yield from of_fields(was, now, voice, f"{label}{voice.colon}")
    else:
        old, new = (said(each, voice) if each else "" for each in (was, now))
        yield f"{label}{voice.colon}{_change(old, new, voice)}"


def _change(was: str, now: str, voice: Voice) -> str:
    """`old → new`, of which one may be empty."""
    if was and now:
        return f"{was} → {now}"
    return voice.phrase("{text} (new)", text=now) if now else voice.phrase("deleted, it was {text}", text=was)


@differences.register(Colour)
@differences.register(When)
def _(was: Any, now: Any, label: str, voice: Voice) -> Iterator[str]:
    yield f"{label}{voice.colon}{_change(said(was, voice), said(now, voice) if now else '', voice)}"


@differences.register
def _(was: bool, now: Any, label: str, voice: Voice) -> Iterator[str]:
    yield f"{label}{voice.colon}{said(was, voice)} → {said(bool(now), voice)}"


@differences.register
def _(was: Text, now: Any, label: str, voice: Voice) -> Iterator[str]:
    old, new = dict(was.versions), dict(now.versions if now else ())
    for language in dict.fromkeys((*old, *new)):
        if old.get(language) != new.get(language):
            own = f"{label} ({language})"
            yield f"{own}{voice.colon}{of_words(old.get(language, ''), new.get(language, ''), voice)}"


@differences.register
def _(was: tuple, now: Any, label: str, voice: Voice) -> Iterator[str]:  # type: ignore[type-arg]
    if now and len(was) == len(now) and all(map(dataclasses.is_dataclass, now)):
        for number, (old, new) in enumerate(zip(was, now, strict=True), 1):
            if old != new:
                yield from differences(old, new, f"{label} {number}", voice)
        return
    added = [said(each, voice) for each in now or () if each not in was]
    gone = [said(each, voice) for each in was if each not in (now or ())]
    if added:
        yield f"{label}{voice.colon}{_change('', ', '.join(added), voice)}"
    if gone:
        yield f"{label}{voice.colon}{_change(', '.join(gone), '', voice)}"
    if not added and not gone:
        yield f"{label}{voice.colon}{voice.phrase('in another order')}"


def of_fields(
    was: Any, now: Any, voice: Voice, before: str = "", *, but: Collection[str] = ()
) -> Iterator[str]:
    """What differs between the fields of two items of a class that an editor may write."""
    cls: Any = type(now)
    for name in fields_of(cls):
        old, new = (voice.named(cls, name, getattr(each, name)) for each in (was, now))
        if old != new and name not in but:
            yield from differences(old, new, f"{before}{voice.fields.label(cls, name)}", voice)


def of_bodies(
    was: tuple[tuple[str, str], ...], now: tuple[tuple[str, str], ...], voice: Voice
) -> Iterator[str]:
    """What differs between the texts below the heads of two versions of a document, given as HTML."""
    old, new = dict(was), dict(now)
    for language in dict.fromkeys((*old, *new)):
        one, other = (_plain(each.get(language, "")) for each in (old, new))
        if old.get(language) != new.get(language):
            same = voice.phrase("its links, pictures or marks have changed")
            label = voice.phrase("Text ({language})", language=language)
            yield f"{label}{voice.colon}{of_words(one, other, voice) if one != other else same}"


_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|mark|q|small|span|strong|su[bp])\b[^>]*>")


def _plain(html: str) -> str:
    """The words of HTML on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", _INLINE.sub("", html))).split())


def of_words(was: str, now: str, voice: Voice) -> str:
    """`“… on the 13th of …” → “… on the 20th of …”`: the words that differ, and some around them."""
    if not now or not was or len(was) + len(now) <= LONGEST:
        first, second = (voice.quoted(each) if each else "" for each in (was, now))
        return _change(first, second, voice)
    old, new = was.split(), now.split()
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    return " → ".join(voice.quoted(_part(words, start, end)) for words in (old, new))


def _shared(one: list[str], other: list[str]) -> int:
    """How many words two lists begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _part(words: list[str], start: int, end: int) -> str:
    """The words but for those at both ends, of which only some are shown."""
    first, last = max(0, start - _AROUND), min(len(words), len(words) - end + _AROUND)
    return f"{'… ' if first else ''}{' '.join(words[first:last])}{' …' if last < len(words) else ''}"
