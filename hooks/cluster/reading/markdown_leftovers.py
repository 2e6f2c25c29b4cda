"""Syntax that the converter does not know, and would show as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from cluster.reading.markdown_source import Leftover

_IN_CODE = "put it in `code` to show it"
_ACTIVE = f"is not allowed (active HTML); write Markdown, or {_IN_CODE}"

_HTML = {
    "a": "write [text](address)",
    "strike": "write ~~struck out~~",
    "img": "write ![what it shows](file.jpg)",
    "code": "write `code`",
    "pre": "put the lines between two lines of ```",
    "p": "leave an empty line between paragraphs",
    "hr": "write ---",
    "blockquote": "begin the lines with >",
    "ul": "begin the lines with -",
    "ol": "begin the lines with 1.",
    "li": "begin the line with -",
    "table": "write | a | b |",
    "details": "write !!! note",
    "h1": "write # Heading",
    "h2": "write ## Heading",
    "h3": "write ### Heading",
}
"""What to write in place of an element."""


class _Sign(NamedTuple):
    pattern: str
    cure: str


_IN_LINES = (
    _Sign(r"\[\[[^]\n]+\]\]", "is a link of wikis; write [text](file.md)"),
    _Sign(r"\{%.*?%\}|\{\{.*?\}\}", "is a command of templates, which are not supported; delete it"),
    _Sign(
        r"\{[:#.][^{}\n]*\}|\{(?:class|id|style|width|height|align|target|data-\w+)=[^{}\n]*\}",
        "are attributes, which are not supported; delete them",
    ),
    _Sign(r"\$\$(?:[^$]+\$\$)?", "is mathematics, which is not supported; add a picture"),
    _Sign(
        r"\$(?=[^\s$])[^$\n]*[\\^_{=][^$\n]*(?<=\S)\$(?!\d)",
        "is mathematics, which is not supported; write it in words, or add a picture",
    ),
    _Sign(r"=(?<![\w=]=)=(?=[^\s=]).+?(?<=[^\s=])==(?![\w=])", "is not supported; write **bold**"),
    _Sign(r"~(?<=\w~)[^\s~]+~", "is not supported; write <sub>x</sub> for an index, ~~x~~ to strike out"),
    _Sign(r"\^(?<=\w\^)[^\s^]+\^", "is not supported; write <sup>x</sup> for an exponent"),
    _Sign(r"\^\[[^]\n]+\]", "is not supported; write [^1], and its text after [^1]: on a line of its own"),
    _Sign(r"\[\^[^]\s]+\]", "has no text; write it after {} and a colon on a line of its own"),
    _Sign(r"\[@[\w:-]+[^]\n]*\]", "is a citation, which is not supported; write a footnote [^1]"),
    _Sign(
        r":(?:material|fontawesome|octicons|simple)-[\w-]+:", "is an icon, which is not supported; delete it"
    ),
)
"""Signs anywhere in a text. Each begins with the character to look for, as such a pattern is much faster."""

_AT_STARTS = (
    _Sign(r":::.*", "is a block that is not supported; write !!! note, and indent its text by four spaces"),
    _Sign(r"///.*", "is a block that is not supported; only /// caption is"),
    _Sign(r"\?\?\?\+? .*", "is a block that is not supported; write !!! note"),
    _Sign(r'===[!+]? ".*', "are tabs, which are not supported; write a heading"),
    _Sign(r"\*\[[^]\n]+\]:.*", "is an abbreviation, which is not supported; explain it in the text"),
    _Sign(r"(?:-+8<-+|;-+8<-+).*", "inserts a file, which is not supported; write the text here"),
    _Sign(r"\.\. [\w-]+::.*", "is reStructuredText, which is not supported; write Markdown"),
    _Sign(r"#{2,6}[^\s#].*", "is no heading; write a space after {#}"),
    _Sign(r"\[[ xX]\] .*", "is no list; write - before it"),
    _Sign(
        r"\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?$",
        "makes no table; it needs as many columns as the line above it",
    ),
    _Sign(r"\|.*\|$", "is no table; its second line must be | --- | --- |, with as many columns"),
)
"""Signs at the start of a line."""


def _compiled(signs: Sequence[_Sign], before: str) -> re.Pattern[str]:
    # no groups: the engine looks ahead for first characters only outside of them
    return re.compile(rf"{before}(?:{'|'.join(each.pattern for each in signs)})", re.MULTILINE)


_ANY_IN_LINES, _ANY_AT_STARTS = _compiled(_IN_LINES, ""), _compiled(_AT_STARTS, r"\n")
_TAGS = re.compile(
    r"(?i)(?P<active><(?:script|style|iframe|object|embed|form)\b|<[a-z][^<>]*\son[a-z]+\s*=)"
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9-]*)(?:\s[^<>]*)?/?>"
    r"|<!--|<[!?][a-z[][^<>]*>?"
)


def leftovers_in(root: Element) -> Iterator[Leftover]:
    """What is left in a converted text, except in its code."""
    opened: set[str] = set()
    for text in _texts(root):
        yield from _html_in(text, opened)
        yield from _signs_in(text, _ANY_IN_LINES, _IN_LINES)
        yield from _signs_in(f"\n{text}", _ANY_AT_STARTS, _AT_STARTS)


def _signs_in(text: str, any_sign: re.Pattern[str], signs: Sequence[_Sign]) -> Iterator[Leftover]:
    for found in any_sign.finditer(text):
        written = found[0].lstrip("\n")
        start = found.end() - len(written)
        matching = (each for each in signs if re.compile(each.pattern, re.MULTILINE).match(text, start))
        yield Leftover(written, _message(written, next(matching).cure))


def _message(written: str, cure: str) -> str:
    sharps = written[: len(written) - len(written.lstrip("#"))]
    return f"'{_shortened(written)}' {cure.replace('{#}', sharps).replace('{}', written)}"


def _shortened(written: str) -> str:
    line = written.partition("\n")[0]
    return line if len(line) <= 40 else f"{line[:39]}…"


def _texts(element: Element) -> Iterator[str]:
    """The texts of an element, as far as they are Markdown."""
    if element.tag not in ("code", "pre"):
        if element.text and not isinstance(element.text, AtomicString):
            yield element.text
        for child in element:
            yield from _texts(child)
            if child.tail and not isinstance(child.tail, AtomicString):
                yield child.tail


def _html_in(text: str, opened: set[str]) -> Iterator[Leftover]:
    """The tags of HTML; an end tag only if its start tag is missing. `opened` are the start tags so far."""
    for found in _TAGS.finditer(text):
        tag = (found["tag"] or "").lower()
        if found["active"]:
            opened.add(found[0].strip("<").split()[0].lower())
            yield Leftover(found[0], f"'{_shortened(found[0])}' {_ACTIVE}")
        elif not found["end"] or tag not in opened:
            opened.add(tag)
            cure = _HTML.get(tag, "write Markdown")
            yield Leftover(found[0], f"'{_shortened(found[0])}' is not allowed (HTML); {cure}, or {_IN_CODE}")
