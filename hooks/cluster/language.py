"""Languages of the site, and multilingual texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from cluster.code_names import english_languages, near_language
from cluster.typography_signs import with_signs

SPOKEN = ("en", "cs", "de", "pl", "fr")
"""The languages in which the program speaks to the office; see `messages`."""

UNDERSTOOD = {"sk": "cs"}
"""Languages that are not spoken, and the spoken one that their readers understand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The language versions of the site."""

    all: tuple[str, ...]
    """ISO 639-1 codes, the default language first."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Native name by code: `Deutsch` for `de`."""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Languages to try, in order, when a translation is missing; the default language comes last anyway."""
    unbuilt: tuple[str, ...] = ()
    """Languages that mkdocs.yml names with `build: false`: their texts are not read."""

    @property
    def default(self) -> str:
        return self.all[0]

    def chain(self, language: str) -> tuple[str, ...]:
        """The languages in which a text is shown to a reader of `language`, most preferred first."""
        return tuple(dict.fromkeys((language, *self.fallback.get(language, ()), self.default)))

    def text(self, versions: Mapping[str, str]) -> Text:
        """A text with its versions in site order: equal texts compare equal, and the default is first."""
        return Text(tuple((each, versions[each]) for each in self.all if each in versions))

    def reason_to_refuse(self, code: str) -> str:
        """Why a text cannot be in a language that the site does not have."""
        if not is_language(code):
            return ""
        names = ", ".join(self.all)
        return (
            f"the site has no language '{code}' (there are: {names}); delete its texts, or name it in "
            f"mkdocs.yml, with 'build: false' to keep them unpublished"
        )

    def prefix(self, language: str) -> str:
        """The URL prefix of a language: `en/`, or an empty text for the default one."""
        return "" if language == self.default else f"{language}/"

    def spoken_by_404(self, language: str) -> tuple[str, ...]:
        """The languages of its page for what is missing: many hosts know only that of the default one."""
        return self.all if language == self.default else (language,)


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
        return frozenset([language for language, _ in self.versions])

    @property
    def original(self) -> str:
        """The version in the default language."""
        return self.versions[0][1]

    def best(self, chain: tuple[str, ...]) -> Phrase:
        """The version in the first language of `chain` that has one, else the original, with the signs of its
        language."""
        language, text = first_of(self.versions, chain)
        return self._published(text, language)

    def published(self) -> dict[str, str]:
        """The versions by language, with the signs of each language."""
        return {language: str(self._published(text, language)) for language, text in self.versions}

    def _published(self, text: str, language: str) -> Phrase:
        spoken = self.language or language
        return Phrase(with_signs(text, spoken), spoken)


def languages_of(*texts: Text | None, prose: Iterable[str] = ()) -> frozenset[str] | None:
    """The languages in which all of the texts exist; None if there are no texts.

    `prose` are the languages of an editor's text, none if there is no such text.
    """
    kinds = [text.languages for text in texts if text]
    if written := frozenset(prose):
        kinds.append(written)
    return frozenset.intersection(*kinds) if kinds else None


def first_of(versions: tuple[tuple[str, str], ...], chain: tuple[str, ...]) -> tuple[str, str]:
    """The pair of language and text in the first language of `chain` that has one, else the first pair."""
    for wanted in chain:
        for pair in versions:
            if pair[0] == wanted:
                return pair
    return versions[0]


@cache
def locale_of(language: str) -> Locale:
    """CLDR's data of a language. British English, whose day-month order is that of the other languages."""
    return Locale.parse({"en": "en_GB"}.get(language, language))


def english_name(language: str) -> str:
    """`Czech` for `cs`, for messages."""
    return Locale.parse(language).get_display_name("en") or language


def plural_categories(language: str) -> tuple[str, ...]:
    """The plural forms of a language, in CLDR's order: `one`, `few`, `many`, `other`."""
    tags = {*locale_of(language).plural_form.tags, "other"}
    return tuple(each for each in ("zero", "one", "two", "few", "many", "other") if each in tags)


def is_language(code: str) -> bool:
    """Whether it is an ISO 639-1 code."""
    return len(code) == 2 and code in english_languages()  # reading their names takes long


_WITHOUT_SPACES = {"ja", "km", "lo", "my", "th", "zh"}
"""Languages whose words have no spaces between them."""


def reason_against(code: str) -> str:
    """Why no site can be in a language; empty if one can."""
    base, *region = re.split("[-_]", code)
    if region and is_language(base) and not reason_against(base):
        words = "one file has the words for all its readers, in whatever country"
        return f"'{code}' is a regional form; write '{base}' ({english_languages()[base]}): {words}"
    if region and is_language(base):
        return reason_against(base)
    if not is_language(code):
        hint = near_language(code) or "; write its code of two letters (ISO 639-1), such as fr"
        return f"unknown language code '{code}'{hint}"
    name = english_languages()[code]
    try:
        locale = locale_of(code)
    except UnknownLocaleError:
        return f"'{code}' cannot be used: Babel does not know the plurals and dates of {name}"
    if locale.character_order == "right-to-left":
        return f"'{code}' cannot be used: {name} is written from right to left, and the pages are not"
    if code in _WITHOUT_SPACES:
        return f"'{code}' cannot be used: {name} has no spaces, by which the search finds words"
    return ""
