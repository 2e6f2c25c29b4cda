"""What the site lacks only because a file has problems: nothing that refers to it is told as missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cluster.content.addresses import ALWAYS, STATEMENTS
from cluster.content.identity import IDENTITY
from cluster.content.kinds import KINDS, LISTINGS
from cluster.content.site import Site

_OF_ITEMS = (
    *("events/", "news/", "pillars/", "goals/", "working-groups/"),
    *(cls.FOLDER for cls in LISTINGS),
)
"""Folders with a page for each item, below its id."""

_OF_LISTS = ("plan/", "reports/", "newsletter/", "join/", "excellence/", "cooperation/")
"""Folders with pages that are made of many items."""

_ID = re.compile(r"[a-z0-9-]*[a-z][a-z0-9-]*")
_WITHOUT_IDS = {IDENTITY, *(kind.file for kind in KINDS if not kind.has_ids)}
_ANY = re.compile(rb"^[^#\n]*\bid\b", re.MULTILINE)


def is_generated(address: str) -> bool:
    """Whether a page may have more than an editor's text, whatever is in files with problems."""
    folder, slash, _ = address.partition("/")
    return address in (*ALWAYS, *STATEMENTS) or folder + slash in (*_OF_ITEMS, *_OF_LISTS)


def may_be_in_unread(site: Site, id: str) -> bool:
    """Whether a file of data/ with problems may describe an item with this id: it has the word, or no id."""
    own = re.escape(id.removeprefix("call-").encode())  # the last day of a call is an event named so
    word = re.compile(rb"(?<![\w-])(call-)?%b(?![\w-])" % own, re.IGNORECASE)
    return any(not _ANY.search(raw) or word.search(raw) for raw in _with_ids(site))


def _with_ids(site: Site) -> Iterator[bytes]:
    """What the files with problems hold that give ids to items."""
    for name, raw in site.unread.items():
        if name.startswith("data/") and name not in _WITHOUT_IDS:
            yield raw


def may_be_unread(site: Site, address: str) -> bool:
    """Whether a page that the site lacks may be one that is made of a file with problems."""
    folder, slash, rest = address.partition("/")
    if not site.unread or folder + slash not in (*_OF_ITEMS, *_OF_LISTS):
        return False
    id, is_item = rest.removesuffix("/"), folder + slash in _OF_ITEMS
    return may_be_in_unread(site, id) if is_item and _ID.fullmatch(id) else True
