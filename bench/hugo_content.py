"""The Hugo project that does the same work as ours: `hugo/` has its templates, this writes what they read.

Front matter and data say the same as our sources. Pages that a site of Hugo's users would have as plain text
(about, contact, press, how to subscribe) have the text of ours. Hugo has no stemming and no outlines of
countries: the stems of the search index and the map of members are taken from ours.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from clusters import LANGUAGES, NAMES, Item
from directories import REGIONS, Record, SampleDirectory, directory_sources
from hugo_frame import frame_of
from projects import ROOT, write

Tree = dict[str, Any]

TEMPLATES = Path(__file__).resolve().parent / "hugo"
LOCALES = {"cs": "cs_CZ", "en": "en_GB", "de": "de_DE"}
FEEDS = ("rss", "atom", "jsonfeed")
PLAIN = ("about", "contact", "press", "subscribe", "events/subscribe", "cooperation")
"""The addresses of pages whose text is taken from ours."""
STATIC = (
    "assets",
    "favicon.ico",
    "hosting",
    "members/badge.svg",
    "members/badge-dark.svg",
    "plan/plan.schema.json",
    "press/press-kit.zip",
    "robots.txt",
    "_headers",
    "_redirects",
    ".htaccess",
)
"""Files that are copied: in ours too, their content does not depend on that of pages."""


def hugo_project(folder: Path, directory: SampleDirectory, our_site: Path) -> None:
    """A Hugo project that writes the same files as our build, `our_site`, from the same content."""
    shutil.copytree(TEMPLATES, folder)
    badges = [f"{each}/members" for each in directory.languages[1:]]
    for name in (*STATIC, *(f"{each}/{badge}.svg" for each in badges for badge in ("badge", "badge-dark"))):
        source, target = our_site / name, folder / "static" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)
    write(folder, _data(directory))
    prefixes = {each: f"{each}/" * bool(number) for number, each in enumerate(directory.languages)}
    languages = {each: _settings(each, our_site / prefix) for each, prefix in prefixes.items()}
    write(folder, [("config/_default/languages.yaml", yaml.dump(languages, allow_unicode=True))])
    for language, prefix in prefixes.items():
        page = (our_site / prefix / "news/report-1/index.html").read_text(encoding="utf-8")
        write(folder, frame_of(page, f"/{prefix}news/report-1/", language))
        write(folder, [_map(our_site / prefix, language)])
        write(folder, [_words(language)])
        _ground(page, our_site, folder / f"assets/share/ground.{language}.png")
        for path, text in _pages(directory, language):
            write(folder / "content" / language, [(f"{path}.md", text)])
        for address in PLAIN:
            page = (our_site / prefix / address / "index.html").read_text(encoding="utf-8")
            write(folder / "content" / language, [(f"{address}.md", _plain(page, f"/{prefix}{address}/"))])


def _settings(language: str, our_site: Path) -> Tree:
    """The settings of a language, with the part of our search index that Hugo cannot compute."""
    index = json.loads((our_site / "search/search_index.json").read_text(encoding="utf-8"))
    search = {key: value for key, value in index.items() if key != "docs"}
    return {
        "title": f"Klastr {language}",
        "label": NAMES[language],
        "weight": LANGUAGES.index(language) + 1,
        "contentDir": f"content/{language}",
        "params": {"locale": LOCALES[language], "search": json.dumps(search, ensure_ascii=False)},
    }


def _map(our_site: Path, language: str) -> tuple[str, str]:
    """The map of the members, as a partial template."""
    page = (our_site / "members/index.html").read_text(encoding="utf-8")
    found = re.search(r' *<svg class="map".*?</svg>\n', page, re.DOTALL)
    return f"layouts/_partials/frame/{language}/map.html", found[0] if found else ""


def _ground(page: str, our_site: Path, target: Path) -> None:
    """The ground on which Hugo draws cards: one of ours without its title, date and section."""
    from PIL import Image, ImageDraw

    card = re.search(r"share/\w+\.png", page)
    assert card
    image = Image.open(our_site / card[0])
    draw = ImageDraw.Draw(image)
    for box in ((600, 50, 1199, 140), (0, 150, 1199, 449)):
        draw.rectangle(box, fill=image.getpixel((2, 2)))
    target.parent.mkdir(parents=True, exist_ok=True)
    image.save(target)


def _words(language: str) -> tuple[str, str]:
    """Our interface words as Hugo's: both have the plurals of CLDR."""
    words = yaml.safe_load((ROOT / f"hooks/cluster/words/{language}.yaml").read_text(encoding="utf-8"))
    converted = {key: _converted(value) for key, value in words.items() if isinstance(value, str | dict)}
    return f"i18n/{language}.yaml", yaml.dump(converted, allow_unicode=True)


