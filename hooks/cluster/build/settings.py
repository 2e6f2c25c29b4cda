"""The settings that the fast path needs: plain values, which are cached, so that most builds need no
engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cluster.forms.settings import Forms
from cluster.language import Languages
from cluster.pages.frame import Frame
from cluster.pages.menu import MenuEntry
from cluster.reading.markdown import Converter
from cluster.reading.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a site, with the frames of its pages and the theme's files."""

    site_url: str
    """Ends in `/`."""
    docs: str
    """The absolute path of docs/."""
    languages: Languages
    words: Mapping[str, Words]
    """The interface strings, by language."""
    menu: Sequence[MenuEntry]
    extensions: Sequence[str]
    """The Markdown extensions; see `markdown_extensions.located`."""
    extension_configs: Mapping[str, Any]
    """The options of each extension."""
    frames: Mapping[str, Frame]
    """The frame of the pages, by language."""
    not_found: Mapping[str, Frame]
    """The frame of 404.html, by language; that of the default one speaks all."""
    policy: str
    """The Content-Security-Policy that pages state; empty if they state none."""
    files: Mapping[str, str]
    """The files that all pages need: absolute paths by path below the site."""
    styles: Mapping[str, str]
    """What is published of those of `files` that are made of several stylesheets of the theme."""
    logos: tuple[str, ...]
    """The paths of the logos below the site: that on light grounds and that on dark ones, if there are."""
    forms: Forms | None = None
    """The forms at /admin/, if the site has any."""
    inputs: Sequence[str]
    """Absolute paths of the files and folders that the settings depend on; empty if caching is unsafe."""
    watched: Sequence[str] = ()
    """Absolute paths of further files and folders that a preview watches: those of `watch`, and hooks."""
    program: str
    """The version of the program; finding it takes a fiftieth of a build after an edit."""
    engine_reasons: Sequence[str] = ()
    """The settings that need the engine, see `engine_choice`; if there are any, there are no frames."""

    @property
    def converter(self) -> Converter:
        return Converter(self.extensions, self.extension_configs, self.words)
