"""Writes several source files at once, all or none, without overwriting an editor's changes."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cluster.build.source_files import content


def write(files: Mapping[Path, bytes], before: Mapping[Path, bytes | None]) -> None:
    """Write all files, or none if anything fails. OSError if a file no longer has the content of `before`.

    `before` has the content that the new one is based on, None for a file that must not exist yet.

    Everything that may fail for lack of space or permission happens first, on temporary files next to the
    targets: a rename within one folder is atomic, so no reader sees half a file. If a rename fails all the
    same, those already done are undone.
    """
    temporary: dict[Path, str] = {}
    replaced: list[Path] = []
    try:
        for path, raw in files.items():
            temporary[path] = _temporary(path, raw)
        # checked as late as possible: the editor may have saved while the new content was computed
        for path in files:
            if (content(path) if path.exists() else None) != before[path]:
                raise OSError(0, "the file was changed meanwhile; try again", str(path))
        for path in files:
            os.replace(temporary[path], path)
            replaced.append(path)
    except BaseException:  # Ctrl+C as well
        for path in replaced:
            _restore(path, before[path])
        raise
    finally:
        for name in temporary.values():
            with suppress(FileNotFoundError):  # those already renamed
                os.unlink(name)


def _temporary(path: Path, raw: bytes) -> str:
    """The name of a new file next to `path` with the content `raw` and the permissions of `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with open(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())  # else a crash after the rename could leave an empty file
    # mkstemp makes files private (0600); the umask can only be read by setting it
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, stat.S_IMODE(os.stat(path).st_mode) if path.exists() else 0o666 & ~mask)
    return name


def _restore(path: Path, before: bytes | None) -> None:
    """Undo a rename as far as possible; the first error is the one to report."""
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            os.replace(_temporary(path, before), path)
