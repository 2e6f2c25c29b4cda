"""The choice of the engine: MkDocs or ProperDocs, its successor. Imports neither, as that is slow."""

from __future__ import annotations

import os
from importlib.util import find_spec

from cluster.problems import Invalid, Place, Problem, suggestion

ENGINES = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}
"""Display names by Python package."""

CHOICE = "CLUSTER_ENGINE"


def engine() -> str:
    """`mkdocs` or `properdocs`; Invalid if CLUSTER_ENGINE names another or a missing one.

    Without CLUSTER_ENGINE, MkDocs if it is installed. That both are installed does not show what the user
    wants: Material depends on MkDocs, some plugins on ProperDocs.
    """
    chosen = os.environ.get(CHOICE, "")
    if chosen and chosen not in ENGINES:
        raise _invalid(f"{CHOICE}: unknown value '{chosen}'{suggestion(chosen, ENGINES)}")
    if chosen and not find_spec(chosen):
        raise _invalid(f"{CHOICE}: {ENGINES[chosen]} is not installed")
    return chosen or ("mkdocs" if find_spec("mkdocs") else "properdocs")


def _invalid(message: str) -> Invalid:
    return Invalid([Problem(Place("environment", 1), message)])


def is_requested() -> bool:
    """Whether CLUSTER_FAST=0 requests the engine even where the fast path gives the same site."""
    return os.environ.get("CLUSTER_FAST") == "0"
