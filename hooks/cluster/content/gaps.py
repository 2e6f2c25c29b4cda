"""What the site does not say yet: for the office, never for visitors.

Pages leave out what is not known; here it is named with the line to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from cluster.content.addresses import STATEMENTS
from cluster.content.confirmed import cited_on
from cluster.content.general_texts import GENERAL
from cluster.content.joining import Joining
from cluster.content.members import Member, current
from cluster.content.news import Post
from cluster.content.organisation import Contact
from cluster.content.reminders import named
from cluster.content.services import Service
from cluster.content.site import Site
from cluster.content.sources import SOURCES
from cluster.language import Text
from cluster.problems import counted

Gap = Callable[[Site, date], Iterator[str]]


def contact(site: Site, today: date) -> Iterator[str]:
    """The ways to reach the cluster."""
    known = site.cluster.contact or Contact()
    ways = {"email": "office@…", "phone": "+…", "address": "…"}
    missing = [f"'{key}: {example}'" for key, example in ways.items() if not getattr(known, key)]
    if missing:
        what = f"{_listed(missing)} {_below('contact')}"
        yield f"/contact/ does not say how to reach the cluster: write {what}."


def joining(site: Site, today: date) -> Iterator[str]:
    """What the page about becoming a member cannot say."""
    cluster, known = site.cluster, site.cluster.joining or Joining()
    facts = {"who": known.who, "steps": known.steps, "fee": known.fee, "email": cluster.joining_email}
    missing = [key for key, value in facts.items() if not value]
    if not cluster.has_joining:
        yield (
            f"Nothing says how to become a member: write 'join: …' in {_CLUSTER}, "
            f"and in its 'joining': {', '.join(missing)}."
        )
    elif missing:
        yield f"/join/ does not say: {', '.join(missing)}. Write it {_below('joining')}."


def newsletter(site: Site, today: date) -> Iterator[str]:
    """How to subscribe to the newsletter by e-mail."""
    known = site.cluster.mailing
    if site.editions and not (known and (known.form or known.email)):
        what = f"write 'email: office@…' or 'form: https://…' {_below('mailing')}"
        yield f"/subscribe/ does not say how to get the newsletter by e-mail: {what}."


def own_texts(site: Site, today: date) -> Iterator[str]:
    """What the cluster says of itself, where it still is what any cluster could say."""
    general = [f"'{key}'" for key, texts in GENERAL.items() if _is_among(texts, getattr(site.cluster, key))]
    if general:
        what = f"write your own {_listed(general)} in {_CLUSTER}"
        yield f"The home page says what any cluster could say: {what}."


def _is_among(texts: Mapping[str, str], text: Text) -> bool:
    return any(texts.get(language) == version for language, version in text.versions)


def publisher(site: Site, today: date) -> Iterator[str]:
    """Who publishes the site."""
    known = {key: getattr(site.cluster, key) for key in ("legal_name", "registration_number")}
    if missing := [f"'{key}: …'" for key, value in known.items() if not value]:
        yield f"The footer does not say who publishes the site: write {_listed(missing)} in {_CLUSTER}."


def statements(site: Site, today: date) -> Iterator[str]:
    """The pages about the site itself."""
    if missing := [f"docs/{each.rstrip('/')}.md" for each in STATEMENTS if each not in site.statements]:
        yield f"The footer leads to no statement on the site itself: write {_listed(missing)}."
    if "privacy/" in site.statements and not site.cluster.server_logs:
        yield f"/privacy/ does not say what the web server records: write 'server_logs: …' in {_CLUSTER}."


def media_contact(site: Site, today: date) -> Iterator[str]:
    """Whom journalists ask."""
    press = site.cluster.press
    if press and not press.contact:
        yield f"/press/ names nobody to ask: write 'contact: {{name: …, email: …}}' {_below('press')}."


def organs(site: Site, today: date) -> Iterator[str]:
    """The members of governing bodies."""
    for organ in site.cluster.organs:
        if organ.seats and len(organ.people) < organ.seats:
            yield (
                f"/about/ names {len(organ.people)} of the {organ.seats} members of '{organ.id}': "
                f"write '- {{name: …, role: …}}' under its 'people' in {_CLUSTER}."
            )


def guarantors(site: Site, today: date) -> Iterator[str]:
    """The people answerable for pillars."""
    pillars = [each for each in site.plan.pillars if each.is_one(today) and not each.guarantors]
    if pillars:
        counts = counted(
            len(pillars),
            "{n} pillar names nobody who is its guarantor",
            "{n} pillars name nobody who is their guarantor",
        )
        yield _added(counts, pillars, "guarantors: [{name: …, role: …}]", _PLAN)


def leads(site: Site, today: date) -> Iterator[str]:
    """The people who lead working groups."""
    groups = [each for each in site.plan.working_groups if each.state != "closed" and not each.lead]
    if groups:
        counts = counted(len(groups), "{n} working group has no lead", "{n} working groups have no lead")
        yield _added(counts, groups, "lead: …", _PLAN)


def prices(site: Site, today: date) -> Iterator[str]:
    """What services cost."""
    services = [each for each in site.of(Service) if not each.price]
    if services:
        counts = counted(len(services), "{n} service has no price", "{n} services have no price")
        yield _added(counts, services, "price: …", "data/services.yaml")


def logos(site: Site, today: date) -> Iterator[str]:
    """The logos of members."""
    members = [each for each in current(site.of(Member), today) if not each.logo]
    if members:
        counts = counted(len(members), "{n} member has no logo", "{n} members have no logo")
        yield _added(counts, members, "logo: members/….svg", "data/members.yaml")


def places(site: Site, today: date) -> Iterator[str]:
    """Where members are on the map; one of each town tells it for all."""
    members = current(site.of(Member), today)
    known = {each.town.original for each in members if each.town and each.coordinates}
    lacking = [each for each in members if not (each.town and each.town.original in known)]
    if lacking:
        counts = counted(len(lacking), "{n} member is not on the map", "{n} members are not on the map")
        yield _added(counts, lacking, "coordinates: 50.85, 4.35", "data/members.yaml")


def pictures(site: Site, today: date) -> Iterator[str]:
    """The pictures of news."""
    posts = [each for each in site.of(Post) if not each.image]
    if posts:
        counts = counted(len(posts), "{n} news item has no picture", "{n} news items have no picture")
        yield _added(counts, posts, "image: {file: news/….jpg, alt: …}", "docs/news/<id>.md")


def labels(site: Site, today: date) -> Iterator[str]:
    """Until when quality labels are valid."""
    awards = [each for each in site.cluster.awards if each.kind == "label" and not each.expires]
    if awards:
        counts = counted(len(awards), "{n} label has no last day", "{n} labels have no last day")
        yield _added(counts, awards, "expires: 2027-12-31", _CLUSTER)


def licence(site: Site, today: date) -> Iterator[str]:
    """The terms of the open data."""
    if not site.cluster.licence:
        yield f"Nobody knows how the open data may be used: write 'licence: https://…' in {_CLUSTER}."


def titles(site: Site, today: date) -> Iterator[str]:
    """The titles of the web pages that confirm facts."""
    bare = sum(not each.title for each in site.cited(cited_on(site)))
    if bare:
        counts = counted(bare, "{n} source has no title", "{n} sources have no title")
        yield f"{counts}: write '- {{link: https://…, title: …}}' in {SOURCES}."


GAPS: tuple[Gap, ...] = (
    contact,
    joining,
    newsletter,
    own_texts,
    publisher,
    statements,
    media_contact,
    organs,
    guarantors,
    leads,
    prices,
    logos,
    places,
    pictures,
    labels,
    licence,
    titles,
)
"""The most important first: what keeps somebody from getting in touch comes before what only looks bare."""

_CLUSTER, _PLAN = "data/cluster.yaml", "data/plan.yaml"


def gaps_of(site: Site, today: date) -> list[str]:
    """What the office could add, one a line, the most important first."""
    return [line for gap in GAPS for line in gap(site, today)]


def _added(counts: str, things: Iterable[Any], line: str, file: str) -> str:
    """`2 pillars name nobody who is their guarantor: rivers. Write 'guarantors: …' in data/plan.yaml.`"""
    return f"{counts}: {named([str(each.id) for each in things])}. Write '{line}' in {file}."


def _below(key: str) -> str:
    return f"under '{key}' in {_CLUSTER}"


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
