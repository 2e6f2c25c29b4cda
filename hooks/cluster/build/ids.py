"""The ids in the files of a project, with the titles of what has them, also in files with problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cluster.build.data_files import ROOTS
from cluster.build.source_names import OLDER_PLANS
from cluster.content.kinds import kind_at
from cluster.content.plan import Plan
from cluster.reading.documents import head_in
from cluster.reading.labels import Labelled
from cluster.reading.yaml_tree import Node, decode, read_tree
from cluster.schemas.choices import NAMED, Choices, HasId, by_class, ids_in, names_of, title_of


def ids_of(name: str, raw: bytes) -> list[list[str]]:
    """Class, id and title of what has an id in a file."""
    return [[each.cls, each.id, each.title] for each in _found_in(name, _tree_of(name, raw))]


def choices_in(texts: Mapping[str, bytes]) -> Choices:
    """The ids in some files, by their names."""
    return choices_of(ids_of(name, raw) for name, raw in texts.items())


def choices_of(files: Iterable[list[list[str]]]) -> Choices:
    """The ids that `ids_of` found."""
    return by_class(HasId(cls, id, title) for found in files for cls, id, title in found)


def titles_by_field(texts: Mapping[str, bytes]) -> Mapping[str, Labelled]:
    """The titles, by id, of what the fields of items may name, by the name of the field. A field of which
    nothing is known is left out if there are files that cannot be read."""
    trees = {name: _tree_of(name, raw) for name, raw in texts.items()}
    titles: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, tree in trees.items():
        for each in _found_in(name, tree):
            titles.setdefault(each.cls, {})[each.id] = each.names
    found = {
        field: {id: names for cls in classes for id, names in titles.get(cls, {}).items()}
        for field, classes in NAMED.items()
    }
    return found if all(trees.values()) else {field: each for field, each in found.items() if each}


def _tree_of(name: str, raw: bytes) -> Node | None:
    """What a file says, or the head of a document; None if it cannot be read or says nothing."""
    text = decode(raw, name)[0]
    part = head_in(text) if name.endswith(".md") else text
    return read_tree(part, file=name)[0] if part else None


def _found_in(name: str, tree: Node | None) -> Iterator[HasId]:
    if not name.endswith(".md"):
        cls = Plan if name.startswith(OLDER_PLANS) else ROOTS.get(name)
        yield from ids_in(cls, tree) if tree and cls else ()
    elif tree and "." not in (path := name.removeprefix("docs/").removesuffix(".md")):
        kind, id = kind_at(path)
        yield HasId(kind.cls.__name__, id, title_of(tree), names_of(tree))
