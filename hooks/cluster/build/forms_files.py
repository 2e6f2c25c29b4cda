"""The files of the forms at /admin/."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from cluster.build.context import Build
from cluster.build.descriptions import descriptions_of
from cluster.build.source_files import content
from cluster.forms.admin_page import admin_page
from cluster.forms.config import config_of
from cluster.forms.settings import FOLDER

FILES = Path(__file__).parents[1] / "forms" / "files"
"""Sveltia CMS and our scripts, made by `make forms`."""


def files_of_forms(build: Build) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Path and maker of each file; none if the site has no forms."""
    forms, version = build.forms, build.default
    if forms is None:
        return
    yield f"{FOLDER}index.html", partial(admin_page, forms, version)
    yield f"{FOLDER}config.json", lambda: config_of(forms, version, descriptions_of(version.language))
    for file in sorted(FILES.iterdir()):
        yield f"{FOLDER}{file.name}", partial(content, file)
