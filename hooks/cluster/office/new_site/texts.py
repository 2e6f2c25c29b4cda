"""The texts that a new project begins with, in the languages of the program."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cluster.office.tables.scalars import one_line
from cluster.sentences import finished


@dataclass(frozen=True, slots=True)
class Texts:
    """Short texts by key and language; a language that lacks one gets the English."""

    entries: Mapping[str, Mapping[str, str]]

    def text(self, key: str, language: str, **values: Any) -> str:
        """A text with its `{values}`."""
        entry = self.entries[key]
        return entry.get(language, entry["en"]).format(**values).strip()

    def note(self, key: str, language: str) -> str:
        """A text behind the `#` of a line."""
        return finished(self.text(key, language), language)

    def comment(self, key: str, language: str) -> str:
        """A text as lines that begin with `#`."""
        return commented([self.note(key, language)])

    def flow(self, key: str, languages: tuple[str, ...], **values: Any) -> str:
        """A text in all languages of a site, as YAML on one line: `{cs: …, en: …}`."""
        if len(languages) == 1:
            return one_line(self.text(key, languages[0], **values))
        each = (f"{one}: {one_line(self.text(key, one, **values), in_flow=True)}" for one in languages)
        return f"{{{', '.join(each)}}}"


def commented(paragraphs: Iterable[str]) -> str:
    """Paragraphs as lines of comments, without a line break at the end."""
    return "\n".join(f"# {line}" for each in paragraphs for line in textwrap.wrap(each, 115))
