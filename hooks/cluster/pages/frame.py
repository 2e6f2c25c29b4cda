"""The theme's shell (head, header, footer) around a page: what it is told, as `this`, and how it is filled.

The theme renders the shell once for a language, with a mark wherever pages differ. `Frame` is that shell,
taken apart at its marks; a page is its pieces joined with the page's own values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from cluster.content.version import Version
from cluster.feeds.subscriptions import FORMATS
from cluster.language import Text
from cluster.links import relative_home, relative_root, resolved
from cluster.pages.page import Page
from cluster.pages.sitemap import alternates, canonical
from cluster.pages.templates import show
from cluster.problems import Invalid, Place, Problem, near
from cluster.reading.markdown import address_of
from cluster.reading.words import Words


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of the menu, as the settings name it."""

    target: str
    """A file of docs/ or a web address."""
    title: str = ""
    """Instead of the page's own."""
    line: int = 1
    """Of mkdocs.yml."""

    @property
    def address(self) -> str | None:
        """Of the page; None if it is a web address."""
        return address_of(self.target) if self.target.endswith(".md") else None


def site_slots(version: Version, pages: Mapping[str, Page], menu: Sequence[MenuEntry]) -> dict[str, str]:
    """What the shell is told that is the same on all pages of a language; `pages` by address."""
    cluster = version.cluster
    holes = {
        "name": escape(str(version.say(cluster.name))),
        "claim": show(cluster.claim, version=version),
    }
    for number, entry in enumerate(menu):
        holes[f"menu-{number}-title"] = escape(_title(entry, version, pages))
    return holes


def _title(entry: MenuEntry, version: Version, pages: Mapping[str, Page]) -> str:
    if entry.address is None:
        return entry.title or entry.target
    if entry.address not in pages:
        wrong = f"nav: there is no page '{entry.target}'"
        meant = near(entry.target, (page.source for page in pages.values()))
        raise Invalid([Problem(Place("mkdocs.yml", entry.line), wrong + meant)])
    if entry.title:
        return entry.title
    return version.words["home"] if entry.address == "" else pages[entry.address].menu_title


def page_slots(page: Page, version: Version, body: str, menu: Sequence[MenuEntry]) -> dict[str, str]:
    """What the shell is told of a page, escaped; `body` is its HTML."""
    languages = version.languages
    holes = {
        "description": escape(page.description),
        "canonical": canonical(page),
        "alternates": _alternates(page),
        "feeds": _feeds(page, version),
        "image": version.site_url + (page.picture.plain[-1].path if page.picture else "assets/share.png"),
        "og-type": "article" if page.kind == "post" else "website",
        "title": escape(page.title.text),
        "head-title": escape(f"{page.head_title} – {version.name}" if page.address else version.name),
        "kind": page.kind,
        "root": relative_home(page.address),
        "body": resolved(body, page.address, version.prefix),
        "scripts": _scripts(body, relative_root(page.address, version.prefix)),
    }
    top = relative_root(page.address, version.prefix)
    for other in languages.all:
        holes[f"href-{other}"] = (
            f"{top if top != './' else ''}{languages.prefix(other)}{page.address}" or "./"
        )
    section = page.crumbs[0][1] if page.crumbs else page.address
    for number, entry in enumerate(menu):
        here = "page" if entry.address == page.address else "true" if entry.address == section else ""
        holes[f"menu-{number}-current"] = f' aria-current="{here}"' if here else ""
    return holes


_SCRIPTS = {
    "deadlines": (" data-closes=", " data-expires="),
    "past": (" data-entries=",),
    "today": (" data-day=",),
    "copy": (" data-copy=",),
    "print": (" data-print ",),
    "filters": (" data-filters ",),
}
"""The scripts that only some pages need, in the order in which they run, each with what it works on."""


def _scripts(body: str, top: str) -> str:
    needed = [name for name, hooks in _SCRIPTS.items() if any(hook in body for hook in hooks)]
    return "\n  ".join(f'<script src="{top.removeprefix("./")}assets/{name}.js"></script>' for name in needed)


def _alternates(page: Page) -> str:
    """The links of the head to the page's versions that exist; none on a fallback page."""
    if page.is_fallback:
        return ""
    versions = alternates(page)
    return "\n    ".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(address)}">'
        for language, address in versions
    )


def _feeds(page: Page, version: Version) -> str:
    """The links of the head to the feeds of the page's own subject."""
    return "\n    ".join(
        f'<link rel="alternate" type="{kind}" title="{escape(_feed_title(title, format, version))}"'
        f' href="{version.home}{folder}{file}">'
        for title, folder in page.feeds
        for file, kind, format in FORMATS
    )


