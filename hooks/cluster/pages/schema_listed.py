"""Partners and projects as structured data for search engines (schema.org)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from cluster.content.listing import Listing, Organisation
from cluster.content.partners import Partner
from cluster.content.projects import Project
from cluster.content.version import Version
from cluster.dates import When

Data = dict[str, Any]


def listed_data(item: Listing, version: Version, members: Iterable[Organisation] = ()) -> Markup:
    """The JSON-LD of a listed item; `members` are the organisations that take part in it."""
    data = {
        "@context": "https://schema.org",
        "@id": f"{version.id_base}{version.prefix}{item.address}",
        "mainEntityOfPage": version.home + item.address,
        **_DATA[type(item)](item, version),
        "member": [_organisation(each, version) for each in members],
    }
    known = {key: value for key, value in data.items() if value not in (None, "", [], {})}
    text = json.dumps(known, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c"))  # else `</script>` in a text would end the script element


def _organisation(item: Organisation, version: Version) -> Data:
    return {
        "@type": "Organization",
        "@id": f"{version.id_base}{version.prefix}{item.address}",
        "name": str(version.say(item.name)),
        "url": version.home + item.address,
    }


def _partner(partner: Partner, version: Version) -> Data:
    address = {"addressCountry": partner.country, "addressLocality": version.text_of(partner.town)}
    return {
        "@type": "Organization",
        "name": str(version.say(partner.name)),
        "alternateName": version.text_of(partner.short_name),
        "url": partner.homepage,
        "description": version.text_of(partner.does),
        "address": {"@type": "PostalAddress", **{key: each for key, each in address.items() if each}},
    }


def _project(project: Project, version: Version) -> Data:
    return {
        "@type": "ResearchProject",
        "name": str(version.say(project.title)),
        "identifier": project.code,
        "url": project.homepage,
        "description": version.text_of(project.text),
        "foundingDate": _day(project.starts),
        "dissolutionDate": _day(project.ends),
        "funder": {"@type": "Organization", "name": version.text_of(project.provider)}
        if project.provider
        else None,
    }


def _day(when: When | None) -> str | None:
    """`2025-03-01`, `2025-03` or `2025`: as much as ISO 8601 can say of the first day."""
    if when is None or when.precision in ("season", "quarter"):
        return None
    return when.starts.isoformat() if when.is_exact else when.written


_DATA: Mapping[type[Listing], Callable[[Any, Version], Data]] = {Partner: _partner, Project: _project}
