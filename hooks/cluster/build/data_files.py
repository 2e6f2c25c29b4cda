"""The classes of the files in data/: those that hold items, and the cluster's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import GenericAlias
from typing import Any

from cluster.build.source_names import THE_CLUSTER, THE_PLAN
from cluster.content.identity import IDENTITY, Identity
from cluster.content.item import Item
from cluster.content.kinds import KINDS, PROJECTS
from cluster.content.organisation import Cluster
from cluster.content.plan import Plan
from cluster.frozen import frozen
from cluster.reading.schema import Reader


def cluster_of(reader: Reader, root: Any) -> tuple[Cluster, tuple[Item, ...]] | None:
    """The cluster and its projects, which were a part of its file before they had one of their own."""
    projects: Any = ()
    if root is not None and isinstance(root.value, dict) and "projects" in root.value:
        listed = {"projects": root.value.pop("projects")}
        lines = {"projects": root.key_lines.pop("projects")}
        value = reader.item(schema_of(PROJECTS), replace(root, value=listed, key_lines=lines), "cluster")
        projects = value.projects if value else ()
    cluster = reader.read(Cluster, root)
    return (cluster, projects) if cluster else None


@cache
def schema_of(file: str) -> type[Any]:
    """The schema of a file of data/ with lists of items: a dataclass with a field for each kind.

    Messages call it by its name; descriptions tell the file of equipment from a record by the qualified one.
    """
    name = file.rpartition("/")[2].removesuffix(".yaml").capitalize()
    kinds = {kind.key: kind.cls for kind in KINDS if kind.file == file}
    members = {
        **dict.fromkeys(kinds, ()),
        "__annotations__": {key: GenericAlias(tuple, (cls, ...)) for key, cls in kinds.items()},
        "__doc__": file,  # Python would make one, which takes long
        "__qualname__": f"{name}File",
    }
    return frozen(type(name, (), members))


ROOTS: Mapping[str, type[Any]] = {
    THE_CLUSTER: Cluster,
    THE_PLAN: Plan,
    **{kind.file: schema_of(kind.file) for kind in KINDS if kind.file},
    IDENTITY: Identity,
}
"""The class of each file; those of older plans are as THE_PLAN."""
