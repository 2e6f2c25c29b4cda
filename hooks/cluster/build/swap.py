"""Replaces the published folder atomically: the new site is staged in a folder beside it, then swapped in.

Readers see either the old site or the new one, and a build that fails or is killed leaves the old one in
place. Unchanged files are hard links to the published ones. That saves writing them, and keeps their
modification time, so that web servers and mirrors transfer only files that changed.
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
"""Size in bytes, modification time in nanoseconds, and inode of a file: enough to detect a change without
reading it. The inode detects a file that was replaced by one of the same size and time."""


def trace_of(path: str | Path | int) -> Trace | None:
    """The trace of a file, given by path or open descriptor; None if it does not exist."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


class Staging:
    """The folder of a new site. Leaving the context removes it, unless it was published.

    Creating and deleting a folder for each page would take a third of the time of a build after an edit. So
    the folder that a build replaces is kept as `spare`, and the next build fills it again. The spare is not
    trusted: a file in it is used only if it is a hard link to the published file.
    """

    def __init__(self, published: Path, spare: Path | None = None) -> None:
        self.published = published
        self.spare = spare
        remove_leftovers(published)
        # In the same parent folder: a rename works only within one file system. A check needs none.
        beside = published.parent if os.access(published.parent, os.W_OK) else None
        self.work = Path(tempfile.mkdtemp(prefix=f"{published.name}.", suffix=_SUFFIX, dir=beside))
        self.folder = str(self.work / "new")
        self.written = 0
        """The number of files that are new or whose bytes changed."""
        self._old = str(published)
        self._stale: dict[str, int] = {}
        """The files of the spare that the new site does not contain, or not yet, with their inodes."""
        self._folders = {""}
        """The folders that exist in the new folder."""
        self._take_spare()

    def _take_spare(self) -> None:
        """Start with the spare folder, else with an empty one."""
        try:
            if self.spare is None:
                raise FileNotFoundError
            os.rename(self.spare, self.folder)
        except OSError:
            os.mkdir(self.folder)
        else:
            self._list(self.folder)

    def _list(self, folder: str, below: str = "") -> None:
        """Record the files and folders of the spare."""
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    self._folders.add(below + entry.name)
                    self._list(entry.path, f"{below}{entry.name}/")
                else:
                    self._stale[below + entry.name] = entry.inode()

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        shutil.rmtree(self.work, ignore_errors=True)

    def keep(self, path: str, trace: Trace) -> bool:
        """Take over the published file if it has this trace; False if it does not, or cannot be linked."""
        old = f"{self._old}/{path}"
        if trace_of(old) != trace:
            return False
        if self._stale.get(path) == trace[2]:  # the same inode: the spare has a hard link to the file
            del self._stale[path]
            return True
        self._make_room(path)
        try:
            os.link(old, f"{self.folder}/{path}", follow_symlinks=False)
        except OSError:  # no hard links on this file system: the caller writes the file
            return False
        return True

    def write(self, path: str, content: bytes) -> Trace:
        """Add a file, by taking over the published one if it has the same bytes; its trace."""
        old = f"{self._old}/{path}"
        trace = trace_of(old)
        if trace and trace[0] == len(content) and Path(old).read_bytes() == content:
            if self.keep(path, trace):
                return trace
        else:
            self.written += 1
        self._make_room(path)
        with open(f"{self.folder}/{path}", "xb") as file:  # "x": an existing file may be the published one
            file.write(content)
            file.flush()  # as the trace has the final size and time
            return trace_of(file.fileno()) or (0, 0, 0)

    def _make_room(self, path: str) -> None:
        """Create the folder of a file, and remove whatever the spare has at its path."""
        folder, target = path.rpartition("/")[0], f"{self.folder}/{path}"
        if folder not in self._folders:
            self._make_room(folder)
            os.mkdir(f"{self.folder}/{folder}")
            self._folders.add(folder)
        if path in self._stale:
            del self._stale[path]
            os.unlink(target)
        elif path in self._folders:
            shutil.rmtree(target)
            start = f"{path}/"
            self._folders = {each for each in self._folders if each != path and not each.startswith(start)}
            for each in [each for each in self._stale if each.startswith(start)]:
                del self._stale[each]

    def publish(self) -> None:
        """Replace the published folder by the new one, atomically where the system supports it."""
        self._remove_stale()
        replaced = self.work / "new"
        if not self.published.exists():
            os.rename(self.folder, self.published)
        elif not _exchanged(self.folder, str(self.published)):
            # Two steps, with no published folder in between. If the build is killed there, `remove_leftovers`
            # of the next one restores the old folder.
            replaced = self.work / "old"
            os.rename(self.published, replaced)
            os.rename(self.folder, self.published)
        if self.spare and replaced.exists():
            with suppress(OSError):  # without a spare, the next build is only slower
                os.rename(replaced, self.spare)

    def _remove_stale(self) -> None:
        """Delete the files of the spare that are not part of the site, and folders that are then empty."""
        for path in self._stale:
            os.unlink(f"{self.folder}/{path}")
            folder = path.rpartition("/")[0]
            with suppress(OSError):  # the folder is not empty
                while folder:
                    os.rmdir(f"{self.folder}/{folder}")
                    folder = folder.rpartition("/")[0]


_SUFFIX = ".building"


def remove_leftovers(published: Path) -> None:
    """Remove the work folder of a killed build; if it had moved the published folder there, restore that."""
    for work in published.parent.glob(f"{published.name}.*{_SUFFIX}"):
        if (work / "old").exists() and not published.exists():
            os.rename(work / "old", published)
        shutil.rmtree(work, ignore_errors=True)


def _exchanged(one: str, other: str) -> bool:
    """Exchange two folders atomically; False if the system does not support it.

    `os.rename` cannot replace a folder that is not empty, and Python has no other function for it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(one.encode(), other.encode(), 2) == 0)  # RENAME_SWAP
        return bool(
            libc.renameat2(-100, os.fsencode(one), -100, os.fsencode(other), 2) == 0
        )  # AT_FDCWD, RENAME_EXCHANGE
    except (AttributeError, OSError):
        return False