def _feed_title(title: Text, format: str, version: Version) -> str:
    return f"{version.name}: {version.say(title)} ({format})"


# ---- What the theme's templates see -----------------------------------------------------------------


_TOLD = (
    "name",
    "claim",
    "description",
    "canonical",
    "alternates",
    "feeds",
    "image",
    "og-type",
    "title",
    "head-title",
    "kind",
    "root",
    "body",
    "scripts",
)


def template_context(
    holes: Mapping[str, str],
    *,
    words: Words,
    language: str,
    languages: Mapping[str, str],
    menu: Sequence[MenuEntry],
    home_url: str,
) -> dict[str, Any]:
    """`this` of a page, from its holes or from their marks.

    `languages` are the site's, with how each calls itself; `home_url` is the absolute address of the
    language's home page.
    """
    return {
        **{name.replace("-", "_"): holes[name] for name in _TOLD},
        "page": True,
        "words": words,
        "home_url": home_url,
        "languages": [
            {"lang": each, "name": name, "href": holes[f"href-{each}"], "current": each == language}
            for each, name in languages.items()
        ],
        "menu": _menu(holes, menu, holes["root"], is_page=True),
    }


def _menu(
    holes: Mapping[str, str], menu: Sequence[MenuEntry], root: str, *, is_page: bool
) -> list[dict[str, str]]:
    return [
        {
            "title": holes[f"menu-{number}-title"],
            "href": entry.target if entry.address is None else root + entry.address,
            "current": holes[f"menu-{number}-current"] if is_page else "",
        }
        for number, entry in enumerate(menu)
    ]


def not_found_context(
    holes: Mapping[str, str],
    *,
    words: Mapping[str, Words],
    prefixes: Mapping[str, str],
    menu: Sequence[MenuEntry],
    site_url: str,
) -> dict[str, Any]:
    """`this` of the page for what is not there, in all languages, the default one first in `words`."""
    default = next(iter(words.values()))
    root = urlsplit(site_url).path
    return {
        "name": holes["name"],
        "claim": holes["claim"],
        "page": False,
        "head_title": f"404 – {default['not_found']} – {holes['name']}",
        "kind": "not-found",
        "root": root,
        "words": default,
        "menu": _menu(holes, menu, root, is_page=False),
        "versions": [
            {"lang": each, "words": said, "home": root + prefixes[each]} for each, said in words.items()
        ],
    }


# ---- The shell, rendered once -----------------------------------------------------------------------


class Marks(dict[str, str]):
    """A mark for every hole that a template asks for.

    A mark has letters, digits and hyphens only, so that it comes unharmed through every filter; `secret`
    is in none of the texts that the shell is made of.
    """

    def __init__(self, secret: str) -> None:
        super().__init__()
        self.secret = secret

    def __missing__(self, name: str) -> str:
        self[name] = f"mark-{self.secret}-{name}-end"
        return self[name]

    def split(self, text: str) -> tuple[str, ...]:
        """The text taken apart: constant pieces and, between them, the names of holes."""
        text = text.replace(f"{self[BASE]}/", self[f"{BASE}-slash"])
        return tuple(re.split(f"mark-{self.secret}-([a-z0-9-]+?)-end", text))


BASE = "base"
"""The hole of MkDocs' `base_url`: the way to the root of the site. With the `/` behind it, `base-slash`."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A shell: constant pieces and, between them, the names of holes."""

    pieces: tuple[str, ...]

    def with_values(self, values: Mapping[str, str]) -> Frame:
        """The frame with some of its holes filled for good."""
        pieces = list(self.pieces[:1])
        for name, text in zip(self.pieces[1::2], self.pieces[2::2], strict=True):
            if name in values:
                pieces[-1] = "".join((pieces[-1], values[name], text))  # not +: Markup would escape the rest
            else:
                pieces += (name, text)
        return Frame(tuple(pieces))

    def filled(self, values: Mapping[str, str]) -> str:
        """The page; a KeyError if a hole has no value."""
        holes = (values[name] for name in self.pieces[1::2])
        return "".join(chain.from_iterable(zip_longest(self.pieces[::2], holes, fillvalue="")))


def framed(frame: Frame, page: Page, holes: Mapping[str, str], prefix: str) -> str:
    """A page in its frame, the same to the byte as the engine renders it."""
    way = "../" * (prefix + page.address).count("/")
    return frame.filled({**holes, BASE: way.rstrip("/") or ".", f"{BASE}-slash": way})
