"""Languages of the site, texts in several of them, and their typography."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from babel import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The language versions of the site."""

    all: tuple[str, ...]
    """ISO 639-1 codes, the default one first."""
    names: Mapping[str, str] = field(default_factory=dict)
    """How each language calls itself."""
    fallback: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Where a text is looked for that a language lacks, in this order, before the default language."""

    @property
    def default(self) -> str:
        return self.all[0]

    def chain(self, language: str) -> tuple[str, ...]:
        """The languages in which a reader of `language` is shown a text, best first."""
        return tuple(dict.fromkeys((language, *self.fallback.get(language, ()), self.default)))

    def text(self, versions: Mapping[str, str]) -> Text:
        """A text with its versions in the order of the languages."""
        return Text(tuple((each, versions[each]) for each in self.all if each in versions))

    def prefix(self, language: str) -> str:
        """The folder of a language's pages: `` or `en/`."""
        return "" if language == self.default else f"{language}/"


class Phrase(NamedTuple):
    """A text in one known language."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text


class Text(NamedTuple):
    """A text in one or more languages."""

    versions: tuple[tuple[str, str], ...]
    """Pairs of language and text, at least one; the default language is always there."""

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
        """The version in the first language of the chain that has one."""
        for wanted in chain:
            for language, text in self.versions:
                if language == wanted:
                    return Phrase(text, language)
        language, text = self.versions[0]
        return Phrase(text, language)


def english_name(language: str) -> str:
    """`Czech` for `cs`: how problems speak of a language."""
    return Locale.parse(language).get_display_name("en") or language


# Each pattern begins with the space or dash that it replaces: so the engine looks for one character, which
# takes a sixth of the time.
_RANGE = re.compile(r"–(?<=\d\.–)(?=\d)|–(?<=\d–)(?=\d)")
_LONELY = re.compile(r" (?<=[kKsSvVzZoOuUaAiI] )(?<![\w\u00a0][kKsSvVzZoOuUaAiI] )(?=\S)")
_NUMBER = re.compile(r" (?:(?<=\d\. )(?=\d)|(?<=\d )(?=[a-zěščřžýáíéúůťďňA-Z%€])|(?<=\bmin\. )(?=\d))")
_UNIT = re.compile(r" (?:(?<=\d\. )(?=\w)|(?<=\d )(?=[%€]))")


def typeset(text: str, language: str) -> str:
    """The text with non-breaking spaces where the language's typography asks for them.

    Czech keeps one-letter prepositions and conjunctions with the next word, and numbers with what they
    count (ČSN 01 6910); dates and ranges of days stay together in every language.
    """
    if "–" in text:
        text = _RANGE.sub("–\u2060", text)
    if " " not in text:
        return text
    if language == "cs":
        text = _LONELY.sub("\u00a0", text)
        return _NUMBER.sub("\u00a0", text)
    return _UNIT.sub("\u00a0", text)


_TAGS = re.compile(r"(<pre.*?</pre>|<code.*?</code>|<[^>]+>)", re.DOTALL)


def typeset_html(html: str, language: str) -> str:
    """The HTML with its texts typeset, tags and code left as they are."""
    parts = _TAGS.split(html)
    parts[::2] = [typeset(part, language) for part in parts[::2]]
    return "".join(parts)
