"""A project that is edited and built again and again, and what it would be if it were built from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from unittest import mock

from cluster.build.build import build
from cluster.checks.published import references_are_published
from cluster.content.kinds import KINDS
from cluster.problems import Invalid

from support.builds import FIRST_OF_NOVEMBER, copy_of_miniature, different, files, never_built
from support.edits import Edit, Sources, edits_of, edits_of_files, enlarged
from support.sources import miniature, read_once

Changes = Mapping[str, bytes | None]
"""Contents of files by path below the project; None for a file that is removed."""

Result = dict[str, bytes] | str
"""The files of a site, or what is wrong."""


def is_valid(sources: Sources) -> bool:
    """Whether the program takes these files of data/ and docs/; all else of docs/ is the miniature's."""
    try:
        site, _ = read_once(sources)
    except Invalid:
        return False
    public = site.as_of(datetime.fromtimestamp(int(FIRST_OF_NOVEMBER), site.zone))
    return not any(references_are_published(public, site))


def ids_of(sources: Sources) -> list[str]:
    """All that a file may name, one of each kind first."""
    site, _ = read_once(sources)
    of_plans = (site.plans.commitments, site.plan.pillars, site.plan.working_groups)
    groups = (site.events, site.posts, *of_plans, site.cluster.tags, site.cluster.fields_of_work)
    lists = (site.of(kind.cls) for kind in KINDS if kind.file and kind.has_ids)
    listed = [items[:1] for items in lists]  # one of each list: all would take too long to try
    firsts = [each.id for group in (*groups, *listed) for each in group[:1]]
    return list(
        dict.fromkeys([*firsts, *sorted({*site.ids, *(each.id for group in groups for each in group)})])
    )


def full_sources() -> Sources:
    """The miniature with a value in each place where the schema has a mapping, as far as they go together."""
    sources = miniature() | MORE
    ids = ids_of(sources)
    filled: set[str] = set()
    for path in sorted(sources):
        tried = set(filled)
        while wanted := _first_field(enlarged(path, sources[path], ids), tried):
            tried.add(wanted[0].field)
            if edit := first_valid(sources, wanted):
                filled.add(edit.field)
                sources = edit.of(sources)
    return sources


def _first_field(edits: Iterable[Edit], tried: set[str]) -> list[Edit]:
    """Some edits of the first field that was not tried yet."""
    rest = (each for each in edits if each.field not in tried)
    first = next(rest, None)
    return [first, *(each for each in islice(rest, 30) if each.field == first.field)] if first else []


MORE = {
    "data/deliverables.yaml": b"""deliverables:
  - {id: memo, title: Memo, kind: document, date: 2022-05-01, fulfils: [lens-meetings],
     sources: ['https://a.example/']}
  - {id: prototype, title: Prototyp, kind: document, date_note: Jaro, possible_dates: [2021-05, 2023-05],
     sources: ['https://a.example/']}
""",
    "data/history.yaml": b"""records:
  - {date: 2022-03-01, commitment: lens-meetings, status: planned}
  - {date: 2022-06-01, commitment: lens-meetings, status: under-way}
""",
    "data/partners.yaml": b"""regions:
  - {id: olomouc, title: Olomouc, domains: [{title: Optika}], centre: {name: Centrum}, strategy: {title: S}}
partners:
  - {id: photon, name: Photon, kind: cluster, country: DE}
""",
    "data/services.yaml": b"""services:
  - {id: advice, title: Rada, what: Rada}
calls:
  - {id: call, title: Aufruf, closes: 2022-12-10}
""",
    "data/projects.yaml": b"""projects:
  - {id: light, title: Light}
""",
    "data/search.yaml": b"""synonyms:
  - {words: {cs: brejle}, means: {cs: optika}}
  - {words: {cs: seznamka}, page: about.md}
""",
    "data/redirects.yaml": b"""redirects:
  - {old: /old/, to: light-day}
  - {old: /en/older/, to: /old/}
""",
}
"""Files that the miniature lacks."""


class Project:
    """A copy of the miniature in a folder, as of a moment."""

    def __init__(self, folder: Path, changes: Changes | None = None) -> None:
        self.path = copy_of_miniature(folder)
        self.moment = FIRST_OF_NOVEMBER
        self.change(changes or {})

    def on(self, day: date) -> None:
        self.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))

    def at(self, moment: datetime) -> Project:
        self.moment = str(int(moment.timestamp()))
        return self

    def change(self, changes: Changes) -> dict[str, bytes | None]:
        """Write files, and say what was there before."""
        before: dict[str, bytes | None] = {}
        for name, content in changes.items():
            path = self.path / name
            before[name] = path.read_bytes() if path.exists() else None
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        return before

    def built(self) -> Result:
        """The files of the site after a build, or what is wrong; then the site is as it was."""
        return self._built(self.path)

    def built_from_nothing(self) -> Result:
        """The same without a cache and without a site that was there before."""
        clean = self.path.parent / "clean"
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(self.path, clean, ignore=shutil.ignore_patterns("site", ".cache"))
        return self._built(never_built(clean))

    def _built(self, project: Path) -> Result:
        was = files(project / "site") if (project / "site").exists() else {}
        with self.environment():
            try:
                build(project, project / "site")
            except Exception as error:  # whether it ends well is for other tests: here, two must end alike
                assert not was or files(project / "site") == was, "a build that failed has changed the site"
                return repr(error).replace(str(project), "")
        return files(project / "site")

    @contextmanager
    def environment(self) -> Iterator[None]:
        with mock.patch.dict(os.environ, SOURCE_DATE_EPOCH=self.moment, NO_MKDOCS_2_WARNING="1"):
            yield

    def stale(self) -> list[str]:
        """What is not as it would be if the site were built from nothing."""
        return differences(self.built(), self.built_from_nothing())


def differences(one: Result, other: Result) -> list[str]:
    """Paths of two sites, or what is wrong with each, if that is not the same."""
    if isinstance(one, str) or isinstance(other, str):
        return (
            []
            if one == other
            else [f"{each:.500}" if isinstance(each, str) else "a site" for each in (one, other)]
        )
    return different(one, other)


def edits(sources: Sources) -> list[Edit]:
    """Every edit of the sources, the invalid ones, too."""
    ids = tuple(ids_of(sources))
    found = [edit for path, content in sorted(sources.items()) for edit in _edits_of(path, content, ids)]
    return [*found, *edits_of_files(dict(sorted(sources.items())))]


@cache
def _edits_of(path: str, content: bytes, ids: tuple[str, ...]) -> list[Edit]:
    return list(edits_of(path, content, [*ids]))


def by_field(found: list[Edit]) -> dict[str, list[Edit]]:
    fields: dict[str, list[Edit]] = {}
    for edit in found:
        fields.setdefault(edit.field, []).append(edit)
    return dict(sorted(fields.items()))


def first_valid(sources: Sources, possible: Iterable[Edit]) -> Edit | None:
    return next((edit for edit in possible if is_valid(edit.of(sources))), None)


def any_valid(sources: Sources, possible: Sequence[Edit]) -> Edit | None:
    """One that is valid, if there is any. The first edits are of one place, with an id of each kind; if none
    of them is, one of those elsewhere is soon found by chance."""
    mixed = Random(1).sample(possible, len(possible))
    return first_valid(sources, (each for pair in zip(possible, mixed, strict=True) for each in pair))
