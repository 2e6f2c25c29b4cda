"""The files of data/ and docs/ become a Site, or every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, make_dataclass
from functools import cache
from types import GenericAlias
from typing import Any

from cluster.checks.whole_site import check
from cluster.content.documents import Document, Wanted, illustrated_cluster, wanted_by_cluster
from cluster.content.item import Item
from cluster.content.kinds import KINDS, Kind, kind_at
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plans import Plans
from cluster.content.site import Site
from cluster.digests import digest_of
from cluster.language import Languages
from cluster.pictures.model import Picture
from cluster.problems import Invalid, Place, Problem, suggestion
from cluster.reading.documents import DocumentReader
from cluster.reading.markdown import Converter
from cluster.reading.schema import Id, Reader
from cluster.reading.yaml_tree import decode, read_tree

THE_CLUSTER = "data/cluster.yaml"
THE_PLAN = "data/plan.yaml"
OLDER_PLANS = "data/plans/"
"""The folder with the plans of other years, each in a file of its year: `2021.yaml`."""

DATA = (THE_CLUSTER, THE_PLAN, *(kind.file for kind in KINDS if kind.file))
"""The files of data/, except those of older plans."""

Memory = dict[str, tuple[str, Any]]
"""What was read from a file of data/, or from the language versions of a document, by its path: the digest of
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
    `others` are the paths of all else in docs/. What is in `memory` under the same digest is not read
    again; it is brought up to date, also if there are problems. `look` gives the picture of a path below
    docs/, or a ValueError that says what is wrong with it; without it, pictures are left as they are.
    """
    sources = _Sources(files, languages, converter or Converter(), {} if memory is None else memory)
    cluster: Cluster | None = sources.data(THE_CLUSTER, lambda reader, root: reader.read(Cluster, root))
    plans = sources.plans()
    items = {kind.cls: sources.data_items(kind) for kind in KINDS if kind.file}
    documents = sources.documents()
    sources.check_names(others)
    sources.check_data()
    sources.forget_the_rest()
    if not plans or cluster is None:
        raise Invalid(sources.problems)
    own = frozenset(name.removeprefix("docs/") for name in others)
    asked = [each for item in documents for each in item.wanted()] + wanted_by_cluster(cluster)
    pictures = sources.look_at((each for each in asked if each.file in own), look) if look else {}
    items |= _by_class(each.illustrated(pictures) for each in documents)
    site = Site(
        languages=languages,
        cluster=illustrated_cluster(cluster, pictures),
        plans=Plans.of(plans),
        items={kind.cls: kind.arranged(items.get(kind.cls, ()), plans) for kind in KINDS},
        pictures=pictures,
        files=own,
    )
    if problems := [*sources.problems, *check(site)]:
        raise Invalid(problems)
    return site


def _by_class(documents: Iterable[Document]) -> dict[type[Item], tuple[Any, ...]]:
    found: dict[type[Item], list[Document]] = {}
    for each in documents:
        found.setdefault(type(each), []).append(each)
    return {cls: tuple(items) for cls, items in found.items()}


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

    def remembered(self, key: str, names: Iterable[str], read: Callable[[], Any]) -> Any:
        """The value that `read` makes of some files, or has made of the same bytes."""
        digest = digest_of((name, self.files[name]) for name in names)
        self.seen.add(key)
        before = self.memory.get(key)
        if before and before[0] == digest:
            return before[1]
        count = len(self.problems)
        value = read()
        if value is not None and len(self.problems) == count:
            self.memory[key] = (digest, value)
        else:
            self.memory.pop(key, None)
        return value

    def forget_the_rest(self) -> None:
        for key in self.memory.keys() - self.seen:
            del self.memory[key]

    def refuse(self, file: str, message: str) -> None:
        self.problems.append(Problem(Place(file, 1), message))

    def data(self, file: str, read: Callable[[Reader, Any], Any]) -> Any:
        """What `read` makes of the root of a file of data/, or None."""
        if file not in self.files:
            self.refuse(file, "this file is missing")
            return None
        return self.remembered(file, [file], lambda: self._read(file, read))

    def _read(self, file: str, read: Callable[[Reader, Any], Any]) -> Any:
        text, problems = decode(self.files[file], file)
        root = None
        if not problems:
            root, problems = read_tree(text, file=file)
        self.problems += problems
        if root is None and problems:
            return None
        reader = Reader(file, self.languages)
        value = read(reader, root)
        self.problems += reader.problems
        return value

    def data_items(self, kind: Kind) -> tuple[Any, ...]:
        """The items of a kind that has a file of data/; that file may be missing."""

        def read(reader: Reader, root: Any) -> Any:
            value = reader.read(_file_of(kind), root)
            return getattr(value, kind.key) if value else None

        return (self.data(kind.file, read) or ()) if kind.file in self.files else ()

    def plans(self) -> list[Plan]:
        """The published ones; none after noting why there is none."""
        older = sorted(file for file in self.files if file.startswith(OLDER_PLANS))
        read = {
            file: self.data(file, lambda reader, root: reader.read(Plan, root)) for file in (THE_PLAN, *older)
        }
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
        reader = DocumentReader(self.files, self.languages, self.converter, self.problems)
        found = [
            self.remembered(f"docs/{path}", files, self._reading(reader, path, files))
            for path, files in reader.groups().items()
        ]
        return [item for item in found if item]

    def _reading(self, reader: DocumentReader, path: str, files: list[str]) -> Callable[[], Document | None]:
        """How a document is read."""
        kind, id = kind_at(path)

        def read() -> Document | None:
            return self._document(reader, kind, id, files) or kind.unread(id)

        return read

    def _document(self, reader: DocumentReader, kind: Kind, id: Id, files: list[str]) -> Document | None:
        if kind.folder and "/" in id:
            self.refuse(files[0], f"put the file directly into docs/{kind.folder}/")
            return None
        document: Document | None = reader.document(
            kind.cls,
            files,
            f"{kind.name} '{id}'",
            texts=kind.texts,
            has_head=kind.has_head,
            id=id,
        )
        return document

    def look_at(self, asked: Iterable[Wanted], look: Callable[[str], Picture]) -> dict[str, Picture]:
        """The pictures to be shown, by path below docs/."""
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


@cache
def _file_of(kind: Kind) -> type[Any]:
    """What the file of data/ with the items of a kind holds, as the schema reads it."""
    name = kind.file.rpartition("/")[2].removesuffix(".yaml").capitalize()
    return make_dataclass(name, [(kind.key, GenericAlias(tuple, (kind.cls, ...)), ())], frozen=True)
