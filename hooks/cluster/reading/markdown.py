"""Markdown as editors may write it: raw HTML is shown as text, links lead to files of docs/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, normpath
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from cluster.links import HOME, TOP
from cluster.problems import NOWHERE, Place

MADE = (
    "events.ics",
    "rss.xml",
    "atom.xml",
    "feed.json",
    "feeds.opml",
    "office.ics",
    "search/search_index.json",
)
"""Files that every language version has and that a text may link to."""


MADE_ONCE = ("404.html", "robots.txt", "sitemap.xml", "plan/plan.schema.json")
"""Files that the whole site has."""

MADE_ON_PAGES = (
    "plan.csv",
    "plan.json",
    "embed.html",
    "report.md",
    "press-kit.zip",
    "events.ics",
    "event.ics",
    "rss.xml",
    "atom.xml",
    "feed.json",
    "newsletter.eml",
    "newsletter.txt",
)
"""Files that some pages have beside them."""

SCHEMES = ("", "http", "https", "mailto", "tel")


class Mention(NamedTuple):
    """A link of a text to another file of docs/, or a picture of it."""

    at: Place
    written: str
    """As the editor wrote it."""
    target: str
    """Path below docs/: `events/light-day.md`, `images/hall.jpg`; `` if no text may link there."""
    use: Literal["link", "picture", "html"] = "link"
    """`html` for HTML that would do something, and is refused."""
    alt: str = ""
    """What the picture shows."""


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
            from cluster.reading.markdown_extensions import (
                markdown_of,  # here, as it is the library that takes time to load
            )

            self._markdown = markdown_of(self.extensions, self.configs)
        found: list[Mention] = []
        html = self._markdown(text, lambda link, element: _placed(link, element, source, found))
        return html, [each._replace(at=_place(each.written, text, at)) for each in found]


def _placed(link: str, element: Element, source: str, found: list[Mention]) -> str:
    """The link as the page has it; what it names among the files of docs/ is added to `found`."""
    if element.tag == "img":
        target = "" if is_elsewhere(link) else _below_docs(link, source)
        found.append(Mention(NOWHERE, link, target, "picture", element.get("alt", "").strip()))
        return f"{TOP}{target}"
    if element.tag == "html":
        found.append(Mention(NOWHERE, link, "", "html"))
        return link
    parts = urlsplit(link)
    if parts.scheme not in SCHEMES:
        found.append(Mention(NOWHERE, link, ""))
    if is_elsewhere(link):
        return link
    target = _below_docs(link, source)
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if target in MADE:
        return f"{HOME}{target}"
    found.append(Mention(NOWHERE, link, target))
    if target.endswith(".md"):
        return f"{HOME}{address_of(target)}{anchor}"
    return f"{TOP}{target}{anchor}"


def is_elsewhere(link: str) -> bool:
    """Whether it names something of another website, or of the root of this one."""
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"))


def _below_docs(link: str, source: str) -> str:
    """The path below docs/ of what a relative link names."""
    return normpath(f"{dirname(source)}/{unquote(urlsplit(link).path)}".lstrip("/"))


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
