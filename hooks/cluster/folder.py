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


class Fresh:
    """A new folder in the making. As a context manager it removes what was not published."""

    def __init__(self, published: Path) -> None:
        self.published = published
        remove_leftovers(published)
        self.work = Path(tempfile.mkdtemp(prefix=f"{published.name}.", suffix=_SUFFIX, dir=published.parent))
        self.folder = str(self.work / "new")
        self._old = str(published)
        self._made = {""}
        self.traces: dict[str, Trace] = {}
        """Of every file of the new folder, by path below it."""
        self.written = 0
        """How many files are new or have other bytes than before."""
        os.mkdir(self.folder)

    def __enter__(self) -> Fresh:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    def keep(self, path: str, trace: Trace) -> bool:
        """Take a file over from the published folder if it still bears this trace; whether it did."""
        old = f"{self._old}/{path}"
        if trace_of(old) != trace:
            return False
        return self._link(old, path, trace)

    def _link(self, old: str, path: str, trace: Trace) -> bool:
        self._make_room(path)
        try:
            os.link(old, f"{self.folder}/{path}", follow_symlinks=False)
        except OSError:  # a file system without hard links: the next best is to write it anew
            return False
        self.traces[path] = trace
        return True

    def write(self, path: str, content: bytes) -> None:
        """Put a file; one that was published with the same bytes stays as it is."""
        old = f"{self._old}/{path}"
        trace = trace_of(old)
        if (
            trace
            and trace.size == len(content)
            and Path(old).read_bytes() == content
            and self._link(old, path, trace)
        ):
            return
        self._make_room(path)
        with open(f"{self.folder}/{path}", "xb", buffering=0) as file:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
            self.traces[path] = trace_of(file.fileno()) or Trace(0, 0, 0)
        self.written += 1

    def _make_room(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._made:
            self._make_room(folder)
            os.mkdir(f"{self.folder}/{folder}")
            self._made.add(folder)

    def publish(self) -> None:
        """Put the new folder in the place of the published one, at one stroke where the system can."""
        if not self.published.exists():
            os.rename(self.folder, self.published)
        elif not _exchanged(self.folder, str(self.published)):
            os.rename(self.published, self.work / "old")
            os.rename(self.folder, self.published)


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
