"""`cluster import-table` and `export-table`: a list of data/ from and to a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cluster.build.build import build_lock, settings
from cluster.build.labels import reader_in
from cluster.build.load import Memory
from cluster.build.source_files import sources
from cluster.office.safe_write import write
from cluster.office.sources import added_problems, differences, input_of, problems_of, refused
from cluster.office.tables.columns import left_out
from cluster.office.tables.difference import with_ids
from cluster.office.tables.formats import suffix_of
from cluster.office.tables.list_file import TABLES, ListFile, import_of, table_of
from cluster.office.tables.sheets import MOST_BYTES, NotATable
from cluster.problems import Invalid, Problem, counted


@dataclass(frozen=True, slots=True)
class ImportedTable:
    """The report of an import or a dry run."""

    differences: str
    """A unified diff of the file, with the id of a record at each change."""
    notes: tuple[str, ...]
    """Hints for the editor, one line each."""
    summary: str
    """One line with the numbers of records."""


def _list_file(project: Path, name: str) -> tuple[ListFile, Mapping[str, bytes]]:
    """A list as it is on the disk, and all sources of the project; Invalid if the list is broken."""
    kind, config = TABLES[name], settings(project)
    texts, others, *_ = sources(project, Path(config.docs))
    memory: Memory = {}
    before = problems_of(texts, others, config, memory)
    own = [each for each in before if each.place.file == kind.file]
    if own and kind.file not in memory:
        raise Invalid(own)

    def added(raw: bytes) -> list[Problem]:
        return added_problems(problems_of({**texts, kind.file: raw}, others, config, {}), before)

    return ListFile(kind, texts.get(kind.file, b""), config.languages, added, reader_in(texts)), texts


def export_table(project: Path, name: str, path: Path, on_wait: Callable[[], None]) -> list[str]:
    """Write a list as a table into a new file. Returns lines for the editor.

    Invalid if the list is broken, the format unknown, or the file there already.
    """
    try:
        suffix = suffix_of(path.name)
    except NotATable as error:
        raise refused(path, str(error)) from None
    if path.exists():
        raise refused(path, "the file exists already; delete it, or choose another name")
    if not path.parent.is_dir():
        raise refused(path, f"there is no folder {path.parent}")
    with build_lock(project, on_wait):
        file, _ = _list_file(project, name)
        raw, number = table_of(file, suffix)
        write({path: raw}, {path: None})
    outside = left_out(file.kind.cls)
    names = ", ".join(outside)
    message = (
        f"(lists of several values each) are not in the table, and stay as they are in {file.kind.file}."
    )
    return [
        counted(number, f"Wrote {{n}} row to {path}.", f"Wrote {{n}} rows to {path}."),
        *([f"{names} {message}"] if outside else []),
    ]


def import_table(
    project: Path, name: str, path: Path, *, empty_deletes: bool, writes: bool, on_wait: Callable[[], None]
) -> ImportedTable:
    """Import a table into its list of data/.

    Invalid with all problems of the table, or if the list is broken; OSError if a file cannot be read or
    written. Then nothing is written.
    """
    raw = input_of(path, "a table (.xlsx, .ods or .csv)", MOST_BYTES, _too_large)
    with build_lock(project, on_wait):
        file, texts = _list_file(project, name)
        done = import_of(file, raw, str(path), empty_deletes=empty_deletes)
        after = {file.kind.file: done.raw} if done.raw != file.raw else {}
        if writes and after:
            before = {project / each: texts.get(each) for each in after}
            write({project / each: new for each, new in after.items()}, before)
    diff = with_ids(differences(after, texts), file.text, file.decoded(done.raw), file.kind.key)
    return ImportedTable(diff, done.notes, done.summary)


def _too_large(size: int) -> str:
    sizes = f"{size / 1e6:.0f} MB (limit: {MOST_BYTES // 1_000_000} MB)"
    return f"the file is too large: {sizes}; delete pictures and what is not part of the table"
