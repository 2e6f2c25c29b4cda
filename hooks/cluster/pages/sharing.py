"""Drafts of posts for social networks, and links to share a page."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import urlencode

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.news import Post
from cluster.content.version import Version
from cluster.content.where import where_of

NETWORKS = {"LinkedIn": 3_000, "Facebook": 63_206, "X": 280, "Mastodon": 500}
"""The maximum length of a post, as each network counts characters."""

LINK = 23
"""The length that X and Mastodon count for any link (docs.x.com, "Counting characters";
docs.joinmastodon.org, "Posting to your profile")."""

_SHORT_LINKS = ("X", "Mastodon")

_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Inclusive ranges of code points that X counts as one character; it counts all others as two."""


class Draft(NamedTuple):
    """A text to publish on a network."""

    network: str
    text: str
    """Ends with the link, which has UTM parameters so that the office can see where readers came from."""
    length: int
    """As the network counts it."""
    most: int
    """The network's maximum."""


class Way(NamedTuple):
    """A link that opens a network's or mail program's form with the page filled in."""

    name: str
    url: str


def drafts_of(thing: Post | CalendarEntry, version: Version) -> list[Draft]:
    """A draft for each network."""
    title, rest = _texts(thing, version)
    return [_draft(network, title, rest, _address(thing, version, network)) for network in NETWORKS]


def ways_to_share(thing: Post | CalendarEntry, version: Version) -> list[Way]:
    """Links for readers to share the page."""
    url = version.home + thing.address
    title, _ = _texts(thing, version)
    mail = urlencode({"subject": title, "body": f"{title}\n{url}"}).replace("+", "%20")
    return [
        Way(version.words["email"], f"mailto:?{mail}"),
        Way("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}"),
        Way("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}"),
        Way("X", f"https://x.com/intent/post?{urlencode({'text': title, 'url': url})}"),
    ]


def _texts(thing: Post | CalendarEntry, version: Version) -> tuple[str, list[str]]:
    """The title, and the paragraphs below it."""
    if isinstance(thing, Post):
        return str(version.say(thing.title)), [version.text_of(thing.summary)]
    event, former = thing.event, version.times.former_dates(thing.event)
    when = f"{version.when_of(thing)} ({former})" if former else version.when_of(thing)
    facts = ", ".join(fact for fact in (when, where_of(event, version)) if fact)
    title = version.stated(str(version.say(event.title)), event)
    return title, [each for each in (facts, version.text_of(event.summary)) if each]


def _address(thing: Post | CalendarEntry, version: Version, network: str) -> str:
    name = f"news-{thing.id}" if isinstance(thing, Post) else f"event-{thing.event.id}"
    parameters = {"utm_source": network.lower(), "utm_medium": "social", "utm_campaign": name}
    return f"{version.home}{thing.address}?{urlencode(parameters)}"


def _draft(network: str, title: str, rest: list[str], address: str) -> Draft:
    """As much of the text as the network allows, then the link."""
    most = NETWORKS[network]
    link = LINK if network in _SHORT_LINKS else len(address)
    text = _shortened(network, "\n\n".join([title, *rest]), most - _length(network, "\n\n") - link)
    length = _length(network, f"{text}\n\n") + link
    return Draft(network, f"{text}\n\n{address}", length, most)


def _length(network: str, text: str) -> int:
    """The length of a text without links, as the network counts it."""
    if not text or max(text) <= chr(_LIGHT[0][1]):
        return len(normalize("NFC", text) if network == "X" else text)
    if network != "X":
        return len(text.encode("utf-16-le")) // 2  # UTF-16 code units: most emoji are two
    points = [ord(character) for character in normalize("NFC", text)]
    return sum(1 if any(first <= point <= last for first, last in _LIGHT) else 2 for point in points)


def _shortened(network: str, text: str, room: int) -> str:
    """The text, cut between words to the length `room`."""
    if _length(network, text) <= room:
        return text
    while text and _length(network, f"{text}…") > room:
        shorter = text.rstrip().rpartition(" ")[0]
        text = shorter or text[:-1]
    return f"{text.rstrip(' ,;:–-')}…"
