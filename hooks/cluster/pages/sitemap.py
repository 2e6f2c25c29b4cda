"""The sitemap (sitemaps.org, with Google's language alternates) and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from xml.etree import ElementTree as ET

from cluster.pages.page import Page

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"

LOCATION = f"{{{_SITEMAP}}}loc"
"""The element with an address."""


class Location(NamedTuple):
    """A `<url>` of the sitemap."""

    url: str
    alternates: tuple[tuple[str, str], ...]
    """Language and address of each version with a text of its own, and `x-default`; none on a site in one."""
    changed: date | None = None
    """The day of the last change, if it is known."""


def locations_of(pages: Iterable[Page]) -> list[Location]:
    """The entries of the sitemap. Fallback pages are left out: their text is indexed in its own language."""
    own = (page for page in pages if not page.is_fallback)
    return [Location(canonical(page), tuple(alternates(page)), page.changed) for page in own]


def sitemap_of(locations: Iterable[Location]) -> bytes:
    """The sitemap as XML."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for location in locations:
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, LOCATION).text = location.url
        if location.changed:
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = location.changed.isoformat()
        for language, address in location.alternates:
            ET.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=address)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def canonical(page: Page) -> str:
    """The canonical address; a fallback page names the page in the language that it shows."""
    return page.version.site_url + page.version.languages.prefix(page.text_language) + page.address


def alternates(page: Page) -> list[tuple[str, str]]:
    """Language and address of each version with a text of its own, and `x-default`; none on a site in one."""
    version = page.version
    languages = version.languages
    existing = [
        (language, f"{version.site_url}{languages.prefix(language)}{page.address}")
        for language in languages.all
        if language in page.versions
    ]
    return [*existing, ("x-default", existing[0][1])] if existing and len(languages.all) > 1 else []


def robots(site_url: str) -> str:
    """A robots.txt that allows everything and names the sitemap."""
    return f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n"
