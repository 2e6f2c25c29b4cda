"""Whether a news item's text begins with what its summary says: then its page need not show both."""

from __future__ import annotations

import re

SHARE = 0.5
"""The part of the longer words of a summary that a text has if it says the same."""

_TAGS = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"\w{4,}")
_NUMBERS = re.compile(r"\d+")
"""A number is news of its own: an hour, a sum, a year."""
_STEM = 5
"""How many letters tell a word in whatever form: `předs` for `předseda` and `předsedou`."""


def is_repeated(summary: str, html: str) -> bool:
    """Whether the first paragraph says again the first sentence of the summary, and the text all of it."""
    first, _, _ = html.partition("</p>")
    sentence = re.split(r"(?<=[.!?])\s", summary, maxsplit=1)[0]
    return _says(first, sentence) and _says(html, summary)


def _says(html: str, text: str) -> bool:
    wanted = _stems(text)
    if not {*_NUMBERS.findall(text)} <= {*_NUMBERS.findall(_TAGS.sub("", html))}:
        return False
    return bool(wanted) and len(wanted & _stems(_TAGS.sub("", html))) >= SHARE * len(wanted)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORDS.findall(text.casefold())}
