"""The page that leads those who want to work with the cluster to its lists, by who they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cluster.content.equipment import Equipment
from cluster.content.joining import joining_says
from cluster.content.kinds import LISTINGS
from cluster.content.members import Member
from cluster.content.partners import Partner, Region
from cluster.content.projects import Project
from cluster.content.services import Call, Service
from cluster.content.version import SiteVersion
from cluster.pages.members import number_of_members
from cluster.pages.page import Page, page_of

READERS: Mapping[str, tuple[str, ...]] = {
    "companies": (Equipment.FOLDER, Service.FOLDER, Call.FOLDER, "join/"),
    "authorities": (Project.FOLDER, Region.FOLDER, Call.FOLDER),
    "clusters": (Partner.FOLDER, Project.FOLDER, Member.FOLDER),
    "students": (
        "members/?kind=university",
        "members/?kind=school",
        "members/?kind=research-institute",
        "members/?kind=company",
        Equipment.FOLDER,
        "events/",
    ),
}
"""What those who come to the cluster look for, in the order in which they need it."""


TEACHING = ("university", "school")
"""The kinds of members where the field is taught."""


class ListLink(NamedTuple):
    """A link to a list. The interface's word `way_NAME` says what readers find there."""

    address: str
    number: int
    """How many it has, of calls how many are open; 0 for a page that is no list."""
    name: str
    """`members` for the page `members/`, whose title the link has; else also the key of its own title."""
    says: str = ""
    """What stands for the name in `way_NAME`, if readers find something else there."""


def pages_of_cooperation(version: SiteVersion) -> Iterator[Page]:
    site = version.site
    if not site.has_cooperation:
        return
    numbers = offered(version) | ({"join/": 0} if site.cluster.has_joining else {})
    links = linked(numbers) | _members_by_kind(version)
    if joining := links.get("join/"):
        links["join/"] = joining._replace(says=joining_says(site.cluster.joining))
    readers = (who for who in READERS if who != "students" or serves_students(version))
    found = (
        (who, [_said_to(who, links[each], version) for each in READERS[who] if each in links])
        for who in readers
    )
    yield page_of(
        version,
        "cooperation/",
        "cooperation",
        word="cooperation",
        about=version.word("cooperation_lead"),
        readers=[(who, ways) for who, ways in found if ways],
    )


def _said_to(who: str, link: ListLink, version: SiteVersion) -> ListLink:
    """The link with what these readers find there, if that is something else: `way_equipment_students`."""
    name = f"{link.name}_{who}"
    return link._replace(name=name) if f"way_{name}" in version.words.entries else link


def serves_students(version: SiteVersion) -> bool:
    """Whether the page has something for students: it says where the field is taught."""
    return version.site.has_cooperation and any(each.kind in TEACHING for each in version.members)


def linked(numbers: Mapping[str, int]) -> dict[str, ListLink]:
    """Links to pages, by address; `numbers` says how many each lists."""
    return {each: ListLink(each, number, each.rstrip("/")) for each, number in numbers.items()}


def offered(version: SiteVersion) -> dict[str, int]:
    """The address of each list with something for readers, and how much it has: of calls, the open ones."""
    events = {"events/": 0} if any(each.kind != "deadline" for each in version.site.events) else {}
    calls = version.site.of(Call)
    is_open = sum(each.state(version.now) == "open" for each in calls)
    return lists_of(version) | events | ({Call.FOLDER: is_open} if calls else {})


def _members_by_kind(version: SiteVersion) -> dict[str, ListLink]:
    """Links to the members of each kind."""
    counts = Counter(each.kind for each in version.members)
    addresses = {kind: f"members/?kind={kind}" for kind in counts}
    return {each: ListLink(each, counts[kind], f"members_{kind}") for kind, each in addresses.items()}


def lists_of(version: SiteVersion) -> dict[str, int]:
    """The address of each list of the directory, and how many it has; former members do not count."""
    found = ((cls.FOLDER, version.members if cls is Member else version.site.of(cls)) for cls in LISTINGS)
    counts = {address: len(items) for address, items in found if items}
    if listed := counts.get(Member.FOLDER):
        counts[Member.FOLDER] = number_of_members(listed, version)
    return counts
