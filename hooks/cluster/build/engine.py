"""Which program builds here: MkDocs or ProperDocs, its successor. Imports neither."""

from __future__ import annotations

import os
from importlib.util import find_spec

from cluster.problems import Invalid, Place, Problem, suggestion

ENGINES = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}
"""The name of each by the name of its Python package."""

CHOICE = "CLUSTER_ENGINE"


def engine() -> str:
    """`mkdocs` or `properdocs`.

    MkDocs if both are installed, unless the environment asks for the other: their presence is no choice, as
    Material installs MkDocs, and some plugins install ProperDocs.
    """
    asked = os.environ.get(CHOICE, "")
    if asked and asked not in ENGINES:
        raise _refused(f"{CHOICE}='{asked}' is no engine{suggestion(asked, ENGINES)}")
    if asked and not find_spec(asked):
        raise _refused(f"{CHOICE} asks for {ENGINES[asked]}, which is not installed")
    return asked or ("mkdocs" if find_spec("mkdocs") else "properdocs")


def _refused(message: str) -> Invalid:
    return Invalid([Problem(Place("environment", 1), message)])


def is_requested() -> bool:
    """Whether every page is to go through the engine, even where the fast path gives the same."""
    return os.environ.get("CLUSTER_FAST") == "0"
