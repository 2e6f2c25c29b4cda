"""A page of the site, in one language, before it gets its HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cluster.content.events import Event
from cluster.content.site import languages_of, source_of
from cluster.content.text_pages import Prose
from cluster.content.version import SiteVersion, Version
from cluster.language import Phrase, Text
from cluster.pictures.model import Picture


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of one language version of the site.

    What it says is worked out only when it is asked for: a page that is unchanged is never asked.
    """

    version: Version = field(compare=False)
    address: str
    """Path below the language's folder, with a `/` at its end: `pillars/military/`; `` is the home page."""
    kind: str
    """The name of its template."""
    own: Prose | None
    """What stands in docs/ under its address, but for events and news."""
    name: Text | None
    """Its title; None if `own` or `word` has it."""
    word: str
    """The key of the interface's word for it."""
    dated: Event | None
    """The event whose date stands in its title for browsers and search engines."""
    about: Text | Callable[[Version], str] | None
    """Its description, of any length; a function (a `partial` of values) where it costs time to make."""
    texts: Sequence[Text | None]
    """The texts in whose languages it exists; all of the site's if there are none."""
    above: Sequence[str]
    """Addresses of the pages above it, the home page left out."""
    feeds: Sequence[tuple[Text, str]]
    """Titles and folders of the feeds of its own subject, beside that of all news."""
    picture: Picture | None
    """That is shown where others link to it."""
    bodies: tuple[tuple[str, str], ...]
    """What an editor wrote for it: HTML by language, its links not placed yet."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What its template shows, and all that it can see of the site's content."""

    @property
    def language(self) -> str:
        """The language version to which the page belongs."""
        return self.version.language

    @cached_property
    def title(self) -> Phrase:
        name = self.name or (self.own.title if self.own else None)
        return self.version.say(name) if name else Phrase(self.version.words[self.word], self.language)

    @property
    def menu_title(self) -> str:
        """A shorter one for the menu and the path."""
        return str(self.version.say(self.own.title)) if self.own and self.own.title else str(self.title)

    @property
    def head_title(self) -> str:
        """The title as browsers and search engines show it: an event's with its date."""
        date = self.version.when(self.dated, short=True) if self.dated else ""
        return f"{self.title}, {date}" if date else str(self.title)

    @cached_property
    def description(self) -> str:
        """One or two sentences for search engines and link previews."""
        own = self.own.description if self.own else None
        about = self.about(self.version) if callable(self.about) else self.version.text_of(self.about)
        return _shortened(about or self.version.text_of(own) or str(self.title))

    @cached_property
    def versions(self) -> frozenset[str]:
        """The languages in which the page's main text exists."""
        bodies = self.bodies if self.kind in ("event", "post", "edition", "prose") else ()
        return languages_of(*self.texts, bodies=bodies) or frozenset(self.version.languages.all)

    @cached_property
    def text_language(self) -> str:
        """The one of `versions` that is shown: another than `language` where that is missing."""
        chain, versions = self.version.chain, self.versions
        return next((language for language in chain if language in versions), self.language)

    @property
    def is_fallback(self) -> bool:
        """Whether the reader is shown another language than the one asked for."""
        return self.text_language != self.language

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """Menu title and address of the pages above it."""
        return [(self.version.folders[address], address) for address in self.above]

    @property
    def prose(self) -> Phrase | None:
        """What an editor wrote for it, in the best language."""
        return Text(self.bodies).best(self.version.chain) if self.bodies else None

    @property
    def source(self) -> str:
        """Path of the Markdown file that it would have below docs/: `pillars/military.md`."""
        return source_of(self.address)


def page_of(
    version: SiteVersion,
    address: str,
    kind: str,
    *,
    title: Text | None = None,
    word: str = "",
    dated: Event | None = None,
    about: Text | Callable[[Version], str] | None = None,
    texts: Sequence[Text | None] = (),
    above: Sequence[str] = (),
    feeds: Sequence[tuple[Text, str]] = (),
    lasting: str = "",
    picture: Picture | None = None,
    bodies: tuple[tuple[str, str], ...] = (),
    **values: Any,
) -> Page:
    """A page with the prose of its address, called by `title`, else by its prose, else by a word.

    `lasting` is the address that it will have later, whose prose it shows if it has none of its own.
    """
    own = version.site.prose_at(address) or (version.site.prose_at(lasting) if lasting else None)
    return Page(
        version=version,
        address=address,
        kind=kind,
        own=own,
        name=title,
        word=word,
        dated=dated,
        about=about,
        texts=texts,
        above=above,
        feeds=feeds,
        picture=picture,
        bodies=bodies or (own.bodies if own else ()),
        values=values,
    )


def neighbours(
    things: Sequence[Any], index: int, keys: tuple[str, str], name: Callable[[Any], Text | str]
) -> dict[str, Any]:
    """Name and address of the pages before and after, by those keys; None where there is none."""
    beside = (things[index - 1] if index else None, *things[index + 1 : index + 2], None)
    return {
        key: (name(each), each.address) if each else None for key, each in zip(keys, beside, strict=False)
    }


def _shortened(text: str, most: int = 200) -> str:
    """At most `most` characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"
