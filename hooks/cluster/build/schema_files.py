"""The JSON Schemas of a project, for the text editors of those who write it: .cache/schemas/.

They are made of the program's classes and of the ids in the project, and made anew when either changes. Files
with problems count as they were before: their ids stay known.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from cluster.build.build import CACHE, code_digest
from cluster.build.build import settings as settings_of
from cluster.build.data_files import ROOTS
from cluster.build.project import PROGRAM, WORDS, digest_of_files
from cluster.build.settings import Settings
from cluster.build.source_files import sources
from cluster.build.source_names import OLDER_PLANS
from cluster.content.kinds import kind_at
from cluster.content.plan import Plan
from cluster.digests import digest_of, key_of
from cluster.problems import Invalid
from cluster.reading.documents import head_in
from cluster.reading.yaml_tree import decode, read_tree
from cluster.schemas.choices import Choices, HasId, by_class, ids_in, title_of

SCHEMAS = f"{CACHE}/schemas"
_MADE = "made.json"
"""The file beside the schemas that says what they were made of."""


def renew_schemas(project: Path) -> None:
    """Write the schemas of a project if they would change; one that cannot be read or written keeps them."""
    with suppress(Invalid, OSError):
        refresh_schemas(project, settings_of(project))


def refresh_schemas(project: Path, settings: Settings) -> bool:
    """Write the schemas of a project if they would change. Returns whether they did."""
    folder = project / SCHEMAS
    made = _made(folder / _MADE)
    files = ids_of(sources(project, Path(settings.docs)).texts, made["files"])
    choices = choices_of(files)
    program = [code_digest(), digest_of_files(WORDS, PROGRAM / "descriptions"), repr(settings.languages)]
    key = key_of([*program, json.dumps(choices)])
    if key != made["key"]:
        from cluster.build.editor_schemas import schemas_of  # rarely needed

        _write(folder, schemas_of(settings.languages, choices))
    if made != (now := {"key": key, "files": files}):
        (folder / _MADE).write_text(json.dumps(now), encoding="utf-8")
    return bool(key != made["key"])


def ids_of(texts: Mapping[str, bytes], before: Mapping[str, Any]) -> dict[str, list[Any]]:
    """For each file its digest, and class, id and title of what has an id in it.

    `before` is the value of the last time: what has not changed is not read again, and what cannot be read
    keeps its ids."""
    return {name: _ids_in(name, raw, before.get(name)) for name, raw in texts.items()}


def choices_of(files: Mapping[str, list[Any]]) -> Choices:
    """The ids of all files."""
    return by_class(HasId(*each) for _, found in files.values() for each in found)


def _made(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {"key": "", "files": {}}


def _write(folder: Path, schemas: Mapping[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def _ids_in(name: str, raw: bytes, before: Any) -> list[Any]:
    digest = digest_of([("", raw)])
    if before and before[0] == digest:
        return list(before)
    text = decode(raw, name)[0]
    part = head_in(text) if name.endswith(".md") else text
    found = [list(each) for each in _found_in(name, part)]
    return [digest, found or (before[1] if before and part else [])]


def _found_in(name: str, text: str) -> Iterator[HasId]:
    tree = read_tree(text, file=name)[0] if text else None
    if not name.endswith(".md"):
        cls = Plan if name.startswith(OLDER_PLANS) else ROOTS.get(name)
        yield from ids_in(cls, tree) if tree and cls else ()
    elif tree and "." not in (path := name.removeprefix("docs/").removesuffix(".md")):
        kind, id = kind_at(path)
        yield HasId(kind.cls.__name__, id, title_of(tree))
