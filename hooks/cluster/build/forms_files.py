"""The files of the forms at /admin/."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cluster.build.context import Build
from cluster.build.descriptions import descriptions_of
from cluster.build.output import Output
from cluster.build.source_files import content
from cluster.forms.admin_page import admin_page
from cluster.forms.config import config_of
from cluster.forms.settings import FOLDER

FILES = Path(__file__).parents[1] / "forms" / "files"
"""Sveltia CMS and our scripts, made by `make forms`."""


def files_of_forms(build: Build) -> Iterator[Output]:
    """The forms, if mkdocs.yml asks for them."""
    forms, version = build.forms, build.default
    if forms is None:
        return
    yield Output(f"{FOLDER}index.html", partial(admin_page, forms, version))
    descriptions = descriptions_of(version.language)
    yield Output(f"{FOLDER}config.json", partial(config_of, forms, version, descriptions))
    for file in sorted(FILES.iterdir()):
        yield Output(f"{FOLDER}{file.name}", partial(content, file))
