"""What data/cluster.yaml holds for the media."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from cluster.dates import When
from cluster.language import Text
from cluster.pictures.model import Image
from cluster.problems import NOWHERE, Place
from cluster.reading.schema import Email, LanguageCode, Link

BOILERPLATE_LENGTHS = {"short": 200, "medium": 600, "long": 1500}
"""The most characters of each text about the cluster for the media."""


@dataclass(frozen=True, kw_only=True)
class Boilerplate:
    """Who the cluster is, for those who write about it, in three lengths."""

    short: Text
    """At most 200 characters."""
    medium: Text
    """At most 600 characters."""
    long: Text
    """At most 1,500 characters."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class MediaContact:
    """Whom journalists ask."""

    name: str
    role: Text | None = None
    email: Email | None = None
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class MediaService:
    """What the page for the media offers beside news."""

    boilerplate: Boilerplate
    contact: MediaContact | None = None
    logos: tuple[str, ...] = ()
    """Paths below docs/, beside the site's own logo."""
    pictures: tuple[Image, ...] = ()
    note: Text | None = None
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What somebody else has published about the cluster."""

    title: Text
    outlet: str
    when: When | None = None
    when_note: Text | None = None
    languages: tuple[LanguageCode, ...] = ()
    """Of the piece."""
    link: Link
