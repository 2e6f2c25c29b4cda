"""The files that all pages need: the theme's, and those of docs/ that settings name."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator
from pathlib import Path

from cluster.build.logos import OF_MATERIAL
from cluster.build.mkdocs_api import MkDocsConfig, markdown_extensions
from cluster.build.mkdocs_checks import named_files
from cluster.build.source_files import path_of


def files_of(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files that all pages need, by path below the site: the theme's, and those of docs/ that settings
    name.

    The latter come last, as they take precedence.
    """
    for name, path in _theme_files(config).items():
        if not is_unused(name):
            yield name, path
    yield from own_files(config)


def own_files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The existing files of docs/ that settings name."""
    for _, name in named_files(config):
        if os.path.isfile(path := path_of(config.docs_dir, name)):
            yield name, path


def is_unused(name: str) -> bool:
    """Whether a file of the theme is a source map, or belongs to its search or is its icon, in place of which
    are our own."""
    return name.endswith(".map") or "/lunr/" in name or "/workers/" in name or name == OF_MATERIAL


def _theme_files(config: MkDocsConfig) -> dict[str, str]:
    """The theme's files that MkDocs would copy, by name; `theme.dirs` is in the order of precedence."""
    excluded = ["*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*"]
    excluded += [f"*{suffix}" for suffix in markdown_extensions] + list(config.theme.static_templates)
    found: dict[str, str] = {}
    for folder in config.theme.dirs:
        for place, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(place, name)
                below = Path(path).relative_to(folder).as_posix()
                if not name.startswith(".") and not any(
                    fnmatch.fnmatch(below.lower(), each) for each in excluded
                ):
                    found.setdefault(below, path)
    return found
