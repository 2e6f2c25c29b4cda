"""Generates a sample cluster with a large directory: as many members as items of equipment.

Texts are drawn from the words of this repository's own data, as often as they occur there, and are as long:
so they compress like real ones. The same repository and number give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import yaml
from clusters import (
    FIXED,
    LANGUAGES,
    SampleCluster,
    cluster_of,
    markdown_pages,
    our_sources,
    sample_of,
    yaml_of,
)

DATA = Path(__file__).resolve().parent.parent / "data"
KINDS = ("company", "company", "company", "university", "research-institute", "other")
SIZES = ("small", "medium", "large", None)
ACCESS = ("members", "paid", "project", "cooperation")
TOWNS, METHODS, FIELDS, REGIONS, QUANTITIES = 150, 60, 25, 14, 5
SHARES = {
    "events": 36,
    "news": 23,
    "members": 27,
    "equipment": 32,
    "pillars": 6,
    "goals": 3,
    "working-groups": 2,
}
"""Of the pages of each kind on the real site."""
MOST = {"pillars": 12, "goals": 6, "working-groups": 4}
"""A cluster with more members, events and news has no more to its plan than this."""

LISTS = ("members/", "equipment/")
"""Addresses of the lists of records."""

Texts = dict[str, str]
Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A member or an item of equipment: its page, and its entry in data/."""

    folder: str
    """`members` or `equipment`."""
    name: Texts
    about: Texts
    facts: tuple[str, ...]
    """What its page and its list say about it, the same in all languages."""
    tree: Tree

    @property
    def id(self) -> str:
        return str(self.tree["id"])


@dataclass(frozen=True, slots=True)
class SampleDirectory:
    """Members and equipment, as many of each."""

    members: tuple[Record, ...]
    equipment: tuple[Record, ...]
    others: SampleCluster
    """The rest of the cluster: its plan, events and news."""

    @property
    def languages(self) -> tuple[str, ...]:
        return self.others.languages


