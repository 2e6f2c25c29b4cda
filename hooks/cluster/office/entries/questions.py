"""What is asked about a new item, and whether an answer is right."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from types import GenericAlias
from typing import Any

from cluster.build.labels import ReaderOf, reader_of
from cluster.checks.events import RESERVED
from cluster.content.events import Event
from cluster.content.kinds import Kind
from cluster.date_formats import format_when
from cluster.dates import When, on_day, parse_when
from cluster.language import Languages, Text
from cluster.office.entries.choosing import rewritten
from cluster.office.tables.columns import Column, columns_of
from cluster.office.tables.records import with_points
from cluster.office.tables.yaml_edit import Value
from cluster.problems import Problem, suggestion
from cluster.reading.cures import with_list_as
from cluster.reading.scalar_types import Coordinates, Id
from cluster.reading.schema import Wrong
from cluster.reading.yaml_tree import Node
from cluster.schemas.choices import FREE, NAMED, Choices
from cluster.slugs import slug_of

ASKED: Mapping[str, tuple[str, ...]] = {
    "event": ("when", "when_note", "place"),
    "news": ("date",),
    "page": ("description",),
    "member": ("short_name", "town", "homepage", "does", "since"),
    "partner": ("homepage", "together"),
    "region": (),
    "equipment": ("owner", "owner_name", "measures"),
    "method": (),
    "quantity": (),
    "wish": (),
    "service": (),
    "call": ("closes", "link"),
    "project": ("starts", "ends"),
    "deliverable": ("date", "date_note", "fulfils"),
    "change": ("text", "activity"),
    "source": ("title",),
    "synonym": ("page", "means"),
    "redirect": (),
}
"""The kinds of which the office adds items, and the fields that are asked for besides the required ones."""

INSTEAD = {"when_note": "when", "date_note": "date", "owner_name": "owner", "means": "page"}
"""The fields that are asked for only if another one has no value; one of the two must be there."""

TODAY = {("news", "date"), ("change", "date"), ("wish", "since")}
"""The fields that are today's day if nobody says otherwise."""

IN_FILES = ("news", "page")
"""The kinds whose translations are files of their own. They are drafts until their text is written."""

LONGEST_ID = 60


def options_of(kind: Kind, languages: Languages) -> list[Column]:
    """The values that a command may give: all but lists of mappings."""
    cls: Any = kind.cls
    return [each for each in columns_of(cls, languages.all) if each.path[0] not in ("id", "imported")]


def questions_of(kind: Kind, languages: Languages) -> list[Column]:
    """The values that are asked for, in the order in which an item is written."""
    asked = {*ASKED[kind.name], *(name for name, is_required in kind.fields.items() if is_required)}
    return [each for each in options_of(kind, languages) if each.path[0] in asked]


def is_needed(
    kind: Kind, column: Column, languages: Languages, values: Mapping[str, Value] | None = None
) -> bool:
    """Whether an item cannot be without a value; with the other `values`, also whether that is so as the one
    that it stands for is not among them."""
    name = column.path[0]
    stands_in = values is not None and name in INSTEAD and INSTEAD[name] not in _fields_in(values)
    return (kind.fields[name] or stands_in) and column.language in ("", languages.default)


def _fields_in(values: Iterable[str]) -> set[str]:
    """The fields of which some columns are: `title` of `title.cs`."""
    return {each.partition(".")[0] for each in values}


def is_pointless(column: Column, values: Mapping[str, Value], languages: Languages) -> bool:
    """Whether nobody need be asked: a translation of a text that is not there, or what stands instead."""
    name, given = column.path[0], _fields_in(values)
    instead = {each for pair in INSTEAD.items() if name in pair for each in pair} - {name}
    is_translation = column.language not in ("", languages.default)
    return not given.isdisjoint(instead) or (is_translation and name not in given)


def split(column: Column, answers: Iterable[str]) -> Value:
    """What was written as the value of a column, with commas between the words of a list, and decimal commas
    of coordinates as points; None if nothing."""
    found = [" ".join(each.split()) for each in answers]
    if column.is_list and column.hint not in (str, Text):
        found = [word.strip() for each in found for word in each.split(",")]
    if column.hint is Coordinates:
        found = [with_points(each) for each in found]
    given = [each for each in found if each]
    return given if column.is_list and given else " ".join(given) or None


