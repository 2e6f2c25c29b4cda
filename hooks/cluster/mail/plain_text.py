"""HTML as plain text, for e-mail."""

from __future__ import annotations

import re
import textwrap
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

WIDTH = 72
"""Characters per line. Longer URLs are not broken, since a broken one does not work."""

# markers of quotations and lists, possibly nested
_MARKERS = re.compile(r"(?:> | +|- |\d+\. )*")


def wrapped(text: str) -> str:
    """The text wrapped to `WIDTH`, with hanging indents for lists and `>` repeated for quotations."""
    lines = [line for each in text.strip().split("\n") for line in _lines(each.rstrip())]
    return re.sub(r"\n{4,}", "\n\n\n", "\n".join(lines)) + "\n"


def _lines(line: str) -> list[str]:
    if len(line) <= WIDTH:
        return [line]
    markers = _MARKERS.match(line)
    head = markers[0] if markers else ""
    return textwrap.wrap(
        line[len(head) :],
        WIDTH,
        initial_indent=head,
        subsequent_indent=re.sub(r"[^> ]", " ", head),
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain_of(soup: BeautifulSoup) -> str:
    """The HTML as text; each paragraph is one line."""
    return str(_Plain().convert_soup(soup))


class _Plain(MarkdownConverter):
    """Markdown that is meant to be read: nothing is escaped, and a link is `text <https://…>`."""

    class Options:
        bullets = "-"
        escape_asterisks = False
        escape_underscores = False

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href", ""))
        shown = text.strip()
        if href.startswith("mailto:"):
            href = unquote(href.removeprefix("mailto:").partition("?")[0])
        return f"<{href}>" if shown in ("", href) else f"{shown} <{href}>"

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
        """Aligned columns if they fit into WIDTH, else a list of rows."""
        lines = [line for line in text.split("\n") if line]
        captions = [line for line in lines if _CELL not in line]
        rows = [[cell.strip() for cell in line.split(_CELL)[:-1]] for line in lines if _CELL in line]
        return "\n\n".join(("", *captions, _columns(rows) or _as_list(rows), ""))


_CELL = "\ufdd0"
"""Ends each cell until `convert_table` has all of them. A noncharacter, so no text contains it."""


def _columns(rows: list[list[str]]) -> str:
    """Aligned columns with a line under the first row; empty if they are wider than WIDTH."""
    count = max(map(len, rows), default=0)
    padded = [row + [""] * (count - len(row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*padded, strict=True)]
    if not widths or sum(widths) + 2 * (count - 1) > WIDTH:
        return ""
    padded.insert(1, ["-" * width for width in widths])
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in padded
    )


def _as_list(rows: list[list[str]]) -> str:
    return "\n".join(f"- {'; '.join(cell for cell in row if cell)}" for row in rows)
