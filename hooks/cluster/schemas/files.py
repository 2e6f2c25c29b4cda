"""JSON Schemas made of the classes that the reader reads, as the language server for YAML understands them.

Draft 7, with the keywords of that server: texts of hovers, names of the values of lists, messages, snippets.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Union, get_args, get_origin

from cluster.language import Languages, Text, locale_of
from cluster.reading.descriptions import Descriptions
from cluster.reading.fields import fields_of, may_be_empty, present
from cluster.reading.scalar_types import Id, LanguageCode, Link
from cluster.schemas.choices import FREE, NAMED, Choices, as_yaml_reads
from cluster.schemas.scalars import SCHEMAS, Schema, names_of_codes

DRAFT = "http://json-schema.org/draft-07/schema#"
_BOOLEAN = {"type": ["boolean", "string"], "pattern": r"^\s*(true|false)\s*$"}
_NO_TEXT = {"type": ["array", "null"]}
_NO_LINE = {"type": ["array", "object", "null"]}


@dataclass(slots=True)
class SchemaMaker:
    """Makes the schema of one file."""

    words: Descriptions
    language: str
    """The language of the words."""
    languages: Languages
    """Those of the site."""
    choices: Choices
    definitions: dict[str, Schema] = field(default_factory=dict)

    def whole(self, cls: Any) -> Schema:
        """The schema of a file, or of the head of one."""
        return {"$schema": DRAFT, **self._mapping(cls), "definitions": self.definitions}

    def translation(self, cls: Any, texts: Iterable[str]) -> Schema:
        """The schema of the head of a translation, which has some texts only."""
        properties = {name: self._described(cls, name, self._line()) for name in texts}
        return {"$schema": DRAFT, **_closed(properties), "definitions": self.definitions}

    def _mapping(self, cls: Any) -> Schema:
        fields = fields_of(cls)
        former = {each.name: each.metadata["former"] for each in _fields_with_former_keys(cls)}
        properties = {name: self._property(cls, name, hint) for name, (hint, _) in fields.items()}
        properties |= {old: properties[name] | {"doNotSuggest": True} for name, old in former.items()}
        needed = [name for name, (_, is_required) in fields.items() if is_required and name not in former]
        about = _about(self.words.label(cls), self.words.hint(cls))
        return _closed(properties) | ({"required": needed} if needed else {}) | about

    def _property(self, cls: Any, name: str, hint: Any) -> Schema:
        schema = self._value(cls, name, hint)
        if schema.get("type") == "array" and not may_be_empty(cls, name):
            schema["minItems"] = 1  # an empty list says nothing, and is refused
        return self._described(cls, name, schema)

    def _described(self, cls: Any, name: str, schema: Schema) -> Schema:
        return schema | _about(self.words.label(cls, name), self.words.hint(cls, name))

    def _value(self, cls: Any, name: str, hint: Any) -> Schema:
        """The schema of a value of a type, as of the field of a class."""
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):
            return self._value(cls, name, present(hint))
        if origin is tuple:
            entry = get_args(hint)[0]
            unique = {"uniqueItems": True} if entry in (Id, Link, LanguageCode, str) else {}
            return {"type": "array", "items": self._value(cls, name, entry), **unique}
        if origin is Literal:
            return _choice({each: self.words.value(cls, name, each) for each in get_args(hint)})
        if hint is Id and name not in FREE and f"{cls.__name__}.{name}" not in FREE:
            return self._one_of_ids(NAMED.get(name, ()))
        return self._simple(hint)

    def _simple(self, hint: Any) -> Schema:
        if hint is str:
            return self._line()
        if hint is bool:
            return _BOOLEAN | {"patternErrorMessage": self._expected("Boolean")}
        if hint is Text:
            return self._defined("Text", lambda: self._text())
        if codes := names_of_codes(hint, self.language):
            return self._defined(hint.__name__, lambda: self._choice_of_ids(codes, "Code"))
        if hint in SCHEMAS:
            key, schema = SCHEMAS[hint]
            expected = self._expected(key)
            messages = {"patternErrorMessage": expected, "errorMessage": expected}
            return self._defined(key, lambda: schema | messages)
        return self._defined(hint.__name__, lambda: self._mapping(hint))

    def _defined(self, key: str, make: Any) -> Schema:
        if key not in self.definitions:
            self.definitions[key] = {}  # so that a class may be within itself
            self.definitions[key] = make()
        return {"$ref": f"#/definitions/{key}"}

    def _expected(self, key: str) -> str:
        return self.words.entries[f"Value.{key}"].hint

    def _one_of_ids(self, classes: tuple[str, ...]) -> Schema:
        ids = {id: title for each in classes for id, title in self.choices.get(each, {}).items()}
        if not ids:
            return self._simple(Id)
        return self._defined("".join([*classes, "Id"]), lambda: self._choice_of_ids(ids, "Choice"))

    def _choice_of_ids(self, ids: Mapping[str, str], key: str) -> Schema:
        return _choice(ids) | {"errorMessage": self._expected(key)}

    def _line(self) -> Schema:
        return self._defined("Line", lambda: self._any_but(_NO_LINE, "Line"))

    def _any_but(self, wrong: Schema, key: str, **more: Any) -> Schema:
        """A text. It has no `type`, for which editors would offer `true` and `false` as texts, too; behind
        `anyOf`, they do not take it for a mapping alone."""
        message = self._expected(key)
        refused = {"if": wrong, "then": {"type": "string", "errorMessage": message}}
        return {"anyOf": [{**refused, "pattern": r"\S", "patternErrorMessage": message, **more}]}

    def _text(self) -> Schema:
        """A text in several languages, or a plain one in the default language."""
        names = locale_of(self.language).languages
        languages = (*self.languages.all, *self.languages.unbuilt)
        versions = {each: self._line() | _about(str(names.get(each, each)), "") for each in languages}
        own = self._simple(LanguageCode) | _about("", self.words.entries["Value.Text"].values["language"])
        mapping = {**_closed({**versions, "language": own}), "required": [self.languages.default]}
        del mapping["type"]
        return self._any_but(_NO_TEXT, "Text", **mapping) | self._snippet()

    def _snippet(self) -> Schema:
        """What the editor offers to insert: the text in all languages."""
        if len(self.languages.all) == 1:
            return {}
        # on one line, as the server does not indent lines in the first line of an entry of a list
        versions = ", ".join(f'{each}: "${number}"' for number, each in enumerate(self.languages.all, 1))
        body = f"{{{versions}}}"
        return {"defaultSnippets": [{"label": self.words.entries["Value.Text"].label, "body": body}]}


def _fields_with_former_keys(cls: Any) -> list[Any]:
    return [each for each in dataclasses.fields(cls) if "former" in each.metadata]


def _closed(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": {**properties}, "additionalProperties": False}


def _about(title: str, hint: str) -> Schema:
    """What a hover and a list of suggestions show."""
    texts = {"title": title, "description": hint, "markdownDescription": hint}
    return {key: text for key, text in texts.items() if text}


def _choice(names: Mapping[str, str]) -> Schema:
    """One of some values, with their names; also as YAML reads them, if that is no text."""
    read = {text: as_yaml_reads(text) for text in names}
    others = {text: value for text, value in read.items() if value != text}
    return {
        "type": ["string", "number", "boolean"] if others else "string",
        "enum": [*names, *others.values()],
        "markdownEnumDescriptions": [*names.values(), *(names[text] for text in others)],
    }
