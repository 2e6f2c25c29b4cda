"""Place, description and addresses of an external event (RFC 5545, 3.8.1; RFC 7986).

An address without a field of its own is added to the description, so that none is lost. Organizers and
attendees are left out: they are people, and our events are public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import PurePosixPath
from textwrap import shorten
from urllib.parse import unquote, urlsplit

from cluster.links import encoded
from cluster.office.calendar_import.content_lines import CONFERENCES, FORMATTED, Component, Line
from cluster.office.calendar_import.descriptions import addresses_in, plain, shown, without_addresses
from cluster.reading.scalar_types import Link
from cluster.reading.scalars import is_web_address

LONGEST_SUMMARY = 300
LONGEST_DESCRIPTION = 20_000
LONGEST_HTML = 200_000
"""Limits in characters; Outlook's HTML begins with long style sheets."""


@dataclass(slots=True, kw_only=True)
class EventTexts:
    """The texts of an event that people read."""

    place: str = ""
    link: Link | None = None
    """The page about the event (URL)."""
    online_link: Link | None = None
    """Where to join online."""
    attachments: list[tuple[str, Link]] = field(default_factory=list)
    """Documents on the web, with their titles."""
    words: str = ""
    """The description as plain text; see `descriptions`."""
    description: str = ""
    """The same, and below it all addresses that would be lost."""
    notes: list[str] = field(default_factory=list)
    """Hints for the editor about what is left out."""

    @property
    def summary(self) -> str:
        """The beginning of the words without the addresses behind them, cut between words; within the first
        word if that is too long."""
        words = on_one_line(without_addresses(self.words))
        short = shorten(words, LONGEST_SUMMARY, placeholder=" …")
        return short if len(short) > 2 else words[: LONGEST_SUMMARY - 1] + "…" * bool(words)

    @property
    def is_cut(self) -> bool:
        """Whether the summary lacks something of the description."""
        return self.summary != on_one_line(self.description)

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses that are in no other field of `Imported`."""
        links = (str(link) for _, link in self.attachments)
        return tuple(dict.fromkeys([*addresses_in(self.description), *links]))


def texts_of(event: Component) -> EventTexts:
    """The texts of an event."""
    texts = EventTexts(place=on_one_line(without_addresses(_location(event))))
    conferences = [line.value for name in CONFERENCES for line in event.all(name)]
    if is_web_address(texts.place):  # video calls often stand in LOCATION
        conferences.append(texts.place)
        texts.place = ""
    texts.online_link = next((Link(encoded(each)) for each in conferences if is_web_address(each)), None)
    url = event.first("URL")
    texts.link = Link(encoded(url.value)) if url and is_web_address(url.value) else None
    for line in event.all("ATTACH"):
        _attach(line, texts)
    _describe(event, texts)
    return texts


def text_of(line: Line | None) -> str:
    return line.text if line else ""


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def _location(event: Component) -> str:
    return plain(text_of(event.first("LOCATION")))


def _attach(line: Line, texts: EventTexts) -> None:
    """Add a document; a file that is part of the calendar is left out."""
    names = ("LABEL", "FILENAME", "X-FILENAME", "X-APPLE-FILENAME")
    name = next((line.parameters[each] for each in names if line.parameters.get(each)), "")
    if line.parameters.get("VALUE", "").upper() == "BINARY" or not shown(line.value):
        texts.notes.append(f"left out an attached file{f' ({name[:80]})' if name else ''}; add it by hand")
    elif is_web_address(line.value):
        path = urlsplit(line.value)
        title = PurePosixPath(name or unquote(path.path)).name or path.netloc
        texts.attachments.append((on_one_line(plain(title))[:200] or path.netloc, Link(encoded(line.value))))


def _describe(event: Component, texts: EventTexts) -> None:
    """Add the description."""
    raw = text_of(event.first("DESCRIPTION"))
    if len(raw) > LONGEST_DESCRIPTION:
        texts.notes.append(f"description cut after {LONGEST_DESCRIPTION:,} characters")
    formatted = [plain(html[:LONGEST_HTML]) for html in _formatted(event)]
    texts.words = plain(raw[:LONGEST_DESCRIPTION]) or "\n".join(formatted)
    known = {
        texts.link,
        texts.online_link,
        *(link for _, link in texts.attachments),
        *addresses_in(texts.place),
    }
    lines = [texts.words]
    hidden = (
        each for text in (unescape(raw[LONGEST_DESCRIPTION:]), *formatted) for each in addresses_in(text)
    )
    for label, address in [*(("", each) for each in hidden), *_others(event)]:
        if address and address not in known and not any(address in line for line in lines):
            lines.append(f"{label}: {address}" if label else address)
    texts.description = "\n".join(filter(None, lines))


def _formatted(event: Component) -> Iterator[str]:
    """The description as HTML; Thunderbird puts it into a parameter."""
    for name in FORMATTED:
        yield from (line.text for line in event.all(name))
    for line in event.all("DESCRIPTION"):
        kind, comma, html = line.parameters.get("ALTREP", "").partition(",")
        if comma and kind.lower().startswith("data:text/html") and ";base64" not in kind.lower():
            yield unquote(html)


def _others(event: Component) -> Iterator[tuple[str, str]]:
    """Labels and addresses outside of the description."""
    for name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
        yield from (("", shown(line.parameters.get("ALTREP", ""))) for line in event.all(name))
    for name in ("URL", *CONFERENCES, "ATTACH", "LINK"):
        for line in event.all(name):
            if line.parameters.get("VALUE", "").upper() != "BINARY":
                yield on_one_line(line.parameters.get("LABEL", "")), shown(line.value)
    yield from (("", each) for each in addresses_in(_location(event)))
    for line in event.all("CONTACT"):
        yield "", on_one_line(plain(line.text))
