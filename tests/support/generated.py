"""Valid sources in which each field of the schema is absent, there once, or twice, beside its neighbours.

Which fields there are comes from the schema; REPAIRED makes the values of a mapping follow the rules that the
schema does not know.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Literal, get_args, get_origin

import yaml
from cluster.checks.distinct import DISTINCT
from cluster.content.deliverables import Deliverable
from cluster.content.events import Event
from cluster.content.kinds import KINDS
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plan_changes import Change
from cluster.content.sources import Source
from cluster.content.synonyms import Synonym
from cluster.content.text_pages import TextPage
from cluster.dates import When, parse_when
from cluster.language import Text
from cluster.reading.scalar_types import Id, Link, Year

from support.edits import SAMPLES, class_in, fields_of

YEAR = 2022
TEXTS: list[Any] = [
    {"cs": "Text & <b>", "en": "A text", "de": "Ein Text"},
    {"cs": "Text č. 1", "en": "Text no. 1"},
    {"cs": "Jen česky", "de": "Auf Deutsch"},
    "Jen česky „*“",
]
PILLARS, GROUPS = [f"pillar-{n}" for n in range(3)], [f"working-group-{n}" for n in range(3)]
ACTIVITIES = [f"activity-{n}" for n in range(12)]
REFERENCES: Mapping[str, list[str]] = {
    "pillars": PILLARS,
    "working_groups": GROUPS,
    "fulfils": ACTIVITIES,
    "fulfils_in_part": [*ACTIVITIES, *GROUPS],
    "tags": ["optics", "lasers"],
    "event": [f"event-{n}" for n in range(3)],
    "at_event": [f"event-{n}" for n in range(3)],
    "events": [f"event-{n}" for n in range(3)],
    "news": [f"post-{n}" for n in range(3)],
    "activity": ACTIVITIES,
    "fields": ["field-of-work-0", "field-of-work-1"],
    **{
        field: [f"{name}-{n}" for n in range(3)]
        for name, fields in {
            "member": ("members", "member", "owner"),
            "partner": ("joint_with", "partners"),
            "project": ("projects",),
            "region": ("region",),
            "method": ("method",),
            "quantity": ("quantity",),
        }.items()
        for field in fields
    },
}
"""What a field may name."""

HIDDEN = ("draft", "embargo", "imported", "guid", "carried_from")
"""Fields that hide an item, or that name one of another build."""

NAMED = {cls.__name__: first for cls, (first, *_) in reversed(DISTINCT)} | dict.fromkeys(
    ("Goal", "Pillar", "WorkingGroup"), "title"
)
"""The field by which readers tell the instances of a class apart."""

FILES = {"file": "news/light-day.jpg", "logo": "press/logo-dark.svg", "unit": "nm"}
FILES |= {"hero": "assets/wide.jpg", "icon": "assets/mark.png", "share": "assets/wide.jpg"}
FILES |= dict.fromkeys(("text", "text_bold", "text_italic", "display"), "assets/digits.woff2")

Tree = dict[str, Any]


class Generator:
    """Generates mappings of the schema's classes, and counts how often each field had how many values."""

    def __init__(self, seed: int) -> None:
        self.most = 2 if seed == 1 else 1
        """How many values each list has where nothing is left out."""
        self.seed = seed
        self.random = random.Random(seed)
        self.share = 0.5
        """How likely an optional field is there."""
        self.numbers: Counter[str] = Counter()
        self.seen: dict[str, set[int]] = {}
        """The numbers of values (0, 1 or 2) of each field, by `Event.place`."""
        self.together: set[tuple[str, str, str]] = set()
        """The pairs of fields that were there at once, after the name of their class."""

    def mapping(self, cls: Any) -> Tree:
        name = cls.__name__
        number = self.numbers[name]
        self.numbers[name] += 1
        tree = {}
        for field, (hint, required) in fields_of(cls).items():
            if field not in HIDDEN and (required or self.random.random() < self.share):
                tree[field] = self.value(hint, field)
        if not tree:  # an empty mapping says nothing, and is refused
            shown = [(name, hint) for name, (hint, _) in fields_of(cls).items() if name not in HIDDEN]
            field, hint = shown[self.seed % len(shown)]  # each seed another, so that none is always there
            tree[field] = self.value(hint, field)
        if "id" in tree:
            tree["id"] = f"{_kebab(name)}-{number}"
        if name in NAMED:
            tree[NAMED[name]] = _numbered(tree[NAMED[name]], number)
        tree = REPAIRED.get(name, lambda tree, _: tree)(tree, self)
        for field in fields_of(cls):
            value = tree.get(field)
            count = min(len(value), 2) if isinstance(value, list) else int(value is not None)
            self.seen.setdefault(f"{name}.{field}", set()).add(count)
        self.together |= {(name, *pair) for pair in combinations(sorted(tree), 2)}
        return tree

    def least(self, cls: Any) -> Tree:
        """A mapping with its required fields alone."""
        share, self.share = self.share, 0.0
        tree = self.mapping(cls)
        self.share = share
        return tree

    def different(self, hint: Any, field: str, number: int) -> list[Any]:
        """That many values, or as many different ones as there are."""
        values: list[Any] = []
        for _ in range(20 * number):
            value = self.value(hint, field)
            if len(values) < number and value not in values:
                values.append(value)
        return values

    def value(self, hint: Any, field: str) -> Any:
        if get_origin(hint) is tuple:
            inner = get_args(hint)[0]
            names = REFERENCES.get(field) if inner is Id else None
            number = self.random.choice((1, 2)) if self.share < 1 else self.most
            if names:
                return self.random.sample(names, min(number, len(names)))
            if class_in(inner) and number == 2:
                return [self.mapping(inner), self.least(inner)]
            return self.different(inner, field, number)
        if inner := class_in(hint):
            has_mappings = any(class_in(each) is each for each, _ in fields_of(inner).values())
            is_flat = self.share == 1 and (self.seed == 4 or (self.seed == 3 and not has_mappings))
            return self.least(inner) if is_flat else self.mapping(inner)
        if get_origin(hint) is Literal:
            return self.random.choice(get_args(hint))
        if hint is Id:
            return self.random.choice(REFERENCES.get(field, ["none"]))
        if hint is Text:
            return self.random.choice(TEXTS)
        if hint is Year:
            return str(YEAR)
        if hint is Link:
            return f"https://example.org/{self.random.randrange(10**6)}?a=1&b=2"
        if field == "logos":
            return self.random.choice(["press/logo-dark.svg", "news/light-day.jpg"])
        if hint is str:
            return FILES.get(field) or self.random.choice(["Slovo & <b>", "+420 123 456 789"])
        if hint in (When, date):
            return str(date(YEAR, 1, 1) + timedelta(self.random.randrange(300)))
        return self.random.choice(SAMPLES[hint])


