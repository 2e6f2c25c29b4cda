"""The frame of a page: the theme's head, header and footer, rendered once per language.

Rendering the theme takes far longer than rendering the body of a page, and its result differs between pages
only in a few places: title, description, links, body. Each such place is a slot with a name.

1. `mkdocs_theme` renders theme/shell.html once per language. Instead of real values it passes `Marks`, which
   gives every slot a mark: a placeholder text that occurs nowhere else.
2. `Marks.split` cuts the HTML at the marks. The result, a `Frame`, is the constant text between them.
3. `site_slots` and `page_slots` (in `slots`) compute the values, and `Frame.filled` puts them between the
   constant text: that is the page.

The templates of the theme read the slots from a variable `this`, made by `template_context`. MkDocs' own loop
(hooks/main.py) passes it real values instead of marks and so renders the same page, without frames.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from cluster.pages.menu import MenuEntry
from cluster.pages.page import Page
from cluster.pages.printing import PrintedWords
from cluster.reading.words import Words

# ---- What the theme's templates see -----------------------------------------------------------------


SHARED_SLOTS = ("paper-light", "paper-dark", "text-font", "display-font")
"""Slots of the look, which 404.html has, too."""

_CONTEXT_SLOTS = (
    "name",
    "claim",
    "legal",
    "newsletter",
    "statements",
    "changed",
    "description",
    "canonical",
    "alternates",
    "feeds",
    "image",
    "image-type",
    "image-width",
    "image-height",
    "image-alt",
    "structured",
    "og-type",
    "title",
    "head-title",
    "kind",
    "root",
    "lists",
    "body",
    "scripts",
    *SHARED_SLOTS,
)
"""Slots that are attributes of `this`, with `_` for `-`; menu and languages are lists there."""


def asset_slot(path: str) -> str:
    """The slot with the published path of one of the program's scripts, stylesheets and fonts."""
    return f"asset-{re.sub('[^a-z0-9]+', '-', path)}"


def template_context(
    slots: Mapping[str, str],
    *,
    words: Words,
    language: str,
    languages: Mapping[str, str],
    menu: Sequence[MenuEntry],
    home_url: str,
) -> dict[str, Any]:
    """The variable `this` of the theme's templates on a page; `slots` holds values or `Marks`.

    `languages` maps the codes of the site's languages to their own names; `home_url` is the absolute address
    of the home page in `language`.
    """
    return {
        **{name.replace("-", "_"): slots[name] for name in _CONTEXT_SLOTS},
        "page": True,
        "words": PrintedWords(words),
        "home_url": home_url,
        "languages": [
            {"lang": each, "name": name, "href": slots[f"href-{each}"], "current": each == language}
            for each, name in languages.items()
        ],
        "menu": _menu(slots, menu, slots["root"], is_page=True),
    }


def _menu(
    slots: Mapping[str, str], menu: Sequence[MenuEntry], root: str, *, is_page: bool
) -> list[dict[str, str]]:
    return [
        {
            "title": slots[f"menu-{number}-title"],
            "href": entry.target if entry.address is None else root + entry.address,
            "current": slots[f"menu-{number}-current"] if is_page else "",
        }
        for number, entry in enumerate(menu)
    ]


def not_found_context(
    slots: Mapping[str, str],
    *,
    words: Mapping[str, Words],
    prefixes: Mapping[str, str],
    menu: Sequence[MenuEntry],
    site_url: str,
) -> dict[str, Any]:
    """The variable `this` of a 404 page in the languages of `words`, of which the first is that of its frame.

    Its links are absolute paths, since a server shows the page at any address.
    """
    first, path = next(iter(words.values())), urlsplit(site_url).path
    root = path + next(iter(prefixes.values()))
    return {
        "name": slots["name"],
        "claim": slots["claim"],
        "legal": slots["legal"],
        **{name.replace("-", "_"): slots[name] for name in SHARED_SLOTS},
        "page": False,
        "head_title": f"404 – {first['not_found']} – {slots['name']}",
        "kind": "not-found",
        "root": root,
        "words": PrintedWords(first),
        "menu": _menu(slots, menu, root, is_page=False),
        "versions": [
            {"lang": each, "words": PrintedWords(own), "home": path + prefixes[each]}
            for each, own in words.items()
        ],
    }


# ---- The frame --------------------------------------------------------------------------------------


class Marks(dict[str, str]):
    """The mark of each slot: the placeholder that is rendered in place of its value.

    Marks are created on first access, so this module need not list the slots that templates use. A mark is
    made of letters, digits and hyphens, which no filter of a template escapes or changes. `secret` must not
    occur in any text of the shell, or that text would be mistaken for a mark.
    """

    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret = secret

    def __missing__(self, name: str) -> str:
        self[name] = f"mark-{self.secret}-{name}-end"
        return self[name]

    def split(self, text: str) -> tuple[str, ...]:
        """The pieces of a frame: constant text at even indexes, names of slots at odd ones."""
        text = text.replace(f"{self[BASE]}/", self[f"{BASE}-slash"])
        return tuple(re.split(f"mark-{self.secret}-([a-z0-9-]+?)-end", text))


BASE = "base"
"""The slot of MkDocs' `base_url`, the relative path to the root of the site: `..`, or `.` on the home page.

`base-slash` is the slot of the same path with its `/`: `../`, but empty on the home page, as MkDocs' filter
`url` writes `assets/x.css` there and not `./assets/x.css`.
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """The HTML around the pages of a language, with slots for what differs between them."""

    pieces: tuple[str, ...]
    """As `Marks.split` returns them."""

    def with_values(self, values: Mapping[str, str]) -> Frame:
        """The frame with the slots of `values` replaced by constant text; the others stay."""
        pieces = list(self.pieces[:1])
        for name, text in zip(self.pieces[1::2], self.pieces[2::2], strict=True):
            if name in values:
                # not `+`: values may be Markup, which would escape the text it is added to
                pieces[-1] = "".join((pieces[-1], values[name], text))
            else:
                pieces += (name, text)
        return Frame(tuple(pieces))

    def filled(self, values: Mapping[str, str]) -> str:
        """The HTML of a page. KeyError if a slot has no value."""
        filling = (values[name] for name in self.pieces[1::2])
        return "".join(chain.from_iterable(zip_longest(self.pieces[::2], filling, fillvalue="")))


def framed(frame: Frame, page: Page, slots: Mapping[str, str], prefix: str) -> str:
    """The HTML of a page, byte for byte as MkDocs' loop renders it; `prefix` is the language's folder."""
    to_root = "../" * (prefix + page.address).count("/")
    return frame.filled({**slots, BASE: to_root.rstrip("/") or ".", f"{BASE}-slash": to_root})
