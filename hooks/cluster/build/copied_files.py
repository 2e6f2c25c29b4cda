"""The files of docs/ that are published as they are, but for what would tell or run something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cluster.build.source_files import content
from cluster.pictures.drawings import read_drawing
from cluster.pictures.metadata import without_metadata
from cluster.problems import Invalid, Place, Problem


def as_published(name: str, path: str | Path) -> bytes:
    """The bytes of docs/`name`: of a photograph without the data of the camera, of an SVG its harmless copy.

    Invalid if it cannot be read, is a damaged photograph, or an SVG that could run or load something.
    """
    try:
        raw = content(path)
        if name.lower().endswith(".svg"):
            return read_drawing(raw, name).copy
        return without_metadata(raw, f"docs/{name}")
    except (ValueError, OSError) as error:
        message = f"cannot be read: {error.strerror}" if isinstance(error, OSError) else str(error)
        raise Invalid([Problem(Place(f"docs/{name}", 1), message)]) from None


def copy_all(names: Iterable[str], copy: Callable[[str], None]) -> None:
    """Copy each file; Invalid with the problems of all."""
    problems: list[Problem] = []
    for name in names:
        try:
            copy(name)
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
