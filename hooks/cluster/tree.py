"""YAML text as a tree of lines: every value is text until a field says what it is.

No YAML 1.1 surprises (`NO`, `10:30` and `1.10` stay text), no duplicate keys, no aliases, no tags,
limited size and depth.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Place, Problem

MOST_BYTES = 5_000_000
DEEPEST = 20

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A value of the file and the line on which it starts."""

    line: int
    value: str | None | list[Node] | dict[str, Node] = None
    key_lines: dict[str, int] = field(default_factory=dict)
    """Of a mapping: the line of each key."""

    @property
    def kind(self) -> str:
        """In the words of an editor."""
        kinds = {str: "a text", list: "a list", dict: "a mapping (key: value)"}
        return kinds.get(type(self.value), "nothing")


def decode(raw: bytes, file: str) -> str | Problem:
    """The text of a file, or what is wrong with its bytes."""
    if len(raw) > MOST_BYTES:
        size = f"{len(raw) / 1e6:.0f} MB long; at most {MOST_BYTES // 1_000_000} MB can be read"
        return Problem(Place(file, 1), f"the file is {size}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Problem(Place(file, line), "this is not UTF-8; save the file with the encoding UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + first_line
        code = ord(error.character) if isinstance(error.character, str) else int(error.character)
        return None, [Problem(Place(file, line), f"an invisible control character (U+{code:04X}); delete it")]
    except _TooDeep as error:
        return None, [*builder.problems, error.problem]
    return builder.root, builder.problems


def _explain(error: yaml.MarkedYAMLError, text: str, index: int) -> str:
    lines = text.split("\n")
    line = lines[index] if 0 <= index < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or "'\\t'" in str(error.problem):
        return "a tab stands here; indent with spaces"
    said = error.problem or error.context or "it cannot be read"
    if "mapping values are not allowed" in said:
        said = "a colon with a space stands in a text; put the text in quotes, or begin it with >- on a line of its own"
    return f"this is not valid YAML: {said}"


class _TooDeep(Exception):
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

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 + self.offset
        if isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"references (*{event.anchor}) are not read here; write the value out")
            self.add(Node(line))
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
            self.refuse(line, "a second document starts here (---); one file holds one")

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), message))

    def check_tag(self, event: Any, line: int) -> None:
        if event.tag and event.tag != "!":
            self.refuse(line, f"tags ({event.tag}) are not read here; write the plain value")

    def begin(self, node: Node) -> None:
        if len(self.open) >= DEEPEST:
            message = f"this is nested more than {DEEPEST} levels deep"
            raise _TooDeep(Problem(Place(self.file, node.line), message))
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
            self.refuse(line, f"'{key}' stands here a second time (first on line {first}); delete one of them")
            return
        mapping[key] = node
        parent.key_lines[key] = line


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if event.style is None and event.value in ("", "~", "null"):
        return None
    return str(event.value)
