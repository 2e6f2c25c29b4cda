"""The interface strings of one language, with CLDR plural forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from babel.numbers import format_decimal

from cluster.language import locale_of
from cluster.problems import Invalid
from cluster.reading.yaml_tree import read_tree
from cluster.sentences import joint

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads all values as texts."""


@dataclass(frozen=True, slots=True)
class Words:
    """The interface strings of one language."""

    language: str
    entries: Mapping[str, str | Mapping[str, str]]
    """By key: a string, or its plural forms by CLDR category (one, few, many, other)."""

    def __getitem__(self, key: str) -> str:
        entry = self.entries[key]
        if not isinstance(entry, str):
            raise KeyError(f"'{key}' has plural forms; use count()")
        return entry

    @property
    def colon(self) -> str:
        """`:` after a word, with the space that French puts before it, which typography keeps together."""
        return _after_word(":", self.language)

    @property
    def semicolon(self) -> str:
        """`;` after a word, as `colon`."""
        return _after_word(";", self.language)

    def labelled(self, label: object, text: object) -> str:
        """`Adresse: Praha`, in French `Adresse : Prague`: a text behind what it is."""
        return f"{label}{self.colon} {text}"

    def number(self, value: int) -> str:
        """`30 000` in Czech, `30,000` in English."""
        return str(format_decimal(value, locale=locale_of(self.language)))

    def count(self, key: str, number: int, *, space: str = " ") -> str:
        """`3 akce`, `5 akcí`: the plural form for `number`, which replaces `{n}` in it, and the space."""
        entry = self.entries[key]
        if isinstance(entry, str):
            raise KeyError(f"'{key}' has no plural forms")
        category = str(locale_of(self.language).plural_form(number))
        form = entry.get(category, entry["other"])
        return form.replace("{n} ", f"{{n}}{space}").replace("{n}", self.number(number))


@cache
def _after_word(sign: str, language: str) -> str:
    return re.sub(r"\s", " ", joint(sign, language)[:-1])  # with a plain space, as calendars have it


def read_words(text: str, *, file: str, language: str) -> Words:
    """Parse a file of words/; Invalid with its problems."""
    try:
        entries = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise Invalid(read_tree(text, file=file)[1]) from error
    return Words(language, entries)
