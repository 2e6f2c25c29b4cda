"""What the engine makes of mkdocs.yml and of the theme: plain values, so that it need not be asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cluster.language import Languages
from cluster.pages.frame import Frame
from cluster.pages.slots import MenuEntry
from cluster.reading.markdown import Converter


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a site, and the shell of its pages."""

    site_url: str
    """Ends in `/`."""
    docs: str
    """The absolute path of docs/."""
    languages: Languages
    menu: Sequence[MenuEntry]
    search: Mapping[str, Any]
    """Of the search: what the theme's script reads from the index."""
    extensions: Sequence[str]
    """Of Markdown; see `extensions.located`."""
    extension_configs: Mapping[str, Any]
    """By extension."""
    frames: Mapping[str, Frame]
    """The shell of each language."""
    not_found: Frame
    """The page for what is not there, but for what a cluster's data say."""
    files: Mapping[str, str]
    """The theme's files: absolute paths by path below the site's folder."""
    logo: str
    """Path of the site's logo below its folder; `` if it has none."""
    inputs: Sequence[str]
    """Absolute paths of the files and folders that all this was read from; none if that cannot be told."""
    watched: Sequence[str] = ()
    """Absolute paths of further files and folders whose changes a preview shows: `watch`, and hooks."""
    engine_reasons: Sequence[str] = ()
    """Why the site must be built through the engine; then there are no frames. See `engine_choice`."""

    @property
    def converter(self) -> Converter:
        return Converter(self.extensions, self.extension_configs)
