"""Drafts the next edition of the newsletter."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cluster.content.newsletter import Edition
from cluster.content.site import Site
from cluster.content.version import SiteVersion
from cluster.language import Text
from cluster.messages.phrases import phrase
from cluster.reading.scalar_types import Id


def draft_of_edition(whole: Site, version: SiteVersion) -> tuple[str, str]:
    """Path (from the project root) and text of the next edition: news since the last one, events ahead.

    Its title is that of the first of them, as its number stands beside it wherever it is shown.

    `whole` is the site including drafts, whose numbers are taken too; `version` is in the default language.
    """
    today = version.today
    taken = [each.number for each in whole.editions if each.date.year == today.year]
    number = max(taken, default=0) + 1
    nothing = Text.of(**{version.language: "-"})  # placeholder, only to ask which news and events go in
    edition = Edition(
        id=Id(f"{today.year}-{number}"), number=number, date=today, title=nothing, summary=nothing
    )
    contents = version.site.contents_of(edition, version.now)
    posts = [(each.id, str(version.say(each.title)), version.date_of_post(each)) for each in contents.posts]
    events = [
        (each.event.id, version.title_of(each), version.when_of(each, short=True, inside=True))
        for each in contents.events
    ]
    title, *others = [title for _, title, _ in (*posts, *events)] or [_number_of(edition, version)]
    alone = str(version.say(contents.posts[0].summary)) if posts else _number_of(edition, version)
    lines = [
        "---",
        f"# {_on_publishing(version.language)}",
        "draft: true",
        f"number: {number}",
        f"date: {today}",
        f"# {_on_title(version.language)}",
        f"title: {_quoted(title)}",
        f"summary: {_quoted(' · '.join(others[:3]) or alone)}",
        f"# {_on_contents(version.language)}",
        *_id_list("news", posts),
        *_id_list("events", events),
        "---",
        "",
    ]
    return f"docs/newsletter/{edition.id}.md", "\n".join(lines)


def _number_of(edition: Edition, version: SiteVersion) -> str:
    return version.words["edition_number"].format(number=edition.name)


def _on_publishing(language: str) -> str:
    return phrase(
        language, "A draft: nothing of it is published before you delete the next line, nor before its date."
    )


def _on_title(language: str) -> str:
    return phrase(
        language,
        "The title is the subject of the e-mail, too; the summary is what mail programs show beside it.",
    )


def _on_contents(language: str) -> str:
    return phrase(
        language, "What goes in, in this order; delete what should not, add other ids of news and events."
    )


def _quoted(text: str) -> str:
    """As a YAML scalar: JSON is a subset of YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _id_list(key: str, items: Iterable[tuple[Id, str, str]]) -> list[str]:
    """A YAML list of ids, each with its title and date as a comment."""
    rows = []
    for id, title, date in items:
        facts = (_one_line(title), date)
        rows.append(f"  - {id}  # {', '.join(filter(None, facts))}")
    return [f"{key}:", *rows] if rows else [f"{key}: []"]


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
