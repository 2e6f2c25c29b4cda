"""Generates the plan, events and news of a sample cluster of any size, as sources for ours, plain MkDocs and
Hugo; `directories` adds members and equipment. Deterministic: the same arguments
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import yaml

LANGUAGES = ("cs", "en", "de")
NAMES = {"cs": "Česky", "en": "English", "de": "Deutsch"}
SINGULAR = {
    "events": "event",
    "news": "report",
    "pillars": "pillar",
    "goals": "goal",
    "working-groups": "group",
}
FIXED = ("", "plan/", "pillars/", "events/", "news/", "about/", "contact/")
"""Addresses of fixed pages that all three generators build. Ours adds more: months, years and kinds of the
calendar, news by pillar, subscriptions, the newsletter, the media page, plan changes and progress, labels."""

WORDS = {
    "cs": "optika světlo čočka laser měření výzkum firma společně vývoj přístroj povrch vrstva spektrum "
    "účastníci setkání univerzita ústav výroba nový přesný členové klastru představili zkušenosti",
    "en": "optics light lens laser measurement research company together development instrument surface "
    "layer spectrum participants meeting university institute production new precise members presented",
    "de": "Optik Licht Linse Laser Messung Forschung Firma gemeinsam Entwicklung Gerät Oberfläche Schicht "
    "Spektrum Teilnehmer Treffen Universität Institut Fertigung neue genaue Mitglieder zeigten",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The content of one page, in each language."""

    kind: str
    """A key of SINGULAR."""
    number: int
    day: date
    titles: dict[str, str]
    summaries: dict[str, str]
    bodies: dict[str, str]
    """Markdown, without the links."""
    pillars: tuple[int, ...] = ()
    event: int | None = None

    @property
    def id(self) -> str:
        return f"{SINGULAR[self.kind]}-{self.number}"

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleCluster:
    """The content of a site."""

    languages: tuple[str, ...]
    items: dict[str, list[Item]] = field(default_factory=dict)

    @property
    def everything(self) -> Iterator[Item]:
        for items in self.items.values():
            yield from items


def sample_of(languages: int, *, events: int, news: int = 1) -> SampleCluster:
    """A cluster with a small plan and exactly so many events and news."""
    counts = {
        "events": events,
        "news": news,
        "pillars": 6,
        "goals": 3,
        "working-groups": 2,
    }
    return cluster_of(counts, languages, Random(events))


def cluster_of(counts: dict[str, int], languages: int, rng: Random) -> SampleCluster:
    codes = LANGUAGES[:languages]
    items = {
        kind: [_item(kind, number, codes, counts, rng) for number in range(1, count + 1)]
        for kind, count in counts.items()
    }
    return SampleCluster(languages=codes, items=items)


def _item(kind: str, number: int, languages: tuple[str, ...], counts: dict[str, int], rng: Random) -> Item:
    paragraphs = 3 if kind == "news" else 0  # as long as on the real site; events have none
    return Item(
        kind=kind,
        number=number,
        day=date(2019, 1, 1) + timedelta(days=rng.randrange(1390 if kind == "news" else 1750)),
        titles={each: f"{_words(each, 4, rng).capitalize()} {number}" for each in languages},
        summaries={each: _sentence(each, rng) for each in languages},
        bodies={
            each: "\n\n".join(" ".join(_sentence(each, rng) for _ in range(3)) for _ in range(paragraphs))
            for each in languages
        },
        pillars=tuple(sorted({rng.randrange(counts["pillars"]) + 1 for _ in range(2)}))
        if kind in ("events", "news")
        else (),
        event=rng.randrange(counts["events"]) + 1 if kind == "news" else None,
    )


def _words(language: str, count: int, rng: Random) -> str:
    return " ".join(rng.choices(WORDS[language].split(), k=count))


def _sentence(language: str, rng: Random) -> str:
    return _words(language, rng.randint(8, 16), rng).capitalize() + "."


# ---- Ours -------------------------------------------------------------------------------------------


def our_sources(cluster: SampleCluster) -> Iterator[tuple[str, str]]:
    """Path and text of each file of data/ and docs/."""
    names = {each: NAMES[each] for each in cluster.languages}
    yield (
        "data/cluster.yaml",
        yaml_of(
            {
                "name": {each: f"Klastr {each}" for each in names},
                "abbreviation": "KB",
                "time_zone": "Europe/Prague",
                "claim": names,
                "lead": names,
            }
        ),
    )
    yield "data/plan.yaml", yaml_of(_plan(cluster))
    for item in cluster.everything:
        if item.kind == "events":
            yield _event_file(item, cluster)
        elif item.kind == "news":
            yield from _document_files(item, cluster)


