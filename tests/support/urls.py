"""Every URL of every file of a built site, and what a web server answers to it."""

import json
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import feedparser
import lxml.html
from icalendar import Calendar
from lxml import etree

RFC_3986 = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?://[A-Za-z0-9._~!$&'()*+,;=:@%\[\]-]+)?"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
"""A URL or a relative reference (section 4.1)."""

_IN_TEXT = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")


class Url(NamedTuple):
    """A URL in a published file."""

    file: str
    """The path of the file below the site."""
    where: str
    url: str
    is_page: bool = False
    """Whether it is in a page, so that it may be relative."""


def urls_of(site: Path) -> Iterator[Url]:
    """All URLs of all files."""
    for path in sorted(each for each in site.rglob("*") if each.is_file()):
        name, raw = path.relative_to(site).as_posix(), path.read_bytes()
        if name.startswith("assets/"):
            continue
        for end, read in _READERS.items():
            if name.endswith(end):
                yield from (Url(name, where, url, end == ".html") for where, url in read(raw))


Found = Iterator[tuple[str, str]]


def _of_html(raw: bytes) -> Found:
    page = lxml.html.document_fromstring(raw)
    for element in page.iter(etree.Element):
        for name in ("href", "src", "action", "data-calendar"):
            if (url := element.get(name)) is not None:
                yield f"{element.tag} {name}", url
        for each in (element.get("srcset") or "").split(", "):
            if each:
                yield f"{element.tag} srcset", each.split(" ")[0]
        if element.tag == "meta" and element.get("property") in ("og:image", "og:url"):
            yield str(element.get("property")), element.get("content")
        if element.get("data-copy"):
            yield from (("data-copy", url) for url in _IN_TEXT.findall(element.get("data-copy")))
    for script in page.xpath("//script[@type='application/ld+json']"):
        yield from _of_json(json.loads(script.text))


_NAMES = ("id", "@id", "sources")
"""Keys of values that name something: what proves a fact may have been replaced by this site."""


def _of_json(value: Any) -> Found:
    if isinstance(value, dict | list):
        values = (
            (each for key, each in value.items() if key not in _NAMES) if isinstance(value, dict) else value
        )
        for each in values:
            yield from _of_json(each)
    elif isinstance(value, str) and re.match(r"https?://", value):
        yield "json", value
    elif isinstance(value, str) and "href=" in value:
        yield from _of_html(value.encode())


def _of_feed(raw: bytes) -> Found:
    feed = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    for each in (feed.feed, *feed.entries):
        yield from (("link", link.href) for link in each.get("links", ()))
        for content in each.get("content", ()):
            yield from _of_html(content.value.encode())


def _of_xml(raw: bytes) -> Found:
    for element in etree.fromstring(raw).iter():
        values = [element.text or "", *element.attrib.values()]
        yield from (("xml", value) for value in values if re.match(r"https?://", value.strip()))


def _of_calendar(raw: bytes) -> Found:
    for component in Calendar.from_ical(raw).walk():
        for name in ("URL", "CONFERENCE", "ATTACH"):
            if component.get(name):
                yield name, str(component[name])
        yield from (("DESCRIPTION", url) for url in _IN_TEXT.findall(str(component.get("DESCRIPTION", ""))))


def _of_mail(raw: bytes) -> Found:
    message = message_from_bytes(raw, policy=default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            yield from _of_html(part.get_content().encode())
        elif part.get_content_type() == "text/plain":
            yield from (("text", url) for url in re.findall(r"<(\S+:\S+)>", part.get_content()))
    yield from (("List-Unsubscribe", url) for url in re.findall(r"<(\S+)>", message["List-Unsubscribe"]))


def _of_search(raw: bytes) -> Found:
    yield from (("location", each["location"]) for each in json.loads(raw)["docs"])


_READERS = {
    "search_index.json": _of_search,
    "feed.json": lambda raw: _of_json(json.loads(raw)),
    "plan.json": lambda raw: _of_json(json.loads(raw)),
    ".html": _of_html,
    "rss.xml": _of_feed,
    "atom.xml": _of_feed,
    "sitemap.xml": _of_xml,
    "feeds.opml": _of_xml,
    ".ics": _of_calendar,
    "newsletter.txt": _of_html,
    ".eml": _of_mail,
    "robots.txt": lambda raw: (("robots", url) for url in _IN_TEXT.findall(raw.decode())),
}
"""By the end of the name of a file."""


class Server:
    """Answers like the server of a static site at the address `home`."""

    def __init__(self, site: Path, home: str) -> None:
        self.site = site
        self.home = home

    def answer(self, found: Url) -> str:
        """What is wrong with a URL; empty if nothing is."""
        url = found.url
        if not RFC_3986.fullmatch(url):
            return "is not encoded"
        folder = found.file.rpartition("/")[0]
        if found.where == "location":  # relative to the home page of the language
            whole = urljoin(self.home + folder.removesuffix("search"), url)
        elif found.is_page:
            whole = urljoin(self.home + found.file.removesuffix("index.html"), url)
        else:
            whole = url
        parts = urlsplit(whole)
        if not parts.scheme:
            return "is not absolute"
        own = re.sub("^webcal:", "https:", whole)
        return self._opened(own.removeprefix(self.home)) if own.startswith(self.home) else ""

    def _opened(self, below: str) -> str:
        parts = urlsplit(below)
        path = unquote(parts.path)
        file = f"{path}index.html" if not path or path.endswith("/") else path
        if not (self.site / file).is_file():
            return "is not there"
        if parts.fragment and file.endswith(".html") and unquote(parts.fragment) not in self._ids(file):
            return "has no such place"
        return ""

    @cache  # noqa: B019 (one server lives as long as its test)
    def _ids(self, file: str) -> frozenset[str]:
        page = lxml.html.document_fromstring((self.site / file).read_bytes())
        return frozenset(page.xpath("//@id"))
