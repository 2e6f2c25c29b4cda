"""One build: the site as of now, its language versions with their pages, and what the settings say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import jinja2

from cluster.build.picture_cache import PictureCache
from cluster.build.project import HOOKS, words_of
from cluster.content.site import Site
from cluster.content.version import SiteVersion, version_of
from cluster.pages.all_pages import pages_of
from cluster.pages.page import Page
from cluster.pages.slots import MenuEntry, site_slots
from cluster.pages.templates import environment


@dataclass(kw_only=True)
class Build:
    """Everything that one build works with. Both ways of building fill pages from it."""

    site: Site
    """As of `now`."""
    now: datetime
    """In the cluster's time zone."""
    site_url: str
    """Ends in `/`."""
    menu: Sequence[MenuEntry]
    search: Mapping[str, Any]
    """The settings of the search."""
    pictures: PictureCache
    bytecode_cache: jinja2.BytecodeCache | None = None
    """Of the templates."""
    versions: dict[str, SiteVersion] = field(init=False)
    """By language, the default one first; so the following."""
    pages: dict[str, list[Page]] = field(init=False)
    frame_values: dict[str, dict[str, str]] = field(init=False)
    """What the frame shows on every page of a language."""
    search_entries: dict[str, dict[str, str]] = field(init=False)
    """What the search finds of each page, by address; filled as pages are rendered."""
    _environments: dict[str, jinja2.Environment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        today = self.now.date()
        self.versions = {
            language: version_of(self.site, words_of(language), today=today, site_url=self.site_url)
            for language in self.site.languages.all
        }
        self.pages = {language: pages_of(version) for language, version in self.versions.items()}
        self.frame_values = {
            language: site_slots(version, {page.address: page for page in self.pages[language]}, self.menu)
            for language, version in self.versions.items()
        }
        self.search_entries = {language: {} for language in self.versions}

    def __deepcopy__(self, _: object) -> Build:
        """Itself: plugins copy the settings of MkDocs, where the door keeps it."""
        return self

    @property
    def default(self) -> SiteVersion:
        """The version in the site's default language."""
        return self.versions[self.site.languages.default]

    @cached_property
    def pages_by_source(self) -> dict[str, dict[str, Page]]:
        """By language and by the Markdown file that a page would have below docs/: how MkDocs names pages."""
        return {language: {page.source: page for page in pages} for language, pages in self.pages.items()}

    def templates(self, language: str) -> jinja2.Environment:
        """The templates in a language, loaded when the first page needs them."""
        if language not in self._environments:
            loader = jinja2.FileSystemLoader(HOOKS / "templates")
            version = self.versions[language]
            self._environments[language] = environment(loader, version, bytecode_cache=self.bytecode_cache)
        return self._environments[language]
