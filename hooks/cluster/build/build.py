"""From a project's folder to its published site. Not of the core."""

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

import jinja2

from cluster.build.engine import engine
from cluster.build.engine_choice import NeedsEngine
from cluster.build.outputs import Stamps
from cluster.build.picture_cache import Album
from cluster.build.press import Memory, Press
from cluster.build.project import HOOKS, clock_is_set, digest_of_files, site_of, words_of
from cluster.build.settings import Settings
from cluster.build.store import Store
from cluster.build.swap import Fresh
from cluster.content.site import Site
from cluster.content.version import Version
from cluster.digests import key_of
from cluster.problems import Invalid

CACHE = ".cache"
PICTURES = "pictures"
"""The folder of their renditions."""

ALBUM = "album"
"""What is remembered of pictures."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has done."""

    summary: str
    """For an editor."""
    written: int
    """How many files are new or have other bytes."""


def build(
    project: Path, published: Path, *, remembers: bool = True, waits: Callable[[], None] = lambda: None
) -> Built:
    """Make the site of a project; Invalid with all that is wrong, and then nothing has changed.

    NeedsEngine if the settings ask for what only the engine can do; see `by_engine`.

    `published` is the folder that holds the site afterwards, and the last one before. Of that, and of what
    `.cache/` remembers of it, all is taken over that would come out the same; with `remembers` false,
    nothing is. `waits` is called if another build is under way, which is waited for.
    """
    with alone(project, waits):
        program = _program()
        store = Store(project / CACHE, program)
        templates = _templates(project / CACHE)
        settings = _settings(project, store, templates)
        if settings.engine_reasons:
            raise NeedsEngine(settings.engine_reasons)
        pictures = store.load(ALBUM, "")
        album = Album(Path(settings.docs), project / CACHE / PICTURES, pictures)
        _, site, now = _read(project, store, settings, album)
        old = Memory.of(store.load(published.name, "")) if remembers else Memory()
        spare = project / CACHE / f"{published.name}.spare"
        with Fresh(published, spare if remembers else None, old.spare(spare)) as fresh:
            press = Press(
                site=site,
                settings=settings,
                pictures=album.files(),
                fresh=fresh,
                old=old,
                stamps=Stamps(now=now, is_fixed=clock_is_set(), entries=dict(old.entries)),
                program=program,
                templates=templates,
            )
            summary = press.run()
            fresh.publish()
            press.new.replaces(old, fresh.tree, spare)
        if remembers:
            store.save(published.name, "", press.new.flat())
            album.prune()
            store.save(ALBUM, "", pictures)
        return Built(summary, fresh.written)


def read(project: Path, waits: Callable[[], None]) -> tuple[Site, Site, Version]:
    """The whole site of a project, the site as of now, and this in the default language.

    Invalid with all that is wrong.
    """
    with alone(project, waits):
        store = Store(project / CACHE, _program())
        known = _settings(project, store, _templates(project / CACHE))
        album = Album(Path(known.docs), project / CACHE / PICTURES, store.load(ALBUM, ""))
        whole, shown, now = _read(project, store, known, album)
    language = known.languages.default
    return whole, shown, Version(site=shown, language=language, today=now.date(), words=words_of(language))


def told(error: Invalid | OSError) -> str:
    """What is wrong, for an editor."""
    if isinstance(error, Invalid):
        return f"The site cannot be published:\n{error}" if error.problems else ""
    return f"{error.filename or 'The disk'}: {error.strerror}"


@cache
def code_digest() -> str:
    """Of the program that is running: its files may change meanwhile."""
    return digest_of_files(HOOKS / "cluster")


@contextmanager
def alone(project: Path, waits: Callable[[], None]) -> Iterator[None]:
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
            waits()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)  # which lets the next one in


def _program() -> str:
    """The digest of all that makes pages beside the project's own files."""
    return key_of([code_digest(), digest_of_files(HOOKS / "templates", HOOKS / "words"), _packages()])


def _packages() -> str:
    """The versions of Python and of all that is installed beside the program."""
    folder = sysconfig.get_path("purelib")
    return " ".join(
        [sys.version, *sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))]
    )


def _templates(cache: Path) -> jinja2.BytecodeCache | None:
    """Where compiled templates are kept."""
    try:
        (cache / "templates").mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if not os.access(cache / "templates", os.W_OK):
        return None
    return jinja2.FileSystemBytecodeCache(str(cache / "templates"), "%s")


def settings(project: Path) -> Settings:
    """The settings of a project; Invalid with all that is wrong with them."""
    program = _program()
    return _settings(project, Store(project / CACHE, program), _templates(project / CACHE))


def _settings(project: Path, store: Store, templates: jinja2.BytecodeCache | None) -> Settings:
    """What the engine makes of mkdocs.yml and the theme; it is started only if they have changed."""
    place = f"{engine()} {project.resolve()}"
    kept = store.load("settings", place)
    settings: Settings | None = kept.get("settings")
    if not settings or not settings.inputs or kept["inputs"] != _inputs(settings):
        from cluster.build.mkdocs_theme import (
            settings_of,  # here, as MkDocs alone takes longer to start than most builds
        )

        settings = settings_of(project, templates)
        store.save("settings", place, {"settings": settings, "inputs": _inputs(settings)})
    return settings


def _inputs(settings: Settings) -> str:
    """The digest of what the settings were read from."""
    paths = [Path(path) for path in settings.inputs]
    return digest_of_files(*paths) if all(path.exists() for path in paths) else "gone"


def _read(project: Path, store: Store, settings: Settings, album: Album) -> tuple[Site, Site, datetime]:
    """As `project.site_of`; what was read before is not read again."""
    made_of = repr((settings.languages, settings.extensions, settings.extension_configs))
    documents = store.load("documents", made_of)
    try:
        docs, languages = Path(settings.docs), settings.languages
        return site_of(project, docs, languages, settings.converter, album.look, documents)
    finally:
        store.save("documents", made_of, documents)
