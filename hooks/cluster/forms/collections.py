"""The collections of forms: one for each folder of documents, and one for each file of data/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cluster.content.kinds import KINDS, Kind
from cluster.content.text_pages import TextPage
from cluster.forms.fields import Field, FieldMaker
from cluster.forms.formats import (
    IN_ONE_FILE,
    THE_CLUSTER,
    THE_PLAN,
    WHOLE,
    data_files,
    format_name,
    name_of,
    page_format,
)
from cluster.reading.descriptions import Description

_ICONS: Mapping[str, str] = {
    "events": "event",
    "news": "newspaper",
    "newsletter": "mail",
    "": "article",
    THE_PLAN: "flag",
    THE_CLUSTER: "home_work",
    "data/members.yaml": "groups",
    "data/equipment.yaml": "biotech",
    "data/services.yaml": "handshake",
    "data/partners.yaml": "hub",
    "data/projects.yaml": "science",
}


@dataclass(frozen=True, slots=True)
class Collections:
    """All collections of a site."""

    make: FieldMaker

    @property
    def documents(self) -> list[Field]:
        """The folders of docs/, and the texts above generated lists."""
        folders = [self._folder(kind) for kind in KINDS if kind.folder is not None]
        return [*folders, *self._introductions()]

    @property
    def data(self) -> list[Field]:
        """The files of data/."""
        return [self._data_file(file, lists) for file, lists in data_files().items()]

    def _folder(self, kind: Kind) -> Field:
        folder = kind.folder or ""
        language = self.make.version.languages.default
        several = len(self.make.version.languages.all) > 1
        title = f"title.{language}" if kind.name in IN_ONE_FILE and several else "title"
        below = f"/{folder}" if folder else ""
        return {
            "name": kind.folder or "pages",
            "label": self._label_of_folder(kind),
            "label_singular": self.make.descriptions.label(kind.cls),
            "icon": _ICONS.get(folder, "article"),
            "folder": f"docs{below}",
            "format": format_name(kind.name) if folder else page_format(""),
            "extension": "md",
            "create": True,
            "delete": True,
            "i18n": True,
            "identifier_field": title,
            "slug": {"template": f"{{{{{title}}}}}", "editable": ["create"], "pattern": self._id_pattern},
            "summary": f"{{{{{title}}}}}",
            "sortable_fields": _sortable(kind, title),
            "thumbnail": False,
            "media_folder": f"/docs{below}" if folder else "/docs/files",
            "public_folder": below if folder else "/files",
            "index_file": self._index_file(folder),
            "fields": self._fields(kind.cls, () if kind.name in IN_ONE_FILE else kind.texts),
        }

    def _label_of_folder(self, kind: Kind) -> str:
        """The word for the list on the site; a kind may have none."""
        word = kind.folder or "forms_pages"
        words = self.make.version.words
        return words[word] if word in words.entries else self.make.descriptions.label(kind.cls)

    @property
    def _id_pattern(self) -> list[str]:
        return [r"^[a-z0-9]+(-[a-z0-9]+)*$", self.make.version.words["forms_id"]]

    def _fields(self, cls: Any, translated: tuple[str, ...]) -> list[Field]:
        body = {
            "name": "body",
            "label": self.make.version.words["forms_text"],
            "widget": "markdown",
            "required": False,
            "i18n": True,
            "modes": ["rich_text", "raw"],
        }
        fields = self.make.fields(cls, translated=translated)
        first = [each for each in fields if each["required"] or each["name"] in translated]
        return [*first, body, *(each for each in fields if each not in first)]

    def _index_file(self, folder: str) -> Field:
        label = self.make.version.words["forms_introduction" if folder else "home"]
        return {
            "name": "index",
            "label": label,
            "icon": "article",
            "format": page_format(folder),
            "extension": "md",
            "fields": self._fields(TextPage, ("title", "description")),
        }

    def _introductions(self) -> Iterator[Field]:
        """The pages in other folders, such as the text about all pillars."""
        version = self.make.version
        indexes = {f"{kind.folder}/index" for kind in KINDS if kind.folder}
        pages = [each for each in version.site.text_pages if "/" in each.path and each.path not in indexes]
        if pages:
            suffix = ".{{locale}}" if len(version.languages.all) > 1 else ""
            yield {
                "name": "introductions",
                "label": version.words["forms_introductions"],
                "icon": "article",
                "i18n": True,
                "media_folder": "/docs/files",
                "public_folder": "/files",
                "files": [
                    {
                        "name": each.path.replace("/", "-"),
                        "label": version.text_of(each.title) or each.path,
                        "file": f"docs/{each.path}{suffix}.md",
                        "format": page_format(each.path.rpartition("/")[0]),
                        "i18n": True,
                        "fields": self._fields(TextPage, ("title", "description")),
                    }
                    for each in pages
                ],
            }

    def _data_file(self, file: str, lists: list[Kind]) -> Field:
        name = name_of(file)
        pictures = f"/{'press' if file == THE_CLUSTER else name}"
        return {
            "name": name,
            "label": self._label_of(file, lists),
            "icon": _ICONS.get(file, "list"),
            "file": file,
            "format": format_name(name, "yaml"),
            "i18n": False,
            "media_folder": f"/docs{pictures}",
            "public_folder": pictures,
            "fields": self._lists(file, lists) if lists else self.make.fields(WHOLE[file]),
        }

    def _label_of(self, file: str, lists: list[Kind]) -> str:
        return self._words_of(file, lists[0]).label if lists else self.make.descriptions.label(WHOLE[file])

    def _words_of(self, file: str, kind: Kind) -> Description:
        return self.make.descriptions.entries[f"{name_of(file).capitalize()}File.{kind.key}"]

    def _lists(self, file: str, lists: list[Kind]) -> list[Field]:
        return [
            {
                "name": kind.key,
                "label": self._words_of(file, kind).label,
                "hint": self._words_of(file, kind).hint,
                "required": False,
                "i18n": False,
                **self.make.entries(kind.cls),
            }
            for kind in lists
        ]


def _sortable(kind: Kind, title: str) -> Field:
    """By what the list of documents can be sorted, the newest first."""
    dates = [each for each in ("when", "date", "updated") if each in kind.fields]
    default = {"field": dates[0], "direction": "descending"} if kind.folder else {"field": title}
    return {"fields": [*dates, title], "default": default}
