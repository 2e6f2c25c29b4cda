"""Of which day the newest content of each page is, as far as dates in the sources tell: for the footer, and
for search engines.

The day of a build is no change of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from cluster.content.events import Event
from cluster.content.item import Item
from cluster.content.news import Post
from cluster.content.site import Site
from cluster.content.sources import Source
from cluster.dates import When, on_day

_SHOWN_IN = {
    "pillars": "pillars/",
    "working_groups": "working-groups/",
    "tags": "news/tags/",
    "members": "members/",
    "joint_with": "partners/",
    "projects": "projects/",
}
"""The folders of the pages that show an item, by the field in which it has their ids."""


def last_changes(site: Site, today: date) -> Mapping[str, date]:
    """The day of the last change of each page, by its address; without the pages of which it is not known."""
    found: dict[str, date] = {}
    for address, day in _changes(site, today):
        found[address] = max(day, found.get(address, day))
    return found


def _changes(site: Site, today: date) -> Iterator[tuple[str, date]]:
    for item in site.all:
        if days := [day for day in _days(item.changed_on) if day <= today]:
            last = max(days)
            yield from ((address, last) for address in (*_addresses(item), *_proven_on(item, site)))
    yield from (("plan/changes/", each.date) for each in site.days_of_change if each.date <= today)


def _addresses(item: Item) -> Iterator[str]:
    """The pages that show an item: its own, the list above it, those of its subjects, and the home page if
    that has the latest."""
    address: str = getattr(item, "address", "")
    folder, slash, _ = address.rstrip("/").rpartition("/")
    yield from (each for each in (address, folder + slash) if each)
    if isinstance(item, Post) or (isinstance(item, Event) and item.kind != "deadline"):
        yield ""
    if isinstance(item, Event):
        yield "events/"  # also the last day of a call, whose page is another
    for field, shown_in in _SHOWN_IN.items():
        yield from (f"{shown_in}{id}/" for id in getattr(item, field, ()))


def _proven_on(item: Item, site: Site) -> Iterator[str]:
    """The pages that show an item as evidence of commitments."""
    plans = site.plans
    for id in (*getattr(item, "fulfils", ()), *getattr(item, "fulfils_in_part", ())):
        if commitment := plans.commitment_of_id.get(id):
            plan = plans.plan_of(commitment)
            yield from (plans.page_of(plan), plans.progress_of(plan))
            yield plans.address_of(commitment).partition("#")[0]


def newest(known: date | None, sources: Sequence[Source], today: date) -> date | None:
    """The day of a page's newest content: one that cites a source is not older than that. A source alone does
    not tell when the page was written."""
    if not known or not sources:
        return known
    return max([known, *(day for day in _days(each.when for each in sources) if day <= today)])


def _days(changed_on: Iterable[When | date | None]) -> Iterator[date]:
    """Those that are exact to the day; of several days, the last one."""
    for each in changed_on:
        when = on_day(each) if isinstance(each, date) else each
        if when and when.is_exact:
            yield when.ends
