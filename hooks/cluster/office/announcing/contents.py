"""What stands in the feeds and pages of a built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html

from cluster.digests import digest_of, key_of
from cluster.feeds.subscriptions import FORMATS
from cluster.links import quoted
from cluster.office.announcing.record import Contents
from cluster.pages.sitemap import LOCATION


def feeds_in(site: Path, site_url: str) -> Contents:
    """Of each feed in each format."""
    names = {file for file, _, _ in FORMATS}
    files = (path for path in site.rglob("*") if path.name in names)
    return {
        site_url + quoted(path.relative_to(site).as_posix()): digest_of([("", path.read_bytes())])
        for path in files
    }


def pages_in(site: Path, site_url: str) -> Contents:
    """Of each page of the sitemap: the text, as a new menu or design is no news."""
    return dict(_pages_in(site, site_url))


def _pages_in(site: Path, site_url: str) -> Iterator[tuple[str, str]]:
    for location in etree.parse(site / "sitemap.xml").iter(LOCATION):
        url = str(location.text)
        page = site / unquote(url.removeprefix(site_url)) / "index.html"
        yield url, key_of([_text_of(page.read_bytes())])


def _text_of(page: bytes) -> str:
    """The title and the text of a page, without its frame."""
    root = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    parts = (*root.iter("title"), *root.iter("article"))
    return " ".join(text for part in parts for text in "".join(map(str, part.itertext())).split())
