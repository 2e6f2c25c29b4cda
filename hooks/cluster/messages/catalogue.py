"""A catalogue (.po) of templates with names in braces: `unknown field '{key}'`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from pathlib import Path
from string import Formatter

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

from cluster.language import SPOKEN

LANGUAGES = tuple(each for each in SPOKEN if each != "en")
"""Those of the catalogues."""

_WORD = re.compile(r"[A-Za-z]{2,}")
_WORD_OF_TEMPLATE = re.compile(r"{\w*}|([A-Za-z]{2,})")
"""A word, or a value, in whose name there are none."""
_IN_PATH = re.compile(r"[/#*%=&]\0|\0(?:[/…]|\.\w)")
"""A value, for which \\0 stands, beside a sign of paths or addresses."""


@dataclass(frozen=True)
class Template:
    """A part of messages, and what it is called in another language."""

    english: str
    forms: tuple[str, ...]
    """The translation, or its plural forms in the order of CLDR: one, few, and that of all other numbers."""

    @cached_property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Literal texts, each with the name of the value behind it, empty at the end."""
        return tuple((text, name or "") for text, name, _, _ in Formatter().parse(self.english))

    @cached_property
    def first(self) -> str:
        """The value with which it begins, if a translation begins otherwise."""
        begins, name = self.parts[0]
        is_first = not begins and name and not self.forms[0].startswith(f"{{{name}}}")
        return name if is_first else ""

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(filter(None, _WORD_OF_TEMPLATE.findall(self.english)))

    @cached_property
    def weight(self) -> int:
        """The number of letters that it translates."""
        return sum(map(str.isalpha, "".join(text for text, _ in self.parts)))

    @cached_property
    def written(self) -> frozenset[str]:
        """The values that an editor has written: those in quotation marks or paths, and lists of names."""
        quoted, before = set(), ""
        for text, name in self.parts:
            before += text
            if name.startswith("names") or any(before.count(mark) % 2 for mark in "'\"`"):
                quoted.add(name)
        return frozenset((quoted | self._in_paths) - {""})

    @cached_property
    def _in_paths(self) -> frozenset[str]:
        after = [text for text, _ in self.parts[1:]] + [""]
        pairs = zip(self.parts, after, strict=True)
        return frozenset(name for (text, name), rest in pairs if name and _IN_PATH.search(f"{text}\0{rest}"))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        values = (f"(?P<{name}>{self._form_of(name)})" if name else "" for _, name in self.parts)
        found = (re.escape(text) + value for (text, _), value in zip(self.parts, values, strict=True))
        return re.compile("".join(found), re.DOTALL)

    def _form_of(self, name: str) -> str:
        """What a value may be: a number has no blanks, a path no colon before one, and what is quoted ends
        before the next part."""
        if name == "n":
            return "[0-9]+"
        if name.startswith("number"):
            return r"[^\s:]*?"
        is_below = any(text.endswith("/") and each == name for text, each in self.parts)
        if is_below:
            return "(?:(?!: ).)*?"
        return "(?:(?!': ).)*?" if name in self.written else ".*?"

    def values_in(self, text: str) -> Mapping[str, str] | None:
        """The values of a text that is made of this template; None if it is not."""
        found = self._pattern.fullmatch(text)
        return found.groupdict() if found else None

    def filled(self, values: Mapping[str, str], locale: Locale) -> str:
        category = str(locale.plural_form(int(values.get("n", 1))))
        number = {"one": 0, "few": 1}.get(category, len(self.forms) - 1)
        said = {
            name: _number(text, locale) if _COUNTED.fullmatch(name) else text for name, text in values.items()
        }
        return self.forms[min(number, len(self.forms) - 1)].format_map(said)


_COUNTED = re.compile(r"(?:number|ratio|needed|large|limit|size|took|longest_side|most_rows)\d*")
"""The values that the program computes; what an editor has written keeps the point that YAML needs."""
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


def _number(text: str, locale: Locale) -> str:
    """A number as a language writes it: `1,07` for `1.07`."""
    if not _NUMBER.fullmatch(text):
        return text
    return text.translate({ord(","): get_group_symbol(locale), ord("."): get_decimal_symbol(locale)})


class Catalogue:
    """The templates of a language, by the rarest of their words."""

    def __init__(self, language: str, templates: Iterator[Template]) -> None:
        self.locale = Locale.parse(language)
        every = list(templates)
        self._by_english = {each.english: each for each in every}
        common = Counter(chain.from_iterable(each.words for each in every))
        self._by_word: dict[str, list[Template]] = {}
        for each in every:
            if each.words:
                self._by_word.setdefault(min(each.words, key=common.__getitem__), []).append(each)

    def template(self, english: str) -> Template | None:
        """That of an English text with the names of its values."""
        return self._by_english.get(english)

    def likely(self, text: str) -> list[Template]:
        """The templates of which a text may be made, the longest first."""
        words = {*_WORD.findall(text)}
        found = [each for word in words for each in self._by_word.get(word, ()) if each.words <= words]
        return sorted(found, key=lambda each: (-each.weight, each.english))


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of one of LANGUAGES."""
    return Catalogue(language, templates_of(language))


def templates_of(language: str) -> Iterator[Template]:
    text = Path(__file__).with_name(f"{language}.po").read_text("utf-8")
    return (each for entry in text.split("\n\n") for each in _templates(entry))


_FIELD = re.compile(r'^(msgid|msgstr)\S* ((?:".*"\n?)+)', re.MULTILINE)


def _templates(entry: str) -> Iterator[Template]:
    """That of an entry, or those of its singular and plural; none if it is not translated yet.

    Babel's reader, which takes all that others write into such files, would take as long as a small build.
    """
    texts: dict[str, list[str]] = {"msgid": [], "msgstr": []}
    for name, lines in _FIELD.findall(entry):
        texts[name].append(
            "".join(json.loads(line) if "\\" in line else line[1:-1] for line in lines.splitlines())
        )
    if all(texts["msgstr"]):
        yield from (Template(english, tuple(texts["msgstr"])) for english in filter(None, texts["msgid"]))
