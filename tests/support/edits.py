"""Every edit that an editor can make, found by asking the schema which fields there are and what they hold.

A file is a tree of mappings, lists and texts. For each field that a tree has, may have or may lack, there are
some edits; whether one is valid is for the program to say, as it depends on the rest of the site.
"""

import dataclasses
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from cluster.content.deliverables import Deliverables
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plan_changes import Changes
from cluster.content.plan_history import History
from cluster.content.text_pages import Prose
from cluster.dates import Hours, When
from cluster.language import Text
from cluster.reading.schema import Currency, Email, Id, LanguageCode, Link, TimeZone

SCHEMA: dict[str, Any] = {
    "data/cluster.yaml": Cluster,
    "data/plan": Plan,
    "data/changes.yaml": Changes,
    "data/deliverables.yaml": Deliverables,
    "data/history.yaml": History,
    "docs/events/": Event,
    "docs/news/": Post,
    "docs/newsletter/": Edition,
    "docs/": Prose,
}
"""What a file holds, by the start of its path; the first that fits."""

TEXT = {"cs": "Změna & <b>", "en": "A change", "de": "Änderung"}

SAMPLES: dict[Any, list[Any]] = {
    Text: [TEXT, "Jen česky"],
    str: ["Jiné & <b>", "news/light-day.jpg", "press/logo-dark.svg", "events/school.pdf"],
    int: ["1", "2", "7"],
    bool: ["true", "false"],
    When: ["2022-10-20", "2022-12-24 10:00..11:00", "2022-11", "2021-06-01", "2020", "2023-03-01"],
    date: ["2022-10-20", "2022-12-24", "2022-09-20", "2022-12-05", "2023-06-29"],
    Hours: ["11:00..12:00"],
    Decimal: ["0", "99.50"],
    Link: ["https://changed.example/?a=1&b=2"],
    Email: ["changed@cluster.example"],
    LanguageCode: ["fr", "de"],
    Currency: ["EUR"],
    TimeZone: ["America/New_York"],
}
"""Valid values of each type; at least one should fit wherever the type does."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file as it is after an edit."""

    field: str
    """`Event.place`: what is edited."""
    path: str
    content: bytes | None
    """None if the file is to be removed."""

    def __str__(self) -> str:
        return f"{self.field} in {self.path}"


def fields_of(cls: Any) -> dict[str, tuple[Any, bool]]:
    """Type of each field that an editor may write, and whether it is required."""
    hints = get_type_hints(cls)
    return {
        each.name: (
            _plain(hints[each.name]),
            each.default is dataclasses.MISSING and each.default_factory is dataclasses.MISSING,
        )
        for each in dataclasses.fields(cls)
        if each.name != "at" and each.metadata.get("written", True)
    }


def all_fields() -> set[str]:
    """`Event.place` and so on: of the whole schema."""
    classes, found = list(SCHEMA.values()), set()
    for cls in classes:
        for name, (hint, _) in fields_of(cls).items():
            found.add(f"{cls.__name__}.{name}")
            inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
            if dataclasses.is_dataclass(inner) and inner not in SAMPLES and inner not in classes:
                classes.append(inner)
    return found


def _plain(hint: Any) -> Any:
    """A type without `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def edits_of_file(path: str, content: bytes, ids: list[str]) -> Iterator[Edit]:
    """Every edit of a field of a file of data/ or docs/; `ids` are those that it may name."""
    head, body = _apart(path, content)
    tree = yaml.load(head, yaml.BaseLoader) or {}
    if _is_translation(path):
        found = ((f"translation.{name}", {**tree, name: TEXT["en"]}) for name in tree)
    else:
        found = _edits(_class_of(path), tree, ids)
    for field, new in found:
        yield Edit(field, path, _together(path, new, body))
    if body:
        yield Edit("body", path, _together(path, tree, f"{body}\n\nNový *odstavec* o světle.\n"))


def _class_of(path: str) -> Any:
    return next(cls for start, cls in SCHEMA.items() if path.startswith(start))


def _is_translation(path: str) -> bool:
    return path.count(".") > 1


def _apart(path: str, content: bytes) -> tuple[str, str]:
    """The YAML of a file, and the text below it."""
    text = content.decode()
    if not path.endswith(".md"):
        return text, ""
    if not text.startswith("---"):
        return "", text
    _, head, body = text.split("---\n", 2)
    return head, body


def _together(path: str, tree: Any, body: str) -> bytes:
    head = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=1_000)
    return (f"---\n{head}---\n{body}" if path.endswith(".md") else head).encode()


def _edits(cls: Any, tree: dict[str, Any], ids: list[str]) -> Iterator[tuple[str, Any]]:
    """Each edit of a mapping: the field that it touches, and the mapping afterwards."""
    for name, (hint, required) in fields_of(cls).items():
        field = f"{cls.__name__}.{name}"
        if name not in tree:
            yield from ((field, {**tree, name: new}) for new in _samples(hint, ids))
            continue
        yield from ((inner or field, {**tree, name: new}) for inner, new in _changes(hint, tree[name], ids))
        if not required:
            yield field, {key: value for key, value in tree.items() if key != name}


def _changes(hint: Any, value: Any, ids: list[str]) -> Iterator[tuple[str, Any]]:
    """Each other value that a field may take: the field within it that is touched, if any, and the value."""
    if get_origin(hint) is tuple:
        inner = _plain(get_args(hint)[0])
        for n, item in enumerate(value):
            rest = [*value[:n], *value[n + 1 :]]
            yield "", rest
            yield from (
                (field, [*value[:n], new, *value[n + 1 :]]) for field, new in _changes(inner, item, ids)
            )
        yield from (("", [*value, new]) for new in _samples(inner, ids))
        yield "", value[::-1]
    elif dataclasses.is_dataclass(hint) and hint not in SAMPLES:
        yield from _edits(hint, value, ids)
    else:
        yield from (("", new) for new in _samples(hint, ids))


def _samples(hint: Any, ids: list[str]) -> Iterator[Any]:
    """Values of a type."""
    if get_origin(hint) is tuple:
        yield from ([each] for each in _samples(_plain(get_args(hint)[0]), ids))
    elif get_origin(hint) is Literal:
        yield from get_args(hint)
    elif hint is Id:
        yield from ("brand-new", *ids)
    elif hint in SAMPLES:
        yield from SAMPLES[hint]
    else:
        yield from _instances(hint, ids)


def _instances(cls: Any, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Mappings of a class: with its required fields, with each other one, and with each two others."""
    fields = fields_of(cls)
    least = {name: next(_samples(hint, ids)) for name, (hint, required) in fields.items() if required}
    more = [
        (name, each)
        for name, (hint, required) in fields.items()
        for each in (_samples(hint, ids) if required else [next(_samples(hint, ids))])
    ]
    yield least
    yield from ({**least, name: value} for name, value in more)
    for n, (name, value) in enumerate(more):
        yield from ({**least, name: value, other: its} for other, its in more[n + 1 :] if other != name)
