"""The summary that a build prints."""

from __future__ import annotations

from cluster.build.context import Build
from cluster.checks.links import values_to_check
from cluster.content.reminders import attention, statuses_of
from cluster.feeds.announcements import is_announced


def summary_of(build: Build) -> str:
    """Counts and reminders, one or more lines."""
    version, site = build.default, build.site
    undated = sum(1 for post in site.posts if not is_announced(post, version.language))
    left_out = f" ({undated} without an exact date, not in the feed)" if undated else ""
    built = (
        f"Built {sum(map(len, build.pages.values()))} pages "
        f"in {len(build.versions)} languages ({', '.join(build.versions)}), "
        f"{len(site.events)} events, {len(site.posts)} news items{left_out}, {len(site.editions)} editions, "
        f"as of {version.today}."
    )
    plan = f"The plan for {site.plan.year}: {statuses_of(version.plan_progress)}. More: cluster status"
    doubtful = map(str, values_to_check(site))
    return "\n".join([built, plan, *attention(site, version.today), *doubtful])
