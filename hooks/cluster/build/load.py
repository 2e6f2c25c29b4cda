"""Loads the files of data/ and docs/ into a Site, or reports the problems of all files at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any, NamedTuple

from cluster.build.data_files import cluster_of, schema_of
from cluster.build.labels import ReaderOf, reader_in
from cluster.build.source_names import OLDER_PLANS, THE_CLUSTER, THE_PLAN, problems_of_names
from cluster.checks.headings import headings_of_texts_exist
from cluster.checks.links import RULES as LINK_RULES
from cluster.checks.whole_site import RULES, Rule, check
from cluster.content.contents import Recorded
from cluster.content.documents import Document, illustrated_cluster, wanted_by_cluster
from cluster.content.identity import IDENTITY, Identity
from cluster.content.item import Item, Wanted
from cluster.content.kinds import KINDS, Kind, arranged, kind_at, kind_meant
from cluster.content.media import logos_of
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.content.plans import Plans
from cluster.content.site import Site
from cluster.content.stand_ins import UNREAD_CLUSTER, UNREAD_PLAN
from cluster.digests import digest_of
from cluster.fingerprints import Fingerprints
from cluster.language import Languages
from cluster.pictures.model import Picture
from cluster.problems import Invalid, Place, Problem, united
from cluster.reading.documents import DocumentReader, links_in_values
from cluster.reading.markdown import Converter, Mention
from cluster.reading.scalar_types import Id
from cluster.reading.schema import Reader
from cluster.reading.yaml_tree import decode, read_tree

_FILE_OF = {kind.key: kind.file for kind in KINDS if kind.file}
"""The file of data/ that has a list, by its key."""


class ReadData(NamedTuple):
    """What a file of data/ holds."""

    value: Any
    links: list[Mention]
    """The web addresses in its values."""


Memory = dict[str, tuple[str, Any]]
"""Cached `ReadData` of files in data/, and documents (with all their languages), by path: the digest of the
bytes and the value. Values with problems are not cached, so that their problems are reported again."""


def read_site(
    files: Mapping[str, bytes],
    languages: Languages,
    *,
    converter: Converter | None = None,
    others: Iterable[str] = (),
    unread: Iterable[str] = (),
    problems: Iterable[Problem] = (),
    memory: Memory | None = None,
    look: Callable[[str, int], Picture] | None = None,
    site_url: str = "",
    theme_files: frozenset[str] | None = None,
    logos: tuple[str, ...] = (),
    recorded: tuple[Recorded, ...] = (),
    grounds: Callable[[str], tuple[str, ...]] = lambda logo: ("light",),
    headings: Rule = lambda site: (),
    published: Rule = lambda site: (),
    menu: Rule = lambda site: (),
) -> Site:
    """The site that the files describe; Invalid with every problem.

    `files` maps paths from the project's root, with `/`, to bytes: all of data/**/*.yaml and docs/**/*.md.
    `others` and `unread` are all other files there. `memory` is a cache of values, updated in any case.
    `look` returns the picture at a path below docs/ or raises ValueError; without it, pictures stay as they
    are. Rules: `headings` for links if there are no problems, `published` for what leads to hidden items.
    """
    kept: Memory = {} if memory is None else memory
    sources = _Sources(files, languages, converter or Converter(), kept, reader_in(files), [*problems])
    (cluster, projects), identity, plans = sources.cluster(), sources.identity(), sources.plans()
    found = [*projects, *sources.data_items(), *sources.documents()]
    sources.finish(others, unread)
    other_files = frozenset(name.removeprefix("docs/") for name in others)
    pictures = sources.look_at(_wanted(found, cluster), other_files, look) if look else {}
    site = Site(
        languages=languages,
        cluster=illustrated_cluster(cluster, pictures),
        plans=Plans.of(plans),
        identity=identity,
        items=arranged(_by_class(each.illustrated(pictures) for each in found), plans, identity),
        pictures=pictures,
        files=other_files,
        links_of_data=tuple(sources.links),
        site_url=site_url,
        theme_files=theme_files,
        logos=logos,
        recorded=recorded,
        grounds={each: grounds(each) for each in logos_of(cluster.press, logos)},
        unread={each.place.file: files.get(each.place.file, b"") for each in sources.problems},
    )
    return _checked(site, [*sources.problems, *menu(site)], headings, published)


def _checked(site: Site, noted: list[Problem], headings: Rule, published: Rule) -> Site:
    """The site; Invalid with the problems that are noted and those that the rules find."""
    problems = [*noted, *check(site, RULES)]
    problems += headings_of_texts_exist(site) if problems else headings(site)
    problems += check(site, LINK_RULES)
    if THE_CLUSTER not in site.unread:  # its time zone decides what is public
        problems += published(site)
    if problems:
        raise Invalid(united(problems))
    return site


def _wanted(found: Iterable[Item], cluster: Cluster) -> list[Wanted]:
    """The pictures that the items and the cluster show."""
    return [each for item in found for each in item.wanted()] + wanted_by_cluster(cluster)


def _by_class(items: Iterable[Item]) -> dict[type[Item], tuple[Any, ...]]:
    found: dict[type[Item], list[Item]] = {}
    for each in items:
        found.setdefault(type(each), []).append(each)
    return {cls: tuple(each) for cls, each in found.items()}


@dataclass(slots=True)
class _Sources:
    """Reads the files and collects their problems."""

    files: Mapping[str, bytes]
    languages: Languages
    converter: Converter
    memory: Memory
    reader_of: ReaderOf
    problems: list[Problem] = field(default_factory=list)
    links: list[Mention] = field(default_factory=list)
    """The web addresses in the values of data/."""
    seen: set[str] = field(default_factory=set)
    """The keys of `memory` that were used."""

    def cached(self, key: str, names: Iterable[str], read: Callable[[], Any]) -> Any:
        """The value that `read` returns for some files, from the memory if their bytes are the same."""
        digest = digest_of((name, self.files[name]) for name in names)
        self.seen.add(key)
        entry = self.memory.get(key)
        if entry and entry[0] == digest:
            return entry[1]
        count = len(self.problems)
        value = read()
        if value is not None and len(self.problems) == count:
            Fingerprints().of(value)  # computed before pickling, so that later builds need not compute it
            self.memory[key] = (digest, value)
        else:
            self.memory.pop(key, None)
        return value

    def finish(self, others: Iterable[str], unread: Iterable[str]) -> None:
        """Check the names of all files, and remove the entries of deleted files from the memory."""
        self.problems += problems_of_names(self.files, others, unread)
        for key in self.memory.keys() - self.seen:
            del self.memory[key]

    def refuse(self, file: str, message: str) -> None:
        self.problems.append(Problem(Place(file, 1), message))

    def data(self, file: str, read: Callable[[Reader, Any], Any]) -> Any:
        """The value that `read` returns for the root of a file of data/; None if there were problems."""
        if file not in self.files:
            if not any(each.place.file == file for each in self.problems):
                self.refuse(file, "the file does not exist")
            return None
        found: ReadData | None = self.cached(file, [file], lambda: self._read(file, read))
        self.links += found.links if found else []
        return found.value if found else None

    def _read(self, file: str, read: Callable[[Reader, Any], Any]) -> ReadData | None:
        """The value and its links; None if there were problems."""
        text, problems = decode(self.files[file], file)
        root = None
        if not problems:
            root, problems = read_tree(text, file=file)
        self.problems += problems
        if root is None and problems:
            return None
        reader = self.reader_of(file, self.languages, elsewhere=_FILE_OF)
        value = read(reader, root)
        self.problems += reader.problems
        return None if value is None else ReadData(value, links_in_values(reader))

    def cluster(self) -> tuple[Cluster, tuple[Item, ...]]:
        """The cluster, a stand-in if it has problems, and the projects in its file."""
        return self.data(THE_CLUSTER, cluster_of) or (UNREAD_CLUSTER, ())

    def data_items(self) -> list[Item]:
        """The items of all kinds that are in files of data/; these files are optional."""
        files = dict.fromkeys(kind.file for kind in KINDS if kind.file in self.files)
        return [item for file in files for items in self._items_in(file) for item in items]

    def _items_in(self, file: str) -> list[tuple[Item, ...]]:
        kinds = [kind for kind in KINDS if kind.file == file]

        def read(reader: Reader, root: Any) -> Any:
            value = reader.read(schema_of(file), root)
            return [getattr(value, kind.key) for kind in kinds] if value else None

        return self.data(file, read) or []

    def identity(self) -> Any:
        """What ids are made of; None if it is not recorded yet, or has problems."""
        if IDENTITY not in self.files:
            return None
        return self.data(IDENTITY, lambda reader, root: reader.read(Identity, root))

    def plans(self) -> list[Plan]:
        """The plans that are not drafts, without those that cannot be read; a stand-in if there is none."""
        older = sorted(file for file in self.files if file.startswith(OLDER_PLANS))
        read = {
            file: self.data(file, lambda reader, root: reader.read(Plan, root)) for file in (THE_PLAN, *older)
        }
        valid: dict[str, Plan] = {file: plan for file, plan in read.items() if plan}
        self._check_years(valid)
        published = [plan for plan in valid.values() if not plan.draft]
        if len(valid) == len(read) and not published:
            self.problems.append(Problem(valid[min(valid)].at, "all plans are drafts; delete 'draft: true'"))
        return published or [UNREAD_PLAN]

    def _check_years(self, plans: Mapping[str, Plan]) -> None:
        """Each year has one plan, and the name of a file in OLDER_PLANS is its year."""
        seen: dict[int, str] = {}
        for file, plan in plans.items():
            if file != THE_PLAN and file != f"{OLDER_PLANS}{plan.year}.yaml":
                message = f"the plan is for {plan.year}; rename the file to {OLDER_PLANS}{plan.year}.yaml"
                self.problems.append(Problem(plan.at, message))
            if plan.year in seen:
                message = f"duplicate plan for {plan.year} (also in {seen[plan.year]}); delete one of them"
                self.problems.append(Problem(plan.at, message))
            seen.setdefault(plan.year, file)

    def documents(self) -> list[Document]:
        """The documents of docs/, each with its translations, in the order of paths."""
        reader = DocumentReader(self.files, self.languages, self.converter, self.problems, self.reader_of)
        documents = [
            self.cached(f"docs/{path}", files, self._reading_of(reader, path, files))
            for path, files in reader.groups().items()
        ]
        return [item for item in documents if item]

    def _reading_of(
        self, reader: DocumentReader, path: str, files: list[str]
    ) -> Callable[[], Document | None]:
        """A function that reads a document."""
        kind, id = kind_at(path)

        def read() -> Document | None:
            return self._document(reader, kind, id, files) or kind.unread(id)

        return read

    def _document(self, reader: DocumentReader, kind: Kind, id: Id, files: list[str]) -> Document | None:
        if kind.folder and "/" in id:
            self.refuse(files[0], f"unsupported subfolder; move the file to docs/{kind.folder}/")
            return None
        document: Document | None = reader.document(
            kind.cls,
            files,
            f"{kind.name} '{id}'",
            texts=kind.texts,
            has_head=kind.has_head,
            misplaced=partial(_misplaced, kind, files[0]),
            id=id,
        )
        return document

    def look_at(
        self, wanted: Iterable[Wanted], files: Collection[str], look: Callable[[str, int], Picture]
    ) -> dict[str, Picture]:
        """The wanted pictures among `files`, by path below docs/. `check` reports those that do not exist."""
        pictures: dict[str, Picture] = {}
        for file, at, most in wanted:
            if file in files and file not in pictures:
                try:
                    pictures[file] = look(file, most)
                except ValueError as error:
                    self.problems.append(Problem(at, str(error)))
        return pictures


def _misplaced(kind: Kind, file: str, keys: Mapping[str, int]) -> str:
    """What is wrong with a file whose front matter is that of another kind; empty if it is not."""
    meant = kind_meant(keys, kind)
    if meant is None:
        return ""
    signs = ", ".join(f"'{key}'" for key in keys if key not in {each.name for each in fields(kind.cls)})
    name = file.rpartition("/")[2]
    return f"this is {meant.phrase} (it has {signs}); move the file to docs/{meant.folder}/{name}"
