"""`cluster review`: compares the project with an earlier version of it."""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from cluster.build.build import build_lock, settings
from cluster.build.load import Memory, ReadData, read_site
from cluster.build.mkdocs_yml import MKDOCS_YML
from cluster.build.project import now
from cluster.build.settings import Settings
from cluster.build.source_files import SourceFiles, path_of, sources
from cluster.content.organisation import Cluster
from cluster.content.site import Site
from cluster.office.review.compared import compared
from cluster.office.review.git_version import base_of, checked_out
from cluster.office.review.markdown import FileChanges, Review, markdown_of
from cluster.office.review.notices import (
    Published,
    doubts,
    in_calendars,
    in_feeds,
    lost_addresses,
    of_identity,
)
from cluster.office.review.things import Key, Snapshot, source_of, things_of
from cluster.office.review.voice import Voice, voice_of
from cluster.problems import Invalid, Problem


class Checkout(NamedTuple):
    """A version of the project on the disk."""

    folder: Path
    docs: Path
    sources: SourceFiles
    snapshot: Snapshot


def review(project: Path, base: str | None, language: str, on_wait: Callable[[], None]) -> str:
    """What has changed since a commit of git, as Markdown in a language of the office.

    LookupError if there is none, Invalid if the settings of the present version are wrong.
    """
    commit = base_of(project, base)
    with build_lock(project, on_wait):
        config = settings(project)
    docs = Path(os.path.relpath(config.docs, project.resolve()))
    after = _version(project, docs, config)
    with checked_out(project, commit) as there:
        before = _version(there, docs, _settings_of(there, project, config))
        voice = voice_of(language)
        return markdown_of(_review(before, after, config, voice)._replace(base=str(commit)), voice)


def _settings_of(there: Path, project: Path, config: Settings) -> Settings:
    """The settings of the earlier version; those of the present one if its own are the same, or wrong."""
    if filecmp.cmp(there / MKDOCS_YML, project / MKDOCS_YML, shallow=False):
        return config
    try:
        return settings(there)
    except (Invalid, OSError):
        return config


def _version(folder: Path, docs: Path, config: Settings) -> Checkout:
    found = sources(folder, folder / docs)
    memory: Memory = {}
    site: Site | None = None
    problems: tuple[Problem, ...] = ()
    try:
        site = read_site(
            found.texts,
            config.languages,
            converter=config.converter,
            others=found.others,
            unread=found.unread,
            problems=found.problems,
            memory=memory,
            site_url=config.site_url,
        )
    except Invalid as error:
        problems = error.problems
    values = [each for _, value in memory.values() for each in _values(value)]
    unread = {source_of(each) for each in found.texts} - memory.keys()
    public = site.as_of(now(site.zone)) if site else None
    snapshot = Snapshot(things_of(values), problems, frozenset(unread), public)
    return Checkout(folder, folder / docs, found, snapshot)


def _values(value: Any) -> Iterator[Any]:
    """What a value of the memory contains: files of data/ have lists, or lists of lists."""
    if isinstance(value, ReadData):
        yield from _values(value.value)
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for each in value:
            yield from _values(each)
    else:
        yield value


def _review(before: Checkout, after: Checkout, config: Settings, voice: Voice) -> Review:
    old, new = before.snapshot, after.snapshot
    cluster: Cluster | None = new.things.get(Key("cluster", "")) or old.things.get(Key("cluster", ""))
    moment = now(ZoneInfo(cluster.time_zone if cluster else "UTC"))
    found = Review(
        base="",
        happened=compared(old, new, voice, moment),
        files=_of_files(before, after),
        settings=_of_settings(before.folder, after.folder),
        notes=[*_notes(old, new, voice)],
    )
    found = found._replace(doubts=[*doubts(found.happened, old, new, voice, moment)])
    if not old.public or not new.public:
        return found
    return _with_public(found, Published(old.public, new.public, moment), config, voice)


def _with_public(found: Review, both: Published, config: Settings, voice: Voice) -> Review:
    words = config.words[config.languages.default]
    return found._replace(
        lost=lost_addresses(both),
        doubts=[*found.doubts, *of_identity(both, voice)],
        calendars=[*in_calendars(both, voice)],
        feeds=[*in_feeds(both, words, config.site_url, voice)],
    )


def _notes(old: Snapshot, new: Snapshot, voice: Voice) -> Iterator[str]:
    """Which version has problems, and what is therefore left out."""
    if number := len(old.problems):
        yield voice.phrase(
            "The earlier version has {n} problem (the first: {problem}).",
            "The earlier version has {n} problems (the first: {problem}).",
            n=number,
            problem=voice.message(str(old.problems[0])),
        )
    if number := len(new.problems):
        yield voice.phrase(
            "This version has {n} problem; make check says which.",
            "This version has {n} problems; make check lists them.",
            n=number,
        )
    unread = ", ".join(sorted(old.unread | new.unread))
    if unread:
        yield voice.phrase(
            "Not compared: {names} (cannot be read), addresses, and what subscribers will notice.",
            names=unread,
        )
    elif old.problems or new.problems:
        yield voice.phrase("Not compared: addresses, and what subscribers will notice.")


def _of_files(before: Checkout, after: Checkout) -> FileChanges:
    old, new = ({*each.sources.others} for each in (before, after))
    return FileChanges(
        new=tuple(sorted(new - old)),
        changed=tuple(each for each in sorted(old & new) if not _is_same(each, before, after)),
        deleted=tuple(sorted(old - new)),
    )


def _is_same(name: str, before: Checkout, after: Checkout) -> bool:
    was, now = (path_of(each.docs, name.removeprefix("docs/")) for each in (before, after))
    return filecmp.cmp(was, now, shallow=False)


def _of_settings(before: Path, after: Path) -> list[str]:
    """The keys of mkdocs.yml whose values differ."""
    old, new = (_keys(each / MKDOCS_YML) for each in (before, after))
    return [f"`{key}`" for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)]


def _keys(path: Path) -> dict[str, str]:
    """The values of the keys of a YAML file as text, whatever tags they have."""
    root: Any = yaml.compose(path.read_text(encoding="utf-8"))
    return {key.value: yaml.serialize(value) for key, value in root.value} if root else {}
