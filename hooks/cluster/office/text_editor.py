"""What text editors need to give hints: schemas, and the settings of VS Code that name them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cluster.build.build import settings
from cluster.build.editor_schemas import associations
from cluster.build.schema_files import SCHEMAS, refresh_schemas
from cluster.build.source_files import content
from cluster.office.json_settings import with_entries
from cluster.office.safe_write import write


class Prepared(NamedTuple):
    """What was done for text editors."""

    is_new: bool
    """Whether the schemas have changed."""
    written: list[str]
    """The files of .vscode/ that are new or have more entries."""
    left: list[tuple[str, str]]
    """The files of .vscode/ to which nothing could be added, with what to add."""


def vscode_files() -> Mapping[str, tuple[str, Any]]:
    """The settings by file: a key, and what is to stand under it."""
    schemas = {f"./{SCHEMAS}/{name}.json": files for name, files in associations().items()}
    return {
        ".vscode/settings.json": ("yaml.schemas", schemas),
        ".vscode/extensions.json": ("recommendations", ["redhat.vscode-yaml"]),
    }


TASKS = ".vscode/tasks.json"

_PROBLEMS = {
    "owner": "cluster",
    "source": "cluster",
    "fileLocation": ["relative", "${workspaceFolder}"],
    "pattern": {
        "regexp": r"^((?:data|docs)/.+?|mkdocs\.yml):(\d+): (.+)$",
        "file": 1,
        "line": 2,
        "message": 3,
    },
}
"""How VS Code finds files and lines in what the program says."""

CHECK: Mapping[str, Any] = {
    "label": "make check",
    "type": "shell",
    "command": "make check",
    "group": {"kind": "build", "isDefault": True},
    "presentation": {"reveal": "silent", "clear": True},
    "problemMatcher": _PROBLEMS,
}
"""With it, Ctrl+Shift+B marks problems on the lines of all files, also in heads of texts."""

SERVE: Mapping[str, Any] = {
    "label": "make serve",
    "type": "shell",
    "command": "make serve",
    "isBackground": True,
    "presentation": {"reveal": "silent"},
    "problemMatcher": _PROBLEMS
    | {
        "background": {
            "activeOnStart": True,
            "beginsPattern": r"^\d\d:\d\d:\d\d \.\.\.$",
            "endsPattern": r"^\d\d:\d\d:\d\d (?!\.\.\.$)",
        }
    },
}
"""With it, a preview marks them whenever a file is saved."""


def prepare(project: Path) -> Prepared:
    """Write the schemas, and what .vscode/ lacks; Invalid if the settings of the site have problems."""
    done = Prepared(refresh_schemas(project, settings(project)), [], [])
    for file, (key, entries) in vscode_files().items():
        before = content(project / file) if (project / file).exists() else None
        try:
            text = with_entries(_text_of(before), key, entries)
        except ValueError:  # CannotMerge, or no UTF-8
            done.left.append((file, json.dumps({key: entries}, indent=2)))
            continue
        if before is None or text != _text_of(before):
            write({project / file: text.encode()}, {project / file: before})
            done.written.append(file)
    if not (project / TASKS).exists():
        write({project / TASKS: _tasks().encode()}, {project / TASKS: None})
        done.written.append(TASKS)
    return done


def texts_for_vscode() -> Iterator[tuple[str, str]]:
    """The files of .vscode/ in a new project, by their paths."""
    for file, (key, entries) in vscode_files().items():
        yield file, with_entries(_text_of(None), key, entries)
    yield TASKS, _tasks()


def _tasks() -> str:
    return json.dumps({"version": "2.0.0", "tasks": [CHECK, SERVE]}, indent=2) + "\n"


def _text_of(raw: bytes | None) -> str:
    return "{}\n" if not (raw or b"").strip() else (raw or b"").decode()
