"""The items of feeds: the texts of each announcement in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.documents import simplified
from cluster.content.equipment import Equipment
from cluster.content.listing import Listing
from cluster.content.members import Member
from cluster.content.news import Post
from cluster.content.newsletter import EditionContents
from cluster.content.plan_changes import Change
from cluster.content.recorded_changes import RecordedChanges
from cluster.content.services import Call
from cluster.content.version import Version
from cluster.content.where import where_of
from cluster.feeds.announcements import Announced, Announcement
from cluster.language import Phrase, Text
from cluster.links import absolute, quoted, to
from cluster.pictures.model import Rendition, plain_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file attached to an item."""

    url: str
    type: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item of a feed, independent of the format. All addresses are absolute."""

    guid: str
    title: str
    url: str
    summary: str
    content: str
    """HTML."""
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...] = ()
    language: str
    picture: Enclosure | None = None


def item_of(announcement: Announcement, version: Version) -> FeedItem:
    """The item of an announcement in the version's language."""
    home = version.home
    parts = _PARTS[type(announcement.of)](announcement.of, version, _editors_text(announcement.prose))
    picture = parts.picture or announcement.picture
    return FeedItem(
        guid=f"{version.id_base}#{announcement.name}.{version.language}",
        title=_in_one_line(parts.title),
        url=home + announcement.address,
        summary=parts.summary,
        content=absolute(str(parts.content), version.site_url, version.prefix, announcement.address),
        published=announcement.at,
        updated=announcement.updated,
        authors=parts.authors or (version.name,),
        categories=parts.categories,
        language=version.language,
        picture=_enclosure(picture, version) if picture else None,
    )


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _enclosure(picture: Rendition, version: Version) -> Enclosure:
    return Enclosure(url=version.site_url + quoted(picture.path), type=picture.type, size=picture.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The parts of an item that depend on what is announced."""

    title: str
    summary: str
    content: Markup
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    picture: Rendition | None = None


def _of_change(change: Change, version: Version, text: Markup) -> _Parts:
    return _Parts(
        title=str(version.say(change.title)),
        summary=version.text_of(change.text or change.title),
        content=_paragraphs(version.text_of(change.text)) or _paragraphs(version.text_of(change.title)),
    )


def _of_day(recorded: RecordedChanges, version: Version, text: Markup) -> _Parts:
    changes = recorded.changes
    rows = [
        Markup('<li><a href="{}">{}</a>: {} → {}</li>').format(
            to(each.address), str(version.say(each.title)), each.was, each.now
        )
        for each in changes
    ]
    return _Parts(
        title=version.title_of_day(recorded.day),
        summary="; ".join(f"{version.say(each.title)}: {each.was} → {each.now}" for each in changes),
        content=Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(rows)),
    )


def _paragraphs(*texts: str) -> Markup:
    return Markup("\n").join(Markup("<p>{}</p>").format(text) for text in texts if text)


def _editors_text(prose: Phrase | None) -> Markup:
    return Markup(simplified(prose.text)) if prose else Markup("")


def _of_post(post: Post, version: Version, text: Markup) -> _Parts:
    tags = {tag.id: tag.title for tag in version.cluster.tags}
    titles = [
        *(pillar.title for pillar in version.pillars_of(post)),
        *(version.group_tags[id].title for id in post.working_groups),
        *(tags[id] for id in post.tags),
    ]
    picture = post.image.picture if post.image else None
    shown = Markup("")
    if post.image and picture:
        shown = Markup("<p>{}</p>\n").format(plain_shown(picture, str(version.say(post.image.alt))))
    summary = version.text_of(post.summary)
    return _Parts(
        title=str(version.say(post.title)),
        summary=summary,
        content=shown + (text or _paragraphs(summary)),
        authors=tuple(version.text_of(author) for author in post.authors),
        categories=tuple(str(version.say(title)) for title in titles),
        picture=picture.preview if picture else None,
    )


def _of_edition(contents: EditionContents, version: Version, text: Markup) -> _Parts:
    edition = contents.edition
    posts = _links((version.say(post.title), post.address) for post in contents.posts)
    events = _links(
        (version.stated(str(version.say(each.event.title)), each.event), each.address)
        for each in contents.events
    )
    words = version.words
    parts = [
        text,
        *([Markup("<h2>{}</h2>").format(words["news"]), posts] if posts else []),
        *([Markup("<h2>{}</h2>").format(words["coming_events"]), events] if events else []),
    ]
    return _Parts(
        title=words.labelled(f"{words['newsletter']} {edition.name}", version.say(edition.title)),
        summary=version.text_of(edition.summary),
        content=Markup("\n").join(part for part in parts if part)
        or _paragraphs(version.text_of(edition.summary)),
        categories=(words["newsletter"],),
    )


def _links(named: Iterable[tuple[object, str]]) -> Markup:
    """A list of links."""
    rows = [
        Markup('<li><a href="{}">{}</a></li>').format(to(address), str(title)) for title, address in named
    ]
    return Markup("<ul>\n{}\n</ul>").format(Markup("\n").join(rows)) if rows else Markup("")


def _of_entry(entry: CalendarEntry, version: Version, text: Markup) -> _Parts:
    event = entry.event
    where = "" if entry.closes else where_of(event, version)
    facts = [each for each in (version.when_of(entry), where) if each]
    texts = [
        each
        for each in (
            version.change_of(event, closes=entry.closes),
            ", ".join(facts),
            version.text_of(event.summary),
        )
        if each
    ]
    return _Parts(
        title=version.title_of(entry),
        summary=". ".join(text.rstrip(".") for text in texts) + ".",
        content=Markup("\n").join(part for part in (_paragraphs(*texts), text) if part)
        or Markup("<p>{}</p>").format(version.title_of(entry)),
        categories=(
            version.words[f"kind_{entry.kind}"],
            *(version.text_of(pillar.title) for pillar in version.pillars_of(event)),
        ),
    )


def _of_member(member: Member, version: Version, text: Markup) -> _Parts:
    return _listed(member, version, member.does, member.text)


def _of_equipment(equipment: Equipment, version: Version, text: Markup) -> _Parts:
    return _listed(equipment, version, equipment.measures, equipment.access_note)


def _of_call(call: Call, version: Version, text: Markup) -> _Parts:
    words, closes = version.words, version.date_of(call.closes, short=False) if call.closes else ""
    said = words.labelled(words["call_closes"], closes) if closes else ""
    return _listed(call, version, call.who, call.budget, said=said)


_NEW: Mapping[type[Listing], str] = {Member: "new_member", Equipment: "new_equipment", Call: "new_call"}
"""The key of the title under which feeds announce a listed item."""


def title_of_new(item: Listing, version: Version) -> str:
    """`Nový člen: Lupa`."""
    return version.words[_NEW[type(item)]].format(title=version.say(item.heading))


def _listed(item: Member | Equipment | Call, version: Version, *texts: Text | None, said: str = "") -> _Parts:
    title = title_of_new(item, version)
    sentences = [each for each in (said, *map(version.text_of, texts)) if each] or [title]
    pillars = (version.pillar_tags[id].title for id in item.pillars)
    return _Parts(
        title=title,
        summary=" ".join(f"{each.rstrip('.')}." for each in sentences),
        content=_paragraphs(*sentences),
        categories=tuple(str(version.say(each)) for each in pillars),
    )


_PARTS: Mapping[type[Announced], Callable[[Any, Version, Markup], _Parts]] = {
    Post: _of_post,
    EditionContents: _of_edition,
    CalendarEntry: _of_entry,
    Change: _of_change,
    RecordedChanges: _of_day,
    Member: _of_member,
    Equipment: _of_equipment,
    Call: _of_call,
}
"""The function for each type in `Announced`."""
