"""The letter of a newsletter edition: its texts in one language, independent of the format."""

from __future__ import annotations

from datetime import datetime, time

from cluster.content.documents import simplified
from cluster.content.events import Event
from cluster.content.news import Post
from cluster.content.newsletter import EditionContents
from cluster.content.version import Version
from cluster.content.where import where_of
from cluster.language import Phrase, Text
from cluster.links import absolute
from cluster.mail.message import Letter, Notice

MORNING = time(8)
"""The time in a letter's Date header, in the cluster's zone. Editions have a day only."""


def letter_of(contents: EditionContents, editorial: Phrase | None, version: Version) -> Letter:
    """The letter of an edition in the version's language. `editorial` is the editor's text, as HTML."""
    edition, home = contents.edition, version.home
    cluster, contact = version.cluster, version.cluster.contact
    return Letter(
        id=edition.id,
        language=version.language,
        subject=str(version.say(edition.title)),
        number=edition.name,
        date=version.date_of(edition.date, short=False),
        sent=datetime.combine(edition.date, MORNING, version.zone),
        preview=str(version.say(edition.summary)),
        url=home + edition.address,
        home=home,
        id_host=version.id_host,
        editorial=absolute(
            simplified(str(editorial or "")), version.site_url, version.prefix, edition.address
        ),
        news=[
            _notice(post, version, home, version.date_of_post(post, short=False)) for post in contents.posts
        ],
        events=[_notice(entry.event, version, home, version.when_of(entry)) for entry in contents.events],
        name=version.name,
        palette=version.palette,
        claim=str(version.say(cluster.claim)),
        address=version.text_of(contact.address) if contact else "",
        email=(contact.email if contact else None) or "",
        own_sender=(cluster.mailing.sender if cluster.mailing else None) or "",
    )


def _notice(thing: Post | Event, version: Version, home: str, date: str) -> Notice:
    return Notice(
        title=version.text_of(thing.title),
        url=home + thing.address,
        date=date,
        state=version.change_of(thing) if isinstance(thing, Event) else "",
        place=where_of(thing, version) if isinstance(thing, Event) else "",
        text=version.text_of(thing.summary),
        language=_foreign_language(thing.title, version),
    )


def _foreign_language(title: Text, version: Version) -> str:
    """The language of what a title announces if it is not the version's, else empty: below a name in another
    language, too, the text is translated."""
    spoken = version.say(title).language
    return "" if title.language or spoken == version.language else spoken
