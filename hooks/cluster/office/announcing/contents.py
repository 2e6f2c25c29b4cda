"""What stands in the feeds and pages of a built site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    for location in _parsed(site / "sitemap.xml", etree.fromstring).iter(LOCATION):
        url = str(location.text)
        page = site / unquote(url.removeprefix(site_url)) / "index.html"
        yield url, key_of([_text_of(_parsed(page, _html))])


def _parsed(path: Path, parse: Callable[[bytes], etree._Element]) -> etree._Element:
    """OSError if the file is missing or damaged, as on a disk that is full."""
    try:
        return parse(path.read_bytes())
    except etree.LxmlError:
        raise OSError(0, "the file is not whole; build the site again: make site", str(path)) from None


def _html(page: bytes) -> etree._Element:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def _text_of(root: etree._Element) -> str:
    """The title and the text of a page, without its frame."""
    parts = (*root.iter("title"), *root.iter("article"))
    return " ".join(text for part in parts for text in "".join(map(str, part.itertext())).split())
