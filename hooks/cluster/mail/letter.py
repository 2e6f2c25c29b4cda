"""From an edition of the newsletter to its letter."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.version import Voice
from cluster.language import Phrase, Text
from cluster.links import absolute
from cluster.mail.message import Letter, Notice

MORNING = time(8)
"""When a letter is dated on its day, in the cluster's zone."""


def letter_of(edition: Edition, voice: Voice, site_url: str) -> Letter:
    """The letter of an edition in a language; `site_url` ends in `/`."""
    site, home = voice.site, site_url + voice.prefix
    cluster, contact = site.cluster, site.cluster.contact
    editorial = str(Text(edition.bodies).best(voice.chain)) if edition.bodies else ""
    return Letter(
        id=edition.id,
        language=voice.language,
        subject=str(voice.say(edition.title)),
        number=edition.name,
        date=voice.date_of(edition.date, short=False),
        sent=datetime.combine(edition.date, MORNING, ZoneInfo(cluster.time_zone)),
        preview=str(voice.say(edition.summary)),
        url=home + edition.address,
        home=home,
        editorial=absolute(editorial, site_url, voice.prefix),
        news=[_notice(post, voice, home) for post in site.news_in(edition)],
        events=[_notice(event, voice, home) for event in site.events_in(edition)],
        name=str(voice.say(cluster.name)),
        claim=str(voice.say(cluster.claim)),
        address=voice.text_of(contact.address) if contact else "",
        email=contact.email if contact else "",
    )


def _notice(thing: Post | Event, voice: Voice, home: str) -> Notice:
    title = voice.say(thing.title)
    place = thing.place if isinstance(thing, Event) else None
    return Notice(
        title=str(title),
        url=home + thing.address,
        date=voice.when(thing),
        place=voice.text_of(place),
        text=voice.text_of(thing.summary),
        language=_other(title, voice),
    )


def _other(said: Phrase, voice: Voice) -> str:
    """The language of what is not in the voice's."""
    return said.language if said.language != voice.language else ""
