"""A page of the site in one language, before it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any

from cluster.content.addresses import source_of
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.last_changes import newest
from cluster.content.text_pages import TextPage
from cluster.content.version import SiteVersion, Version
from cluster.frozen import frozen
from cluster.language import Phrase, Text, languages_of
from cluster.pictures.model import Image
from cluster.reading.scalar_types import Link


@frozen
class Page:
    """A page of one language version of the site.

    Its texts are computed on access, not when it is created: a page that comes from the cache never needs
    them. The fields are what the cache key is made of, so they must hold everything that the texts depend on
    beside the version.
    """

    version: Version = field(compare=False)
    address: str
    """Path below the language's folder, ending in `/`: `pillars/military/`. Empty for the home page."""
    kind: str
    """The name of its template."""
    own: TextPage | None
    """The text page of docs/ at the same address. None for events, news and editions."""
    name: Text | None
    """The title. None to take it from `own` or `word`."""
    word: str
    """The key of the interface's word that is the title, if no other is set."""
    dated: CalendarEntry | None
    """The event whose date is added to the title for browsers and search engines."""
    about: Text | Callable[[Version], str] | None
    """The source of the description, of any length. A function if computing it takes time, as a `partial`:
    its arguments are part of the fingerprint."""
    texts: Sequence[Text | None]
    """The page exists in the languages of these texts; in all of the site's if there are none."""
    above: Sequence[str]
    """Addresses of the parent pages, without the home page."""
    feeds: Sequence[tuple[Text, str]]
    """Title and folder of each feed on the page's own subject. The feed of all news is on every page."""
    image: Image | None
    """The editor's picture for links to the page; without one, it is the page's card."""
    prose: Phrase | None
    """The editor's text in the best available language, as HTML; links are not resolved yet."""
    prose_languages: frozenset[str]
    """The languages in which the editor's text exists."""
    changed: date | None
    """The day of its newest content, if dates in the sources tell."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """The variables of its template: all of the site's content that the template can see."""

    @property
    def language(self) -> str:
        """The code of the language version that the page belongs to."""
        return self.version.language

    @cached_property
    def title(self) -> Phrase:
        name = self.name or (self.own.title if self.own else None)
        return self.version.say(name) if name else Phrase(self.version.words[self.word], self.language)

    @property
    def menu_title(self) -> str:
        """The title in the menu and in breadcrumbs: that of the editor's page, which may be shorter.

        The plan in force is "Action plan" there, whatever its year: its editor's text is that of one year.
        """
        if self.address in self.version.folders:
            return self.version.folders[self.address]
        return str(self.version.say(self.own.title)) if self.own and self.own.title else str(self.title)

    @property
    def head_title(self) -> str:
        """The title for browsers and search engines; an event's includes its date."""
        date = self.version.date_of(self.dated.when) if self.dated and self.dated.when else ""
        return f"{self.stated_title}, {date}" if date else self.stated_title

    @property
    def stated_title(self) -> str:
        """The title for texts without flags; that of an event says whether it is cancelled or has moved."""
        return self.version.stated(str(self.title), self.dated.event) if self.dated else str(self.title)

    @cached_property
    def description(self) -> str:
        """One or two sentences for search engines and link previews."""
        own = self.own.description if self.own else None
        about = self.about(self.version) if callable(self.about) else self.version.text_of(self.about)
        return _shortened(about or self.version.text_of(own) or str(self.title))

    @cached_property
    def versions(self) -> frozenset[str]:
        """The languages in which the page's main text exists."""
        prose = self.prose_languages if self.kind == "prose" or not self.own else ()
        return languages_of(*self.texts, prose=prose) or frozenset(self.version.languages.all)

    @cached_property
    def text_language(self) -> str:
        """The language of the main text: `language`, or the next best one that the text exists in."""
        chain, versions = self.version.chain, self.versions
        return next((language for language in chain if language in versions), self.language)

    @property
    def is_fallback(self) -> bool:
        """Whether the main text is in another language than the page."""
        return self.text_language != self.language

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """Menu title and address of each parent page."""
        return [(self.version.folders[address], address) for address in self.above]

    @property
    def source(self) -> str:
        """The path below docs/ of the Markdown file for this page, existing or not: `pillars/military.md`."""
        return source_of(self.address)


def page_of(
    version: SiteVersion,
    address: str,
    kind: str,
    *,
    title: Text | None = None,
    word: str = "",
    dated: CalendarEntry | None = None,
    about: Text | Callable[[Version], str] | None = None,
    texts: Sequence[Text | None] = (),
    above: Sequence[str] = (),
    feeds: Sequence[tuple[Text, str]] = (),
    lasting: str = "",
    image: Image | None = None,
    bodies: tuple[tuple[str, str], ...] = (),
    links: Iterable[Link] = (),
    **values: Any,
) -> Page:
    """A page with the editor's text of the same address. `values` are the variables of its template.

    The title is `title`, else that of the editor's text, else the interface's `word`. `lasting` is the page's
    later permanent address; the text there is used if `address` has none. `links` are the addresses of the
    page's sources: its template shows them once, as the variable `sources`.
    """
    sources = version.site.cited(links)
    own = version.site.text_page_at(address) or (version.site.text_page_at(lasting) if lasting else None)
    bodies = bodies or (own.bodies if own else ())
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
        image=image,
        prose=version.prose_of(bodies),
        prose_languages=frozenset(language for language, _ in bodies),
        changed=newest(version.last_changes.get(address), sources, version.today),
        values={**values, "sources": sources},
    )


def neighbours(
    things: Sequence[Any], index: int, keys: tuple[str, str], name: Callable[[Any], Text | str]
) -> dict[str, Any]:
    """Name and address of the previous and next page under the two `keys`; None at the ends."""
    previous = things[index - 1] if index else None
    following = things[index + 1] if index + 1 < len(things) else None
    return {
        key: (name(each), each.address) if each else None
        for key, each in zip(keys, (previous, following), strict=True)
    }


def _shortened(text: str, most: int = 200) -> str:
    """The text in one line, cut between words to at most `most` characters."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;–-") + "…"
