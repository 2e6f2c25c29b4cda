"""Addresses of pages, and the source paths of docs/ that belong to them."""

from __future__ import annotations

from cluster.content.kinds import LISTINGS

ALWAYS = (
    "",
    "plan/",
    "pillars/",
    "events/",
    "events/subscribe/",
    "news/",
    "subscribe/",
    "press/",
    "about/",
    "contact/",
)
"""Addresses of the pages that every cluster has."""

STATEMENTS = ("accessibility/", "privacy/", "imprint/")
"""Addresses of the pages to which the footer leads, if docs/ has their texts."""

IN_COOPERATION = frozenset({"services/", "calls/", "projects/", "partners/", "regions/"})
"""Addresses of the lists below `cooperation/`: the menu would be too long if each of them were in it."""

_FOLDERS = (
    *("", "plan/", "goals/", "pillars/", "working-groups/", "events/", "news/", "newsletter/"),
    *(cls.FOLDER for cls in LISTINGS),
)
"""Addresses whose Markdown file is an index.md."""


def source_of(address: str) -> str:
    """The source path of a page below docs/, by its address: `pillars/military.md`. Generated pages have no
    file."""
    return f"{address}index.md" if address in _FOLDERS else f"{address.rstrip('/')}.md"
