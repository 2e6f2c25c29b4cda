"""The published folder, renewed as a whole: a new one is made beside it and takes its place at once.

What is the same in both is one file with two names (a hard link) while both are there, so it keeps its
modification time and costs nothing. Not of the core.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple


class Trace(NamedTuple):
    """What tells, without reading it, that a file is the one that was written."""

    size: int
    modified: int
    """Nanoseconds."""
    inode: int


def trace_of(path: str | Path | int) -> Trace | None:
    """Of a file, or of an open one by its descriptor; None if it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return Trace(found.st_size, found.st_mtime_ns, found.st_ino)


@dataclass(slots=True)
class Tree:
    """What is known of a folder: the traces of all its files and of all folders in it, by path below it."""

    files: dict[str, Trace] = field(default_factory=dict)
    folders: dict[str, Trace] = field(default_factory=dict)
    """With `` for itself. A folder's trace changes whenever something is put into it or taken out."""


class Fresh:
    """A new folder in the making. As a context manager it removes what was not published.

    `spare` is where the folder goes that is replaced. The next one is made of it, so that only what has
    changed since need be touched; `spare_tree` is what must still be true of it for that.
    """

    def __init__(self, published: Path, spare: Path | None = None, spare_tree: Tree | None = None) -> None:
        self.published = published
        self.spare = spare
        remove_leftovers(published)
        self.work = Path(tempfile.mkdtemp(prefix=f"{published.name}.", suffix=_SUFFIX, dir=published.parent))
        self.folder = str(self.work / "new")
        self.tree = Tree()
        """Of the new folder; its folders are known when it is published."""
        self.written = 0
        """How many files are new or have other bytes than before."""
        self._old = str(published)
        self._given = Tree()
        self._touched: set[str] = set()
        if spare and spare_tree and _is_as_it_was(spare, spare_tree):
            os.rename(spare, self.folder)
            self._given = spare_tree
        else:
            os.mkdir(self.folder)
            self._touched.add("")

    def __enter__(self) -> Fresh:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    def keep(self, path: str, trace: Trace) -> bool:
        """Take a file over that was published with this trace, if it still bears it; whether it did."""
        if self._given.files.get(path) == trace and trace_of(f"{self.folder}/{path}") == trace:
            self.tree.files[path] = trace
            return True
        return trace_of(f"{self._old}/{path}") == trace and self._link(path, trace)

    def _link(self, path: str, trace: Trace) -> bool:
        self._make_room(path)
        try:
            os.link(f"{self._old}/{path}", f"{self.folder}/{path}", follow_symlinks=False)
        except OSError:  # a file system without hard links: the next best is to write it anew
            return False
        self.tree.files[path] = trace
        return True

    def write(self, path: str, content: bytes) -> None:
        """Put a file; one that was published with the same bytes stays as it is."""
        old = f"{self._old}/{path}"
        trace = trace_of(old)
        if (
            trace
            and trace.size == len(content)
            and Path(old).read_bytes() == content
            and self._link(path, trace)
        ):
            return
        self._make_room(path)
        with open(f"{self.folder}/{path}", "xb", buffering=0) as file:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            self.tree.files[path] = trace_of(file.fileno()) or Trace(0, 0, 0)
        self.written += 1

    def _make_room(self, path: str) -> None:
        """See to it that the folder of a file is there and the file is not."""
        folder = path.rpartition("/")[0]
        if path in self._given.files:
            self._remove(path)
        if folder not in self._touched and folder not in self._given.folders:
            self._make_room(folder)
            os.mkdir(f"{self.folder}/{folder}")
        self._touched.add(folder)

    def _remove(self, path: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(f"{self.folder}/{path}")
        del self._given.files[path]

    def publish(self) -> None:
        """Put the new folder in the place of the published one, at one stroke where the system can."""
        self._clear_away()
        folders = {folder for path in self.tree.files for folder in _above(path)}
        self.tree.folders = {each: self._trace_of_folder(each) for each in folders}
        replaced = self.work / "new"
        if not self.published.exists():
            os.rename(self.folder, self.published)
        elif not _exchanged(self.folder, str(self.published)):
            replaced = self.work / "old"
            os.rename(self.published, replaced)
            os.rename(self.folder, self.published)
        if self.spare and replaced.exists():
            with suppress(OSError):  # without a spare the next build takes a little longer
                os.rename(replaced, self.spare)

    def _clear_away(self) -> None:
        """Remove what the spare folder has and the new one has not."""
        for path in self._given.files.keys() - self.tree.files.keys():
            folder = path.rpartition("/")[0]
            self._remove(path)
            self._touched.add(folder)
            while folder:  # that of a page holds nothing else
                try:
                    os.rmdir(f"{self.folder}/{folder}")
                except OSError:
                    break
                folder = folder.rpartition("/")[0]
                self._touched.add(folder)

    def _trace_of_folder(self, folder: str) -> Trace:
        if folder not in self._touched:
            return self._given.folders[folder]
        return trace_of(f"{self.folder}/{folder}") or Trace(0, 0, 0)


def _above(path: str) -> Iterator[str]:
    """The folders above a file, `` the last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _is_as_it_was(folder: Path, tree: Tree) -> bool:
    """Whether nothing was put into a folder or taken out of it; else it is removed."""
    same = "" in tree.folders and all(
        trace_of(f"{folder}/{below}") == trace for below, trace in tree.folders.items()
    )
    if not same:
        shutil.rmtree(folder, ignore_errors=True)
    return same


_SUFFIX = ".building"


def remove_leftovers(published: Path) -> None:
    """Clear away what a killed build left; a folder that it had already moved aside is put back."""
    for work in published.parent.glob(f"{published.name}.*{_SUFFIX}"):
        if (work / "old").exists() and not published.exists():
            os.rename(work / "old", published)
        shutil.rmtree(work, ignore_errors=True)


def _exchanged(one: str, other: str) -> bool:
    """Exchange two folders so that at no moment either is missing; whether the system could."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(one.encode(), other.encode(), 2) == 0)  # RENAME_SWAP
        return bool(
            libc.renameat2(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0
        )  # RENAME_EXCHANGE
    except (AttributeError, OSError):
        return False
