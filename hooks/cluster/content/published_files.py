"""Which files of docs/ are published as they are: those that something public refers to, and those that are
public by their name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from posixpath import basename
from urllib.parse import unquote

from cluster.content.contents import Contents
from cluster.content.documents import linked, wanted_by_cluster

PUBLIC_FOLDER = "assets/"
"""The folder below docs/ whose files are all published, such as those that a stylesheet loads."""

_PUBLIC = re.compile(
    r"""(?:assets|\.well-known)/.*
    | CNAME | \.nojekyll | \.htaccess | _headers | _redirects
    | favicon\.(?:ico|png|svg) | apple-touch-icon[\w-]*\.png | site\.webmanifest | manifest\.json
    | (?:ads|app-ads|humans|llms|security|keybase)\.txt
    | google\w+\.html | yandex_\w+\.html | pinterest-\w+\.html | BingSiteAuth\.xml | browserconfig\.xml""",
    re.VERBOSE,
)
"""Files that hosts, browsers and search engines fetch by name."""


def is_public_by_name(file: str) -> bool:
    return bool(_PUBLIC.fullmatch(file))


def copied_of(public: Contents) -> list[str]:
    """The files of docs/ that are published as they are, sorted; of a picture that is only shown, its
    renditions are published instead."""
    named = linked(public.documents) | _logos(public) | _of_the_look(public)
    made_into_icons = {public.cluster.look.icon} if public.cluster.look else set()
    by_name = {file for file in public.files if is_public_by_name(file)} - made_into_icons
    copied = (public.files & (named | by_name)) - (public.pictures.keys() - named)
    return sorted(copied | _named_by_address(public.files - copied - public.pictures.keys(), public))


def unused_files(whole: Contents, copied: Iterable[str], named: Iterable[str]) -> list[str]:
    """The files of docs/ that nothing refers to, drafts included, given what would be copied with them;
    `named` are those that settings name."""
    shown = {each.file for item in whole.all for each in item.wanted()}
    shown |= {each.file for each in wanted_by_cluster(whole.cluster)}
    shown |= {file for file, _ in whole.cluster.look.files.values()} if whole.cluster.look else set()
    return sorted(whole.files - set(copied) - shown - set(named))


def _of_the_look(public: Contents) -> set[str]:
    return set(public.cluster.look.copied) if public.cluster.look else set()


def _logos(public: Contents) -> set[str]:
    press = public.cluster.press
    return set(press.logos) if press else set()


def _named_by_address(files: Iterable[str], public: Contents) -> set[str]:
    """The files to which a web address of this site leads: in a text, or in a field with a link."""
    raw = "\n".join(_written(public)) if files else ""
    files = [each for each in files if basename(each) in raw or not _PLAIN.fullmatch(basename(each))]
    if not files:
        return set()
    written = unquote(unescape(raw))
    starts = [each for each in (public.site_url, '"/', "'/") if each]
    return {file for file in files if any(start + file in written for start in starts)}


_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
"""A name that no address writes otherwise."""


def _written(public: Contents) -> Iterator[str]:
    """All that the content says, in which to look for addresses."""
    yield from map(repr, (replace(public.cluster, look=None), *public.plans.all))  # a look has no addresses
    for items in public.items.values():
        yield from map(repr, items)
