"""`cluster new event`, `news`, `member` and others: writes a new item into docs/ or data/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cluster.build.build import build_lock, settings
from cluster.build.descriptions import descriptions_of
from cluster.build.ids import choices_in
from cluster.build.load import Memory, ReadData
from cluster.build.project import now
from cluster.build.settings import Settings
from cluster.build.source_files import sources
from cluster.content.events import Event
from cluster.content.kinds import KINDS, Kind
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.planned_events import events_of_plan
from cluster.office.entries.draft import document_of, manual_of, translation_of, with_entry
from cluster.office.entries.questions import IN_FILES, ids_for, names_others, options_of, unknown_in
from cluster.office.safe_write import write
from cluster.office.sources import added_problems, problems_of
from cluster.office.tables.yaml_edit import Value
from cluster.problems import NOWHERE, Invalid, Place, Problem, each_of
from cluster.reading.descriptions import Descriptions
from cluster.schemas.choices import Choices


class Unfit(Invalid):
    """A new item that the rules of the project refuse. It stands on no line yet: its own problems are
    NOWHERE."""

    def __str__(self) -> str:
        return "\n".join(map(told, self.problems))


def told(problem: Problem) -> str:
    """A problem with its place, if it has one."""
    return problem.message if problem.place == NOWHERE else str(problem)


@dataclass(frozen=True)
class OpenProject:
    """A project as it is on the disk before an item is added."""

    settings: Settings
    texts: Mapping[str, bytes]
    others: list[str]
    problems: tuple[Problem, ...]
    """Those that are there already."""
    memory: Memory
    """All that could be read."""

    @property
    def taken(self) -> set[str]:
        """All ids that a new item must not have, and those that it had better not have."""
        values = [value for _, value in self.memory.values()]
        listed = [item for each in self._data if isinstance(each, list) for items in each for item in items]
        items = [*values, *listed, *(each for plan in self._plans for each in plan.activities)]
        return {str(each.id) for each in items if hasattr(each, "id")}

    @property
    def _data(self) -> list[Any]:
        """What was read of files in data/."""
        return [value.value for _, value in self.memory.values() if isinstance(value, ReadData)]

    @property
    def _plans(self) -> list[Plan]:
        return [each for each in self._data if isinstance(each, Plan)]

    def planned(self, id: str) -> Event | None:
        """The event of a plan, which a file with this id takes the place of."""
        return next((each for plan in self._plans for each in events_of_plan(plan) if each.id == id), None)

    @cached_property
    def choices(self) -> Choices:
        """The ids that items may name."""
        return choices_in(self.texts)

    @property
    def today(self) -> date:
        """The day in the cluster's time zone; Invalid if data/cluster.yaml cannot be read."""
        if "data/cluster.yaml" not in self.memory:
            raise Invalid(each for each in self.problems if each.place.file == "data/cluster.yaml")
        cluster: Cluster = self.memory["data/cluster.yaml"][1].value[0]
        return now(ZoneInfo(cluster.time_zone)).date()


def opened(project: Path) -> OpenProject:
    """Read a project; Invalid if its settings are wrong."""
    config = settings(project)
    texts, others, *_ = sources(project, Path(config.docs))
    memory: Memory = {}
    return OpenProject(config, texts, others, problems_of(texts, others, config, memory), memory)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """What an editor says of a new item."""

    kind: Kind
    values: Mapping[str, Value]
    """By the name of their column; `id` too."""
    is_short: bool = False
    """Whether it has no comments about what else can be written."""


def add(project: Path, item: NewItem, on_wait: Callable[[], None]) -> list[str]:
    """Write a new item. Returns the paths of the files that are new or changed.

    Unfit with all that would be wrong with it, Invalid if its file is broken; then nothing is written.
    """
    with build_lock(project, on_wait):
        there = opened(project)
        files = _files_of(item, there)
        after = problems_of({**there.texts, **files}, there.others, there.settings, {})
        if problems := added_problems(after, there.problems) or [*_wrong_ids(item, there)]:
            raise Unfit(_placed(each, files, there.texts) for each in problems)
        docs = Path(there.settings.docs)
        paths = {name: _path_of(name, project, docs) for name in files}
        write(
            {paths[name]: raw for name, raw in files.items()},
            {path: there.texts.get(name) for name, path in paths.items()},
        )
    return [*files]


