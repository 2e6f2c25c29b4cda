"""Quotation marks and apostrophes of a language in place of the straight ones that keyboards have.

What editors write is published with them in every channel: `Text.best` has them, and the HTML of Markdown.
Straight signs stay where they may mean something else: inches and minutes (27", 5'), addresses, single
quotation marks, a quotation mark without its counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_LOW = ("„", "“")
QUOTES: Mapping[str, tuple[str, str]] = {
    "cs": _LOW,
    "de": _LOW,
    "en": ("“", "”"),
    "fr": ("«", "»"),
    "pl": ("„", "”"),
    "sk": _LOW,
}
"""The quotation marks of a language by its code; in all of these languages, ’ is the apostrophe, too."""

WITH_SPACE: Mapping[str, str] = {
    **{sign: f"\u202f{sign}" for sign in ";!?"},
    **{":": "\u00a0:", "«": "«\u00a0", "»": "\u00a0»"},
}
"""French signs with their spaces."""

_PAIR = re.compile(r'(?<![^\s([{–—«„“’-])"(?=\S)([^"\u2029]*)(?<=\S)"(?!\w)')
_APOSTROPHE = re.compile(
    r"((?:https?://|mailto:|www\.)\S+|(?<!\S)\S+@\S+)"  # an address stays as it is
    r"""|(?<=[^\W\d_])'(?=[^\W\d_]|["«“„<\ufffc])"""  # l'eau, l'"eau"
    r"|(?<=\d)'(?=s\b)|(?<!\S)'(?=\d\ds?\b)"  # the 1990's, the '90s
)

_AFTER_S = re.compile(r"(?<=[^\W\d_][sxzß])'(?!\w)")
"""The members' day, Hans' Buch; but this is a quotation mark where another one opens."""
_OPENING = re.compile(r"(?<!\w)'(?=\w)")


def with_signs(text: str, language: str, *, is_same_length: bool = False) -> str:
    """The text with the signs of the language; French quotation marks get their spaces, unless the text is
    to keep its length."""
    if language not in QUOTES or not ('"' in text or "'" in text):
        return text
    text = _APOSTROPHE.sub(lambda found: found[1] or "’", text)
    text = text if _OPENING.search(text) else _AFTER_S.sub("’", text)
    return _PAIR.sub(lambda found: quoted(found[1], language, is_same_length=is_same_length), text)


def quoted(text: str, language: str, *, is_same_length: bool = False) -> str:
    """A text in the quotation marks of one of the languages of QUOTES: `„Open day”`; see `with_signs`."""
    first, last = QUOTES[language]
    space = " " if language == "fr" and not is_same_length else ""
    return f"{first}{space}{text}{space}{last}"
