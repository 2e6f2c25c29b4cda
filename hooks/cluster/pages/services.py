"""The page of services, and the pages of calls for grants."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple, get_args

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.services import Call, CallState, Service
from cluster.content.sources import links_in
from cluster.content.tags import Tag
from cluster.content.version import SiteVersion, Version
from cluster.pages.page import Page, page_of


class ListedCall(NamedTuple):
    """A call as lists show it."""

    call: Call
    entry: CalendarEntry | None
    """Its last day, with the days left."""
    pillars: list[Tag]


def pages_of_services(version: SiteVersion) -> Iterator[Page]:
    services = version.site.of(Service)
    if services:
        yield page_of(
            version,
            Service.FOLDER,
            "services",
            word="services",
            about=version.word("services_lead"),
            above=("cooperation/",),
            services=[(each, _asked(each, version), _tags(version, each.pillars)) for each in services],
            links=links_in(*services),
        )


def _asked(service: Service, version: Version) -> str | None:
    """The address to which enquiries go: the service's own or the office's; None if neither is known."""
    office = version.cluster.contact
    return (service.contact and service.contact.email) or (office and office.email) or None


def _tags(version: Version, ids: tuple[str, ...]) -> list[Tag]:
    return [version.pillar_tags[id] for id in ids]


def pages_of_calls(version: SiteVersion) -> Iterator[Page]:
    calls = version.site.of(Call)
    if not calls:
        return
    yield page_of(
        version,
        Call.FOLDER,
        "calls",
        word="calls",
        about=version.word("calls_lead"),
        above=("cooperation/",),
        feeds=[(version.word("kinds_deadline"), "events/kinds/deadline/")],
        found=calls_by_state(version),
    )
    for call in calls:
        yield _call(version, call)


def calls_by_state(version: SiteVersion) -> dict[CallState, list[ListedCall]]:
    """The calls in each state: what closes first comes first, except among those that are closed."""
    found: dict[CallState, list[ListedCall]] = {state: [] for state in get_args(CallState)}
    for call in version.site.of(Call):
        found[call.state(version.now)].append(_listed(version, call))
    return {state: each if state == "closed" else each[::-1] for state, each in found.items()}


def _listed(version: SiteVersion, call: Call) -> ListedCall:
    event = version.site.event(call.deadline.id) if call.deadline else None
    return ListedCall(call, version.entry_of(event) if event else None, _tags(version, call.pillars))


def _call(version: SiteVersion, call: Call) -> Page:
    listed = _listed(version, call)
    return page_of(
        version,
        call.address,
        "call",
        title=call.title,
        about=partial(_about, call),
        texts=(call.title, call.who),
        above=("cooperation/", Call.FOLDER),
        feeds=[version.feed_of_pillar(id) for id in call.pillars],
        links=call.sources,
        call=call,
        entry=listed.entry,
        pillars=listed.pillars,
        state=call.state(version.now),
    )


def _about(call: Call, version: Version) -> str:
    """The description of a call: its last day, who may apply, the money."""
    words, day = version.words, call.closes
    closes = words.labelled(words["call_closes"], version.date_of(day)) if day else ""
    facts = (
        version.text_of(call.wider_programme),
        closes,
        version.text_of(call.who),
        version.text_of(call.budget),
    )
    return " ".join(f"{each.rstrip('.')}." for each in facts if each)
