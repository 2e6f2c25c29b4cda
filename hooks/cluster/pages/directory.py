"""A directory: a list of entries that readers search and filter, on any page.

A page makes one with `directory_of` and passes it to its template as a value. The template shows it:

    {% import "_directory.html" as d %}
    {% call(item) d.directory(directory, words.members, "logos") %}
    <h3 class="entry__title"><a href="…">{{ item.heading }}</a></h3> …
    {% endcall %}

The caller's block is what is inside one entry, a `<li>`; all of its text is searched, with `Entry.words` and
the titles and words of its values, without regard to diacritics and case. If the directory `is_brief`, the
block shows only the essential, as the page of thousands would else be too large. A facet NAME needs the words
`filter_NAME` and `all_of_NAME`, and is the parameter NAME of the page's address; so it is one short word in
small letters, neither `find` nor `view`.
The script is theme/assets/directory.js; pages with a directory load it by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cluster.language import Text

MANY = 200
"""From how many entries on browsers render only those in sight."""

VERY_MANY = 500
"""From how many entries on each of them says only the essential."""

MOST_OPTIONS = 200
"""How many options a facet may have. More would not be read, and the search finds their entries."""


class Entry(NamedTuple):
    """An entry of a directory."""

    item: Any
    """What the template's block shows."""
    values: Mapping[str, Sequence[str]] = {}
    """Its values for each facet, without spaces; for a facet of numbers, also ranges: `400..700`, `400..`."""
    words: str = ""
    """Words by which readers find it beside its text and its values."""


class FacetValue(NamedTuple):
    """A value by which readers can filter."""

    value: str
    title: Text | str
    words: str = ""
    """Words by which readers find the entries with this value beside its title: synonyms, abbreviations."""


class Option(NamedTuple):
    """A value of a facet, with its number of entries."""

    value: str
    title: Text | str
    number: int
    """How many entries have it."""
    words: str = ""
    """As those of the value."""


class Facet(NamedTuple):
    """A property by which readers can filter: one of several options, or numbers with their unit."""

    name: str
    options: tuple[Option, ...] = ()
    unit: str = ""
    title: Text | None = None
    """Its name, for a facet of numbers: that of others is a word of the interface, `filter_NAME`."""
    is_shown: bool = True
    """Whether readers see it. One that would not tell entries apart only helps to search."""
    known: int = 0
    """Of how many entries the value is known, if not of all, and readers should know that."""


class Directory(NamedTuple):
    """A list of entries with what readers can do with it."""

    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]
    view: str
    """`cards` or `list`: how it is shown at first."""

    @property
    def is_long(self) -> bool:
        return len(self.entries) > MANY

    @property
    def is_brief(self) -> bool:
        return len(self.entries) > VERY_MANY


def directory_of(
    entries: Iterable[Entry],
    choices: Mapping[str, Iterable[FacetValue]],
    *,
    numbers: Iterable[Facet] = (),
    incomplete: Collection[str] = (),
    view: str = "cards",
) -> Directory:
    """A directory with a facet for each key of `choices`, whose options keep their order.

    Choices that no entry has are left out. `numbers` are facets with a `unit` and a `title`: readers write a
    range, and see the entries with a range that overlaps. Readers are told of how many entries those in
    `incomplete` are known: an entry without a value may have one that nobody has told.
    """
    found = tuple(entries)
    counts = Counter((name, value) for each in found for name in each.values for value in each.values[name])
    facets = [_facet(name, options, counts, len(found)) for name, options in choices.items()]
    facets = [
        each._replace(known=_known(each.name, found)) if each.name in incomplete else each for each in facets
    ]
    kept = (*(each for each in facets if 0 < len(each.options) <= MOST_OPTIONS), *numbers)
    names = {each.name for each in kept}
    return Directory(tuple(_with(each, names) for each in found), kept, view)


def _facet(
    name: str, choices: Iterable[FacetValue], counts: Mapping[tuple[str, str], int], total: int
) -> Facet:
    counted = (Option(value, title, counts[name, value], words) for value, title, words in choices)
    options = tuple(each for each in counted if each.number)
    return Facet(name, options, is_shown=any(each.number < total for each in options))


def _known(name: str, entries: Sequence[Entry]) -> int:
    number = sum(bool(each.values.get(name)) for each in entries)
    return number if number < len(entries) else 0


def _with(entry: Entry, facets: Collection[str]) -> Entry:
    """The entry with the values for these facets alone."""
    return entry._replace(values={name: each for name, each in entry.values.items() if name in facets})
