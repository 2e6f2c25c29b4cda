"""Rules for news, the newsletter, plan changes and boilerplates: each rule is a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.checks.values import repeated, unknown, values_of
from cluster.content.kinds import label
from cluster.content.media import BOILERPLATE_LENGTHS
from cluster.content.news import Post
from cluster.content.site import Site
from cluster.problems import Problem


def tags_are_known(site: Site) -> Iterator[Problem]:
    """The tags of news are listed in data/cluster.yaml."""
    known = dict.fromkeys(tag.id for tag in site.cluster.tags)
    for post in site.posts:
        yield from unknown(site, "tag", label(post), post, "tags", known)


def guids_are_unique(site: Site) -> Iterator[Problem]:
    """No two news items have the same id in feeds: a feed reader would show only one of them."""
    owners = {post.id: post for post in site.posts}
    seen: dict[str, Post] = {}
    for post in site.posts:
        if post.guid is None:
            continue
        other = owners.get(post.guid) or seen.get(post.guid)
        if other and other is not post:
            message = f"guid '{post.guid}' is already used by docs/news/{other.id}.md"
            yield Problem(post.at.of("guid"), f"news '{post.id}': {message}")
        seen.setdefault(post.guid, post)


def publication_days_are_exact(site: Site) -> Iterator[Problem]:
    """An embargo ends on an exact day, and nothing is updated before it is published."""
    for where, embargo, place in values_of(site, "embargo"):
        if embargo and (not embargo.is_exact or embargo.starts != embargo.ends or embargo.closes):
            message = f"expected a day, or a day and hour, found '{embargo.written}'"
            form = "write it as 2027-10-13 or 2027-10-13 09:00"
            yield Problem(place, f"{where}: embargo: {message}; {form}")
    for post in site.posts:
        if post.updated and post.date and post.updated < post.date.starts:
            message = f"updated: {post.updated} is before the date {post.date.written}"
            yield Problem(post.at.of("updated"), f"news '{post.id}': {message}")


def edition_numbers_are_unique(site: Site) -> Iterator[Problem]:
    """No two editions of a year have the same number."""
    editions = sorted(site.editions, key=lambda each: each.id)
    for edition, other in repeated(editions, lambda each: each.name):
        owner = f"docs/newsletter/{other.id}.md"
        message = f"number {edition.number} of {edition.date.year} is already used by {owner}"
        yield Problem(edition.at.of("number"), f"{label(edition)}: {message}")


def changes_name_activities(site: Site) -> Iterator[Problem]:
    """The `activity` of a change is in a plan."""
    known = dict.fromkeys(activity.id for activity in site.plans.activities)
    for change in site.changes:
        yield from unknown(site, "activity", label(change), change, "activity", known)


def boilerplates_are_not_too_long(site: Site) -> Iterator[Problem]:
    """Each boilerplate has at most the length that journalists expect."""
    press = site.cluster.press
    if press is None:
        return
    for name, limit in BOILERPLATE_LENGTHS.items():
        for language, text in getattr(press.boilerplate, name).versions:
            if len(text) > limit:
                message = f"{name} ({language}): too long: {len(text)} characters (limit: {limit})"
                yield Problem(press.boilerplate.at.of(name), f"boilerplate: {message}")


RULES = (
    tags_are_known,
    guids_are_unique,
    publication_days_are_exact,
    edition_numbers_are_unique,
    changes_name_activities,
    boilerplates_are_not_too_long,
)