def _placed(problem: Problem, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> Problem:
    """A problem at its line on the disk; NOWHERE if it is on one that is not written yet."""
    file, line = problem.place.file, problem.place.line
    if file not in files:
        return problem
    was, now = before.get(file, b"").splitlines(), files[file].splitlines()
    same = takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False))
    start = len([*same])
    added = len(now) - len(was)
    if start < line <= start + added:
        return Problem(NOWHERE, problem.message)
    return Problem(Place(file, line - added if line > start else line), problem.message)


def _wrong_ids(item: NewItem, there: OpenProject) -> Iterator[Problem]:
    """What is wrong with the ids that an item names in a project that has problems already, as what a file
    with problems may have is not told as missing. Invalid with these if nobody can tell."""
    kind = item.kind
    if not there.problems:
        return
    for column in options_of(kind, there.settings.languages):
        value = item.values.get(column.name)
        if value and (ids := ids_for(column, there.choices)):
            if wrong := unknown_in(value, ids):
                yield Problem(NOWHERE, each_of(column.path[0], wrong))
        elif value and names_others(column):
            raise Invalid(there.problems)


def _path_of(name: str, project: Path, docs: Path) -> Path:
    return docs / name.removeprefix("docs/") if name.startswith("docs/") else project / name


def _files_of(item: NewItem, there: OpenProject) -> dict[str, bytes]:
    """The new content of files, by path from the project's root."""
    kind, languages = item.kind, there.settings.languages
    words = descriptions_of(languages.default).for_site(languages.all)
    shown = None if item.is_short else words
    if kind.file:
        return {kind.file: _list_with(item, there, words, shown)}
    stem = f"docs/{kind.folder}/{item.values['id']}".replace("//", "/")
    if f"{stem}.md" in there.texts:
        raise Unfit([Problem(NOWHERE, f"{stem}.md exists already; choose another id")])
    own, translations = _parted(item, languages.all)
    files = {f"{stem}.md": document_of(kind.cls, own, shown, languages.all)}
    for language in translations:
        files[f"{stem}.{language}.md"] = translation_of(item.values, kind.texts, language)
    return {name: text.encode() for name, text in files.items()}


def _parted(item: NewItem, languages: tuple[str, ...]) -> tuple[Mapping[str, Value], list[str]]:
    """The values of the file in the first language, and the languages that have files of their own."""
    if item.kind.name not in IN_FILES:
        return item.values, []
    translated = {f"{text}.{language}": language for text in item.kind.texts for language in languages[1:]}
    own = {name: value for name, value in item.values.items() if name not in translated}
    found = {language for name, language in translated.items() if item.values.get(name)}
    return {"draft": "true", **own}, [each for each in languages if each in found]


def _list_with(item: NewItem, there: OpenProject, words: Descriptions, shown: Descriptions | None) -> bytes:
    """The file of data/ with the item at the end of its list; a new one opens with a manual."""
    kind, raw = item.kind, there.texts.get(item.kind.file)
    if raw is not None and kind.file not in there.memory:
        raise Invalid(each for each in there.problems if each.place.file == kind.file)
    before = (
        manual_of([each for each in KINDS if each.file == kind.file], words) if raw is None else raw.decode()
    )
    ends = "\r\n" if "\r\n" in before else "\n"
    try:
        text = with_entry(
            before.replace("\r\n", "\n"), kind, item.values, shown, there.settings.languages.all
        )
    except ValueError as error:
        raise Invalid([Problem(Place(kind.file, 1), str(error))]) from None
    return text.replace("\n", ends).encode()
