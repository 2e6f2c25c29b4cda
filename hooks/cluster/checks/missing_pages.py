"""Pages that the program makes once there is something on them."""

from __future__ import annotations

from collections.abc import Mapping

from cluster.content.addresses import STATEMENTS, is_collection, source_of
from cluster.content.kinds import KIND_OF, LISTINGS


def adding(key: str, file: str) -> str:
    """What to do before something can be there, as the end of a message."""
    return f"; add '{key}' to {file} first"


_WAITS: Mapping[str, str] = {
    **{cls.FOLDER: adding(KIND_OF[cls].key, KIND_OF[cls].file) for cls in LISTINGS},
    **{each: f"; write docs/{source_of(each)} first" for each in STATEMENTS},
    "cooperation/": "; add services, calls, projects, partners or regions first",
    "plan/changes/": adding("changes", "data/changes.yaml"),
    "newsletter/": "; write a file in docs/newsletter/ first",
    "excellence/": "; add an award with 'kind: label' to data/cluster.yaml first",
    "join/": adding("joining", "data/cluster.yaml"),
    "join/form/": "; add 'joining' with an 'email' to data/cluster.yaml first",
}


def waits_for(address: str) -> str:
    """For what the page at an address waits, as the end of a message: `; add 'members' to data/members.yaml
    first`. Empty if it waits for nothing."""
    return "; there is nothing on it yet" if is_collection(address) else _WAITS.get(address, "")
