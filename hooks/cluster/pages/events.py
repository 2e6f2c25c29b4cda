"""The pages of the calendar: its list, months, years and kinds, how to subscribe, and each event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from cluster.calendars.subscriptions import calendars_of
from cluster.content.calendar_entries import Entry, Month, Shelf, coming, occurring, once, past
from cluster.content.events import Event
from cluster.content.plan import Promise
from cluster.content.version import Voice
from cluster.dates import format_month
from cluster.language import Text
from cluster.pages.page import Page, neighbours, page_of


class Group(NamedTuple):
    """Entries under one heading of a list."""

    label: str
    """`říjen 2022`, `podzim 2021`, or that there is no date."""
    entries: list[Entry]


class View(NamedTuple):
    """A way to look at the calendar."""

    word: str
    """The key of the interface's word for it."""
    address: str


def pages_of_events(voice: Voice) -> Iterator[Page]:
    """The calendar's pages and those of all events."""
    site, views = voice.site, _views(voice)
    yield _list(voice, views)
    yield from _months(voice, views)
    yield from _years(voice, views)
    for kind in site.kinds:
        yield _kind(voice, views, kind)
    yield page_of(
        voice,
        "events/subscribe/",
        "subscribe",
        word="subscribe_calendar",
        about=lambda: voice.words["calendars_lead"],
        above=("events/",),
        views=views,
        calendars=calendars_of(voice),
    )
    for event in site.events:
        yield _event(voice, event)


# ---- Lists --------------------------------------------------------------------------------------------


def ahead_and_over(voice: Voice, shelf: Shelf) -> dict[str, Any]:
    """Entries as short lists show them: each event once, at its next or else at its last date."""
    entries = voice.site.entries_on(shelf)
    ahead = once(coming(entries, voice.today))
    there = {entry.event.id for entry in ahead}
    over = once(entry for entry in past(entries, voice.today) if entry.event.id not in there)
    return {"coming": ahead, "past": over}


def entry_of(event: Event) -> Entry:
    """The event as lists show it beside other things."""
    return Entry(event=event, when=event.when)


def _list(voice: Voice, views: list[View]) -> Page:
    site = voice.site
    plans = site.plans
    calendars = {each.shelf: each.path for each in calendars_of(voice)}
    return page_of(
        voice,
        "events/",
        "events",
        word="events",
        views=views,
        kinds=site.kinds,
        feeds=[(voice.word("announced_events"), "events/")],
        choices={
            "pillar": [(each.id, each.title, calendars["pillar", each.id]) for each in plans.pillars],
            "group": [(each.id, each.title, calendars["group", each.id]) for each in plans.working_groups],
            "kind": [(each, voice.words[f"kinds_{each}"], calendars["kind", each]) for each in site.kinds],
        },
        calendar=calendars["all", ""],
        **_groups(voice, ("all", "")),
    )


def _groups(voice: Voice, shelf: Shelf) -> dict[str, Any]:
    """The entries ahead and those over, by month."""
    entries, today = voice.site.entries_on(shelf), voice.today
    return {
        "coming": list(_by_month(voice, coming(entries, today))),
        "past": list(_by_month(voice, past(entries, today))),
    }


def _by_month(voice: Voice, entries: Iterable[Entry]) -> Iterator[Group]:
    group = Group("", [])
    for entry in entries:
        label = _label(voice, entry)
        if label != group.label:
            if group.entries:
                yield group
            group = Group(label, [])
        group.entries.append(entry)
    if group.entries:
        yield group


def _label(voice: Voice, entry: Entry) -> str:
    if entry.when is None:
        return voice.words["without_date"]
    if entry.when.is_exact:
        return format_month(entry.when.starts.replace(day=1), language=voice.language)
    return voice.date_of(entry.when)


