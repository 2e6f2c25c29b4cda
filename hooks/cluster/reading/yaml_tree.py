"""Parses YAML into a tree of nodes with line numbers, in which every scalar is still a text.

The types of `schema` decide how a scalar is read, so YAML 1.1's implicit types (`NO`, `10:30`, `1.10`) do not
apply. Duplicate keys, aliases and tags are refused; size and depth are limited, against hostile files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from cluster.links import same_name
from cluster.problems import Place, Problem

MOST_BYTES = 5_000_000
DEEPEST = 20

_TOO_DEEP = f"nested more than {DEEPEST} levels deep"

# libyaml, where PyYAML was built with it, is many times faster
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A YAML value and the line on which it starts, 1-based."""

    line: int
    value: str | list[Node] | dict[str, Node] | None = None
    """None for an empty value, `~` and `null`."""
    key_lines: dict[str, int] = field(default_factory=dict)
    """The line of each key, if the value is a mapping."""

    @property
    def kind(self) -> str:
        """The type of the value, for messages."""
        kinds: dict[Any, str] = {str: "a text", list: "a list", dict: "a mapping (key: value)"}
        return kinds.get(type(self.value), "nothing")


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a file with `\\n` line ends, and problems of its size, encoding and characters."""
    if len(raw) > MOST_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB (limit: {MOST_BYTES // 1_000_000} MB)"
        return "", [Problem(Place(file, 1), f"the file is too large: {size}")]
    try:
        # equal names of files in one form, see `same_name`
        text = same_name(raw.decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", [Problem(Place(file, line), "not valid UTF-8; save the file with UTF-8 encoding")]
    if not text.strip():
        return "", [Problem(Place(file, 1), "the file is empty")]
    return text, _forbidden_characters(text, file, 1)


def _forbidden_characters(text: str, file: str, first_line: int) -> list[Problem]:
    """A problem for the first forbidden character of each line."""
    lines = ((number, forbidden_character(line)) for number, line in enumerate(text.split("\n"), first_line))
    return [Problem(Place(file, number), invisible(character)) for number, character in lines if character]


def forbidden_character(text: str) -> str | None:
    """The first character that no output may contain, if there is one.

    Those are control characters, what XML 1.0 (section 2.2) excludes and bidirectional overrides, which can
    make a text read differently from what it says. Tabs and newlines are allowed.
    """
    match = _FORBIDDEN.search(text)
    return match[0] if match else None


_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def invisible(character: str) -> str:
    """The message about a forbidden character."""
    return f"invisible character U+{ord(character):04X}; delete it"


def read_tree(text: str, *, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The root node and the problems found; no root if the text cannot be parsed or is empty.

    `first_line` is the line of the file on which the text starts (2 for front matter).
    """
    builder = _Builder(file, first_line - 1)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        return None, [*builder.problems, Problem(Place(file, line), _explain(error, text, line - first_line))]
    except _Unreadable as error:
        return None, [*builder.problems, error.problem]
    except yaml.reader.ReaderError:  # a character that YAML forbids; our set includes all of them
        return None, _forbidden_characters(text, file, first_line)
    return builder.root, builder.problems


def _explain(error: yaml.MarkedYAMLError, text: str, index: int) -> str:
    """A syntax error with a likely cure. `index` is the 0-based line of the text with the error."""
    lines = text.split("\n")
    line = lines[index] if 0 <= index < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return "found a tab; indent with spaces"
    problem = error.problem or error.context or "syntax error"
    if "nesting depth" in problem:  # libyaml's own limit, reached before ours on one line of brackets
        return _TOO_DEEP
    cures = {
        "mapping values are not allowed": "; put quotes around a text with a colon and a space",
        "expected ',' or '}'": "; put quotes around a text with a comma or a colon",
        "could not find expected ':'": "; write a colon and a space after a key",
        "quoted scalar": "; a closing quote is missing",
    }
    cure = next((cure for sign, cure in cures.items() if sign in f"{error.context} {problem}"), "")
    return f"invalid YAML: {problem}{cure}"


class _Unreadable(Exception):
    """Parsing cannot go on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds the tree from parser events; not recursive, so deep input cannot exhaust Python's stack."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        """The collections being read, outermost first."""
        self.keys: list[tuple[str, int] | None] = []
        """For each of `open`: the key (and its line) that waits for a value; None between entries."""

    def take(self, event: Any) -> None:
        """Handle one parser event."""
        line = event.start_mark.line + 1 + self.offset
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"aliases (*{event.anchor}) are not supported; write the value out")
            self.add(Node(line, f"*{event.anchor}"))  # never resolved: aliases can grow exponentially
        elif isinstance(event, yaml.ScalarEvent):
            self.check_tag(event, line)
            self.add(Node(line, _scalar(event)), key_text=event.value)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self.check_tag(event, line)
            self.begin(Node(line, [] if isinstance(event, yaml.SequenceStartEvent) else {}))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self.stop(line, "second document (---); a file may hold only one")

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), message))

    def stop(self, line: int, message: str) -> _Unreadable:
        return _Unreadable(Problem(Place(self.file, line), message))

    def check_tag(self, event: Any, line: int) -> None:
        if event.tag and event.tag != "!":  # `!` is the non-specific tag of quoted scalars
            self.refuse(line, f"tags ({event.tag}) are not supported; write the plain value")

    def begin(self, node: Node) -> None:
        if len(self.open) >= DEEPEST:
            raise self.stop(node.line, _TOO_DEEP)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)

    def add(self, node: Node, key_text: str | None = None) -> None:
        """Append to the innermost collection. `key_text` is the node's text in case it is a key."""
        if not self.open:
            self.root = self.root or node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            self.add_to_mapping(parent, parent.value, node, key_text)

    def add_to_mapping(self, parent: Node, mapping: dict[str, Node], node: Node, text: str | None) -> None:
        """The parser sends keys and values alternately: remember a key, then store its value."""
        pending = self.keys[-1]
        if pending is None:
            if text is None:
                self.refuse(node.line, "a key must be a plain text")
            self.keys[-1] = (text or "", node.line)
            return
        key, line = pending
        self.keys[-1] = None
        if key in mapping:
            first = parent.key_lines[key]
            self.refuse(line, f"duplicate key '{key}' (first used on line {first}); delete one of them")
            return
        mapping[key] = node
        parent.key_lines[key] = line


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if event.style is None and event.value in ("", "~", "null"):
        return None
    return str(event.value)
