"""Pictures in texts and beside them: which are wanted, and the texts with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.organisation import Cluster
from cluster.content.text_pages import Prose
from cluster.digests import key_of
from cluster.links import TOP
from cluster.pictures.model import Picture, shown
from cluster.problems import Place

Document = Event | Post | Prose | Edition

IN_TEXT = "(min-width: 48em) 44rem, 100vw"
"""How wide a picture in a text is shown (the HTML standard's `sizes`)."""


class Wanted(NamedTuple):
    """A picture that is to be shown."""

    file: str
    """Its path below docs/."""
    at: Place
    """Where somebody asks for it."""


def wanted(item: Document) -> Iterator[Wanted]:
    """The pictures of a document."""
    if isinstance(item, Post) and item.image:
        yield Wanted(item.image.file, item.image.at)
    for mention in item.mentions:
        if mention.use == "picture" and mention.target and mention.alt:
            yield Wanted(mention.target, mention.at)


def wanted_by_cluster(cluster: Cluster) -> list[Wanted]:
    """The pictures for the media."""
    return [Wanted(each.file, each.at) for each in cluster.press.pictures] if cluster.press else []


def illustrated(item: Document, pictures: Mapping[str, Picture]) -> Document:
    """The document with its pictures; itself if it has none."""
    files = {each.file for each in wanted(item) if each.file in pictures}
    if not files:
        return item
    digest = key_of([item.digest, *(pictures[file].digest for file in sorted(files))])
    bodies = tuple((language, _with_pictures(html, pictures)) for language, html in item.bodies)
    if isinstance(item, Post) and item.image:
        item = replace(item, image=replace(item.image, picture=pictures.get(item.image.file)))
    return replace(item, bodies=bodies, digest=digest)


def illustrated_cluster(cluster: Cluster, pictures: Mapping[str, Picture]) -> Cluster:
    """The cluster with its pictures for the media."""
    press = cluster.press
    if press is None or not press.pictures:
        return cluster
    known = tuple(replace(each, picture=pictures.get(each.file)) for each in press.pictures)
    return replace(cluster, press=replace(press, pictures=known))


_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(rf'\bsrc="{TOP}([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')


def _with_pictures(html: str, pictures: Mapping[str, Picture]) -> str:
    """The HTML of a text, each picture of it in the sizes in which it is shown."""

    def with_sizes(found: re.Match[str]) -> str:
        source, alt = _SRC.search(found[0]), _ALT.search(found[0])
        picture = pictures.get(unescape(source[1])) if source else None
        if picture is None:
            return found[0]
        return str(shown(picture, unescape(alt[1]) if alt else "", sizes=IN_TEXT))

    return _IMG.sub(with_sizes, html)


_SOURCE = re.compile(r"<source\b[^>]*>|</?picture>")
_SIZES = re.compile(r' (?:srcset|sizes|loading|decoding)="[^"]*"')


def simplified(html: str) -> str:
    """The HTML with plain pictures, for programs that are no browsers."""
    plain = _SOURCE.sub("", html)
    return _IMG.sub(lambda found: _SIZES.sub("", found[0]), plain)


def files_of(item: Document) -> set[str]:
    """The files of docs/ that a document shows or links to."""
    files = {mention.target for mention in item.mentions}
    if isinstance(item, Post) and item.image:
        files.add(item.image.file)
    if isinstance(item, Event):
        outcome = item.outcome
        more = (*outcome.slides, *outcome.photos, outcome.minutes) if outcome else ()
        files |= {each.file for each in (*item.attachments, *more) if each}
    return files - {""}


def linked(items: Iterable[Document]) -> set[str]:
    """The files of docs/ that documents link to, beside those that they only show."""
    return {
        file
        for item in items
        for file in files_of(item) - {each.file for each in wanted(item)}
        | {mention.target for mention in item.mentions if mention.use == "link"}
    }
