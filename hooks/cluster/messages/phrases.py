"""Texts for the office that are no messages, such as a review: made in its language, phrase by phrase.

They are full of what editors have written, of which nothing may be taken for a part of a message.
"""

from __future__ import annotations

from cluster.language import UNDERSTOOD, locale_of
from cluster.messages.catalogue import LANGUAGES, Template, catalogue


def phrase(language: str, one: str, many: str = "", /, **values: object) -> str:
    """A text with its `{values}`, in English if neither the language nor one that its readers understand is
    spoken; `n` chooses between `one` and `many`."""
    language = UNDERSTOOD.get(language, language)
    found = catalogue(language).template(one) if language in LANGUAGES else None
    said = found or Template(one, (one, many or one))
    return said.filled({name: str(value) for name, value in values.items()}, locale_of(language))
