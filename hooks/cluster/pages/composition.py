"""What the members of a cluster are: counted by kind, size and region, and over the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple, get_args

from cluster.content.members import Member, MemberKind, Size
from cluster.content.partners import Region
from cluster.content.version import SiteVersion
from cluster.language import Text


class Share(NamedTuple):
    """How many members have something in common."""

    title: Text | str
    number: int
    percent: int
    """The length of its bar; the longest has 100."""
    address: str = ""
    """The page about it."""


class Chart(NamedTuple):
    """Members counted by one property; each of them once."""

    name: str
    """`kind`, `size` or `region`."""
    shares: tuple[Share, ...]


class GrowthYear(NamedTuple):
    """A year in which members joined or left."""

    year: int
    joined: int
    left: int
    total: int
    """How many members there were at its end, of those of whom it is known when they joined."""
    percent: int


class Growth(NamedTuple):
    """How the number of members grew."""

    years: tuple[GrowthYear, ...]
    unknown: int
    """How many of today's members have no known day of joining."""


def charts_of(version: SiteVersion) -> list[Chart]:
    """The charts that say something: those with at least two different values."""
    charts = [
        Chart("kind", _shares(*_by_word(version, "kind", "members_", get_args(MemberKind)))),
        Chart("size", _shares(*_by_word(version, "size", "size_", get_args(Size)))),
        Chart("region", _shares(*_by_region(version))),
    ]
    return [chart for chart in charts if len(chart.shares) > 1]


Counted = Iterable[tuple[Text | str, int, str]]
"""Title, number of members and address of the page."""


def _by_word(version: SiteVersion, field: str, prefix: str, values: Sequence[str]) -> tuple[Counted, int]:
    counts = Counter(getattr(each, field) for each in version.members)
    return ((version.words[prefix + each], counts[each], "") for each in values), counts[None]


def _by_region(version: SiteVersion) -> tuple[Counted, int]:
    counts = Counter(each.region for each in version.members)
    regions = sorted(version.site.of(Region), key=lambda each: -counts[each.id])
    return ((each.title, counts[each.id], each.address) for each in regions), counts[None]


def _shares(counted: Counted, unknown: int) -> tuple[Share, ...]:
    """Those that are not empty, and last the members of which it is unknown, under an empty title."""
    found = [each for each in (*counted, ("", unknown, "")) if each[1]]
    most = max((count for _, count, _ in found), default=1)
    return tuple(Share(title, count, _percent(count, most), address) for title, count, address in found)


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole)


def growth_of(version: SiteVersion, members: Sequence[Member]) -> Growth | None:
    """The growth by year; None if too little is known. `members` are those of today and former ones."""
    unknown = sum(1 for each in version.members if each.since is None)
    dated = [(each.since.starts.year, each.until) for each in members if each.since]
    joined = Counter(year for year, _ in dated)
    left = Counter(until.year for _, until in dated if until and until < version.today)
    if len(joined) < 2:
        return None
    rows, total = [], 0
    for year in range(min(joined), max(*joined, *left) + 1):
        total += joined[year] - left[year]
        rows.append((year, joined[year], left[year], total))
    most = max(total for *_, total in rows)
    years = (GrowthYear(*row, _percent(row[-1], most)) for row in rows)
    return Growth(tuple(years), unknown)
