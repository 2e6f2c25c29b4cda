"""Pages of what goes out beside the website: subscriptions, newsletter, press, changes of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from cluster.content.calendar_entries import Entry
from cluster.content.newsletter import Edition
from cluster.content.plan import Promise
from cluster.content.plan_changes import Change
from cluster.content.plan_history import Day
from cluster.content.version import ToldChange, Voice
from cluster.feeds.announcements import Announcement, Announcements
from cluster.feeds.subscriptions import FORMATS, Channel, channels_of
from cluster.language import Phrase
from cluster.pages.events import entry_of
from cluster.pages.page import Page, neighbours, page_of

NEWEST = 3
"""How many items of a feed are shown where it is offered."""


class Offer(NamedTuple):
    """A feed to subscribe to, with what it last told."""

    channel: Channel
    newest: list[tuple[Phrase, str]]
    """Titles and addresses."""


def pages_of_media(voice: Voice) -> Iterator[Page]:
    """The pages of subscriptions, of the newsletter, for the media and of changes of the plan."""
    site = voice.site
    yield page_of(
        voice,
        "subscribe/",
        "feeds",
        word="subscriptions",
        about=lambda: voice.words["subscriptions_lead"],
        offers=_offers(voice),
        formats=FORMATS,
    )
    yield page_of(
        voice,
        "press/",
        "press",
        word="press",
        about=lambda: voice.words["press_lead"],
        posts=site.posts[:6],
        figures=voice.figures,
        counts={"events": len(site.events), "news": len(site.posts)},
    )
    yield page_of(
        voice,
        "newsletter/",
        "newsletter",
        word="newsletter",
        about=lambda: voice.words["newsletter_lead"],
        feeds=[(voice.word("newsletter"), "newsletter/")],
        editions=site.editions,
    )
    for index, edition in enumerate(site.editions):
        beside = neighbours(site.editions, index, ("newer", "older"), attrgetter("title"))
        yield _edition(voice, edition, beside)
    yield page_of(
        voice,
        "plan/changes/",
        "changes",
        word="plan_changes",
        about=lambda: voice.words["plan_changes_lead"],
        above=("plan/",),
        feeds=[(voice.word("plan_changes"), "plan/changes/")],
        changes=_changes(voice),
    )


class DayOfChange(NamedTuple):
    """What a day has brought to the plan."""

    date: date
    decided: list[tuple[Change, Promise | None, str]]
    """Changes that somebody wrote down, the promise of each and its address."""
    recorded: list[ToldChange]
    """Those that the program found."""


def _changes(voice: Voice) -> list[DayOfChange]:
    """By day, the latest first."""
    site = voice.site
    days = {*(each.date for each in site.changes), *(each.date for each in site.days_of_change)}
    found = {day: DayOfChange(day, [], []) for day in sorted(days, reverse=True)}
    for change in site.changes:
        activity = site.activity(change.activity or "")
        address = site.plans.address_of(activity) if activity else ""
        found[change.date].decided.append((change, activity, address))
    for day in site.days_of_change:
        found[day.date].recorded.extend(voice.changes_on(day))
    return list(found.values())


def _offers(voice: Voice) -> list[Offer]:
    told = Announcements(voice.site, voice.language, voice.today).on
    return [
        Offer(each, [_newest(one, voice) for one in told.get(each.shelf, [])[:NEWEST]])
        for each in channels_of(voice)
    ]


def _newest(told: Announcement, voice: Voice) -> tuple[Phrase, str]:
    if isinstance(told.of, Entry):
        return Phrase(voice.title_of(told.of), voice.language), told.address
    if isinstance(told.of, Day):
        return Phrase(voice.title_of_day(told.of), voice.language), told.address
    return voice.say(told.of.title), told.address


def _edition(voice: Voice, edition: Edition, beside: dict[str, Any]) -> Page:
    site = voice.site
    return page_of(
        voice,
        edition.address,
        "edition",
        title=edition.title,
        about=lambda: str(voice.say(edition.summary)),
        texts=(edition.title, edition.summary),
        above=("newsletter/",),
        feeds=[(voice.word("newsletter"), "newsletter/")],
        bodies=edition.bodies,
        edition=edition,
        posts=site.news_in(edition),
        events=[entry_of(event) for event in site.events_in(edition)],
        **beside,
    )
