"""Brings a project up to the running program. What its cluster wrote is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.version import Version

from cluster.build.installed import WRITTEN, Written, version
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.build.source_files import content
from cluster.digests import digest_of
from cluster.office.new_site.former_settings import upgraded
from cluster.office.new_site.program import managed_files, put_wheel, record_of
from cluster.office.safe_write import write

THEME = "theme"
"""The folder of a project that overrides files of the program's theme."""


def upgrade(project: Path) -> list[str]:
    """Write what the running program needs otherwise than the one before. Returns what was done and what is
    left to do, one line each; LookupError if the project is newer than the program."""
    written = Written.of(project)
    if written and Version(written.version) > Version(version()):
        raise LookupError(f"the project is of version {written.version}, and this program is {version()}")
    files, lines = _settings(project)
    if written:
        more, told = _managed(project, written)
        files, lines = {**files, **more}, [*told, *lines]
    before = {project / name: _there(project / name) for name in files}
    with TemporaryDirectory() as work:
        wheel = put_wheel(Path(work)) if written else None  # first, as it may be gone
        write({project / name: raw for name, raw in files.items()}, before)
        lines += _program(project / "program", wheel) if wheel else []
    return lines or [f"Nothing had to be changed for version {version()}."]


def _there(path: Path) -> bytes | None:
    return content(path) if path.exists() else None


def settings_text(project: Path) -> str:
    """The text of mkdocs.yml as it stands; Invalid if it cannot be read."""
    raw = content(project / MKDOCS_YML)
    MkDocsYml.of(raw)
    return raw.decode()


def _settings(project: Path) -> tuple[dict[str, bytes], list[str]]:
    """The new mkdocs.yml, if there is a change."""
    text = settings_text(project)
    now, lines = upgraded(text, has_theme=(project / THEME).is_dir())
    return ({MKDOCS_YML: now.encode()} if now != text else {}), lines


def _managed(project: Path, written: Written) -> tuple[dict[str, bytes], list[str]]:
    """The files of the program, but beside those that the cluster has changed."""
    new = managed_files()
    kept = [*_changed(project, new, written.files)]
    files = {(f"{name}.new" if name in kept else name): raw for name, raw in new.items()}
    files = {name: raw for name, raw in files.items() if _there(project / name) != raw}
    lines = [f"Wrote {name}" for name in files if not name.endswith(".new")]
    lines += [f"Kept {name}, which you changed; {name}.new is the program's" for name in kept]
    return {**files, WRITTEN: record_of(new).text().encode()}, lines


def _changed(project: Path, new: Mapping[str, bytes], before: Mapping[str, str]) -> Iterator[str]:
    """The files that the cluster has changed, and that are not what the program writes."""
    for name, raw in new.items():
        there = _there(project / name)
        if there not in (None, raw) and before.get(name) not in _digests(there or b""):
            yield name


def _digests(raw: bytes) -> list[str]:
    """The digest of a file, and the one that it had before Git or an editor wrote its lines for Windows."""
    return [digest_of([("", each)]) for each in (raw, raw.replace(b"\r\n", b"\n"))]


def _program(folder: Path, wheel: Path) -> list[str]:
    """Put the running program in place of the one before."""
    old = {path.name for path in folder.glob("*.whl")}
    shutil.copyfile(wheel, folder / ".new")
    for name in old:
        (folder / name).unlink()
    os.replace(folder / ".new", folder / wheel.name)
    return [f"Put the program into program/{wheel.name}"] if {wheel.name} != old else []
