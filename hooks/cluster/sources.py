"""The files of data/ and docs/ become a Site, or every problem of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
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

DATA_FILES = ("data/cluster.yaml", "data/plan.yaml")
"""Every cluster has these."""


@dataclass(slots=True)
class _Document:
    """A Markdown file, taken apart."""

    file: str
    path: str
    """Below docs/, without language and `.md`."""
    language: str
    head: Node | None
    body: str


def read_site(files: Mapping[str, bytes], languages: Languages) -> Site:
    """The site that the files describe; Invalid with every problem if they do not.

    `files` maps paths from the project's root, with `/`, to bytes: all of data/*.yaml and docs/**/*.md.
    """
    problems: list[Problem] = []
    cluster = _read_data(Cluster, "data/cluster.yaml", files, languages, problems)
    plan = _read_data(Plan, "data/plan.yaml", files, languages, problems)
    documents = _read_documents(files, languages, problems)
    events = [
        _event(group, languages, problems) or _unread_event(group) for group in _groups(documents, "events")
    ]
    posts = [_post(group, languages, problems) or _unread_post(group) for group in _groups(documents, "news")]
    prose = [_prose(group, languages, problems) for group in _groups(documents, "")]
    if plan is None or cluster is None:
        raise Invalid(problems)
    site = Site(
        languages=languages,
        cluster=cluster,
        plan=plan,
        events=_with_events_of_plan(plan, events),
        posts=newest_first(posts),
        prose=tuple(page for page in prose if page),
    )
    problems += check(site)
    if problems:
        raise Invalid(problems)
    return site


def _unread_event(group: list[_Document]) -> Event:
    """Stands for a file that could not be read, so that nobody who names it is blamed."""
    return Event(id=Id(group[0].path.partition("/")[2]), title=_UNREAD, kind="meeting", when_note=_UNREAD)


def _unread_post(group: list[_Document]) -> Post:
    return Post(id=Id(group[0].path.partition("/")[2]), title=_UNREAD, summary=_UNREAD, date_note=_UNREAD)


_UNREAD = Text.of(en="unread")


def _with_events_of_plan(plan: Plan, written: list[Event]) -> tuple[Event, ...]:
    """A file that bears the id of a plan's event takes its place."""
    planned = {event.id: event for event in events_of_plan(plan)}
    files = [
        replace(event, activity=planned[event.id].activity) if event.id in planned else event
        for event in written
    ]
    ids = {event.id for event in files}
    return in_order([*files, *(event for id, event in planned.items() if id not in ids)])


def _read_data(
    cls: Any, file: str, files: Mapping[str, bytes], languages: Languages, problems: list[Problem]
) -> Any:
    if file not in files:
        problems.append(Problem(Place(file, 1), "this file is missing"))
        return None
    text, found = decode(files[file], file)
    root, more = (None, []) if found else read_tree(text, file=file)
    problems += found + more
    if root is None and (found or more):
        return None
    reader = Reader(file, languages)
    value = reader.read(cls, root)
    problems += reader.problems
    return value


def _read_documents(
    files: Mapping[str, bytes], languages: Languages, problems: list[Problem]
) -> list[_Document]:
    documents = []
    for file in sorted(files):
        if file.startswith("docs/") and file.endswith(".md"):
            try:
                documents.append(_read_document(file, files[file], languages))
            except Invalid as error:
                problems += error.problems
    return documents


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


def _read_document(file: str, raw: bytes, languages: Languages) -> _Document:
    path, language = _name(file, languages)
    text, problems = decode(raw, file)
    if problems:
        raise Invalid(problems)
    head, body = None, text
    if match := _FRONT_MATTER.match(text):
        head, found = read_tree(match[1] or "", file=file, first_line=2)
        if found:
            raise Invalid(found)
        body = text[match.end() :]
    elif text.startswith("---"):
        raise Invalid([Problem(Place(file, 1), "the head opens with --- but no line with --- closes it")])
    return _Document(file, path, language, head, body.strip())


def _name(file: str, languages: Languages) -> tuple[str, str]:
    """`docs/news/x.en.md` -> (`news/x`, `en`)."""
    path = file.removeprefix("docs/").removesuffix(".md")
    stem, dot, language = path.partition(".")
    if not re.fullmatch(r"[a-z0-9]+(?:[-/][a-z0-9]+)*", stem):
        message = f"'{stem}' cannot be an address; name the file with small letters a-z, digits and hyphens"
        raise Invalid([Problem(Place(file, 1), message)])
    if not dot:
        return stem, languages.default
    if language not in languages.all or language == languages.default:
        others = [each for each in languages.all if each != languages.default]
        message = f"'.{language}' in the name is not a language of this site{suggestion(language, others)}"
        raise Invalid([Problem(Place(file, 1), message)])
    return stem, language


