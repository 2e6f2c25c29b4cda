"""Makes the pictures that links to pages show elsewhere: cards, and editors' pictures cut to shape.

The address of such a picture is a digest of what it is made from, so a published one is never made again.
"""

from __future__ import annotations

from collections.abc import Callable

from cluster.build.context import Build
from cluster.pages.share_pictures import SharePicture, picture_of
from cluster.pictures.cards import Card
from cluster.pictures.model import Picture, Rendition
from cluster.pictures.shared import shared

Put = Callable[[str, Callable[[], bytes]], int]
"""Writes a file, given its path and the function that makes it; returns its size."""


def put_share_pictures(build: Build, put: Put) -> None:
    """Write the pictures of all pages; fills `build.share_pictures`."""
    sizes: dict[str, int] = {}
    for language, pages in build.pages.items():
        for page in pages:
            picture = picture_of(page)
            path, source = picture.path, picture.made_from
            if source and path not in sizes:
                sizes[path] = put(path, lambda source=source: _made(source, build))  # type: ignore[misc]
            if source:
                build.share_pictures[language][page.address] = _rendition(picture, sizes[path])


def _made(source: Card | Picture, build: Build) -> bytes:
    if isinstance(source, Card):
        return build.painter.drawn(source)
    return shared(source, build.pictures.files()[source.plain[-1].path]())


def _rendition(picture: SharePicture, size: int) -> Rendition:
    return Rendition(picture.path, picture.width, picture.height, picture.type, size)
