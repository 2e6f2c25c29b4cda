"""The files of data/ and docs/ on the disk: what is read, what is left aside, and what cannot be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from cluster.links import same_name
from cluster.problems import Place, Problem


class SourceFiles(NamedTuple):
    """The files of a project, by path from its root with `/`."""

    texts: dict[str, bytes]
    """The bytes of data/**/*.yaml and docs/**/*.md."""
    others: list[str]
    """All other files in docs/."""
    unread: list[str]
    """All other files in data/."""
    leftovers: list[str]
    """Backups of editors, files of systems, hidden files and folders; see `is_leftover`."""
    problems: list[Problem]
    """What cannot be read."""


def sources(root: Path, docs: Path) -> SourceFiles:
    """The files of data/ below `root` and of the folder `docs`."""
    found = SourceFiles({}, [], [], [], [])
    for folder, name in ((root / "data", "data"), (docs, "docs")):
        if folder.is_dir():
            walk = _Walk(name, tuple(map(os.path.realpath, (root, folder))))
            walk.folder(str(folder))
            found.leftovers.extend(f"{name}/{each}" for each in walk.leftovers)
            for below, path in walk.files:
                _add(found, f"{name}/{below}", path, walk)
            found.problems.extend(walk.problems)
    return found


def _add(found: SourceFiles, name: str, path: str, walk: _Walk) -> None:
    if name.startswith("docs/templates/"):  # MkDocs does not publish it
        found.leftovers.append(name)
    elif name.endswith((".yaml", ".yml") if walk.name == "data" else ".md"):
        try:
            found.texts[name] = content(path)
        except OSError as error:
            walk.refuse(name.partition("/")[2], f"cannot be read: {error.strerror}")
    else:
        (found.unread if walk.name == "data" else found.others).append(same_name(name))


def path_of(folder: str | Path, name: str) -> str:
    """The path of the file in a folder whose name is `name` after `same_name`."""
    path = os.path.join(folder, name)
    if os.path.lexists(path):
        return path
    head, _, last = name.rpartition("/")
    parent = path_of(folder, head) if head else str(folder)
    with suppress(OSError):
        path = next((entry.path for entry in os.scandir(parent) if same_name(entry.name) == last), path)
    return path


def content(path: str | Path) -> bytes:
    """The bytes of a file."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def files_below(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file with its path below the folder (with `/`) and its full path, sorted; leftovers, and what
    cannot be read, are skipped."""
    walk = _Walk("", (os.path.realpath(folder),))
    walk.folder(str(folder))
    yield from walk.files


@dataclass(slots=True)
class _Walk:
    """One walk through a folder and those in it."""

    name: str
    """How problems name the folder: `docs`."""
    inside: tuple[str, ...]
    """The folders that symbolic links may lead into."""
    files: list[tuple[str, str]] = field(default_factory=list)
    """Path below the folder and full path."""
    leftovers: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, name: str, message: str) -> None:
        path = f"{self.name}/{name}".rstrip("/")
        shown = "".join(each if each.isprintable() else ascii(each)[1:-1] for each in path)
        self.problems.append(Problem(Place(shown, 1), message))

    def folder(self, path: str, below: str = "", above: tuple[str, ...] = ()) -> None:
        """Walk through a folder; `above` are the real paths of the folders in which it is."""
        here = (*above, os.path.realpath(path))
        try:
            entries = sorted(os.scandir(path), key=lambda entry: entry.name)
        except OSError as error:
            self.refuse(below, f"the folder cannot be read: {error.strerror}")
            return
        for entry in entries:
            self._entry(entry, below + entry.name, here)

    def _entry(self, entry: os.DirEntry[str], name: str, above: tuple[str, ...]) -> None:
        if is_leftover(name):
            if not _IS_OF_GIT.fullmatch(entry.name):
                self.leftovers.append(f"{name}/" if entry.is_dir(follow_symlinks=False) else name)
        elif not entry.name.isprintable():
            self.refuse(name, "the name has characters that cannot be shown; rename the file")
        elif entry.is_symlink() and (wrong := self._wrong_link(entry.path, above)):
            self.refuse(name, wrong)
        elif entry.is_dir():
            self.folder(entry.path, f"{name}/", above)
        elif entry.is_file():
            self.files.append((name, entry.path))
        else:
            self.refuse(
                name, "is neither a file nor a folder (a named pipe, a socket or a device); delete it"
            )

    def _wrong_link(self, path: str, above: tuple[str, ...]) -> str:
        """What is wrong with a symbolic link; empty if nothing is."""
        try:
            real = os.path.realpath(path, strict=True)
        except OSError:
            return f"is a link to '{os.readlink(path)}', which leads to no file; copy the file here"
        if real in above or any(each.startswith(f"{real}/") for each in above):
            return f"is a link to '{os.readlink(path)}', a folder that contains it; delete it"
        if not any(real.startswith(f"{each}/") for each in self.inside):
            return f"is a link to '{os.readlink(path)}', outside the project; copy the file here"
        return ""


_LEFTOVER = re.compile(
    r"""(?!\.(?:well-known|nojekyll|htaccess)$)\..*   # hidden, such as .DS_Store, .x.md.swp and ._x.jpg
    | .*~ | ~\$.* | ~.*\.tmp | \#.*\#       # Emacs, Vim, gedit, Office
    | .*\.(?:sw[a-p]|bak|backup|old|orig|rej|tmp|temp|save|part|crdownload|lnk|pyc)
    | (?:eh)?thumbs(?:\ \(\d+\))?\.db | desktop\.ini | icon\r
    | __macosx | __pycache__ | \$recycle\.bin | system\ volume\ information
    | .*\.sync-conflict-.* | .*conflicted\ copy.*""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_IS_OF_GIT = re.compile(r"\.git(?:keep|ignore|attributes)")
"""Files that somebody put there on purpose, and that need no word."""


def is_leftover(name: str) -> bool:
    """Whether a path ends in the name of a backup, of a file of the system or of a hidden file or folder.

    Such a file is neither read nor published, wherever it is.
    """
    folder, _, last = name.rpartition("/")
    return bool(_LEFTOVER.fullmatch(last)) or bool(folder and last.startswith("."))
