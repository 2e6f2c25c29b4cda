"""The sitemap (sitemaps.org, with Google's language alternates) and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from cluster.pages.page import Page

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap_of(pages: Iterable[Page]) -> bytes:
    """Every page in the languages in which it has a version of its own."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for page in pages:
        if page.is_fallback:
            continue
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = canonical(page)
        for language, address in alternates(page):
            ET.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=address)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def canonical(page: Page) -> str:
    """The absolute address of the version that is shown: the original's, on a fallback page."""
    return page.version.site_url + page.version.languages.prefix(page.text_language) + page.address


def alternates(page: Page) -> list[tuple[str, str]]:
    """Language and absolute address of each version that exists, and `x-default`."""
    version = page.version
    languages = version.languages
    found = [
        (language, f"{version.site_url}{languages.prefix(language)}{page.address}")
        for language in languages.all
        if language in page.versions
    ]
    return [*found, ("x-default", found[0][1])] if found else []


def robots(site_url: str) -> str:
    """Everybody may read everything."""
    return f"User-agent: *\nAllow: /\nSitemap: {site_url}sitemap.xml\n"
