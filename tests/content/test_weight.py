"""A page is light: what its first view takes on the way to a phone, compressed as any host does it."""

import gzip
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from support.own_project import MOMENT, PREFIXES
from support.pages import one_of_each_kind

MOST = 60 * 1024
"""For HTML, styles and scripts together, and for fonts alone."""

LONG = {
    "directory",
    "events",
    "year",
    "month",
    "kind",
    "equipment_list",
    "members",
    "progress",
    "plan",
    "prose",
}
"""Kinds of pages that may be as long as the cluster's list is."""

DAY = datetime.fromtimestamp(int(MOMENT), UTC).isoformat()
"""The day of the build. On a later one, scripts would move events that have ended since to the past ones."""
BUTTONS_AND_FILTERS = {"equipment_list", "events", "members", "report"}
"""Kinds of pages at the head of which scripts show something."""

READ_FIRST = {"about", "event", "join", "members", "plan", "post"}
"""Kinds of pages to which links from elsewhere lead."""
GOOD = 0.1
"""The layout shift that browsers count as good (https://web.dev/articles/cls)."""

LOADED = """() => [
  performance.getEntriesByType("resource").map(each => each.name).filter(each => each.endsWith(".woff2")),
  window.moved,
]"""
WATCH = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(each => { window.moved += each.value; }))
  .observe({type: "layout-shift", buffered: true});
"""


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def weight(site: Path, address: str) -> int:
    """The compressed bytes of a page with the styles and scripts that it asks for."""
    html = (site / address / "index.html" if not address.endswith(".html") else site / address).read_bytes()
    tree = lxml.html.document_fromstring(html)
    asked = tree.xpath("//link[@rel='stylesheet' or @as='style']/@href | //script/@src")
    paths = {unquote(urlsplit(urljoin(f"https://site.example/{address}", each)).path)[1:] for each in asked}
    return compressed(html) + sum(compressed((site / path).read_bytes()) for path in paths)


def test_no_page_takes_more_than_60_kilobytes_of_html_styles_and_scripts(site: Path) -> None:
    weights = {kind: weight(site, page) for kind, page in one_of_each_kind(site).items()}

    assert {kind: each for kind, each in weights.items() if each > MOST} == {}


def test_no_page_takes_more_than_60_kilobytes_of_fonts(visit: Any, site: Path, address: str) -> None:
    page = visit("", DAY, viewport={"width": 360, "height": 740})
    heavy = {}
    for path in {*PREFIXES, *one_of_each_kind(site).values()}:
        page.goto(address + path, wait_until="load")
        page.evaluate("document.fonts.ready")
        fonts, _ = page.evaluate(LOADED)
        size = sum((site / urlsplit(each).path[1:]).stat().st_size for each in fonts)
        if size > MOST:
            heavy[path] = size

    assert heavy == {}


def test_little_moves_when_fonts_come_late(visit: Any, site: Path, address: str) -> None:
    page = visit("", DAY, viewport={"width": 360, "height": 740})
    page.add_init_script(WATCH)
    page.route("**/*.woff2", _late)
    moved = {}
    for path in (*PREFIXES, *(each for kind, each in one_of_each_kind(site).items() if kind in READ_FIRST)):
        page.goto(address + path, wait_until="load")
        page.evaluate("document.fonts.ready")
        moved[path] = page.evaluate(LOADED)[1]

    assert {path: each for path, each in moved.items() if each > GOOD} == {}


def test_nothing_moves_when_scripts_come_late(visit: Any, site: Path, address: str) -> None:
    page = visit("", DAY, viewport={"width": 360, "height": 740})
    page.add_init_script(WATCH)
    page.route("**/*.js", _late)
    moved = {}
    for kind, path in one_of_each_kind(site).items():
        if kind in BUTTONS_AND_FILTERS:
            page.goto(address + path, wait_until="load")
            moved[path] = page.evaluate(LOADED)[1]

    assert {path: each for path, each in moved.items() if each > 0.01} == {}


def _late(route: Any) -> None:
    sleep(0.2)
    route.continue_()
