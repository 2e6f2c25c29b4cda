"""Writes a new project, all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
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
from cluster.content.general_texts import GENERAL
from cluster.office.new_site.answers import NewSite
from cluster.office.new_site.program import STARTER, managed_files, put_wheel, record_of
from cluster.office.new_site.project_files import FILTERS, ProjectFiles
from cluster.office.new_site.texts import Texts


def problem_of_target(folder: Path) -> str:
    """Why no project can be written into a folder; `` if one can."""
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not there.is_dir():
        return f"{there} is a file; name a new folder"
    if folder.is_dir() and any(folder.iterdir()):
        return f"{folder} is not empty; name a new folder: nothing in it would be overwritten"
    return ""


def write_project(folder: Path, answers: Mapping[str, Any]) -> None:
    """Write a project that builds into a new folder. `answers` are the values of NewSite but `today`. Invalid
    if it does not build, OSError if it cannot be written; then nothing is there."""
    site = NewSite(today=now(ZoneInfo(answers["time_zone"])).date(), **answers)

    def write(draft: Path) -> None:
        _write_new(draft, site)
        build_either_way(draft, draft / "site", publishes=False, log=lambda line: None)

    put_in_place(folder, write)


def put_in_place(folder: Path, write: Callable[[Path], None]) -> None:
    """Let a function write into a draft of a folder, then give it the name; nothing is left if that fails."""
    folder = folder.resolve()  # pip would take `~` for the home folder
    with ExitStack() as undo:
        for missing in reversed([each for each in folder.parents if not each.exists()]):
            missing.mkdir()
            undo.callback(missing.rmdir)
        is_there = folder.is_dir()
        draft = Path(mkdtemp(prefix=".cluster-", dir=folder if is_there else folder.parent))
        undo.callback(shutil.rmtree, draft, ignore_errors=True)
        write(draft)
        for leftover in ("site", ".cache"):
            shutil.rmtree(draft / leftover, ignore_errors=True)
        if is_there:
            _empty_into(folder, draft)
        else:
            draft.chmod(0o755)  # mkdtemp makes private folders
            os.replace(draft, folder)
        undo.pop_all()


def _empty_into(folder: Path, draft: Path) -> None:
    """Move what is in a draft into a folder, which may be the current one of a shell."""
    with ExitStack() as undo:
        for each in [*draft.iterdir()]:
            os.replace(each, folder / each.name)
            undo.callback(os.replace, folder / each.name, each)
        undo.pop_all()
    draft.rmdir()


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
    return Texts(GENERAL | yaml.safe_load((STARTER / "words.yaml").read_text(encoding="utf-8")))


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
