"""The files of data/ and docs/ become a Site, or every problem of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .checks import check
from .events import Event, events_of_plan
from .language import Languages, Text, english_name
from .news import Post
from .organisation import Cluster
from .plan import Plan
from .problems import Invalid, Place, Problem, suggestion
from .prose import Prose
from .reader import Id, Reader
from .site import Site, in_order, newest_first
from .tree import Node, decode, read_tree


def read_site(files: Mapping[str, bytes], languages: Languages) -> Site:
    """The site that the files describe; Invalid with every problem if they do not.

    `files` maps paths from the project's root, with `/`, to bytes: all of data/*.yaml and docs/**/*.md.
    """
    sources = _Sources(files, languages)
    cluster: Cluster | None = sources.data(Cluster, "data/cluster.yaml")
    plan: Plan | None = sources.data(Plan, "data/plan.yaml")
    groups = sources.groups()
    events = [sources.event(group) for group in groups if group[0].folder == "events"]
    posts = [sources.post(group) for group in groups if group[0].folder == "news"]
    prose = [sources.prose(group) for group in groups if not group[0].folder]
    if plan is None or cluster is None:
        raise Invalid(sources.problems)
    site = Site(
        languages=languages,
        cluster=cluster,
        plan=plan,
        events=_with_events_of_plan(plan, events),
        posts=newest_first(posts),
        prose=tuple(page for page in prose if page),
    )
    if problems := [*sources.problems, *check(site)]:
        raise Invalid(problems)
    return site


def _with_events_of_plan(plan: Plan, written: list[Event]) -> tuple[Event, ...]:
    """A file that bears the id of a plan's event takes its place."""
    planned = {event.id: event for event in events_of_plan(plan)}
    files = [
        replace(event, activity=planned[event.id].activity) if event.id in planned else event
        for event in written
    ]
    ids = {event.id for event in files}
    return in_order([*files, *(event for id, event in planned.items() if id not in ids)])


@dataclass(slots=True)
class _Document:
    """A Markdown file, taken apart."""

    file: str
    path: str
    """Below docs/, without language and `.md`."""
    language: str
    head: Node | None
    body: str

    @property
    def folder(self) -> str:
        """`events` or `news` for an event or news item, `` for prose."""
        folder, _, name = self.path.partition("/")
        return folder if folder in ("events", "news") and name not in ("", "index") else ""

    @property
    def id(self) -> Id:
        return Id(self.path.partition("/")[2])


_Group = list[_Document]
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
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, file: str, message: str) -> None:
        self.problems.append(Problem(Place(file, 1), message))

    def data(self, cls: Any, file: str) -> Any:
        """The value of a file of data/, or None."""
        if file not in self.files:
            self.refuse(file, "this file is missing")
            return None
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

    def groups(self) -> list[_Group]:
        """Every document of docs/ with its translations, by path."""
        groups: dict[str, _Group] = {}
        for file in sorted(self.files):
            if file.startswith("docs/") and file.endswith(".md") and (document := self.document(file)):
                groups.setdefault(document.path, []).append(document)
        order = self.languages.all.index
        return [sorted(group, key=lambda document: order(document.language)) for group in groups.values()]

    def document(self, file: str) -> _Document | None:
        """One Markdown file; None if it cannot be read at all."""
        if (name := self.name(file)) is None:
            return None
        text, problems = decode(self.files[file], file)
        head = None
        body = text
        if match := _FRONT_MATTER.match(text):
            head, more = read_tree(match[1] or "", file=file, first_line=2)
            problems += more
            body = text[match.end() :]
        elif text.startswith("---"):
            self.refuse(file, "the head opens with --- but no line with --- closes it")
        self.problems += problems
        return _Document(file, *name, None if problems else head, body.strip())

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

    def event(self, group: _Group) -> Event:
        event: Event | None = self.item(Event, group)
        return event or Event(id=group[0].id, title=_UNREAD, kind="meeting", when_note=_UNREAD)

    def post(self, group: _Group) -> Post:
        post: Post | None = self.item(Post, group)
        return post or Post(id=group[0].id, title=_UNREAD, summary=_UNREAD, date_note=_UNREAD)

    def item(self, cls: Any, group: _Group) -> Any:
        """The event or news item of a group; None after noting what is wrong."""
        main = group[0]
        if "/" in main.id:
            return self.refuse(main.file, f"files of {main.folder}/ stand in no further folder")
        return self.merged(cls, ("title", "summary"), group, id=main.id)

    def prose(self, group: _Group) -> Prose | None:
        prose: Prose | None = self.merged(Prose, ("title", "description"), group, path=group[0].path)
        return prose

    def merged(self, cls: Any, texts: tuple[str, ...], group: _Group, **given: str) -> Any:
        """The value of the main file with the texts and bodies of its translations."""
        main = group[0]
        language = english_name(self.languages.default)
        if main.language != self.languages.default:
            return self.refuse(main.file, f"the {language} version is missing: write docs/{main.path}.md")
        if main.head is None and cls is not Prose:
            if not any(problem.place.file == main.file for problem in self.problems):
                self.refuse(main.file, "the head (title: … between two lines of ---) is missing")
            return None
        bodies = tuple((document.language, document.body) for document in group if document.body)
        if bodies and not main.body:
            document = next(document for document in group if document.body)
            self.refuse(document.file, f"a text stands here, but none in the {language} docs/{main.path}.md")
        kind = {Post: "news"}.get(cls, cls.__name__.lower())
        reader = Reader(main.file, self.languages)
        where = f"{kind} '{next(iter(given.values()))}'"
        value = reader.item(cls, main.head or Node(1, {}), where, bodies=bodies, **given)
        self.problems += reader.problems
        for document in group[1:]:
            value = self.translated(value, texts, document)
        return value

    def translated(self, value: Any, texts: tuple[str, ...], document: _Document) -> Any:
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
