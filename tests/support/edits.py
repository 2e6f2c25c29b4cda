"""Every edit that an editor can make, found by asking the schema which fields there are and what they hold.

A file is a tree of mappings, lists and texts. For each field that a tree has, may have or may lack, there are
some edits; whether one is valid is for the program to say, as it depends on the rest of the site.
"""

import dataclasses
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml
from cluster.build.data_files import schema_of
from cluster.content.identity import Identity
from cluster.content.kinds import KINDS
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.dates import Hours, When
from cluster.language import Text
from cluster.reading.scalar_types import (
    Colour,
    Coordinates,
    CountryCode,
    Currency,
    Email,
    FoundingYear,
    Id,
    IdentityName,
    IndexNowKey,
    LanguageCode,
    Link,
    Number,
    Phone,
    RegistrationNumber,
    TimeZone,
    Year,
)

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""The fast ones, where PyYAML has them."""

SCHEMA: dict[str, Any] = {
    "data/cluster.yaml": Cluster,
    "data/identity.yaml": Identity,
    "data/plan": Plan,
    **{file: schema_of(file) for file in dict.fromkeys(kind.file for kind in KINDS if kind.file)},
    **{f"docs/{kind.folder}/": kind.cls for kind in KINDS if kind.folder},
    "docs/": next(kind.cls for kind in KINDS if kind.folder == ""),
}
"""What a file holds, by the start of its path; the first that fits."""

TEXT = {"cs": "Změna & <b>", "en": "A change", "de": "Änderung"}

SAMPLES: dict[Any, list[Any]] = {
    Text: [TEXT, "Jen česky"],
    str: [
        "Jiné & <b>",
        "news/light-day.jpg",
        "press/logo-dark.svg",
        "events/school.pdf",
        "news/index.md",
        "assets/digits.woff2",
        "/formerly/",
        "/events/",
    ],
    int: ["1", "2", "7"],
    Year: ["2022", "2020"],
    bool: ["true", "false"],
    When: ["2022-10-20", "2022-12-24 10:00..11:00", "2022-11", "2021-06-01", "2020", "2023-03-01"],
    date: ["2022-10-20", "2022-12-24", "2022-09-20", "2022-12-05", "2023-06-29"],
    Hours: ["11:00..12:00"],
    Decimal: ["0", "99.50"],
    Link: ["https://changed.example/?a=1&b=2"],
    Email: ["changed@cluster.example"],
    Phone: ["+420 111 222 333"],
    LanguageCode: ["fr", "de"],
    Currency: ["EUR"],
    TimeZone: ["America/New_York"],
    IdentityName: ["changed.example/path"],
    Coordinates: ["49.2, 16.6", "50, 14.4"],
    CountryCode: ["DE", "CZ"],
    RegistrationNumber: ["00000007"],
    IndexNowKey: ["0a1b-2c3d-4e5f"],
    FoundingYear: ["1933", "2022"],
    Number: ["7", "0.5"],
    Colour: ["#8a3f5c", "#2f6b3c / #7fc98f", "#4a3c8c"],
}
"""Valid values of each type; at least one should fit wherever the type does."""


Sources = dict[str, bytes]
"""Files of a project by their paths."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What an editor does to one file, or to a few at once."""

    field: str
    """`Event.place`: what is edited."""
    files: tuple[str, ...]
    make: Callable[[], dict[str, bytes | None]]
    """The files afterwards; None for one that is removed."""

    def of(self, sources: Sources) -> Sources:
        """All files after the edit."""
        after = {**sources, **self.make()}
        return {path: content for path, content in after.items() if content is not None}

    def __str__(self) -> str:
        return f"{self.field} in {', '.join(self.files)}"


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
    """`Event.place` and so on: of the whole schema, but for a mapping that must be there; its fields are."""
    return {
        f"{cls.__name__}.{name}"
        for cls in all_classes()
        for name, (hint, required) in fields_of(cls).items()
        if not (required and class_in(hint) is hint)
    }


def all_classes() -> list[Any]:
    """The classes of all mappings in the schema."""
    classes = list(SCHEMA.values())
    for cls in classes:
        for hint, _ in fields_of(cls).values():
            inner = class_in(hint)
            if inner and inner not in classes:
                classes.append(inner)
    return classes


def class_in(hint: Any) -> Any:
    """The class of a mapping, or of each in a list of them; None for a plain value."""
    inner = _plain(get_args(hint)[0]) if get_origin(hint) is tuple else hint
    return inner if dataclasses.is_dataclass(inner) and inner not in SAMPLES else None


