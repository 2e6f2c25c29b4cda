"""Files of data/ and docs/ that the program writes for an editor. Not of the core."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from cluster.build.project import content


def write(files: Mapping[Path, bytes], before: Mapping[Path, bytes | None]) -> None:
    """Write all files, or none: each is written beside its place, and all take their places at the end.

    `before` is what stood there; OSError if that has changed meanwhile.
    """
    spare: dict[Path, str] = {}
    replaced: list[Path] = []
    try:
        for path, raw in files.items():
            spare[path] = _beside(path, raw)
        for path in files:
            if (content(path) if path.exists() else None) != before[path]:
                raise OSError(0, "it was changed meanwhile; try again", str(path))
        for path in files:
            os.replace(spare[path], path)
            replaced.append(path)
    except BaseException:
        for path in replaced:
            _restore(path, before[path])
        raise
    finally:
        for name in spare.values():
            with suppress(FileNotFoundError):
                os.unlink(name)


def _beside(path: Path, raw: bytes) -> str:
    """A file with these bytes beside the one of that path, with the rights that this has or would have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with open(handle, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, stat.S_IMODE(os.stat(path).st_mode) if path.exists() else 0o666 & ~mask)
    return name


def _restore(path: Path, before: bytes | None) -> None:
    with suppress(OSError):
        if before is None:
            path.unlink()
        else:
            os.replace(_beside(path, before), path)
