"""Writes feeds as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1.

Most items are in several feeds: of all news, of their pillars, groups and tags. Serializing an item is the
expensive part, so it happens once: `parts_of` has feedgen write all items into a dummy feed and cuts the
result into single elements, which `rss`, `atom` and `json_feed` then insert into each feed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from cluster.feeds.items import Enclosure, FeedItem
from cluster.typography import typeset, typeset_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The metadata of a feed."""

    title: str
    description: str
    language: str
    id: str
    """The id in Atom; no address."""
    url: str
    """Absolute address of the folder of its files, ending in `/`."""
    page: str
    """Absolute address of the page on the same subject."""
    author: str
    icon: str
    """Absolute address of a square picture."""
    updated: datetime
    """When its newest item was published or changed."""
    hub: str = ""
    """Absolute address of the WebSub hub that tells its subscribers what is new; empty if there is none."""


class WrittenItem(NamedTuple):
    """An item serialized in all formats."""

    rss: bytes
    atom: bytes
    json: bytes


def parts_of(items: Iterable[FeedItem]) -> list[WrittenItem]:
    """The items serialized in all formats, in the same order, for any feed."""
    items = list(map(_typeset, items))
    generator = _generator(_DUMMY)
    generator.link(href=_DUMMY.page)
    for item in items:
        _add(generator, item)
    in_rss = _split(generator.rss_str(pretty=True), b"item")
    in_atom = _split(generator.atom_str(pretty=True), b"entry")
    in_json = [_json(_json_item(item)).encode() for item in items]
    return [WrittenItem(*each) for each in zip(in_rss, in_atom, in_json, strict=True)]


def _typeset(item: FeedItem) -> FeedItem:
    return replace(
        item,
        title=typeset(item.title, item.language),
        summary=typeset(item.summary, item.language),
        content=typeset_html(item.content, item.language),
    )


def _split(whole: bytes, tag: bytes) -> list[bytes]:
    """All elements `tag` with their indentation. Content is escaped, so it cannot hold an end tag."""
    return re.findall(rb" *<%b>.*?</%b>\n" % (tag, tag), whole, re.DOTALL)


def _generator(feed: Feed) -> FeedGenerator:
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    generator.register_extension("additions", _FeedAdditions, _ItemAdditions)
    generator.id(feed.id)
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.author(name=feed.author)
    generator.icon(feed.icon)
    generator.generator("", uri="")  # else feedgen names itself, with its version
    generator.updated(feed.updated)
    generator.lastBuildDate(feed.updated)
    return generator


class _FeedAdditions(BaseExtension):  # type: ignore[misc]
    """What feedgen does not write in RSS: a link to the hub (W3C WebSub, section 4)."""

    hub = ""

    def extend_rss(self, feed: Any) -> None:
        if self.hub:
            etree.SubElement(feed[0], "{http://www.w3.org/2005/Atom}link", href=self.hub, rel="hub")


class _ItemAdditions(BaseEntryExtension):  # type: ignore[misc]
    """Parts of an item that feedgen does not write itself."""

    updated: datetime | None = None
    """When the item was changed. RSS has no element for it, so `atom:updated` is used there."""
    picture: Enclosure | None = None
    """The enclosure, for Atom: feedgen writes its link without `rel`, `type` and `length`."""

    def extend_rss(self, entry: Any) -> None:
        # The description of an item is HTML (rssboard.org/rss-profile): `R&D <hall>` would lose its end.
        description = entry.find("description")
        description.text = escape(description.text, quote=False)
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
        entry.additions.picture = item.picture
    if item.updated != item.published:
        entry.additions.updated = item.updated


def rss(feed: Feed, parts: Iterable[WrittenItem]) -> bytes:
    """The feed as rss.xml."""
    generator = _generator(feed)
    generator.additions.hub = feed.hub
    generator.image(feed.icon, title=feed.title, link=feed.page)
    generator.link(href=f"{feed.url}rss.xml", rel="self", type="application/rss+xml")
    generator.link(href=feed.page)  # feedgen takes the last one for RSS's own <link>
    return _with_parts(generator.rss_str(pretty=True), b"  </channel>", [part.rss for part in parts])


def atom(feed: Feed, parts: Iterable[WrittenItem]) -> bytes:
    """The feed as atom.xml."""
    generator = _generator(feed)
    generator.link(href=f"{feed.url}atom.xml", rel="self", type="application/atom+xml")
    if feed.hub:
        generator.link(href=feed.hub, rel="hub")
    generator.link(href=feed.page)
    return _with_parts(generator.atom_str(pretty=True), b"</feed>", [part.atom for part in parts])


def _with_parts(whole: bytes, end: bytes, parts: list[bytes]) -> bytes:
    """A feed without items, with the items inserted before its last `end` tag."""
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
        **({"hubs": [{"type": "WebSub", "url": feed.hub}]} if feed.hub else {}),
        "items": [],
    }
    start = _json(head).removesuffix("]}").encode()  # `items` is the last key, so its list is open now
    return b"%b%b]}\n" % (start, b",".join([part.json for part in parts]))


def _json_item(item: FeedItem) -> dict[str, Any]:
    picture = item.picture
    fields = {
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
    return {key: value for key, value in fields.items() if value not in (None, "", [])}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


WRITERS: Mapping[str, Callable[[Feed, Iterable[WrittenItem]], bytes]] = {
    "rss.xml": rss,
    "atom.xml": atom,
    "feed.json": json_feed,
}
"""The writer of each file name in `subscriptions.FORMATS`."""


def opml(title: str, feeds: Iterable[tuple[str, str, str]]) -> bytes:
    """A list of feeds to import into a reader (OPML 2.0). `feeds` are name, address and page of each."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    for name, url, page in feeds:
        ET.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=url, htmlUrl=page)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


_DUMMY = Feed(
    title="-",
    description="-",
    language="en",
    id="-",
    url="https://feed.invalid/",
    page="https://feed.invalid/",
    author="-",
    icon="https://feed.invalid/",
    updated=datetime(2000, 1, 1, tzinfo=UTC),
)
"""The feed around serialized items in `parts_of`. Nothing of it is published."""
