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
    | (?<!\\)<!--(?:-?>|[\s\S]*?-->|(?P<open>[\s\S]*))
    """,
    re.MULTILINE | re.VERBOSE,
)
"""Fenced code, code in a line, or a comment. Whichever begins first contains the others."""

_INDENTED = re.compile(r"(?:\A|(?<=\n\n)) {4,}\S.*(?:\n {4,}\S.*)*")
"""Lines that are code unless they belong to something above."""

_MAY_HAVE_PIECES = re.compile(r"[`~<]| {4}")

_OPENER = re.compile(r" *(?:(?:[-+*]|\d{1,9}[.)]) +|:? {3}|(?:!!!|\?\?\?\+?) |\[\^[^]]+\]:)")
"""The start of a list item, a definition, an admonition or a footnote: what belongs to it is indented."""


_DRAWN = re.compile(r"[^`~]*[`~]{3,} *\{?\.?(?:mermaid|math|geojson|topojson|stl|plantuml|dot)\b.*")
"""The first line of code that GitHub or others draw."""


class Leftover(NamedTuple):
    """Something that would be shown as it was written."""

    written: str
    message: str


class MarkdownSource(NamedTuple):
    """A text, prepared for Markdown."""

    text: str
    """Without comments."""
    visible: str
    """As written, line for line, with spaces in place of code and comments: for searching."""
    leftovers: tuple[Leftover, ...]


def source_of(text: str, *, draws: bool) -> MarkdownSource:
    """The text, taken apart; `draws` tells whether an extension draws code such as Mermaid's."""
    text = re.sub(r"^[ \t]+$", "", text.expandtabs(4), flags=re.MULTILINE)
    if not _MAY_HAVE_PIECES.search(text):
        return MarkdownSource(text, text, tuple(_ignored(text)))
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
            kept.append(_without_gap(before, text, piece.end()))
        else:
            kept += [before, _below_marker(piece)]
        done = piece.end()
    shown = "".join([*visible, text[done:]])
    return MarkdownSource("".join([*kept, text[done:]]), shown, (*leftovers, *_ignored(shown)))


_DEFINITION = re.compile(r"^ {0,3}\[(\^?)([^]\n]+)\]:(?P<text>.*)", re.MULTILINE)
"""A line that defines a footnote or the address of a link."""


def _ignored(text: str) -> Iterator[Leftover]:
    """Definitions that readers never see: a second one of the same label, and unused footnotes."""
    if "]:" not in text:
        return
    seen: set[str] = set()
    used = {label.lower() for label in re.findall(r"\[(\^[^]\n]+)\]", _DEFINITION.sub(r"\g<text>", text))}
    for found in _DEFINITION.finditer(text):
        label = f"{found[1]}{found[2]}"
        if label.lower() in seen:
            yield Leftover(found[0], f"[{label}] is defined twice; delete one of them, or rename it")
        elif found[1] and label.lower() not in used:
            yield Leftover(found[0], f"the footnote [{label}] is used nowhere; write [{label}] after a word")
        seen.add(label.lower())


def _unclosed(piece: re.Match[str]) -> Leftover | None:
    """A comment or a fence that is not closed."""
    groups = piece.groupdict()
    if groups.get("open") is not None:
        return Leftover("<!--", "'<!--' opens a comment that is not closed; write --> after it")
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
    found = _PIECE.search(text)
    place = 0
    for chunk in _indented(text):
        while found and found.start() < chunk.start():
            yield found
            place = found.end()
            found = _PIECE.search(text, place)
        if chunk.start() >= place:
            yield chunk
            place = chunk.end()
            found = _PIECE.search(text, place) if found and found.start() < place else found
    while found:
        yield found
        found = _PIECE.search(text, found.end())


def _indented(text: str) -> Iterator[re.Match[str]]:
    """The code that is only indented, as far as it is outside of other code and comments."""
    end = 0
    for chunk in _INDENTED.finditer(text):
        if (end and not text[end : chunk.start()].strip()) or _is_code(text, chunk):
            yield chunk
            end = chunk.end()


def _is_code(text: str, chunk: re.Match[str]) -> bool:
    """Whether indented lines are code; else they belong to a list item or the like above them."""
    indent = limit = _indent_of(chunk[0])
    for line in _lines_above(text, chunk.start()):
        if line and _indent_of(line) < limit:
            limit = _indent_of(line)
            opener = _OPENER.match(line)
            if opener and (content := min(opener.end(), limit + 4)) <= indent:
                return indent - content >= 4
            if not limit:
                break
    return True


def _lines_above(text: str, place: int) -> Iterator[str]:
    """The lines above the one that begins at a position, the nearest first."""
    while place > 0:
        start = text.rfind("\n", 0, place - 1) + 1
        yield text[start : place - 1]
        place = start


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


_LINE_END = re.compile(r" *(?:\n|\Z)")
_GAP_END = re.compile(r"[\s.,;:!?)]|\Z")


def _without_gap(before: str, text: str, end: int) -> str:
    """The text before a comment, without the space or the line that would be left in its place.

    The comment ends at a position of the text.
    """
    line = before.rpartition("\n")[2]
    if not line.strip():
        return before.removesuffix(line).removesuffix("\n") if _LINE_END.match(text, end) else before
    return before.removesuffix(" ") if _GAP_END.match(text, end) else before


def _below_marker(code: re.Match[str]) -> str:
    """The code; a fence beside the marker of a list item moves to the next line, where extensions find it."""
    before = code.groupdict().get("before") or ""
    if not before.strip(" >"):
        return code[0]
    marker = before.rstrip(" ")
    return f"{marker}\n{re.sub('[^ >]', ' ', before)}{code[0][len(before) :]}"