def _kebab(name: str) -> str:
    return "".join(f"-{each.lower()}" if each.isupper() else each for each in name).lstrip("-")


def _without(tree: Tree, *fields: str) -> Tree:
    return {key: value for key, value in tree.items() if key not in fields}


def _event(tree: Tree, generator: Generator) -> Tree:
    chance = generator.random
    forms = ["2022-05-05", "2022-05-05..2022-05-07", "2022-12-05 09:00..16:00", "2022-05-05 09:00"]
    vague = ["2022-06", "2022-Q3", "2022-autumn", "2022"]
    if "when" in tree:
        wants_exact = {"repeats", "further_dates"} & tree.keys()
        tree["when"] = chance.choice(forms if wants_exact else forms + vague)
    else:
        tree = _without(tree, "repeats", "further_dates", "moved_from") | {"when_note": chance.choice(TEXTS)}
    if "repeats" in tree:
        if tree["repeats"]["every"] != "month":
            tree["repeats"].pop("by", None)
        tree["repeats"] = _without(tree["repeats"], "without") | {"interval": "1", "until": "2022-12-31"}
    if "further_dates" in tree:
        tree["further_dates"] = ["2022-03-03", "2022-12-23 10:00..11:00"][: len(tree["further_dates"])]
    if "registration" in tree:
        tree["registration"] |= {"deadline": "2022-02-01"} if "deadline" in tree["registration"] else {}
        if tree["kind"] == "deadline":
            tree = _without(tree, "registration")
    when = parse_when(tree["when"]) if "when" in tree else None
    for item in tree.get("programme", []):
        item.pop("day", None)
        if when is None or when.starts != when.ends:
            item.pop("time", None)
    tree["title"] = {"cs": f"Akce & {generator.numbers['Event']}", "de": "Eine <Veranstaltung>"}
    if "online_link" in tree:
        tree["online"] = "true"
    if "more_than" in tree.get("outcome", {}):
        tree["outcome"]["attendance"] = "40"
    return _counting(tree)


def _counting(tree: Tree) -> Tree:
    """Evidence of any date, with the reason for which it counts and its source."""
    tree = _without(tree, "possible_dates") if {"date", "when"} & tree.keys() else tree
    reason = {"fulfils", "fulfils_in_part"} & tree.keys()
    tree = tree | {"counts_because": "Patří k plánu."} if reason else tree
    return tree | {"sources": ["https://a.example/"]} if "counts_because" in tree else tree


