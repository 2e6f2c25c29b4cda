"""Moves the content of a project that is a copy of the program's repository into one that installs it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from cluster.build.build import settings
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.build.program_files import OWN_WORDS, WORDS
from cluster.checks.redirects import ADDRESSES
from cluster.office.new_site.command import filled, put_in_place, starter_texts, write_files, write_program
from cluster.office.new_site.former_look import look_of
from cluster.office.new_site.former_settings import upgraded
from cluster.office.new_site.left_behind import left_behind
from cluster.office.new_site.upgrade import settings_text
from cluster.slugs import slug_of

PICTURES = {"hero": "assets/hero.svg", "icon": "assets/icon.png", "share": "assets/share.png"}
"""Where a cluster's pictures were below theme/, by their present fields of `look`."""

NAMED = ("assets/logo.svg", "assets/favicon.svg")
"""Those that mkdocs.yml names, as before."""


def move_into(project: Path, folder: Path) -> list[str]:
    """Write a project with the data, texts and pictures of another one, which stays as it is. Returns what
    was done and what is left to do, one line each; LookupError if the folder is inside of it."""
    if folder.resolve().is_relative_to(project.resolve()):
        name = folder.resolve().name
        raise LookupError(f"{folder} is inside of this project; name a folder beside it: ../{name}")
    lines: list[str] = []
    own_settings = settings_text(project)

    def write(draft: Path) -> None:
        for name in ("data", "docs"):
            _copy(project / name, draft / name)
        if (recorded := project / ADDRESSES).exists():
            write_files(draft, {ADDRESSES: recorded.read_bytes()})
        text, told = upgraded(own_settings, has_theme=False)
        write_files(draft, {MKDOCS_YML: text.encode(), **dict(_words(project))})
        pictures = _put_look(project / "theme", draft)
        write_program(draft)
        texts = _texts(draft, slug_of(folder.resolve().name) or "cluster")
        write_files(draft, {name: text.encode() for name, text in texts.items()})
        lines.extend(["Copied data/ and docs/", *told, *pictures, *left_behind(project, own_settings)])

    put_in_place(folder, write)
    return lines


def _copy(folder: Path, to: Path) -> None:
    try:
        shutil.copytree(folder, to)
    except shutil.Error as error:  # a list of all files, as tuples
        name, _, why = error.args[0][0]
        raise OSError(0, why, name) from None


def _words(project: Path) -> Iterator[tuple[str, bytes]]:
    """The files of words of languages that the program lacks, by path in the new project."""
    for path in sorted((project / OWN_WORDS).glob("*.yaml")):
        if not (WORDS / path.name).exists():
            yield f"{OWN_WORDS}/{path.name}", path.read_bytes()


def _texts(draft: Path, slug: str) -> dict[str, str]:
    """The files that say how to go on, in the first language of the site."""
    name: Any = MkDocsYml.of((draft / MKDOCS_YML).read_bytes()).value("site_name")
    texts, language = starter_texts(), settings(draft).languages.default
    values = {"slug": slug, "comment": partial(texts.comment, language=language)}
    return {
        "pyproject.toml": filled("pyproject.toml.in", values),
        ".gitignore": filled("gitignore.in", values),
        "README.md": texts.text("readme", language, name=name.value) + "\n",
    }


def _put_look(theme: Path, draft: Path) -> list[str]:
    """Put the cluster's pictures below docs/, and name them and its colours in data/cluster.yaml."""
    found = {key: name for key, name in PICTURES.items() if (theme / name).is_file()}
    names = [name for name in (*NAMED, *found.values()) if (theme / name).is_file()]
    write_files(draft / "docs", {name: (theme / name).read_bytes() for name in names})
    path = draft / "data" / "cluster.yaml"
    text, lines = path.read_text(encoding="utf-8"), [f"Copied theme/{name} to docs/{name}" for name in names]
    css = theme / "assets" / "site.css"
    look = look_of(css.read_text(encoding="utf-8")) if css.is_file() else ""
    look += "".join(f"  {key}: {name}\n" for key, name in found.items())
    if look and "\nlook:" not in text:
        path.write_text(f"{text}\nlook:\n{look}", encoding="utf-8")
        lines.append("data/cluster.yaml: wrote 'look' with the colours and pictures that theme/ had")
    return lines
