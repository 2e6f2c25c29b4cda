"""The part of data/cluster.yaml for the media."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.pictures.model import Image
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Email, LanguageCode, Link, Phone

BOILERPLATE_LENGTHS = {"short": 200, "medium": 600, "long": 1500}
"""The maximum number of characters of each boilerplate text."""


@frozen
class Boilerplate:
    """A description of the cluster for journalists, in three lengths."""

    short: Text
    """One sentence of at most 200 characters."""
    medium: Text
    """A paragraph of at most 600 characters."""
    long: Text
    """At most 1,500 characters."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class MediaContact:
    """The person who answers journalists."""

    name: str
    """The full name."""
    role: Text | None = None
    """The position held in the cluster."""
    email: Email | None = None
    """An e-mail address."""
    phone: Phone | None = None
    """A phone number with the country code: `+00 123 456 789`."""


@frozen
class MediaService:
    """What the page for the media offers besides news."""

    boilerplate: Boilerplate
    """Descriptions of the cluster in three lengths."""
    contact: MediaContact | None = None
    """The person who answers journalists."""
    logos: tuple[str, ...] = ()
    """A list of further logos besides the site's own: paths below `docs/`, `[press/logo-dark.svg]`."""
    pictures: tuple[Image, ...] = ()
    """A list of photographs that the media may use, each `{file: …, alt: …}`."""
    note: Text | None = None
    """What journalists should know about the texts and pictures."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@frozen
class Coverage:
    """An article or broadcast about the cluster."""

    title: Text
    """What the piece says, in the cluster's own words."""
    outlet: str
    """The name of the newspaper, magazine, station or website."""
    when: When | None = None
    """The date of publication."""
    when_note: Text | None = None
    """What is known about the date, where there is no exact one."""
    languages: tuple[LanguageCode, ...] = ()
    """A list of codes of the languages of the piece: `[cs, en]`."""
    link: Link
    """The web address of the piece."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


def logos_of(press: MediaService | None, own: Sequence[str]) -> list[str]:
    """The paths of the logos for the media, the site's own first."""
    return list(dict.fromkeys([*own, *(press.logos if press else ())]))
