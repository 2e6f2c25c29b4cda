"""What the site shows of the areas in which a cluster's management is assessed for the European labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from babel.numbers import format_decimal

from cluster.content.calendar_entries import Entry, once, past
from cluster.content.events import Event
from cluster.content.organisation import Award
from cluster.content.version import Voice
from cluster.dates import on_day

Area = Literal["structure", "governance", "financing", "services", "interaction", "recognition"]
"""Those about which the benchmarking of the European Secretariat for Cluster Analysis (ESCA) asks."""

AREAS: tuple[Area, ...] = get_args(Area)

METHOD = "https://www.cluster-analysis.org/benchmarked-clusters"
"""Where it says so."""

SERVICES = ("workshop", "seminar", "conference", "trade-fair")
INTERACTION = ("meeting", "pillar-meeting", "partner-meeting", "meetup", "general-assembly")
"""Kinds of events, by the area for which they speak."""


class Fact(NamedTuple):
    """Something that is counted on the site, and where it can be seen."""

    text: str
    address: str
    number: int | None = None


def facts_of(area: Area, voice: Voice) -> list[Fact]:
    """What the site shows of an area; what there is none of is left out."""
    return [fact for fact in _FACTS[area](voice) if fact.number != 0]


def _structure(voice: Voice) -> Iterator[Fact]:
    for figure in voice.figures:
        about = voice.words["about_approx"] if figure.of.approximate else ""
        number = str(format_decimal(figure.value, locale=voice.language))
        yield Fact(" ".join(filter(None, (about, number, figure.label))), "")
    yield Fact(voice.words["founders"], "about/", len(voice.site.cluster.founders))


def _governance(voice: Voice) -> Iterator[Fact]:
    plan, words = voice.site.plan, voice.words
    yield Fact(words["organs"], "about/#organs", len(voice.site.cluster.organs))
    yield Fact(words["goals"], "plan/", len(plan.goals))
    yield Fact(words["promises"], "plan/progress/", len(plan.promises))
    yield Fact(words["working_groups"], "pillars/#working-groups", len(plan.working_groups))


def _financing(voice: Voice) -> Iterator[Fact]:
    yield Fact(voice.words["projects"], "about/#projects", len(voice.site.cluster.projects))


def _services(voice: Voice) -> Iterator[Fact]:
    return _events(SERVICES, voice)


def _interaction(voice: Voice) -> Iterator[Fact]:
    return _events(INTERACTION, voice)


def _events(kinds: tuple[str, ...], voice: Voice) -> Iterator[Fact]:
    """How many events of some kinds have taken place with the cluster: not what only its plan names."""
    for kind in kinds:
        over = once(past(voice.site.entries_on(("kind", kind)), voice.today))
        held = [entry for entry in over if entry.event.status == "confirmed"]
        yield Fact(voice.words[f"kinds_{kind}"], f"events/kinds/{kind}/", len(held))


def _recognition(voice: Voice) -> Iterator[Fact]:
    site, words = voice.site, voice.words
    yield Fact(words["awards"], "about/#awards", len(site.cluster.awards))
    proven = sum(1 for each in voice.keeping.progress.values() if each.evidence)
    yield Fact(words["promises_proven"].format(year=site.plan.year), "plan/progress/", proven)
    yield Fact(words["news"], "news/", len(site.posts))
    yield Fact(words["coverage"], "press/#coverage", len(site.cluster.coverage))
    for plan in site.plans.all:
        if plan.ends < voice.today:
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


def expiries_of(voice: Voice) -> list[Entry]:
    """The last days of labels and awards, as deadlines for the office's calendar."""
    events = [_expiry(award, voice) for award in voice.site.cluster.awards]
    return [Entry(event=event, when=event.when) for event in events if event.when]


def _expiry(award: Award, voice: Voice) -> Event:
    title = voice.said("label_expires", title=str(voice.say(award.title)))
    return Event(
        id=award.expiry_id,
        title=title,
        kind="deadline",
        when=on_day(award.expires) if award.expires else None,
        page=f"excellence/#label-{award.id}",
        digest=repr((title, award.expires)),
    )