def _groups(documents: list[_Document], folder: str) -> list[list[_Document]]:
    """The language versions of each document of a folder; with no folder, all that have none of their own."""
    groups: dict[str, list[_Document]] = {}
    for document in documents:
        own, slash, name = document.path.partition("/")
        is_item = own in ("events", "news") and slash and name != "index"
        if (own == folder and is_item) or (not folder and not is_item):
            groups.setdefault(document.path, []).append(document)
    return list(groups.values())


def _main(group: list[_Document], languages: Languages, problems: list[Problem]) -> _Document | None:
    """The document in the default language, which each group has."""
    main = next((document for document in group if document.language == languages.default), None)
    if main is None:
        first = group[0]
        name = f"docs/{first.path}.md"
        message = f"the {english_name(languages.default)} version is missing: write {name}"
        problems.append(Problem(Place(first.file, 1), message))
    return main


def _bodies(
    group: list[_Document], languages: Languages, problems: list[Problem]
) -> tuple[tuple[str, str], ...]:
    bodies = {document.language: document.body for document in group if document.body}
    if bodies and languages.default not in bodies:
        document = next(document for document in group if document.body)
        message = f"the text stands here but its {english_name(languages.default)} version is missing"
        problems.append(Problem(Place(document.file, 1), message))
    return tuple((language, bodies[language]) for language in languages.all if language in bodies)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Translation:
    """What the head of a translation may say."""

    title: Text | None = None
    summary: Text | None = None
    description: Text | None = None


def _event(group: list[_Document], languages: Languages, problems: list[Problem]) -> Event | None:
    event: Event | None = _item(Event, group, languages, problems)
    return event


def _post(group: list[_Document], languages: Languages, problems: list[Problem]) -> Post | None:
    post: Post | None = _item(Post, group, languages, problems)
    return post


def _item(cls: Any, group: list[_Document], languages: Languages, problems: list[Problem]) -> Any:
    """The event or news item of a group of files; None after noting what is wrong."""
    main = _main(group, languages, problems)
    if main is None:
        return None
    if main.head is None:
        problems.append(
            Problem(Place(main.file, 1), "the head (title: … between two lines of ---) is missing")
        )
        return None
    id = main.path.partition("/")[2]
    if "/" in id:
        problems.append(
            Problem(
                Place(main.file, 1), f"files of {main.path.partition('/')[0]}/ stand in no further folder"
            )
        )
        return None
    return _merged(cls, ("title", "summary"), main, main.head, group, languages, problems, id=id)


def _prose(group: list[_Document], languages: Languages, problems: list[Problem]) -> Prose | None:
    main = _main(group, languages, problems)
    if main is None:
        return None
    head = main.head or Node(1, {})
    texts = ("title", "description")
    prose: Prose | None = _merged(Prose, texts, main, head, group, languages, problems, path=main.path)
    return prose


def _merged(
    cls: Any,
    texts: tuple[str, ...],
    main: _Document,
    head: Node,
    group: list[_Document],
    languages: Languages,
    problems: list[Problem],
    **given: str,
) -> Any:
    """The value of the main file with the texts and bodies of its translations."""
    reader = Reader(main.file, languages)
    bodies = _bodies(group, languages, problems)
    kind = {"Post": "news"}.get(cls.__name__, cls.__name__.lower())
    where = f"{kind} '{next(iter(given.values()))}'"
    value = reader.item(cls, head, where, bodies=bodies, **given)
    problems += reader.problems
    for document in group:
        if document is not main and value is not None:
            value = _translated(value, texts, document, languages, problems)
    return value


def _translated(
    value: Any, texts: tuple[str, ...], document: _Document, languages: Languages, problems: list[Problem]
) -> Any:
    if document.head is None:
        return value
    reader = Reader(document.file, languages, text_language=document.language)
    allowed = {key: line for key, line in document.head.key_lines.items() if key not in texts}
    for key, line in allowed.items():
        reader.refuse(
            line, f"'{key}' belongs in docs/{document.path}.md; a translation has {' and '.join(texts)} only"
        )
        if isinstance(document.head.value, dict):
            del document.head.value[key], document.head.key_lines[key]
    translation = reader.item(_Translation, document.head, "translation")
    problems += reader.problems
    if translation is None:
        return value
    changes = {}
    for name in texts:
        if (said := getattr(translation, name)) is not None:
            changes[name] = _with(getattr(value, name), said, languages)
    return replace(value, **changes)


def _with(text: Text | None, more: Text, languages: Languages) -> Text:
    versions = dict(text.versions if text else ()) | dict(more.versions)
    return Text(tuple((language, versions[language]) for language in languages.all if language in versions))
