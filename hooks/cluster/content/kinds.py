"""The table of content kinds. Loading, visibility, checks and the storage of items iterate it.

Plans and data/cluster.yaml are not kinds: all other content refers to them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cached_property
from typing import Any

from cluster.content.deliverables import Deliverable
from cluster.content.documents import Document
from cluster.content.equipment import Equipment, Method, Quantity, Wish
from cluster.content.events import Event
from cluster.content.identity import Identity, sequenced
from cluster.content.item import Item
from cluster.content.listed_results import with_joint
from cluster.content.listing import Listing, by_heading
from cluster.content.members import Member
from cluster.content.news import Post, newest_first
from cluster.content.newsletter import Edition
from cluster.content.partners import Partner, Region
from cluster.content.plan import Plan
from cluster.content.plan_changes import Change
from cluster.content.plan_history import HISTORY, Record, in_order_of_time
from cluster.content.planned_events import with_planned
from cluster.content.projects import Project
from cluster.content.redirects import REDIRECTS, Redirect
from cluster.content.services import Call, Service
from cluster.content.sources import SOURCES, Source
from cluster.content.synonyms import SEARCH, Synonym
from cluster.content.text_pages import TextPage
from cluster.dates import in_order
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import Place
from cluster.reading.scalar_types import Id


@frozen
class Kind:
    """One kind of content, in Markdown files of docs/ or in one file of data/.

    The class decides when an item is published: `Item.moments`, `Document.draft`.
    """

    name: str
    """How problems name an item: `event` in `event 'open-day': …`."""
    phrase: str = ""
    """The name with its article, within a sentence: `an event`."""
    cls: type[Item]
    """The class of its items; its fields are the keys that an editor may write."""
    folder: str | None = None
    """The folder of its documents below docs/; `` for all files outside other kinds' folders."""
    texts: tuple[str, ...] = ("title", "summary")
    """The keys that the front matter of a translation may have."""
    has_head: bool = True
    """Whether its files must have front matter."""
    file: str = ""
    """The file of data/ with its items, perhaps with those of other kinds; `` if they are documents."""
    key: str = ""
    """The key of the list of items in that file."""
    has_ids: bool = True
    """Whether each item has an `id`."""
    order: Callable[[Iterable[Any]], Iterable[Any]] = tuple
    """Sorts items."""
    with_planned: Callable[[Iterable[Any], Iterable[Plan]], Iterable[Any]] = lambda items, plans: items
    """Adds the items that plans contain."""
    unread: Callable[[Id], Document | None] = lambda id: None
    """A stand-in for a file that could not be read, so that references to it are not reported as well."""

    @cached_property
    def fields(self) -> dict[str, bool]:
        """The names of the fields of its items, and whether they are required."""
        return {field.name: field.default is MISSING for field in fields(self.cls)}

    def arranged(self, items: Iterable[Any], plans: Iterable[Plan]) -> tuple[Any, ...]:
        """The items in order, with those of the plans."""
        return tuple(self.order(self.with_planned(items, plans)))


def _latest_first(things: Iterable[Any]) -> list[Any]:
    """Items with a day, latest first; items of the same day by id."""
    return sorted(sorted(things, key=lambda each: each.id), key=lambda each: each.date, reverse=True)


def _latest_wish_first(wishes: Iterable[Wish]) -> list[Wish]:
    return sorted(wishes, key=lambda each: (each.since, each.id), reverse=True)


def _last_closing_first(calls: Iterable[Call]) -> list[Call]:
    """Calls by their last day, latest first; those without one at the end."""
    return sorted(calls, key=lambda each: each.closes.sort_key if each.closes else (), reverse=True)


def _last_starting_first(projects: Iterable[Project]) -> list[Project]:
    """Projects by their first day, latest first; those without one at the end."""
    return sorted(projects, key=lambda each: each.starts.sort_key if each.starts else (), reverse=True)


MEMBERS, EQUIPMENT, SERVICES = "data/members.yaml", "data/equipment.yaml", "data/services.yaml"
PARTNERS, PROJECTS = "data/partners.yaml", "data/projects.yaml"

_UNREAD = Text.of(en="unread")

