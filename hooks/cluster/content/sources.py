"""Sources: what is known of the web pages that confirm facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from cluster.content.item import Item
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Phrase, Text
from cluster.links import readable, untracked
from cluster.reading.scalar_types import LanguageCode, Link

SOURCES = "data/sources.yaml"


@frozen
class Source(Item):
    """One entry of data/sources.yaml: a page that some `sources` name by its address."""

    link: Link
    """The web address, as it is written under `sources`."""
    title: Text | None = None
    """The title of the page, in its own language. Without one, readers see what the address says in words."""
    language: LanguageCode | None = None
    """The code of the language of the title, such as `en`; leave it out if it is the first language of the
    site."""
    publisher: str | None = None
    """Who published it; without it, readers see the name of the website."""
    when: When | None = None
    """When it was published, as exact as it is known."""
    archived: Link | None = None
    """The address of a copy in a web archive, to which readers are led as the page itself is gone."""

    @property
    def name(self) -> Text | Phrase | str:
        """Its title, else what its address says in words; `` if that is nothing."""
        if self.title and self.language:
            return Phrase(self.title.original, self.language)
        return self.title or _in_words(self.link)


def _in_words(link: str) -> str:
    """`Open day in town` for `https://hub.example/open-day-in-town.html`; `` if it has no words."""
    last = urlsplit(readable(link)).path.rstrip("/").rpartition("/")[2]
    words = re.sub(r"\.\w{1,5}$", "", last).replace("_", "-").split("-")
    if sum(word.isalpha() for word in words) < 2:
        return ""
    text = " ".join(word for word in words if word and not re.search(r"\d{5,}", word))
    return text[:1].upper() + text[1:]


def links_in(*things: Any) -> list[Link]:
    """The addresses under `sources` of things, in their order; None is skipped."""
    return [link for each in things if each for link in each.sources]


def cited(links: Iterable[Link], known: Mapping[str, Source]) -> tuple[Source, ...]:
    """The sources at addresses, each once; `known` by `key_of` their addresses."""
    return tuple(known.get(key) or Source(link=link) for key, link in {key_of(e): e for e in links}.items())


def key_of(link: str) -> str:
    """The same for all addresses of one page."""
    return untracked(link)
