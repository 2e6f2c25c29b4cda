"""All that this program uses of MkDocs, taken from the engine that builds here; see `engine`."""

from __future__ import annotations

from importlib import import_module

from cluster.build.engine import engine

if engine() == "properdocs":
    # From here on `import mkdocs` gives ProperDocs' modules, also to Material and to plugins: their classes
    # must be the same as ours.
    import_module("properdocs.replacement")

import mkdocs
from mkdocs.commands.build import build as build_all
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority, get_plugins
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import markdown_extensions

__all__ = [
    "IS_PROPERDOCS",
    "LOGGERS",
    "VERSION",
    "Abort",
    "BuildError",
    "CombinedEvent",
    "File",
    "Files",
    "InclusionLevel",
    "LiveReloadServer",
    "MkDocsConfig",
    "MkDocsException",
    "Page",
    "PluginError",
    "TableOfContents",
    "build_all",
    "event_priority",
    "get_files",
    "get_plugins",
    "load_config",
    "markdown_extensions",
]

IS_PROPERDOCS = mkdocs.__name__ == "properdocs"
"""Also where the command `properdocs` runs us, whatever the environment says."""

VERSION = f"ProperDocs {mkdocs.__version__}" if IS_PROPERDOCS else mkdocs.__version__
"""As the theme sees it."""

LOGGERS = ("mkdocs", "properdocs") if IS_PROPERDOCS else ("mkdocs",)
"""Plugins write to the first under ProperDocs as well."""