def _kind(voice: Voice, views: list[View], kind: str) -> Page:
    return page_of(
        voice,
        f"events/kinds/{kind}/",
        "kind",
        title=_said(voice, voice.words[f"kinds_{kind}"]),
        above=("events/",),
        feeds=[(voice.word("kinds_deadline"), "events/kinds/deadline/")] if kind == "deadline" else [],
        views=views,
        kinds=voice.site.kinds,
        of_kind=kind,
        **_groups(voice, ("kind", kind)),
    )


def _said(voice: Voice, text: str) -> Text:
    """A title that is made in the page's own language."""
    return Text.of(**{voice.language: text[:1].upper() + text[1:]})


# ---- Months and years ---------------------------------------------------------------------------------


def _views(voice: Voice) -> list[View]:
    """The calendar's views: the month and the year are those of the next entry, else of the last."""
    site, today = voice.site, voice.today
    month = _nearest(site.months, [each.first >= today.replace(day=1) for each in site.months])
    year = _nearest(site.years, [each.year >= today.year for each in site.years])
    return [
        View("view_list", "events/"),
        *([View("view_month", month.address)] if month else []),
        *([View("view_year", year.address)] if year else []),
        View("view_subscribe", "events/subscribe/"),
    ]


def _nearest(things: Sequence[Any], are_ahead: Sequence[bool]) -> Any:
    """The first that is ahead, else the last, else None."""
    ahead = (thing for thing, is_ahead in zip(things, are_ahead, strict=True) if is_ahead)
    return next(ahead, things[-1] if things else None)


def _months(voice: Voice, views: list[View]) -> Iterator[Page]:
    def name(month: Month) -> str:
        return format_month(month.first, language=voice.language)

    for index, month in enumerate(voice.site.months):
        yield page_of(
            voice,
            month.address,
            "month",
            title=_said(voice, name(month)),
            about=partial(_about_month, name(month), voice),
            above=("events/",),
            views=views,
            month=month,
            weeks=list(month.weeks()),
            weekdays=[date(2024, 1, day) for day in range(1, 8)],
            year=f"events/{month.first.year}/",
            **neighbours(voice.site.months, index, ("earlier", "later"), name),
        )


def _about_month(name: str, voice: Voice) -> str:
    return voice.words["month_description"].format(month=name)


def _years(voice: Voice, views: list[View]) -> Iterator[Page]:
    for index, year in enumerate(voice.site.years):
        yield page_of(
            voice,
            year.address,
            "year",
            title=_said(voice, voice.words["events_of_year"].format(year=year.year)),
            above=("events/",),
            views=views,
            calendar_year=year,
            grids=[month.address for month in voice.site.months],
            **neighbours(voice.site.years, index, ("earlier", "later"), lambda each: str(each.year)),
        )


# ---- Events -------------------------------------------------------------------------------------------


def _event(voice: Voice, event: Event) -> Page:
    entries = occurring(event)
    ahead = coming(entries, voice.today)
    return page_of(
        voice,
        event.address,
        "event",
        title=event.title,
        dated=event,
        about=partial(_about_event, event, voice),
        texts=(event.title, event.summary),
        above=("events/",),
        feeds=[voice.feed_of_pillar(id) for id in event.pillars],
        bodies=event.bodies,
        event=event,
        over=event.is_over(voice.today),
        dates=[each for each in entries if not each.closes] if len(event.dates) > 1 else [],
        next=next((each for each in ahead if not each.closes), None),
        deadline=next((each for each in ahead if each.closes), None),
        activities=addressed(voice, voice.site.promises_at(event)),
        posts=voice.site.posts_about(event),
    )


def _about_event(event: Event, voice: Voice) -> str:
    """When and where it is, and what it is about."""
    texts = (event.place, event.summary) if event.when else (event.when_note, event.place, event.summary)
    facts = [voice.when(event, short=True), *(str(voice.say(text)).rstrip(".") for text in texts if text)]
    return ". ".join(fact for fact in facts if fact) + "."


def addressed(voice: Voice, promises: Iterable[Promise]) -> list[tuple[Text, str]]:
    """Titles of promises of the plan, and where they can be read."""
    return [(each.title, voice.site.plans.address_of(each)) for each in promises]
