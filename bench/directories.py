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
from clusters import LANGUAGES, SampleCluster, markdown_pages, our_sources, sample_of, yaml_of

DATA = Path(__file__).resolve().parent.parent / "data"
KINDS = ("company", "company", "company", "university", "research-institute", "other")
SIZES = ("small", "medium", "large", None)
ACCESS = ("members", "paid", "project", "cooperation")
TOWNS, METHODS, FIELDS, REGIONS, PILLARS, QUANTITIES = 150, 60, 25, 14, 6, 5

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


def sample_directory(number: int) -> SampleDirectory:
    """A directory with `number` members and as many items of equipment, which belong to them."""
    chance = Random(number)
    members = tuple(_member(each, chance) for each in range(number))
    equipment = tuple(_item(each, members, chance) for each in range(number))
    return SampleDirectory(
        members, equipment, sample_of(len(LANGUAGES), events=number // 10, news=number // 20, members=0)
    )


def _member(number: int, chance: Random) -> Record:
    name, does = f"{_name(chance)} {number}", _texts(14, chance)
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
        "text": _texts(30, chance),
        "fields": [f"field-{each}" for each in sorted(chance.sample(range(FIELDS), 2))],
        "pillars": _pillars(chance),
        "since": chance.randint(2015, 2021),
    }
    facts = (kind, _town(town))
    texts = dict.fromkeys(LANGUAGES, name)
    return Record("members", texts, does, facts, {key: value for key, value in tree.items() if value})


def _item(number: int, members: Sequence[Record], chance: Random) -> Record:
    title, measures = _texts(5, chance, number), _texts(14, chance)
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
        "conditions": _texts(12, chance),
        "place": _town(chance.randrange(TOWNS)),
        "pillars": _pillars(chance),
        "checked": "2022-05-05",
    }
    return Record("equipment", title, measures, (*access, str(tree["place"])), tree)


def _pillars(chance: Random) -> list[str]:
    return sorted({f"pillar-{chance.randrange(PILLARS) + 1}" for _ in range(2)})


def _id(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _name(chance: Random) -> str:
    return " ".join(_words("cs", 2, chance)).title()


def _town(number: int) -> str:
    return f"{' '.join(_words('cs', 1, Random(number))).title()} {number}"


def _texts(length: int, chance: Random, number: int | None = None) -> Texts:
    """A sentence of `length` words on average, in each language; a title if it has a number."""
    count = chance.randint(length // 2, length + length // 2)
    end = "." if number is None else f" {number}"
    return {each: f"{' '.join(_words(each, count, chance)).capitalize()}{end}" for each in LANGUAGES}


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
    """Path and text of each file of data/ and docs/; every event is held by five members."""
    chance = Random(0)
    for path, text in our_sources(directory.others):
        if path.startswith("docs/events/"):
            holders = ", ".join(each.id for each in chance.sample(directory.members, 5))
            text = text.replace("---\n", f"---\nmembers: [{holders}]\n", 1)
        yield (
            path,
            text + yaml_of({"fields_of_work": _named("field", FIELDS)}) * (path == "data/cluster.yaml"),
        )
    yield "data/members.yaml", yaml_of({"members": [each.tree for each in directory.members]})
    yield "data/partners.yaml", yaml_of({"regions": _named("region", REGIONS)})
    equipment = {
        "quantities": [each | {"unit": "nm"} for each in _named("quantity", QUANTITIES)],
        "methods": _named("method", METHODS),
        "equipment": [each.tree for each in directory.equipment],
    }
    yield "data/equipment.yaml", yaml_of(equipment)


def _named(kind: str, number: int) -> list[Tree]:
    return [{"id": f"{kind}-{each}", "title": _texts(2, Random(each), each)} for each in range(number)]


# ---- The same pages as Markdown ---------------------------------------------------------------------


def directory_pages(directory: SampleDirectory, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Path, title, description and Markdown of each page, as `markdown_pages`: the two lists among them."""
    yield from markdown_pages(directory.others, language)
    owned: dict[str, list[Record]] = {}
    for each in directory.equipment:
        owned.setdefault(each.tree["owner"], []).append(each)
    for folder, records in (("members", directory.members), ("equipment", directory.equipment)):
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
