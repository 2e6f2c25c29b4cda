"""The base of all Markdown documents of docs/: texts, links, pictures and publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import datetime
from html import unescape
from typing import Self
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from cluster.content.item import Item, Wanted
from cluster.content.organisation import Cluster
from cluster.frozen import frozen
from cluster.links import TOP
from cluster.pictures.model import LIGHT_GROUND, TRANSPARENT, Picture, shown
from cluster.reading.markdown import Mention
from cluster.reading.scalar_types import Id

IN_TEXT = "(min-width: 48em) 44rem, 100vw"
"""The width of a picture in a text, as the `sizes` attribute of HTML."""


@frozen
class Document(Item):
    """The front matter and the texts of a Markdown file and its translations.

    Fields with `written: False` are filled in by the program; all others are keys of the front matter.
    """

    id: Id = field(metadata={"written": False})
    """The file's path below the folder of its kind, without `.md`.

    It must not change once published: addresses, calendar UIDs and feed GUIDs are made of it."""
    draft: bool = False
    """`true` as long as nothing of it may be published."""
    bodies: tuple[tuple[str, str], ...] = field(default=(), compare=False, metadata={"written": False})
    """The text below the front matter: HTML by language, its links not placed yet.

    Not compared, so that an edit renders only the files that show the text in that language: they have it
    among their own values."""
    mentions: tuple[Mention, ...] = field(default=(), compare=False, metadata={"written": False})
    """The links and pictures of `bodies`."""

    @property
    def prose_languages(self) -> frozenset[str]:
        """The languages in which the text below the front matter exists."""
        return frozenset(language for language, _ in self.bodies)

    @property
    def address(self) -> str:
        """The path of its page below the language's folder, with a `/` at its end."""
        raise NotImplementedError

    @property
    def source(self) -> str:
        """The path of its file below docs/."""
        return self.at.file.removeprefix("docs/")

    def is_out(self, now: datetime, zone: ZoneInfo) -> bool:
        return not self.draft and super().is_out(now, zone)

    def out_from(self, zone: ZoneInfo) -> datetime | None:
        return None if self.draft else super().out_from(zone)

    def wanted(self) -> Iterator[Wanted]:
        """The pictures in its text with alternative text; others are problems."""
        for mention in self.mentions:
            if mention.use == "picture" and mention.target and mention.alt:
                yield Wanted(mention.target, mention.at)

    def illustrated(self, pictures: Mapping[str, Picture]) -> Self:
        files = {each.file for each in self.wanted() if each.file in pictures}
        if not files:
            return self
        bodies = tuple((language, _with_pictures(html, pictures)) for language, html in self.bodies)
        return replace(self, bodies=bodies)

    @property
    def files(self) -> set[str]:
        """The paths below docs/ of all pictures and link targets in it."""
        uses = ("link", "picture", "address")
        return {mention.target for mention in self.mentions if mention.use in uses and mention.target}


def linked(items: Iterable[Document]) -> set[str]:
    """The files of docs/ to which documents link; pictures that they only show are not among them."""
    return {
        file
        for item in items
        for file in item.files - {each.file for each in item.wanted()}
        | {mention.target for mention in item.mentions if mention.use in ("link", "address")}
    }


def wanted_by_cluster(cluster: Cluster) -> list[Wanted]:
    """The pictures of the look, and those for the media."""
    press = cluster.press.pictures if cluster.press else ()
    return [*(cluster.look.wanted() if cluster.look else ()), *(Wanted(each.file, each.at) for each in press)]


def illustrated_cluster(cluster: Cluster, pictures: Mapping[str, Picture]) -> Cluster:
    """The cluster with the pictures of its look, and those for the media."""
    cluster = replace(cluster, look=cluster.look.illustrated(pictures)) if cluster.look else cluster
    press = cluster.press
    if press is None or not press.pictures:
        return cluster
    with_pictures = tuple(replace(each, picture=pictures.get(each.file)) for each in press.pictures)
    return replace(cluster, press=replace(press, pictures=with_pictures))


_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(rf'\bsrc="{TOP}([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')


def _with_pictures(html: str, pictures: Mapping[str, Picture]) -> str:
    """The HTML of a text, with each picture in several sizes."""

    def with_sizes(found: re.Match[str]) -> str:
        source, alt = _SRC.search(found[0]), _ALT.search(found[0])
        picture = pictures.get(unquote(source[1])) if source else None
        if picture is None:
            return found[0]
        return str(shown(picture, unescape(alt[1]) if alt else "", sizes=IN_TEXT))

    return _IMG.sub(with_sizes, html)


_SOURCE = re.compile(r"<source\b[^>]*>|</?picture>")
_SIZES = re.compile(r' (?:srcset|sizes|loading|decoding)="[^"]*"')


_TICK = re.compile(r'<input type="checkbox" disabled( checked)?[^>]*>')
_NOTE_LINK = re.compile(r'<sup [^>]*id="fnref[^>]*><a [^>]*>(.*?)</a></sup>')
_BACK = re.compile(r'(?:&#160;|\s)*<a [^>]*class="footnote-backref"[^>]*>.*?</a>')
_ALIGNED = re.compile(r'<(t[hd]\b[^>]*) class="align-(\w+)"')
_MARKED = re.compile(r'<(div|li)(?: [^>]*(?:class="(?:scrolled|footnotes)"|id="fn-)[^>]*)>')


def simplified(html: str) -> str:
    """The HTML for feed readers and mail programs, which know no style sheet, form and link within a text.

    Pictures are plain `<img>` elements, tasks begin with a sign, notes are quotations, and no footnote has an
    id, as a reader may show several texts on one page.
    """
    plain = _SOURCE.sub("", html).replace(f'<img class="{TRANSPARENT}"', f'<img style="{LIGHT_GROUND}"')
    plain = _ALIGNED.sub(r'<\1 style="text-align: \2;"', plain)
    plain = _IMG.sub(lambda found: _SIZES.sub("", found[0]), plain)
    plain = _TICK.sub(lambda found: "☑" if found[1] else "☐", plain)
    plain = _NOTE_LINK.sub(r"<sup>[\1]</sup>", plain)
    plain = _MARKED.sub(r"<\1>", _BACK.sub("", plain))
    return _with_quotations(plain) if 'class="admonition' in plain else plain


def _with_quotations(html: str) -> str:
    """The HTML with quotations in place of notes such as `!!! tip`."""
    from bs4 import BeautifulSoup  # slow to load, and rarely needed

    soup = BeautifulSoup(html, "html.parser")
    for title in soup.select(".admonition > .admonition-title"):
        strong = soup.new_tag("strong")
        strong.extend(list(title.contents))
        title.attrs = {}
        title.append(strong)
    for note in soup.select(".admonition"):
        note.name, note.attrs = "blockquote", {}
    return soup.decode(formatter="minimal")
