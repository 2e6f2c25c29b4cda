"""What is made of the program's and the theme's own files: compiled templates, and stylesheets made smaller.

It is the same in all projects, so it is cached with the program: see `program_cache`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from cluster.build.cache import Cache
from cluster.fingerprints import Fingerprints

TEMPLATES = "compiled templates"
STYLES = "stylesheets"
DIGEST = "digest of the program"
"""The digest of its files, by their traces."""
DRAWN = "drawings"
"""What many cards share, and maps; in the cache of a project."""


class CompiledTemplates(BytecodeCache):
    """Compiling takes longer than rendering. Jinja's own cache in files notices neither damage nor a change
    of its settings; ours notices both.

    Jinja compares the template's source and its own version with those of the bytecode.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    @cached_property
    def _bytecode(self) -> dict[str, bytes]:
        return self._cache.load(TEMPLATES)

    def load_bytecode(self, bucket: Bucket) -> None:
        if bytecode := self._bytecode.get(bucket.key):
            bucket.bytecode_from_string(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._bytecode[bucket.key] = bucket.bytecode_to_string()

    def save(self) -> None:
        if "_bytecode" in vars(self):  # a template was asked for
            self._cache.save(TEMPLATES, self._bytecode)


class Memo:
    """Results of functions, by the fingerprint of the function and its arguments."""

    MOST = 100
    """With more results than that, only those of this run are kept."""

    def __init__(self, cache: Cache, slot: str) -> None:
        self._cache = cache
        self._slot = slot
        self._used: dict[str, Any] = {}

    @cached_property
    def _known(self) -> dict[str, Any]:
        return self._cache.load(self._slot)

    def of(self, make: Callable[..., Any], *values: Any) -> Any:
        """`make(*values)`, which callers do not change."""
        key = Fingerprints().of(make, *values)
        if key not in self._used:
            self._used[key] = self._known[key] if key in self._known else make(*values)
        return self._used[key]

    def save(self) -> None:
        if self._used and self._used.keys() - self._known.keys():
            every = self._known | self._used
            self._cache.save(self._slot, every if len(every) <= self.MOST else self._used)


class PreparedOnce:
    """The compiled templates and the stylesheets of a cache; `save` writes those that are new."""

    def __init__(self, cache: Cache) -> None:
        self.templates = CompiledTemplates(cache)
        self.styles = Memo(cache, STYLES)

    def save(self) -> None:
        self.templates.save()
        self.styles.save()
