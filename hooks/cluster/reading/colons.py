"""Colons of keys without the space after them: YAML takes the value for a part of the key, or both for a
text."""

from __future__ import annotations

import re
from collections.abc import Collection

from cluster.reading.yaml_tree import Node


def unspaced(key: str, known: Collection[str]) -> str:
    """The known key with which another one begins, such as `email` of `email:office@example.org`; `` if
    none."""
    head, _, rest = key.partition(":")
    return head.rstrip() if rest.strip() and head.rstrip() in known else ""


def unspaced_in(node: Node, known: Collection[str]) -> set[str]:
    """Those of the keys of a mapping."""
    return {unspaced(key, known) for key in node.key_lines} - {""}


def told_of_key(key: str, node: Node, known: Collection[str]) -> str:
    """`; write a space after the colon: 'fee: {price: 0}'` for the key `fee:{price` of a mapping; `` if it
    has one."""
    if not unspaced(key, known):
        return ""
    value = node.value[key].value if isinstance(node.value, dict) else None
    text = f": {value}" if isinstance(value, str) else ": …" if value else ""
    return f"; {spaced(f'{key}{text}')}"


_FIRST = re.compile(r"(.+?)\s+\w+:(?!//)\S.*", re.DOTALL)
"""A text of several such lines, which YAML joins: `name:Ada Novak role:Chair`."""


def told_of_text(text: object, known: Collection[str]) -> str:
    """The same for a text in place of a mapping."""
    if not isinstance(text, str) or not unspaced(text, known):
        return ""
    first = _FIRST.fullmatch(text)
    return f"; {spaced(first[1] if first else text)}"


def spaced(text: str) -> str:
    """What to do about a key and its value."""
    key, value = (each.strip() for each in text.split(":", 1))
    return f"write a space after the colon: '{key}: {value}'"
