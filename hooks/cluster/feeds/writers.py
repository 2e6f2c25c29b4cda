"""Items as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

A feed is put together from what the libraries make of its parts, so that an item that stands in several
feeds is made once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from cluster.feeds.items import Enclosure, FeedItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed says of itself."""

    title: str
    description: str
    language: str
    url: str
    """Absolute, of the folder in which its files stand; ends in `/`."""
    page: str
    """Absolute, of the page about the same."""
    author: str
    icon: str
    """Absolute, of a square picture."""
    updated: datetime
    """Of its newest item."""


class WrittenItem(NamedTuple):
    """An item in all formats."""

    rss: bytes
    atom: bytes
    json: str


def parts_of(items: Iterable[FeedItem]) -> list[WrittenItem]:
    """Items as they stand in every feed that has them."""
    items = list(items)
    generator = _generator(_ANY)
    generator.link(href=_ANY.page)
    for item in items:
        _add(generator, item)
    in_rss = _split(generator.rss_str(pretty=True), b"item")
    in_atom = _split(generator.atom_str(pretty=True), b"entry")
    in_json = [_json(_json_item(item)) for item in items]
    return [WrittenItem(*each) for each in zip(in_rss, in_atom, in_json, strict=True)]


def _split(whole: bytes, tag: bytes) -> list[bytes]:
    """The elements of a name, with the space before them; what stands in them is escaped."""
    return re.findall(rb" *<%b>.*?</%b>\n" % (tag, tag), whole, re.DOTALL)


def _generator(feed: Feed) -> FeedGenerator:
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.register_extension("mended", _MendedFeed, _Mended)
    generator.id(feed.url)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.author(name=feed.author)
    generator.icon(feed.icon)
    generator.generator("", uri="")
    generator.updated(feed.updated)
    generator.lastBuildDate(feed.updated)
    return generator


class _MendedFeed(BaseExtension):  # type: ignore[misc]
    """feedgen wants one for the feed with each for items."""


class _Mended(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen does not write of an item."""

    updated: datetime | None = None
    """When it was changed, for which RSS itself has no element."""
    picture: Enclosure | None = None
    """Whose link loses all but its address in Atom."""

    def extend_rss(self, entry: Any) -> None:
        if self.updated:
            etree.SubElement(entry, "{http://www.w3.org/2005/Atom}updated").text = self.updated.isoformat()

    def extend_atom(self, entry: Any) -> None:
        picture = self.picture
        for link in entry.iterfind("link") if picture else ():
            if picture and link.get("href") == picture.url:
                link.attrib.update({"rel": "enclosure", "type": picture.type, "length": str(picture.size)})


def _add(generator: FeedGenerator, item: FeedItem) -> None:
    entry = generator.add_entry(order="append")
    entry.guid(item.guid, permalink=False)
    entry.title(item.title)
    entry.link(href=item.url)
    entry.description(item.summary, isSummary=True)
    entry.content(item.content, type="html")
    entry.published(item.published)
    entry.updated(item.updated)
    for name in item.authors:
        entry.author(name=name)
        entry.dc.dc_creator(name)
    for category in item.categories:
        entry.category(term=category)
    if item.picture:
        entry.enclosure(item.picture.url, str(item.picture.size), item.picture.type)
        entry.mended.picture = item.picture
    if item.updated != item.published:
        entry.mended.updated = item.updated


def rss(feed: Feed, parts: Iterable[WrittenItem]) -> bytes:
    """The feed as rss.xml."""
    generator = _generator(feed)
    generator.link(href=f"{feed.url}rss.xml", rel="self", type="application/rss+xml")
    generator.link(href=feed.page)  # feedgen takes the last one for RSS's own <link>
    return _with_parts(generator.rss_str(pretty=True), b"  </channel>", [part.rss for part in parts])


def atom(feed: Feed, parts: Iterable[WrittenItem]) -> bytes:
    """The feed as atom.xml."""
    generator = _generator(feed)
    generator.link(href=f"{feed.url}atom.xml", rel="self", type="application/atom+xml")
    generator.link(href=feed.page)
    return _with_parts(generator.atom_str(pretty=True), b"</feed>", [part.atom for part in parts])


def _with_parts(whole: bytes, end: bytes, parts: list[bytes]) -> bytes:
    head, _, _ = whole.rpartition(end)
    return b"".join((head, *parts, whole[len(head) :], b"\n"))


def json_feed(feed: Feed, parts: Iterable[WrittenItem]) -> bytes:
    """The feed as feed.json."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": f"{feed.url}feed.json",
        "description": feed.description,
        "icon": feed.icon,
        "authors": [{"name": feed.author}],
        "language": feed.language,
        "items": [],
    }
    start = _json(head).removesuffix("]}")
    return f"{start}{','.join(part.json for part in parts)}]}}\n".encode()


def _json_item(item: FeedItem) -> dict[str, Any]:
    picture = item.picture
    said = {
        "id": item.guid,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "image": picture.url if picture else None,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat() if item.updated != item.published else None,
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.categories),
        "language": item.language,
        "attachments": [{"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.size}]
        if picture
        else [],
    }
    return {key: value for key, value in said.items() if value not in (None, "", [])}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


WRITERS: Mapping[str, Callable[[Feed, Iterable[WrittenItem]], bytes]] = {
    "rss.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
}
"""By file name; see `channels.FORMATS`."""


def opml(title: str, feeds: Iterable[tuple[str, str, str]]) -> bytes:
    """A list of feeds for programs to take over (OPML 2.0): name, address and page of each."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    for name, url, page in feeds:
        ET.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=url, htmlUrl=page)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


_ANY = Feed(
    title="-",
    description="-",
    language="en",
    url="https://feed.invalid/",
    page="https://feed.invalid/",
    author="-",
    icon="https://feed.invalid/",
    updated=datetime(2000, 1, 1, tzinfo=UTC),
)
"""Around an item that is made by itself; nothing of it comes into a feed."""
