"""YAML text as a tree of lines: every value is text until a field says what it is.

No YAML 1.1 surprises (`NO`, `10:30` and `1.10` stay text), no duplicate keys, no aliases, no tags,
limited size and depth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from cluster.problems import Place, Problem

MOST_BYTES = 5_000_000
DEEPEST = 20

_TOO_DEEP = f"this is nested more than {DEEPEST} levels deep"

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value of the file and the line on which it starts."""

    line: int
    value: str | list[Node] | dict[str, Node] | None = None
    key_lines: dict[str, int] = field(default_factory=dict)
    """Of a mapping: the line of each key."""

    @property
    def kind(self) -> str:
        """In the words of an editor."""
        kinds: dict[Any, str] = {str: "a text", list: "a list", dict: "a mapping (key: value)"}
        return kinds.get(type(self.value), "nothing")


def decode(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    """The text of a file, and what is wrong with its bytes and characters."""
    if len(raw) > MOST_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB long; at most {MOST_BYTES // 1_000_000} MB can be read"
        return "", [Problem(Place(file, 1), f"the file is {size}")]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return "", [Problem(Place(file, line), "this is not UTF-8; save the file with the encoding UTF-8")]
    if not text.strip():
        return "", [Problem(Place(file, 1), "the file is empty")]
    odd = ((line, forbidden_character(said)) for line, said in enumerate(text.split("\n"), 1))
    return text, [Problem(Place(file, line), invisible(character)) for line, character in odd if character]


def forbidden_character(text: str) -> str | None:
    """The first character that no output may hold: control characters, what XML 1.0 (section 2.2)
    excludes, and marks that turn the direction of the text around them."""
    found = _FORBIDDEN.search(text)
    return found[0] if found else None


_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def invisible(character: str) -> str:
    """What an editor is told of such a character."""
    return f"an invisible character (U+{ord(character):04X}) stands in the text; delete it"


def read_tree(text: str, *, file: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text; None if it cannot be parsed.

    `first_line` is the line of the file on which the text starts (front matter starts on the second).
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
    except yaml.reader.ReaderError:  # a character that YAML forbids, and so do we
        odd = ((line, forbidden_character(said)) for line, said in enumerate(text.split("\n"), first_line))
        return None, [Problem(Place(file, line), invisible(each)) for line, each in odd if each]
    return builder.root, builder.problems


def _explain(error: yaml.MarkedYAMLError, text: str, index: int) -> str:
    lines = text.split("\n")
    line = lines[index] if 0 <= index < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return "a tab stands here; indent with spaces"
    said = error.problem or error.context or "it cannot be read"
    if "nesting depth" in said:
        return _TOO_DEEP
    cures = {
        "mapping values are not allowed": "; a text with a colon and a space needs quotes around it",
        "expected ',' or '}'": "; a text with a comma or a colon needs quotes around it",
        "could not find expected ':'": "; a key needs a colon and a space after it",
        "quoted scalar": "; a quote is opened but not closed",
    }
    cure = next((cure for sign, cure in cures.items() if sign in f"{error.context} {said}"), "")
    return f"this is not valid YAML: {said}{cure}"


class _Unreadable(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds the tree from the parser's events without recursion."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        self.keys: list[tuple[str, int] | None] = []

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1 + self.offset
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"references (*{event.anchor}) are not read here; write the value out")
            self.add(Node(line, f"*{event.anchor}"))
        elif isinstance(event, yaml.ScalarEvent):
            self.check_tag(event, line)
            self.add(Node(line, _scalar(event)), is_key_text=event.value)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self.check_tag(event, line)
            self.begin(Node(line, [] if isinstance(event, yaml.SequenceStartEvent) else {}))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self.open.pop()
            self.keys.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self.stop(line, "a second document starts here (---); one file holds one")

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), message))

    def stop(self, line: int, message: str) -> _Unreadable:
        return _Unreadable(Problem(Place(self.file, line), message))

    def check_tag(self, event: Any, line: int) -> None:
        if event.tag and event.tag != "!":
            self.refuse(line, f"tags ({event.tag}) are not read here; write the plain value")

    def begin(self, node: Node) -> None:
        if len(self.open) >= DEEPEST:
            raise self.stop(node.line, _TOO_DEEP)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)

    def add(self, node: Node, is_key_text: str | None = None) -> None:
        if not self.open:
            self.root = self.root or node
            return
        parent = self.open[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            self.add_to_mapping(parent, parent.value, node, is_key_text)

    def add_to_mapping(self, parent: Node, mapping: dict[str, Node], node: Node, text: str | None) -> None:
        pending = self.keys[-1]
        if pending is None:
            if text is None:
                self.refuse(node.line, "a key must be a plain word")
            self.keys[-1] = (text or "", node.line)
            return
        key, line = pending
        self.keys[-1] = None
        if key in mapping:
            first = parent.key_lines[key]
            self.refuse(
                line, f"'{key}' stands here a second time (first on line {first}); delete one of them"
            )
            return
        mapping[key] = node
        parent.key_lines[key] = line


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if event.style is None and event.value in ("", "~", "null"):
        return None
    return str(event.value)
