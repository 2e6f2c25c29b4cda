"""The JSON Schemas of a project, for the text editors of those who write it: .cache/schemas/.

They are made of the program's classes and of the ids in the project, and made anew when either changes. Files
with problems count as they were before: their ids stay known.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cluster.build.build import settings as settings_of
from cluster.build.caches import CACHE, program_digest
from cluster.build.ids import choices_of, ids_of
from cluster.build.program_files import PROGRAM, WORDS
from cluster.build.project import digest_of_files
from cluster.build.settings import Settings
from cluster.build.source_files import content, files_below
from cluster.digests import key_of
from cluster.problems import Invalid

SCHEMAS = f"{CACHE}/schemas"
_MADE = "made.json"
"""The file beside the schemas that says what they were made of."""


def renew_schemas(project: Path) -> None:
    """Write the schemas of a project if they would change; one that cannot be read or written keeps them."""
    with suppress(Invalid, OSError):
        refresh_schemas(project, settings_of(project))


def have_schemas(project: Path) -> bool:
    """Whether somebody uses the schemas of a project; where nobody does, builds make none."""
    return (project / SCHEMAS / _MADE).exists()


def refresh_schemas(project: Path, settings: Settings) -> bool:
    """Write the schemas of a project if they would change. Returns whether they did."""
    folder = project / SCHEMAS
    made = _made(folder / _MADE)
    program = key_of(
        [program_digest(), digest_of_files(WORDS, PROGRAM / "descriptions"), repr(settings.languages)]
    )
    files = {
        name: _of_file(name, path, made["files"].get(name))
        for name, path in _sources(project, Path(settings.docs))
    }
    if files == made["files"] and program == made["program"]:
        return False
    choices = choices_of(found for _, found in files.values())
    key = key_of([program, json.dumps(choices)])
    if key != made["key"]:
        from cluster.build.editor_schemas import schemas_of  # rarely needed

        _write(folder, schemas_of(settings.languages, choices))
    now = {"key": key, "program": program, "files": files}
    (folder / _MADE).write_text(json.dumps(now), encoding="utf-8")
    return bool(key != made["key"])


def _sources(project: Path, docs: Path) -> Iterator[tuple[str, str]]:
    """Name and path of each file that may have ids: translations have none."""
    for name, path in files_below(project / "data"):
        if name.endswith(".yaml"):
            yield f"data/{name}", path
    for name, path in files_below(docs):
        if name.endswith(".md") and name.count(".") == 1:
            yield f"docs/{name}", path


def _of_file(name: str, path: str, before: Any) -> list[Any]:
    """The time and the size of a file, and class, id and title of what has an id in it.

    `before` is the value of the last time: a file with the same time and size is not read again, and one that
    cannot be read as it is now keeps its ids.
    """
    stat = os.stat(path)
    stamp = [stat.st_mtime_ns, stat.st_size]
    if before and before[0] == stamp:
        return list(before)
    raw = content(path)
    return [stamp, ids_of(name, raw) or (before[1] if before and raw else [])]


def _made(path: Path) -> Any:
    nothing = {"key": "", "program": "", "files": {}}
    try:
        return nothing | json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return nothing


def _write(folder: Path, schemas: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        path, raw = folder / f"{name}.json", json.dumps(schema, ensure_ascii=False).encode()
        if not path.exists() or content(path) != raw:  # text editors read it again when it is written
            path.write_bytes(raw)
