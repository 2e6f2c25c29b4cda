"""Rules for events: each rule is a function, listed in RULES."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, time

from cluster.checks.missing_files import missing_file
from cluster.content.events import Event
from cluster.content.recurrence import MOST, days_of
from cluster.content.site import Site
from cluster.date_parts import YEARS
from cluster.problems import Place, Problem, suggestion

RESERVED = ("kinds", "subscribe", "index")
"""Names below events/ that generated pages use."""


Found = tuple[Place, str]
"""The place of a problem and its message."""


def names_are_not_reserved(event: Event) -> Iterator[Found]:
    """An event does not take the address of a generated page."""
    if event.id in RESERVED or re.fullmatch(r"\d{4}(-\d{2})?", event.id):
        yield event.at, f"events/{event.id}/ is a page of the calendar; rename the event"


def recurring_and_moved_events_have_a_date(event: Event) -> Iterator[Found]:
    """A rule, further dates and previous dates need `when`; the first two an exact one."""
    exact = event.when is not None and event.when.is_exact
    for name in ("repeats", "further_dates", "moved_from"):
        if getattr(event, name) and not (event.when if name == "moved_from" else exact):
            yield event.at.of(name), f"'{name}' needs a date; add 'when', such as 2027-10-13"
    if event.when and event.when in event.moved_from[-1:]:
        yield (
            event.at.of("moved_from", len(event.moved_from) - 1),
            f"moved_from: {event.when.written} is the date of 'when'; write the one before it",
        )
    for number, when in enumerate(event.further_dates):
        if not when.is_exact:
            yield (
                event.at.of("further_dates", number),
                f"further_dates: '{when.written}' is not an exact date",
            )
    days = [when.starts for when in (event.when, *event.further_dates) if when]
    for day in sorted({day for day in days if days.count(day) > 1}):
        yield event.at.of("further_dates"), f"further_dates: duplicate date {day}"


def recurrence_rules_end(event: Event) -> Iterator[Found]:
    """A rule ends, after at most MOST dates, and `without` names dates of the rule, but not all dates."""
    rule, when = event.repeats, event.when
    if rule is None or when is None or not when.is_exact:
        return
    if not rule.ends:
        yield rule.at, "repeats: the rule never ends; add 'until', such as 2027-12-31, or 'count'"
        return
    if rule.until and rule.until < when.starts:
        yield (
            rule.at.of("until"),
            f"repeats: the rule ends on {rule.until}, before the first date {when.starts}",
        )
        return
    if rule.by == "weekday" and rule.every != "month":
        yield (
            rule.at.of("by"),
            "repeats: 'by: weekday' needs 'every: month'; every other rule keeps it anyway",
        )
    days = days_of(rule, when)
    if len(days) > MOST:
        yield rule.at, f"repeats: more than {MOST} dates; end the rule earlier"
        return
    if days[-1].year not in YEARS or (rule.count and not rule.until and len(days) < rule.count):
        yield rule.at, f"repeats: dates after {YEARS[-1]} are out of range; end the rule earlier"
        return
    if not event.dates:
        yield (
            rule.at.of("without"),
            "repeats: 'without' leaves no date; if all are off, write 'status: cancelled' instead",
        )
    for number, day in enumerate(rule.without):
        if day not in days:
            near = [str(each) for each in sorted(days, key=lambda each: abs(each - day))[:1]]
            yield (
                rule.at.of("without", number),
                f"repeats: without: {day} is not a date of the rule{suggestion(str(day), near)}",
            )


def registration_closes_before_the_end(event: Event) -> Iterator[Found]:
    """The deadline is exact and not after the end of the event."""
    registration = event.registration
    deadline = registration.deadline if registration else None
    if registration is None or deadline is None:
        return
    at = registration.at.of("deadline")
    if not deadline.is_exact:
        yield at, f"registration: deadline: '{deadline.written}' is not an exact date"
    elif event.dates and (deadline.starts, deadline.opens or time.min) > (end := _end_of(event)):
        hour = f" {end[1]:%H:%M}" if deadline.starts == end[0] else ""
        message = f"the deadline {deadline.written} is after the end of the event ({end[0]}{hour})"
        yield at, f"registration: {message}"
    if event.kind == "deadline":
        yield event.at.of("registration"), "a deadline cannot have 'registration'; put its date in 'when'"


def _end_of(event: Event) -> tuple[date, time]:
    """The last day of an event and its hour; the end of the day if the hour is unknown."""
    return max((when.ends, when.closes or time.max) for when in event.dates)


def the_programme_is_on_its_days(event: Event) -> Iterator[Found]:
    """Each item of the programme is on a day of the event."""
    several = event.when and event.when.starts != event.when.ends
    for item in event.programme:
        title = item.title.original
        days = event.dates
        if item.day and not any(when.starts <= item.day <= when.ends for when in days):
            yield item.at.of("day"), f"programme: '{title}' is on {item.day}, which is not a day of the event"
        if several and item.time and not item.day:
            yield item.at, f"programme: '{title}' needs 'day' because the event lasts several days"


def only_online_events_have_a_link_to_join(event: Event) -> Iterator[Found]:
    """`online_link` needs `online`."""
    if event.online_link and not event.online:
        yield event.at.of("online_link"), "'online_link' needs 'online: true'"


def a_price_has_a_currency(event: Event) -> Iterator[Found]:
    """A price above 0 needs a currency."""
    if event.fee and event.fee.price and not event.fee.currency:
        yield event.at.of("fee"), "fee: missing 'currency'; write its code, such as EUR or SEK"


def more_than_needs_a_number(event: Event) -> Iterator[Found]:
    """`more_than` needs `attendance`."""
    if event.outcome and event.outcome.more_than and not event.outcome.attendance:
        yield event.at.of("outcome"), "outcome: 'more_than' needs 'attendance', the number that was exceeded"


def documents_exist(event: Event, site: Site) -> Iterator[Found]:
    """Each document is either an existing file of docs/ or a link."""
    for document in event.documents:
        title = document.title.original
        if bool(document.file) == bool(document.link):
            yield (
                document.at,
                f"'{title}': expected either 'file' (a path below docs/) or 'link' (a web address)",
            )
        elif document.file and document.file not in site.files:
            message = missing_file(document.file, "events", site.files)
            yield document.at.of("file"), f"'{title}': {message}"


RULES = (
    names_are_not_reserved,
    recurring_and_moved_events_have_a_date,
    recurrence_rules_end,
    registration_closes_before_the_end,
    the_programme_is_on_its_days,
    only_online_events_have_a_link_to_join,
    a_price_has_a_currency,
    more_than_needs_a_number,
)


def events_are_valid(site: Site) -> Iterator[Problem]:
    """Every rule of RULES, for every event."""
    for event in site.events:
        found = [*(each for rule in RULES for each in rule(event)), *documents_exist(event, site)]
        yield from (Problem(place, f"event '{event.id}': {message}") for place, message in found)


def events_have_no_duplicates(site: Site) -> Iterator[Problem]:
    """No two events have the same title and date, or the same entry of an imported calendar."""
    seen: dict[object, Event] = {}
    for event in site.events:
        title = event.title.original.casefold()
        names: list[object] = [(title, event.when)] if event.when and event.when.is_exact else []
        names += [(event.imported.uid, event.imported.recurrence)] if event.imported else []
        for name in names:
            if (other := seen.setdefault(name, event)) is not event:
                message = f"event '{event.id}': duplicate of event '{other.id}' ({other.at.file})"
                yield Problem(event.at, f"{message}; delete one of them")
                break
