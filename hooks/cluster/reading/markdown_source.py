"""The source of a Markdown text: where its code is, and the text without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = re.compile(
    r"""
    ^(?P<before>[ >]*(?:(?:[-+*]|\d{1,9}[.)])[ ]+)*)(?P<fence>(?P<tick>[`~])(?P=tick){2,})[^`\n]*$
        (?P<closed>\n(?:.*\n)*?[ >]*(?P=fence)(?P=tick)*[ ]*$)?
    | (?<![`\\])(?P<span>`+)(?!`)(?:(?!\n\n)[\s\S])+?(?<!`)(?P=span)(?!`)
    | (?<!\\)(?P<comment><!--)(?P<end>-?>|[\s\S]*?-->)?
    """,
    re.MULTILINE | re.VERBOSE,
)
"""Fenced code, code in a line, or a comment. Whichever begins first contains the others."""

_INDENTED = re.compile(r"(?:\A|(?<=\n\n)) {4,}\S.*(?:\n {4,}\S.*)*")
"""Lines that are code unless they belong to something above."""

_OPENER = re.compile(r" *(?:(?:[-+*]|\d{1,9}[.)]) +|:? {3}|(?:!!!|\?\?\?\+?) |\[\^[^]]+\]:)")
"""The start of a list item, a definition, an admonition or a footnote: what belongs to it is indented."""


_DRAWN = re.compile(r"[^`~]*[`~]{3,} *\{?\.?(?:mermaid|math|geojson|topojson|stl|plantuml|dot)\b.*")
"""The first line of code that GitHub or others draw."""


class Leftover(NamedTuple):
    """Something that would be shown as it was written."""

    written: str
    message: str


class Source(NamedTuple):
    """A text, prepared for Markdown."""

    text: str
    """Without comments."""
    visible: str
    """As written, line for line, with spaces in place of code and comments: for searching."""
    leftovers: tuple[Leftover, ...]


def source_of(text: str, *, draws: bool) -> Source:
    """The text, taken apart; `draws` tells whether an extension draws code such as Mermaid's."""
    text = re.sub(r"^[ \t]+$", "", text.expandtabs(4), flags=re.MULTILINE)
    kept: list[str] = []
    visible: list[str] = []
    leftovers: list[Leftover] = []
    done = 0
    for piece in _pieces(text):
        before = text[done : piece.start()]
        leftover = _unclosed(piece) or (None if draws else _undrawn(piece))
        leftovers += [leftover] if leftover else []
        visible += [before, piece[0] if leftover else _blank(piece[0])]
        if piece[0].startswith("<!--"):
            kept.append(_without_gap(before, text[piece.end() :]))
        else:
            kept += [before, _below_marker(piece)]
        done = piece.end()
    return Source("".join([*kept, text[done:]]), "".join([*visible, text[done:]]), tuple(leftovers))


def _unclosed(piece: re.Match[str]) -> Leftover | None:
    """A comment or a fence that is not closed."""
    groups = piece.groupdict()
    if groups.get("comment") and not groups["end"]:
        return Leftover(piece[0], "'<!--' opens a comment that is not closed; write --> after it")
    if groups.get("fence") and not groups["closed"]:
        line = piece[0].strip()
        return Leftover(line, f"'{line}' opens code that is not closed; write {groups['fence']} below it")
    return None


def _undrawn(piece: re.Match[str]) -> Leftover | None:
    """Code that is meant as a drawing."""
    if drawn := _DRAWN.match(piece[0]):
        line = drawn[0].strip()
        return Leftover(line, f"'{line}' draws something, which is not supported; add a picture")
    return None


def without_fences(text: str) -> str:
    """The text with spaces in place of fenced code."""
    for piece in _pieces(text):
        if piece.groupdict().get("closed"):
            text = f"{text[: piece.start()]}{_blank(piece[0])}{text[piece.end() :]}"
    return text


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """The code and the comments, in order."""
    place = 0
    while found := [each for each in (_indented(text, place), _PIECE.search(text, place)) if each]:
        piece = min(found, key=re.Match.start)
        yield piece
        place = piece.end()


def _indented(text: str, place: int) -> re.Match[str] | None:
    """The next code that is only indented."""
    chunks = _INDENTED.finditer(text, place)
    return next((each for each in chunks if _is_code(text[: each.start()], each[0])), None)


def _is_code(above: str, chunk: str) -> bool:
    """Whether indented lines are code; else they belong to a list item or the like above them."""
    indent = limit = _indent_of(chunk)
    for line in reversed(above.split("\n")):
        if line and _indent_of(line) < limit:
            limit = _indent_of(line)
            opener = _OPENER.match(line)
            if opener and (content := min(opener.end(), limit + 4)) <= indent:
                return indent - content >= 4
            if not limit:
                break
    return True


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _without_gap(before: str, after: str) -> str:
    """The text before a comment, without the space or the line that would be left in its place."""
    line = before.rpartition("\n")[2]
    if not line.strip():
        is_whole_line = re.match(r" *(?:\n|\Z)", after)
        return before.removesuffix(line).removesuffix("\n") if is_whole_line else before
    return before.removesuffix(" ") if re.match(r"[\s.,;:!?)]|\Z", after) else before


def _below_marker(code: re.Match[str]) -> str:
    """The code; a fence beside the marker of a list item moves to the next line, where extensions find it."""
    before = code.groupdict().get("before") or ""
    if not before.strip(" >"):
        return code[0]
    marker = before.rstrip(" ")
    return f"{marker}\n{re.sub('[^ >]', ' ', before)}{code[0][len(before) :]}"