def problem_of(column: Column, value: Value, languages: Languages, reader_of: ReaderOf = reader_of) -> str:
    """What is wrong with a value, in the words of the reader; empty if nothing is."""
    reader, hint = reader_of("", languages), column.hint
    if isinstance(value, list):
        hint, node = GenericAlias(tuple, (hint, ...)), Node(1, [Node(1, each) for each in value])
    else:
        node = Node(1, value)
    with suppress(Wrong):
        reader.value(hint, node, column.path[0])
    return "\n".join(with_list_as(each.message.partition(": ")[2], ",") for each in reader.problems)


def usual_form(column: Column, languages: Languages) -> str:
    """`20 janvier 2027`: how a day is written here; empty for columns that would not take it."""
    if column.hint not in (When, date):
        return ""
    written = format_when(on_day(_SAMPLE), language=languages.default)
    taken = rewritten(written, lambda each: problem_of(column, split(column, [each]), languages))
    return written if taken == str(_SAMPLE) else ""


_SAMPLE = date(2027, 1, 20)


def names_others(column: Column) -> bool:
    """Whether the values of a column are ids of other items."""
    return column.hint is Id and column.path[-1] not in FREE and column.path[-1] in NAMED


def ids_for(column: Column, choices: Choices) -> Mapping[str, str]:
    """The titles of the items that a column may name, by id; empty if it names none."""
    if not names_others(column):
        return {}
    return {id: title for cls in NAMED[column.path[-1]] for id, title in choices.get(cls, {}).items()}


def unknown_in(value: Value, ids: Collection[str]) -> str:
    """What is wrong with ids that are not those of a project; empty if nothing is."""
    written = value if isinstance(value, list) else [value or ""]
    return "\n".join(f"unknown id '{each}'{suggestion(each, ids)}" for each in written if each not in ids)


def named_in(problems: Sequence[Problem], columns: Iterable[Column]) -> list[Column]:
    """The columns whose fields some problems are about."""
    words = {word.strip("',.;:") for each in problems for word in each.message.split()}
    return [each for each in columns if each.path[0] in words]


def waited_for(problems: Iterable[Problem], kind: Kind) -> list[str]:
    """The ids that a project names already of things of a kind that are not there."""
    found = (re.search(rf"unknown {kind.name} '([^']+)'", each.message) for each in problems)
    return [*dict.fromkeys(each[1] for each in found if each)]


def id_of(
    kind: Kind,
    values: Mapping[str, Value],
    languages: Languages,
    taken: Collection[str],
    waited: Iterable[str] = (),
) -> Id:
    """An id that is not taken, made of the title or name in the first language; that of an event ends in its
    year. An id that is waited for, and has only words of these, is taken: `vysocina` for `Kraj Vysočina`."""
    name = next(
        (each for each in ("short_name", "title", "name") if values.get(f"{each}.{languages.default}")), ""
    )
    said = values.get(f"{name}.{languages.default}") or kind.name
    slug = slug_of(str(said), LONGEST_ID) or kind.name
    year = str(values.get("when") or "")[:4] if kind.name == "event" else ""
    stem = f"{slug.removesuffix(year).strip('-')}-{year}".strip("-") if year.isdigit() else slug
    likely = [each for each in waited if each not in taken and {*each.split("-")} <= {*stem.split("-")}]
    if len(likely) == 1:
        return Id(likely[0])
    numbered = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    reserved = RESERVED if kind.name == "event" else ("index",)
    return Id(next(id for id in numbered if id not in taken and id not in reserved))


def values_of_planned(event: Event) -> dict[str, Value]:
    """What a plan says of an event, by the name of its column; a vague date is no day yet."""
    texts = {"title": event.title, "place": event.place}
    found: dict[str, Value] = {
        f"{name}.{language}": said for name, text in texts.items() if text for language, said in text.versions
    }
    found |= {"kind": event.kind, "pillars": [*event.pillars]}
    if event.when and event.when.is_exact:
        found["when"] = event.when.written
    return found


def announced_on(kind: Kind, values: Mapping[str, Value], today: date) -> Mapping[str, Value]:
    """The day on which feeds announce a new event that is ahead: the present one."""
    if kind.name != "event" or "announced" in values:
        return {}
    when = values.get("when")
    is_ahead = not when or parse_when(str(when)).starts > today
    return {"announced": str(today)} if is_ahead else {}


def is_today(kind: Kind, column: Column) -> bool:
    """Whether the value of a column is today's day if nobody says otherwise."""
    return (kind.name, column.name) in TODAY
