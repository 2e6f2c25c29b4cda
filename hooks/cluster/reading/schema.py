"""Reads YAML trees into frozen dataclasses, or reports every problem at once.

The dataclasses are the schema: a field's name is its YAML key, its annotation says how the value is read, and
a field without a default is required. A value that exists is therefore valid; no dict leaves this module.

Field metadata: `written: False` marks a field that the program fills in and YAML cannot set; `former` is the
field's previous key, still accepted. A field `at: Place` receives the position of the value.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from cluster.code_names import suggested_language
from cluster.language import Languages, Text, english_name
from cluster.problems import Place, Problem
from cluster.reading import wrong_values
from cluster.reading.colons import told_of_key, told_of_text, unspaced_in
from cluster.reading.commas import cut_texts
from cluster.reading.comments import cut_by, is_cut
from cluster.reading.curly_quotes import told_of_cut, told_of_quotes
from cluster.reading.fields import (
    as_list,
    belongs_elsewhere,
    fields_of,
    form_of,
    label_of,
    may_be_empty,
    meant,
    present,
    rename_former_keys,
    several,
    without_list,
)
from cluster.reading.labels import FieldMeaning, Labels, suggested
from cluster.reading.scalar_types import SCALARS, Id, LanguageCode, Link
from cluster.reading.yaml_tree import Node, forbidden_character, invisible, lines_in

T = TypeVar("T")

_PROOF = re.compile(r"(?:^|: )(sources|imported)\b")
"""The values whose links prove something, and may be of pages that this site replaced."""


class Wrong(Exception):
    """A value cannot be read; its problem is already in `Reader.problems`.

    Unwinds to the enclosing mapping or list, which goes on with its other children, so that all problems are
    found in one run.
    """


@dataclass(slots=True)
class Reader:
    """Reads the values of one file and collects its problems.

    `where` is the path to a value in messages: `activity 'skills-day': target`.
    """

    file: str
    languages: Languages
    problems: list[Problem] = field(default_factory=list)
    links: list[tuple[int, str, bool]] = field(default_factory=list)
    """Line and value of each web address, in the order of the file, and whether it proves something."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The file to which a key belongs that this one may not have, by key."""
    labels: Callable[[], Labels] = Labels
    """What editors see in place of values and names of fields; asked for only if something is wrong."""

    def read(self, cls: type[T], node: Node | None) -> T | None:
        """The value of a whole file, or None if there were problems."""
        if node is None or node.value is None:
            self.refuse(1, "the file is empty")
            return None
        return self.item(cls, node, cls.__name__.lower())

    def item(self, cls: type[T], node: Node, where: str, **given: Any) -> T | None:
        """One value, or None if there were problems; `given` as in `mapping`."""
        try:
            value: T = self.mapping(cls, node, where, **given)
            return value
        except Wrong:
            return None

    def refuse(self, line: int, message: str) -> Wrong:
        """Record a problem. Callers that cannot go on raise the returned exception."""
        self.problems.append(Problem(Place(self.file, line), message))
        return Wrong()

    def mapping(self, cls: Any, node: Node, where: str, **given: Any) -> Any:
        """An instance of the dataclass `cls`. `given` are values of fields that are not in the YAML."""
        if not isinstance(node.value, dict):
            message = f"expected a mapping (key: value), found {node.kind}{form_of(cls, node)}"
            raise self.refuse(node.line, f"{where}: {message}")
        if not node.value and not given:
            raise self.refuse(node.line, f"{where}: empty mapping; write a value, or delete the key")
        where = label_of(cls, node, where)
        rename_former_keys(cls, node.value, node.key_lines)
        fields = fields_of(cls)
        self._refuse_unknown_keys(cls, node, where)
        prefix = "" if where in fields else f"{where}: "  # the only list of a file has the name of the file
        values: dict[str, Any] = dict(given)
        is_wrong = False
        for name, (hint, required) in fields.items():
            child = node.value.get(name)
            if child is None:
                if required and name not in unspaced_in(node, fields):
                    self.refuse(node.line, f"{where}: missing '{name}'")
                is_wrong |= required
                continue
            try:
                self.refuse_empty(child, node.key_lines[name], f"{where}: '{name}'", is_required=required)
                if message := belongs_elsewhere(hint, child, fields):
                    raise self.refuse(child.line, f"{prefix}{name}: {message}")
                values[name] = self.value(hint, child, f"{prefix}{name}")
                if values[name] == () and get_origin(hint) is tuple and not may_be_empty(cls, name):
                    message = f"{where}: '{name}' is an empty list; write a value, or delete the key"
                    raise self.refuse(child.line, message)
            except Wrong:
                is_wrong = True
        if is_wrong:
            raise Wrong
        if "at" in cls.__dataclass_fields__:
            values["at"] = Place(self.file, node.line, tuple(lines_in(node.value, node.line)))
        return cls(**values)

    def refuse_empty(self, node: Node, line: int, what: str, *, is_required: bool) -> None:
        """Wrong if a key has no value: its editor forgot something, or believes that it does something."""
        if node.value is None:
            cure = "write a value" if is_required else "write a value, or delete the key"
            raise self.refuse(line, f"{what} is empty; {cure}{cut_by(node.comment)}")

    def _refuse_unknown_keys(self, cls: Any, node: Node, where: str) -> None:
        fields = fields_of(cls)
        cut = self._refuse_cut_texts(node, fields, where)
        for key, line in node.key_lines.items():
            if key not in fields and key not in cut:
                self.refuse(line, f"{where}: unknown field '{key}'{self._meant(key, node, cls)}")

    def _meant(self, key: str, node: Node, cls: Any) -> str:
        """What an unknown field of a class may be, or the file in which it belongs."""
        file = self.elsewhere.get(key, self.file)
        if file != self.file:
            return f"; it belongs in {file}"
        fields = fields_of(cls)
        told = told_of_key(key, node, fields)
        return told or meant(key, fields, self.labels().of_fields(cls, fields), self.file)

    def _refuse_cut_texts(
        self, node: Node, known: Collection[str], where: str, *, are_languages: bool = False
    ) -> set[str]:
        """Refuse texts that are cut at their comma. Returns the keys that are parts of them."""
        cuts = [*cut_texts(node, known, are_languages=are_languages)]
        for each in cuts:
            self.refuse(each.line, f"{where}: {each.message}")
        return {key for each in cuts for key in each.rest}

    def value(self, hint: Any, node: Node, where: str) -> Any:
        """One value of the annotated type `hint`: a scalar, text, list, choice or dataclass."""
        if hint is str:
            return self._unquoted(self.string(node, where, is_prose=True), node, where)
        if hint is Text:
            return self.text(node, where)
        origin = get_origin(hint)
        if origin in (Union, types.UnionType):  # only `X | None`: a present value is never None
            return self.value(present(hint), node, where)
        if origin is tuple:
            return self._list(get_args(hint)[0], node, where)
        if origin is Literal:
            return self._one_of(get_args(hint), node, where)
        if hint in SCALARS:
            return self._scalar(hint, node, where)
        return self.mapping(hint, node, where)

    def _scalar(self, hint: Any, node: Node, where: str) -> Any:
        text = self._unquoted(self.string(node, where), node, where)
        try:
            value = SCALARS[hint](text)
        except ValueError as error:
            message = self._meant_by(hint, where).told_of_id(text) or wrong_values.said_of(
                hint, text, self.languages
            )
            raise self.refuse(node.line, f"{where}: {message or error}") from None
        if hint is Link:
            self.links.append((node.line, value, bool(_PROOF.search(where))))
        return value

    def _unquoted(self, text: str, node: Node, where: str) -> str:
        """A value that is no prose, in which quotes may be meant."""
        if message := told_of_quotes(text, where):
            raise self.refuse(node.line, f"{where}: {message}")
        return text

    def _meant_by(self, hint: Any, where: str) -> FieldMeaning:
        """What texts in place of the values of a field mean."""
        field = re.findall(r"\w+", where)[-1]  # also of a table: `column C 'tags'`
        return FieldMeaning(self.labels, hint, field)

    def _list(self, hint: Any, node: Node, where: str) -> tuple[Any, ...]:
        meant_by = self._meant_by(hint, where)
        is_words = hint in (Id, LanguageCode) or get_origin(hint) is Literal
        if not isinstance(node.value, list):
            cure = as_list(hint, node, meant_by, is_words=is_words)
            message = f"{where}: expected a list (lines that start with -), found {node.kind}{cure}"
            raise self.refuse(node.line, message)
        if message := told_of_cut([each.value for each in node.value]):
            raise self.refuse(node.line, f"{where}: {message}")
        values, is_wrong = [], False
        for child in node.value:
            try:
                if is_words and isinstance(child.value, str) and (told := several(child.value, meant_by)):
                    raise self.refuse(child.line, f"{where}: {told}")
                values.append(self.value(hint, child, where))
            except Wrong:
                is_wrong = True
        if is_wrong:
            raise Wrong
        if hint in (Id, Link, LanguageCode, str):
            for number, value in enumerate(values):
                if value in values[:number]:
                    message = f"{where}: duplicate '{value}'; delete one of them"
                    raise self.refuse(node.value[number].line, message)
        return tuple(values)

    def _one_of(self, allowed: tuple[str, ...], node: Node, where: str) -> str:
        text = self._unquoted(self.string(node, where), node, where)
        if text not in allowed:
            hint = suggested(text, self.labels().of(allowed))
            raise self.refuse(node.line, f"{where}: unknown value '{text}'{hint}")
        return text

    def string(self, node: Node, where: str, *, is_prose: bool = False) -> str:
        """A stripped text, not empty and without forbidden characters."""
        if not isinstance(node.value, str):
            cure = without_list(node.value) if isinstance(node.value, list) else cut_by(node.comment)
            raise self.refuse(node.line, f"{where}: expected a text, found {node.kind}{cure}")
        if is_cut(node.comment, self.file, is_prose=is_prose):
            cut = f"'{node.comment.strip()}' is read as a comment; put quotes around the text"
            raise self.refuse(node.line, f"{where}: {cut}, or the comment on a line of its own")
        text = node.value.strip()
        if not text:
            raise self.refuse(node.line, f"{where}: empty text")
        # `decode` has seen the raw characters; an escape such as "\\u0007" only appears now
        if (character := forbidden_character(text)) is not None:
            raise self.refuse(node.line, f"{where}: {invisible(character)}")
        return text

    def text(self, node: Node, where: str) -> Text:
        """A plain text, or a mapping of language to text; the default language is required. `language`
        is that of a name which is not translated."""
        if not isinstance(node.value, dict):
            text = self.string(node, where, is_prose=True)
            if cure := told_of_text(text, self.languages.all):
                raise self.refuse(
                    node.line, f"{where}: expected a mapping (key: value), found {node.kind}{cure}"
                )
            return Text(((self.languages.default, text),))
        versions = self._versions(node, node.value, where)
        if "language" not in node.value:
            return self.languages.text(versions)
        language = self.value(LanguageCode, node.value["language"], f"{where}: language")
        everywhere = dict.fromkeys(self.languages.all, versions[self.languages.default])
        return self.languages.text(everywhere | versions)._replace(language=language)

    def _versions(self, node: Node, written: dict[str, Node], where: str) -> dict[str, str]:
        """The text in each language, without `language`."""
        versions: dict[str, str] = {}
        default, known = self.languages.default, ("language", *self.languages.all)
        cut = self._refuse_cut_texts(node, known, where, are_languages=True)
        is_wrong = bool(cut)
        for language, child in written.items():
            if language in {"language", *cut, *self.languages.unbuilt}:
                continue
            if language not in self.languages.all:
                self._refuse_language(language, node, where)
                is_wrong = True
                continue
            what = f"{where} ({language})"
            self.refuse_empty(child, node.key_lines[language], what, is_required=language == default)
            versions[language] = self.string(child, what, is_prose=True)
        if default not in versions and default not in unspaced_in(node, known):
            raise self.refuse(node.line, f"{where}: missing {english_name(default)} text ({default})")
        if is_wrong:
            raise Wrong
        return versions

    def _refuse_language(self, language: str, node: Node, where: str) -> None:
        line = node.key_lines[language]
        if message := self.languages.reason_to_refuse(language):
            self.problems.append(Problem(Place(self.file, line), f"{where}: {message}", everywhere=message))
        else:
            languages = self.languages.all
            hint = told_of_key(language, node, languages) or suggested_language(language, languages)
            self.refuse(line, f"{where}: unknown language '{language}'{hint}")