def sample_directory(number: int) -> SampleDirectory:
    """A directory with `number` members and as many items of equipment, which belong to them."""
    others = sample_of(len(LANGUAGES), events=number // 10, news=number // 20)
    return _sample(number, number, others)


def sample_of_events(events: int, languages: int) -> SampleDirectory:
    """A cluster with exactly `events` events, and little else."""
    return SampleDirectory((), (), sample_of(languages, events=events))


def sample(pages: int, languages: int) -> SampleDirectory:
    """A cluster with about `pages` pages in each of `languages` languages (1 to 3)."""
    free, whole = pages - len(FIXED) - len(LISTS), sum(SHARES.values())
    counts = {kind: min(most, round(free * SHARES[kind] / whole)) for kind, most in MOST.items()}
    free -= sum(counts.values())
    whole = sum(share for kind, share in SHARES.items() if kind not in MOST)
    counts |= {kind: round(free * share / whole) for kind, share in SHARES.items() if kind not in MOST}
    counts = {kind: max(1, number) for kind, number in counts.items()}
    members, equipment = counts.pop("members"), counts.pop("equipment")
    return _sample(members, equipment, cluster_of(counts, languages, Random(pages)))


def _sample(members: int, equipment: int, others: SampleCluster) -> SampleDirectory:
    draw = Draw(Random(members), others.languages, len(others.items["pillars"]))
    owners = tuple(_member(each, draw) for each in range(members))
    return SampleDirectory(owners, tuple(_item(each, owners, draw) for each in range(equipment)), others)


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws texts and numbers, the same ones from the same `chance`."""

    chance: Random
    languages: tuple[str, ...]
    pillars: int = 0

    def texts(self, length: int, number: int | None = None) -> Texts:
        """A sentence of `length` words on average, in each language; a title if it has a number."""
        count = self.chance.randint(length // 2, length + length // 2)
        end = "." if number is None else f" {number}"
        return {
            each: f"{' '.join(_words(each, count, self.chance)).capitalize()}{end}" for each in self.languages
        }

    def some_pillars(self) -> list[str]:
        return sorted({f"pillar-{self.chance.randrange(self.pillars) + 1}" for _ in range(2)})


def _member(number: int, draw: Draw) -> Record:
    chance = draw.chance
    name, does = f"{_name(chance)} {number}", draw.texts(14)
    town, kind = chance.randrange(TOWNS), chance.choice(KINDS)
    tree = {
        "id": _id(name),
        "name": f"{name}, s.r.o.",
        "short_name": name,
        "kind": kind,
        "size": chance.choice(SIZES),
        "town": _town(town),
        "coordinates": f"{48.6 + town % 15 / 7:.2f}, {12.2 + town // 15 / 1.6:.2f}",
        "region": f"region-{town % REGIONS}",
        "does": does,
        "text": draw.texts(30),
        "fields": [f"field-{each}" for each in sorted(chance.sample(range(FIELDS), 2))],
        "pillars": draw.some_pillars(),
        "since": chance.randint(2015, 2021),
    }
    facts = (kind, _town(town))
    texts = dict.fromkeys(draw.languages, name)
    return Record("members", texts, does, facts, {key: value for key, value in tree.items() if value})


def _item(number: int, members: Sequence[Record], draw: Draw) -> Record:
    chance = draw.chance
    title, measures = draw.texts(5, number), draw.texts(14)
    owner, method = chance.choice(members), chance.randrange(METHODS)
    access = chance.sample(ACCESS, 2)
    low = chance.randint(1, 900)
    tree = {
        "id": _id(f"{' '.join(title['cs'].split()[:2])} {number}"),
        "title": title,
        "kind": "instrument",
        "owner": owner.id,
        "method": f"method-{method}",
        "measures": measures,
        "parameters": [
            {
                "quantity": f"quantity-{chance.randrange(QUANTITIES)}",
                "minimum": low,
                "maximum": low + chance.randint(1, 900),
                "unit": "nm",
            }
        ],
        "access": access,
        "conditions": draw.texts(12),
        "place": _town(chance.randrange(TOWNS)),
        "pillars": draw.some_pillars(),
        "checked": "2022-05-05",
    }
    return Record("equipment", title, measures, (*access, str(tree["place"])), tree)


def _id(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _name(chance: Random) -> str:
    return " ".join(_words("cs", 2, chance)).title()


def _town(number: int) -> str:
    return f"{' '.join(_words('cs', 1, Random(number))).title()} {number}"


def _words(language: str, count: int, chance: Random) -> list[str]:
    return chance.choices(_vocabulary(language), k=count)


@cache
def _vocabulary(language: str) -> tuple[str, ...]:
    """All words of the texts of members, equipment and partners, as often as they occur."""
    files = (DATA / f"{name}.yaml" for name in ("members", "equipment", "partners"))
    texts = (
        text
        for file in files
        for text in _said(yaml.load(file.read_text("utf-8"), yaml.CSafeLoader), language)
    )
    return tuple(word for text in texts for word in re.findall(r"[^\W\d_]+", text))


def _said(tree: Any, language: str) -> Iterator[str]:
    """The texts of a language in a tree of YAML."""
    if isinstance(tree, Mapping):
        yield from [tree[language]] if isinstance(tree.get(language), str) else []
        tree = list(tree.values())
    if isinstance(tree, list):
        for each in tree:
            yield from _said(each, language)


# ---- Ours -------------------------------------------------------------------------------------------


def directory_sources(directory: SampleDirectory) -> Iterator[tuple[str, str]]:
    """Path and text of each file of data/ and docs/; every event is held by two members."""
    chance, languages = Random(0), directory.languages
    for path, text in our_sources(directory.others):
        if directory.members and path.startswith("docs/events/"):
            holders = ", ".join(
                each.id for each in chance.sample(directory.members, min(2, len(directory.members)))
            )
            text = text.replace("---\n", f"---\nmembers: [{holders}]\n", 1)
        yield (
            path,
            text
            + yaml_of({"fields_of_work": _named("field", FIELDS, languages)}) * (path == "data/cluster.yaml"),
        )
    if not directory.members:
        return
    yield "data/members.yaml", yaml_of({"members": [each.tree for each in directory.members]})
    yield "data/partners.yaml", yaml_of({"regions": _named("region", REGIONS, languages)})
    equipment = {
        "quantities": [each | {"unit": "nm"} for each in _named("quantity", QUANTITIES, languages)],
        "methods": _named("method", METHODS, languages),
        "equipment": [each.tree for each in directory.equipment],
    }
    yield "data/equipment.yaml", yaml_of(equipment)


def _named(kind: str, number: int, languages: tuple[str, ...]) -> list[Tree]:
    return [
        {"id": f"{kind}-{each}", "title": Draw(Random(each), languages).texts(2, each)}
        for each in range(number)
    ]


# ---- The same pages as Markdown ---------------------------------------------------------------------


def directory_pages(directory: SampleDirectory, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Path, title, description and Markdown of each page, as `markdown_pages`: the two lists among them."""
    yield from markdown_pages(directory.others, language)
    owned: dict[str, list[Record]] = {}
    for each in directory.equipment:
        owned.setdefault(each.tree["owner"], []).append(each)
    for folder, records in (("members", directory.members), ("equipment", directory.equipment)):
        if not records:
            continue
        yield f"{folder}/index", folder, folder, f"# {folder}\n\n{_list(records, language)}"
        for each in records:
            name, about = each.name[language], each.about[language]
            more = each.tree.get("text") or each.tree["conditions"]
            facts = "\n".join(f"- {fact}" for fact in each.facts)
            parts = (
                f"# {name}",
                about,
                facts,
                more[language],
                _list(owned.get(each.id, []), language),
            )
            yield f"{folder}/{each.id}", name, about, "\n\n".join(filter(None, parts))


def _list(records: Sequence[Record], language: str) -> str:
    return "\n".join(f"- {_link(each, language)}: {each.about[language]}" for each in records)


def _link(record: Record, language: str) -> str:
    return f"[{record.name[language]}](../{record.folder}/{record.id}.md), {', '.join(record.facts)}"
