"""From a site to a folder of files: a page that is there already, made of the same, is not made again.

Not of the core.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2

from cluster.build.keys import Keys
from cluster.build.outputs import Rendered, Stamps, outputs_of, summary_of
from cluster.build.project import HOOKS, content, words_of
from cluster.build.settings import Settings
from cluster.build.swap import Fresh, Trace, Tree, trace_of
from cluster.content.site import Site
from cluster.content.version import Version
from cluster.data import press_kit
from cluster.digests import key_of
from cluster.pages.all_pages import pages_of
from cluster.pages.frame import Frame, framed, of_page, of_site
from cluster.pages.page import Page
from cluster.pages.search import entries_of
from cluster.pages.templates import Rows, body_of, environment


@dataclass(slots=True)
class Memory:
    """What the build before has left, and this one leaves to the next."""

    files: dict[str, tuple[str, Trace]] = field(default_factory=dict)
    """Key of what a file was made of and its trace, by path below the site's folder."""
    search: dict[str, str] = field(default_factory=dict)
    """What the search finds of a page, by the path of its file."""
    entries: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Of the calendars; see `outputs.Stamps`."""
    rows: Rows = field(default_factory=dict)
    """Of the lists; see `bodies.environment`."""
    folders: dict[str, Trace] = field(default_factory=dict)
    """Of the site and of the one before, which is kept as a spare, by the inode of each and path below it."""
    spare_files: dict[str, Trace | None] = field(default_factory=dict)
    """Of the spare's files, where they are not those of the site: None where it has none."""

    def spare(self, folder: Path) -> Tree:
        """What is known of the spare."""
        root = trace_of(folder)
        same = {path: trace for path, (_, trace) in self.files.items() if path not in self.spare_files}
        others = {path: trace for path, trace in self.spare_files.items() if trace}
        return Tree(same | others, self._folders_of(root.inode) if root else {})

    def _folders_of(self, inode: int) -> dict[str, Trace]:
        start = f"{inode} "
        return {
            place[len(start) :]: trace for place, trace in self.folders.items() if place.startswith(start)
        }

    def replaces(self, old: Memory, tree: Tree, spare: Path) -> None:
        """What is known of the site once it is published, and of the one that it has replaced."""
        self.spare_files = {
            path: old.files[path][1] if path in old.files else None
            for path in self.files.keys() | old.files.keys()
            if self.files.get(path) is not old.files.get(path)
        }
        if root := trace_of(spare):
            self.folders = {f"{root.inode} {each}": at for each, at in old._folders_of(root.inode).items()}
        self.folders |= {f"{tree.folders[''].inode} {each}": trace for each, trace in tree.folders.items()}

    @classmethod
    def of(cls, flat: Mapping[str, Any]) -> Memory:
        """From what `flat` has made of one."""
        memory = cls()
        kinds = {name: getattr(memory, name) for name in _KINDS}
        for key, value in flat.items():
            kind, _, name = key.partition(" ")
            kinds[kind][name] = value
        return memory

    def flat(self) -> dict[str, Any]:
        """All of it as one mapping."""
        return {f"{kind} {name}": value for kind in _KINDS for name, value in getattr(self, kind).items()}


_KINDS = ("files", "search", "entries", "rows", "folders", "spare_files")


