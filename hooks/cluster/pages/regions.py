"""The pages of regions: what the cluster has in each, counted from the other lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from cluster.content.equipment import Equipment
from cluster.content.events import Event
from cluster.content.listing import naming
from cluster.content.members import Member
from cluster.content.partners import Domain, Partner, Region
from cluster.content.sources import links_in
from cluster.content.tags import Tag
from cluster.content.version import SiteVersion, Version
from cluster.frozen import frozen
from cluster.pages.lists import around_events
from cluster.pages.page import Page, page_of


@frozen
class InRegion:
    """What the cluster has in a region."""

    region: Region
    members: list[Member]
    """Those of today."""
    equipment: list[Equipment]
    partners: list[Partner]
    events: list[Event]
    """Those that a member of the region held or hosted, whether it is one today or not."""

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The name of each list and its number; empty ones are left out."""
        lists = (("members", self.members), ("equipment", self.equipment), ("partners", self.partners))
        return [(name, len(items)) for name, items in lists if items]


def pages_of_regions(version: SiteVersion) -> Iterator[Page]:
    regions = version.sorted(version.site.of(Region))
    if not regions:
        return
    found = [in_region(version, region) for region in regions]
    yield page_of(
        version,
        Region.FOLDER,
        "regions",
        word="regions",
        about=version.word("regions_lead"),
        above=("cooperation/",),
        regions=[(each.region, each.counts, _domains(version, each.region)) for each in found],
    )
    for each in found:
        yield _page(version, each)


def _page(version: SiteVersion, found: InRegion) -> Page:
    region = found.region
    return page_of(
        version,
        region.address,
        "region",
        title=region.title,
        about=partial(_about, found),
        texts=(region.text,),
        above=("cooperation/", Region.FOLDER),
        links=[*links_in(*region.domains), *region.sources],
        region=region,
        counts=found.counts,
        domains=_domains(version, region),
        members=found.members,
        equipment=[(each, _owner(version, each)) for each in found.equipment],
        partners=found.partners,
        **around_events(version, found.events),
    )


def in_region(version: SiteVersion, region: Region) -> InRegion:
    site = version.site
    at_home = {each.id for each in site.of(Member) if each.region == region.id}
    return InRegion(
        region=region,
        members=[each for each in version.members if each.id in at_home],
        equipment=[each for each in site.of(Equipment) if _is_in(each, region, at_home)],
        partners=[each for each in site.of(Partner) if each.id in region.partners],
        events=_held_by(at_home, site.events),
    )


def _is_in(equipment: Equipment, region: Region, at_home: Collection[str]) -> bool:
    """Whether equipment is in a region: its own one, else that of the member that owns it."""
    return equipment.region == region.id if equipment.region else (equipment.owner or "") in at_home


def _held_by(members: Collection[str], events: Iterable[Event]) -> list[Event]:
    of_member = naming(events, "members")
    ids = {event.id for id in members for event in of_member.get(id, [])}
    return [each for each in events if each.id in ids]


def _owner(version: SiteVersion, equipment: Equipment) -> Member | None:
    return version.site.find(Member, equipment.owner)


def _domains(version: SiteVersion, region: Region) -> list[tuple[Domain, list[Tag]]]:
    """The domains of the region's strategy with the pillars that they concern."""
    tags = version.pillar_tags
    return [(each, [tags[id] for id in each.pillars]) for each in region.domains]


def _about(found: InRegion, version: Version) -> str:
    counts = (version.words.count(f"number_of_{name}", number) for name, number in found.counts)
    start = f"{version.say(found.region.title)}: {', '.join(counts)}.".replace(": .", ".")
    return " ".join(filter(None, (start, version.text_of(found.region.text))))
