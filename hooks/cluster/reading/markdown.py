"""Markdown as editors may write it: raw HTML is escaped, relative links point to files below docs/."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import dirname, normpath
from typing import Any, Literal, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from cluster.links import HOME, TOP
from cluster.problems import NOWHERE, Place

GENERATED = (
    "events.ics",
    "rss.xml",
    "atom.xml",
    "feed.json",
    "feeds.opml",
    "office.ics",
    "search/search_index.json",
)
"""Files that the program generates for each language version; texts may link to them."""

GENERATED_ONCE = ("404.html", "robots.txt", "sitemap.xml", "plan/plan.schema.json")
"""Files that the program generates once for the whole site."""

GENERATED_BESIDE_PAGES = (
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
"""Files that the program generates beside some pages."""

# anything else, above all javascript: and data:, could run code in the page
SCHEMES = ("", "http", "https", "mailto", "tel")


class Mention(NamedTuple):
    """A link or picture in a text, for the checks: most name a file below docs/."""

    at: Place
    written: str
    """The link as the editor wrote it."""
    target: str
    """Path below docs/: `events/light-day.md`, `images/hall.jpg`. Empty if the link is not allowed."""
    use: Literal["link", "picture", "html"] = "link"
    """`html` marks active HTML such as `<script>`, which is refused."""
    alt: str = ""
    """The alternative text of a picture."""


@dataclass(slots=True)
class Converter:
    """Converts Markdown to HTML with the extensions of mkdocs.yml."""

    extensions: Sequence[str] = ("tables", "toc")
    configs: Mapping[str, Any] = field(default_factory=dict)
    _markdown: Any = None

    def convert(self, text: str, *, source: str, at: Place) -> tuple[str, list[Mention]]:
        """The HTML, with links as in `cluster.links`, and its mentions.

        `source` is the path below docs/ that links are relative to; `at` is the first line of the text.
        """
        if self._markdown is None:
            # imported late: Python-Markdown is slow to load, and most builds convert no text
            from cluster.reading.markdown_extensions import markdown_of

            self._markdown = markdown_of(self.extensions, self.configs)
        mentions: list[Mention] = []
        html = self._markdown(text, lambda link, element: _rewritten(link, element, source, mentions))
        return html, [each._replace(at=_place_of(each.written, text, at)) for each in mentions]


def _rewritten(link: str, element: Element, source: str, mentions: list[Mention]) -> str:
    """The link as `cluster.links` writes it. Appends to `mentions`, with the place still to be filled in."""
    if element.tag == "img":
        target = "" if is_external(link) else _below_docs(link, source)
        mentions.append(Mention(NOWHERE, link, target, "picture", element.get("alt", "").strip()))
        return f"{TOP}{target}"
    if element.tag == "html":
        mentions.append(Mention(NOWHERE, link, "", "html"))
        return link
    parts = urlsplit(link)
    if parts.scheme not in SCHEMES:
        mentions.append(Mention(NOWHERE, link, ""))
    if is_external(link):
        return link
    target = _below_docs(link, source)
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if target in GENERATED:
        return f"{HOME}{target}"
    mentions.append(Mention(NOWHERE, link, target))
    if target.endswith(".md"):
        return f"{HOME}{address_of(target)}{anchor}"
    return f"{TOP}{target}{anchor}"


def is_external(link: str) -> bool:
    """Whether the link is absolute or only a fragment, so that it names no file relative to the text."""
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"))


def _below_docs(link: str, source: str) -> str:
    """The path below docs/ that a relative link in `source` names; starts with `../` if it is outside."""
    return normpath(f"{dirname(source)}/{unquote(urlsplit(link).path)}".lstrip("/"))


def _place_of(link: str, text: str, at: Place) -> Place:
    """The first line that contains the link: Python-Markdown keeps no line numbers."""
    before = text.partition(link)[0] if link in text else ""
    return Place(at.file, at.line + before.count("\n"))


def address_of(source: str) -> str:
    """The address of the page of a Markdown file: `about/` for `about.md`, `plan/` for `plan/index.md`."""
    path = source.removesuffix(".md")
    if path == "index" or path.endswith("/index"):
        return path.removesuffix("index")
    return f"{path}/"
