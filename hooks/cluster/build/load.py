"""The files of data/ and docs/ become a Site, or every problem of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cluster.checks.whole_site import check
from cluster.content.deliverables import Deliverables
from cluster.content.documents import (
    Document,
    Wanted,
    illustrated,
    illustrated_cluster,
    wanted,
    wanted_by_cluster,
)
from cluster.content.events import Event, events_of_plan
from cluster.content.news import Post
from cluster.content.newsletter import Edition
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plan_changes import Changes
from cluster.content.plan_history import History, in_order_of_time
from cluster.content.plans import Plans
from cluster.content.site import Site, latest_first, newest_first
from cluster.content.text_pages import Prose
from cluster.dates import in_order
from cluster.digests import digest_of
from cluster.language import Languages, Text, english_name, typeset_html
from cluster.pictures.model import Picture
from cluster.problems import Invalid, Place, Problem, suggestion
from cluster.reading.markdown import Converter, Mention
from cluster.reading.schema import Id, Reader
from cluster.reading.yaml_tree import Node, decode, read_tree

THE_PLAN = "data/plan.yaml"
OLDER_PLANS = "data/plans/"
"""Where those of other years stand, each in a file of its year: `2021.yaml`."""

HISTORY = "data/history.yaml"

DATA = ("data/cluster.yaml", THE_PLAN, "data/changes.yaml", "data/deliverables.yaml", HISTORY)
"""The files of data/, beside those of older plans."""

Memory = dict[str, tuple[str, Any]]
"""What was read of a file of data/, or of the language versions of a document, by its path: the digest of
their bytes and the value. Only what had no problem is kept."""


def read_site(
    files: Mapping[str, bytes],
    languages: Languages,
    *,
    converter: Converter | None = None,
    others: Iterable[str] = (),
    memory: Memory | None = None,
    look: Callable[[str], Picture] | None = None,
) -> Site:
    """The site that the files describe; Invalid with every problem if they do not.

    `files` maps paths from the project's root, with `/`, to bytes: all of data/*.yaml and docs/**/*.md;
    `others` are the paths of all else in docs/. What stands in `memory` under the same digest is not read
    again; it is brought up to date, also if there are problems. `look` gives the picture of a path below
    docs/, or a ValueError that says what is wrong with it; without it, pictures are left as they are.
    """
    sources = _Sources(files, languages, converter or Converter(), {} if memory is None else memory)
    cluster: Cluster | None = sources.data(Cluster, "data/cluster.yaml")
    plans = sources.plans()
    changes: Changes | None = None
    if "data/changes.yaml" in files:
        changes = sources.data(Changes, "data/changes.yaml")
    deliverables: Deliverables | None = None
    if "data/deliverables.yaml" in files:
        deliverables = sources.data(Deliverables, "data/deliverables.yaml")
    history: History | None = None
    if HISTORY in files:
        history = sources.data(History, HISTORY)
    documents = sources.documents()
    sources.check_names(others)
    sources.check_data()
    sources.forget_the_rest()
    if not plans or cluster is None:
        raise Invalid(sources.problems)
    own = frozenset(name.removeprefix("docs/") for name in others)
    asked = [each for item in documents for each in wanted(item)] + wanted_by_cluster(cluster)
    pictures = sources.look_at((each for each in asked if each.file in own), look) if look else {}
    documents = [illustrated(each, pictures) for each in documents]
    site = Site(
        languages=languages,
        cluster=illustrated_cluster(cluster, pictures),
        plans=Plans.of(plans),
        events=_with_events_of_plans(plans, [each for each in documents if isinstance(each, Event)]),
        posts=newest_first(each for each in documents if isinstance(each, Post)),
        prose=tuple(each for each in documents if isinstance(each, Prose)),
        editions=latest_first(each for each in documents if isinstance(each, Edition)),
        changes=latest_first(changes.changes if changes else ()),
        deliverables=deliverables.deliverables if deliverables else (),
        records=in_order_of_time(history.records) if history else (),
        pictures=pictures,
        files=own,
    )
    if problems := [*sources.problems, *check(site)]:
        raise Invalid(problems)
    return site


def _with_events_of_plans(plans: Iterable[Plan], written: list[Event]) -> tuple[Event, ...]:
    """A file that bears the id of a plan's event takes its place."""
    planned = {event.id: event for plan in plans for event in events_of_plan(plan)}
    files = [
        replace(
            event, activity=planned[event.id].activity, digest=f"{event.digest} {planned[event.id].digest}"
        )
        if event.id in planned
        else event
        for event in written
    ]
    ids = {event.id for event in files}
    return tuple(in_order([*files, *(event for id, event in planned.items() if id not in ids)]))


