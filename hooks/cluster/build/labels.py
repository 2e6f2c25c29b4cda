"""What people see on a site and in its forms in place of values and of names of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from cluster.build.descriptions import WORDED, descriptions_of, roots
from cluster.build.ids import titles_by_field
from cluster.build.program_files import words_of
from cluster.language import Languages
from cluster.reading.descriptions import Descriptions, choices, described, key_of
from cluster.reading.fields import fields_of
from cluster.reading.labels import Labelled, Labels
from cluster.reading.schema import Reader
from cluster.reading.words import Words

ReaderOf = Callable[..., Reader]
"""`reader_of`"""


def reader_of(
    file: str, languages: Languages, titles: Callable[[], Mapping[str, Labelled]] = dict, **more: Any
) -> Reader:
    """A reader that knows what the languages of the site call each value and field; `titles` is `Labels.ids`,
    and `more` as in `Reader`."""

    def labels() -> Labels:
        return labels_in(languages.all)._replace(ids=titles)

    return Reader(file, languages, labels=labels, **more)


def reader_in(texts: Mapping[str, bytes]) -> ReaderOf:
    """A function as `reader_of`, whose readers know the titles of what has an id in some files."""
    return partial(reader_of, titles=cache(partial(titles_by_field, texts)))


@cache
def labels_in(languages: tuple[str, ...]) -> Labels:
    """The labels in some languages and in English."""
    told = [(descriptions_of(each), words_of(each)) for each in dict.fromkeys((*languages, "en"))]
    values: dict[tuple[str, ...], dict[str, dict[str, None]]] = {}
    fields: dict[Any, dict[str, list[str]]] = {}
    for cls in described(roots()):
        for name, (hint, _) in fields_of(cls).items():
            key = key_of(cls, name)
            fields.setdefault(cls, {})[name] = [each.entries[key].label for each, _ in told]
            for value in choices(hint):
                labels = (label for each, words in told for label in _labels(value, key, each, words))
                found = values.setdefault(choices(hint), {})
                found.setdefault(value, {}).update(dict.fromkeys(labels))
    return Labels(values, fields)


def _labels(value: str, key: str, descriptions: Descriptions, words: Words) -> Iterator[str]:
    """What a language calls a value: one of it, several, and what the hint of its field says behind it."""
    entry = descriptions.entries[key]
    yield entry.values[value]
    several = words.entries.get(f"{WORDED[key].removesuffix('_')}s_{value}") if key in WORDED else None
    if isinstance(several, str):
        yield several
    if found := re.search(rf"`{value}` \(([^()]*)\)", entry.hint):
        yield from re.split(r",? (?:or|ou|oder|nebo|alebo|lub|albo) |, ", found[1])
