"""Markdown as editors may write it, with the links and pictures in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename, dirname, normpath
from typing import Any, Literal, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit
from xml.etree.ElementTree import Element

from cluster.links import HERE, encoded, quoted_id, same_name, to, to_file
from cluster.problems import NOWHERE, Place
from cluster.reading.markdown_source import Leftover, source_of
from cluster.reading.words import Words

GENERATED = (
    "404.html",
    "events.ics",
    "rss.xml",
    "atom.xml",
    "feed.json",
    "feeds.opml",
    "office.ics",
    "manifest.webmanifest",
    "search/search_index.json",
)
"""Files that the program generates for each language version; texts may link to them."""

GENERATED_ONCE = ("robots.txt", "sitemap.xml", "build.json", "plan/plan.schema.json")
"""Files that the program generates once for the whole site."""

GENERATED_BESIDE_PAGES = (
    "plan.csv",
    "plan.json",
    "embed.html",
    "equipment.csv",
    "equipment.json",
    "member.json",
    "badge.svg",
    "badge-dark.svg",
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
    """A link or picture in a text, for the checks."""

    at: Place
    written: str
    """The link as the editor wrote it."""
    target: str
    """What it leads to; see `use`. Empty if the link is not allowed."""
    use: Literal["link", "picture", "address", "web", "value", "proof", "leftover"] = "link"
    """What `target` is. Of a `link` or a `picture`: a path below docs/, `events/light-day.md`; of an
    `address`: a path below the site, `en/events/`; of `web`: a web address; of `value`: one that is a value
    of YAML; of `proof`: one that confirms others, and may be of a page that this site replaced. `leftover`:
    `written` is no link but something that Markdown does not know, which is refused."""
    alt: str = ""
    """The alternative text of a picture."""
    message: str = ""
    """What is wrong with a leftover."""
    fragment: str = ""
    """The id of a heading on the page that the link leads to."""
    language: str = ""
    """The language of the text."""


@dataclass(slots=True)
class Converter:
    """Converts Markdown to HTML with the extensions of mkdocs.yml."""

    extensions: Sequence[str] = ("tables", "toc")
    configs: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Words] | None = None
    """The words by language, for the titles of notes; without it, they are in English."""
    _markdown: Any = None

    def convert(self, text: str, *, source: str, at: Place, language: str = "") -> tuple[str, list[Mention]]:
        """The HTML, with links as in `cluster.links`, and its mentions.

        `source` is the path below docs/ that links are relative to; `at` is the first line of the text.
        """
        # imported late: Python-Markdown is slow to load, and most builds convert no text
        from cluster.reading.markdown_extensions import markdown_of
        from cluster.reading.markdown_finish import Setting

        self._markdown = self._markdown or markdown_of(self.extensions, self.configs)
        mentions: list[Mention] = []

        def report(leftover: Leftover) -> None:
            mentions.append(Mention(NOWHERE, leftover.written, "", "leftover", message=leftover.message))

        draws = any("custom_fences" in (each or {}) for each in self.configs.values())
        written = source_of(text, draws=draws)
        for each in written.leftovers:
            report(each)
        setting = Setting(
            rewrite=lambda link, element: _rewritten(link, element, source, mentions),
            report=report,
            say=lambda key, english: self._said(language, key, english),
            document=re.sub(r"\W+", "-", source.removesuffix(".md")),
        )
        html = self._markdown(written.text, setting)
        return html, _placed(mentions, written.visible, at)

    def _said(self, language: str, key: str, english: str) -> str:
        """A word in a language. `english` is for a converter without words."""
        return self.words[language][key] if self.words else english


def _placed(mentions: Iterable[Mention], text: str, at: Place) -> list[Mention]:
    """The mentions with their lines: the first that contains the text, or the next for another mention of it.

    Python-Markdown keeps no line numbers.
    """
    placed = []
    found: dict[str, int] = {}
    for each in mentions:
        first = found.get(each.written, 0)
        start = -1 if each.use == "leftover" else _address_in(text, each.written, first)
        if start < 0:
            start = text.find(each.written, first)
        if start < 0:
            start = max(text.find(each.written), text.lower().find(each.written.split(" ")[-1].lower()), 0)
        found[each.written] = start + len(each.written)
        placed.append(each._replace(at=Place(at.file, at.line + text.count("\n", 0, start))))
    return placed


_BEFORE_ADDRESS = re.compile(r"(?:\(\s*<?|\]:\s*<?|<)\Z")
_AFTER_ADDRESS = re.compile(r"[\s)>\"']|\Z")


def _address_in(text: str, link: str, first: int) -> int:
    """Where a link stands as an address: a short one may be part of other text. -1 if it does not."""
    start = text.find(link, first)
    while start >= 0:
        before = text[max(0, start - 20) : start]
        if _BEFORE_ADDRESS.search(before) and _AFTER_ADDRESS.match(text, start + len(link)):
            return start
        start = text.find(link, start + 1)
    return -1


def _rewritten(link: str, element: Element, source: str, mentions: list[Mention]) -> str:
    """The link as `cluster.links` writes it. Appends to `mentions`, with the place still to be filled in."""
    try:
        parts = urlsplit(link)
        if element.tag == "img":
            return _picture(link, parts, element, source, mentions)
        href, mention = _resolved(link, parts, source)
    except ValueError:  # no URL, such as `http://[x`
        mentions.append(Mention(NOWHERE, link, ""))
        return link
    if mention:
        mentions.append(mention._replace(fragment=unquote(parts.fragment)))
    return href


def _picture(link: str, parts: SplitResult, element: Element, source: str, mentions: list[Mention]) -> str:
    is_elsewhere = parts.scheme or parts.netloc or not parts.path
    target = "" if is_elsewhere else _below_docs(parts.path, source)
    mentions.append(Mention(NOWHERE, link, target, "picture", element.get("alt", "").strip()))
    return to_file(target)


def _resolved(link: str, parts: SplitResult, source: str) -> tuple[str, Mention | None]:
    """The link as it is written into the HTML, and its mention if there is something to check.

    ValueError if it leads nowhere, such as `mailto:`.
    """
    _check_parts(link, parts)
    fragment = f"#{quoted_id(unquote(parts.fragment))}" if parts.fragment else ""
    query = f"?{urlsplit(encoded(link)).query}" if parts.query else ""
    if parts.scheme not in SCHEMES:
        return link, Mention(NOWHERE, link, "")
    if parts.scheme or parts.netloc:
        whole = encoded(link if parts.scheme else f"https:{link}")
        return whole, Mention(NOWHERE, link, whole, "web") if whole.startswith("http") else None
    if not parts.path:
        return HERE + query + fragment, Mention(NOWHERE, link, source) if fragment else None
    target = _below_docs(parts.path, source)
    is_address = parts.path.startswith("/")
    if target.endswith(".md") and not (is_address and basename(target) in GENERATED_BESIDE_PAGES):
        return to(address_of(target)) + query + fragment, Mention(NOWHERE, link, target)
    if is_address:
        target = same_name(unquote(parts.path[1:]))
        return to_file(target) + query + fragment, Mention(NOWHERE, link, target or "index.html", "address")
    if target in GENERATED:
        return to(target), None
    return to_file(target) + query + fragment, Mention(NOWHERE, link, target)


def _check_parts(link: str, parts: SplitResult) -> None:
    """ValueError if a link has nothing where the address belongs, or a port out of range."""
    is_web = parts.scheme in ("http", "https") or (parts.netloc and not parts.scheme)
    is_empty = {
        "": not link.strip(),
        "mailto": "@" not in parts.path and not (parts.query and not parts.path),
        "tel": not re.search(r"\d", parts.path),
    }.get(parts.scheme, False)
    if is_empty or (is_web and (not parts.hostname or parts.port == 0)):
        raise ValueError(link)


def is_external(link: str) -> bool:
    """Whether the link is absolute or only a fragment, so that it names no file relative to the text."""
    parts = urlsplit(link)
    return bool(parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"))


def _below_docs(path: str, source: str) -> str:
    """The path below docs/ that the path of a link in `source` names; starts with `../` if it is outside."""
    folder = "" if path.startswith("/") else dirname(source)
    return same_name(normpath(f"{folder}/{unquote(path)}".lstrip("/")))


def address_of(source: str) -> str:
    """The address of the page of a Markdown file: `about/` for `about.md`, `plan/` for `plan/index.md`."""
    path = source.removesuffix(".md")
    if path == "index" or path.endswith("/index"):
        return path.removesuffix("index")
    return f"{path}/"
