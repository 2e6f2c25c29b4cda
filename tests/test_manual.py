"""Every field that an editor writes has a docstring in the source and an entry in the manual."""

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

import pytest
from cluster.content.deliverables import Deliverable
from cluster.content.equipment import Equipment, Method, Quantity, Wish
from cluster.content.events import Event
from cluster.content.identity import Identity
from cluster.content.imported import Imported
from cluster.content.kinds import KIND_OF
from cluster.content.members import Member
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.organisation import Cluster
from cluster.content.partners import Partner, Region
from cluster.content.plan import Plan
from cluster.content.plan_changes import Change
from cluster.content.plan_history import Record
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.sources import Source
from cluster.content.synonyms import Synonym
from cluster.content.text_pages import TextPage

ROOT = Path(__file__).parent.parent

DATA_FILES: Mapping[type, str] = {
    Cluster: "data/cluster.yaml",
    Plan: "data/plan.yaml",
    Deliverable: "data/deliverables.yaml",
    Identity: "data/identity.yaml",
    Member: "data/members.yaml",
    Equipment: "data/equipment.yaml",
    Method: "data/equipment.yaml",
    Quantity: "data/equipment.yaml",
    Wish: "data/equipment.yaml",
    Service: "data/services.yaml",
    Call: "data/services.yaml",
    Project: "data/projects.yaml",
    Partner: "data/partners.yaml",
    Region: "data/partners.yaml",
    Source: "data/sources.yaml",
    Synonym: "data/search.yaml",
}
"""The classes that files of data/ describe, and open with a manual of."""

SECTIONS: Mapping[type, Mapping[str, str]] = {
    Event: {"CONTRIBUTING.md": "An event", "CONTRIBUTING.cs.md": "Akce"},
    Post: {"CONTRIBUTING.md": "A news item", "CONTRIBUTING.cs.md": "Aktualita"},
    Edition: {"CONTRIBUTING.md": "The newsletter", "CONTRIBUTING.cs.md": "Občasník"},
    Change: {"CONTRIBUTING.md": "Changes to the plan", "CONTRIBUTING.cs.md": "Změny plánu"},
    TextPage: {"CONTRIBUTING.md": "A page", "CONTRIBUTING.cs.md": "Stránka"},
}
"""The section about each kind of document."""

WRITTEN_BY_THE_PROGRAM = {Imported}
"""Editors are asked to leave these alone."""


class Use(NamedTuple):
    """A field of a class, and the keys that lead to it in the file."""

    cls: type
    name: str
    hint: Any
    keys: tuple[str, ...]


def uses(cls: type, keys: tuple[str, ...] = ()) -> Iterator[Use]:
    """The fields that editors write, those of nested classes included."""
    hints = get_type_hints(cls)
    for each in dataclasses.fields(cls):
        if each.name == "at" or not each.metadata.get("written", True):
            continue
        use = Use(cls, each.name, hints[each.name], (*keys, each.name))
        yield use
        for nested in nested_in(use.hint):
            yield from uses(nested, use.keys)


def nested_in(hint: Any) -> Iterator[type]:
    if dataclasses.is_dataclass(hint):
        if hint.__module__.startswith(("cluster.content.", "cluster.pictures.")):
            yield hint  # type: ignore[misc]
    elif get_origin(hint) is not Literal:
        for each in get_args(hint):
            yield from nested_in(each)


CLASSES = list(dict.fromkeys(use.cls for root in (*DATA_FILES, *SECTIONS, Record) for use in uses(root)))


def documented(cls: type) -> set[str]:
    """The fields with a docstring under them, those of base classes included."""
    found: set[str] = set()
    for each in cls.__mro__:
        if dataclasses.is_dataclass(each):
            body = ast.parse(textwrap.dedent(inspect.getsource(each))).body[0]
            assert isinstance(body, ast.ClassDef)
            found |= {
                field.target.id
                for field, below in pairwise(body.body)
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
                if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            }
    return found


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_field_has_a_docstring(cls: type) -> None:
    assert {use.name for use in uses(cls) if use.cls is cls} - documented(cls) == set()


def entries(manual: str) -> dict[str, str]:
    """The opening comment of a data file: the text of each entry (`# key, key   text`) by its keys."""
    found: dict[str, str] = {}
    keys: list[str] = []
    for line in manual.partition("\n\n")[0].splitlines():
        if match := re.fullmatch(r"# {1,3}([a-z_]+(?:, [a-z_]+)*) {2,}(\S.*)", line):
            keys = match[1].split(", ")
            found |= dict.fromkeys(keys, match[2])
        elif line.startswith("#" + 10 * " "):
            found |= {key: f"{found[key]} {line[1:]}" for key in keys}
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z][a-z0-9_-]*", text))


def wanted(use: Use) -> set[str]:
    """A field's name and the values to choose from; the default may go unmentioned."""
    default = {each.name: each.default for each in dataclasses.fields(use.cls)}[use.name]
    choices = {
        value
        for each in (use.hint, *get_args(use.hint))
        if get_origin(each) is Literal
        for value in get_args(each)
    }
    return {use.name, *choices} - {default}


@pytest.mark.parametrize(
    ("root", "file"), DATA_FILES.items(), ids=lambda value: getattr(value, "__name__", value)
)
def test_the_opening_comment_of_a_data_file_explains_every_field(root: type, file: str) -> None:
    path = ROOT / file
    manual = entries(path.read_text("utf-8")) if path.exists() else {}
    if not manual:
        pytest.skip("another cluster's file, without a manual")
    missing: dict[str, set[str]] = {}
    for use in uses(root, (KIND_OF[root].key,) if root in KIND_OF else ()):
        explained = set(manual) & {use.name} | words(" ".join(manual.get(key, "") for key in use.keys))
        missing.setdefault(f"{use.cls.__name__}.{use.name}", wanted(use)).difference_update(explained)

    assert {name: lacking for name, lacking in missing.items() if lacking} == {}


def code_of_section(text: str, heading: str) -> str:
    """All that is set as code in a section."""
    section = text.split(f"\n### {heading}\n")[1].split("\n##")[0]
    return "\n".join(re.findall(r"```.*?```|`[^`]+`", section, re.DOTALL))


@pytest.mark.parametrize(
    ("root", "file", "heading"),
    [(root, *each) for root, places in SECTIONS.items() for each in places.items()],
    ids=lambda value: value.__name__ if isinstance(value, type) else value,
)
def test_the_section_about_a_kind_of_document_explains_every_field(
    root: type, file: str, heading: str
) -> None:
    explained = words(code_of_section((ROOT / file).read_text("utf-8"), heading))

    missing = {
        f"{use.cls.__name__}.{use.name}": wanted(use) - explained
        for use in uses(root)
        if use.cls not in WRITTEN_BY_THE_PROGRAM
    }
    assert {name: lacking for name, lacking in missing.items() if lacking} == {}
