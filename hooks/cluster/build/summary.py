"""The summary that a build prints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cluster.build.context import Build
from cluster.checks.doubts import doubts_of
from cluster.checks.links import values_to_check
from cluster.content.gaps import gaps_of
from cluster.content.reminders import attention, outcomes, status_of, statuses_of
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.content.waiting import waiting_lines
from cluster.feeds.announcements import is_announced
from cluster.pages.menu import lists_in_no_menu
from cluster.problems import counted


class EngineReport(NamedTuple):
    """What the engine told of a build; as `BuildReport`."""

    summary: str
    notices: tuple[str, ...]
    gaps: tuple[str, ...]


class BuildReport:
    """What is told of a build, each part made when it is asked for: a preview tells none."""

    def __init__(self, build: Build) -> None:
        self._build = build

    @cached_property
    def summary(self) -> str:
        """Counts and reminders for the editor, as text of one or more lines."""
        return summary_of(self._build, self.notices)

    @cached_property
    def notices(self) -> tuple[str, ...]:
        """The end of the summary: what is not published, doubtful values and files, one a line."""
        return notices_in(self._build)

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        """What visitors look for and the site does not say, one a line; see `content/gaps.py`."""
        return gaps_in(self._build)


def summary_of(build: Build, notices: Iterable[str]) -> str:
    """Counts, reminders and the `notices_in` the build, one or more lines."""
    version, site = build.default, build.site
    pages, languages = sum(map(len, build.pages.values())), ", ".join(build.versions)
    built = (
        f"Built {counted(pages, '{n} page', '{n} pages')} "
        f"in {counted(len(build.versions), '{n} language', '{n} languages')} ({languages}), "
        f"{counted(len(site.events), '{n} event', '{n} events')}, {_news_in(build)}, "
        f"{counted(len(site.editions), '{n} edition', '{n} editions')}, as of {version.today}."
    )
    plan = f"The plan for {site.plan.year}: {statuses_of(version.plan_progress)}. More: cluster status"
    return "\n".join([built, plan, *attention(site, version.today), *notices])


def _news_in(build: Build) -> str:
    """`2 news items (1 without an exact date and so not in the feed)`."""
    posts, language = build.site.posts, build.default.language
    counts = counted(len(posts), "{n} news item", "{n} news items")
    undated = sum(1 for post in posts if not is_announced(post, language))
    return f"{counts} ({undated} without an exact date and so not in the feed)" if undated else counts


def notices_in(build: Build) -> tuple[str, ...]:
    """`notices_of` the content of a build, lists in no menu, and the notes on files that are left aside."""
    notices = notices_of(build.whole, build.site, build.default.today)
    return (*notices, *lists_in_no_menu(build.site, build.menu), *build.notes)


def notices_of(whole: Site, public: Site, today: date) -> list[str]:
    """What is not published yet, and doubts about valid values, one a line: for every command."""
    return [*waiting_lines(whole, public), *map(str, [*doubts_of(whole, today), *values_to_check(public)])]


def attention_of(whole: Site, version: SiteVersion) -> list[str]:
    """What the office should look at, one a line; `whole` is the site with all that is hidden."""
    site = version.site
    return [*status_of(site, version.plan_progress), *notices_of(whole, site, version.today)]


def gaps_in(build: Build) -> tuple[str, ...]:
    """What the published site does not say: `outcomes` and `gaps_of`."""
    site, today = build.site, build.default.today
    return (*gaps_of(site, today), *outcomes(site, today))
