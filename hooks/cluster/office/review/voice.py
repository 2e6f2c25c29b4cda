"""How a review speaks: in a language of the office, with the names that forms give to fields and values."""

from __future__ import annotations

from datetime import date
from functools import cache
from textwrap import shorten
from typing import Any, NamedTuple

from cluster.build.descriptions import descriptions_of
from cluster.build.program_files import words_of
from cluster.date_formats import format_long_day, format_when
from cluster.dates import When
from cluster.messages.phrases import phrase
from cluster.messages.translation import in_language
from cluster.reading.descriptions import Descriptions, key_of
from cluster.reading.fields import fields_of
from cluster.reading.words import Words
from cluster.sentences import joint
from cluster.typography_signs import quoted

LONGEST = 160
"""The longest value that is told in full, in characters."""

CODE = "\0"
"""What stands on both sides of a code span until a review is Markdown: no file has it."""


class Voice(NamedTuple):
    """Speaks one of SPOKEN."""

    language: str
    fields: Descriptions
    words: Words
    """Those of sites in the language."""

    @property
    def colon(self) -> str:
        """What stands between a label and its value."""
        return joint(":", self.language)

    def phrase(self, one: str, many: str = "", /, **values: object) -> str:
        """A text of a catalogue with its `{values}`; see `messages.phrases`."""
        return phrase(self.language, one, many, **values)

    def message(self, message: str) -> str:
        """A message of the program, which is English."""
        return in_language(message, self.language)

    def named(self, cls: Any, field: str, value: Any) -> Any:
        """A value of a field, by the name that it has if it is one to choose from."""
        is_written = field in fields_of(cls)  # others are found by the program
        names = self.fields.entries[key_of(cls, field)].values if is_written else {}
        if type(value) is tuple:  # not a text, which is one by name
            return tuple(names.get(each, each) if isinstance(each, str) else each for each in value)
        return names.get(value, value) if isinstance(value, str) else value

    def when(self, when: When) -> str:
        season = self.words[when.season] if when.season else ""
        return format_when(when, language=self.language, season=season)

    def day(self, day: date) -> str:
        return format_long_day(day, language=self.language)

    def quoted(self, text: str) -> str:
        """`“Open day”`, shortened if it is long."""
        said = quoted(self.short(text), self.language)
        return said.replace("« ", "«\u00a0").replace(" »", "\u00a0»")

    def code(self, text: str) -> str:
        """What is to be copied, or is a sign of YAML."""
        return f"{CODE}{text}{CODE}"

    def short(self, text: str) -> str:
        return shorten(text, LONGEST, placeholder=" …")


@cache
def voice_of(language: str) -> Voice:
    """The voice of a language of SPOKEN."""
    return Voice(language, descriptions_of(language), words_of(language))
