"""The file with the words about fields in a language: every key, with the English words beside it.

    python -m cluster.office.draft_descriptions sk > /tmp/sk.yaml

What the language has already is kept, and what it says of nothing is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping

from cluster.build.descriptions import of_file, to_describe
from cluster.language import english_name
from cluster.reading.descriptions import Description

_HEAD = """\
# What the program tells editors in {name} about what they write: labels of forms, and hints.
# Behind each # stands the English. Keep what stands in `marks of code`.
# What is empty or missing is said in English.
"""


def draft_of_descriptions(
    own: Mapping[str, Description], english: Mapping[str, Description]
) -> Iterator[str]:
    """The lines of a file with all keys of `english`, and the words of `own`."""
    for key, each in english.items():
        mine = own.get(key, Description())
        yield f"{key}:"
        yield from _line("label", mine.label, each.label)
        yield from _line("hint", mine.hint, each.hint)
        if each.values:
            yield "  values:"
            for value, name in each.values.items():
                yield from (f"  {line}" for line in _line(value, mine.values.get(value, ""), name))


def _line(key: str, own: str, english: str) -> Iterator[str]:
    if english:
        yield f"  {key}: {json.dumps(own, ensure_ascii=False)}" + ("" if own else f"  # {english}")


def draft(language: str) -> str:
    """The whole file for a language, with what it has already."""
    lines = draft_of_descriptions(of_file(language), to_describe())
    return _HEAD.format(name=english_name(language)) + "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(draft(sys.argv[1]))
