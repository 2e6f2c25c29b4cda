"""The fields of a dataclass that an editor may write, and how to write them instead of what was found."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from cluster.language import Text
from cluster.problems import MOST_LISTED, listed, near
from cluster.reading import cures
from cluster.reading.colons import told_of_text
from cluster.reading.labels import FieldMeaning, Labelled, near_label, value_named
from cluster.reading.scalar_types import SCALARS, Link
from cluster.reading.yaml_tree import Node


@cache
def fields_of(cls: Any) -> dict[str, tuple[Any, bool]]:
    """Type and whether it is required, by name, of the fields that an editor may write."""
    hints = get_type_hints(cls)
    missing = dataclasses.MISSING
    return {
        each.name: (hints[each.name], each.default is missing and each.default_factory is missing)
        for each in dataclasses.fields(cls)
        if each.name != "at" and each.metadata.get("written", True)
    }


def present(hint: Any) -> Any:
    """The type of a value that is there: `X` of `X | None`."""
    if get_origin(hint) in (Union, types.UnionType):
        return next(each for each in get_args(hint) if each is not type(None))
    return hint


def is_form(hint: Any) -> bool:
    """Whether values of a type are mappings whose keys are the fields of a class."""
    return bool(dataclasses.is_dataclass(hint)) and hint is not Text and hint not in SCALARS


def label_of(cls: Any, node: Node, where: str) -> str:
    """`activity 'skills-day'` if the mapping has an id: easier to find than a path. Else `where`."""
    own = node.value.get("id") if isinstance(node.value, dict) and "id" in fields_of(cls) else None
    return f"{_kind_of(cls)} '{own.value}'" if own and isinstance(own.value, str) else where


@cache
def _kind_of(cls: Any) -> str:
    """`working group` for WorkingGroup."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()


def needed_of(cls: Any) -> list[str]:
    """The fields that must be there, else the first two: enough to show what a mapping looks like."""
    fields = fields_of(cls)
    return [name for name, (_, is_required) in fields.items() if is_required] or [*fields][:2]


def may_be_empty(cls: Any, name: str) -> bool:
    """Whether a list may have no entries: only where it must be there, or the class has nothing but lists."""
    fields = fields_of(cls)
    return fields[name][1] or all(get_origin(hint) is tuple for hint, _ in fields.values())


def meant(key: str, fields: dict[str, Any], labelled: Labelled, file: str) -> str:
    """What an unknown field of a file may be: the one with that label, one that is similar, or one of an
    entry of a list. Else which there are, of many the most similar ones and where all are explained."""
    name = next((name for name, (hint, _) in fields.items() if key in _fields_of_entries(hint)), "")
    label = near_label(key, labelled)
    is_label = not name and value_named(key, labelled)
    if similar := label if is_label else near(key, fields):
        return similar
    if name:
        return f"; entries of '{name}' have it: is this line indented too little?"
    if label:
        return label
    there_are = listed(key, [*fields])
    if len(fields) <= MOST_LISTED or not file:
        return there_are
    if file.startswith("data/"):
        return f"{there_are}; the comments in this file explain all of them"
    return f"{there_are}; the program's CONTRIBUTING.md explains all of them"


def _fields_of_entries(hint: Any) -> Mapping[str, Any]:
    entry = get_args(hint)[0] if get_origin(hint) is tuple else None
    return fields_of(entry) if isinstance(entry, type) and dataclasses.is_dataclass(entry) else {}


def form_of(cls: Any, node: Node) -> str:
    """How to write a mapping, after something else was found: `; write {name: …, role: …}`."""
    fields = fields_of(cls)
    if cure := told_of_text(node.value, fields):
        return cure
    lists = [name for name, (hint, _) in fields.items() if get_origin(hint) is tuple]
    if len(lists) == len(fields) and isinstance(node.value, list):
        return f"; write '{lists[0]}:' on the line above"
    if {"price", "currency"} <= fields.keys() and (fee := cures.of_fee(str(node.value))):
        return fee
    return f"; write {{{', '.join(f'{name}: …' for name in needed_of(cls))}}}"


def as_list(hint: Any, node: Node, meant_by: FieldMeaning, *, is_words: bool) -> str:
    """How to write what was found as a list; words have no blanks, unless they mean a value."""
    keys = [*node.value] if isinstance(node.value, dict) else []
    if is_words and keys:
        return f"; write [{', '.join(keys)}]"
    if not keys and is_words:
        if told := meant_by.told_of_ids(cures.parts_of(str(node.value or ""))):
            return f"; {told}"
        return cures.of_words(str(node.value or ""), meant_by)
    if not keys and hint in (str, Link):
        return cures.of_list(str(node.value or ""))
    is_form = bool(dataclasses.is_dataclass(hint)) and hint is not Text
    if is_form and not {*keys} & {*fields_of(hint)}:
        return form_of(hint, node).replace("{", "- {")
    return f"; write a dash before each entry: - {f'{keys[0]}: ' if keys else ''}…"


def several(text: str, meant_by: FieldMeaning) -> str:
    """What is wrong with an entry of a list of words that seems to be several; empty if it is one."""
    if not cures.are_several(text, meant_by):
        return ""
    told = meant_by.told_of_ids(cures.parts_of(text))
    return told or f"expected one value in each entry, found '{text}'{cures.of_words(text, meant_by)}"


def without_list(entries: Sequence[Node]) -> str:
    """How to write a list where there is one value: as two numbers, if it has them."""
    written = [str(each.value) for each in entries]
    if len(written) == 2 and all(re.fullmatch(r"-?\d+(\.\d+)?", each) for each in written):
        return f"; write {', '.join(written)}"
    return "; write it without [ ] and -"


def belongs_elsewhere(hint: Any, node: Node, fields: Collection[str]) -> str:
    """What is wrong with an e-mail address in place of a link, if one of the fields is for it."""
    if not isinstance(node.value, str) or "@" not in node.value:
        return ""
    text = node.value.strip()
    is_email = re.fullmatch(r"(?:mailto:)?[^\s@/:]+@[^\s@/]+\.\w+", text)
    if is_email and present(hint) is Link and "email" in fields:
        return f"'{text}' is an e-mail address; write it as 'email'"
    return ""


def rename_former_keys(cls: Any, values: dict[str, Node], lines: dict[str, int]) -> None:
    """Move values from a field's former key to its present one, in place, so that older files stay valid."""
    for each in dataclasses.fields(cls):
        former = each.metadata.get("former")
        if former in values and each.name not in values:
            values[each.name], lines[each.name] = values.pop(former), lines.pop(former)