KINDS: tuple[Kind, ...] = (
    Kind(
        name="event",
        phrase="an event",
        cls=Event,
        folder="events",
        order=in_order,
        with_planned=with_planned,
        unread=lambda id: Event(
            id=id, title=_UNREAD, kind="meeting", when_note=_UNREAD, at=Place(f"docs/events/{id}.md", 1)
        ),
    ),
    Kind(
        name="news",
        phrase="a news item",
        cls=Post,
        folder="news",
        order=newest_first,
        unread=lambda id: Post(
            id=id, title=_UNREAD, summary=_UNREAD, date_note=_UNREAD, at=Place(f"docs/news/{id}.md", 1)
        ),
    ),
    Kind(name="edition", phrase="an edition", cls=Edition, folder="newsletter", order=_latest_first),
    Kind(
        name="page",
        phrase="a page",
        cls=TextPage,
        folder="",
        texts=("title", "description"),
        has_head=False,
        unread=lambda id: TextPage(id=id, at=Place(f"docs/{id}.md", 1)),
    ),
    Kind(name="change", cls=Change, file="data/changes.yaml", key="changes", order=_latest_first),
    Kind(name="deliverable", cls=Deliverable, file="data/deliverables.yaml", key="deliverables"),
    Kind(
        name="record",
        cls=Record,
        file=HISTORY,
        key="records",
        has_ids=False,
        order=in_order_of_time,
    ),
    Kind(name="member", cls=Member, file=MEMBERS, key="members", order=by_heading),
    Kind(name="equipment", cls=Equipment, file=EQUIPMENT, key="equipment", order=by_heading),
    Kind(name="method", cls=Method, file=EQUIPMENT, key="methods"),
    Kind(name="quantity", cls=Quantity, file=EQUIPMENT, key="quantities"),
    Kind(name="wish", cls=Wish, file=EQUIPMENT, key="wanted", order=_latest_wish_first),
    Kind(name="service", cls=Service, file=SERVICES, key="services"),
    Kind(name="call", cls=Call, file=SERVICES, key="calls", order=_last_closing_first),
    Kind(name="project", cls=Project, file=PROJECTS, key="projects", order=_last_starting_first),
    Kind(name="partner", cls=Partner, file=PARTNERS, key="partners", order=by_heading),
    Kind(name="region", cls=Region, file=PARTNERS, key="regions", order=by_heading),
    Kind(name="source", cls=Source, file=SOURCES, key="sources", has_ids=False),
    Kind(name="synonym", cls=Synonym, file=SEARCH, key="synonyms", has_ids=False),
    Kind(name="redirect", cls=Redirect, file=REDIRECTS, key="redirects", has_ids=False),
)
"""In the order in which checks and `Contents.documents` list them."""

LISTINGS: tuple[type[Listing], ...] = tuple(kind.cls for kind in KINDS if issubclass(kind.cls, Listing))
"""The classes whose items have a page each and a page with all of them."""

KIND_OF = {kind.cls: kind for kind in KINDS}


def arranged(
    items: Mapping[type[Item], Iterable[Any]], plans: Iterable[Plan], identity: Identity | None
) -> dict[type[Item], tuple[Any, ...]]:
    """The items of all kinds as `Contents` stores them."""
    plans = list(plans)
    found = {kind.cls: kind.arranged(items.get(kind.cls, ()), plans) for kind in KINDS}
    # items that were arranged before have the deadlines of calls already, also of those that are hidden now
    own = with_joint((each for each in found[Event] if not each.page), found[Partner], plans)
    deadlines = [call.deadline for call in found[Call] if call.deadline]
    events = in_order([*own, *deadlines]) if deadlines else own
    return found | {Event: sequenced(events, identity)}


_KIND_IN = {kind.folder: kind for kind in KINDS if kind.folder is not None}


def kind_at(path: str) -> tuple[Kind, Id]:
    """The kind and the id of a document, by its path below docs/ without `.md`: `news/x` is news `x`.

    The index of a kind's folder is a text page, shown above the generated list.
    """
    folder, _, name = path.partition("/")
    if folder in _KIND_IN and name not in ("", "index"):
        return _KIND_IN[folder], Id(name)
    return _KIND_IN[""], Id(path)


def kind_meant(keys: Collection[str], kind: Kind) -> Kind | None:
    """The kind of documents that front matter with these keys belongs to, if it is clearly not `kind`."""

    if all(key in kind.fields for key in keys):
        return None

    def known(each: Kind) -> int:
        return len(each.fields.keys() & set(keys))

    def is_whole(each: Kind) -> bool:
        return {"id", *keys}.issuperset(name for name, is_needed in each.fields.items() if is_needed)

    likely = [each for each in KINDS if each.folder and is_whole(each) and known(each) >= known(kind) + 2]
    return max(likely, key=known, default=None)


def label(item: Any) -> str:
    """How problems name an item: `event 'open-day'`, or `record` if the kind has no ids."""
    kind = KIND_OF[type(item)]
    return f"{kind.name} '{item.id}'" if kind.has_ids else kind.name
