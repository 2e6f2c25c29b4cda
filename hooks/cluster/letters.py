"""Letters without their diacritics, as people type them, and the order of names in each language."""

from __future__ import annotations

from functools import lru_cache
from itertools import filterfalse
from unicodedata import combining, normalize

LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that Unicode does not decompose, as people type them. theme/assets/*.js have the same list."""

_TABLE = str.maketrans(LETTERS)


def folded(word: str) -> str:
    """A word in small letters without diacritics."""
    if word.isascii():
        return word
    return "".join(filterfalse(combining, normalize("NFD", word.translate(_TABLE))))


_OWN = {
    "cs": "cč hch rř sš zž",
    "pl": "aą cć eę lł nń oó sś zźż",
    "sk": "aä cč hch oô rř sš zž",
}
"""The letters that languages have of their own, behind the one after which they come (CLDR's collations).
Those of other languages, as French, differ from each other only between equal words."""

_LAST = 0x10FFF0
"""Where the signs begin that stand for an own letter: behind every other letter."""


@lru_cache(maxsize=20_000)  # a name is in many lists
def order_of(name: str, language: str) -> tuple[str, str]:
    """What names are sorted by in a language: `Čočka` after `Cyklus`, `Chemie` after `Hranol` in Czech."""
    small = normalize("NFC", name.lower())
    letters = small
    for group in _OWN.get(language, "").split():
        base, own = group[0], [group[1:]] if group == "hch" else group[1:]
        for number, letter in enumerate(own):
            letters = letters.replace(letter, f"{base}{chr(_LAST + number)}")
    return folded(letters), small
