"""Blocks and marks that GitHub knows and Python-Markdown does not, or reads differently."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AtomicString

from cluster.reading.markdown_lists import ListProcessor, begins_block

_DELETED = r"(?<!~)(~~)(?![\s~])(.+?)(?<![\s~])~~(?!~)"
_DELETED_ONCE = r"(?<![~\w])(~)(?![\s~])([^~]+?)(?<![\s~])~(?![~\w])"
_HARD_BREAK = r"\\\n"
_BREAK = r"(?i)<br ?/?>"
_HEADING = re.compile(
    r"(?:^|\n) {0,3}(?P<level>#{1,6}) +(?P<header>(?!#+ *(?:\n|$))\S.*?)(?: +#+)? *(?:\n|$)"
)


class LikeGitHub(Extension):
    """Registers them. It must be the last extension, as it replaces what others register."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS = list(string.punctuation)
        blocks = md.parser.blockprocessors
        for name in ("indent", "olist", "ulist"):
            blocks.deregister(name)
        # below code and tables, as their lines may look like items of a list
        blocks.register(ListProcessor(md.parser), "list", 74)
        blocks.register(_Heading(md.parser), "hashheader", 70)
        blocks.register(_Underlined(md.parser), "setextheader", 60)
        if "table" in blocks:
            former = blocks["table"]
            assert isinstance(former, TableProcessor)
            blocks.register(_Table(md.parser, vars(former)["config"]), "table", 75)
        blocks.register(_FencedCode(md.parser), "fenced-code", 11)
        inline = md.inlinePatterns
        inline.register(SubstituteTagInlineProcessor(_HARD_BREAK, "br"), "hard-break", 185)
        inline.register(SubstituteTagInlineProcessor(_BREAK, "br"), "break-tag", 95)
        inline.register(_HarmlessTag(), "harmless-tag", 94)
        inline.register(_BareLink(), "bare-link", 84)
        inline.register(_BareMail(), "bare-mail", 83)
        inline.register(SimpleTagInlineProcessor(_DELETED, "del"), "deleted", 65)
        inline.register(SimpleTagInlineProcessor(_DELETED_ONCE, "del"), "deleted-once", 64)


class _Heading(HashHeaderProcessor):
    """A heading has a space after its `#`, as `#1` and `#water` are none."""

    RE = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6}) +(?P<header>(?!#+ *(?:\n|$))\S.*?)(?: +#+)? *(?:\n|$)")


class _Underlined(BlockProcessor):
    """Headings that are underlined with `=` or `-`. They may have several lines."""

    _LINES = re.compile(r"((?:.+\n)+?) {0,3}(=+|-+) *(?:\n|$)")

    def test(self, parent: Element, block: str) -> bool:
        found = self._LINES.match(block)
        return found is not None and not any(map(begins_block, found[1].split("\n")))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = self._LINES.match(block)
        assert found
        heading = SubElement(parent, "h1" if found[2][0] == "=" else "h2")
        heading.text = "\n".join(line.strip() for line in found[1].strip().split("\n"))
        if rest := block[found.end() :]:
            blocks.insert(0, rest)


class _Table(TableProcessor):
    """A table may stand directly below a paragraph, and ends where another block begins."""

    def test(self, parent: Element, block: str) -> bool:
        return self._start_of(parent, block.split("\n")) is not None

    def _start_of(self, parent: Element, lines: list[str]) -> int | None:
        for index in range(len(lines) - 1):
            may_be = "|" in lines[index] and "-" in lines[index + 1]
            if may_be and super().test(parent, "\n".join(lines[index : index + 2])):
                return index
        return None

    def run(self, parent: Element, blocks: list[str]) -> None:
        lines = blocks.pop(0).split("\n")
        start = self._start_of(parent, lines) or 0
        if start:
            self.parser.parseBlocks(parent, ["\n".join(lines[:start])])
        rows = range(start + 2, len(lines))
        end = next((index for index in rows if begins_block(lines[index])), len(lines))
        # `parseBlocks` may have met another table, which is remembered in the processor
        super().test(parent, "\n".join(lines[start : start + 2]))
        super().run(parent, ["\n".join(lines[start:end])])
        if end < len(lines):
            blocks.insert(0, "\n".join(lines[end:]))

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # missing in the stubs
        if len(self._split_row(row)) > len(align):  # type: ignore[attr-defined]
            parent[-1].set(EXCESS, row)  # the cells are left out


EXCESS = "data-excess"
"""Marks a row with too many cells, until it is reported."""


class _FencedCode(BlockProcessor):
    """Separates fenced code, of which a placeholder is left, from the lines of a paragraph around it."""

    _PLACEHOLDER = re.compile(r"^ {0,3}\x02wzxhzdk:\d+\x03 *$", re.MULTILINE)

    def test(self, parent: Element, block: str) -> bool:
        return "\n" in block.strip("\n") and self._PLACEHOLDER.search(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = self._PLACEHOLDER.search(block)
        assert found
        parts = (block[: found.start()], found[0], block[found.end() :])
        blocks[:0] = [part.strip("\n") for part in parts if part.strip()]


class _HarmlessTag(InlineProcessor):
    """HTML that only marks words, without attributes, as GitHub allows it: `CO<sub>2</sub>`."""

    def __init__(self) -> None:
        tags = "b|del|em|i|ins|kbd|mark|q|s|small|strong|sub|sup"
        super().__init__(rf"(?i)<({tags})>((?:(?!</?\1>).)+)</\1>")

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element(m[1].lower())
        element.text = m[2]
        return element, m.start(), m.end()


class _BareLink(InlineProcessor):
    """Web addresses in a text (GitHub Flavored Markdown, section 6.9)."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self) -> None:
        # it begins with the characters to look for: a condition before them would make it much slower
        super().__init__(r"(?:https?://|www\.)[^\s<]+")

    def handleMatch(self, m: re.Match[str], data: str) -> Any:  # type: ignore[override]
        if re.match(r"[\w/@.]", data[m.start() - 1 : m.start()] if m.start() else ""):
            return None, None, None
        shown = _without_punctuation(m[0])
        return _linked(shown, shown if "://" in shown else f"http://{shown}", m)


class _BareMail(InlineProcessor):
    """Mail addresses in a text, likewise."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self) -> None:
        super().__init__(r"(?<![\w.+/-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        shown = _without_punctuation(m[0])
        return _linked(shown, f"mailto:{shown}", m)


def _linked(shown: str, href: str, found: re.Match[str]) -> tuple[Element, int, int]:
    link = Element("a", {"href": href})
    link.text = AtomicString(shown)
    return link, found.start(), found.start() + len(shown)


def _without_punctuation(address: str) -> str:
    """The address without the punctuation of the sentence around it."""
    while True:
        shorter = re.sub(r"(?:[?!.,:;*_~'\"“”„‘’«»]|\*\*)+$", "", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter
