"""Parses YAML into a tree of nodes with line numbers, in which every scalar is still a text.

The types of `schema` decide how a scalar is read, so YAML 1.1's implicit types (`NO`, `10:30`, `1.10`) do not
apply. Duplicate keys, aliases and tags are refused; size and depth are limited, against hostile files.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from cluster.links import same_name
from cluster.problems import Place, Problem
from cluster.reading.conflicts import conflicts
from cluster.reading.lost_colours import LostColours
from cluster.reading.repeated_keys import Repeated, messages_about
from cluster.reading.yaml_errors import TOO_DEEP, explained, odd_space

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
    comment: str = ""
    """The comment after a text without quotes, with the blanks before it: ` #5 of blades`."""

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
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or raw[:4].count(0) >= 2:
        return "", [Problem(Place(file, 1), "the file is in UTF-16; save it with UTF-8 encoding")]
    try:
        # equal names of files in one form, see `same_name`
        text = same_name(raw.decode("utf-8-sig")).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        seen = raw[raw.rfind(b"\n", 0, error.start) + 1 :].partition(b"\n")[0]
        read = _in_windows(seen.strip())
        message = f"not valid UTF-8{read}; save the file with UTF-8 encoding"
        return "", [Problem(Place(file, line), message)]
    if not text.strip():
        return "", [Problem(Place(file, 1), "the file is empty")]
    return text, _forbidden_characters(text, file, 1)


def _in_windows(line: bytes) -> str:
    """` (in older encodings of Windows it reads 'příklad' or 'pøíklad')`: Central and Western."""
    read = dict.fromkeys(line.decode(page, "replace")[:40] for page in ("cp1250", "cp1252"))
    texts = [f"'{each}'" for each in read if "\ufffd" not in each]
    return f" (in older encodings of Windows it reads {' or '.join(texts)})" if texts else ""


def _forbidden_characters(text: str, file: str, first_line: int) -> list[Problem]:
    """A problem for the first forbidden character of each line."""
    if not forbidden_character(text):
        return []
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
    if found := conflicts(text, file=file, first_line=first_line):
        return None, found
    builder = _Builder(file, first_line - 1, text)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        if builder.has_odd_space:  # which is the cause
            return None, builder.problems
        index, message = explained(error, text)
        message = _TOO_DEEP if message == TOO_DEEP else message
        return None, [*builder.problems, Problem(Place(file, index + first_line), message)]
    except _Unreadable as error:
        return None, [*builder.problems, error.problem]
    except yaml.reader.ReaderError:  # a character that YAML forbids; our set includes all of them
        return None, _forbidden_characters(text, file, first_line)
    for index, message in builder.colours.messages():
        builder.refuse(index + first_line, message)
    return builder.root, builder.problems


class _Unreadable(Exception):
    """Parsing cannot go on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds the tree from parser events; not recursive, so deep input cannot exhaust Python's stack."""

    def __init__(self, file: str, offset: int, text: str) -> None:
        self.file, self.offset, self.text = file, offset, text
        self.lines = text.split("\n") if "#" in text else []
        """Its lines, only where there may be comments."""
        self.colours = LostColours(text)
        self.root: Node | None = None
        self.has_odd_space = False
        self.problems: list[Problem] = []
        self.open: list[Node] = []
        """The collections being read, outermost first."""
        self.keys: list[tuple[str, int] | None] = []
        """For each of `open`: the key (and its line) that waits for a value; None between entries."""
        self.repeated: list[list[Repeated]] = []
        """For each of `open`: the keys that it has more than once."""

    def take(self, event: Any) -> None:
        """Handle one parser event."""
        line = event.start_mark.line + 1 + self.offset
        if isinstance(event, yaml.ScalarEvent):  # most are
            self.check_tag(event, line)
            self.check_comment(event, line)
            self.colours.keep(event)
            if "- " in event.value[:3] and _is_plain(event) and (blank := odd_space(event.value[:1])):
                self.has_odd_space = True
                self.refuse(line, f"found {blank} in the indentation; write plain spaces")
            self.add(Node(line, _scalar(event), comment=self.comment(event)), key_text=event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.check_tag(event, line)
            self.begin(Node(line, [] if isinstance(event, yaml.SequenceStartEvent) else {}))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end()
        elif isinstance(event, yaml.AliasEvent):
            cure = "write the value out, and quotes around a text that starts with '*'"
            self.refuse(line, f"aliases (*{event.anchor}) are not supported; {cure}")
            self.add(Node(line, f"*{event.anchor}"))  # never resolved: aliases can grow exponentially
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            raise self.stop(line, "second document (---); a file may hold only one")

    def refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(Place(self.file, line), message))

    def stop(self, line: int, message: str) -> _Unreadable:
        return _Unreadable(Problem(Place(self.file, line), message))

    def comment(self, event: Any) -> str:
        """The comment after a plain scalar; `` if there is none."""
        if not _is_plain(event) or not self.lines:
            return ""
        rest = self.lines[event.end_mark.line][event.end_mark.column :]
        return rest if rest.lstrip().startswith("#") else ""

    def without_odd_space(self, key: str, line: int) -> str:
        """The key as it is meant. A no-break space looks like the indentation, but is part of the key."""
        if blank := odd_space(key):
            self.has_odd_space = True
            key = "".join(each for each in key if not odd_space(each)).strip(" -")
            self.refuse(line, f"found {blank} beside the key '{key}'; write plain spaces")
        return key

    def check_tag(self, event: Any, line: int) -> None:
        """Refuse what YAML takes for a sign of its own, and an editor may mean as the start of a text."""
        if event.tag and event.tag != "!":  # `!` is the non-specific tag of quoted scalars
            cure = "write the plain value, and quotes around a text that starts with '!'"
            self.refuse(line, f"tags ({event.tag}) are not supported; {cure}")
        elif event.tag == "!" and isinstance(event, yaml.ScalarEvent) and _is_plain(event):
            self.refuse(line, "put quotes around a text that starts with '!'")
        if event.anchor:
            cure = "put quotes around a text that starts with '&'"
            self.refuse(line, f"anchors (&{event.anchor}) are not supported; {cure}")

    def check_comment(self, event: yaml.ScalarEvent, line: int) -> None:
        if "<!--" in event.value:
            lines = self.text.split("\n")
            first = line - self.offset - 1
            index = next((n for n in range(first, len(lines)) if "<!--" in lines[n]), first)
            message = "a comment in <!-- --> would be published; write it after # on a line of its own"
            self.refuse(index + 1 + self.offset, message)

    def begin(self, node: Node) -> None:
        if len(self.open) >= DEEPEST:
            raise self.stop(node.line, _TOO_DEEP)
        self.add(node)
        self.open.append(node)
        self.keys.append(None)
        self.repeated.append([])

    def end(self) -> None:
        """Leave the innermost collection."""
        node, repeated = self.open.pop(), self.repeated.pop()
        self.keys.pop()
        if repeated:
            is_entry = bool(self.open) and isinstance(self.open[-1].value, list)
            for line, message in messages_about(
                repeated, start=next(iter(node.key_lines)), is_entry=is_entry
            ):
                self.refuse(line, message)

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
            else:
                text = self.without_odd_space(text, node.line)
            self.keys[-1] = (text or "", node.line)
            return
        key, line = pending
        self.keys[-1] = None
        if key in mapping:
            is_list = isinstance(mapping[key].value, list)
            self.repeated[-1].append(Repeated(key, line, parent.key_lines[key], is_list))
            return
        mapping[key] = node
        parent.key_lines[key] = line


def _is_plain(event: yaml.ScalarEvent) -> bool:
    """Whether a scalar has no quotes; the style is "" with libyaml, else None."""
    return not event.style


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if _is_plain(event) and event.value in ("", "~", "null", "Null", "NULL"):
        return None
    return str(event.value)


def lines_in(mapping: dict[str, Node], first: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """`Place.lines` of a mapping that starts on the line `first`."""
    for name, node in mapping.items():
        entries = node.value if isinstance(node.value, list) else ()
        lines = tuple(each.line for each in entries) or (node.line,)
        if set(lines) != {first}:
            yield name, lines if len(set(lines)) > 1 else lines[:1]
