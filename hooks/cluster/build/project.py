"""Reads a project from disk, and the clock."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import jinja2

from cluster.build.addresses_file import recorded_in
from cluster.build.heading_links import headings_exist
from cluster.build.load import Memory, read_site
from cluster.build.logos import grounds_of_logo, is_transparent
from cluster.build.picture_cache import PictureCache
from cluster.build.program_files import PROGRAM
from cluster.build.source_files import content, files_below, sources
from cluster.checks.files import notes_on_files
from cluster.checks.published import references_are_published
from cluster.content.site import Site
from cluster.content.version import Version
from cluster.digests import digest_of
from cluster.language import Languages
from cluster.outlines.drawing import Map, drawing
from cluster.pages.maps import Draw
from cluster.pages.menu import MenuEntry, hidden_entries, wrong_files
from cluster.pages.templates import Rows, environment
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import Converter
from cluster.reading.scalar_types import Coordinates
from cluster.reading.scalars import parse_day
from cluster.reading.words import Words


class ReadProject(NamedTuple):
    """What `site_of` reads."""

    whole: Site
    """With drafts and all that is not out yet."""
    public: Site
    """As of `now`."""
    now: datetime
    notes: tuple[str, ...]
    """What the editor should know about files that are left aside, one line each."""


def site_of(
    root: Path,
    docs: Path,
    languages: Languages,
    converter: Converter,
    pictures: PictureCache,
    memory: Memory | None = None,
    *,
    site_url: str,
    named: Iterable[str],
    theme_files: frozenset[str] | None,
    logos: tuple[str, ...],
    words: Mapping[str, Words],
    menu: Sequence[MenuEntry] = (),
    bytecode_cache: jinja2.BytecodeCache | None = None,
) -> ReadProject:
    """The site of a project. Invalid with every problem of the sources and the menu.

    `named` are the files of docs/ that settings name. For the other arguments, see `load.read_site`.
    """
    found, (recorded, wrong), moment = sources(root, docs), recorded_in(root), cache(now)
    templates = partial(templates_of, bytecode_cache=bytecode_cache)
    site = read_site(
        found.texts,
        languages,
        converter=converter,
        others=found.others,
        unread=found.unread,
        problems=[*found.problems, *wrong],
        memory=memory,
        look=pictures.look,
        site_url=site_url,
        theme_files=theme_files,
        logos=logos,
        recorded=recorded,
        grounds=lambda name: grounds_of_logo(pictures, name, is_for_dark=name in logos[1:]),
        headings=lambda whole: headings_exist(whole, moment(whole.zone), words, templates),
        published=lambda whole: _leads_to_hidden(menu, whole.as_of(moment(whole.zone)), whole),
        menu=partial(wrong_files, menu),
    )
    public = site.as_of(moment(site.zone))
    aside = [*found.leftovers, *found.unread]
    notes = notes_on_files(site, public, aside, named, partial(is_transparent, pictures))
    return ReadProject(site, public, moment(site.zone), tuple(notes))


def _leads_to_hidden(menu: Iterable[MenuEntry], public: Site, whole: Site) -> Iterable[Problem]:
    if public is whole:  # nothing is hidden
        return ()
    return chain(references_are_published(public, whole), hidden_entries(menu, public, whole))


def map_of_places(places: Iterable[Coordinates]) -> Map:
    """The map of some places, at least one."""
    return drawing([(float(latitude), float(longitude)) for latitude, longitude in places], outlines_of)


def templates_of(
    version: Version,
    bytecode_cache: jinja2.BytecodeCache | None,
    rows: Rows | None = None,
    draw: Draw = map_of_places,
) -> jinja2.Environment:
    """The templates of a language version; `bytecode_cache` is the cache of compiled ones, and `draw` draws
    maps."""
    loader = jinja2.FileSystemLoader(PROGRAM / "templates")
    return environment(loader, version, bytecode_cache=bytecode_cache, draw=draw, rows=rows)


@cache
def outlines_of(level: str) -> str:
    """The outlines of all countries in a level of detail, for maps; read only when one is drawn."""
    return (PROGRAM / "outlines" / f"{level}.txt").read_text(encoding="ascii")


def clock_is_set() -> bool:
    """Whether the environment sets the moment of the build; see `now`."""
    return bool(os.environ.get("TODAY") or os.environ.get("SOURCE_DATE_EPOCH"))


def now(zone: ZoneInfo) -> datetime:
    """The moment of the build: the start of the day TODAY, else SOURCE_DATE_EPOCH, else now.

    Invalid if the variable is not a day or a number of seconds. A build calls this once, so that all its
    pages agree on the day.
    """
    if today := os.environ.get("TODAY"):
        try:
            return datetime.combine(parse_day(today), datetime.min.time(), zone)
        except ValueError:
            raise _invalid("TODAY", "a day such as 2027-04-01", today) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch) if epoch else int(time.time()), UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        raise _invalid("SOURCE_DATE_EPOCH", "a number of seconds", epoch or "") from None


def _invalid(variable: str, expected: str, value: str) -> Invalid:
    message = f"{variable}: expected {expected}, found '{value}'"
    return Invalid([Problem(Place("environment", 1), message)])


def digest_of_code() -> str:
    """The digest of the program's modules as they are on the disk."""
    return digest_of((name, content(file)) for name, file in files_below(PROGRAM) if name.endswith(".py"))


def digest_of_files(*paths: Path) -> str:
    """The digest of the names and bytes of files, and of all files below folders."""
    each = ([("", str(path))] if path.is_file() else files_below(path) for path in paths)
    return digest_of((name, content(file)) for name, file in chain.from_iterable(each))
