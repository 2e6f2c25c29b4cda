"""HTML as plain text that is read as it stands, for mails."""

from __future__ import annotations

import re
import textwrap

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

WIDTH = 72
"""Characters in a line; an address that is longer stays whole."""

_MARKS = re.compile(r"(?:> | +|- |\d+\. )*")


def wrapped(text: str) -> str:
    """The text in lines of `WIDTH`; those of a list or quotation go on below their beginning."""
    lines = [line for each in text.strip().split("\n") for line in _lines(each.rstrip())]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)) + "\n"


def _lines(line: str) -> list[str]:
    if len(line) <= WIDTH:
        return [line]
    marks = _MARKS.match(line)
    head = marks[0] if marks else ""
    return textwrap.wrap(
        line[len(head) :],
        WIDTH,
        initial_indent=head,
        subsequent_indent=re.sub(r"[^> ]", " ", head),
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain_of(soup: BeautifulSoup) -> str:
    """The text of some HTML."""
    return str(_Plain().convert_soup(soup))


class _Plain(MarkdownConverter):
    """From HTML to text that is read as it stands: nothing escaped, links as `text <https://…>`."""

    class Options:
        bullets = "-"
        escape_asterisks = False
        escape_underscores = False

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href", ""))
        shown = text.strip()
        return f"<{href}>" if shown in ("", href) else f"{shown} <{href.removeprefix('mailto:')}>"

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"*{text}*" if text.strip() else text

    convert_b = convert_strong

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"_{text}_" if text.strip() else text

    convert_i = convert_em

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return "\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        title = " ".join(text.split(" "))
        return f"\n\n{title}\n{'-' * min(len(title), WIDTH)}\n\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{textwrap.indent(el.get_text(), '    ')}\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"{' '.join(text.split())}{_CELL}"

    convert_th = convert_td

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"{text.strip()}\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """In columns if they fit, else a row after the other."""
        lines = [line for line in text.split("\n") if line]
        above = [line for line in lines if _CELL not in line]
        rows = [[cell.strip() for cell in line.split(_CELL)[:-1]] for line in lines if _CELL in line]
        return "\n\n".join(("", *above, _columns(rows) or _in_turn(rows), ""))


_CELL = "\ufdd0"
"""Ends a cell until its table is complete: a noncharacter, which no text holds."""


def _columns(rows: list[list[str]]) -> str:
    """The rows below each other, a line under the first; `` if they are too wide."""
    count = max(map(len, rows), default=0)
    full = [row + [""] * (count - len(row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*full, strict=True)]
    if not widths or sum(widths) + 2 * (count - 1) > WIDTH:
        return ""
    full.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in full
    )


def _in_turn(rows: list[list[str]]) -> str:
    return "\n".join(f"- {'; '.join(cell for cell in row if cell)}" for row in rows)
