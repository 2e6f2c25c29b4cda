"""What the site can show for each area of the European assessment of cluster management (ESCA labels)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from babel.numbers import format_decimal

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.held import held
from cluster.content.key_figures import key_figures
from cluster.content.organisation import Award
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.version import SiteVersion
from cluster.dates import on_day
from cluster.language import locale_of
from cluster.reading.scalar_types import Link

Area = Literal["structure", "governance", "financing", "services", "interaction", "recognition"]
"""An area of the benchmarking by the European Secretariat for Cluster Analysis (ESCA)."""

AREAS: tuple[Area, ...] = get_args(Area)

METHOD = Link("https://www.cluster-analysis.org/benchmarked-clusters")
"""ESCA's page about the areas."""

SERVICES = ("workshop", "seminar", "conference", "trade-fair")
INTERACTION = ("meeting", "pillar-meeting", "partner-meeting", "meetup", "general-assembly")
"""The kinds of events that count for the areas `services` and `interaction`."""


class Fact(NamedTuple):
    """A statement about the cluster and the page that shows it, usually with a count."""

    text: str
    address: str
    number: int | None = None


def facts_of(area: Area, version: SiteVersion) -> list[Fact]:
    """The facts of an area; those with a count of zero are left out."""
    return [fact for fact in _FACTS[area](version) if fact.number != 0]


def _structure(version: SiteVersion) -> Iterator[Fact]:
    for figure in key_figures(version):
        about = version.words["about_approx"] if figure.of.approximate else ""
        number = str(format_decimal(figure.value, locale=locale_of(version.language)))
        yield Fact(" ".join(filter(None, (about, number, figure.label))), "")
    words, site = version.words, version.site
    yield Fact(words["members"], "members/", len(version.members))
    yield Fact(words["equipment"], "equipment/", len(site.of(Equipment)))
    yield Fact(words["regions"], "regions/", len(site.of(Region)))
    yield Fact(version.words["founders"], "about/", len(version.site.cluster.founders))


def _governance(version: SiteVersion) -> Iterator[Fact]:
    plan, words = version.site.plan, version.words
    yield Fact(words["organs"], "about/#organs", len(version.site.cluster.organs))
    yield Fact(words["goals"], "plan/", len(plan.goals))
    yield Fact(words["commitments"], "plan/progress/", len(plan.commitments))
    yield Fact(words["working_groups"], "pillars/#working-groups", len(plan.working_groups))


def _financing(version: SiteVersion) -> Iterator[Fact]:
    yield Fact(version.words["projects"], "projects/", len(version.site.of(Project)))
    yield Fact(version.words["calls"], "calls/", len(version.site.of(Call)))


def _services(version: SiteVersion) -> Iterator[Fact]:
    yield from _events(SERVICES, version)
    yield Fact(version.words["services"], "services/", len(version.site.of(Service)))


def _interaction(version: SiteVersion) -> Iterator[Fact]:
    yield from _events(INTERACTION, version)
    yield Fact(version.words["partners"], "partners/", len(version.site.of(Partner)))


def _events(kinds: tuple[str, ...], version: SiteVersion) -> Iterator[Fact]:
    """The number of dates on which events of each kind were held."""
    site, today = version.site, version.today
    for kind in kinds:
        number = sum(len(held(event, site, today)) for event in site.events if event.kind == kind)
        yield Fact(version.words[f"kinds_{kind}"], f"events/kinds/{kind}/", number)


def _recognition(version: SiteVersion) -> Iterator[Fact]:
    site, words = version.site, version.words
    yield Fact(words["awards"], "about/#awards", len(site.cluster.awards))
    proven = sum(1 for each in version.plan_progress.progress.values() if each.evidence)
    yield Fact(words["commitments_proven"].format(year=site.plan.year), "plan/progress/", proven)
    yield Fact(words["news"], "news/", len(site.posts))
    yield Fact(words["coverage"], "press/#coverage", len(site.cluster.coverage))
    for plan in site.plans.all:
        if plan.ends < version.today:
            yield Fact(words["report_of"].format(year=plan.year), f"reports/{plan.year}/")


_FACTS = {
    "structure": _structure,
    "governance": _governance,
    "financing": _financing,
    "services": _services,
    "interaction": _interaction,
    "recognition": _recognition,
}


# ---- The labels' expiry --------------------------------------------------------------------------------


def expiries_of(version: SiteVersion) -> list[CalendarEntry]:
    """The last day of each label and award, as a deadline for the office's calendar."""
    events = [_expiry(award, version) for award in version.site.cluster.awards]
    return [CalendarEntry(event=event, when=event.when) for event in events if event.when]


def _expiry(award: Award, version: SiteVersion) -> Event:
    title = version.phrase("label_expires", title=str(version.say(award.title)))
    return Event(
        id=award.expiry_id,
        title=title,
        kind="deadline",
        when=on_day(award.expires) if award.expires else None,
        page=f"excellence/#label-{award.id}",
    )
