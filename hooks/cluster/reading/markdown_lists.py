"""Lists as in CommonMark 0.31, sections 5.2 and 5.3, which GitHub follows.

Python-Markdown's own need an empty line above a list and four spaces for a nested one, and number from 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown.blockprocessors import BlockProcessor
from markdown.util import nearing_recursion_limit

_MARKER = re.compile(r"( {0,3})([-+*]|(\d{1,9})[.)])(?: ( *)(.*)|$)")
_RULE = re.compile(r" {0,3}([-*_])(?: *\1){2,} *$")
_OTHER_BLOCK = re.compile(r" {0,3}(?:>|#{1,6}(?: |$)|\x02|\[\^[^]]+\]:|!!! )")
"""A line that ends a paragraph: a quotation, a heading, fenced code (a placeholder by now), …"""


class _Marker(NamedTuple):
    """The start of a list item."""

    sign: str
    """`-`, `+`, `*`, `.` or `)`: another sign begins another list."""
    number: int | None
    width: int
    """The column at which the item's content starts."""
    text: str
    """The rest of the line."""

    @property
    def may_interrupt(self) -> bool:
        """Whether it can stand directly below a paragraph: a line may begin with any number, or a dash."""
        return bool(self.text) and self.number in (None, 1)


def begins_block(line: str) -> bool:
    """Whether a line ends the paragraph or the table above it."""
    return bool(_OTHER_BLOCK.match(line) or _RULE.match(line) or _marker_of(line))


def _marker_of(line: str) -> _Marker | None:
    found = _MARKER.match(line)
    if not found or _RULE.match(line):
        return None
    before, sign, number, spaces, text = found.groups(default="")
    width = len(before) + len(sign) + 1
    if text and len(spaces) < 4:
        width += len(spaces)
        spaces = ""
    return _Marker(sign[-1], int(number) if number else None, width, spaces + text if text else "")


@dataclass(slots=True)
class _List:
    """A list while its lines are read."""

    first: _Marker
    marker: _Marker
    """The one of the last item."""
    items: list[list[str]] = field(default_factory=list)
    is_loose: bool = False
    """Whether an empty line separates its items."""

    def takes(self, line: str) -> bool:
        """Add a line if it belongs to the list."""
        last, marker = self.items[-1], _marker_of(line)
        if not line or line.startswith(" " * self.marker.width):
            if line and len(last) > 1 and not any(last):
                return False  # an item begins with one empty line at most
            last.append(line[self.marker.width :])
        elif marker and marker.sign == self.first.sign:
            self.is_loose = self.is_loose or self.has_empty_end
            self.marker = marker
            self.items.append([marker.text])
        elif self.has_open_paragraph and not begins_block(line):
            last.append(line.lstrip(" "))
        else:
            return False
        return True

    @property
    def has_empty_end(self) -> bool:
        """Whether the last line is empty; the first one of an item is beside its marker."""
        last = self.items[-1]
        return len(last) > 1 and not last[-1]

    @property
    def has_open_paragraph(self) -> bool:
        """Whether the next line continues a paragraph even if it is not indented."""
        last = self.items[-1][-1]
        return bool(last) and not _OTHER_BLOCK.match(last)


class ListProcessor(BlockProcessor):
    """Takes the place of Python-Markdown's three processors of lists."""

    def test(self, parent: Element, block: str) -> bool:
        return _start_of(block.split("\n")) is not None and not nearing_recursion_limit()

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        start = _start_of(lines) or 0
        if start:
            self.parser.parseBlocks(parent, ["\n".join(lines[:start])])
        found = _begun(lines[start])
        rest = _untaken(found, lines[start + 1 :])
        while found and not rest and blocks and found.takes(""):
            rest = _untaken(found, blocks.pop(0).split("\n"))
        if rest:
            blocks.insert(0, "\n".join(rest))
        if found:
            self.add(parent, found)

    def add(self, parent: Element, found: _List) -> None:
        """Add the list to the tree."""
        number = found.first.number
        element = SubElement(parent, "ul" if number is None else "ol")
        if number not in (None, 1):
            element.set("start", str(number))
        self.parser.state.set("item")  # else a list within a definition would have no paragraphs
        for lines in found.items:
            self.parser.parseChunk(SubElement(element, "li"), "\n".join(lines).rstrip("\n"))
        self.parser.state.reset()
        if not found.is_loose and not any(map(_is_spaced, found.items)):
            for item in element:
                _unwrap_paragraphs(item)


def _start_of(lines: Sequence[str]) -> int | None:
    """The index of the line on which a list begins."""
    for index, line in enumerate(lines):
        marker = _marker_of(line)
        if marker and (marker.may_interrupt or not any(lines[:index])):
            return index
    return None


def _begun(line: str) -> _List | None:
    """The list that begins with a line."""
    marker = _marker_of(line)
    return _List(marker, marker, [[marker.text]]) if marker else None


def _untaken(found: _List | None, lines: list[str]) -> list[str]:
    """The lines from the first one that does not belong to the list."""
    for index, line in enumerate(lines):
        if not (found and found.takes(line)):
            return lines[index:]
    return []


def _is_spaced(lines: Sequence[str]) -> bool:
    """Whether an empty line separates two parts of an item; those within a nested list do not count."""
    nested, is_spaced = None, False
    for line in _trimmed(lines):
        if nested and nested.takes(line):
            continue
        is_spaced = is_spaced or not line or bool(nested and nested.has_empty_end)
        nested = _begun(line)
        if is_spaced and line:
            return True
    return False


def _trimmed(lines: Sequence[str]) -> list[str]:
    """The lines without empty ones at the end."""
    return "\n".join(lines).strip("\n").split("\n")


def _unwrap_paragraphs(item: Element) -> None:
    """Put the texts of paragraphs directly into a list item."""
    before: Element | None = None
    for child in list(item):
        if child.tag != "p" or len(child):
            before = child
            continue
        item.remove(child)
        if before is None:
            item.text = f"{item.text or ''}{child.text or ''}"
        else:
            before.tail = f"{before.tail or ''}{child.text or ''}"