def _converted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _converted(each) for key, each in value.items() if isinstance(each, str)}
    return re.sub(
        r"\{(\w+)\}", lambda match: "{{ ." + ("Count" if match[1] == "n" else match[1]) + " }}", value
    )


def _data(directory: SampleDirectory) -> Iterator[tuple[str, str]]:
    """The plan, and what records refer to, as in our data/."""
    sources = dict(directory_sources(directory))
    yield "data/plan.yaml", sources["data/plan.yaml"]
    equipment = yaml.load(sources["data/equipment.yaml"], yaml.CSafeLoader)
    cluster = yaml.load(sources["data/cluster.yaml"], yaml.CSafeLoader)
    partners = yaml.load(sources["data/partners.yaml"], yaml.CSafeLoader)
    lists = {
        "methods": equipment["methods"],
        "quantities": equipment["quantities"],
        "fields": cluster["fields_of_work"],
        "regions": partners["regions"],
    }
    for name, entries in lists.items():
        by_id = {each["id"]: each["title"] for each in entries}
        yield f"data/{name}.yaml", yaml.dump(by_id, allow_unicode=True, sort_keys=False)


def _plain(page: str, address: str) -> str:
    """A page with the text of ours, as HTML."""
    title = re.search(r'<meta property="og:title" content="([^"]*)"', page)
    description = re.search(r'<meta name="description" content="([^"]*)"', page)
    article = page[page.index("<article") : page.index("</article>")]
    head = {"title": title[1] if title else "", "description": description[1] if description else ""}
    body = re.sub(r'(href|src)="(?:\.\./)+', r'\1="/', article.partition(">")[2])
    kind = re.search(r"page--([\w-]+)", article)
    head |= {"layout": "plain", "page_kind": kind[1] if kind else ""}
    body = re.sub(r"\n\s*\n", "\n", body)  # as an empty line ends HTML in Markdown
    return _file(head, f"<div hidden></div>\n{body}")


def _file(head: Tree, body: str = "") -> str:
    return f"---\n{yaml.dump(head, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)}---\n{body}"


