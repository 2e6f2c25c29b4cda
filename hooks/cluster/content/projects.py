"""Funded projects: entries of data/projects.yaml."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cluster.content.item import Reference, references_in
from cluster.content.listing import Titled
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.scalar_types import Id, Link

ProjectState = Literal["running", "coming", "undated", "finished"]


@frozen
class Project(Titled):
    """A funded project of the cluster, or one in which it takes part."""

    FOLDER = "projects/"

    programme: Text | None = None
    """The funding programme."""
    provider: Text | None = None
    """The authority that funds it."""
    code: str = ""
    """The registration number of the project."""
    role: Text | None = None
    """What the cluster does in it, such as coordinator or partner."""
    starts: When | None = None
    """The first day, or the month or year that is known of it."""
    ends: When | None = None
    """The last day, which still counts, or the month or year that is known of it."""
    period_note: Text | None = None
    """What is known about the period, in words; shown instead of its days."""
    budget: Text | None = None
    """The money that it gets."""
    text: Text | None = None
    """A few sentences: what it is about."""
    results: tuple[Text, ...] = ()
    """A list of what came of it, in a sentence each."""
    members: tuple[Id, ...] = ()
    """A list of ids of members that take part."""
    partners: tuple[Id, ...] = ()
    """A list of ids of partners in `data/partners.yaml` that take part."""
    others: tuple[Text, ...] = ()
    """A list of the names of others that take part."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of pillars to which it belongs."""
    homepage: Link | None = None
    """The address of its website."""

    def state(self, today: date) -> ProjectState:
        """Whether it surely runs on a day; `undated` if that is not known."""
        if self.ends and self.ends.ends < today:
            return "finished"
        if self.starts and self.starts.starts > today:
            return "coming"
        is_running = self.starts and self.ends and self.starts.ends <= today <= self.ends.starts
        return "running" if is_running else "undated"

    @property
    def references(self) -> list[Reference]:
        return references_in(self, {"members": Member, "partners": Partner})
