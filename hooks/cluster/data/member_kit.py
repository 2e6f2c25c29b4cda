"""What members put on their own websites: a badge, and what the cluster's site says about them as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from cluster.content.palette import WHITE
from cluster.content.version import Version

EMBED, JSON = "embed.html", "member.json"
"""Files beside the page of a member."""

BADGES = ("badge.svg", "badge-dark.svg")
"""Files beside the list of members."""

_LETTER = 9.4
"""The mean width of a letter of the name, in pixels; the text is fitted to the sum."""


def badge(name: str, version: Version) -> bytes:
    """A drawing that says who the site's owner is a member of, without a font of its own."""
    colours = version.palette
    if name == BADGES[0]:
        ground, ink, soft = colours.light["paper"], colours.light["ink"], colours.light["soft"]
    else:
        ground, ink, soft = colours.light["night"], WHITE, colours.night["on-night-soft"]
    hues = [each.light for each in colours.hues.values()]
    text = round(len(version.name) * _LETTER)
    width, above, below = text + 40, escape(version.words["badge_member_of"]), escape(version.name)
    part = width / len(hues)
    stripe = "".join(
        f'<path fill="{hue}" d="M{n * part:.1f} 60h{part:.1f}v4h-{part:.1f}z"/>' for n, hue in enumerate(hues)
    )
    label = version.words.labelled(above, below)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="64" viewBox="0 0 {width} 64" '
        f'role="img" aria-label="{label}" font-family="Segoe UI,Helvetica Neue,Arial,sans-serif">'
        f"<title>{label}</title>"
        f'<path fill="{ground}" d="M0 0h{width}v64h-{width}z"/>{stripe}'
        f'<text x="20" y="23" font-size="13" fill="{soft}">{above}</text>'
        f'<text x="20" y="45" font-size="18" font-weight="600" fill="{ink}" textLength="{text}" '
        f'lengthAdjust="spacingAndGlyphs">{below}</text></svg>\n'
    ).encode()


def member_json(values: Mapping[str, Any], version: Version) -> bytes:
    """A member with its equipment, events and news. `values` are those of its page."""
    member = values["member"]
    data = {
        "name": version.text_of(member.name),
        "short_name": version.text_of(member.short_name) or None,
        "kind": member.kind,
        "town": version.text_of(member.town) or None,
        "homepage": member.homepage,
        "does": version.text_of(member.does) or None,
        "page": version.home + member.address,
        "pillars": [version.text_of(each.title) for each in values["entry"].pillars],
        "equipment": [_linked(each.item, each.item.heading, version) for each in values["equipment"]],
        "events": [
            {**_linked(each.event, each.event.title, version), "when": version.when_of(each)}
            for each in values["events"]
        ],
        "news": [
            {**_linked(each, each.title, version), "date": version.date_of_post(each, short=False)}
            for each in values["posts"]
        ],
        "cluster": {"name": version.name, "page": version.home},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _linked(item: Any, title: Any, version: Version) -> dict[str, str]:
    return {"title": version.text_of(title), "page": version.home + item.address}
