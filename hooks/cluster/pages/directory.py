"""A directory: a list of entries that readers search and filter, on any page.

A page makes one with `directory_of` and passes it to its template as a value. The template shows it:

    {% import "_directory.html" as d %}
    {% call(item) d.directory(directory, words.members) %}
    <h3 class="entry__title"><a href="…">{{ item.heading }}</a></h3> …
    {% endcall %}

The caller's block is what is inside one entry, a `<li>`; all of its text is searched, with `Entry.words` and
without regard to diacritics and case. A facet NAME needs the words `filter_NAME` and `all_of_NAME`, and is
the parameter NAME of the page's address; so it is one short word in small letters, neither `find` nor `view`.
The script is theme/assets/directory.js; pages with a directory load it by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cluster.language import Text

MANY = 200
"""From how many entries on browsers render only those in sight."""


class Entry(NamedTuple):
    """An entry of a directory."""

    item: Any
    """What the template's block shows."""
    values: Mapping[str, Sequence[str]] = {}
    """Its values for each facet, without spaces; for a facet of numbers, also ranges: `400..700`, `400..`."""
    words: str = ""
    """Words by which readers find it beside its text: synonyms, abbreviations."""


class Option(NamedTuple):
    """A value by which readers can filter."""

    value: str
    title: Text | str
    number: int
    """How many entries have it."""


class Facet(NamedTuple):
    """A property by which readers can filter: one of several options, or numbers with their unit."""

    name: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    title: Text | None = None
    """Its name, for a facet of numbers: that of others is a word of the interface, `filter_NAME`."""


class Directory(NamedTuple):
    """A list of entries with what readers can do with it."""

    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]
    view: str
    """`cards` or `list`: how it is shown at first."""

    @property
    def is_long(self) -> bool:
        return len(self.entries) > MANY


def directory_of(
    entries: Iterable[Entry],
    choices: Mapping[str, Iterable[tuple[str, Text | str]]],
    *,
    numbers: Iterable[Facet] = (),
    view: str = "cards",
) -> Directory:
    """A directory with a facet for each key of `choices`: pairs of a value and its title, in their order.

    Values that no entry has are left out, and so are facets that would not tell entries apart. `numbers` are
    facets with a `unit` and a `title`: readers write a range, and see the entries with a range that overlaps.
    """
    found = tuple(entries)
    counts = Counter((name, value) for each in found for name in each.values for value in each.values[name])
    facets = (_facet(name, options, counts) for name, options in choices.items())
    useful = (each for each in facets if any(option.number < len(found) for option in each.options))
    return Directory(found, (*useful, *numbers), view)


def _facet(
    name: str, options: Iterable[tuple[str, Text | str]], counts: Mapping[tuple[str, str], int]
) -> Facet:
    counted = (Option(value, title, counts[name, value]) for value, title in options)
    return Facet(name, tuple(each for each in counted if each.number))
