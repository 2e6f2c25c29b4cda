"""What people see on a site and in its forms in place of values and of names of fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

from cluster.build.descriptions import WORDED, descriptions_of, roots
from cluster.build.program_files import words_of
from cluster.language import Languages
from cluster.reading.descriptions import choices, described, key_of
from cluster.reading.fields import fields_of
from cluster.reading.labels import Labels
from cluster.reading.schema import Reader


def reader_of(file: str, languages: Languages, **more: Any) -> Reader:
    """A reader that knows what the languages of the site call each value and field; for `more`, see
    `Reader`."""
    return Reader(file, languages, labels=partial(labels_in, languages.all), **more)


@cache
def labels_in(languages: tuple[str, ...]) -> Labels:
    """The labels in some languages and in English."""
    told = [*dict.fromkeys((*languages, "en"))]
    values: dict[tuple[str, ...], dict[str, dict[str, None]]] = {}
    fields: dict[str, list[str]] = {}
    for cls in described(roots()):
        for name, (hint, _) in fields_of(cls).items():
            key = key_of(cls, name)
            fields[key] = [descriptions_of(each).entries[key].label for each in told]
            for value in choices(hint):
                found = values.setdefault(choices(hint), {})
                found.setdefault(value, {}).update(dict.fromkeys(_labels(value, key, told)))
    return Labels(values, fields)


def _labels(value: str, key: str, languages: Iterable[str]) -> Iterator[str]:
    """What languages call a value: one of it, several, and what the hint of its field says behind it."""
    for each in languages:
        entry, words = descriptions_of(each).entries[key], words_of(each).entries
        yield entry.values[value]
        several = words.get(f"{WORDED[key].removesuffix('_')}s_{value}") if key in WORDED else None
        if isinstance(several, str):
            yield several
        if found := re.search(rf"`{value}` \(([^()]*)\)", entry.hint):
            yield from re.split(r",? (?:or|ou|oder|nebo|alebo|lub|albo) |, ", found[1])
