"""What a build tells an editor at its end."""

from __future__ import annotations

from cluster.build.context import Build
from cluster.content.reminders import attention, statuses_of
from cluster.feeds.announcements import is_announced


def summary_of(build: Build) -> str:
    """What was built and what needs attention: a line or more."""
    version, site = build.default, build.site
    vague = sum(1 for post in site.posts if not is_announced(post, version.language))
    outside = f" ({vague} without an exact day, so not in the feed)" if vague else ""
    built = (
        f"Built {sum(map(len, build.pages.values()))} pages "
        f"in {len(build.versions)} languages ({', '.join(build.versions)}), "
        f"{len(site.events)} events, {len(site.posts)} news items{outside}, {len(site.editions)} editions, "
        f"as of {version.today}."
    )
    plan = f"The plan for {site.plan.year}: {statuses_of(version.plan_progress)}. More: cluster status"
    return "\n".join([built, plan, *attention(site, version.today)])
