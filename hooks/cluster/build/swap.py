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
from contextlib import suppress
from pathlib import Path
from types import TracebackType

Trace = tuple[int, int, int]
"""Size in bytes, modification time in nanoseconds and inode of a file: enough to recognise the file that was
written without reading it."""


def trace_of(path: str | Path | int) -> Trace | None:
    """The trace of a file, or of an open one by its descriptor; None if it is not there."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


class Staging:
    """A new folder that is being filled. As a context manager it removes what was not published.

    The folder that was replaced last is kept as a spare and filled again: making and removing a folder for
    each page would cost a third of the time of an edit. Nothing is assumed of the spare: a file of it stays
    only where it is the published one itself, by another name (a hard link).
    """

    def __init__(self, published: Path, spare: Path | None = None) -> None:
        self.published = published
        self.spare = spare
        remove_leftovers(published)
        self.work = Path(tempfile.mkdtemp(prefix=f"{published.name}.", suffix=_SUFFIX, dir=published.parent))
        self.folder = str(self.work / "new")
        self.written = 0
        """The number of files that are new or have other bytes than before."""
        self._old = str(published)
        self._stale: set[str] = set()
        """Files of the spare that are not part of the new site yet."""
        self._folders = {""}
        """Those that are there already."""
        self._begin()

    def _begin(self) -> None:
        try:
            if self.spare is None:
                raise FileNotFoundError
            os.rename(self.spare, self.folder)
        except OSError:
            os.mkdir(self.folder)
        else:
            self._list(self.folder)

    def _list(self, folder: str, below: str = "") -> None:
        """Note the files and folders of the spare."""
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    self._folders.add(below + entry.name)
                    self._list(entry.path, f"{below}{entry.name}/")
                else:
                    self._stale.add(below + entry.name)

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    def keep(self, path: str, trace: Trace) -> bool:
        """Take over the published file if it still has this trace; whether it did."""
        old, new = f"{self._old}/{path}", f"{self.folder}/{path}"
        if trace_of(old) != trace:
            return False
        if path in self._stale and trace_of(new) == trace:
            self._stale.remove(path)
            return True
        self._make_room(path)
        try:
            os.link(old, new, follow_symlinks=False)
        except OSError:  # a file system without hard links: write the file anew
            return False
        return True

    def write(self, path: str, content: bytes) -> Trace:
        """Put a file. The published one is taken over if it has the same bytes."""
        old = f"{self._old}/{path}"
        trace = trace_of(old)
        if trace and trace[0] == len(content) and Path(old).read_bytes() == content:
            if self.keep(path, trace):
                return trace
        else:
            self.written += 1
        self._make_room(path)
        with open(f"{self.folder}/{path}", "xb") as file:
            file.write(content)
            file.flush()  # before the trace is taken: writing changes size and time
            return trace_of(file.fileno()) or (0, 0, 0)

    def _make_room(self, path: str) -> None:
        """Make the folder of a file, and remove what stands in its place."""
        folder, target = path.rpartition("/")[0], f"{self.folder}/{path}"
        if folder not in self._folders:
            self._make_room(folder)
            os.mkdir(f"{self.folder}/{folder}")
            self._folders.add(folder)
        if path in self._stale:
            self._stale.remove(path)
            os.unlink(target)
        elif path in self._folders:
            shutil.rmtree(target)
            start = f"{path}/"
            self._folders = {each for each in self._folders if each != path and not each.startswith(start)}
            self._stale = {each for each in self._stale if not each.startswith(start)}

    def publish(self) -> None:
        """Put the new folder in the place of the published one, in one step where the system can."""
        self._remove_stale()
        replaced = self.work / "new"
        if not self.published.exists():
            os.rename(self.folder, self.published)
        elif not _exchanged(self.folder, str(self.published)):
            # Two steps. Between them nothing is published; `remove_leftovers` mends a kill right there.
            replaced = self.work / "old"
            os.rename(self.published, replaced)
            os.rename(self.folder, self.published)
        if self.spare and replaced.exists():
            with suppress(OSError):  # without a spare the next build takes a little longer
                os.rename(replaced, self.spare)

    def _remove_stale(self) -> None:
        for path in self._stale:
            os.unlink(f"{self.folder}/{path}")
            folder = path.rpartition("/")[0]
            with suppress(OSError):  # it holds other files
                while folder:
                    os.rmdir(f"{self.folder}/{folder}")
                    folder = folder.rpartition("/")[0]


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
