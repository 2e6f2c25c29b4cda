"""Markdown as editors may write it: raw HTML is shown as text, links lead to files of docs/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from .links import HOME, TOP
from .problems import Place

MADE = ("events.ics", "rss.xml")
"""Files that every language version has and that a text may link to."""


SCHEMES = ("", "http", "https", "mailto", "tel")


@dataclass(frozen=True, slots=True)
class Mention:
    """A link of a text to another file of docs/."""

    at: Place
    written: str
    """As the editor wrote it."""
    target: str
    """Path below docs/: `events/light-day.md`, `images/hall.jpg`; `` if no text may link there."""


@dataclass(slots=True)
class Converter:
    """From Markdown to HTML, with the extensions of the site's settings."""

    extensions: Sequence[Any] = ("tables", "toc")
    configs: Mapping[str, Any] = field(default_factory=dict)
    _markdown: Markdown | None = None
    _links: _Links | None = None

    def convert(self, text: str, *, source: str, at: Place) -> tuple[str, list[Mention]]:
        """The HTML, its links not placed yet, and what it links to.

        `source` is the path below docs/ from which links are meant, `at` where the text begins.
        """
        if self._markdown is None or self._links is None:
            extensions = [*self.extensions, EscapeHtml()]
            self._markdown = Markdown(extensions=extensions, extension_configs=dict(self.configs))
            self._links = _Links(self._markdown)
            self._markdown.treeprocessors.register(self._links, "cluster-links", 0)
        self._links.begin(source)
        html = self._markdown.reset().convert(text)
        return html, [Mention(_place(link, text, at), link, target) for link, target in self._links.found]


class EscapeHtml(Extension):
    """Leaves no way for HTML or scripts from a text into a page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Python-Markdown's own way to switch raw HTML off."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


class _Links(Treeprocessor):
    """Turns links to files into links to pages."""

    source = ""
    found: list[tuple[str, str]]

    def begin(self, source: str) -> None:
        self.source, self.found = source, []

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if link := element.get(name):
                    element.set(name, self._placed(link))

    def _placed(self, link: str) -> str:
        parts = urlsplit(link)
        if parts.scheme not in SCHEMES:
            self.found.append((link, ""))
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return link
        target = normpath(f"{dirname(self.source)}/{unquote(parts.path)}".lstrip("/"))
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        if target in MADE:
            return f"{HOME}{target}"
        self.found.append((link, target))
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
