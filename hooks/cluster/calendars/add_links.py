"""Links that add one event to Google Calendar or Outlook on the web."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.recurrence import days_of, recur
from cluster.content.version import Version
from cluster.dates import moments


def google_link(entry: CalendarEntry, version: Version) -> str:
    """The address of Google's form for a new event, filled in. The entry must have a date."""
    assert entry.when is not None
    zone = entry.event.zone(version.zone)
    starts, ends = moments(entry.when, zone)
    form = "%Y%m%dT%H%M%S" if entry.when.opens else "%Y%m%d"
    parameters = {
        "action": "TEMPLATE",
        "text": version.title_of(entry),
        "dates": f"{starts:{form}}/{ends or starts:{form}}",
        **({"ctz": zone.key} if entry.when.opens else {}),
        **_details(entry, version, "details"),
    }
    if rule := _rule_from(entry):
        parameters["recur"] = "RRULE:" + ";".join(f"{key}={each}" for key, each in rule.items())
    return f"https://calendar.google.com/calendar/render?{urlencode(parameters)}"


def _rule_from(entry: CalendarEntry) -> Mapping[str, Any]:
    """The rule from the entry's date on. Empty if it would give a date that is left out, or no other date."""
    rule, first, when = entry.event.repeats, entry.event.when, entry.when
    if rule is None or first is None or when is None or when != first.on(when.starts):
        return {}
    days = [day for day in days_of(rule, first) if day >= when.starts]
    is_whole = len(days) > 1 and days[0] == when.starts and not set(days) & set(rule.without)
    return recur(rule, first, when.starts, days[-1]) if is_whole else {}


def outlook_link(entry: CalendarEntry, version: Version) -> str:
    """The address of Outlook's form for a new event, filled in. The entry must have a date."""
    assert entry.when is not None
    starts, ends = moments(entry.when, entry.event.zone(version.zone))
    parameters = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": version.title_of(entry),
        "startdt": starts.isoformat(),
        "enddt": (ends or starts).isoformat(),
        **({} if entry.when.opens else {"allday": "true"}),
        **_details(entry, version, "body"),
    }
    return f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(parameters)}"


def _details(entry: CalendarEntry, version: Version, body: str) -> dict[str, str]:
    """The parameters of place and description; `body` is the service's name for the latter."""
    place = entry.event.place
    address = version.home + entry.event.address
    return {body: address, **({"location": str(version.say(place))} if place else {})}
