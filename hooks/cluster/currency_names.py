"""Codes of currencies by their signs and names in several languages: `PLN` for `zł`, `złotych`, `Zloty`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global

from cluster.code_names import MOST_READ, country_of
from cluster.slugs import slug_of

_SIGNS = {"fr": "CHF", "ft": "HUF"}
"""Signs that no language of these has."""


def currency_meant(text: str, languages: Iterable[str] = ()) -> str:
    """The code of a currency that is in use, for its sign, its name or the first or last word of its name.

    Of several, the one of a country where one of the languages is spoken most; empty if it is none of them.
    """
    wanted, read = _plain(text), [*dict.fromkeys((*languages, *MOST_READ))]
    own = frozenset(code for each in languages for code in _in_use(country_of(each)))
    for codes in (own, _all_in_use()):
        for language in read:
            found = [each for each in codes if wanted in _names(each, language)]
            if len(found) == 1:
                return found[0]
    return _SIGNS.get(wanted, "")


def _plain(text: str) -> str:
    return slug_of(text) or text


def _in_use(country: str) -> Iterable[str]:
    currencies = get_global("territory_currencies").get(country, ())
    return [code for code, _, until, is_tender in currencies if is_tender and not until]


@cache
def _all_in_use() -> frozenset[str]:
    return frozenset(code for each in get_global("territory_currencies") for code in _in_use(each))


@cache
def _names(code: str, language: str) -> frozenset[str]:
    from babel.numbers import get_currency_name, get_currency_symbol  # here, as nearly no build needs it

    if not Locale.parse(language).currencies.get(code):
        return frozenset()
    counted = [get_currency_name(code, count=number, locale=language) for number in (1, 2, 5)]
    words = [word for name in counted for word in (name, name.split()[0], name.split()[-1])]
    return frozenset(map(_plain, (get_currency_symbol(code, locale=language), *words)))
