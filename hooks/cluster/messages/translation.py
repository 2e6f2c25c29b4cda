"""A message in another language, by its parts.

A message is put together: `data/plan.yaml:34: activity 'fair': unknown field 'x'; did you mean 'y'?`.
Of all the ways to read it as templates, with values in them and signs between them, the one that leaves the
fewest words is taken. What no template has stays as it is: values, names of fields, what is not translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from cluster.code_names import english_countries, english_languages
from cluster.messages.catalogue import LANGUAGES, Catalogue, Template, catalogue
from cluster.sentences import joint

LONGEST = 4000
"""Characters of a line; a longer one is no message."""

LIGHT = 4
"""Letters of a template: one of fewer, such as `is {kind}`, counts only if its values are parts, too."""

MOST_SEAMS = 16
"""A message has a few; reading a text as if each were one takes as long as their number squared."""


class Said(NamedTuple):
    """A text in another language."""

    weight: float
    """How many letters were translated, less a little for each seam."""
    text: str


@cache
def in_language(message: str, language: str) -> str:
    """A message of one or more lines in one of LANGUAGES; as it is in any other."""
    if language not in LANGUAGES:
        return message
    translator = _Translator(catalogue(language))
    return "\n".join(translator.line(line) if len(line) < LONGEST else line for line in message.split("\n"))


_SEAM = re.compile(
    r": |; |, |(?<=[.?]) | (?=\()| (?=')| (?=and [0-9]+ more)| and (?=[0-9']|the )|(?<=') (?=[a-z])"
)
_WRAPPED = re.compile(r"(- )(.*)()|(\()(.*)(\))|()(.*)([:.])", re.DOTALL)
_OPEN = re.compile(r"(?<!\w)'")
_QUOTED = re.compile(r"'.*?'(?!\w)", re.DOTALL)
_PLACE = re.compile(r".*:\d+|(?:.*: )?(?!')\S*(?:/\S*|\.\w+)")
"""A file or a line of one, which programs find by the sign behind it."""
_NAME = re.compile(r"[\w./*#-]+")
_NAMED = re.compile(r"[A-ZÅ][^\d:;?'/]{1,50}")
"""What may be a language or a country."""
_AFTER_QUOTED = re.compile(r"(?<=')[:;] ")


class _Translator:
    """Reads messages as templates of one catalogue."""

    def __init__(self, templates: Catalogue) -> None:
        self._catalogue = templates
        self._known: dict[str, Said] = {}

    def line(self, line: str) -> str:
        """A line, which may be indented. What is said of an error is read for itself: no value of it begins
        with the word before it."""
        text = line.lstrip(" ")
        indent, message = line[: len(line) - len(text)], text.removeprefix("Error: ")
        error = self._catalogue.template("Error: {message}") if message != text else None
        said = self.best(message).text
        return indent + (error.filled({"message": said}, self._catalogue.locale) if error else said)

    def best(self, text: str) -> Said:
        if text not in self._known:
            self._known[text] = Said(0, text)  # until it is known, so that nothing asks for itself
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Said:
        if not re.search("[A-Za-z]{2}", text):
            return Said(0, text)
        found = [Said(0, self._unknown(text)), self._name(text)]
        for template in self._catalogue.likely(text):
            if (values := template.values_in(text)) is not None:
                found.append(self._filled(text, template, values))
                if not values or set(values) <= template.written:
                    return found[-1]  # all of its words are known
        found += [self._wrapped(text), *(self._parted(text, seam) for seam in _few(_seams_in(text)))]
        return max(found, key=lambda each: each.weight)

    def _unknown(self, text: str) -> str:
        """Names and values, which stay: `'open-day': kind`."""
        return _AFTER_QUOTED.sub(lambda sign: self._joint(sign[0]), text)

    def _filled(self, text: str, template: Template, values: Mapping[str, str]) -> Said:
        said = {
            name: self._written(name, value) if name in template.written else self._value(value)
            for name, value in values.items()
        }
        if template.first and ": " in f"{values[template.first]} ":
            return Said(0, text)  # it would stand before what belongs to its beginning
        is_doubtful = template.weight < LIGHT and any(
            not each.weight for name, each in said.items() if name not in ("n", *template.written)
        )
        if is_doubtful:
            return Said(0, text)
        weight = template.weight + sum(each.weight for each in said.values())
        filled = template.filled({name: each.text for name, each in said.items()}, self._catalogue.locale)
        return Said(weight, filled)

    def _written(self, name: str, text: str) -> Said:
        """What stays as an editor has written it; in a list of names, not the words around the last."""
        if name.startswith("names"):
            words = r"(?<= )(?:and [0-9]+ more$|(?:and|or)(?= ))"
            text = re.sub(words, lambda found: self.best(found[0]).text, text)
        return Said(0, text)

    def _value(self, text: str) -> Said:
        """What stands for a value: it may begin or end with a seam. One within is hardly meant."""
        found = re.fullmatch(r"([:;,]? ?)(.*?)([:;,]? ?)", text, re.DOTALL)
        said = self.best(found[2]) if found else Said(0, text)
        seams = len(re.findall(r"[;:,?.] ", text))
        if not found:
            return said
        first, last = self._joint(found[1]), self._joint(found[3])
        return Said(said.weight - 0.5 * seams, f"{first}{said.text}{last}")

    def _wrapped(self, text: str) -> Said:
        """What stands in brackets, behind a dash, or before a full stop."""
        found = _WRAPPED.fullmatch(text)
        if not found:
            return Said(0, text)
        before, within, after = (each for each in found.groups() if each is not None)
        said = self.best(within)
        end = self._joint(f"{after} ").rstrip(" ")
        return Said(said.weight - 0.1, f"{before}{said.text}{end}")

    def _parted(self, text: str, seam: re.Match[str]) -> Said:
        left, right = text[: seam.start()], text[seam.end() :]
        is_path = seam[0] in (": ", ", ") or right.startswith("(")
        first, second = (self._part(each, is_path=is_path) for each in (left, right))
        between = self._seam(seam[0], left)
        return Said(
            first.weight + between.weight + second.weight - 0.2, f"{first.text}{between.text}{second.text}"
        )

    def _part(self, text: str, *, is_path: bool) -> Said:
        """A single word between signs is the name of a field or a file."""
        return Said(0, text) if is_path and _NAME.fullmatch(text) else self.best(text)

    def _seam(self, seam: str, before: str) -> Said:
        if seam == " and ":
            return Said(3, f" {self.best('and').text} ")
        return Said(0, seam if _PLACE.fullmatch(before) else self._joint(seam))

    def _joint(self, seam: str) -> str:
        return joint(seam[0], str(self._catalogue.locale)) if seam in (": ", "; ") else seam

    def _name(self, text: str) -> Said:
        """The name of a language or a country: `Czech`, `Germany`."""
        if not _NAMED.fullmatch(text):  # reading Babel's names takes longer than all else here
            return Said(0, text)
        own = self._catalogue.locale
        name = own.languages.get(_codes().get(text, "")) or own.territories.get(_countries().get(text, ""))
        return Said(len(text), name) if name else Said(0, text)


def _few(seams: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    """All seams, or of very many the first ones: there are as many pairs of seams as their number squared."""
    found = [*seams]
    return found if len(found) <= MOST_SEAMS else found[:3]


def _seams_in(text: str) -> Iterator[re.Match[str]]:
    """Those that are within neither brackets nor quotation marks."""
    is_even = not _OPEN.search(_QUOTED.sub("", text))
    for seam in _SEAM.finditer(text):
        before = _QUOTED.sub("", text[: seam.start()])
        is_quoted = is_even and _OPEN.search(before)
        if before.count("(") == before.count(")") and not is_quoted:
            yield seam


@cache
def _codes() -> dict[str, str]:
    """The languages by their English names."""
    return {name: code for code, name in english_languages().items()}


@cache
def _countries() -> dict[str, str]:
    """The countries by their English names."""
    return {name: code for code, name in english_countries().items()}
