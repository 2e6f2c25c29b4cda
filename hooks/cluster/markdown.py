"""Markdown as editors may write it: raw HTML is shown as text, links lead to files of docs/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from .links import HOME, TOP
from .problems import Place

MADE = ("events.ics", "rss.xml", "search/search_index.json")
"""Files that every language version has and that a text may link to."""


SCHEMES = ("", "http", "https", "mailto", "tel")


class Mention(NamedTuple):
    """A link of a text to another file of docs/."""

    at: Place
    written: str
    """As the editor wrote it."""
    target: str
    """Path below docs/: `events/light-day.md`, `images/hall.jpg`; `` if no text may link there."""


@dataclass(slots=True)
class Converter:
    """From Markdown to HTML, with the extensions of the site's settings."""

    extensions: Sequence[str] = ("tables", "toc")
    configs: Mapping[str, Any] = field(default_factory=dict)
    _markdown: Any = None

    def convert(self, text: str, *, source: str, at: Place) -> tuple[str, list[Mention]]:
        """The HTML, its links not placed yet, and what it links to.

        `source` is the path below docs/ from which links are meant, `at` where the text begins.
        """
        if self._markdown is None:
            from .extensions import markdown_of  # here, as it is the library that takes time to load

            self._markdown = markdown_of(self.extensions, self.configs)
        found: list[tuple[str, str]] = []
        html = self._markdown(text, lambda link: _placed(link, source, found))
        return html, [Mention(_place(link, text, at), link, target) for link, target in found]


def _placed(link: str, source: str, found: list[tuple[str, str]]) -> str:
    """The link as the page has it; what it names among the files of docs/ is added to `found`."""
    parts = urlsplit(link)
    if parts.scheme not in SCHEMES:
        found.append((link, ""))
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    target = normpath(f"{dirname(source)}/{unquote(parts.path)}".lstrip("/"))
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if target in MADE:
        return f"{HOME}{target}"
    found.append((link, target))
    if target.endswith(".md"):
        return f"{HOME}{address_of(target)}{anchor}"
    return f"{TOP}{target}{anchor}"


def _place(link: str, text: str, at: Place) -> Place:
    """The line of a link: Python-Markdown does not tell it."""
    before = text.partition(link)[0] if link in text else ""
    return Place(at.file, at.line + before.count("\n"))


def address_of(source: str) -> str:
    """The address of a Markdown file's page: `about/` for `about.md`, `plan/` for `plan/index.md`."""
    path = source.removesuffix(".md")
    if path == "index" or path.endswith("/index"):
        return path.removesuffix("index")
    return f"{path}/"