@dataclass(slots=True, kw_only=True)
class Press:
    """One build of a site into a fresh folder."""

    site: Site
    """As of the day of `now`."""
    settings: Settings
    pictures: Mapping[str, Callable[[], bytes]]
    """What gives the bytes of each rendition of a picture, by path below the site's folder."""
    fresh: Fresh
    old: Memory
    stamps: Stamps
    program: str
    """The digest of the program, its templates and its words."""
    templates: jinja2.BytecodeCache | None
    new: Memory = field(default_factory=Memory)
    keys: Keys = field(default_factory=Keys)
    shared: set[str] = field(default_factory=set)
    """The keys of what the pages of each language share."""

    def run(self) -> str:
        """Make everything; the line that tells an editor what was built."""
        self.new.rows = dict(self.old.rows)
        versions = [self.version(language) for language in self.site.languages.all]
        for output in outputs_of(
            versions, site_url=self.settings.site_url, stamps=self.stamps, search=self.settings.search
        ):
            self.put(output.path, key_of((self.program, output.key)), output.make)
        for picture in self.site.pictures.values():
            for rendition in picture.renditions:
                self.put(rendition.path, picture.digest, self.pictures[rendition.path])
        own = {name: f"{self.settings.docs}/{name}" for name in self.site.copied}
        for path, source in {**self.settings.files, **own}.items():
            self.copy(path, source)
        self.press_kit()
        self.new.entries = self.stamps.entries
        self.forget(self.site.ids)
        return summary_of(versions)

    def forget(self, ids: set[str]) -> None:
        """What is remembered of things that are gone, or were shown otherwise, goes too."""
        self.new.entries = {name: each for name, each in self.new.entries.items() if _thing(name) in ids}
        self.new.rows = {
            name: row
            for name, row in self.new.rows.items()
            if _thing(name) in ids and name.split()[0] in self.shared
        }

    def put(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Keep a file that was made of the same, or make it."""
        known = self.old.files.get(path)
        if known and known[0] == key and self.fresh.keep(path, known[1]):
            self.new.files[path] = known
        else:
            self.fresh.write(path, make())
            self.new.files[path] = (key, self.fresh.tree.files[path])

    def copy(self, path: str, source: str) -> None:
        self.put(path, repr(trace_of(source)), Path(source).read_bytes)

    def press_kit(self) -> None:
        """Of files that are there already."""
        files = press_kit.files_of(self.site, self.settings.logo)
        texts = list(press_kit.texts_of(self.site))
        key = key_of(
            (self.program, repr(texts), *(f"{name} {self.new.files[files[name]]}" for name in files))
        )
        folder = self.fresh.folder

        def make() -> bytes:
            return press_kit.archive(
                [*((name, content(f"{folder}/{path}")) for name, path in files.items()), *texts]
            )

        self.put(press_kit.PATH, key, make)

    def version(self, language: str) -> Rendered:
        version = Version(
            site=self.site, language=language, today=self.stamps.now.date(), words=words_of(language)
        )
        pages = pages_of(version)
        holes = of_site(version, {page.address: page for page in pages}, self.settings.menu)
        if language == self.site.languages.default:
            self.not_found(holes)
        frame = self.settings.frames[language].with_values(holes)
        shared = key_of((self.program, self.keys.of_voice(version), *frame.pieces))
        self.shared.add(shared)
        make = _Pages(self, version, frame, shared)
        keys = {page.address: key_of((shared, self.keys.of_page(page))) for page in pages}
        for page in pages:
            self.page(page, f"{version.prefix}{page.address}index.html", keys[page.address], make)
        search = {
            page.address: self.new.search[f"{version.prefix}{page.address}index.html"] for page in pages
        }
        return Rendered(
            version=version,
            pages=pages,
            keys=keys,
            shared_key=shared,
            search=search,
            templates=make.environment,
        )

    def page(self, page: Page, path: str, key: str, make: _Pages) -> None:
        if path in self.old.search:
            self.new.search[path] = self.old.search[path]
        else:
            self.old.files.pop(path, None)  # what the search finds of it is told by making it
        self.put(path, key, partial(make, page, path))

    def not_found(self, holes: Mapping[str, str]) -> None:
        text = self.settings.not_found.with_values(holes).filled({})
        self.put("404.html", key_of((text,)), text.encode)


def _thing(name: str) -> str:
    """The id of the event, news item or activity of which a row or a calendar entry is."""
    return name.split()[-1].partition(".")[0]


@dataclass(slots=True)
class _Pages:
    """Makes the pages of a language version; the templates are read when the first one is needed."""

    press: Press
    version: Version
    frame: Frame
    shared: str
    """The key of what all pages of the language share."""
    env: jinja2.Environment | None = None

    def environment(self) -> jinja2.Environment:
        """The templates."""
        self.env = self.env or environment(
            jinja2.FileSystemLoader(HOOKS / "templates"),
            self.version,
            site_url=self.press.settings.site_url,
            rows=self.press.new.rows,
            shared=self.shared,
            bytecode_cache=self.press.templates,
        )
        return self.env

    def __call__(self, page: Page, path: str) -> bytes:
        settings = self.press.settings
        body = body_of(page, self.environment())
        self.press.new.search[path] = entries_of(page, body)
        holes = of_page(page, self.version, body, settings.menu, settings.site_url)
        return framed(self.frame, page, holes, self.version.prefix).encode("utf-8", "xmlcharrefreplace")
