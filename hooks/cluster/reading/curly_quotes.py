"""Curly quotes around a value: word processors make them of straight ones, which alone are quotes in YAML."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPEN, _CLOSED = "[“”„‟‘’‚‛«»]", "[“”„‟‘’‚‛»«]"
_INNER = "[^“”„‟«»]+"
_WRAPPED = re.compile(f"{_OPEN}({_INNER}){_CLOSED}")


def unwrapped(text: str) -> str:
    """A text without the curly quotes around all of it."""
    found = _WRAPPED.fullmatch(text)
    return found[1].strip() if found else text


def told_of_quotes(text: str, where: str) -> str:
    """What is wrong with a value such as `“001”`; empty if no quotes are around it.

    In what a calendar said, they are part of a title.
    """
    if unwrapped(text) == text or ": imported" in where:
        return ""
    return f"the curly quotes of '{text}' would be part of the value; write straight ones, or none"


_WITH_COLON = re.compile(rf"(?:^|[:\[{{,]|- )\s*({_OPEN}(?=[^,{{}}]*: ){_INNER}{_CLOSED})\s*(?:$|[,}}\]#])")


def quoted_with_colon(line: str) -> str:
    """The text of a line such as `title: “Light: a day”`, which YAML takes for two keys; empty of others."""
    found = _WITH_COLON.search(line)
    return found[1] if found else ""


def told_of_cut(entries: Sequence[object]) -> str:
    """What to do about a text of a list that is cut at its comma; empty if there is none."""
    text = _cut_in([each for each in entries if isinstance(each, str)])
    return f"put quotes around a text with a comma: '\"{text}\"'" if text else ""


def _cut_in(entries: Sequence[str]) -> str:
    """The text of which entries are parts: `“a` and `b”` are `a, b`; empty if there is none."""
    for start, text in enumerate(entries):
        is_open = re.match(_OPEN, text) and not re.search(_CLOSED, text[1:])
        for end in range(start + 2, len(entries) + 1) if is_open else ():
            whole = ", ".join(entries[start:end])
            if unwrapped(whole) != whole:
                return unwrapped(whole)
    return ""
