"""The pages of members: all of them, and one of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, get_args

from cluster.content.calendar_entries import CalendarEntry
from cluster.content.equipment_rows import EquipmentRow
from cluster.content.events import Event
from cluster.content.listing import Linked, linked, naming
from cluster.content.members import Member, MemberKind
from cluster.content.partners import Region
from cluster.content.projects import Project
from cluster.content.sources import links_in
from cluster.content.tags import Tag
from cluster.content.version import SiteVersion, Version
from cluster.dates import When
from cluster.pages.composition import charts_of, growth_of
from cluster.pages.directory import Directory, Entry, FacetValue, directory_of
from cluster.pages.lists import around_events
from cluster.pages.logos import monograms
from cluster.pages.maps import towns_of
from cluster.pages.page import Page, page_of
from cluster.reading.scalar_types import Id

MOST_ROWS = 200
"""Up to how many members the table of members and pillars has; a longer one would not be read."""

MOST_NAMES = 36
"""How many names of members the home page shows."""


class MemberEntry(NamedTuple):
    """A member as lists show it."""

    member: Member
    pillars: tuple[Tag, ...]
    letters: str
    """Its monogram, for want of a logo; no other member has the same. It is that of the original name in all
    languages: nobody knows it by the letters of a translation."""


class Part(NamedTuple):
    """The part of a member in a pillar or a working group."""

    of: Tag
    address: str
    since: When | None
    is_guarantor: bool


def pages_of_members(version: SiteVersion) -> Iterator[Page]:
    """The list, then a page of each member, of former ones as well; none if there are no members."""
    everyone = version.site.of(Member)
    if not everyone:
        return
    entries = entries_of(version)
    yield _list(version, everyone, entries)
    site = version.site
    events, posts = naming(site.events, "members"), naming(site.posts, "members")
    projects, owned = naming(site.of(Project), "members"), _equipment_of_owners(version)
    for member in everyone:
        yield _member(
            version,
            entries[member.id],
            events=_events(version, events.get(member.id, [])),
            posts=posts.get(member.id, []),
            projects=projects.get(member.id, []),
            equipment=owned.get(member.id, []),
        )


def _equipment_of_owners(version: SiteVersion) -> dict[Id | None, list[EquipmentRow]]:
    found: dict[Id | None, list[EquipmentRow]] = {}
    for row in version.equipment:
        found.setdefault(row.item.owner, []).append(row)
    return found


# ---- All members --------------------------------------------------------------------------------------


def _list(version: SiteVersion, everyone: tuple[Member, ...], entries: Mapping[Id, MemberEntry]) -> Page:
    members = version.members
    directory = members_directory(version, entries)
    return page_of(
        version,
        Member.FOLDER,
        "members",
        word="members",
        about=partial(lead_on_members, len(members)),
        lead=lead_on_members(len(members), version),
        directory=directory,
        links=links_in(version.site.cluster.members_total),
        towns=towns_of(members),
        townless=[each for each in members if not each.town],
        rows=[each.item for each in directory.entries][:MOST_ROWS] if len(members) <= MOST_ROWS else [],
        pillars=[(each, sum(each.id in one.pillars for one in members)) for each in version.pillars],
        charts=charts_of(version),
        growth=growth_of(version, everyone) if _are_all(version) else None,
        former=[each for each in everyone if not each.is_one(version.today)],
    )


def _are_all(version: SiteVersion) -> bool:
    """Whether all members are listed. If not, a chart of their growth would contradict the known total."""
    listed = len(version.members)
    return number_of_members(listed, version) == listed


def number_of_members(listed: int, version: Version) -> int:
    """How many members there are: as many as the cluster states, or as are listed if that is more."""
    total = version.cluster.members_total
    return max(total.value if total else 0, listed)


def lead_on_members(shown: int, version: Version) -> str:
    """How many members there are, and how many of them are shown if these are not all."""
    words, number = version.words, number_of_members(shown, version)
    of_all = words.count("cluster_has_members", number)
    return of_all if number == shown else f"{of_all} {words.count('members_shown_here', shown)}"


def members_directory(version: SiteVersion, entries: Mapping[Id, MemberEntry]) -> Directory:
    """Today's members, to be filtered by pillar, kind, region and field of work."""
    return directory_of(
        (_entry(version, entries[each.id]) for each in version.members),
        {
            "pillar": [FacetValue(each.id, each.title) for each in version.site.plans.pillars],
            "kind": [FacetValue(each, version.words[f"members_{each}"]) for each in get_args(MemberKind)],
            "region": [FacetValue(each.id, each.title) for each in version.sorted(version.site.of(Region))],
            "field": [FacetValue(each.id, each.title) for each in version.cluster.fields_of_work],
        },
        incomplete=("pillar",),
    )


def _entry(version: SiteVersion, entry: MemberEntry) -> Entry:
    member = entry.member
    values = {
        "pillar": member.pillars,
        "kind": (member.kind,),
        "region": (member.region,) if member.region else (),
        "field": member.fields,
    }
    name = member.name if member.short_name else None
    return Entry(entry, values, version.text_of(name))


def entries_of(version: SiteVersion) -> dict[Id, MemberEntry]:
    """The entries of all members, of former ones as well, by id."""
    members = version.site.of(Member)
    letters = monograms({each.id: each.heading.original for each in members})
    return {
        each.id: MemberEntry(each, tuple(version.pillar_tags[id] for id in each.pillars), letters[each.id])
        for each in members
    }


# ---- A member -----------------------------------------------------------------------------------------


def _member(version: SiteVersion, entry: MemberEntry, **works: Any) -> Page:
    member = entry.member
    fields = {each.id: each.title for each in version.cluster.fields_of_work}
    return page_of(
        version,
        member.address,
        "member",
        title=member.heading,
        about=partial(_about_member, member),
        texts=(member.does, member.text),
        above=(Member.FOLDER,),
        links=member.sources,
        member=member,
        entry=entry,
        parts=_parts(version, member),
        region=version.site.find(Region, member.region),
        fields=[fields[id] for id in member.fields],
        is_former=not member.is_one(version.today),
        **works,
    )


def _events(version: SiteVersion, events: list[Event]) -> list[CalendarEntry]:
    """The next ones first, then the latest ones."""
    found = around_events(version, events)
    return [*found["coming"], *found["past"]]


def _parts(version: SiteVersion, member: Member) -> list[Part]:
    named = (
        *((version.pillar_tags[id], f"pillars/{id}/") for id in member.pillars),
        *((version.group_tags[id], f"working-groups/{id}/") for id in member.working_groups),
    )
    return [
        Part(tag, address, member.since_in(tag.id), tag.id in member.guarantor_of) for tag, address in named
    ]


def _about_member(member: Member, version: Version) -> str:
    """`Hydro – měření: Čidla pro měření průtoku. Přerov.`, or of whom less is known: `Voda: firma.`"""
    does = version.text_of(member.does) if member.does else version.words[f"member_{member.kind}"]
    said = (each.rstrip(".") for each in (does, version.text_of(member.town)) if each)
    return version.words.labelled(version.say(member.name), f"{'. '.join(said)}.")


def wall_of(version: SiteVersion) -> list[Member]:
    """The members whose names the home page shows, as many as fit."""
    return version.members[:MOST_NAMES]


def members_in(version: SiteVersion, id: str) -> list[tuple[Linked, bool]]:
    """Today's members in a pillar or a working group, and whether each is its guarantor."""
    return [
        (linked(each), id in each.guarantor_of)
        for each in version.members
        if id in each.pillars or id in each.working_groups
    ]
