"""The picture that other websites and messengers show beside a link to a page.

It is the editor's picture, cut to the shape that they show, else a card with the page's title. Pages that
nobody is likely to share by themselves, such as months, have the card of their section: drawing a card takes
about as long as rendering a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from cluster.content.version import Version
from cluster.links import quoted
from cluster.pages.page import Page
from cluster.pictures.cards import SIZE, TYPE, Card
from cluster.pictures.icons import ICON, SIZES
from cluster.pictures.model import Picture
from cluster.pictures.shared import JPEG, path_of, size_of
from cluster.typography import typeset


class SharePicture(NamedTuple):
    """The picture of a page, and what it is made from."""

    path: str
    """Below the site."""
    width: int
    height: int
    type: str
    alt: str
    made_from: Card | Picture | None
    """None for the icon, where no card can be drawn."""


def picture_of(page: Page) -> SharePicture:
    look = page.version.cluster.look
    picture = page.image.picture if page.image else look.share_picture if look and not page.address else None
    if picture and (size := size_of(picture)):
        alt = page.version.text_of(page.image.alt) if page.image else page.version.name
        return SharePicture(path_of(picture), *size, JPEG, alt, picture)
    if not page.version.card_look:
        return SharePicture(ICON, SIZES[ICON], SIZES[ICON], TYPE, page.version.name, None)
    card = card_of(page)
    alt = " – ".join(each for each in (card.above, card.title, card.date, card.name) if each)
    return SharePicture(card.path, *SIZE, TYPE, alt, card)


Seen = tuple[str, int, int, str]
"""The path below the site, the width, the height and the type of a picture."""


def seen_elsewhere(page: Page) -> Seen | None:
    """What a build records of a page's picture, so that the next one need not compute it for an unchanged
    page; None if the page has no picture but the icon."""
    picture = picture_of(page)
    return picture[:4] if picture.made_from else None


def address_of_picture(page: Page) -> str:
    """The absolute address."""
    return page.version.site_url + quoted(picture_of(page).path)


def card_of(page: Page) -> Card:
    """The page's own card, or that of its section."""
    version, about = page.version, _ABOUT.get(page.kind)
    section = page.crumbs[0][0] if page.crumbs else ""
    if section and not about:
        return _card(version, section, _About())
    if not page.address:
        return _card(version, version.text_of(version.cluster.claim), _About())
    return _card(version, page.stated_title, about(page) if about else _About(), section)


class _About(NamedTuple):
    """What a card says beside the title."""

    pillars: Iterable[str] = ()
    """The ids of the pillars that the page is about; empty if it is about none in particular."""
    date: str = ""
    above: str = ""
    """Instead of section and pillar."""


def _card(version: Version, title: str, about: _About, section: str = "") -> Card:
    tags = version.pillar_tags
    pillars = {each.number: each for id in about.pillars if (each := tags.get(id))}
    named = [f"{each.number} {version.say(each.title)}" for each in pillars.values()]
    above = about.above or " · ".join(filter(None, [section, *(named if len(named) == 1 else ())]))
    return Card(
        title=typeset(title, version.language),
        above=typeset(above, version.language),
        date=typeset(about.date, version.language),
        name=version.name,
        pillars=tuple(sorted(pillars or {each.number for each in tags.values()})),
        look=version.card_look,
    )


def _event(page: Page) -> _About:
    entry = page.dated
    date = page.version.date_of(entry.when) if entry and entry.when else ""
    return _About(page.values["event"].pillars, date)


def _pillar(page: Page) -> _About:
    pillar, version = page.values["pillar"], page.version
    return _About([pillar.id], above=version.words["pillar_number"].format(number=pillar.number))


def _edition(page: Page) -> _About:
    return _About(date=page.version.date_of(page.values["edition"].date))


_ABOUT: Mapping[str, Callable[[Page], _About]] = {
    "event": _event,
    "post": lambda page: _About(page.values["post"].pillars, page.version.date_of_post(page.values["post"])),
    "edition": _edition,
    "member": lambda page: _About(page.values["member"].pillars),
    "equipment": lambda page: _About(page.values["row"].item.pillars),
    "project": lambda page: _About(page.values["project"].pillars),
    "pillar": _pillar,
    **{kind: lambda page: _About() for kind in ("goal", "working-group", "progress", "report", "prose")},
}
"""The pages below another one that have a card of their own, by kind."""
