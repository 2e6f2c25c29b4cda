"""build.json: what a published site was built from, for monitors and for whoever looks into a fault."""

from __future__ import annotations

import json
from pathlib import Path

from cluster.build.commit import commit_of
from cluster.build.context import Build

BUILD_FILE = "build.json"


def build_file(project: Path, build: Build, version: str) -> bytes:
    """The file of a build at its moment, by a version of the program."""
    commit = commit_of(project)
    values = {
        **({"commit": commit} if commit else {}),
        "day": str(build.default.today),
        "version": version,
        "built": build.now.isoformat(),
    }
    return (json.dumps(values, indent=2) + "\n").encode()


def or_published(published: Path, new: bytes) -> bytes:
    """The published file if nothing but its moment differs, else the new one.

    For a build that changes no other file: it should leave a site as it is.
    """
    try:
        old = (published / BUILD_FILE).read_bytes()
        is_same = json.loads(old) | {"built": ""} == json.loads(new) | {"built": ""}
    except (OSError, ValueError, TypeError):
        return new
    return old if is_same else new
