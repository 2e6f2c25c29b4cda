"""Links by which a reader takes one event over into Google's or Outlook's calendar on the web."""

from __future__ import annotations

from urllib.parse import urlencode

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.recurrence import recur
from cluster.content.version import Version
from cluster.dates import moments


def google_link(entry: CalendarEntry, version: Version) -> str:
    """The address that opens Google's form; the entry's days are known."""
    assert entry.when is not None
    zone = version.zone_of(entry.event)
    starts, ends = moments(entry.when, zone)
    form = "%Y%m%dT%H%M%S" if entry.when.opens else "%Y%m%d"
    asked = {
        "action": "TEMPLATE",
        "text": version.title_of(entry),
        "dates": f"{starts:{form}}/{ends or starts:{form}}",
        **({"ctz": zone.key} if entry.when.opens else {}),
        **_details(entry, version, "details"),
    }
    if rule := entry.repeats:
        asked["recur"] = "RRULE:" + ";".join(f"{key}={each}" for key, each in recur(rule, entry.when).items())
    return f"https://calendar.google.com/calendar/render?{urlencode(asked)}"


def outlook_link(entry: CalendarEntry, version: Version) -> str:
    """The address that opens Outlook's form; the entry's days are known."""
    assert entry.when is not None
    starts, ends = moments(entry.when, version.zone_of(entry.event))
    asked = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": version.title_of(entry),
        "startdt": starts.isoformat(),
        "enddt": (ends or starts).isoformat(),
        **({} if entry.when.opens else {"allday": "true"}),
        **_details(entry, version, "body"),
    }
    return f"https://outlook.live.com/calendar/0/deeplink/compose?{urlencode(asked)}"


def _details(entry: CalendarEntry, version: Version, body: str) -> dict[str, str]:
    """Where it is, and where to read about it."""
    place = entry.event.place
    address = version.home + entry.event.address
    return {body: address, **({"location": str(version.say(place))} if place else {})}
