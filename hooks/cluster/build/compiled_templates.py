"""Compiled templates in the build cache.

Compiling takes longer than rendering. Jinja's own cache in files notices neither damage nor a change of its
settings; the build cache notices both.
"""

from __future__ import annotations

from functools import cached_property

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from cluster.build.cache import Cache

TEMPLATES = "compiled templates"


class CompiledTemplates(BytecodeCache):
    """Jinja compares the template's source and its own version with those of the bytecode."""

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
        self._cache.save(TEMPLATES, self._bytecode)
