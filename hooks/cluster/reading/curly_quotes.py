"""Curly quotes around a value: word processors make them of straight ones, which alone are quotes in YAML."""

from __future__ import annotations

import re

_WRAPPED = re.compile(r"[“”„‟‘’‚‛«»][^“”„‟«»]+[“”„‟‘’‚‛«»]")


def told_of_quotes(text: str, where: str) -> str:
    """What is wrong with a value such as `“001”`; empty if no quotes are around it.

    In what a calendar said, they are part of a title.
    """
    if not _WRAPPED.fullmatch(text) or ": imported" in where:
        return ""
    return f"the curly quotes of '{text}' would be part of the value; write straight ones, or none"


_BEGUN = re.compile(r"^\s*(?:- +)*(?:[\w-]+: +)?([“”„‟‘‚‛«].*?[“”’»])\s*(?:#.*)?$")


def quoted_with_colon(line: str) -> str:
    """The text of a line such as `title: “Light: a day”`, which YAML takes for two keys; empty of others."""
    found = _BEGUN.match(line)
    return found[1] if found and ": " in found[1] else ""
