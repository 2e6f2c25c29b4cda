"""Makes the pictures that links to pages show elsewhere: cards, and editors' pictures cut to shape.

The address of such a picture is a digest of what it is made from, so a published one is never made again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cluster.build.context import Build
from cluster.pages.page import Page
from cluster.pages.share_pictures import picture_of, seen_elsewhere
from cluster.pictures.cards import Card
from cluster.pictures.model import Rendition
from cluster.pictures.shared import shared

Put = Callable[[str, Callable[[], bytes]], int]
"""Writes a file, given its path and the function that makes it; returns its size."""


def put_share_pictures(build: Build, put: Put) -> None:
    """Write the pictures of all pages; fills `build.share_pictures`."""
    sizes: dict[str, int] = {}
    for language, pages in build.pages.items():
        for page in pages:
            seen = build.seen_elsewhere[language].get(page.address) or seen_elsewhere(page)
            if seen and seen[0] not in sizes:
                sizes[seen[0]] = put(seen[0], partial(_made, page, build))
            if seen:
                build.share_pictures[language][page.address] = Rendition(*seen, sizes[seen[0]])


def _made(page: Page, build: Build) -> bytes:
    source = picture_of(page).made_from
    if isinstance(source, Card):
        return build.painter.drawn(source)
    assert source
    return shared(source, build.pictures.files()[source.plain[-1].path]())
