"""Languages of the site, and multilingual texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from babel import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The language versions of the site."""

    all: tuple[str, ...]
    """ISO 639-1 codes, the default language first."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Native name by code: `Deutsch` for `de`."""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Languages to try, in order, when a translation is missing; the default language comes last anyway."""

    @property
    def default(self) -> str:
        return self.all[0]

    def chain(self, language: str) -> tuple[str, ...]:
        """The languages in which a text is shown to a reader of `language`, most preferred first."""
        return tuple(dict.fromkeys((language, *self.fallback.get(language, ()), self.default)))

    def text(self, versions: Mapping[str, str]) -> Text:
        """A text with its versions in site order: equal texts compare equal, and the default is first."""
        return Text(tuple((each, versions[each]) for each in self.all if each in versions))

    def prefix(self, language: str) -> str:
        """The URL prefix of a language: `en/`, or an empty text for the default one."""
        return "" if language == self.default else f"{language}/"


class Phrase(NamedTuple):
    """A text in one language."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class Text(NamedTuple):
    """A text in one or more languages."""

    versions: tuple[tuple[str, str], ...]
    """Pairs of language and text. Never empty; the first is in the default language."""
    language: str = ""
    """The language of a name that is not translated; its versions are all in that one."""

    @classmethod
    def of(cls, **versions: str) -> Text:
        return cls(tuple(versions.items()))

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for language, _ in self.versions)

    @property
    def original(self) -> str:
        """The version in the default language."""
        return self.versions[0][1]

    def best(self, chain: tuple[str, ...]) -> Phrase:
        """The version in the first language of `chain` that has one, else the original."""
        for wanted in chain:
            for language, text in self.versions:
                if language == wanted:
                    return Phrase(text, self.language or language)
        language, text = self.versions[0]
        return Phrase(text, self.language or language)


@cache
def locale_of(language: str) -> Locale:
    """CLDR's data of a language. British English, whose day-month order is that of the other languages."""
    return Locale.parse({"en": "en_GB"}.get(language, language))


def english_name(language: str) -> str:
    """`Czech` for `cs`, for messages."""
    return Locale.parse(language).get_display_name("en") or language
