"""Writes a new project, all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import yaml

from cluster.build.by_engine import build_either_way
from cluster.build.descriptions import descriptions_of
from cluster.build.installed import WRITTEN
from cluster.build.project import now
from cluster.office.new_site.answers import NewSite
from cluster.office.new_site.program import STARTER, managed_files, put_wheel, record_of
from cluster.office.new_site.project_files import FILTERS, ProjectFiles
from cluster.office.new_site.texts import Texts


def problem_of_target(folder: Path) -> str:
    """Why no project can be written into a folder; `` if one can."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; name a new folder"
    if folder.is_dir() and any(folder.iterdir()):
        return f"{folder} is not empty; name a new folder: nothing in it would be overwritten"
    return ""


def write_project(folder: Path, answers: Mapping[str, Any]) -> None:
    """Write a project that builds into a new folder. `answers` are the values of NewSite but `today`. Invalid
    if it does not build, OSError if it cannot be written; then nothing is there."""
    site = NewSite(today=now(ZoneInfo(answers["time_zone"])).date(), **answers)

    def write(draft: Path) -> None:
        _write_new(draft, site)
        build_either_way(draft, draft / "site", uses_cache=False, log=lambda line: None)

    put_in_place(folder, write)


def put_in_place(folder: Path, write: Callable[[Path], None]) -> None:
    """Let a function write into a folder beside the new one, then give it the name."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        write(draft)
        for leftover in ("site", ".cache"):
            shutil.rmtree(draft / leftover, ignore_errors=True)
        draft.chmod(0o755)  # mkdtemp makes private folders
        if folder.is_dir():
            folder.rmdir()
        os.replace(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write_new(draft: Path, site: NewSite) -> None:
    words = descriptions_of(site.languages[0])
    files = ProjectFiles(site, starter_texts(), words, filled).all()
    write_files(draft, {path: text.encode() for path, text in files.items()})
    write_program(draft)


def write_program(draft: Path) -> None:
    """Write the files of the program into a new project, and the program itself."""
    managed = managed_files()
    write_files(draft, {**managed, WRITTEN: record_of(managed).text().encode()})
    put_wheel(draft / "program")


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by path below a folder."""
    for name, raw in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def starter_texts() -> Texts:
    """The texts that new projects begin with."""
    return Texts(yaml.safe_load((STARTER / "words.yaml").read_text(encoding="utf-8")))


def filled(name: str, values: Mapping[str, Any]) -> str:
    """A file of starter/ with values in place of its `{{ … }}`."""
    loader = jinja2.FileSystemLoader(STARTER)
    env = jinja2.Environment(
        loader=loader,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters |= FILTERS
    return env.get_template(name).render(**values)
