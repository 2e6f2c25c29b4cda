"""The words of a search index with their stems, by which a visitor's "mikroskopu" finds "mikroskopem".

The browser has no stemmer: it looks a word up among those of the index, which the build has stemmed. Both
fold words alike; see theme/assets/search-engine.js.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+")

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Letters that Unicode does not decompose, as people type them."""


def folded(word: str) -> str:
    """A word in small letters without diacritics."""
    if word.isascii():
        return word
    letters = normalize("NFD", word.translate(_LETTERS))
    return "".join(letter for letter in letters if not combining(letter))


def stems_in(text: str, language: str) -> str:
    """The words of a text whose stem is another word, folded, one stem a line: `mikroskop u em`.

    Behind the stem stand the words: their endings, or `=optice` if they do not begin with it. Empty for a
    language without a stemmer, whose words are found by their beginnings.
    """
    from Stemmer import Stemmer  # here: an edit that changes no page needs no stems

    try:
        stemmer = Stemmer(language)
    except KeyError:
        return ""
    words = sorted(set(_WORD.findall(text.lower())))
    stems = {folded(word): folded(stem) for word, stem in zip(words, stemmer.stemWords(words), strict=True)}
    pairs = sorted((stem, word) for word, stem in stems.items() if stem != word)
    return "\n".join(
        _line(stem, (word for _, word in found)) for stem, found in groupby(pairs, lambda pair: pair[0])
    )


def _line(stem: str, words: Iterable[str]) -> str:
    """A stem with its words."""
    return " ".join([stem, *(word[len(stem) :] if word.startswith(stem) else f"={word}" for word in words)])
