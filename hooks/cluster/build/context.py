"""The state of one build: the public site, its language versions and their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import jinja2

from cluster.build.assets import Assets
from cluster.build.picture_cache import PictureCache
from cluster.build.prepared import CompiledTemplates
from cluster.build.project import map_of_places, templates_of
from cluster.content.site import Site
from cluster.content.version import SiteVersion, version_of
from cluster.fingerprints import Fingerprints
from cluster.forms.settings import Forms
from cluster.pages.all_pages import pages_of
from cluster.pages.maps import Draw
from cluster.pages.menu import MenuEntry
from cluster.pages.page import Page
from cluster.pages.share_pictures import Seen
from cluster.pages.slots import site_slots
from cluster.pages.templates import Rows
from cluster.pictures.card_drawing import Painter
from cluster.pictures.model import Rendition
from cluster.reading.words import Words

_ROWS: dict[str, tuple[str, Rows]] = {}
"""Fingerprint and rows of the last version in each language."""


def _rows_of(version: SiteVersion) -> Rows:
    """The rows that this process has rendered for the same version: the next build of a preview needs most of
    them again."""
    key = Fingerprints().of(version)
    if _ROWS.get(version.language, ("",))[0] != key:
        _ROWS[version.language] = (key, {})
    return _ROWS[version.language][1]


@dataclass(kw_only=True)
class Build:
    """Everything that a build renders from, on the fast path and in the engine alike."""

    site: Site
    """The content that is public at `now`."""
    whole: Site
    """All content, drafts included."""
    now: datetime
    """In the cluster's time zone."""
    site_url: str
    """Ends in `/`."""
    words: Mapping[str, Words]
    """The interface strings, by language."""
    menu: Sequence[MenuEntry]
    pictures: PictureCache
    painter: Painter
    assets: Assets
    policy: str
    """See `Settings`."""
    bytecode_cache: CompiledTemplates
    draw: Draw = map_of_places
    """Draws the maps of pages."""
    forms: Forms | None = None
    """Where the forms at /admin/ save; None if there are none."""
    notes: Sequence[str] = ()
    """What the editor should know about files that are left aside, one line each."""
    versions: dict[str, SiteVersion] = field(init=False)
    """By language, the default one first; the same holds for the fields below."""
    pages: dict[str, list[Page]] = field(init=False)
    frame_values: dict[str, dict[str, str]] = field(init=False)
    """The values of the frame that all pages of a language share."""
    search_entries: dict[str, dict[str, bytes]] = field(init=False)
    """The search entries of each page, by address; filled while pages are rendered."""
    seen_elsewhere: dict[str, dict[str, Seen | None]] = field(init=False)
    """What is known of the picture of each page, by address; filled while pages are written."""
    share_pictures: dict[str, dict[str, Rendition]] = field(init=False)
    """The picture that links to each page show elsewhere, by address; filled when these are written."""
    addresses: set[str] = field(default_factory=set)
    """The addresses that people may keep, as paths below the site; filled when the outputs are made."""
    _environments: dict[str, jinja2.Environment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        look = self.painter.look
        self.versions = {
            language: version_of(
                self.site, self.words[language], now=self.now, site_url=self.site_url, card_look=look
            )
            for language in self.site.languages.all
        }
        self.pages = {language: pages_of(version) for language, version in self.versions.items()}
        self.frame_values = {
            language: self._frame_values(version) for language, version in self.versions.items()
        }
        self.search_entries = {language: {} for language in self.versions}
        self.seen_elsewhere = {language: {} for language in self.versions}
        self.share_pictures = {language: {} for language in self.versions}

    def _frame_values(self, version: SiteVersion) -> dict[str, str]:
        pages = {page.address: page for page in self.pages[version.language]}
        return site_slots(version, pages, self.menu, self.assets.names) | self.assets.slots

    def __deepcopy__(self, _: object) -> Build:
        """Itself: plugins deep-copy MkDocs' settings, in which hooks/main.py stores the build."""
        return self

    @property
    def default(self) -> SiteVersion:
        """The version in the site's default language."""
        return self.versions[self.site.languages.default]

    @cached_property
    def pages_by_source(self) -> dict[str, dict[str, Page]]:
        """The pages by language and source path below docs/, by which MkDocs identifies pages."""
        return {language: {page.source: page for page in pages} for language, pages in self.pages.items()}

    def templates(self, language: str) -> jinja2.Environment:
        """The template environment of a language, created on first use: unchanged pages need none."""
        if language not in self._environments:
            version = self.versions[language]
            rows = _rows_of(version)
            self._environments[language] = templates_of(version, self.bytecode_cache, rows, self.draw)
        return self._environments[language]
