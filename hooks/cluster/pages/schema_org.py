"""Structured data for search engines: schema.org `Event` in the form that Google documents, and
`Organization`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from cluster.content.events import Event
from cluster.content.members import Member
from cluster.content.version import Version
from cluster.dates import When, moments
from cluster.links import quoted

_STATUS = {"planned": "EventScheduled", "confirmed": "EventScheduled", "cancelled": "EventCancelled"}

Data = dict[str, Any]


def event_data(event: Event, dates: Sequence[When], version: Version, *, is_open: bool, image: str) -> Markup:
    """The JSON-LD of an event with an item for each of the dates; empty if none is exact to the day.

    `image` is the address of the picture that links to it show.
    """
    return json_ld(
        [{**_of(event, when, version, is_open), "image": image} for when in dates if when.is_exact]
    )


def json_ld(graph: Sequence[Data]) -> Markup:
    """The content of a script element with structured data; empty if there is none."""
    if not graph:
        return Markup("")
    return _written({"@graph": graph})


def _written(data: Data) -> Markup:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # else `</script>` in a text would end the script element


def _of(event: Event, when: When, version: Version, is_open: bool) -> Data:
    url = version.home + event.address
    zone = event.zone(version.zone)
    starts, ends = moments(when, zone)
    before = [moments(each, zone)[0].isoformat() for each in event.moved_from if each.is_exact]
    data: Data = {
        "@type": "Event",
        "@id": f"{version.id_base}{version.prefix}{event.address}#{when.starts}",
        "name": str(version.say(event.title)),
        "url": url,
        "startDate": starts.isoformat(),
        "endDate": ends.isoformat() if when.closes and ends else _last_day(when),
        "eventStatus": f"https://schema.org/{_status(event)}",
        "previousStartDate": before,
        "eventAttendanceMode": f"https://schema.org/{_mode(event)}EventAttendanceMode",
        "location": _locations(event, version, url),
        "description": str(version.say(event.summary or event.title)),
        "inLanguage": list(event.languages),
        "organizer": [
            _organization(str(version.say(each)), version)
            for each in ([event.organizer] if event.organizer else []) + list(event.co_organizers)
        ],
        "performer": [{"@type": "Person", "name": each.name} for each in event.speakers],
        "offers": _offer(event, version, url, is_open),
    }
    return {key: value for key, value in data.items() if value not in (None, [], {})}


def _last_day(when: When) -> str | None:
    """The end without an hour; None if only the start of hours on one day is known."""
    return None if when.opens and when.starts == when.ends else when.ends.isoformat()


def _status(event: Event) -> str:
    if event.status != "cancelled" and event.moved_from:
        return "EventRescheduled"
    return _STATUS[event.status]


def _mode(event: Event) -> str:
    if event.online:
        return "Mixed" if event.place else "Online"
    return "Offline"


def _locations(event: Event, version: Version, url: str) -> list[Data]:
    places: list[Data] = []
    if event.place:
        places.append(_place(str(version.say(event.place))))
    if event.online:
        places.append({"@type": "VirtualLocation", "url": event.online_link or url})
    return places or [_place(version.words["place_unknown"])]


def _place(name: str) -> Data:
    return {"@type": "Place", "name": name, "address": name}


def publisher(version: Version) -> Data:
    """The association, by the id under which the home page says more about it."""
    return {
        "@type": "Organization",
        "@id": f"{version.id_base}#organization",
        "name": version.name,
        "url": version.site_url,
    }


def _organization(name: str, version: Version) -> Data:
    return publisher(version) if name == version.name else {"@type": "Organization", "name": name}


def _offer(event: Event, version: Version, url: str, is_open: bool) -> Data | None:
    """The price and the end of registration; None if the fee is not set."""
    if event.fee is None:
        return None
    registration = event.registration
    deadline = registration.deadline if registration else None
    through: date | None = None
    if deadline:
        through = moments(deadline, event.zone(version.zone))[0] if deadline.opens else deadline.ends
    offer: Data = {
        "@type": "Offer",
        "price": str(event.fee.price),
        "priceCurrency": event.fee.currency,
        "url": (registration.link if registration else None) or url,
        "availability": f"https://schema.org/{'InStock' if is_open else 'SoldOut'}",
        "validThrough": through.isoformat() if through else None,
    }
    return {key: value for key, value in offer.items() if value is not None}


_TYPES = {
    "university": "CollegeOrUniversity",
    "research-institute": "ResearchOrganization",
    "school": "EducationalOrganization",
}


def member_data(member: Member, version: Version) -> Markup:
    """The JSON-LD of a member, with what is known of it."""
    name, logo = version.text_of(member.name), member.logo_picture
    data: Data = {
        "@type": _TYPES.get(member.kind, "Organization"),
        "@id": f"{version.id_base}{version.prefix}{member.address}",
        "name": version.text_of(member.heading),
        "legalName": name if member.short_name else None,
        "url": member.homepage or version.home + member.address,
        "mainEntityOfPage": version.home + member.address,
        "logo": version.site_url + quoted(logo.plain[-1].path) if logo else None,
        "description": version.text_of(member.does) or None,
        "identifier": member.registration_number,
        "foundingDate": str(member.founded) if member.founded else None,
        "address": _town(version.text_of(member.town)) if member.town else None,
        "memberOf": publisher(version),
    }
    return _written({key: value for key, value in data.items() if value is not None})


def _town(name: str) -> Data:
    return {"@type": "PostalAddress", "addressLocality": name}
