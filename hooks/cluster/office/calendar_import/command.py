"""From a calendar file to files of docs/events/: what `cluster import-events` does. Not of the core."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from click import ClickException

from cluster.build.build import alone, settings
from cluster.build.load import Memory, read_site
from cluster.build.project import content, sources
from cluster.build.settings import Settings
from cluster.content.commitments import EventKind
from cluster.content.events import Event, events_of_plan
from cluster.content.organisation import Cluster
from cluster.content.plan import Pillar, Plan
from cluster.content.plans import Plans
from cluster.office.calendar_import.content_lines import MOST_BYTES, too_long
from cluster.office.calendar_import.file_changes import ExistingEvents, Given, Import, differences, import_of
from cluster.office.calendar_import.foreign_events import read_entries
from cluster.office.safe_write import write
from cluster.problems import Invalid, Place, Problem, suggestion


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import has done, or would do."""

    differences: str
    """A unified diff of the files."""
    told: tuple[str, ...]
    """What an editor should know, a line each."""
    summary: str


def import_events(
    project: Path, file: Path, *, kind: str, pillars: Sequence[str], writes: bool, waits: Callable[[], None]
) -> ImportResult:
    """Take the events of a calendar file over into docs/events/; Invalid or OSError if nothing is written."""
    raw = _calendar(file)
    with alone(project, waits):
        known = settings(project)
        docs = Path(known.docs)
        texts, others = sources(project, docs)
        memory: Memory = {}
        before = _problems(texts, others, known, memory)
        there = _known(texts, known, memory, before)
        given = _given(kind, pillars, Plans.of(_plans(memory)).pillars)
        cluster: Cluster = memory["data/cluster.yaml"][1]
        name, entries = read_entries(raw, str(file), home=cluster.time_zone, name=file.stem)
        done = import_of(entries, name, there, given)
        after = _problems({**texts, **done.files}, others, known, memory)
        seen = {(problem.place.file, problem.message) for problem in before}
        if added := [each for each in after if (each.place.file, each.message) not in seen]:
            raise Invalid(added)
        if writes:
            write(
                {docs / path.removeprefix("docs/"): after for path, after in done.files.items()},
                {docs / path.removeprefix("docs/"): texts.get(path) for path in done.files},
            )
    return ImportResult(differences(done, texts), tuple(done.told), _summary(file, len(entries), done))


def _calendar(file: Path) -> bytes:
    """The bytes of the file, which is not read if it is none or too long."""
    try:
        found = os.stat(file)
        if not stat.S_ISREG(found.st_mode):
            raise Invalid([Problem(Place(str(file), 1), "this is no file; name a calendar file (.ics)")])
        if found.st_size > MOST_BYTES:
            raise Invalid([Problem(Place(str(file), 1), too_long(found.st_size))])
        return content(file)
    except (FileNotFoundError, NotADirectoryError):
        raise Invalid(
            [Problem(Place(str(file), 1), "there is no such file; name a calendar file (.ics)")]
        ) from None
    except ValueError:
        raise Invalid([Problem(Place(str(file), 1), "this cannot be the name of a file")]) from None


def _problems(
    texts: Mapping[str, bytes], others: Sequence[str], known: Settings, memory: Memory
) -> tuple[Problem, ...]:
    """What is wrong with the sources; what could be read of them stands in `memory`."""
    try:
        read_site(texts, known.languages, converter=known.converter, others=others, memory=memory)
    except Invalid as error:
        return error.problems
    return ()


def _known(
    texts: Mapping[str, bytes], known: Settings, memory: Memory, problems: Sequence[Problem]
) -> ExistingEvents:
    """What there is; Invalid if a file cannot be read that an import must know."""
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
        language=known.languages.default,
    )


def _plans(memory: Memory) -> list[Plan]:
    """All of them, drafts as well."""
    return [value for _, value in memory.values() if isinstance(value, Plan)]


def _given(kind: str, pillars: Sequence[str], known: Sequence[Pillar]) -> Given:
    """What an editor asked for; ClickException with all that there is not."""
    kinds: dict[str, EventKind] = {each: each for each in get_args(EventKind)}
    there = [pillar.id for pillar in known]
    wrong = [f"--kind {kind}: there is no such kind{suggestion(kind, kinds)}"] if kind not in kinds else []
    wrong += [
        f"--pillar {pillar}: there is no such pillar{suggestion(pillar, there)}"
        for pillar in pillars
        if pillar not in there
    ]
    if wrong:
        raise ClickException("\n".join(wrong))
    return Given(kind=kinds[kind], pillars=tuple(dict.fromkeys(pillars)))


def _summary(file: Path, number: int, done: Import) -> str:
    plural = "event" if number == 1 else "events"
    counts = f"{len(done.new)} new, {len(done.changed)} changed, {done.unchanged} as they were"
    return f"{number} {plural} in {file}: {counts}."
