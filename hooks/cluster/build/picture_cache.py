"""The pictures of a build, and the cache of their renditions: an unchanged picture is not resized again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from posixpath import basename
from typing import Any, TypeVar

from cluster.build.source_files import path_of
from cluster.build.swap import Trace, trace_of
from cluster.pictures.model import MOST_BYTES, Picture
from cluster.pictures.renditions import as_it_is, digest_of_source, renditions_of

T = TypeVar("T")


class PictureCache:
    """The pictures that a build looks up, with their renditions on disk."""

    def __init__(self, docs: Path, cache: Path, cached: dict[str, Any]) -> None:
        """`cache` is the folder of the renditions.

        `cached` maps paths below docs/ to the trace of the file, its picture and the traces of the
        renditions. It comes from the previous build and is updated in place.
        """
        self.docs = docs
        self.cache = cache
        self.cached: dict[str, tuple[Trace, Any, tuple[Trace | None, ...]]] = cached
        self._pictures: dict[str, Picture] = {}
        self._known: set[str] = set()
        """The keys of `cached` that `known` looked up."""
        self._unwritten: dict[str, bytes] = {}
        """The renditions that could not be written to the cache, by path."""

    def look(self, name: str, most: int = MOST_BYTES) -> Picture:
        """The picture at a path below docs/, of at most so many bytes; ValueError with a message for the
        editor if it is unusable."""
        if name not in self._pictures:
            self._pictures[name] = self._with_same_trace(name) or self._read(name, most)
        return self._pictures[name]

    def as_it_is(self, name: str, most: int = MOST_BYTES) -> Picture:
        """As `look`, of a picture that is published as it is: it has no renditions on disk."""
        return self.known(name, most, as_it_is)

    def known(self, name: str, most: int, read: Callable[[bytes, str], T]) -> T:
        """What `read` makes of the content of docs/`name`, which is only read if it has changed.

        ValueError as of `look`.
        """
        key, trace = f"{read.__name__}={name}", self._trace_of_source(name, most)
        if key not in self.cached or self.cached[key][0] != trace:
            self.cached[key] = (trace, read(self._content(name), name), ())
        self._known.add(key)
        found: T = self.cached[key][1]
        return found

    def files(self) -> dict[str, Callable[[], bytes]]:
        """Functions that return the bytes of each rendition, by its path below the site."""
        return {
            rendition.path: self._source_of(rendition.path)
            for _, picture in sorted(self._pictures.items())
            for rendition in picture.renditions
        }

    def prune(self) -> None:
        """Drop the pictures that this build did not look up, and delete their renditions."""
        for name in self.cached.keys() - self._pictures.keys() - self._known:
            del self.cached[name]
        used = {basename(path) for path in self.files()}
        with suppress(OSError):  # the next build tries again
            for entry in os.scandir(self.cache):
                if entry.name not in used and entry.is_file(follow_symlinks=False):
                    os.unlink(entry)

    def _with_same_trace(self, name: str) -> Picture | None:
        """The cached picture, if the file has the same trace: the file is not read."""
        if name not in self.cached:
            return None
        trace, picture, _ = self.cached[name]
        return picture if trace_of(path_of(self.docs, name)) == trace and self._has_renditions(name) else None

    def _read(self, name: str, most: int) -> Picture:
        trace, raw = self._trace_of_source(name, most), self._content(name)
        picture = self._with_same_bytes(raw, name) or self._make(raw, name)
        self.cached[name] = (trace, picture, self._traces_of(picture))
        return picture

    def _content(self, name: str) -> bytes:
        try:
            return Path(path_of(self.docs, name)).read_bytes()
        except OSError as error:
            raise ValueError(f"docs/{name} cannot be read: {error.strerror}") from None

    def _trace_of_source(self, name: str, most: int) -> Trace:
        """The trace of a file; ValueError if it does not exist or is too large."""
        trace = trace_of(path_of(self.docs, name))
        if not trace or not os.path.isfile(path_of(self.docs, name)):
            raise ValueError(f"docs/{name} does not exist")
        if trace[0] > most:
            size = f"{trace[0] / 1e6:.0f} MB (limit: {most // 1_000_000} MB)"
            raise ValueError(f"docs/{name}: the file is too large: {size}")
        return trace

    def _with_same_bytes(self, raw: bytes, name: str) -> Picture | None:
        """The cached picture, if the file has the same bytes under a new trace, as after a checkout."""
        if name not in self.cached:
            return None
        picture = self.cached[name][1]
        is_same = picture.digest == digest_of_source(raw, name)
        return picture if is_same and self._has_renditions(name) else None

    def _make(self, raw: bytes, name: str) -> Picture:
        picture, renditions = renditions_of(raw, name)
        for path, content in renditions.items():
            try:
                self._write(self._place(path), content)
            except OSError:
                self._unwritten[path] = content
        return picture

    def _write(self, place: Path, raw: bytes) -> None:
        """Write a file in one step, so that a killed build leaves no partial rendition."""
        self.cache.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.cache, delete=False) as file:
            try:
                file.write(raw)
                file.close()
                os.replace(file.name, place)
            except OSError:
                os.unlink(file.name)
                raise

    def _has_renditions(self, name: str) -> bool:
        """Whether the cache still holds all renditions of a picture, as they were written."""
        _, picture, traces = self.cached[name]
        return None not in traces and self._traces_of(picture) == traces

    def _traces_of(self, picture: Picture) -> tuple[Trace | None, ...]:
        """The traces of the cached renditions; None for each that is not there."""
        return tuple(trace_of(self._place(each.path)) for each in picture.renditions)

    def _source_of(self, path: str) -> Callable[[], bytes]:
        if path in self._unwritten:
            return partial(self._unwritten.__getitem__, path)
        return self._place(path).read_bytes

    def _place(self, path: str) -> Path:
        """The path of a rendition in the cache."""
        return self.cache / basename(path)
