"""Partners and regions: entries of data/partners.yaml."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Literal

from cluster.content.item import Reference, references_in
from cluster.content.listing import Organisation, Titled
from cluster.dates import When
from cluster.frozen import frozen
from cluster.language import Text
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import CountryCode, Id, Link

PartnerKind = Literal[
    "cluster",
    "platform",
    "association",
    "innovation-centre",
    "agency",
    "research-institute",
    "university",
    "school",
    "company",
    "authority",
    "certifier",
    "other",
]


@frozen
class Centre:
    """The innovation centre of a region."""

    name: Text
    """The name of the centre."""
    link: Link | None = None
    """The address of its website."""


@frozen
class Strategy:
    """The strategy of smart specialisation (RIS3) of a region."""

    title: Text
    """The name of the document."""
    link: Link | None = None
    """The address at which it can be read."""
    approved: date | None = None
    """The day on which it was approved."""


@frozen
class Domain:
    """A domain of a region's strategy that concerns the cluster."""

    title: Text
    """The domain in the words of the strategy."""
    pillars: tuple[Id, ...] = ()
    """A list of ids of pillars that it concerns."""
    sources: tuple[Link, ...] = ()
    """A list of web addresses where the wording can be checked."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


@frozen
class Region(Titled):
    """A region with members, equipment or events of the cluster."""

    FOLDER = "regions/"

    centre: Centre | None = None
    """Its innovation centre, `{name: …, link: …}`."""
    strategy: Strategy | None = None
    """Its strategy of smart specialisation, `{title: …, link: …}`."""
    domains: tuple[Domain, ...] = ()
    """A list of the strategy's domains that concern the cluster, `{title: …}`."""
    text: Text | None = None
    """A few sentences: what the field means in the region."""
    partners: tuple[Id, ...] = ()
    """A list of ids of partners at home in the region."""

    @property
    def references(self) -> list[Reference]:
        return references_in(self, {"partners": Partner})


@frozen
class Partner(Organisation):
    """An organisation that works with the cluster without belonging to it."""

    FOLDER = "partners/"

    kind: PartnerKind
    """The sort of organisation, such as `cluster`, `association` or `innovation-centre`."""
    country: CountryCode
    """The code of its country: `BE`."""
    town: Text | None = None
    """The town of its seat."""
    homepage: Link | None = None
    """The address of its website."""
    does: Text | None = None
    """One sentence: what it does."""
    together: Text | None = None
    """One or two sentences: what the cluster does with it."""
    since: When | None = None
    """The date since which the two have worked together."""
    fulfils: tuple[Id, ...] = ()
    """A list of ids of the activities that joint events with it fulfil."""
