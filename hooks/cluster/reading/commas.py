"""Texts without quotes that are cut at their comma: YAML takes the rest for a key without a value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from cluster.language import is_language
from cluster.problems import near
from cluster.reading.colons import unspaced
from cluster.reading.curly_quotes import unwrapped
from cluster.reading.yaml_tree import Node


class Cut(NamedTuple):
    """A text of a mapping such as `{sk: a, b, en: c}`."""

    line: int
    message: str
    rest: tuple[str, ...]
    """The keys that are parts of the text: `b`."""


def cut_texts(node: Node, known: Collection[str], *, are_languages: bool = False) -> Iterator[Cut]:
    """The texts of a mapping that are cut; `known` are the keys that it may have."""
    mapping = node.value if isinstance(node.value, dict) else {}
    rests: dict[str, list[str]] = {}
    head = ""
    for key, child in mapping.items():
        is_beside = bool(head) and node.key_lines[key] == node.key_lines[head]
        if is_beside and child.value is None and _is_rest(key, known, are_languages=are_languages):
            rests.setdefault(head, []).append(key)
        else:
            head = key
    for head, rest in rests.items():
        text = unwrapped(str(mapping[head].value or "") + "".join(f", {each}" for each in rest))
        mark = "'" if '"' in text else '"'
        message = f"put quotes around a text with a comma: '{head}: {mark}{text}{mark}'"
        yield Cut(node.key_lines[head], message, tuple(rest))


def _is_rest(key: str, known: Collection[str], *, are_languages: bool) -> bool:
    """Whether a key without a value is part of a text, and not a key that is still to get one."""
    if unspaced(key, known):
        return False
    if are_languages:
        return key not in known and not is_language(key)
    return key not in known and not near(key, known) and not re.fullmatch("[a-z_]*|[^a-zA-Z]*", key)
