"""What the theme's shell (head, header, footer) is told of a page, as `this`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from .bodies import link, show
from .pages import Edition, Page
from .sitemap import alternates, canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """A page in another language, for the switch and the head."""

    lang: str
    name: str
    url: str
    """Absolute."""
    href: str
    """As seen from the page."""
    current: bool
    translated: bool
    """Whether a version of its own exists in that language."""


def view(page: Page, *, edition: Edition, site_url: str) -> dict[str, Any]:
    """The values of `this` in the theme's templates; `site_url` ends in `/`."""
    site = edition.site
    home = site_url + site.languages.prefix(edition.language)
    to = partial(link, page.address)
    return {
        "page": page,
        "canonical": canonical(page, site.languages, site_url),
        "alternates": [_alternate(page, edition, site_url, other) for other in site.languages.all],
        "default_url": dict(alternates(page, site.languages, site_url)).get("x-default", ""),
        "feed": f"{home}rss.xml",
        "feed_href": to("rss.xml"),
        "calendar": f"{home}events.ics",
        "calendar_href": to("events.ics"),
        "root": to(""),
        "words": edition.words,
        "show": partial(show, edition=edition),
        "cluster": site.cluster,
    }


def _alternate(page: Page, edition: Edition, site_url: str, other: str) -> Alternate:
    languages = edition.site.languages
    up = "../" if languages.prefix(edition.language) else ""
    return Alternate(
        lang=other,
        name=languages.names[other],
        url=f"{site_url}{languages.prefix(other)}{page.address}",
        href=f"{link(page.address, '')}{up}{languages.prefix(other)}{page.address}",
        current=other == edition.language,
        translated=other in page.versions,
    )
