"""From a project's folder to its published site."""

from __future__ import annotations

import fcntl
import os
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from cluster.build.cache import Cache
from cluster.build.context import Build
from cluster.build.engine import engine
from cluster.build.engine_choice import NeedsEngine
from cluster.build.outputs import outputs_of
from cluster.build.parts import SharedParts
from cluster.build.picture_cache import PictureCache
from cluster.build.project import HOOKS, clock_is_set, digest_of_files, site_of, words_of
from cluster.build.settings import Settings
from cluster.build.summary import summary_of
from cluster.build.swap import Staging
from cluster.build.writer import Writer, copy_files, write_pages
from cluster.content.site import Site
from cluster.content.version import SiteVersion, version_of
from cluster.digests import key_of
from cluster.problems import Invalid

CACHE = ".cache"
PICTURES = "pictures"
"""The folder of their renditions, and the slot of what is cached of their sources."""


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build."""

    summary: str
    """For an editor."""
    written: int
    """The number of files that are new or have other bytes."""


def build(
    project: Path, published: Path, *, uses_cache: bool = True, on_wait: Callable[[], None] = lambda: None
) -> Built:
    """Make the site of a project; Invalid with every problem, and then nothing has changed.

    NeedsEngine if the settings ask for what only the engine can do; see `by_engine`.

    `published` is the folder that holds the site afterwards, and the last one before. What would come out
    the same is taken over from it; with `uses_cache` false, nothing is. `on_wait` is called if another build
    is running, which is waited for.
    """
    with build_lock(project, on_wait):
        work = _open(project, for_pages=True)
        made = Build(
            site=work.site,
            now=work.now,
            site_url=work.settings.site_url,
            menu=work.settings.menu,
            search=work.settings.search,
            pictures=work.pictures,
            bytecode_cache=work.bytecode_cache,
        )
        slot = f"files of {published.name}"
        parts = SharedParts(now=made.now, is_fixed=clock_is_set(), cache=work.cache if uses_cache else None)
        spare = project / CACHE / f"{published.name}.spare" if uses_cache else None
        with Staging(published, spare) as staging:
            writer = Writer(staging, work.program, work.cache.load(slot) if uses_cache else {})
            write_pages(writer, made, work.settings)
            for output in outputs_of(made, parts):
                writer.put(output)
            copy_files(writer, made, work.settings)
            staging.publish()
        if uses_cache:
            work.pictures.prune()
            work.cache.save(slot, writer.files)
            parts.save()
            work.cache.save(PICTURES, work.pictures.cached)
        return Built(summary_of(made), staging.written)


@dataclass(slots=True)
class _OpenedProject:
    """A project that has been read."""

    program: str
    cache: Cache
    bytecode_cache: jinja2.BytecodeCache | None
    settings: Settings
    pictures: PictureCache
    whole: Site
    site: Site
    """As of now."""
    now: datetime


def _open(project: Path, *, for_pages: bool = False) -> _OpenedProject:
    """Read a project; Invalid with every problem.

    NeedsEngine where pages are to be made of it and only the engine can.
    """
    program, bytecode_cache = _program(), _bytecode_cache(project / CACHE)
    cache = Cache(project / CACHE, program)
    settings = _settings(project, cache, bytecode_cache)
    if for_pages and settings.engine_reasons:
        raise NeedsEngine(settings.engine_reasons)
    pictures = PictureCache(Path(settings.docs), project / CACHE / PICTURES, cache.load(PICTURES))
    whole, site, now = _read(project, cache, settings, pictures)
    return _OpenedProject(program, cache, bytecode_cache, settings, pictures, whole, site, now)


def read(project: Path, on_wait: Callable[[], None]) -> tuple[Site, SiteVersion]:
    """The whole site of a project, drafts included, and its default language version as of now.

    Invalid with every problem.
    """
    with build_lock(project, on_wait):
        work = _open(project)
    words = words_of(work.settings.languages.default)
    version = version_of(work.site, words, today=work.now.date(), site_url=work.settings.site_url)
    return work.whole, version


def settings(project: Path) -> Settings:
    """The settings of a project; Invalid with every problem."""
    cache = Cache(project / CACHE, _program())
    return _settings(project, cache, _bytecode_cache(project / CACHE))


def _settings(project: Path, cache: Cache, bytecode_cache: jinja2.BytecodeCache | None) -> Settings:
    """What MkDocs makes of mkdocs.yml and the theme; it is started only if they have changed."""
    place = f"{engine()} {project.resolve()}"
    slot = cache.load("settings")
    kept: Any = slot.get(place)
    if not kept or not kept[0].inputs or kept[1] != _digest_of_inputs(kept[0]):
        from cluster.build.mkdocs_theme import settings_of  # MkDocs alone takes longer to start than a build

        made = settings_of(project, bytecode_cache)
        kept = (made, _digest_of_inputs(made))
        cache.save("settings", {place: kept})
    settings: Settings = kept[0]
    return settings


def _digest_of_inputs(settings: Settings) -> str:
    paths = [Path(path) for path in settings.inputs]
    return digest_of_files(*paths) if all(path.exists() for path in paths) else "gone"


def _read(
    project: Path, cache: Cache, settings: Settings, pictures: PictureCache
) -> tuple[Site, Site, datetime]:
    """As `project.site_of`; documents that are cached are not read again."""
    read_with = repr((settings.languages, settings.extensions, settings.extension_configs))
    documents = cache.load("documents")
    if documents.pop(READ_WITH, None) != read_with:
        documents.clear()
    try:
        docs, languages = Path(settings.docs), settings.languages
        return site_of(project, docs, languages, settings.converter, pictures.look, documents)
    finally:
        cache.save("documents", {**documents, READ_WITH: read_with})


READ_WITH = "read with"
"""The name of the settings with which the cached documents were read."""


def message_of(error: Invalid | OSError) -> str:
    """What is wrong, for an editor."""
    if isinstance(error, Invalid):
        return f"The site cannot be published:\n{error}" if error.problems else ""
    return f"{error.filename or 'The disk'}: {error.strerror}"


@cache
def code_digest() -> str:
    """Of the program that is running: its files may change meanwhile."""
    return digest_of_files(HOOKS / "cluster")


@contextmanager
def build_lock(project: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """While no other build of the project is under way; where no lock can be written, without that care."""
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
        os.close(lock)  # which lets the next one in


def _program() -> str:
    """The fingerprint of everything that makes pages beside the project's own files."""
    return key_of([code_digest(), digest_of_files(HOOKS / "templates", HOOKS / "words"), _packages()])


def _packages() -> str:
    """The versions of Python and of all installed packages."""
    folder = sysconfig.get_path("purelib")
    packages = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return " ".join([sys.version, *packages])


def _bytecode_cache(cache: Path) -> jinja2.BytecodeCache | None:
    """Keeps compiled templates; None where nothing can be written."""
    folder = cache / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder), "%s") if os.access(folder, os.W_OK) else None
