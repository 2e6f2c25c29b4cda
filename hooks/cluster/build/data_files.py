"""The schemas of files in data/ that hold items, and the cluster's file."""

from __future__ import annotations

from dataclasses import make_dataclass, replace
from functools import cache
from types import GenericAlias
from typing import Any

from cluster.content.item import Item
from cluster.content.kinds import KINDS, PROJECTS
from cluster.content.organisation import Cluster
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
    """The schema of a file of data/ with lists of items: a dataclass with a field for each kind."""
    name = file.rpartition("/")[2].removesuffix(".yaml").capitalize()
    lists = [(kind.key, GenericAlias(tuple, (kind.cls, ...)), ()) for kind in KINDS if kind.file == file]
    return make_dataclass(name, lists, frozen=True)
