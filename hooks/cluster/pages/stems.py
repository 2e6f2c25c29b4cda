"""The words of a search index with their stems, by which a visitor's "mikroskopu" finds "mikroskopem".

The browser has no stemmer: it looks a word up among those of the index, which the build has stemmed. Both
fold words alike; see theme/assets/search-engine.js.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import groupby
from typing import cast

from cluster.letters import folded

_WORD = re.compile(r"[^\W_]+")

_PARTED = bytes(byte if byte > 127 or chr(byte).isalnum() else ord(" ") for byte in range(256)).lower()
"""A table for `bytes.translate`: leaves small letters, digits and what is not ASCII."""

_ENDINGS = {
    "sk": "a á ach ách ám am ami e é eho ej emu ého ému i í ia iach iách iam iám ie ií ii ich ím iou iu ium o"
    " och om ou ov ovi ovia u ú (?<=[er])um y ý ých ým ými"
}
"""The endings of languages for which there is no stemmer. With those of Slovak, 90 % of the pairs of
forms of a word have one stem; with the stemmer of Czech, 59 %."""


def stems_in(texts: Iterable[bytes], language: str) -> str:
    """The words of texts in UTF-8 whose stem is another word, folded, one stem a line: `mikroskop u em`.

    Behind the stem stand the words: their endings, or `=optice` if they do not begin with it. Empty for a
    language without a stemmer, whose words are found by their beginnings.
    """
    stemmed = _stemmer(language)
    if stemmed is None:
        return ""
    parts: set[bytes] = set()
    for text in texts:  # one by one, which is faster than all together, and than a pattern
        parts.update(text.translate(_PARTED).split())
    words = sorted(set(_WORD.findall(b" ".join(parts).decode().lower())))
    stems = {folded(word): folded(stem) for word, stem in zip(words, stemmed(words), strict=True)}
    pairs = sorted((stem, word) for word, stem in stems.items() if stem != word)
    return "\n".join(
        _line(stem, (word for _, word in found)) for stem, found in groupby(pairs, lambda pair: pair[0])
    )


@cache
def _stemmer(language: str) -> Callable[[list[str]], list[str]] | None:
    """Finds the stems of words; None for a language of which nobody knows how."""
    if endings := _ENDINGS.get(language):
        longest_first = "|".join(sorted(endings.split(), key=len, reverse=True))
        ending = re.compile(rf"(?<=\w{{3}})(?:{longest_first})$")
        return lambda words: [ending.sub("", word) for word in words]
    from Stemmer import Stemmer  # here: an edit that changes no page needs no stems

    try:
        return cast(Callable[[list[str]], list[str]], Stemmer(language).stemWords)
    except KeyError:
        return None


def _line(stem: str, words: Iterable[str]) -> str:
    """A stem with its words."""
    return " ".join([stem, *(word[len(stem) :] if word.startswith(stem) else f"={word}" for word in words)])
