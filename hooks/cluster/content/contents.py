"""All content of a site, stored by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from cluster.content.documents import Document
from cluster.content.identity import Identity
from cluster.content.item import Item
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plan_changes import Change
from cluster.content.plan_history import ChangeDay, Record, days_of_change
from cluster.content.plans import Plans
from cluster.content.sources import Source, cited, key_of
from cluster.content.text_pages import TextPage
from cluster.frozen import frozen
from cluster.language import Languages, Text
from cluster.pictures.model import Picture
from cluster.reading.labels import plain
from cluster.reading.markdown import Mention
from cluster.reading.scalar_types import Link


class Recorded(NamedTuple):
    """An address that the site has published, in addresses.txt."""

    path: str
    """Below the site: `en/events/`."""
    line: int


I = TypeVar("I", bound=Item)  # noqa: E741


@frozen
class Contents:
    """The valid content of a site, in all its languages."""

    languages: Languages
    cluster: Cluster
    plans: Plans
    identity: Identity | None
    """What ids are made of; None before the first build has recorded it."""
    items: Mapping[type[Item], tuple[Any, ...]]
    """The items of each kind by class, in the kind's order; see `content/kinds.py`."""
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """The pictures on pages, by path below docs/."""
    files: frozenset[str] = frozenset()
    """The paths below docs/ of all files that are not Markdown."""
    links_of_data: tuple[Mention, ...] = ()
    """The web addresses in the values of data/; those of documents are among their mentions."""
    site_url: str = ""
    """The site's absolute address, by which links to it are told from others; ends in `/`. Empty
    if it does not matter."""
    logos: tuple[str, ...] = ()
    """The paths below the site of its own logos: that on light grounds and that on dark ones."""
    grounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The grounds on which each logo is seen, `light` and `dark`, by its path."""
    recorded: tuple[Recorded, ...] = ()
    """All that was ever published; empty if no build has recorded it yet."""
    unread: Mapping[str, bytes] = field(default_factory=dict)
    """The files with problems, of whose items some or all are missing, each with what it holds."""
    theme_files: frozenset[str] | None = None
    """The paths below the site of the theme's files; None if they are unknown, as plugins may add some."""

    def of(self, cls: type[I]) -> tuple[I, ...]:
        """All items of a kind, in its order."""
        return self.items.get(cls, ())

    def find(self, cls: type[I], id: str | None) -> I | None:
        """The item of a kind with an id."""
        return self.by_id(cls).get(id or "")

    def by_id(self, cls: type[I]) -> Mapping[str, I]:
        """All items of a kind that has ids."""
        if cls not in self._by_id:
            self._by_id[cls] = {each.id: each for each in self.of(cls)}  # type: ignore[attr-defined]
        return self._by_id[cls]

    @cached_property
    def _by_id(self) -> dict[type[Item], dict[str, Any]]:
        return {}

    @cached_property
    def _source_of(self) -> Mapping[str, Source]:
        return {key_of(each.link): each for each in self.of(Source)}

    def cited(self, links: Iterable[Link]) -> tuple[Source, ...]:
        """What is known of the sources at some addresses, each once."""
        return cited(links, self._source_of)

    @cached_property
    def all(self) -> list[Item]:
        """The items of all kinds."""
        return [item for items in self.items.values() for item in items]

    @cached_property
    def ids_by_title(self) -> Mapping[str, frozenset[str]]:
        """The ids of all that has a title or a name in it, in `labels.plain` letters, in any language."""
        found: dict[str, set[str]] = {}
        parts = (*self.plans.pillars, *self.plans.working_groups, *self.plans.activities)
        for each in (*self.all, *parts, *self.cluster.tags, *self.cluster.fields_of_work):
            texts = [getattr(each, name, None) for name in ("title", "name", "short_name")]
            for title in (text for each in texts if isinstance(each, Text) for _, text in each.versions):
                found.setdefault(plain(title), set()).add(getattr(each, "id", ""))
        return {title: frozenset(ids) for title, ids in found.items()}

    @property
    def plan(self) -> Plan:
        """The plan in force."""
        return self.plans.current

    @property
    def changes(self) -> tuple[Change, ...]:
        """Changes to the plan, newest first."""
        return self.of(Change)

    @property
    def records(self) -> tuple[Record, ...]:
        """Records of statuses and dates, in the order of time."""
        return self.of(Record)

    @cached_property
    def days_of_change(self) -> tuple[ChangeDay, ...]:
        """The days with recorded changes of a status or a date, latest first."""
        return days_of_change(self.records)

    @property
    def has_changes(self) -> bool:
        """Whether the plan has changed since it was approved."""
        return bool(self.changes or self.days_of_change)

    @property
    def has_excellence(self) -> bool:
        """Whether the page of quality labels has a label or a text."""
        is_written = any(each.address == "excellence/" for each in self.of(TextPage))
        return is_written or any(each.kind == "label" for each in self.cluster.awards)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The cluster's time zone."""
        return ZoneInfo(self.cluster.time_zone)

    def start_of(self, day: date) -> datetime:
        """The first moment of a day in the cluster's time zone."""
        return datetime.combine(day, time.min, self.zone)

    @cached_property
    def documents(self) -> list[Document]:
        """The items of all kinds that are Markdown documents; events of plans are among them."""
        return [item for item in self.all if isinstance(item, Document)]
