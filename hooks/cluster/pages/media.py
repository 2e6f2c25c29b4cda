"""The pages of subscriptions, press, newsletter and changes to the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from cluster.content.commitments import Commitment
from cluster.content.key_figures import key_figures
from cluster.content.newsletter import Edition
from cluster.content.plan_changes import Change
from cluster.content.recorded_changes import RecordedChange
from cluster.content.sources import links_in
from cluster.content.version import SiteVersion
from cluster.data.press_kit import logos_of
from cluster.feeds.announcements import Announcements
from cluster.feeds.subscriptions import FORMATS, Channel, channels_of
from cluster.pages.page import Page, neighbours, page_of


def pages_of_media(version: SiteVersion) -> Iterator[Page]:
    """The pages of subscriptions and press, and if there are any, newsletters and changes to the plan."""
    site, figures = version.site, key_figures(version)
    has_all = site.cluster.press and site.cluster.coverage and figures and logos_of(site)
    yield page_of(
        version,
        "subscribe/",
        "feeds",
        word="subscriptions",
        about=version.word("subscriptions_lead"),
        channels=_channels(version),
        formats=FORMATS,
    )
    yield page_of(
        version,
        "press/",
        "press",
        word="press",
        about=version.word("press_lead" if has_all else "press_lead_brief"),
        posts=site.posts[:6],
        figures=figures,
        logos=logos_of(site),
        grounds=site.grounds,
        links=links_in(*(each.of for each in figures)),
    )
    if site.has_newsletter:
        yield from _newsletter(version)
    if site.has_changes:
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


def _newsletter(version: SiteVersion) -> Iterator[Page]:
    """The list of editions, and a page for each."""
    editions = version.site.editions
    yield page_of(
        version,
        "newsletter/",
        "newsletter",
        word="newsletter",
        about=version.word("newsletter_lead"),
        feeds=[(version.word("newsletter"), "newsletter/")],
        editions=editions,
    )
    for index, edition in enumerate(editions):
        beside = neighbours(editions, index, ("newer", "older"), attrgetter("title"))
        yield _edition(version, edition, beside)


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


def _channels(version: SiteVersion) -> list[Channel]:
    """The feeds that have something."""
    shelves = Announcements(version).shelves
    return [each for each in channels_of(version) if each.shelf in shelves]


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
