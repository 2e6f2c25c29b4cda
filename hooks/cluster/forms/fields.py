"""The fields of a form from those of a dataclass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from cluster.content.imported import Imported
from cluster.content.version import SiteVersion
from cluster.dates import Hours, When
from cluster.forms.choices import Choices
from cluster.language import Text
from cluster.pictures.model import Image
from cluster.reading.descriptions import Descriptions
from cluster.reading.fields import fields_of, is_form, present
from cluster.reading.scalar_types import (
    Coordinates,
    Email,
    FoundingYear,
    Id,
    LanguageCode,
    Link,
    Number,
    Phone,
    Year,
)
from cluster.schemas.scalars import DATE, HOURS

Field = dict[str, Any]
"""A field in the words of Sveltia CMS."""

_LAST = ("image", "sources", "imported", "draft")
"""The fields that stand at the end of a form and of an entry; `id` stands at its beginning."""

_LONG = {
    "text", "summary", "description", "lead", "does", "together", "note", "when_note", "date_note", "reason",
    "counts_because", "join", "server_logs", "medium", "long", "measures", "conditions", "what", "how", "who",
}  # fmt: skip
"""The fields with texts of a sentence or more."""

FILES = ("file", "logo", "logos")
"""The fields that name a file of docs/."""

PATTERNS: Mapping[Any, tuple[str, str]] = {
    Id: (r"^[a-z0-9]+(-[a-z0-9]+)*$", "forms_id"),
    When: (f"^({DATE})$", "forms_when"),
    Hours: (f"^({HOURS})$", "forms_hours"),
    Link: (r"^https?://[^\s/<>\"]+\.[^\s<>\"]+$", "forms_link"),
    Email: (r"^[^\s@]+@[^\s@]+\.[^\s@.]+$", "forms_email"),
    Phone: (r"^\+.*\d.*\d.*\d", "forms_phone"),
    Coordinates: (r"^-?\d{1,3}(\.\d+)?, ?-?\d{1,3}(\.\d+)?$", "forms_coordinates"),
    LanguageCode: (r"^[a-z]{2}$", "forms_language"),
    Decimal: (r"^\d{1,9}(\.\d{1,2})?$", "forms_price"),
    Number: (r"^-?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,3})?$", "forms_number"),
    Year: (r"^\d{4}$", "forms_year"),
    FoundingYear: (r"^\d{4}$", "forms_year"),
    int: (r"^[1-9]\d*$", "forms_whole_number"),
}
"""What a value must look like, and the word that says so: strict enough to catch slips; the check before
publication knows more."""


def ordered(cls: Any) -> list[tuple[str, Any, bool]]:
    """The fields that an editor may write, in the order of a form and of a new entry: name, type, and whether
    it is required."""
    names = [each for each in fields_of(cls) if fields_of(cls)[each][0] != Imported | None]
    early = [each for each in names if each == "id"]
    late = [each for each in _LAST if each in names]
    middle = [each for each in names if each not in (*early, *late)]
    return [(each, *fields_of(cls)[each]) for each in (*early, *middle, *late)]


@dataclass(frozen=True, slots=True)
class FieldMaker:
    """Makes fields for a site in the words of its default language."""

    version: SiteVersion
    descriptions: Descriptions
    choices: Choices

    def fields(self, cls: Any, *, translated: tuple[str, ...] = ()) -> list[Field]:
        """The fields of a class; `translated` are those that each language has in a file of its own."""
        return [
            self.field(cls, name, present(hint), required=required, translated=name in translated)
            for name, hint, required in ordered(cls)
            if required or not self._has_nothing_to_choose(name, hint)
        ]

    def _has_nothing_to_choose(self, name: str, hint: Any) -> bool:
        """Whether a field names things of which the site has none."""
        return Id in (present(hint), *get_args(present(hint))) and self.choices.get(name) == ()

    def field(self, cls: Any, name: str, hint: Any, *, required: bool, translated: bool = False) -> Field:
        made = self._of_type(cls, name, hint, required=required, translated=translated)
        label, help_text = self.descriptions.label(cls, name), self.descriptions.hint(cls, name)
        common: Field = {"name": name, "label": label, "required": required, "i18n": translated}
        is_list_of_values = "options" in made and help_text.startswith("`")  # which the form shows by name
        hint_of_form = {"hint": help_text} if help_text and not is_list_of_values else {}
        return {**common, **hint_of_form, **made}

    def _of_type(self, cls: Any, name: str, hint: Any, *, required: bool, translated: bool) -> Field:
        if get_origin(hint) is tuple:
            return self._list(cls, name, get_args(hint)[0], required=required)
        if get_origin(hint) is Literal:
            return self._select(self._values(cls, name, get_args(hint)), required=required)
        if hint is Id and self.choices.get(name):
            return self._select([each._asdict() for each in self.choices[name]], required=required)
        if hint is Text:
            return self._text(name, required=required) if not translated else _line(name)
        if is_form(hint):
            return {"widget": "object", "collapsed": False, "fields": self.fields(hint)}
        return self._scalar(cls, name, hint)

    def _scalar(self, cls: Any, name: str, hint: Any) -> Field:
        if hint is str and name in FILES:
            is_picture = cls is Image or name == "logo"
            return {"widget": "image" if is_picture else "file", "choose_url": False}
        if hint is str:
            return _line(name)
        if hint is bool:
            return {"widget": "boolean", "required": False}
        if hint is date:
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "default": ""}
        return {"widget": "string", **self._pattern(hint)}

    def _pattern(self, hint: Any) -> Field:
        pattern = PATTERNS.get(hint)
        return {"pattern": [pattern[0], self.version.words[pattern[1]]]} if pattern else {}

    def _values(self, cls: Any, name: str, values: tuple[str, ...]) -> list[Field]:
        return [{"value": each, "label": self.descriptions.value(cls, name, each)} for each in values]

    def _select(self, options: list[Field], *, required: bool, **more: Any) -> Field:
        empty = [] if required or more else [{"value": "", "label": "–"}]
        return {"widget": "select", "options": [*empty, *options], **more}

    def _text(self, name: str, *, required: bool) -> Field:
        """A text in all languages; in the only language of a site, a line."""
        languages = self.version.languages
        if len(languages.all) == 1:
            return _line(name)
        names = languages.names
        fields = [
            {
                "name": each,
                "label": names.get(each, each),
                "required": required and each == languages.default,
                "i18n": False,
                **_line(name),
            }
            for each in languages.all
        ]
        return {"widget": "object", "collapsed": False, "fields": fields}

    def _list(self, cls: Any, name: str, hint: Any, *, required: bool) -> Field:
        if get_origin(hint) is Literal:
            return self._select(self._values(cls, name, get_args(hint)), required=required, multiple=True)
        if hint is Id and self.choices.get(name):
            options = [each._asdict() for each in self.choices[name]]
            return self._select(options, required=required, multiple=True)
        if hint is Text and len(self.version.languages.all) > 1:
            fields = self._text(name, required=True)["fields"]
            return {"widget": "list", "fields": fields, "summary": self._summary("")}
        if is_form(hint):
            return self.entries(hint)
        return {"widget": "list", "default": []}

    def entries(self, cls: Any) -> Field:
        """A list of things with fields of their own."""
        name = self.descriptions.label(cls)
        inner = {each: present(hint) for each, hint, _ in ordered(cls)}
        title = next(
            (each for each in ("short_name", "title", "name", "role") if each in inner), next(iter(inner))
        )
        summary = self._summary(title) if inner[title] is Text else f"{{{{{title}}}}}"
        return {
            "widget": "list",
            "label_singular": name,
            "collapsed": True,
            "summary": summary,
            "fields": self.fields(cls),
        }

    def _summary(self, name: str) -> str:
        """The template of a text in the default language."""
        languages = self.version.languages
        path = [name] if len(languages.all) == 1 else [name, languages.default]
        return f"{{{{{'.'.join(filter(None, path))}}}}}"


def _line(name: str) -> Field:
    return {"widget": "text" if name in _LONG else "string"}
