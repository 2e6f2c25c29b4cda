"""The calendar's pages (list, months, years, kinds, subscriptions) and a page for each event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from typing import Any, NamedTuple

from cluster.calendars.subscriptions import Calendar, calendars_of
from cluster.content.calendar_entries import (
    CalendarEntry,
    Shelf,
    coming,
    deadline_of,
    is_only_planned,
    next_on,
    once,
)
from cluster.content.calendar_months import Month
from cluster.content.events import Event
from cluster.content.listing import Linked, Organisation, linked
from cluster.content.members import Member
from cluster.content.partners import Partner
from cluster.content.version import SiteVersion, Version
from cluster.content.where import where_of
from cluster.date_formats import format_month
from cluster.dates import in_order
from cluster.language import Text
from cluster.pages.lists import addressed, by_month
from cluster.pages.page import Page, neighbours, page_of
from cluster.reading.scalar_types import Id


class View(NamedTuple):
    """A view of the calendar: list, month, year or subscriptions."""

    word: str
    """The key of its name in the interface's words."""
    address: str


def pages_of_events(version: SiteVersion) -> Iterator[Page]:
    """The calendar's pages, then those of all events."""
    site, views = version.site, _views(version)
    listed = by_month(version, ("all", ""))
    shown = [entry for groups in listed.values() for group in groups for entry in group.entries]
    used = {entry.kind for entry in shown}
    kinds = [kind for kind in site.kinds if kind in used]
    yield _list(version, views, kinds, shown, listed)
    yield from _months(version)
    yield from _years(version)
    for kind in site.kinds:
        yield _kind(version, views, kinds, kind)
    yield page_of(
        version,
        "events/subscribe/",
        "subscribe",
        word="calendar_subscriptions",
        about=version.word("calendars_lead"),
        above=("events/",),
        views=views,
        calendars=_calendars_of_parts(version),
    )
    ahead = next_on(site.entries, version.now)
    next_of = cache(partial(_next_on, ahead))  # many events are on the same shelves
    for event in site.events:
        if not event.page:
            yield _event(version, event, next_of)


def _calendars_of_parts(version: SiteVersion) -> list[Calendar]:
    """The calendars of pillars, groups and kinds that have something."""
    found = calendars_of(version)
    return [each for each in found if each.shelf[0] != "all" and version.site.entries_on(each.shelf)]


# ---- Lists --------------------------------------------------------------------------------------------


def _list(
    version: SiteVersion,
    views: list[View],
    kinds: list[str],
    shown: list[CalendarEntry],
    listed: dict[str, Any],
) -> Page:
    """The list of the entries `shown`; only what they have is offered as a filter."""
    plans = version.site.plans
    calendars = {each.shelf: each.path for each in calendars_of(version)}
    pillars = {id for entry in shown for id in entry.event.pillars}
    groups = {id for entry in shown for id in entry.event.working_groups}
    return page_of(
        version,
        "events/",
        "events",
        word="events",
        views=views,
        kinds=kinds,
        feeds=[(version.word("announced_events"), "events/")],
        choices={
            "pillar": [
                (each.id, each.title, calendars["pillar", each.id])
                for each in plans.pillars
                if each.id in pillars
            ],
            "group": [
                (each.id, each.title, calendars["group", each.id])
                for each in plans.working_groups
                if each.id in groups
            ],
            "kind": [(each, version.words[f"kinds_{each}"], calendars["kind", each]) for each in kinds],
        },
        by_mode=any(entry.event.online for entry in shown),
        by_place=any(entry.event.place for entry in shown),
        by_time=bool(listed["coming"]),
        calendar=calendars["all", ""],
        **listed,
    )


def _kind(version: SiteVersion, views: list[View], kinds: list[str], kind: str) -> Page:
    return page_of(
        version,
        f"events/kinds/{kind}/",
        "kind",
        title=_title(version, version.words[f"kinds_{kind}"]),
        above=("events/",),
        feeds=[(version.word("kinds_deadline"), "events/kinds/deadline/")] if kind == "deadline" else [],
        views=views,
        kinds=kinds,
        of_kind=kind,
        **by_month(version, ("kind", kind)),
    )


def _title(version: SiteVersion, text: str) -> Text:
    """A title that is generated in the page's own language."""
    return Text.of(**{version.language: text[:1].upper() + text[1:]})


# ---- Months and years ---------------------------------------------------------------------------------


def _views(version: SiteVersion, around: int | None = None) -> list[View]:
    """The calendar's views. Month and year open at the next entry or, if all are over, at the last; from a
    page of the year `around`, in that year."""
    site, today = version.site, version.today
    months = [each for each in site.months if around in (None, each.first.year)]
    years = [each for each in site.years if around in (None, each.year)]
    month = _nearest(months, [each.first >= today.replace(day=1) for each in months])
    year = _nearest(years, [each.year >= today.year for each in years])
    return _views_with(month.address if month else "", year.address if year else "")