def _plain(hint: Any) -> Any:
    """A type without `| None`."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def edits_of(path: str, content: bytes, ids: list[str]) -> Iterator[Edit]:
    """Every edit of a field of a file of data/ or docs/; `ids` are those that it may name."""
    head, body = _apart(path, content)
    tree = yaml.load(head, _Loader) or {}
    if _is_translation(path):
        found = (("translation", {**tree, name: TEXT["en"]}) for name in tree)
    else:
        found = _edits(_class_of(path), tree, ids)
    for field, new in found:
        yield Edit(field, (path,), partial(_made, path, new, body))
    if body:
        yield Edit("text", (path,), partial(_made, path, tree, f"{body}\n\nNový *odstavec* o světle.\n"))


def enlarged(path: str, content: bytes, ids: list[str]) -> Iterator[Edit]:
    """Edits that add a mapping where the schema knows one and the file has none, so that its fields can be
    edited, too."""
    head, body = _apart(path, content)
    tree = yaml.load(head, _Loader) or {}
    if not _is_translation(path):
        for field, new in _enlarged(_class_of(path), tree, ids):
            yield Edit(field, (path,), partial(_made, path, new, body))


def _enlarged(cls: Any, tree: dict[str, Any], ids: list[str]) -> Iterator[tuple[str, Any]]:
    for name, (hint, _) in fields_of(cls).items():
        inner = class_in(hint)
        if inner and name not in tree:
            yield from ((f"{cls.__name__}.{name}", {**tree, name: new}) for new in _samples(hint, ids))
        elif inner is hint and inner:
            yield from ((field, {**tree, name: new}) for field, new in _enlarged(inner, tree[name], ids))
        elif inner:
            for n, item in enumerate(tree[name]):
                for field, new in _enlarged(inner, item, ids):
                    yield field, {**tree, name: [*tree[name][:n], new, *tree[name][n + 1 :]]}


def edits_of_files(sources: Sources) -> Iterator[Edit]:
    """Files that come, go, and have another name."""
    for path, content in sources.items():
        if path.startswith("docs/"):
            yield Edit("removal", (path,), partial(dict, {path: None}))
            start, _, end = path.partition(".")
            renamed = f"{start}-renamed.{end}"
            yield Edit("renaming", (path, renamed), partial(dict, {path: None, renamed: content}))
            if path.endswith(".md") and not _is_translation(path):
                copy, translated = f"{start}-copy.md", f"{start}.de.md"
                yield Edit("new file", (copy,), partial(_copied, path, copy, content))
                yield Edit("new translation", (translated,), partial(_translated, translated, content))
        elif path.startswith("data/plans/"):
            earlier = f"data/plans/{int(path[-9:-5]) - 1}.yaml"
            tree = yaml.load(content, _Loader) | {"year": earlier[-9:-5]}
            made = {path: None, earlier: _together(earlier, tree, "")}
            yield Edit("Plan.year", (path, earlier), partial(dict, made))
        elif path not in ("data/cluster.yaml", "data/plan.yaml"):
            yield Edit("removal", (path,), partial(dict, {path: None}))


def _copied(path: str, copy: str, content: bytes) -> dict[str, bytes | None]:
    head, body = _apart(path, content)
    tree = yaml.load(head, _Loader) or {}
    return {copy: _together(path, {**tree, "title": "Kopie"}, body)}


def _translated(path: str, content: bytes) -> dict[str, bytes | None]:
    _, body = _apart("x.md", content)
    return {path: _together(path, {"title": "Übersetzung"}, body and "Ein Text.\n")}


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


def _made(path: str, tree: Any, body: str) -> dict[str, bytes | None]:
    return {path: _together(path, tree, body)}


def _together(path: str, tree: Any, body: str) -> bytes:
    head = yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000)
    return (f"---\n{head}---\n{body}" if path.endswith(".md") else head).encode()


def _edits(cls: Any, tree: dict[str, Any], ids: list[str]) -> Iterator[tuple[str, Any]]:
    """Each edit of a mapping: the field that it touches, and the mapping afterwards."""
    for name, (hint, required) in fields_of(cls).items():
        field = f"{cls.__name__}.{name}"
        if name in tree:
            changed = _changes(hint, tree[name], ids)
            yield from ((inner or field, {**tree, name: new}) for inner, new in changed)
            if not required:
                yield field, _without(tree, name)
        else:
            yield from ((field, {**tree, name: new}) for new in _samples(hint, ids))
            yield from ((field, new) for new in _pairs(cls, tree, name, ids))


def _pairs(cls: Any, tree: dict[str, Any], name: str, ids: list[str]) -> Iterator[dict[str, Any]]:
    """A field added together with another one, or instead of one."""
    fields = fields_of(cls)
    for new in islice(_samples(fields[name][0], ids), 2):
        for other, (hint, required) in fields.items():
            if other not in tree and other != name:
                yield from ({**tree, name: new, other: each} for each in islice(_samples(hint, ids), 2))
            elif other in tree and not required:
                yield {**_without(tree, other), name: new}


def _without(tree: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in tree.items() if key != name}


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
    """Mappings of a class: with its required fields alone, and with each other one."""
    fields = fields_of(cls)
    least = {name: next(_samples(hint, ids)) for name, (hint, required) in fields.items() if required}
    yield least
    for name, (hint, _) in fields.items():
        yield from ({**least, name: value} for value in _samples(hint, ids))
