"""Items of a file of data/ that have a page of their own: members, equipment, services, partners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

from cluster.content.item import Item, Wanted
from cluster.frozen import frozen
from cluster.language import Text
from cluster.letters import order_of
from cluster.pictures.model import Image, Picture
from cluster.reading.scalar_types import Email, Id, Link, Phone

I = TypeVar("I", bound=Item)  # noqa: E741

LOGO_BYTES = 2_000_000
"""The size that the file of a logo may have: larger ones are photographs, or were never meant for a page."""


@frozen
class Listing(Item):
    """One entry of a list that is a page itself, with a page for each entry."""

    FOLDER: ClassVar[str]
    """The address of the list, and the folder of the pages of its entries: `members/`."""

    id: Id
    """Small letters (a to z, no accents), digits and hyphens; it must not change once published, as it is
    part of addresses."""
    image: Image | None = None
    """A picture, `{file: members/hall.jpg, alt: …}`, at the head of its page."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where what is said here can be checked."""

    @property
    def heading(self) -> Text:
        """The title of its page, and its name in lists and links."""
        raise NotImplementedError

    @property
    def address(self) -> str:
        """The path of its page below the language's folder, with a `/` at its end."""
        return f"{self.FOLDER}{self.id}/"

    def wanted(self) -> Iterable[Wanted]:
        if self.image:
            yield Wanted(self.image.file, self.image.at)

    def illustrated(self, pictures: Mapping[str, Picture]) -> Self:
        if self.image is None or self.image.file not in pictures:
            return self
        return replace(self, image=replace(self.image, picture=pictures[self.image.file]))


@frozen
class Titled(Listing):
    """A listed thing."""

    title: Text
    """What it is called."""

    @property
    def heading(self) -> Text:
        return self.title


@frozen
class Organisation(Listing):
    """A listed organisation."""

    name: Text
    """The full name, for a company as in the register."""
    short_name: Text | None = None
    """The name in everyday use, for lists, links and the map."""
    logo: str = ""
    """The path below `docs/` of its logo as SVG, PNG, WebP or JPEG: `members/logo.svg`."""
    logo_picture: Picture | None = field(default=None, metadata={"written": False})
    """The logo as pages show it."""

    @property
    def heading(self) -> Text:
        return self.short_name or self.name

    def wanted(self) -> Iterable[Wanted]:
        yield from super().wanted()
        if self.logo:
            yield Wanted(self.logo, self.at.of("logo"), LOGO_BYTES)

    def illustrated(self, pictures: Mapping[str, Picture]) -> Self:
        item = super().illustrated(pictures)
        picture = pictures.get(self.logo)
        return replace(item, logo_picture=picture) if picture else item


@frozen
class Address:
    """Somebody to write to: a role rather than a name."""

    role: Text
    """Who answers, such as `Head of the laboratory`."""
    email: Email | None = None
    """An e-mail address."""
    phone: Phone | None = None
    """A phone number with the country code."""


def naming(items: Iterable[I], field: str) -> dict[str, list[I]]:
    """The items by each id in a field of theirs, in the given order: `naming(site.events, "members")`."""
    found: dict[str, list[I]] = {}
    for item in items:
        for id in getattr(item, field):
            found.setdefault(id, []).append(item)
    return found


class Linked(NamedTuple):
    """An organisation or a region to which pages link."""

    name: Text
    address: str = ""
    """Its page; `` if it has none, as an owner who is no member."""


def linked(listed: Listing) -> Linked:
    """What a page shows of what it only names, so that its key has nothing else of it."""
    return Linked(listed.heading, listed.address)


def by_heading(items: Iterable[Any], chain: tuple[str, ...] = ()) -> list[Any]:
    """Items in the order of their headings for readers of the first language of `chain`, else of the default
    one."""

    def order(item: Any) -> tuple[str, str, str]:
        heading = item.heading.best(chain)
        return (*order_of(heading.text, (*chain, heading.language)[0]), item.id)

    return sorted(items, key=order)
