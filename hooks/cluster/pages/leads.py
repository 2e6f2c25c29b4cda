"""Whether a news item's text begins with what its summary says: then its page need not show both."""

from __future__ import annotations

import re

from cluster.content.news import Post
from cluster.content.version import Version

_TAGS = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"\w{4,}")
_NUMBERS = re.compile(r"\d+")
"""A number is news of its own: an hour, a sum, a year."""
_STEM = 5
"""How many letters tell a word in whatever form: `předs` for `předseda` and `předsedou`."""
_ENDING = 2
"""How many letters at the end of a short word tell only its form: `lidí`, `lidem`."""


def has_lead(post: Post, version: Version) -> bool:
    """Whether the page shows the summary above the text, which does not begin with it."""
    prose = version.prose_of(post.bodies)
    return prose is None or not is_repeated(version.text_of(post.summary), prose.text)


def is_repeated(summary: str, html: str) -> bool:
    """Whether the first paragraph says all of the summary: its numbers and longer words, in any form."""
    first = _TAGS.sub("", html.partition("</p>")[0]).casefold()
    wanted, said = _words(summary.casefold()), _words(first)
    if not {*_NUMBERS.findall(summary)} <= {*_NUMBERS.findall(first)}:
        return False
    return bool(wanted) and all(any(_is_form(word, other) for other in said) for word in wanted)


def _words(text: str) -> set[str]:
    return {*_WORDS.findall(text)}


def _is_form(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    stem = min(max(shorter - _ENDING, 3), _STEM)
    return word[:stem] == other[:stem]