def _post(tree: Tree, generator: Generator) -> Tree:
    if "date" not in tree:
        tree["date_note"] = generator.random.choice(TEXTS)
    elif "updated" in tree:
        tree["updated"] = "2022-10-31"
    if "image" in tree:
        tree["image"]["file"] = "news/light-day.jpg"
    return _counting(tree)


def _document(tree: Tree, generator: Generator) -> Tree:
    """A document is either a file or a link."""
    if "file" in tree or "link" not in tree:
        return _without(tree, "link") | {"file": "events/school.pdf"}
    return tree


def _commitment(tree: Tree, generator: Generator) -> Tree:
    if ("status" in tree) != ("reason" in tree):
        tree = _without(tree, "status", "reason")
    if ("when" in tree) != ("event" in tree):
        tree = _without(tree, "when", "event")
    return tree


def _figure(tree: Tree, generator: Generator) -> Tree:
    if "counts" in tree:
        return _without(tree, "value")
    return tree | {"value": "1200000000", "label": generator.random.choice(TEXTS)}


def _pillar(tree: Tree, generator: Generator) -> Tree:
    tree["number"] = str(generator.numbers["Pillar"])
    for former in tree.get("former_titles", []):
        former["until"] = "2022-12-31"
    return tree


def _cluster(tree: Tree, generator: Generator) -> Tree:
    tree["time_zone"] = "Europe/Prague"
    tree["tags"] = [{"id": id, "title": f"Štítek {id}"} for id in REFERENCES["tags"]]
    if "founded" in tree:
        tree["founded"] = "2021-01-01"  # before the members joined
    if "history" in tree:
        tree["history"].sort(key=lambda each: each["when"])
    if "coverage" in tree:
        tree["coverage"].sort(key=lambda each: each.get("when", "2023"), reverse=True)
    return tree


def _press(tree: Tree, generator: Generator) -> Tree:
    for picture in tree.get("pictures", []):
        picture["file"] = "news/light-day.jpg"
    return tree


def _member(tree: Tree, generator: Generator) -> Tree:
    """A member leads, and has been in, pillars and groups of its own."""
    number = generator.numbers["Member"]
    tree |= {"name": f"Člen {number}"}
    if "registration_number" in tree:
        tree["registration_number"] = f"{number:08}"
    own = [*tree.get("pillars", []), *tree.get("working_groups", [])]
    for each in tree.get("involved", []):
        each["of"] = own[0] if own else ""
    if "guarantor_of" in tree:
        tree["guarantor_of"] = own[:2]
    if not own:
        tree = _without(tree, "involved", "guarantor_of")
    return tree | ({"until": "2023-01-01"} if "until" in tree else {})


def _owned(tree: Tree) -> Tree:
    return _without(tree, "owner_name") | {"owner": "member-0"}


def _parameter(tree: Tree, generator: Generator) -> Tree:
    """A parameter has one name, and one value: a number, a range or a text."""
    names = [each for each in ("quantity", "name") if each in tree]
    values = [each for each in ("value", "minimum", "maximum", "text") if each in tree]
    name, value = generator.random.choice(names or ["name"]), generator.random.choice(values or ["text"])
    tree = _without(tree, *names, *values) | {name: "quantity-0" if name == "quantity" else "Délka"}
    return tree | ({"text": "Slovy"} if value == "text" else {value: "1.5", "unit": "nm"})


def _synonym(tree: Tree, generator: Generator) -> Tree:
    """A synonym has either a page or what it means."""
    if generator.random.random() < 0.5:
        return _without(tree, "means") | {"page": "index.md"}
    return _without(tree, "page") | {"means": generator.random.choice(TEXTS)}


def _in_order(first: str, last: str) -> Callable[[Tree, Generator], Tree]:
    def repaired(tree: Tree, generator: Generator) -> Tree:
        return tree | {last: "2023-01-01"} if first in tree and last in tree else tree

    return repaired


def _look(tree: Tree, generator: Generator) -> Tree:
    """The dark ground is dark; the one field that another seed has is once left out."""
    tree = _without(tree, "icon") if generator.seed == 2 else tree
    return tree | {"dark": "#2b1a2e"} if "dark" in tree else tree


