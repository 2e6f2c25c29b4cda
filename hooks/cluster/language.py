"""Languages of the site, multilingual texts and typography."""

from __future__ import annotations

import re
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
                    return Phrase(text, language)
        language, text = self.versions[0]
        return Phrase(text, language)


@cache
def locale_of(language: str) -> Locale:
    """CLDR's data of a language. British English, whose day-month order is that of the other languages."""
    return Locale.parse({"en": "en_GB"}.get(language, language))


def english_name(language: str) -> str:
    """`Czech` for `cs`, for messages."""
    return Locale.parse(language).get_display_name("en") or language


# Each pattern begins with the space or dash that it replaces: so the engine looks for one character, which
# takes a sixth of the time.
_RANGE = re.compile(r"–(?<=\d\.–)(?=\d)|–(?<=\d–)(?=\d)")
_LONELY = re.compile(r" (?<=[kKsSvVzZoOuUaAiI] )(?<![\w\u00a0][kKsSvVzZoOuUaAiI] )(?=\S)")
_NUMBER = re.compile(r" (?:(?<=\d\. )(?=\d)|(?<=\d )(?=[a-zěščřžýáíéúůťďňA-Z%€])|(?<=\bmin\. )(?=\d))")
_UNIT = re.compile(r" (?:(?<=\d\. )(?=\w)|(?<=\d )(?=[%€]))")


def typeset(text: str, language: str) -> str:
    """The text with no-break spaces and word joiners where the language's typography requires them.

    Czech binds one-letter prepositions and conjunctions to the next word and numbers to their unit
    (ČSN 01 6910). Dates and ranges stay together in every language.
    """
    if "–" in text:
        text = _RANGE.sub("–\u2060", text)  # U+2060 forbids the line break that a dash allows
    if " " not in text:
        return text
    if language == "cs":
        text = _LONELY.sub("\u00a0", text)
        return _NUMBER.sub("\u00a0", text)
    return _UNIT.sub("\u00a0", text)


_TAGS = re.compile(r"(<pre.*?</pre>|<code.*?</code>|<[^>]+>)", re.DOTALL)


def typeset_html(html: str, language: str) -> str:
    """The HTML with its text nodes typeset; tags, `<pre>` and `<code>` are left alone."""
    parts = _TAGS.split(html)
    # split() with one group alternates text and match, so every other part is text
    parts[::2] = [typeset(part, language) for part in parts[::2]]
    return "".join(parts)
