"""What must hold of news, the newsletter and texts for the media: each rule a function, listed in RULES."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.media import BOILERPLATE_LENGTHS
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.site import Site
from cluster.problems import Problem, suggestion


def tags_are_known(site: Site) -> Iterator[Problem]:
    """News name tags of data/cluster.yaml."""
    known = dict.fromkeys(tag.id for tag in site.cluster.tags)
    for post in site.posts:
        for tag in post.tags:
            if tag not in known:
                cure = "" if known else "; list it in data/cluster.yaml: tags: [{id: …, title: …}]"
                yield Problem(post.at, f"news '{post.id}': no tag '{tag}'{suggestion(tag, known)}{cure}")


def items_of_feeds_are_told_apart(site: Site) -> Iterator[Problem]:
    """No two news have one id in feeds."""
    owners = {post.id: post for post in site.posts}
    seen: dict[str, Post] = {}
    for post in site.posts:
        if post.guid is None:
            continue
        other = owners.get(post.guid) or seen.get(post.guid)
        if other and other is not post:
            message = f"guid '{post.guid}' is that of docs/news/{other.id}.md; feeds need one for each"
            yield Problem(post.at, f"news '{post.id}': {message}")
        seen.setdefault(post.guid, post)


def days_of_publication_are_days(site: Site) -> Iterator[Problem]:
    """An embargo ends on a day that is known, and nothing is updated before it is published."""
    named = [("event", e.id, e.embargo, e.at) for e in site.events]
    named += [("news", p.id, p.embargo, p.at) for p in site.posts]
    for kind, id, embargo, place in named:
        if embargo and (not embargo.is_exact or embargo.starts != embargo.ends or embargo.closes):
            form = "write 2022-10-13 or 2022-10-13 09:00"
            yield Problem(place, f"{kind} '{id}': embargo: '{embargo.written}' is no day and no hour; {form}")
    for post in site.posts:
        if post.updated and post.date and post.updated < post.date.starts:
            message = f"updated on {post.updated}, before its date {post.date.written}"
            yield Problem(post.at, f"news '{post.id}': {message}")


def editions_are_sound(site: Site) -> Iterator[Problem]:
    """An edition has a number of its own in its year, and names news and events that there are."""
    events = dict.fromkeys(event.id for event in site.events)
    news = dict.fromkeys(post.id for post in site.posts)
    seen: dict[str, Edition] = {}
    for edition in sorted(site.editions, key=lambda each: each.id):
        where = f"edition '{edition.id}'"
        if other := seen.get(edition.name):
            message = (
                f"number {edition.number} of {edition.date.year} is that of docs/newsletter/{other.id}.md"
            )
            yield Problem(edition.at, f"{where}: {message} already")
        seen.setdefault(edition.name, edition)
        for kind, ids, known in (("news", edition.news, news), ("event", edition.events, events)):
            for id in ids or ():
                if id not in known:
                    yield Problem(edition.at, f"{where}: no {kind} '{id}'{suggestion(id, known)}")


def changes_are_of_the_plan(site: Site) -> Iterator[Problem]:
    """A change names an activity of the plan, if any."""
    known = dict.fromkeys(activity.id for activity in site.plans.activities)
    for change in site.changes:
        if change.activity and change.activity not in known:
            hint = suggestion(change.activity, known)
            yield Problem(change.at, f"change '{change.id}': no activity '{change.activity}'{hint}")


def boilerplates_are_short_enough(site: Site) -> Iterator[Problem]:
    """A text for the media has the length that journalists expect of it."""
    press = site.cluster.press
    if press is None:
        return
    for name, most in BOILERPLATE_LENGTHS.items():
        for language, text in getattr(press.boilerplate, name).versions:
            if len(text) > most:
                message = f"{name} ({language}): it has {len(text)} characters; at most {most} belong here"
                yield Problem(press.boilerplate.at, f"boilerplate: {message}")


RULES = (
    tags_are_known,
    items_of_feeds_are_told_apart,
    days_of_publication_are_days,
    editions_are_sound,
    changes_are_of_the_plan,
    boilerplates_are_short_enough,
)
