"""Addresses of pages, and the source paths of docs/ that belong to them."""

from __future__ import annotations

import re

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


_FEED = r"(rss\.xml|atom\.xml|feed\.json)"
_BESIDE = re.compile(
    rf"""(?:pillars|working-groups)/[^/]+/(?:events\.ics|{_FEED})
    | (?:newsletter|events|events/kinds/deadline|plan/changes|news/tags/[^/]+)/{_FEED}
    | events/kinds/[^/]+/events\.ics
    | (?:events|calls)/[^/]+/event\.ics
    | plan/(?:\d+/)?plan\.(?:csv|json)
    | plan/(?:embed\.html|plan\.schema\.json)
    | equipment/equipment\.(?:csv|json)
    | members/(?:badge(?:-dark)?\.svg|[^/]+/(?:embed\.html|member\.json))
    | reports/\d+/report\.md
    | newsletter/[^/]+/newsletter\.(?:eml|txt)
    | press/press-kit\.zip""",
    re.VERBOSE,
)


FED = ("newsletter/", "plan/changes/")
"""Lists whose feeds are published before there is anything on them, and a page."""


def is_beside_page(address: str) -> bool:
    """Whether it is a file that the program generates beside a page: `events/open-day/event.ics`."""
    return bool(_BESIDE.fullmatch(address))


_COLLECTION = re.compile(
    r"""events/\d{4}(?:-\d\d)?/ | events/kinds/[^/]+/
    | news/(?:tags|pillars)/[^/]+/
    | plan/\d{4}/(?:progress|compared)/""",
    re.VERBOSE,
)


def is_collection(address: str) -> bool:
    """Whether a page exists only as long as there is something for it: months and years of the calendar,
    kinds of events, subjects of news, the progress of an older plan."""
    return bool(_COLLECTION.fullmatch(address))