def _views_with(month: str, year: str) -> list[View]:
    """The views with a month and a year, by their addresses; `` for one that the calendar has not."""
    found = {
        "view_list": "events/",
        "view_month": month,
        "view_year": year,
        "view_subscribe": "events/subscribe/",
    }
    return [View(name, address) for name, address in found.items() if address]


def _nearest(things: Sequence[Any], are_ahead: Sequence[bool]) -> Any:
    """The first thing that is ahead, else the last one, else None."""
    ahead = (thing for thing, is_ahead in zip(things, are_ahead, strict=True) if is_ahead)
    return next(ahead, things[-1] if things else None)


def _months(version: SiteVersion) -> Iterator[Page]:
    def name(month: Month) -> str:
        return format_month(month.first, language=version.language)

    planned = _only_planned(version)
    for index, month in enumerate(version.site.months):
        year = f"events/{month.first.year}/"
        yield page_of(
            version,
            month.address,
            "month",
            title=_title(version, name(month)),
            about=partial(_about_month, name(month)),
            above=("events/",),
            views=_views_with(month.address, year),
            month=month,
            weekdays=[date(2024, 1, day) for day in range(1, 8)],
            year=year,
            planned=planned,
            **neighbours(version.site.months, index, ("earlier", "later"), name),
        )


def _about_month(name: str, version: Version) -> str:
    return version.words["month_description"].format(month=name)


def _only_planned(version: SiteVersion) -> list[str]:
    """The ids of the entries ahead that are so far only in a plan."""
    return [each.id for each in version.site.entries_on(("all", "")) if is_only_planned(each, version.now)]


def _years(version: SiteVersion) -> Iterator[Page]:
    planned = _only_planned(version)
    for index, year in enumerate(version.site.years):
        yield page_of(
            version,
            year.address,
            "year",
            title=_title(version, version.words["events_of_year"].format(year=year.year)),
            above=("events/",),
            views=_views(version, year.year),
            calendar_year=year,
            grids=[month.address for month in version.site.months],
            planned=planned,
            **neighbours(version.site.years, index, ("earlier", "later"), lambda each: str(each.year)),
        )


# ---- Events -------------------------------------------------------------------------------------------


NextOf = Callable[[tuple[Shelf, ...]], list[CalendarEntry]]


def _event(version: SiteVersion, event: Event, next_of: NextOf) -> Page:
    entry, over = version.entry_of(event), event.is_over(version.now)
    deadline = deadline_of(event)
    return page_of(
        version,
        event.address,
        "event",
        title=event.title,
        dated=entry,
        about=partial(_about_event, entry),
        texts=(event.title, event.summary),
        above=("events/",),
        feeds=[version.feed_of_pillar(id) for id in event.pillars],
        bodies=event.bodies,
        links=event.sources,
        event=event,
        entry=entry,
        over=over,
        dates=event.dates if len(event.dates) > 1 else (),
        dates_to_come=event.dates if over else event.ahead(version.now),
        next=None if over else entry,
        deadline=next(iter(coming(deadline, version.now)), None),
        is_open=not over and _is_open(event, deadline, version.now),
        activities=addressed(version, version.site.commitments_at(event)),
        posts=version.site.posts_about(event),
        following=_following(event, next_of),
        members=_named(version, Member, event.members),
        joint=_named(version, Partner, event.joint_with),
    )


def _named(version: SiteVersion, cls: type[Organisation], ids: Iterable[Id]) -> tuple[Linked, ...]:
    """The members or partners with some ids that have pages, in the order in which an editor named them."""
    return tuple(linked(each) for id in ids if (each := version.site.find(cls, id)))


def _following(event: Event, next_of: NextOf) -> list[CalendarEntry]:
    """The next events of its pillars and working groups, or of the cluster for one of neither."""
    shelves = [("pillar", id) for id in event.pillars] + [("group", id) for id in event.working_groups]
    return [each for each in next_of(tuple(shelves or [("all", "")])) if each.event.id != event.id][:3]


def _next_on(
    ahead: Mapping[Shelf, Sequence[CalendarEntry]], shelves: tuple[Shelf, ...]
) -> list[CalendarEntry]:
    return once(in_order(entry for shelf in shelves for entry in ahead.get(shelf, ())))


def _is_open(event: Event, deadline: list[CalendarEntry], now: datetime) -> bool:
    """Whether people can still come to an event ahead: it takes place, and its registration is not over."""
    return event.state != "cancelled" and not any(each.is_over(now) for each in deadline)


def _about_event(entry: CalendarEntry, version: Version) -> str:
    """The description of an event: its state, date, place and summary."""
    event = entry.event
    facts = [version.change_of(event), version.when_of(entry, short=True)]
    facts += [text.rstrip(".") for text in (where_of(event, version), version.text_of(event.summary))]
    return ". ".join(fact for fact in facts if fact) + "."
