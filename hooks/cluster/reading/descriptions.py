"""What each field means, in words for those who write it: labels and hints of forms, texts of hovers.

In English, the hint of a field is the first paragraph of the docstring below it, and the label is made of its
name. Other languages, and better labels, are in files of hooks/cluster/descriptions/, with the same keys:

    Event: {label: Akce, hint: …}
    Event.when: {label: Kdy, hint: …}
    Event.status: {label: Stav, hint: …, values: {planned: v plánu, …}}
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple, get_args, get_origin

import yaml

from cluster.reading.fields import fields_of, is_form

# libyaml, where PyYAML was built with it, is many times faster
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Description(NamedTuple):
    """The words about a class or a field; what a language does not say is empty."""

    label: str = ""
    """A short name, as above a field of a form: `Date and time`."""
    hint: str = ""
    """What to write, in one or two sentences with Markdown's marks of code."""
    values: Mapping[str, str] = {}
    """The names of the values to choose from, by value."""


@dataclass(frozen=True, slots=True)
class Descriptions:
    """The words about all classes and fields in a language."""

    entries: Mapping[str, Description]
    """By `key_of`; English where the language says nothing."""
    language: str = "en"

    def label(self, cls: Any, field: str = "") -> str:
        """The short name of a field, or of the class."""
        return self.entries[key_of(cls, field)].label

    def hint(self, cls: Any, field: str = "") -> str:
        """What a field or the class is; empty if nothing is written about it."""
        return self.entries[key_of(cls, field)].hint

    def for_site(self, languages: Sequence[str]) -> Descriptions:
        """The same words, with examples in the languages of a site."""
        entries = {
            key: each._replace(hint=in_languages(each.hint, languages)) for key, each in self.entries.items()
        }
        return Descriptions(entries, self.language)

    def value(self, cls: Any, field: str, value: str) -> str:
        """The name of a value to choose from."""
        return self.entries[key_of(cls, field)].values[value]


def in_languages(hint: str, languages: Sequence[str]) -> str:
    """A hint with its examples, `[cs, en]` and `{cs: …, en: …}`, in the first two languages of a site."""
    listed, versions = ", ".join(languages[:2]), ", ".join(f"{each}: …" for each in languages[:2])
    return re.sub(r"\{cs: …, en: …\}", f"{{{versions}}}", re.sub(r"\[cs, en\]", f"[{listed}]", hint))


def key_of(cls: Any, field: str = "") -> str:
    """`Event.when`; for a field of a base class, that of the base: `Document.draft`."""
    if not field:
        return str(cls.__qualname__)
    owner = next(each for each in cls.__mro__ if field in inspect.get_annotations(each))
    return f"{owner.__qualname__}.{field}"


def described(roots: Iterable[Any]) -> list[Any]:
    """The classes that editors write, those inside others included, in the order in which they are met."""
    found: dict[Any, None] = {}
    for root in roots:
        _note(root, found)
    return [*found]


def _note(cls: Any, found: dict[Any, None]) -> None:
    if cls not in found:
        found[cls] = None
        for hint, _ in fields_of(cls).values():
            for form in forms_in(hint):
                _note(form, found)


def forms_in(hint: Any) -> Iterator[Any]:
    """The class whose fields an editor writes under a field of a type, if there is one."""
    for each in get_args(hint):
        yield from forms_in(each)
    if is_form(hint):
        yield hint


def choices(hint: Any) -> tuple[str, ...]:
    """The values that a field may have, or the entries of its list; empty if it is no choice."""
    if get_origin(hint) is Literal:
        return get_args(hint)
    return next(filter(None, map(choices, get_args(hint))), ())


def docstrings(source: str) -> dict[str, str]:
    """The first paragraphs of the docstrings of a module's classes and their fields, by key."""
    found = {}
    for cls in (each for each in ast.parse(source).body if isinstance(each, ast.ClassDef)):
        found[cls.name] = _paragraph(ast.get_docstring(cls) or "")
        for field, below in pairwise(cls.body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                found[f"{cls.name}.{field.target.id}"] = _paragraph(_text(below))
    return found


def _text(node: ast.stmt) -> str:
    value = node.value if isinstance(node, ast.Expr) else None
    return str(value.value) if isinstance(value, ast.Constant) else ""


def _paragraph(docstring: str) -> str:
    return " ".join(re.split(r"\n\s*\n", docstring.strip())[0].split())


def english(classes: Iterable[Any], docs: Mapping[str, str]) -> dict[str, Description]:
    """The words about some classes and their fields, from the docstrings by key."""
    found: dict[str, Description] = {}
    for cls in classes:
        found[key_of(cls)] = Description(_in_words(cls.__name__), docs.get(key_of(cls), ""))
        for field, (hint, _) in fields_of(cls).items():
            key = key_of(cls, field)
            values = {each: _in_words(each) for each in choices(hint)}
            found.setdefault(key, Description(_in_words(field), docs.get(key, ""), values))
    return found


def _in_words(name: str) -> str:
    """`Programme item` for `ProgrammeItem`, `programme_item` and `programme-item`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", name).lower()
    return words[:1].upper() + words[1:]


def read_descriptions(text: str) -> dict[str, Description]:
    """The content of a file; what is empty in it says nothing."""
    written = yaml.load(text, Loader=_Loader) or {}
    return {key: _read(entry or {}) for key, entry in written.items()}


def _read(entry: Mapping[str, Any]) -> Description:
    values = {str(value): str(name) for value, name in (entry.get("values") or {}).items() if name}
    return Description(str(entry.get("label") or ""), str(entry.get("hint") or ""), values)


def merged(base: Mapping[str, Description], more: Mapping[str, Description]) -> dict[str, Description]:
    """The words of `base`, replaced by those that `more` has."""
    none = Description()
    return {key: _over(each, more.get(key, none)) for key, each in base.items()}


def _over(base: Description, more: Description) -> Description:
    return Description(more.label or base.label, more.hint or base.hint, {**base.values, **more.values})


def missing(entries: Mapping[str, Description], wanted: Mapping[str, Description]) -> Iterator[str]:
    """What a language lacks: `Event.when: hint`, `Event.status: values: planned`."""
    for key, each in wanted.items():
        own = entries.get(key, Description())
        parts = [part for part in ("label", "hint") if getattr(each, part) and not getattr(own, part)]
        yield from (f"{key}: {part}" for part in parts)
        yield from (f"{key}: values: {value}" for value in each.values if value not in own.values)


def unknown(entries: Mapping[str, Description], wanted: Mapping[str, Description]) -> Iterator[str]:
    """What a language says of nothing: `Event.whem`, `Event.status: values: panned`."""
    for key, each in entries.items():
        if key not in wanted:
            yield key
        else:
            yield from (f"{key}: values: {value}" for value in each.values if value not in wanted[key].values)
