"""Rules for events: each rule is a function, listed in RULES."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster.content.events import Event
from cluster.content.recurrence import MOST, days_of
from cluster.content.site import Site
from cluster.problems import Place, Problem, suggestion

RESERVED = ("kinds", "subscribe", "index")
"""Names below events/ that pages of the program have."""


Found = tuple[Place, str]
"""Where something is wrong with an event, and what."""


def names_are_free(event: Event) -> Iterator[Found]:
    """An event's address is not that of a page that the program makes."""
    if event.id in RESERVED or re.fullmatch(r"\d{4}(-\d{2})?", event.id):
        yield event.at, f"the page events/{event.id}/ is the calendar's own; give the event another name"


def what_depends_on_a_day_has_one(event: Event) -> Iterator[Found]:
    """What is counted from the event's day needs to know it."""
    exact = event.when is not None and event.when.is_exact
    for name in ("repeats", "further_dates", "moved_from"):
        if getattr(event, name) and not (event.when if name == "moved_from" else exact):
            yield event.at, f"'{name}' needs the event's day: add 'when', such as 2022-10-13"
    for when in event.further_dates:
        if not when.is_exact:
            yield event.at, f"further_dates: '{when.written}' is no exact day"
    days = [when.starts for when in (event.when, *event.further_dates) if when]
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield event.at, f"further_dates: {day} is there twice"


def repetitions_end(event: Event) -> Iterator[Found]:
    """A rule ends, after a number of times that people can look over."""
    rule, when = event.repeats, event.when
    if rule is None or when is None or not when.is_exact:
        return
    if not rule.ends:
        yield rule.at, "repeats: it never ends; add 'until', such as 2022-12-31, or 'count'"
        return
    if rule.until and rule.until < when.starts:
        yield rule.at, f"repeats: it ends on {rule.until}, before the first date {when.starts}"
        return
    days = days_of(rule, when)
    if len(days) > MOST:
        yield rule.at, f"repeats: it takes place more than {MOST} times; end it earlier"
        return
    for day in rule.without:
        if day not in days:
            near = [str(each) for each in sorted(days, key=lambda each: abs(each - day))[:1]]
            yield rule.at, f"repeats: without: it does not take place on {day}{suggestion(str(day), near)}"


def registration_closes_before_the_end(event: Event) -> Iterator[Found]:
    """The deadline is an exact day and not after the event."""
    registration = event.registration
    deadline = registration.deadline if registration else None
    if registration is None or deadline is None:
        return
    at = registration.at
    if not deadline.is_exact:
        yield at, f"registration: deadline: '{deadline.written}' is no exact day"
    elif event.ends and deadline.starts > event.ends:
        yield at, f"registration: the deadline {deadline.starts} is after the event, which ends {event.ends}"
    if event.kind == "deadline":
        yield at, "a deadline has no 'registration'; its own date is 'when'"


def the_programme_is_on_its_days(event: Event) -> Iterator[Found]:
    """Each point of the programme is on a day of the event."""
    several = event.when and event.when.starts != event.when.ends
    for item in event.programme:
        title = item.title.original
        days = event.dates
        if item.day and not any(when.starts <= item.day <= when.ends for when in days):
            yield item.at, f"programme: '{title}' is on {item.day}, which is no day of the event"
        if several and item.time and not item.day:
            yield item.at, f"programme: '{title}' needs 'day', as the event has several"


def whoever_joins_from_afar_can(event: Event) -> Iterator[Found]:
    """A link to join is that of an event with `online`."""
    if event.online_link and not event.online:
        yield event.at, "'online_link' needs 'online: true'"


def a_price_has_a_currency(event: Event) -> Iterator[Found]:
    """What is not free is priced in a currency."""
    if event.fee and event.fee.price and not event.fee.currency:
        yield event.at, "fee: 'currency' is missing; write its code, such as CZK or EUR"


def documents_are_there(event: Event, site: Site) -> Iterator[Found]:
    """Each document is a file of docs/ or a link, not both."""
    for document in event.documents:
        title = document.title.original
        if bool(document.file) == bool(document.link):
            yield (
                document.at,
                f"'{title}': either 'file' (a path below docs/) or 'link' (an address) belongs here",
            )
        elif document.file and document.file not in site.files:
            hint = suggestion(document.file, sorted(site.files)) if site.files else ""
            yield (
                document.at,
                f"'{title}': there is no file docs/{document.file}{hint if len(hint) < 120 else ''}",
            )


RULES = (
    names_are_free,
    what_depends_on_a_day_has_one,
    repetitions_end,
    registration_closes_before_the_end,
    the_programme_is_on_its_days,
    whoever_joins_from_afar_can,
    a_price_has_a_currency,
)


def events_are_sound(site: Site) -> Iterator[Problem]:
    """Every rule of RULES, for every event."""
    for event in site.events:
        found = [*(each for rule in RULES for each in rule(event)), *documents_are_there(event, site)]
        yield from (Problem(place, f"event '{event.id}': {message}") for place, message in found)


def each_event_has_one_file(site: Site) -> Iterator[Problem]:
    """No two events have the same title and date, or came from one entry of a foreign calendar."""
    seen: dict[object, Event] = {}
    for event in site.events:
        title = event.title.original.casefold()
        names: list[object] = [(title, event.when)] if event.when and event.when.is_exact else []
        names += [(event.imported.uid, event.imported.recurrence)] if event.imported else []
        for name in names:
            if (other := seen.setdefault(name, event)) is not event:
                message = f"event '{event.id}': it is the same as event '{other.id}' ({other.at.file})"
                yield Problem(event.at, f"{message}; delete one of the two")
                break
