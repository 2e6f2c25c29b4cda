"""The names of months and weekdays in several languages, and the small words around dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from cluster.language import SPOKEN, UNDERSTOOD, locale_of
from cluster.letters import folded

SEASONS = {
    "spring": "spring jaro jara fruhling fruhjahr printemps wiosna wiosny jar",
    "summer": "summer leto leta sommer ete lato lata",
    "autumn": "autumn fall podzim podzimu herbst automne jesien jesieni jesen",
    "winter": "winter zima zimy hiver",
}
"""What editors call the seasons of dates, which CLDR lacks; as `folded`."""

_QUARTER = """q t trim trimestre quarter quartal quartals kw kwartal kwartalu kvartal kvartalu ctvrtleti
stvrtrok stvrtroka stvrtroku"""
QUARTERS = frozenset(_QUARTER.split())
"""Words and letters for a quarter of a year, as `folded`."""

ORDINALS = {
    1: "1 i 1er 1ere premier 1st first erstes ersten prvni prvy prvom pierwszy pierwszym",
    2: "2 ii 2e 2eme deuxieme second 2nd zweites zweiten druhe druhem druhy drugi drugim",
    3: "3 iii 3e 3eme troisieme third 3rd drittes dritten treti tretim trzeci trzecim",
    4: "4 iv 4e 4eme quatrieme fourth 4th viertes vierten ctvrte ctvrtem stvrty stvrtom czwarty czwartym",
}
"""The numbers of quarters, as `folded`."""

_SMALL = """v ve o od ode dne den rok roku r le la les du de des l from on at of the in a am um vom von den
der im ab w we dnia godz godzina hod hodin uhr h"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that say nothing which the numbers of a date do not say."""

UNTIL = "to|until|till|au|aux|jusqu|bis|do|az"
"""Words between two dates or times."""


def _languages(own: Sequence[str]) -> list[str]:
    """Those of a project before the others, as a `listopad` is another month in Croatian than in Czech."""
    return list(dict.fromkeys((*own, *SPOKEN, *UNDERSTOOD)))


@cache
def months(own: Sequence[str]) -> Mapping[str, int]:
    """The numbers of months by their names, as `folded`."""
    found: dict[str, int] = {}
    for language in _languages(own):
        for number, name in _names(locale_of(language).months):
            found.setdefault(name, number)
    return found


_INFLECTED = {
    **{"stredu": (2, "cs"), "sobotu": (5, "cs"), "nedeli": (6, "cs"), "nedelu": (6, "sk")},
    **{"srode": (2, "pl"), "sobote": (5, "pl"), "niedziele": (6, "pl")},
}
"""The days of the week after a preposition, where they differ: `ve středu`; as `folded`."""


@cache
def weekdays(own: Sequence[str]) -> Mapping[str, Mapping[int, str]]:
    """The days of the week, from 0 to 6, by their names, as `folded`, each with the language of the name.

    `so` is a Saturday in Czech and a Sunday in German, and may be both.
    """
    found: dict[str, dict[int, str]] = {}
    for language in _languages(own):
        for number, name in _names(locale_of(language).days):
            found.setdefault(name, {}).setdefault(number, language)
    return {name: {number: language} for name, (number, language) in _INFLECTED.items()} | found


def _names(kinds: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[tuple[int, str]]:
    """The names in babel's data with what they stand for; those of a single letter stand for several."""
    for kind in kinds.values():
        for width in ("wide", "abbreviated"):
            for number, name in kind[width].items():
                plain = folded(name.lower()).rstrip(".")
                if re.fullmatch(r"[^\W\d_]{2,}", plain):
                    yield number, plain
