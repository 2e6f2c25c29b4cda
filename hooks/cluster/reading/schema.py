"""A tree of YAML values becomes frozen dataclasses, or a list of everything that is wrong with it.

The dataclasses are the schema: a field's name is its key, its type says what may stand there, a field
without a default is required. So a value that exists is valid, and a dict never travels further than here.
"""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from cluster.dates import Hours, When, parse_hours, parse_when
from cluster.language import Languages, Text, english_name
from cluster.problems import Place, Problem, suggestion
from cluster.reading import scalars
from cluster.reading.yaml_tree import Node, forbidden_character, invisible

Id = NewType("Id", str)
"""A name that never changes once published: addresses, calendar UIDs and feed GUIDs are made of it."""

Link = NewType("Link", str)
"""An absolute http(s) address."""

Email = NewType("Email", str)
"""An e-mail address."""

LanguageCode = NewType("LanguageCode", str)
"""A language that people speak, of any country, by its code in ISO 639-1: `cs`."""

Currency = NewType("Currency", str)
"""A currency by its code in ISO 4217: `CZK`."""

TimeZone = NewType("TimeZone", str)
"""Name in the IANA database, such as Europe/Prague."""

SCALARS: Mapping[Any, Callable[[str], Any]] = {
    Id: scalars.parse_id,
    Link: scalars.parse_link,
    int: scalars.parse_int,
    bool: scalars.parse_bool,
    When: parse_when,
    date: scalars.parse_day,
    Hours: parse_hours,
    Decimal: scalars.parse_price,
    Email: scalars.parse_email,
    LanguageCode: scalars.parse_language,
    Currency: scalars.parse_currency,
    TimeZone: scalars.parse_time_zone,
}
"""Types written as one text, and the parser of each; it raises ValueError with a message for the editor."""

T = TypeVar("T")


class Wrong(Exception):
    """Raised by the reading of one value, after its problem was noted."""


