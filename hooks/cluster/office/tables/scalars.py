"""Writes single values as YAML."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from typing import Any
from unicodedata import category

import yaml

from cluster.reading.yaml_tree import Loader

WIDTH = 119
"""The longest line that is written; longer texts are folded (`>-`)."""

_NUMBER = re.compile(r"[-+]?[\d._]+(e[-+]?\d+)?", re.IGNORECASE)
"""What one program or another takes for a number: `00006947`."""

_TEXT = "tag:yaml.org,2002:str"


def one_line(text: str, *, quote: str = "", in_flow: bool = False, is_text: bool = False) -> str:
    """A value on one line: in the quotes that stood there, else plain if that means the same.

    Texts that other programs would take for a number or a date get quotes if `is_text`.
    """
    if (quote == "'" or (is_text and _NUMBER.fullmatch(text))) and _is_printable(text):
        return "'" + text.replace("'", "''") + "'"
    if not quote and _is_plain(text, in_flow=in_flow, is_text=is_text):
        return text
    # JSON is YAML, but for the characters that YAML takes for the end of a line
    return json.dumps(text, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _is_plain(text: str, *, in_flow: bool, is_text: bool) -> bool:
    """Whether a text without quotes is read as itself."""
    if not _is_printable(text):
        return False
    try:
        node: Any = yaml.compose(f"{{key: {text}}}" if in_flow else f"key: {text}", Loader=Loader)
    except yaml.YAMLError:
        return False
    found = node.value[0][1] if len(node.value) == 1 else None
    if not isinstance(found, yaml.ScalarNode) or found.value != text or found.style:
        return False
    return found.tag == _TEXT or (not is_text and text.lower() not in ("~", "null"))


def block(text: str, indent: int, old: Sequence[str] = ()) -> str:
    """A text on lines of its own below its key, as `>-`, or as `|-` if it has paragraphs.

    Of the lines `old`, those that the text still begins and ends with stay as they are, so that a changed
    word changes one line.
    """
    if "\n" in text:
        return _lines("|-", text.split("\n"), indent)
    before, text = _kept(text, old, at_end=False)
    after, text = _kept(text, old[len(before) :], at_end=True)
    middle = textwrap.wrap(text, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return _lines(">-", [*before, *middle, *after], indent)


def _kept(text: str, old: Sequence[str], *, at_end: bool) -> tuple[list[str], str]:
    """The lines at one end of `old` that a text has at that end, and the rest of it."""
    kept: list[str] = []
    for line in reversed(old) if at_end else old:
        if at_end and text.endswith(f" {line}"):
            text = text[: -len(line) - 1]
        elif not at_end and text.startswith(f"{line} "):
            text = text[len(line) + 1 :]
        else:
            break
        kept.append(line)
    return kept[::-1] if at_end else kept, text


def _lines(sign: str, lines: Sequence[str], indent: int) -> str:
    return "\n".join([sign, *(f"{' ' * indent}{line}" if line else "" for line in lines)])


def folds(text: str) -> bool:
    """Whether a text may be folded: it has paragraphs, or its words are one space apart."""
    return "\n" in text or (_is_printable(text) and "  " not in text)


def _is_printable(text: str) -> bool:
    """Whether a text is printable as it stands; other than for Python, all blanks but tabs are."""
    return "".join(" " if category(each) == "Zs" else each for each in text).isprintable()
