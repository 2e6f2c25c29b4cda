"""Adds entries to a settings file of VS Code (JSON with comments), and leaves everything else as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Entries = Mapping[str, Any] | Sequence[str]
"""Entries of a mapping, or of a list."""

_STEP = "  "
_TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
_LAST_COMMA = re.compile(r'"(?:\\.|[^"\\\n])*"|,(?=\s*[}\]])')


class CannotMerge(ValueError):
    """The text is no settings file to which entries can be added."""


def with_entries(text: str, key: str, entries: Entries) -> str:
    """The text with those entries under a key that it lacks; itself if it has all. What is there stays,
    also if it has another value."""
    plain = _plain(text)
    settings = _value(plain)
    if not isinstance(settings, dict):
        raise CannotMerge
    if key not in settings:
        line = f"{json.dumps(key)}: {_indented(entries)}"
        return _inserted(text, plain.index("{"), [line], _STEP, is_last=not settings)
    present = settings[key]
    if not isinstance(present, dict if isinstance(entries, Mapping) else list):
        raise CannotMerge
    lines = [*_lines({name: each for name, each in _pairs(entries) if name not in present}, entries)]
    start = _start_of(plain, key)
    return _inserted(text, start, lines, _STEP * 2, is_last=not present) if lines else text


def _plain(text: str) -> str:
    """The text without comments and last commas, with blanks in their place: all positions stay."""
    without = _TOKEN.sub(lambda found: found[0] if found[0][0] == '"' else _blank(found[0]), text)
    return _LAST_COMMA.sub(lambda found: found[0] if found[0] != "," else " ", without)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _value(plain: str) -> Any:
    try:
        return json.loads(plain)
    except ValueError:
        raise CannotMerge from None


def _pairs(entries: Entries) -> Iterator[tuple[str, Any]]:
    yield from entries.items() if isinstance(entries, Mapping) else ((each, each) for each in entries)


def _lines(missing: Mapping[str, Any], entries: Entries) -> Iterator[str]:
    for name, value in missing.items():
        is_pair = isinstance(entries, Mapping)
        yield f"{json.dumps(name)}: {json.dumps(value)}" if is_pair else json.dumps(name)


def _indented(entries: Entries) -> str:
    """The entries, one a line, within the settings."""
    opening, closing = "{}" if isinstance(entries, Mapping) else "[]"
    inner = f",\n{_STEP * 2}".join(_lines(dict(_pairs(entries)), entries))
    return f"{opening}\n{_STEP * 2}{inner}\n{_STEP}{closing}"


def _inserted(text: str, start: int, lines: list[str], indent: str, *, is_last: bool) -> str:
    """With lines behind the bracket at `start`."""
    added = f"\n{indent}" + f",\n{indent}".join(lines) + ("" if is_last else ",")
    rest = text[start + 1 :]
    if not rest.lstrip(" \t\r").startswith("\n"):
        added, rest = f"{added}\n{indent[: -len(_STEP)]}", rest.lstrip()
    return text[: start + 1] + (added.replace("\n", "\r\n") if "\r\n" in text else added) + rest


def _start_of(plain: str, key: str) -> int:
    """The position of the bracket that opens the value of a key of the settings."""
    decoder, at = json.JSONDecoder(), plain.index("{") + 1
    found = -1
    while (at := plain.find('"', at)) >= 0:  # the next key of the settings: their values are skipped
        name, at = decoder.raw_decode(plain, at)
        at += len(plain[at:]) - len(plain[at:].lstrip(" \t\r\n:"))
        if name == key:
            found = at  # the last one counts, as for the editor
        at = decoder.raw_decode(plain, at)[1]
    return found
