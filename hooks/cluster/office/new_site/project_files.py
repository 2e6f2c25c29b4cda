"""All files of a new project: values in, texts out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from babel import Locale

from cluster.content.kinds import KINDS
from cluster.office.entries.draft import document_of, translation_of
from cluster.office.new_site.answers import NewSite
from cluster.office.new_site.data_files import DataFiles
from cluster.office.new_site.texts import Texts
from cluster.office.tables.scalars import one_line
from cluster.office.text_editor import texts_for_vscode
from cluster.reading.descriptions import Descriptions
from cluster.slugs import slug_of

PAGES = ("index", "about", "contact", "privacy", "imprint", "accessibility")
"""The pages that every site begins with, each a file of docs/ in each language."""

FILTERS = {"yaml": partial(one_line, is_text=True), "json": json.dumps}
"""What templates write values with."""

Template = Callable[[str, Mapping[str, Any]], str]
"""Fills the template of a file: its path below starter/, and the values."""


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """Writes the files that belong to the cluster from then on."""

    site: NewSite
    texts: Texts
    words: Descriptions
    template: Template

    def all(self) -> Mapping[str, str]:
        """The texts of the files by path below the project."""
        return dict((*self._settings(), *DataFiles(self.site, self.texts, self.words).all(), *self._docs()))

    def _settings(self) -> Iterator[tuple[str, str]]:
        site = self.site
        values = {
            "name": site.name,
            "slug": slug_of(site.abbreviation) or "cluster",
            "url": site.url,
            "languages": site.languages,
            "names": {each: _own_name(each) for each in site.languages},
            "has_pillars": bool(site.pillars),
            "note": partial(self.texts.note, language=site.languages[0]),
            "comment": partial(self.texts.comment, language=site.languages[0]),
        }
        yield "mkdocs.yml", self.template("mkdocs.yml.in", values)
        yield "pyproject.toml", self.template("pyproject.toml.in", values)
        yield ".gitignore", self.template("gitignore.in", values)
        yield "README.md", self._readme()
        yield from texts_for_vscode()

    def _readme(self) -> str:
        return self._said("readme") + "\n"

    def _docs(self) -> Iterator[tuple[str, str]]:
        for page in PAGES:
            for number, language in enumerate(self.site.languages):
                suffix = f".{language}" if number else ""
                yield f"docs/{page}{suffix}.md", self._page(page, language)
        day, summary = self.site.today.isoformat(), self._said("example_summary")
        yield self._example("event", {"kind": "meeting", "when": day})
        yield self._example("news", {"date": day, f"summary.{self.site.languages[0]}": summary})

    def _page(self, page: str, language: str) -> str:
        """A page with a head and what is true of every site of this program."""
        said = {"name": self.site.name}
        values = {
            f"title.{language}": self.texts.text(f"{page}_title", language, **said),
            f"description.{language}": self.texts.text(f"{page}_description", language, **said),
        }
        body = self.texts.text(f"{page}_body", language, **said)
        return translation_of(values, ("title", "description"), language) + body + "\n"

    def _example(self, name: str, values: Mapping[str, str]) -> tuple[str, str]:
        """A draft of an event or a news item, which is not published; after its path."""
        kind = next(each for each in KINDS if each.name == name)
        title = {f"title.{self.site.languages[0]}": self._said(f"example_{name}")}
        written = {"draft": "true", **title, **values}
        text = document_of(kind.cls, written, self.words, self.site.languages)
        return f"docs/{kind.folder}/example.md", text

    def _said(self, key: str) -> str:
        return self.texts.text(key, self.site.languages[0], name=self.site.name)


def _own_name(language: str) -> str:
    return str(Locale.parse(language).get_display_name(language)).capitalize()
