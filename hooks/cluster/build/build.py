"""Builds a project's site by the fast path: MkDocs renders the frame of the pages once, we fill it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from cluster.build.all_outputs import all_outputs
from cluster.build.assets import assets_of, linked_files
from cluster.build.build_file import BUILD_FILE, build_file, or_published
from cluster.build.cache import Cache
from cluster.build.caches import CACHE, cache_of, program_cache
from cluster.build.context import Build
from cluster.build.engine import engine
from cluster.build.engine_choice import NeedsEngine
from cluster.build.look import painter_of
from cluster.build.parts import SharedParts
from cluster.build.picture_cache import PictureCache
from cluster.build.prepared import DRAWN, Memo, PreparedOnce
from cluster.build.project import ReadProject, clock_is_set, digest_of_files, map_of_places, site_of
from cluster.build.records import records_lines
from cluster.build.settings import Settings
from cluster.build.share_pictures import put_share_pictures
from cluster.build.summary import BuildReport, EngineReport
from cluster.build.swap import Staging, remove_leftovers
from cluster.build.writer import Writer, copy_files, write_pages
from cluster.content.site import Site
from cluster.content.version import SiteVersion, version_of

PICTURES = "pictures"
"""The folder of renditions below CACHE, and the cache slot with the picture of each source."""


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    written: int
    """The number of files that are new or whose bytes changed."""
    identity: str
    """A line about each of data/identity.yaml and addresses.txt that was out of date, else an empty text."""
    report: BuildReport | EngineReport


def build(
    project: Path,
    published: Path,
    *,
    publishes: bool = True,
    records: bool = False,
    on_wait: Callable[[], None] = lambda: None,
) -> Built:
    """Build the site of a project and replace the folder `published` by it, unless `publishes` is false.

    Invalid with every problem, or NeedsEngine if the settings need the engine (see `by_engine`); in both
    cases `published` is unchanged.

    Files whose inputs are unchanged are taken over from `published` and its cache. With `records`, identity
    and addresses are brought up to date. `on_wait` is called before waiting for a build that is running.
    """
    with build_lock(project, on_wait):
        remove_leftovers(published)  # first: it may put back the last good site, which a problem keeps
        opened = _open(project, for_pages=True)
        current = opened.build()
        parts = SharedParts(now=opened.now, is_fixed=clock_is_set(), cache=opened.cache)
        slot = f"files of {published.name}"
        spare = project / CACHE / f"{published.name}.spare" if publishes else None
        with Staging(published, spare) as staging:
            writer = Writer(staging, opened.cache.load(slot))
            write_pages(writer, current, opened.settings)
            put_share_pictures(current, writer.put_once)
            for output in all_outputs(current, parts):
                writer.put(output)
            copy_files(writer, current, opened.settings)
            _put_build_file(writer, project, current, opened.settings.program)
            if publishes:
                staging.publish()
        if publishes:  # after publishing: the cache describes files that are published
            opened.pictures.prune()
            opened.cache.save(slot, writer.files)
            parts.save(opened.site.ids)
            opened.cache.save(PICTURES, opened.pictures.cached)
            opened.drawn.save()
        opened.prepared.save()
        line = records_lines(project, current, records=records)
        return Built(staging.written, line, BuildReport(current))


def _put_build_file(writer: Writer, project: Path, current: Build, version: str) -> None:
    """Write build.json, the last file; it stays as it is if the clock runs and nothing else has changed."""
    content = build_file(project, current, version)
    is_changed = writer.staging.written or writer.published.keys() - writer.files.keys() - {BUILD_FILE}
    if not (is_changed or clock_is_set()):
        content = or_published(writer.staging.published, content)
    writer.write(BUILD_FILE, "", content)


@dataclass(slots=True)
class _OpenedProject:
    """A project that has been read, with its cache."""

    cache: Cache
    prepared: PreparedOnce
    settings: Settings
    pictures: PictureCache
    drawn: Memo
    """What many cards share, and maps."""
    whole: Site
    """All content, drafts included."""
    site: Site
    """The content that is public at `now`."""
    now: datetime
    notes: tuple[str, ...]
    """See `ReadProject`."""

    def build(self) -> Build:
        return Build(
            site=self.site,
            whole=self.whole,
            now=self.now,
            site_url=self.settings.site_url,
            words=self.settings.words,
            menu=self.settings.menu,
            pictures=self.pictures,
            painter=painter_of(self.settings.files, self.site, self.pictures, self.drawn.of),
            policy=self.settings.policy,
            assets=assets_of(self.settings.files, self.settings.styles, self.site),
            draw=partial(self.drawn.of, map_of_places),
            bytecode_cache=self.prepared.templates,
            forms=self.settings.forms,
            notes=self.notes,
        )

    def version(self, language: str) -> SiteVersion:
        words = self.settings.words[language]
        return version_of(self.site, words, now=self.now, site_url=self.settings.site_url)


def _open(project: Path, *, for_pages: bool = False) -> _OpenedProject:
    """Read a project; Invalid with every problem.

    With `for_pages`, NeedsEngine if only the engine can render its pages.
    """
    cache, prepared = cache_of(project), PreparedOnce(program_cache(project))
    settings = _settings(project, cache, prepared)
    if for_pages and settings.engine_reasons:
        raise NeedsEngine(settings.engine_reasons)
    pictures = PictureCache(Path(settings.docs), project / CACHE / PICTURES, cache.load(PICTURES))
    found = _read(project, cache, settings, pictures, prepared)
    return _OpenedProject(cache, prepared, settings, pictures, Memo(cache, DRAWN), *found)


def read(project: Path, on_wait: Callable[[], None], language: str | None = None) -> tuple[Site, SiteVersion]:
    """The whole site of a project, drafts included, and its public version in a language, None for the first.

    Invalid with every problem. `on_wait` as in `build`; KeyError for a language that the site does not have.
    """
    with build_lock(project, on_wait):
        opened = _open(project)
    return opened.whole, opened.version(language or opened.settings.languages.default)


def read_versions(project: Path, on_wait: Callable[[], None]) -> tuple[Site, dict[str, SiteVersion]]:
    """As `read`, with the public versions of all languages."""
    with build_lock(project, on_wait):
        opened = _open(project)
    return opened.whole, {language: opened.version(language) for language in opened.settings.languages.all}


def settings(project: Path) -> Settings:
    """The settings of a project; Invalid with every problem."""
    prepared = PreparedOnce(program_cache(project))
    found = _settings(project, cache_of(project), prepared)
    prepared.save()
    return found


def _settings(project: Path, cache: Cache, prepared: PreparedOnce) -> Settings:
    """The settings, from the cache unless mkdocs.yml or the theme changed.

    Importing MkDocs alone takes longer than a build after an edit.
    """
    key = f"{engine()} {project.resolve()}"  # the settings contain absolute paths
    cached: Any = cache.load("settings").get(key)
    if not cached or not cached[0].inputs or cached[1] != _digest_of_inputs(cached[0]):
        from cluster.build.mkdocs_theme import settings_of  # imports MkDocs

        new = settings_of(project, prepared)
        cached = (new, _digest_of_inputs(new))
        cache.save("settings", {key: cached})
    settings: Settings = cached[0]
    return settings


def _digest_of_inputs(settings: Settings) -> str:
    paths = [Path(path) for path in settings.inputs]
    return digest_of_files(*paths) if all(path.exists() for path in paths) else "missing"


def _read(
    project: Path, cache: Cache, settings: Settings, pictures: PictureCache, prepared: PreparedOnce
) -> ReadProject:
    """As `project.site_of`, with unchanged files of data/ and docs/ from the cache."""
    read_with = repr((settings.languages, settings.extensions, settings.extension_configs))
    documents = cache.load("documents")
    if documents.pop(READ_WITH, None) != read_with:
        documents.clear()
    try:
        return site_of(
            project,
            Path(settings.docs),
            settings.languages,
            settings.converter,
            pictures,
            documents,
            site_url=settings.site_url,
            named=settings.files,
            theme_files=None if settings.engine_reasons else linked_files(settings.files),
            logos=settings.logos,
            words=settings.words,
            menu=settings.menu,
            bytecode_cache=prepared.templates,
        )
    finally:  # also if there are problems: only the files that were edited are read again
        cache.save("documents", {**documents, READ_WITH: read_with})


READ_WITH = "read with"
"""The entry of the slot with the languages and Markdown settings that its documents were read with."""


@contextmanager
def build_lock(project: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock that keeps two builds of a project from running at once.

    Where the lock file cannot be created, the build runs without it. The lock belongs to the open file, so
    a killed build releases it.
    """
    cache = project / CACHE
    try:
        cache.mkdir(exist_ok=True)
        lock = os.open(cache / "building", os.O_WRONLY | os.O_CREAT)
    except OSError:
        yield
        return
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)  # releases the lock
