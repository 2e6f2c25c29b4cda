"""What the program wrote into a project that installs it, and which version of it did.

What reads and compares versions is imported inside functions: most commands need neither.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cluster.problems import Invalid, Place, Problem

if TYPE_CHECKING:
    from packaging.version import Version

PACKAGE = "cluster-site"

WRITTEN = "program/written.json"


@dataclass(frozen=True, slots=True)
class Written:
    """The content of WRITTEN."""

    version: str
    files: Mapping[str, str]
    """Digests by path, as they were written."""

    @classmethod
    def of(cls, project: Path) -> Written | None:
        """What was written into a project; None if it does not install the program. Invalid if the file is
        broken."""
        path = project / WRITTEN
        if not path.is_file():
            return None
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            return cls(str(_parsed(str(found["version"]))), dict(found["files"]))
        except (ValueError, KeyError, TypeError):
            message = "this is not what the program wrote; take the file from an earlier commit"
            raise Invalid([Problem(Place(WRITTEN, 1), message)]) from None

    def text(self) -> str:
        """The content of the file."""
        return json.dumps({"version": self.version, "files": dict(self.files)}, indent=2) + "\n"


def version() -> str:
    """The version of the running program."""
    from importlib.metadata import version as version_of

    return version_of(PACKAGE)


def _parsed(text: str) -> Version:
    from packaging.version import Version

    return Version(text)


def problem_of_version(written: Written | None) -> str:
    """Why the running program is too old for a project; `` if it is not."""
    if written and _parsed(written.version) > _parsed(version()):
        return (
            f"this project needs version {written.version} of the program, and this is {version()}; run: "
            "make site"
        )
    return ""


def notice_of_version(written: Written | None) -> str:
    """What to do for a project that was written by an older program; `` if nothing is to be done."""
    if written and _parsed(written.version) < _parsed(version()):
        return (
            f"This project is as version {written.version} of the program left it, and this is {version()}; "
            "run: .venv/bin/cluster upgrade"
        )
    return ""
