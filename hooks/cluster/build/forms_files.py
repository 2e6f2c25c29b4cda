"""The files of the forms at /admin/."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cluster.build.context import Build
from cluster.build.descriptions import descriptions_of
from cluster.build.output import Output
from cluster.build.source_files import content
from cluster.content.version import SiteVersion
from cluster.forms.admin_page import admin_page
from cluster.forms.choices import choices_of
from cluster.forms.settings import FOLDER, Forms

FILES = Path(__file__).parents[1] / "forms" / "files"
"""Sveltia CMS and our scripts, made by `make forms`."""


def files_of_forms(build: Build) -> Iterator[Output]:
    """The forms, if mkdocs.yml asks for them."""
    forms, version = build.forms, build.default
    if forms is None:
        return
    yield Output(f"{FOLDER}index.html", partial(admin_page, forms, version))
    pages = tuple((each.path, each.title) for each in version.site.text_pages)
    yield Output(f"{FOLDER}config.json", _config, (forms, version, choices_of(version), pages))
    for file in sorted(FILES.iterdir()):
        yield Output(f"{FOLDER}{file.name}", partial(content, file))


def _config(forms: Forms, version: SiteVersion, *of_site: object) -> bytes:
    """`of_site` is all that is told of the site: the key of the file has it, and not the site."""
    from cluster.forms.config import config_of  # here, as few builds write it

    return config_of(forms, version, descriptions_of(version.language).for_site(version.languages.all))
