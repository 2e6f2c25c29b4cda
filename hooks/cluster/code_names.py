"""Codes of languages and countries by their names in any language: `fr` for `francouzština`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import exists

from cluster.problems import closest, suggestion

MOST_READ = ("en", "cs", "de", "pl", "fr", "sk")
"""The languages whose names count first, and also if they are only similar to what is written."""


@cache
def english_languages() -> Mapping[str, str]:
    """The languages with a code of two letters: `{"cs": "Czech"}`."""
    return {str(code): str(name) for code, name in Locale("en").languages.items() if len(str(code)) == 2}


@cache
def english_countries() -> Mapping[str, str]:
    """The countries with a code of two letters: `{"CZ": "Czechia"}`."""
    names = Locale("en").territories
    return {str(code): str(name) for code, name in names.items() if re.fullmatch("[A-Z]{2}", str(code))}


def country_of(language: str) -> str:
    """The code of the country where most people speak a language; empty if it is not known."""
    return str(get_global("likely_subtags").get(language, "")).rpartition("_")[2]


def language_meant(text: str) -> str:
    """The code of a language, for its name, its code of three letters or in capitals, or a country where it
    is spoken; empty if it is none of them."""
    spoken = get_global("territory_languages").get(text.upper(), {})
    for found in (
        text.lower(),
        max(map(str, spoken), key=lambda each: float(spoken[each]["population_percent"]), default=""),
        str(get_global("language_aliases").get(text.lower(), "")),
        _named(text, "languages"),
    ):
        if found in english_languages():
            return found
    return ""


def country_meant(text: str) -> str:
    """The code of a country, for its name, or a code of three letters or in small ones; empty if it is none
    of them."""
    aliases = get_global("territory_aliases").get(text.upper(), [])
    for found in (text.upper(), *map(str, aliases[:1]), _named(text, "territories")):
        if found in english_countries():
            return found
    return ""


def near_language(text: str) -> str:
    """`; did you mean 'cs' (Czech)?` for what means a language or is similar to its name, else an empty
    text."""
    return _hint(language_meant(text) or _similar(text, "languages"), english_languages())


def suggested_language(text: str, known: Sequence[str]) -> str:
    """The same if it is one of those that are known; else what `problems.suggestion` says of them."""
    is_known = language_meant(text) in known
    return near_language(text) if is_known else suggestion(text, known)


def near_country(text: str) -> str:
    """`; did you mean 'CZ' (Czechia)?` for what means a country or is similar to its name, else an empty
    text."""
    return _hint(country_meant(text) or _similar(text, "territories"), english_countries())


def _hint(code: str, names: Mapping[str, str]) -> str:
    name = names.get(code)
    return f"; did you mean '{code}' ({name})?" if name else ""


def _named(text: str, kind: str) -> str:
    """The code whose name is the text in any language."""
    plain = _plain(text)
    return _codes(kind, MOST_READ).get(plain) or _codes(kind).get(plain, "")


def _similar(text: str, kind: str) -> str:
    """The code whose name is similar to the text in one of the languages that are read most."""
    names = _codes(kind, MOST_READ)
    return names.get(closest(_plain(text), names), "")


@cache
def _codes(kind: str, languages: tuple[str, ...] = ()) -> Mapping[str, str]:
    """The codes by their names in some languages, or in all: only for a message, as that takes long."""
    known = languages or (*MOST_READ, *filter(exists, english_languages()))
    found: dict[str, str] = {}
    for language in known:
        for code, name in getattr(Locale.parse(language), kind).items():
            if len(code) == 2:
                found.setdefault(_plain(name), code)
    return found


def _plain(text: str) -> str:
    """Without accents, in small letters."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in letters if not unicodedata.combining(each))