class _Plain(yaml.SafeDumper):
    """Writes repeated values out instead of using aliases, which our reader refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def yaml_of(value: object) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False)


def _plan(cluster: SampleCluster) -> dict[str, object]:
    items = cluster.items
    title = {each: "Plán 2022" for each in cluster.languages}
    headings = ("goals", "goal_activities", "pillar_development", "pillar_activities")
    return {
        "year": 2022,
        "title": title,
        "headings": dict.fromkeys(headings, title),
        "goals": [
            {"id": each.id, "title": each.titles, "text": each.summaries, "activities": _activities(each, 5)}
            for each in items["goals"]
        ],
        "working_groups": [
            {"id": each.id, "title": each.titles, "text": each.summaries, "state": "active"}
            for each in items["working-groups"]
        ],
        "pillars": [
            {
                "id": each.id,
                "number": each.number,
                "title": each.titles,
                "text": each.summaries,
                "activities": _activities(each, 3),
            }
            for each in items["pillars"]
        ],
    }


def _activities(item: Item, count: int) -> list[dict[str, object]]:
    return [{"id": f"{item.id}-activity-{number}", "title": item.summaries} for number in range(1, count + 1)]


def _event_file(event: Item, cluster: SampleCluster) -> tuple[str, str]:
    head = {
        "title": event.titles,
        "when": str(event.day),
        "place": {each: "Olomouc" for each in cluster.languages},
        "kind": "workshop",
        "pillars": [f"pillar-{number}" for number in event.pillars],
        **({"fulfils": [f"pillar-{event.pillars[0]}-activity-1"]} if event.day.year == 2022 else {}),
        "summary": event.summaries,
        "sources": [f"https://source.example/{event.id}/"],
    }
    return f"docs/{event.path}.md", f"---\n{yaml_of(head)}---\n"


def _document_files(item: Item, cluster: SampleCluster) -> Iterator[tuple[str, str]]:
    """A news item: a file for each language."""
    for language in cluster.languages:
        head: dict[str, object] = {"title": item.titles[language], "summary": item.summaries[language]}
        suffix = f".{language}"
        if language == cluster.languages[0]:
            suffix = ""
            head |= {
                "date": str(item.day),
                "pillars": [f"pillar-{number}" for number in item.pillars],
                "event": f"event-{item.event}",
            }
        yield f"docs/{item.path}{suffix}.md", f"---\n{yaml_of(head)}---\n{_body(item, language)}\n"


def _body(item: Item, language: str) -> str:
    links = [f"[pilíř {number}](../pillars/pillar-{number}.md)" for number in item.pillars]
    if item.event:
        links.append(f"[akce](../events/event-{item.event}.md)")
    return f"{item.bodies[language]}\n\n{', '.join(links)}".strip()


# ---- The same pages as Markdown ---------------------------------------------------------------------


def markdown_pages(cluster: SampleCluster, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Path (`events/index`), title, description and Markdown of each page, with the same links as ours."""
    items = cluster.items
    for path in FIXED:
        listed = {"": ("pillars", "goals"), "plan/": ("goals", "pillars")}.get(path, (path.rstrip("/"),))
        lists = [_list(items.get(kind, []), path, language) for kind in listed]
        title = path.rstrip("/") or "Klastr"
        yield f"{path}index", title, title, f"# {title}\n\n" + "\n\n".join(lists)
    about: dict[int, list[Item]] = {}
    of_pillar: dict[int, list[Item]] = {}
    for post in items["news"]:
        about.setdefault(post.event or 0, []).append(post)
    for item in [*items["events"], *items["news"]]:
        for number in item.pillars:
            of_pillar.setdefault(number, []).append(item)
    for item in cluster.everything:
        more = {"events": about, "pillars": of_pillar}.get(item.kind, {}).get(item.number, [])
        facts = f"- {item.day}\n- Olomouc" if item.kind in ("events", "news") else ""
        parts = [f"# {item.titles[language]}", item.summaries[language], facts, _body(item, language)]
        parts.append(_list(more, f"{item.kind}/", language))
        text = "\n\n".join(part for part in parts if part)
        yield item.path, item.titles[language], item.summaries[language], text


def _list(items: list[Item], path: str, language: str) -> str:
    up = "../" * path.count("/")
    return "\n".join(
        f"- [{each.titles[language]}]({up}{each.path}.md), {each.day}: {each.summaries[language]}"
        for each in items
    )
