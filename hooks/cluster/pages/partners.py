"""The pages of partners: a list by country and kind, and a page for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple, get_args

from babel.core import get_global

from cluster.content.listing import Organisation, naming
from cluster.content.members import Member
from cluster.content.partners import Partner, PartnerKind, Region
from cluster.content.projects import Project
from cluster.content.version import SiteVersion, Version
from cluster.language import locale_of
from cluster.letters import order_of
from cluster.pages.lists import around_events
from cluster.pages.page import Page, page_of

KINDS: tuple[PartnerKind, ...] = get_args(PartnerKind)


class PartnersOfCountry(NamedTuple):
    """The partners of a country."""

    code: str
    kinds: list[tuple[PartnerKind, list[Partner]]]
    """The partners of each kind, in the order of KINDS."""

    @property
    def number(self) -> int:
        return sum(len(partners) for _, partners in self.kinds)


class SharedProject(NamedTuple):
    """A project in which a partner takes part."""

    project: Project
    others: list[Organisation]
    """The members of the cluster and the other partners that take part."""


def pages_of_partners(version: SiteVersion) -> Iterator[Page]:
    site = version.site
    if not site.of(Partner):
        return
    yield page_of(
        version,
        Partner.FOLDER,
        "partners",
        word="partners",
        about=version.word("partners_lead"),
        above=("cooperation/",),
        countries=countries_of(version),
        in_all=_in_all(version),
    )
    events, posts = naming(site.events, "joint_with"), naming(site.posts, "joint_with")
    projects, regions = naming(site.of(Project), "partners"), naming(site.of(Region), "partners")
    for partner in site.of(Partner):
        yield page_of(
            version,
            partner.address,
            "partner",
            title=partner.heading,
            about=partial(_about, partner),
            texts=(partner.does,),
            above=("cooperation/", Partner.FOLDER),
            links=partner.sources,
            partner=partner,
            regions=regions.get(partner.id, []),
            projects=[_shared(version, each, partner) for each in projects.get(partner.id, [])],
            posts=posts.get(partner.id, []),
            **around_events(version, events.get(partner.id, [])),
        )


def _shared(version: SiteVersion, project: Project, partner: Partner) -> SharedProject:
    site = version.site
    members, partners = site.by_id(Member), site.by_id(Partner)
    found = (*(members[id] for id in project.members), *(partners[id] for id in project.partners))
    return SharedProject(project, [each for each in found if each is not partner])


def _about(partner: Partner, version: Version) -> str:
    texts = [version.text_of(each) for each in (partner.does, partner.together)]
    name = str(version.say(partner.name)).removesuffix(".")  # of "e.V." one is enough
    return " ".join([f"{name}.", *filter(None, texts)])


def _in_all(version: SiteVersion) -> str:
    """`9 organisations: 7 clusters, 2 associations.`; of one kind only `7 clusters.`"""
    partners, kinds = version.site.of(Partner), f"{kinds_in_words(version)}."
    if len({each.kind for each in partners}) == 1:
        return kinds
    return version.words.labelled(version.words.count("number_of_organisations", len(partners)), kinds)


def kinds_in_words(version: SiteVersion) -> str:
    """`7 clusters, 2 associations`: how many organisations of each kind there are."""
    counts = Counter(each.kind for each in version.site.of(Partner))
    said = (version.words.count(f"number_of_partners_{kind}", counts[kind]) for kind in KINDS if counts[kind])
    return ", ".join(said)


def countries_of(version: SiteVersion) -> list[PartnersOfCountry]:
    """The partners by country: the cluster's own first, the others by their names; then by kind and name."""
    home = get_global("zone_territories").get(version.cluster.time_zone)
    names = locale_of(version.language).territories

    def order(partner: Partner) -> tuple[bool, tuple[str, str], int]:
        code = partner.country
        return code != home, order_of(names.get(code, code), version.language), KINDS.index(partner.kind)

    partners = sorted(version.sorted(version.site.of(Partner)), key=order)
    return [
        PartnersOfCountry(code, _by_kind(each))
        for code, each in groupby(partners, key=lambda each: each.country)
    ]


def _by_kind(partners: Iterable[Partner]) -> list[tuple[PartnerKind, list[Partner]]]:
    return [(kind, list(each)) for kind, each in groupby(partners, key=lambda each: each.kind)]
