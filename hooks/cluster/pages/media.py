"""The pages of subscriptions, press, newsletter and changes to the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.commitments import Commitment
from cluster.content.key_figures import key_figures
from cluster.content.listing import Listing
from cluster.content.newsletter import Edition
from cluster.content.plan_changes import Change
from cluster.content.recorded_changes import RecordedChange, RecordedChanges
from cluster.content.sources import links_in
from cluster.content.version import SiteVersion
from cluster.data.press_kit import logos_of
from cluster.feeds.announcements import Announcement, Announcements
from cluster.feeds.items import title_of_new
from cluster.feeds.subscriptions import FORMATS, Channel, channels_of
from cluster.language import Phrase
from cluster.pages.page import Page, neighbours, page_of

NEWEST = 3
"""How many recent items of each feed the page of subscriptions shows."""


class Offer(NamedTuple):
    """A feed to subscribe to, with its latest items."""

    channel: Channel
    newest: list[tuple[Phrase, str]]
    """Title and address of each."""


def pages_of_media(version: SiteVersion) -> Iterator[Page]:
    """The pages of subscriptions, press, newsletter, its editions, and changes to the plan."""
    site, figures = version.site, key_figures(version)
    yield page_of(
        version,
        "subscribe/",
        "feeds",
        word="subscriptions",
        about=version.word("subscriptions_lead"),
        offers=_offers(version),
        formats=FORMATS,
    )
    yield page_of(
        version,
        "press/",
        "press",
        word="press",
        about=version.word("press_lead"),
        posts=site.posts[:6],
        figures=figures,
        logos=logos_of(site),
        links=links_in(*(each.of for each in figures)),
        counts={"events": len(site.events), "news": len(site.posts)},
    )
    yield page_of(
        version,
        "newsletter/",
        "newsletter",
        word="newsletter",
        about=version.word("newsletter_lead"),
        feeds=[(version.word("newsletter"), "newsletter/")],
        editions=site.editions,
    )
    for index, edition in enumerate(site.editions):
        beside = neighbours(site.editions, index, ("newer", "older"), attrgetter("title"))
        yield _edition(version, edition, beside)
    yield page_of(
        version,
        "plan/changes/",
        "changes",
        word="plan_changes",
        about=version.word("plan_changes_lead"),
        above=("plan/",),
        feeds=[(version.word("plan_changes"), "plan/changes/")],
        changes=_changes(version),
    )


class DayOfChange(NamedTuple):
    """The changes to the plan on one day."""

    date: date
    decided: list[tuple[Change, Commitment | None, str]]
    """Changes from data/changes.yaml, each with its activity, if it names one, and that one's address."""
    recorded: list[RecordedChange]
    """Changes of status and date from data/history.yaml."""


def _changes(version: SiteVersion) -> list[DayOfChange]:
    """All changes by day, the latest first."""
    site = version.site
    days = {*(each.date for each in site.changes), *(each.date for each in site.days_of_change)}
    by_day = {day: DayOfChange(day, [], []) for day in sorted(days, reverse=True)}
    for change in site.changes:
        activity = site.activity(change.activity or "")
        address = site.plans.address_of(activity) if activity else ""
        by_day[change.date].decided.append((change, activity, address))
    for day in site.days_of_change:
        by_day[day.date].recorded.extend(version.changes_on(day).changes)
    return list(by_day.values())


def _offers(version: SiteVersion) -> list[Offer]:
    announcements = Announcements(version).on
    return [
        Offer(channel, [_newest(each, version) for each in announcements.get(channel.shelf, [])[:NEWEST]])
        for channel in channels_of(version)
    ]


def _newest(announcement: Announcement, version: SiteVersion) -> tuple[Phrase, str]:
    of, address = announcement.of, announcement.address
    if isinstance(of, CalendarEntry):
        return Phrase(version.title_of(of), version.language), address
    if isinstance(of, RecordedChanges):
        return Phrase(version.title_of_day(of.day), version.language), address
    if isinstance(of, Listing):
        return Phrase(title_of_new(of, version), version.language), address
    return version.say(of.title), address


def _edition(version: SiteVersion, edition: Edition, beside: dict[str, Any]) -> Page:
    contents = version.site.contents_of(edition, version.now)
    return page_of(
        version,
        edition.address,
        "edition",
        title=edition.title,
        about=edition.summary,
        texts=(edition.title, edition.summary),
        above=("newsletter/",),
        feeds=[(version.word("newsletter"), "newsletter/")],
        bodies=edition.bodies,
        edition=edition,
        posts=contents.posts,
        events=contents.events,
        **beside,
    )
