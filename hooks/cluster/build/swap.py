"""The published folder, replaced as a whole: a new one is staged beside it and takes its place at once.

Readers see the old site or the new one, never half of either, and a build that fails or is killed leaves
the old one. Files that stay the same are hard links to the published ones: they cost no writing and keep
their modification time, so that servers and mirrors see what really changed.
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
    """By which a file is taken for the one that was written, without reading it."""

    size: int
    modified: int
    """Nanoseconds."""
    inode: int


def trace_of(path: str | Path | int) -> Trace | None:
    """The trace of a file, or of an open one by its descriptor; None if it is not there."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return Trace(stat.st_size, stat.st_mtime_ns, stat.st_ino)


class Staging:
    """A new folder that is being filled. As a context manager it removes what was not published."""

    def __init__(self, published: Path) -> None:
        self.published = published
        remove_leftovers(published)
        self.work = Path(tempfile.mkdtemp(prefix=f"{published.name}.", suffix=_SUFFIX, dir=published.parent))
        self.folder = str(self.work / "new")
        self.written = 0
        """The number of files that are new or have other bytes than before."""
        self._old = str(published)
        self._folders: set[str] = set()
        """Those that are there already."""
        os.mkdir(self.folder)

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    def keep(self, path: str, trace: Trace) -> bool:
        """Take over the published file if it still has this trace; whether it did."""
        old = f"{self._old}/{path}"
        if trace_of(old) != trace:
            return False
        self._make_folder(path)
        try:
            os.link(old, f"{self.folder}/{path}", follow_symlinks=False)
        except OSError:  # a file system without hard links: write the file anew
            return False
        return True

    def write(self, path: str, content: bytes) -> Trace:
        """Put a file. The published one is taken over if it has the same bytes."""
        old = f"{self._old}/{path}"
        trace = trace_of(old)
        if trace and trace.size == len(content) and Path(old).read_bytes() == content:
            if self.keep(path, trace):
                return trace
        else:
            self.written += 1
        self._make_folder(path)
        with open(f"{self.folder}/{path}", "xb") as file:
            file.write(content)
            file.flush()  # before the trace is taken: writing changes size and time
            return trace_of(file.fileno()) or Trace(0, 0, 0)

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder and folder not in self._folders:
            os.makedirs(f"{self.folder}/{folder}", exist_ok=True)
            self._folders.add(folder)

    def publish(self) -> None:
        """Put the new folder in the place of the published one, in one step where the system can."""
        if not self.published.exists():
            os.rename(self.folder, self.published)
        elif not _exchanged(self.folder, str(self.published)):
            # Two steps. Between them nothing is published; `remove_leftovers` mends a kill right there.
            os.rename(self.published, self.work / "old")
            os.rename(self.folder, self.published)


_SUFFIX = ".building"


def remove_leftovers(published: Path) -> None:
    """Clear away what a killed build left; a folder that it had moved aside is put back."""
    for work in published.parent.glob(f"{published.name}.*{_SUFFIX}"):
        if (work / "old").exists() and not published.exists():
            os.rename(work / "old", published)
        shutil.rmtree(work, ignore_errors=True)


def _exchanged(one: str, other: str) -> bool:
    """Exchange two folders atomically, so that neither is ever missing; whether the system could."""
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(one.encode(), other.encode(), 2) == 0)  # RENAME_SWAP
        return bool(
            libc.renameat2(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0
        )  # AT_FDCWD, RENAME_EXCHANGE
    except (AttributeError, OSError):
        return False
