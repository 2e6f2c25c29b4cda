"""Writes the site to the staged folder. A published file with the same cache key is taken over instead.

The key of a file is the fingerprint of all values that the file is rendered from.
Comparing keys is much cheaper than rendering: after an edit, most pages are neither rendered nor written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cluster.build.context import Build
from cluster.build.copied_files import as_published, copy_all
from cluster.build.output import Output
from cluster.build.settings import Settings
from cluster.build.source_files import content, path_of
from cluster.build.swap import Staging, Trace, trace_of
from cluster.data import press_kit
from cluster.fingerprints import Fingerprints
from cluster.pages.frame import Frame, framed
from cluster.pages.page import Page
from cluster.pages.search import entries_of
from cluster.pages.share_pictures import Seen, seen_elsewhere
from cluster.pages.slots import page_slots
from cluster.pages.templates import body_of

Entry = tuple[str, Trace, bytes, Seen | None]
"""Key and trace of a file; of a page also its search entries and its picture."""


@dataclass(slots=True)
class Writer:
    """Writes the files of a build, and records the key of each for the next build.

    Keys need not cover the program and its templates: the cache reads nothing of another version.
    """

    staging: Staging
    published: dict[str, Entry]
    """Of each published file, by path."""
    files: dict[str, Entry] = field(default_factory=dict)
    """The same for the new folder."""
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def keep(self, path: str, key: str) -> bool:
        """Take over the published file if it has this key; False if it must be written."""
        entry = self.published.get(path)
        if entry is None or entry[0] != key or not self.staging.keep(path, entry[1]):
            return False
        self.files[path] = entry
        return True

    def write(
        self, path: str, key: str, content: bytes, search: bytes = b"", picture: Seen | None = None
    ) -> None:
        self.files[path] = (key, self.staging.write(path, content), search, picture)

    def put(self, output: Output) -> None:
        """Write an output, unless the published file was generated from the same values."""
        key = "" if output.values is None else self.fingerprints.of(output.make, *output.values)
        if not (key and self.keep(output.path, key)):
            self.write(output.path, key, output.content())

    def put_once(self, path: str, make: Callable[[], bytes]) -> int:
        """Write a file whose path is the digest of its content, unless it is published; its size."""
        if not self.keep(path, path):
            self.write(path, path, make())
        return self.files[path][1][0]

    def copy(self, path: str, source: str | Path, read: Callable[[str | Path], bytes] = content) -> None:
        """Copy a file, unless it has the same trace as the one that was copied last."""
        key = repr(trace_of(source))
        if not self.keep(path, key):
            self.write(path, key, read(source))


def write_pages(writer: Writer, build: Build, settings: Settings) -> None:
    """Write all pages of all languages, and 404.html of each; fills `build.search_entries` and
    `build.seen_elsewhere`."""
    for language, version in build.versions.items():
        values = build.frame_values[language]
        frame = settings.frames[language].with_values(values)
        shared = writer.fingerprints.of(version, frame, settings.menu, build.assets.names)
        for page in build.pages[language]:
            _, _, entries, picture = _write_page(writer, build, page, frame, shared)
            build.search_entries[language][page.address] = entries
            build.seen_elsewhere[language][page.address] = picture
        not_found = settings.not_found[language].with_values(values).filled({})
        writer.write(f"{version.prefix}404.html", "", not_found.encode())


def _write_page(writer: Writer, build: Build, page: Page, frame: Frame, shared: str) -> Entry:
    """Write a page, unless the published one has the same key."""
    version = page.version
    path = f"{version.prefix}{page.address}index.html"
    key = writer.fingerprints.of(shared, page)
    if not writer.keep(path, key):
        body = body_of(page, build.templates(version.language))
        values = page_slots(page, version, body, build.menu, build.assets.names)
        html = framed(frame, page, values, version.prefix).encode("utf-8", "xmlcharrefreplace")
        writer.write(path, key, html, entries_of(page, body), seen_elsewhere(page))
    return writer.files[path]


def copy_files(writer: Writer, build: Build, settings: Settings) -> None:
    """Write renditions, files of docs/ and the theme, and the press kit, an archive of some of these."""
    renditions = build.pictures.files()
    for picture in build.site.pictures.values():
        for path in [each.path for each in picture.renditions]:
            if not writer.keep(path, picture.digest):
                writer.write(path, picture.digest, renditions[path]())
    from_docs, assets = build.site.copied, build.assets
    for path, source in settings.files.items():
        if path not in {*from_docs, *settings.styles, *assets.names}:  # docs/ takes precedence
            writer.copy(path, source)
    for path, css in settings.styles.items():
        if path not in assets.names:
            writer.put(Output(path, str.encode, (css,)))
    for path in assets.names.values():
        writer.put_once(path, partial(assets.contents.__getitem__, path))
    for path in assets.contents.keys() - set(assets.names.values()):
        writer.write(path, "", assets.contents[path])
    copy_all(
        from_docs,
        lambda name: writer.copy(name, path_of(settings.docs, name), partial(as_published, name)),
    )
    _put_press_kit(writer, build)


def _put_press_kit(writer: Writer, build: Build) -> None:
    files, texts = press_kit.files_of(build.site), tuple(press_kit.texts_of(build.site))
    sources = tuple((name, writer.files[path][:2]) for name, path in files.items())

    def make(*_: Any) -> bytes:
        folder = writer.staging.folder
        contents = ((name, content(f"{folder}/{path}")) for name, path in files.items())
        return press_kit.archive([*contents, *texts])

    writer.put(Output(press_kit.PATH, make, (sources, texts)))
