"""The words about the fields that editors write, from the program's own files."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cluster.build.data_files import ROOTS
from cluster.build.program_files import words_of
from cluster.content.kinds import KINDS
from cluster.reading.descriptions import (
    Description,
    Descriptions,
    described,
    docstrings,
    english,
    merged,
    read_descriptions,
)
from cluster.reading.words import Words
from cluster.sentences import finished

FOLDER = Path(__file__).parents[1] / "descriptions"

WORDED: Mapping[str, str] = {
    "Event.kind": "kind_",
    "Event.audience": "audience_",
    "PlannedEvent.kind": "kind_",
    "Member.kind": "member_",
    "Member.size": "size_",
    "Partner.kind": "partner_",
    "Equipment.kind": "equipment_kind_",
    "Equipment.access": "access_",
    "Record.status": "status_",
    "Activity.status": "status_",
    "WorkingGroup.status": "status_",
}
"""The fields whose values have words on the site already, and how the keys of those words begin."""


BY_PROGRAM = ("HistoryFile", "Record", "Identity", "Revision", "Imported")
"""The classes that the program writes: editors meet them too rarely for a translation."""


@cache
def roots() -> tuple[Any, ...]:
    """The classes of whole files and of documents."""
    return (*ROOTS.values(), *(kind.cls for kind in KINDS if not kind.file))


@cache
def in_english() -> Mapping[str, Description]:
    """The words about all classes and fields in English, but without those of the site."""
    classes = described(roots())
    modules = {base.__module__ for cls in classes for base in cls.__mro__}
    docs: dict[str, str] = {}
    for module in sorted(each for each in modules if each.startswith("cluster.")):
        docs |= docstrings(inspect.getsource(sys.modules[module]))
    own = of_file("en")
    values = {key: each for key, each in own.items() if key.startswith("Value.")}
    return merged(english(classes, docs), own) | values


def to_describe() -> dict[str, Description]:
    """All that the file of a language describes, in English."""
    return {
        key: each._replace(values={}) if key in WORDED else each
        for key, each in in_english().items()
        if key.partition(".")[0] not in BY_PROGRAM
    }


def of_file(language: str) -> dict[str, Description]:
    """What the file of a language says; nothing if there is none."""
    path = FOLDER / f"{language}.yaml"
    return read_descriptions(path.read_text(encoding="utf-8")) if path.exists() else {}


@cache
def descriptions_of(language: str) -> Descriptions:
    """The words about all fields in a language of the site, in English where it lacks them."""
    own = {key: each._replace(hint=finished(each.hint, language)) for key, each in of_file(language).items()}
    found, words = merged(in_english(), own), words_of(language)
    for key, prefix in WORDED.items():
        values = {value: _of_site(words, f"{prefix}{value}") for value in found[key].values}
        found[key] = found[key]._replace(values=values)
    return Descriptions(found, language)


def hints_for(language: str) -> tuple[str, Descriptions]:
    """The language in which an editor of a site in a language reads hints, and the hints: English, if nobody
    has written them in that one."""
    told = language if (FOLDER / f"{language}.yaml").exists() else "en"
    return told, descriptions_of(told)


def _of_site(words: Words, key: str) -> str:
    return words[key][:1].upper() + words[key][1:]