REPAIRED: Mapping[str, Callable[[Tree, Generator], Tree]] = {
    "Event": _event,
    "Post": _post,
    "Attachment": _document,
    "Activity": _commitment,
    "WorkingGroup": _commitment,
    "Figure": _figure,
    "Pillar": _pillar,
    "Cluster": _cluster,
    "MediaService": _press,
    "Project": _in_order("starts", "ends"),
    "Wish": _in_order("since", "until"),
    "Call": _in_order("opens", "closes"),
    "Member": _member,
    "Equipment": lambda tree, _: tree if ("owner" in tree) != ("owner_name" in tree) else _owned(tree),
    "Parameter": _parameter,
    "Synonym": _synonym,
    "Quantity": lambda tree, _: tree | {"unit": "nm"},
    "Award": _in_order("when", "expires"),
    "PlannedEvent": lambda tree, generator: (
        tree | {"title": f"Akce plánu {generator.numbers['PlannedEvent']}"}
    ),
    "Look": _look,
    "Fee": lambda tree, _: tree | {"currency": "EUR"},
    "Deliverable": lambda tree, _: _counting(tree) | ({} if "date" in tree else {"date_note": "Kdysi"}),
}


def _numbered(text: Any, number: int) -> Any:
    """A text with a number at its end, in each language."""
    return (
        {key: f"{each} {number}" for key, each in text.items()}
        if isinstance(text, dict)
        else f"{text} {number}"
    )


def generated(seed: int, *, events: int = 40, posts: int = 20) -> tuple[dict[str, bytes], Generator]:
    """The files of data/ and docs/ of a cluster, and the generator that counted their fields.

    Seed 0 leaves out all that data/ may lack. Seeds 1 and 2 leave out nothing, with lists of two values and
    of one. Seeds 3 and 4 leave out what the innermost single mappings may lack, and what all may lack.
    All other items have each field by chance.
    """
    generator = Generator(seed)
    generator.share = float(seed > 0)
    plan = generator.mapping(Plan)
    plan["pillars"] = [generator.mapping(fields_of(Plan)["pillars"][0].__args__[0]) for _ in PILLARS]
    for number, pillar in enumerate(plan["pillars"]):
        pillar["id"], pillar["number"] = PILLARS[number], str(number + 1)
    groups = fields_of(Plan)["working_groups"][0].__args__[0]
    plan["working_groups"] = [generator.mapping(groups) | {"id": id} for id in GROUPS]
    activities = fields_of(Plan)["pillar_development"][0].__args__[0]
    plan["pillar_development"] = [generator.mapping(activities) for _ in ACTIVITIES]
    _number_activities(plan)
    cluster = generator.mapping(Cluster)
    cluster["fields_of_work"] = [{"id": id, "title": id} for id in REFERENCES["fields"]]
    generator.share = 0.5
    data = {
        "cluster": cluster,
        "plan": plan,
        "deliverables": {"deliverables": [generator.mapping(Deliverable) for _ in range(8)]},
        "changes": {"changes": [generator.mapping(Change) for _ in range(6)]},
    }
    for kind in KINDS:
        if kind.file and kind.has_ids and kind.cls not in (Change, Deliverable):
            name = kind.file.removeprefix("data/").removesuffix(".yaml")
            data.setdefault(name, {})[kind.key] = [generator.mapping(kind.cls) for _ in range(6)]
    data["sources"] = {"sources": [generator.mapping(Source) for _ in range(6)]}
    data["search"] = {"synonyms": [generator.mapping(Synonym) for _ in range(6)]}
    files = {f"data/{name}.yaml": _yaml(tree) for name, tree in data.items()}
    for folder, cls, number in (("events", Event, events), ("news", Post, posts), ("newsletter", Edition, 4)):
        for n in range(number):
            tree = generator.mapping(cls) | ({"number": str(n + 1)} if cls is Edition else {})
            files[f"docs/{folder}/{_kebab(cls.__name__)}-{n}.md"] = _markdown(tree, n)
    for n, home in enumerate(("index", "about", "contact", "join-us")):
        files[f"docs/{home}.md"] = _markdown(generator.mapping(TextPage), n)
    return files, generator


def _number_activities(plan: Tree) -> None:
    """Ids of activities that are known in advance, as others name them."""
    found = list(plan["pillar_development"])
    for part in (*plan.get("goals", []), *plan["pillars"]):
        found += part.get("activities", [])
    for number, activity in enumerate(found):
        activity["id"] = f"activity-{number}"


def _yaml(tree: Tree) -> bytes:
    tree = json.loads(json.dumps(tree))  # so that no value is the same object as another, and gets an anchor
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


def _markdown(tree: Tree, number: int) -> bytes:
    """Every third text has no body."""
    body = "Odstavec *textu*.\n\n## Nadpis\n\nDalší.\n" if number % 3 else ""
    return b"---\n" + _yaml(tree) + b"---\n" + body.encode()
