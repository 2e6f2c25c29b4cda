"""The files of data/ of a new project: what is known of the cluster, and a commented draft of all else."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cluster.content.commitments import Activity, WorkingGroup
from cluster.content.kinds import KINDS, Kind
from cluster.content.look import Look
from cluster.content.organisation import Cluster
from cluster.content.plan import Goal, Pillar
from cluster.office.entries.draft import draft_of
from cluster.office.new_site.answers import NewPillar, NewSite
from cluster.office.new_site.texts import Texts, commented
from cluster.office.tables.scalars import WIDTH, block, one_line
from cluster.reading.descriptions import Descriptions
from cluster.sentences import finished

BY_PROGRAM = ("record", "change")
"""Kinds of which a new cluster has nothing to draft: they tell what became of a plan."""

PARTS = ("goals", "goal_activities", "pillar_development", "pillar_activities")
"""The parts of a plan that have headings."""


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Writes the files of data/ of a new cluster."""

    site: NewSite
    texts: Texts
    words: Descriptions
    """In the first language of the site."""

    def all(self) -> Iterator[tuple[str, str]]:
        """The files, each after its path."""
        yield "data/cluster.yaml", self.cluster()
        yield "data/plan.yaml", self.plan()
        for file in dict.fromkeys(kind.file for kind in self._kinds()):
            yield file, self.lists([kind for kind in self._kinds() if kind.file == file])

    def _kinds(self) -> Iterator[Kind]:
        return (kind for kind in KINDS if kind.file and kind.name not in BY_PROGRAM)

    def cluster(self) -> str:
        """data/cluster.yaml."""
        site, languages = self.site, self.site.languages
        values = {f"name.{languages[0]}": site.name, "abbreviation": site.abbreviation}
        values["time_zone"] = site.time_zone
        texts = {name: self._versions(name, getattr(site, name)) for name in ("claim", "lead")}
        draft = self._draft(Cluster, values, texts, self.words)
        if site.colors:
            look = draft_of(Look, {"pillars": [*site.colors]}, self.words, languages)
            draft = re.sub(r"^# look:.*\n(?:# #.*\n)*", "", draft, flags=re.M)
            draft += f"look:\n{textwrap.indent(look, '  ')}"
        return self._head(self.words.hint(Cluster)) + draft

    def _versions(self, key: str, given: Mapping[str, str]) -> Mapping[str, str]:
        """What was said, or else what holds for any cluster, by language; some may be missing."""
        languages = self.site.languages
        wanted = languages[:1] if given else languages
        return {each: self._said(key, each, name=self.site.name) for each in wanted} | dict(given)

    def _draft(
        self,
        cls: Any,
        values: Mapping[str, str],
        texts: Mapping[str, Mapping[str, str]],
        words: Descriptions | None,
    ) -> str:
        """An item with texts by field and language; a language that is missing has a commented line."""
        languages = self.site.languages
        columns = {
            f"{key}.{each}": text for key, versions in texts.items() for each, text in versions.items()
        }
        draft = draft_of(cls, {**values, **columns}, words, languages)
        for name, versions in texts.items():
            if len(versions) < len(languages):
                own = {f"{name}.{each}": text for each, text in versions.items()}
                whole = f"{name}:\n{''.join(_version(each, versions.get(each, '')) for each in languages)}"
                draft = draft.replace(draft_of(cls, own, None, languages), whole, 1)
        return draft

    def plan(self) -> str:
        """data/plan.yaml."""
        site, languages = self.site, self.site.languages
        title = self.texts.flow("plan_title", languages, year=site.today.year)
        lines = [f"year: {site.today.year}\n", f"title: {title}\n", "headings:\n"]
        lines += [f"  {part}: {self.texts.flow(f'plan_{part}', languages)}\n" for part in PARTS]
        drafts = (("goals", Goal), ("pillar_development", Activity), ("working_groups", WorkingGroup))
        lines += [f"\n# {key}:\n{self._commented(cls)}" for key, cls in drafts]
        lines += ["\npillars:\n"] if site.pillars else [f"\n# pillars:\n{self._commented(Pillar)}"]
        lines += [self._pillar(number, each) for number, each in enumerate(site.pillars, start=1)]
        return self._head(self._said("plan_manual", languages[0])) + "".join(lines)

    def _pillar(self, number: int, pillar: NewPillar) -> str:
        """A pillar; the first one with what else can be written about it."""
        values = {"id": pillar.id, "number": str(number)}
        titles = pillar.titles(self.site.languages[0])
        draft = self._draft(Pillar, values, {"title": titles}, self.words if number == 1 else None)
        return "  - " + textwrap.indent(draft, "    ")[4:]

    def lists(self, kinds: list[Kind]) -> str:
        """A file with empty lists, below each of which an entry is drafted."""
        parts = [f"{kind.key}: []\n{self._commented(kind.cls)}" for kind in kinds]
        return self._head(self._said("list_manual", self.site.languages[0])) + "\n".join(parts)

    def _commented(self, cls: Any) -> str:
        """An entry of a list as comments, with the meaning of each field."""
        draft = draft_of(cls, {}, self.words, self.site.languages)
        lines = [line.removeprefix("# ") for line in draft.splitlines()]
        return "".join(f"#   {' ' if number else '-'} {line}\n" for number, line in enumerate(lines))

    def _head(self, about: str) -> str:
        """The comment at the top of a file: what it is, and how texts and dates are written."""
        languages = self.site.languages
        example = one_line(self._said("example_title", languages[0]))
        form = f"{{{', '.join(f'{each}: …' for each in languages)}}}" if len(languages) > 1 else example
        written = self._said("data_manual", languages[0], form=form, main=languages[0])
        texts = [finished(text, languages[0]) for text in (about, written)]
        return commented(line for text in texts for line in text.split("\n") if line) + "\n\n"

    def _said(self, key: str, language: str, **values: Any) -> str:
        return self.texts.text(key, language, **values)


def _version(language: str, text: str) -> str:
    """A line of a text in several languages, or one to be filled in and to lose its `#`."""
    if not text:
        return f"  # {language}:\n"
    line = f"  {language}: {one_line(text, is_text=True)}"
    return f"{line}\n" if len(line) <= WIDTH else f"  {language}: {block(text, 4)}\n"
