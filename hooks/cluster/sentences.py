"""How the parts of a text for the office are joined and finished in its language.

French has spaces before some signs, at which no line may end. The program joins parts without them, and
translators write plain ones.
"""

from __future__ import annotations

import re

from cluster.typography_signs import WITH_SPACE

_SIGN = re.compile(
    r"`[^`]*`|\"[^\"]*\"|\{[^{}]*\}|(?<!\w)'[^']*'|https?://\S+"  # what is to be copied
    r"|(?<=[^\s:;!?«(]) ?(?P<after>[:;!?](?=[\s»)\]]|$)|»)|(?P<before>«) ?(?=\S)"
)


def joint(sign: str, language: str) -> str:
    """A colon or a semicolon and its space, as they stand between two parts of a sentence."""
    return f"{WITH_SPACE[sign] if language == 'fr' else sign} "


def finished(text: str, language: str) -> str:
    """A text without values of editors, with the spaces of its signs; code stays as it is."""
    if language != "fr":
        return text
    return _SIGN.sub(lambda found: WITH_SPACE.get(found["after"] or found["before"], found[0]), text)
