"""All imports from MkDocs, or from ProperDocs if that is the engine; see `engine`."""

from __future__ import annotations

from importlib import import_module

from cluster.build.engine import engine

if engine() == "properdocs":
    # Makes `import mkdocs` return ProperDocs' modules from here on, for Material and plugins as well: they
    # must use the same classes as this program.
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
"""Also true if the command `properdocs` runs hooks/main.py, whatever CLUSTER_ENGINE is."""

VERSION = f"ProperDocs {mkdocs.__version__}" if IS_PROPERDOCS else mkdocs.__version__
"""The engine's version, for the theme's `generator` tag."""

LOGGERS = ("mkdocs", "properdocs") if IS_PROPERDOCS else ("mkdocs",)
"""The loggers of the engine; under ProperDocs, plugins still use MkDocs' one."""