def _pages(directory: SampleDirectory, language: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file of content/."""
    items, holders = directory.others.items, _holders(directory)
    yield from _sections(
        is_first=language == directory.languages[0], title=f"Klastr {language}", lead=NAMES[language]
    )
    for number in range(REGIONS):
        yield f"regions/region-{number}/_index", _file({"title": f"region-{number}"})
    for item in directory.others.everything:
        make = {"events": _event, "news": _post, "pillars": _pillar}.get(item.kind, _part_of_plan)
        head = {"title": item.titles[language], "description": item.summaries[language]}
        body = f"{_body(item, language)}\n" if item.kind == "news" else ""
        yield from make(item, head | {"members": holders[item.id]} if item.kind == "events" else head, body)
    days = [item.day for item in items["events"]]
    for month in sorted({(day.year, day.month) for day in days}):
        name = f"{month[0]}-{month[1]:02}"
        yield (
            f"months/{name}/_index",
            _file({"title": name, "date": date(*month, 1), "url": f"events/{name}/"}),
        )
    for year in sorted({day.year for day in days}):
        yield f"years/{year}/_index", _file({"title": str(year), "url": f"events/{year}/"})
    for record in directory.members:
        yield f"members/{record.id}", _file(_member(record, language))
    for record in directory.equipment:
        yield f"equipment/{record.id}", _file(_equipment(record, language))


def _holders(directory: SampleDirectory) -> dict[str, list[str]]:
    """The ids of the members that hold each event."""
    sources = directory_sources(directory)
    heads = ((Path(path).stem, text) for path, text in sources if path.startswith("docs/events/"))
    return {id: re.findall(r"[\w-]+", text.split("[", 1)[1].split("]", 1)[0]) for id, text in heads}


def _body(item: Item, language: str) -> str:
    links = [f"[pilíř {number}](/pillars/pillar-{number}/)" for number in item.pillars]
    links.append(f"[akce](/events/event-{item.event}/)")
    return f"{item.bodies[language]}\n\n{', '.join(links)}"


def _sections(*, is_first: bool, title: str, lead: str) -> Iterator[tuple[str, str]]:
    """The lists. Front matter says which outputs a page has, and `never` that a list has no page itself."""

    def data(name: str) -> list[str]:
        return [name] if is_first else []  # in all languages at once

    never = {"build": {"render": "never", "list": "never"}}
    home = ["html", *FEEDS, "events", "office", "opml", "search", "manifest"]
    yield "_index", _file({"title": title, "description": lead, "outputs": home})
    yield "events/_index", _file({"label": "events", "outputs": ["html", *FEEDS]})
    yield "news/_index", _file({"label": "news", "outputs": ["html"]})
    yield "members/_index", _file({"label": "members", "outputs": ["html"]})
    yield (
        "equipment/_index",
        _file({"label": "equipment", "outputs": ["html", *data("equipment"), "equipmentcsv"]}),
    )
    yield "pillars/_index", _file({"label": "pillars", "outputs": ["html"]})
    yield "regions/_index", _file({"label": "regions", "outputs": ["html"]})
    yield "plan/_index", _file({"label": "plan", "outputs": ["html", *data("planjson"), "plancsv", "embed"]})
    yield "plan/2022", _file({"layout": "moved", "outputs": ["html", *data("planjson"), "plancsv"]})
    yield "plan/progress", _file({"layout": "progress"})
    yield "plan/changes", _file({"label": "plan_changes", "layout": "empty", "outputs": [*FEEDS]})
    yield "newsletter", _file({"label": "newsletter", "layout": "empty", "outputs": [*FEEDS]})
    yield "reports/2022", _file({"layout": "report"})
    for name in ("goals", "working-groups", "reports", "kinds", "months", "years", "topics"):
        yield f"{name}/_index", _file(never)
    kinds: dict[str, list[str]] = {"workshop": ["html", "events"], "deadline": ["html", *FEEDS, "events"]}
    for kind, outputs in kinds.items():
        yield f"kinds/{kind}/_index", _file({"url": f"events/kinds/{kind}/", "outputs": outputs})


def _event(item: Item, head: Tree, body: str) -> Iterator[tuple[str, str]]:
    head |= {
        "date": item.day,
        "place": "Olomouc",
        "kinds": ["workshop"],
        "months": [f"{item.day:%Y-%m}"],
        "years": [f"{item.day:%Y}"],
        "pillars": [f"pillar-{number}" for number in item.pillars],
        "sources": [f"https://source.example/{item.id}/"],
        "outputs": ["html", "event"],
    }
    if item.day.year == 2022:
        head["fulfils"] = [f"pillar-{item.pillars[0]}-activity-1"]
    yield item.path, _file(head)


def _post(item: Item, head: Tree, body: str) -> Iterator[tuple[str, str]]:
    head |= {
        "date": item.day,
        "pillars": [f"pillar-{number}" for number in item.pillars],
        "topics": [f"pillar-{number}" for number in item.pillars],
        "event": f"event-{item.event}",
    }
    yield item.path, _file(head, body)


def _pillar(item: Item, head: Tree, body: str) -> Iterator[tuple[str, str]]:
    head |= {"weight": item.number, "outputs": ["html", *FEEDS, "events"]}
    yield f"{item.path}/_index", _file(head)
    topic = {"title": head["title"], "weight": item.number, "url": f"news/pillars/{item.id}/"}
    yield f"topics/{item.id}/_index", _file(topic)


def _part_of_plan(item: Item, head: Tree, body: str) -> Iterator[tuple[str, str]]:
    """A goal or a working group."""
    outputs = ["html"] if item.kind == "goals" else ["html", *FEEDS, "events"]
    yield item.path, _file(head | {"weight": item.number, "outputs": outputs})


def _member(record: Record, language: str) -> Tree:
    tree = record.tree
    kept = ("kind", "size", "town", "fields", "pillars", "since")
    return {
        "title": record.name[language],
        "legal_name": tree["name"],
        "description": tree["does"][language],
        "text": tree["text"][language],
        **{key: tree[key] for key in kept if key in tree},
        "regions": [tree["region"]],
        "outputs": ["html", "memberembed", "member"],
    }


def _equipment(record: Record, language: str) -> Tree:
    tree = record.tree
    kept = ("kind", "owner", "method", "parameters", "access", "place", "pillars", "checked")
    return {
        "title": record.name[language],
        "description": tree["measures"][language],
        "conditions": tree["conditions"][language],
        **{key: tree[key] for key in kept},
    }