@dataclass(slots=True)
class _MarkdownFile:
    """A Markdown file, taken apart."""

    file: str
    path: str
    """Below docs/, without language and `.md`."""
    language: str
    head: Node | None
    body: str
    body_line: int
    """The line of the file on which the body starts."""

    @property
    def folder(self) -> str:
        """`events`, `news` or `newsletter` for an item of it, `` for prose."""
        folder, _, name = self.path.partition("/")
        return folder if folder in ("events", "news", "newsletter") and name not in ("", "index") else ""

    @property
    def id(self) -> Id:
        return Id(self.path.partition("/")[2])


_Group = list[_MarkdownFile]
"""The language versions of one document, the default language first if it is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Translation:
    """What the head of a translation may say."""

    title: Text | None = None
    summary: Text | None = None
    description: Text | None = None


_UNREAD = Text.of(en="unread")
"""Stands in what could not be read, so that nobody who names it is blamed."""

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(slots=True)
class _Sources:
    """Reads the files and gathers their problems."""

    files: Mapping[str, bytes]
    languages: Languages
    converter: Converter
    memory: Memory
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Keys of the memory that this reading has met."""

    def remembered(self, key: str, names: Iterable[str], read: Callable[[str], Any]) -> Any:
        """What `read` makes of some files (it is given their digest), or has made of the same bytes."""
        digest = digest_of((name, self.files[name]) for name in names)
        self.seen.add(key)
        known = self.memory.get(key)
        if known and known[0] == digest:
            return known[1]
        before = len(self.problems)
        value = read(digest)
        if value is not None and len(self.problems) == before:
            self.memory[key] = (digest, value)
        else:
            self.memory.pop(key, None)
        return value

    def forget_the_rest(self) -> None:
        for key in self.memory.keys() - self.seen:
            del self.memory[key]

    def refuse(self, file: str, message: str) -> None:
        self.problems.append(Problem(Place(file, 1), message))

    def data(self, cls: Any, file: str) -> Any:
        """The value of a file of data/, or None."""
        if file not in self.files:
            self.refuse(file, "this file is missing")
            return None
        return self.remembered(file, [file], lambda _: self.read_data(cls, file))

    def read_data(self, cls: Any, file: str) -> Any:
        text, problems = decode(self.files[file], file)
        root = None
        if not problems:
            root, problems = read_tree(text, file=file)
        self.problems += problems
        if root is None and problems:
            return None
        reader = Reader(file, self.languages)
        value = reader.read(cls, root)
        self.problems += reader.problems
        return value

    def plans(self) -> list[Plan]:
        """Those that are published; none after noting why there is none."""
        older = sorted(file for file in self.files if file.startswith(OLDER_PLANS))
        read = {file: self.data(Plan, file) for file in (THE_PLAN, *older)}
        found: dict[str, Plan] = {file: plan for file, plan in read.items() if plan}
        self._check_years(found)
        published = [plan for plan in found.values() if not plan.draft]
        if found and not published:
            message = "there is no other plan to be shown; delete 'draft: true'"
            self.problems.append(Problem(found[min(found)].at, message))
        return published if len(found) == len(read) else []

    def _check_years(self, plans: Mapping[str, Plan]) -> None:
        """A year has one plan, and an older one is called by its year."""
        seen: dict[int, str] = {}
        for file, plan in plans.items():
            if file != THE_PLAN and file != f"{OLDER_PLANS}{plan.year}.yaml":
                message = f"this is the plan for {plan.year}; call the file {OLDER_PLANS}{plan.year}.yaml"
                self.problems.append(Problem(plan.at, message))
            if plan.year in seen:
                message = f"the plan for {plan.year} is {seen[plan.year]} already; a year has one plan"
                self.problems.append(Problem(plan.at, message))
            seen.setdefault(plan.year, file)

    def check_data(self) -> None:
        """Each file of data/ is one that the program reads."""
        for file in sorted(self.files):
            if file.startswith("data/") and file not in DATA and not file.startswith(OLDER_PLANS):
                self.refuse(file, f"nothing reads this file{suggestion(file, DATA)}")

    def documents(self) -> list[Document]:
        """Every document of docs/, its translations in it, in the order of the paths."""
        groups: dict[str, list[tuple[int, str, str]]] = {}
        order = self.languages.all.index
        for file in sorted(self.files):
            if file.startswith("docs/") and file.endswith(".md") and (name := self.name(file)):
                path, language = name
                groups.setdefault(path, []).append((order(language), language, file))
        found = [
            self.remembered(f"docs/{path}", *self._of_group(path, sorted(each)))
            for path, each in groups.items()
        ]
        return [item for item in found if item]

    def _of_group(
        self, path: str, versions: list[tuple[int, str, str]]
    ) -> tuple[list[str], Callable[[str], Document | None]]:
        """The files of a document, and how they are read."""

        def read(digest: str) -> Document | None:
            group = [self.document(file, path, language) for _, language, file in versions]
            folder = group[0].folder
            if folder == "newsletter":
                return self.edition(group, digest)
            if folder:
                return (self.event if folder == "events" else self.post)(group, digest)
            return self.prose(group, digest)

        return [file for _, _, file in versions], read

    def look_at(self, asked: Iterable[Wanted], look: Callable[[str], Picture]) -> dict[str, Picture]:
        """The pictures that are to be shown, by path below docs/."""
        found: dict[str, Picture] = {}
        for file, at in asked:
            if file not in found:
                try:
                    found[file] = look(file)
                except ValueError as error:
                    self.problems.append(Problem(at, str(error)))
        return found

    def check_names(self, others: Iterable[str]) -> None:
        """A file beside the texts has a name that the program does not take for a language's."""
        for file in others:
            name = file.rpartition("/")[2]
            if name.count(".") > 1:
                self.refuse(
                    file,
                    f"the name has more than one dot; call it {name.replace('.', '-', name.count('.') - 1)}",
                )

    def document(self, file: str, path: str, language: str) -> _MarkdownFile:
        """One Markdown file."""
        text, problems = decode(self.files[file], file)
        head, start = None, 0
        if match := _FRONT_MATTER.match(text):
            head, more = read_tree(match[1] or "", file=file, first_line=2)
            problems += more
            start = match.end()
        elif text.startswith("---"):
            self.refuse(file, "the head opens with --- but no line with --- closes it")
        self.problems += problems
        body = text[start:].lstrip()
        line = text.count("\n", 0, len(text) - len(body)) + 1
        return _MarkdownFile(file, path, language, None if problems else head, body.rstrip(), line)

    def name(self, file: str) -> tuple[str, str] | None:
        """`docs/news/x.en.md` -> (`news/x`, `en`)."""
        stem, dot, language = file.removeprefix("docs/").removesuffix(".md").partition(".")
        if not re.fullmatch(r"[a-z0-9]+(?:[-/][a-z0-9]+)*", stem):
            cure = "name the file with small letters a-z, digits and hyphens"
            self.refuse(file, f"'{stem}' cannot be an address; {cure}")
            return None
        if not dot:
            return stem, self.languages.default
        others = self.languages.all[1:]
        if language not in others:
            hint = suggestion(language, others)
            self.refuse(file, f"'.{language}' in the name is not a language of this site{hint}")
            return None
        return stem, language

    def event(self, group: _Group, digest: str) -> Event:
        event: Event | None = self.item(Event, group, digest)
        return event or Event(id=group[0].id, title=_UNREAD, kind="meeting", when_note=_UNREAD)

    def post(self, group: _Group, digest: str) -> Post:
        post: Post | None = self.item(Post, group, digest)
        return post or Post(id=group[0].id, title=_UNREAD, summary=_UNREAD, date_note=_UNREAD)

    def edition(self, group: _Group, digest: str) -> Edition | None:
        edition: Edition | None = self.item(Edition, group, digest)
        return edition

    def item(self, cls: Any, group: _Group, digest: str) -> Any:
        """The event or news item of a group; None after noting what is wrong."""
        main = group[0]
        if "/" in main.id:
            return self.refuse(main.file, f"files of {main.folder}/ stand in no further folder")
        return self.merged(cls, ("title", "summary"), group, digest, id=main.id)

    def prose(self, group: _Group, digest: str) -> Prose | None:
        prose: Prose | None = self.merged(Prose, ("title", "description"), group, digest, path=group[0].path)
        return prose

    def merged(self, cls: Any, texts: tuple[str, ...], group: _Group, digest: str, **given: str) -> Any:
        """The value of the main file with the texts and bodies of its translations."""
        main = group[0]
        if main.language != self.languages.default:
            language = english_name(self.languages.default)
            return self.refuse(main.file, f"the {language} version is missing: write docs/{main.path}.md")
        if main.head is None and cls is not Prose:
            if not any(problem.place.file == main.file for problem in self.problems):
                self.refuse(main.file, "the head (title: … between two lines of ---) is missing")
            return None
        bodies, mentions = self.converted(group)
        if bodies and not main.body:
            document = next(document for document in group if document.body)
            language = english_name(self.languages.default)
            self.refuse(document.file, f"a text stands here, but none in the {language} docs/{main.path}.md")
        kind = {Post: "news"}.get(cls, cls.__name__.lower())
        reader = Reader(main.file, self.languages)
        where = f"{kind} '{next(iter(given.values()))}'"
        value = reader.item(
            cls, main.head or Node(1, {}), where, bodies=bodies, mentions=mentions, digest=digest, **given
        )
        self.problems += reader.problems
        for document in group[1:]:
            value = self.translated(value, texts, document)
        return value

    def converted(self, group: _Group) -> tuple[tuple[tuple[str, str], ...], tuple[Mention, ...]]:
        """The HTML of the bodies by language, and what they link to."""
        bodies: list[tuple[str, str]] = []
        mentions: list[Mention] = []
        for document in group:
            if document.body:
                at = Place(document.file, document.body_line)
                html, found = self.converter.convert(document.body, source=f"{document.path}.md", at=at)
                bodies.append((document.language, typeset_html(html, document.language)))
                mentions += found
        return tuple(bodies), tuple(mentions)

    def translated(self, value: Any, texts: tuple[str, ...], document: _MarkdownFile) -> Any:
        """The value with the texts of a translation's head."""
        head = document.head
        if head is None or not isinstance(head.value, dict):
            return value
        reader = Reader(document.file, self.languages, text_language=document.language)
        for key in [key for key in head.value if key not in texts]:
            only = " and ".join(texts)
            message = f"'{key}' belongs in docs/{document.path}.md; a translation has {only} only"
            reader.refuse(head.key_lines.pop(key), message)
            del head.value[key]
        translation = reader.item(_Translation, head, "translation")
        self.problems += reader.problems
        if translation is None or value is None:
            return value
        said = {name: getattr(translation, name) for name in texts}
        return replace(
            value, **{name: self.joined(getattr(value, name), text) for name, text in said.items() if text}
        )

    def joined(self, text: Text | None, more: Text) -> Text:
        return self.languages.text(dict(text.versions if text else ()) | dict(more.versions))