@dataclass(slots=True)
class Reader:
    """Reads values of one file and notes its problems."""

    file: str
    languages: Languages
    problems: list[Problem] = field(default_factory=list)
    text_language: str = ""
    """The language of a text that is a plain string; the site's default language if empty."""

    def read(self, cls: type[T], node: Node | None) -> T | None:
        """The value of a whole file, or None after noting why there is none."""
        if node is None or node.value is None:
            self.refuse(1, "the file is empty")
            return None
        return self.item(cls, node, cls.__name__.lower())

    def item(self, cls: type[T], node: Node, where: str, **given: Any) -> T | None:
        """One value, or None after noting what is wrong with it; `given` as in `mapping`."""
        try:
            value: T = self.mapping(cls, node, where, **given)
            return value
        except Wrong:
            return None

    def refuse(self, line: int, message: str) -> Wrong:
        """Notes a problem; the caller raises what is returned when it cannot go on."""
        self.problems.append(Problem(Place(self.file, line), message))
        return Wrong()

    def mapping(self, cls: Any, node: Node, where: str, **given: Any) -> Any:
        """`given` holds the values of fields that nobody writes."""
        if not isinstance(node.value, dict):
            raise self.refuse(node.line, f"{where}: a mapping (key: value) belongs here, not {node.kind}")
        where = self._label(cls, node, where)
        _use_present_names(cls, node.value, node.key_lines)
        fields = _fields(cls)
        self._refuse_unknown(node, fields, where)
        values: dict[str, Any] = dict(given)
        wrong = False
        for name, (hint, required) in fields.items():
            child = node.value.get(name)
            if child is None or child.value is None:
                if required:
                    self.refuse(node.key_lines.get(name, node.line), f"{where}: '{name}' is missing")
                    wrong = True
                continue
            try:
                values[name] = self.value(hint, child, f"{where}: {name}")
            except Wrong:
                wrong = True
        if wrong:
            raise Wrong
        if "at" in {each.name for each in dataclasses.fields(cls)}:
            values["at"] = Place(self.file, node.line)
        return cls(**values)

    def _label(self, cls: Any, node: Node, where: str) -> str:
        """`activity 'skills-day'` for what has an id, else the way to it."""
        own = node.value.get("id") if isinstance(node.value, dict) else None
        kind = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
        return f"{kind} '{own.value}'" if own and isinstance(own.value, str) else where

    def _refuse_unknown(self, node: Node, fields: dict[str, Any], where: str) -> None:
        for key, line in node.key_lines.items():
            if key not in fields:
                self.refuse(line, f"{where}: unknown field '{key}'{suggestion(key, fields)}")

    def value(self, hint: Any, node: Node, where: str) -> Any:
        """Reads one value as its type says; raises Wrong after noting the problem."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
            return self.value(hint, node, where)
        if origin is tuple:
            return self._list(get_args(hint)[0], node, where)
        if origin is Literal:
            return self._one_of(get_args(hint), node, where)
        if hint is str:
            return self.string(node, where)
        if hint is Text:
            return self.text(node, where)
        if parse := SCALARS.get(hint):
            return self._scalar(parse, node, where)
        return self.mapping(hint, node, where)

    def _scalar(self, parse: Callable[[str], Any], node: Node, where: str) -> Any:
        try:
            return parse(self.string(node, where))
        except ValueError as error:
            raise self.refuse(node.line, f"{where}: {error}") from None

    def _list(self, hint: Any, node: Node, where: str) -> tuple[Any, ...]:
        if not isinstance(node.value, list):
            raise self.refuse(
                node.line, f"{where}: a list (lines that begin with -) belongs here, not {node.kind}"
            )
        found, wrong = [], False
        for child in node.value:
            try:
                found.append(self.value(hint, child, where))
            except Wrong:
                wrong = True
        if wrong:
            raise Wrong
        return tuple(found)

    def _one_of(self, allowed: tuple[str, ...], node: Node, where: str) -> str:
        text = self.string(node, where)
        if text not in allowed:
            raise self.refuse(node.line, f"{where}: there is no '{text}'{suggestion(text, allowed)}")
        return text

    def string(self, node: Node, where: str) -> str:
        if not isinstance(node.value, str):
            raise self.refuse(node.line, f"{where}: a text belongs here, not {node.kind}")
        text = node.value.strip()
        if not text:
            raise self.refuse(node.line, f"{where}: the text is empty")
        if (odd := forbidden_character(text)) is not None:
            raise self.refuse(node.line, f"{where}: {invisible(odd)}")
        return text

    def text(self, node: Node, where: str) -> Text:
        if not isinstance(node.value, dict):
            language = self.text_language or self.languages.default
            return Text(((language, self.string(node, where)),))
        versions: dict[str, str] = {}
        wrong = False
        for language, child in node.value.items():
            if language not in self.languages.all:
                line = node.key_lines[language]
                self.refuse(
                    line, f"{where}: unknown language '{language}'{suggestion(language, self.languages.all)}"
                )
                wrong = True
            elif child.value is not None:
                versions[language] = self.string(child, f"{where} ({language})")
        if self.languages.default not in versions:
            default = self.languages.default
            message = f"{where}: the {english_name(default)} text ({default}) is missing"
            raise self.refuse(node.line, message)
        if wrong:
            raise Wrong
        return self.languages.text(versions)


@cache
def _fields(cls: Any) -> dict[str, tuple[Any, bool]]:
    """Name -> (type, whether required) of what an editor may write; `at` is the program's own."""
    hints = get_type_hints(cls)
    missing = dataclasses.MISSING
    return {
        each.name: (hints[each.name], each.default is missing and each.default_factory is missing)
        for each in dataclasses.fields(cls)
        if each.name != "at" and each.metadata.get("written", True)
    }


def _use_present_names(cls: Any, values: dict[str, Node], lines: dict[str, int]) -> None:
    """Read a key by the name that its field had before (`former`), so that older files stay valid."""
    for each in dataclasses.fields(cls):
        former = each.metadata.get("former", "")
        if former in values and each.name not in values:
            values[each.name], lines[each.name] = values.pop(former), lines.pop(former)
