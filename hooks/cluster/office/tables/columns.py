"""The columns of a table, made from the fields of a class of content."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from cluster.content.listing import Listing
from cluster.language import Text
from cluster.reading.fields import fields_of, present
from cluster.reading.scalar_types import SCALARS, RegistrationNumber

Path = tuple[str, ...]
"""The keys that lead to a value: `("does", "en")`."""


class Column(NamedTuple):
    """A column of a table: one value of each record, or one version of a text."""

    path: Path
    hint: Any
    """The type of the value, or of each value of a list."""
    is_list: bool = False
    language: str = ""
    """The language, if it is a version of a text; it is the last of `path`."""

    @property
    def name(self) -> str:
        """`does.en`: the heading of the column."""
        return ".".join(self.path)

    @property
    def is_text(self) -> bool:
        """Whether a value may look like a number or a date without being one."""
        return bool(self.language) or self.hint in (str, RegistrationNumber)


@cache
def columns_of(cls: Any, languages: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a class of Listing, in the order in which a record is written."""
    return tuple(
        column for name, hint in fields_in_order(cls) for column in _columns((name,), hint, languages)
    )


def left_out(cls: Any) -> list[str]:
    """The fields that do not fit into cells: lists of mappings."""
    return [name for name, hint in fields_in_order(cls) if _is_nested_list(hint)]


def default_of(columns: Sequence[Column], path: Path) -> str:
    """The language in which a text at a path stands that has no languages; `` if there is no text."""
    return next((each.language for each in columns if each.language and each.path[:-1] == path), "")


def fields_in_order(cls: Any) -> list[tuple[str, Any]]:
    """Name and type of the fields; those of all listed things, such as `sources`, come last."""
    late = {each.name for each in dataclasses.fields(Listing)} - {"id"}
    hints = [(name, present(hint)) for name, (hint, _) in fields_of(cls).items()]
    return sorted(hints, key=lambda each: each[0] in late)


def _is_nested_list(hint: Any) -> bool:
    return get_origin(hint) is tuple and _is_mapping(get_args(hint)[0])


def _is_mapping(hint: Any) -> bool:
    return dataclasses.is_dataclass(hint) and hint not in SCALARS


def _columns(path: Path, hint: Any, languages: tuple[str, ...]) -> Iterator[Column]:
    if _is_nested_list(hint):
        return
    if hint is Text:
        yield from (Column((*path, each), str, language=each) for each in languages)
    elif _is_mapping(hint):
        for name, (inner, _) in fields_of(hint).items():
            yield from _columns((*path, name), present(inner), languages)
    elif get_origin(hint) is tuple:
        yield Column(path, get_args(hint)[0], is_list=True)
    else:
        yield Column(path, hint)
