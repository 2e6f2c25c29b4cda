"""What the site can show for each area of the European assessment of cluster management (ESCA labels)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from cluster.content.awards import Award
from cluster.content.calendar_entries import CalendarEntry
from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.held import times_held, times_over
from cluster.content.key_figures import key_figures
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.version import SiteVersion
from cluster.dates import on_day
from cluster.pages.equipment import owners_in_words
from cluster.pages.members import number_of_members
from cluster.pages.partners import kinds_in_words
from cluster.reading.scalar_types import Link

Area = Literal["structure", "governance", "financing", "services", "interaction", "recognition"]
"""An area of the benchmarking by the European Secretariat for Cluster Analysis (ESCA)."""

AREAS: tuple[Area, ...] = get_args(Area)

METHOD = Link("https://www.cluster-analysis.org/benchmarked-clusters")
"""ESCA's page about the areas."""

SERVICES = ("workshop", "seminar", "conference", "trade-fair")
INTERACTION = ("meeting", "pillar-meeting", "partner-meeting", "meetup", "general-assembly")
"""The kinds of events that count for the areas `services` and `interaction`."""


_PAGES = {
    "pillars": "pillars/",
    "working-groups": "pillars/#working-groups",
    "events": "events/",
    "news": "news/",
    "members": "members/",
    "universities-and-institutes": "members/",
    "equipment": "equipment/",
    "partners": "partners/",
}
"""The page with what key figures count."""


class Fact(NamedTuple):
    """A statement about the cluster and the page that shows it, usually with a count."""

    text: str
    address: str
    number: int | None = None
    of: int | None = None
    """How many there are in all, if the count is a part of them."""
    note: str = ""
    """What the number consists of."""


def facts_of(area: Area, version: SiteVersion) -> list[Fact]:
    """The facts of an area; those with a count of zero are left out."""
    return [fact for fact in _FACTS[area](version) if fact.number != 0]


def _structure(version: SiteVersion) -> Iterator[Fact]:
    for figure in key_figures(version):
        about = version.words["about_approx"] if figure.of.approximate else ""
        text = " ".join(filter(None, (about, version.words.number(figure.value), figure.label)))
        yield Fact(text, _address(figure.of.counts or "", version))
        if figure.of.counts == "members":
            yield from _members_with_page(version)
    words, site = version.words, version.site
    if all(each.counts != "members" for each in version.cluster.figures):
        total = number_of_members(len(version.members), version)
        yield Fact(words["members"], _address("members", version), total)
        yield from _members_with_page(version)
    yield Fact(words["equipment"], "equipment/", len(site.of(Equipment)), note=owners_in_words(version))
    yield Fact(words["regions"], "regions/", len(site.of(Region)))
    yield Fact(version.words["founders"], "about/", len(version.site.cluster.founders))


def _address(counted: str, version: SiteVersion) -> str:
    """The page with what a key figure counts; the home page if there is none."""
    address = _PAGES.get(counted, "")
    return address if address.partition("#")[0] in version.site.addresses else ""


def _members_with_page(version: SiteVersion) -> Iterator[Fact]:
    """How many members the site introduces, if these are not all."""
    listed = len(version.members)
    number = number_of_members(listed, version)
    if 0 < listed < number:
        words = version.words
        text = words.count("members_with_page", listed).format(total=words.number(number))
        yield Fact(text, "members/")


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
    number = len(version.site.of(Partner))
    yield Fact(version.words["partners_all"], "partners/", number, note=kinds_in_words(version))


def _events(kinds: tuple[str, ...], version: SiteVersion) -> Iterator[Fact]:
    """How many times events of each kind were held, and how many more nobody knows of."""
    now, words = version.now, version.words
    for kind in kinds:
        events = [each for each in version.site.events if each.kind == kind]
        number = sum(times_held(each, now) for each in events)
        more = sum(times_over(each, now) for each in events) - number
        note = words.count("events_only_planned", more) if more else ""
        yield Fact(words[f"kinds_{kind}"], f"events/kinds/{kind}/", number, note=note)


def _recognition(version: SiteVersion) -> Iterator[Fact]:
    site, words = version.site, version.words
    yield Fact(words["awards"], "about/#awards", len(site.cluster.awards))
    proven = sum(1 for each in version.plan_progress.progress.values() if each.evidence)
    text = words["commitments_proven"].format(year=site.plan.year)
    yield Fact(text, "plan/progress/", proven, of=len(site.plan.commitments))
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
