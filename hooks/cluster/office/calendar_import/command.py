"""`cluster import-events`: imports a calendar file into docs/events/."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from click import ClickException

from cluster.build.build import build_lock, settings
from cluster.build.labels import labels_in
from cluster.build.load import Memory, ReadData
from cluster.build.settings import Settings
from cluster.build.source_files import sources
from cluster.content.commitments import EventKind
from cluster.content.events import Event
from cluster.content.organisation import Cluster
from cluster.content.plan import Pillar, Plan
from cluster.content.planned_events import events_of_plan
from cluster.content.plans import Plans
from cluster.language import Languages
from cluster.office.calendar_import.calendar_file import MOST_BYTES, too_large
from cluster.office.calendar_import.file_changes import ExistingEvents, Given, Import, import_of
from cluster.office.calendar_import.foreign_events import ForeignCalendar, read_calendar, refuse
from cluster.office.calendar_import.selection import LeftOut
from cluster.office.safe_write import write
from cluster.office.sources import added_problems, differences, input_of, problems_of
from cluster.problems import Invalid, Problem, counted
from cluster.reading.labels import Labelled, suggested


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The report of an import or a dry run."""

    differences: str
    """A unified diff of the files."""
    notes: tuple[str, ...]
    """Hints for the editor, one line each."""
    left_out: tuple[Problem, ...]
    """Each event that is not imported, and why."""
    summary: str
    """One line with the numbers of events."""


def import_events(
    project: Path, file: Path, *, kind: str, pillars: Sequence[str], writes: bool, on_wait: Callable[[], None]
) -> ImportResult:
    """Import a calendar file into docs/events/.

    Invalid if nothing in it can be imported, or if the project is broken; OSError if a file cannot be read or
    written. Then nothing is written.
    """
    raw = input_of(file, "a calendar file (.ics)", MOST_BYTES, too_large)
    with build_lock(project, on_wait):
        config = settings(project)
        docs = Path(config.docs)
        texts, others, *_ = sources(project, docs)
        memory: Memory = {}
        before = problems_of(texts, others, config, memory)
        existing = _existing(texts, config, memory, before)
        given = _given(kind, pillars, Plans.of(_plans(memory)).pillars, config.languages)
        cluster: Cluster = memory["data/cluster.yaml"][1].value[0]  # beside its projects
        calendar = read_calendar(raw, str(file), home=cluster.time_zone, name=file.stem)

        def added(files: Mapping[str, bytes]) -> list[Problem]:
            return added_problems(problems_of({**texts, **files}, others, config, memory), before)

        changes = _sound_import(calendar, str(file), existing, given, added)
        if writes:
            write(
                {docs / path.removeprefix("docs/"): raw for path, raw in changes.files.items()},
                {docs / path.removeprefix("docs/"): texts.get(path) for path in changes.files},
            )
    left_out = tuple(each.problem for each in changes.left_out)
    return ImportResult(
        differences(changes.files, texts), tuple(changes.notes), left_out, _summary(file, changes)
    )


def _sound_import(
    calendar: ForeignCalendar,
    file: str,
    existing: ExistingEvents,
    given: Given,
    added: Callable[[Mapping[str, bytes]], Sequence[Problem]],
) -> Import:
    """The changes of an import without the events that would add problems to the project.

    `added` returns the problems that some files add.
    """
    changes = import_of(calendar, existing, given)
    while problems := added(changes.files):
        wrong = {each.place.file: each for each in reversed(problems) if each.place.file in changes.entry_of}
        if not wrong:
            raise Invalid(problems)
        entries = [(changes.entry_of[path], problem) for path, problem in wrong.items()]
        left_out = [
            LeftOut(entry.problem(file, f"{each.place}: {each.message}"), entry.key)
            for entry, each in entries
        ]
        calendar = calendar.without(left_out)
        if not calendar.events:
            refuse(calendar.left_out)
        changes = import_of(calendar, existing, given)
    return changes


def _existing(
    texts: Mapping[str, bytes], config: Settings, memory: Memory, problems: Sequence[Problem]
) -> ExistingEvents:
    """The project before the import; Invalid if the cluster, the plan or an event is broken.

    An event that cannot be read could not be recognised, and would be imported a second time.
    """
    needed = {"data/cluster.yaml", "data/plan.yaml"}
    names = [
        each.removesuffix(".md") for each in texts if each.startswith("docs/events/") and each.endswith(".md")
    ]
    needed |= {name for name in names if "." not in name and name != "docs/events/index"}
    if unread := needed - memory.keys():
        raise Invalid(each for each in problems if each.place.file.removesuffix(".md") in unread)
    values = [value for key, (_, value) in memory.items() if key.startswith("docs/")]
    plans = _plans(memory)
    return ExistingEvents(
        files=texts,
        events={value.id: value for value in values if isinstance(value, Event)},
        planned=[event for plan in plans for event in events_of_plan(plan)],
        taken={
            *(each.id for plan in plans for each in plan.activities),
            *(Path(each).name for each in names),
        },
        language=config.languages.default,
    )


def _plans(memory: Memory) -> list[Plan]:
    """All plans, including drafts."""
    values = [read.value for _, read in memory.values() if isinstance(read, ReadData)]
    return [value for value in values if isinstance(value, Plan)]


def _given(kind: str, pillars: Sequence[str], existing: Sequence[Pillar], languages: Languages) -> Given:
    """The options `--kind` and `--pillar`; ClickException with all invalid ones."""
    kinds: dict[str, EventKind] = {each: each for each in get_args(EventKind)}
    ids: Labelled = {pillar.id: [text for _, text in pillar.title.versions] for pillar in existing}
    labelled = labels_in(languages.all).of(get_args(EventKind))
    wrong = [f"--kind: unknown kind '{kind}'{suggested(kind, labelled)}"] if kind not in kinds else []
    wrong += [
        f"--pillar: unknown pillar '{pillar}'{suggested(pillar, ids)}"
        for pillar in pillars
        if pillar not in ids
    ]
    if wrong:
        raise ClickException("\n".join(wrong))
    return Given(kind=kinds[kind], pillars=tuple(dict.fromkeys(pillars)))


def _summary(file: Path, changes: Import) -> str:
    left_out = sum(1 for each in changes.left_out if each.key)
    number = len(changes.new) + len(changes.changed) + changes.unchanged + left_out
    counts = f"{len(changes.new)} new, {len(changes.changed)} changed, {changes.unchanged} unchanged"
    more = f", {left_out} left out" if left_out else ""
    return counted(
        number, f"{{n}} event in {file}: {counts}{more}.", f"{{n}} events in {file}: {counts}{more}."
    )
