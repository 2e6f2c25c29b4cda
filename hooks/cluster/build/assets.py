"""The program's own scripts, stylesheets and fonts, published under names with a digest of their content.

A browser may keep such a file for ever, as an edit changes its name. All that refers to them takes the name
from `Assets`: templates by the filter `url`, stylesheets and scripts as they are made ready here. Files of
docs/ keep their names, as others may link to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, relpath, splitext

from cluster.build.look import DRAWN, styled_of
from cluster.build.program_files import THEME
from cluster.build.source_files import content
from cluster.content.site import Site
from cluster.digests import digest_of
from cluster.pages.frame import asset_slot

_SUFFIXES = (".css", ".js", ".woff2")
_NAME = rb"[\w./-]+\.(?:css|js|woff2)"
_NAMED = re.compile(rb"""(?<=["'])%b(?=["'])|(?<=url\()%b(?=\))""" % (_NAME, _NAME))


@dataclass(frozen=True, slots=True)
class Assets:
    """The files, ready to be published."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The published path by that in the theme: `assets/site.1a2b3c4d.css` by `assets/site.css`."""
    contents: Mapping[str, bytes] = field(default_factory=dict)
    """By published path."""

    @property
    def slots(self) -> dict[str, str]:
        """The slots of the frame for the published paths."""
        return {asset_slot(path): name for path, name in self.names.items()}


def own_assets(files: Iterable[str]) -> frozenset[str]:
    """Those of the theme's files, by path below the site, that get such names."""
    return frozenset(each for each in files if each.endswith(_SUFFIXES) and (THEME / each).is_file())


def linked_files(files: Iterable[str]) -> frozenset[str]:
    """The files below the site, besides docs/, to which a text may link: their names stay."""
    return DRAWN.union(files) - own_assets(files)


def assets_of(files: Mapping[str, str], styles: Mapping[str, str], site: Site) -> Assets:
    """The files of a site; `files` and `styles` as in `Settings`."""
    styled, own = styled_of(site), own_assets(files)

    def raw(path: str) -> bytes:
        css = styles[path].encode() if path in styles else content(files[path])
        return styled[path].make(css.decode(), *styled[path].values) if path in styled else css

    assets = with_digests({path: raw(path) for path in sorted(own)})
    kept = {path: assets.contents[assets.names[path]] for path in own & _named_in_docs(files, own)}
    return Assets(assets.names, {**assets.contents, **kept})


def _named_in_docs(files: Mapping[str, str], own: frozenset[str]) -> set[str]:
    """What stylesheets of docs/ name, which is published under its old name, too."""
    sheets = [each for each in files if each.endswith(".css") and not each.startswith("assets/stylesheets/")]
    return {named for path in sheets if path not in own for named, _ in _named(path, content(files[path]))}


def with_digests(contents: Mapping[str, bytes]) -> Assets:
    """Files, by path, under names with digests; where one names another, it gets the new name.

    Of files that name each other in a circle, none can have its digest first: one has its old name, too.
    """
    names, ready, begun, old = dict[str, str](), dict[str, bytes](), set[str](), set[str]()

    def name_of(path: str) -> str:
        if path in begun - names.keys():
            old.add(path)
        elif path in contents and path not in names:
            begun.add(path)
            raw = _renamed(path, contents[path], name_of)
            stem, suffix = splitext(path)
            names[path] = f"{stem}.{digest_of([(path, raw)])[:8]}{suffix}"
            ready[names[path]] = raw
        return names.get(path, "")

    for path in contents:
        name_of(path)
    return Assets(names, ready | {path: ready[names[path]] for path in old})


def _renamed(path: str, raw: bytes, name_of: Callable[[str], str]) -> bytes:
    """The content of the file `path` with the new names, `` for none, of those that it names."""
    for target, match in reversed(list(_named(path, raw))):
        if name := name_of(target):
            start = "./" if match[0].startswith(b"./") else ""  # a script needs it, to import a neighbour
            new = (start + relpath(name, dirname(path))).encode()
            raw = raw[: match.start()] + new + raw[match.end() :]
    return raw


def _named(path: str, raw: bytes) -> Iterator[tuple[str, re.Match[bytes]]]:
    """The paths below the site that the file `path` names, each with its place there."""
    if not path.endswith(".woff2"):
        for match in _NAMED.finditer(raw):
            yield normpath(join(dirname(path), match[0].decode())), match
