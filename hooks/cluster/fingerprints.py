"""Fingerprints of values: equal content gives equal fingerprints, in any process and on any day.

A fingerprint is computed by walking the whole value, so a cache key cannot miss an input. Only fields with
`compare=False` are left out: places in files, and back references.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, partial
from hashlib import blake2b
from types import FunctionType, MethodType
from typing import Any

from cluster.language import Phrase, Text

_ATOMS = frozenset({str, int, bool, type(None), date, Text, Phrase})
"""The most frequent of the types whose `repr` is complete; looked up first, for speed."""

_REPR_IS_COMPLETE = (str, int, date, time, Decimal, type(None))
"""All such types, including subclasses."""

_SHORT = 200
"""The length up to which a text is used as it is: shorter texts are cheaper than their digest."""

_SLOT = "_fingerprint"
"""The attribute in which an instance caches its fingerprint. Instances are frozen, so it stays valid, and
pickles include it."""

_NONE: dict[str, str] = {}


class Fingerprints:
    """Computes fingerprints during one build; lists and mappings that pages share are walked once."""

    def __init__(self) -> None:
        self._shared: dict[int, tuple[str, Any]] = {}
        """Fingerprint and value by `id`; while the value is referenced, no other gets its `id`."""

    def of(self, *values: Any) -> str:
        """The fingerprint of a sequence of values, 32 hexadecimal digits; TypeError for an unsupported
        type."""
        return _digest(self._all(values))

    def _all(self, values: Iterable[Any]) -> str:
        # Most values are atoms or have a fingerprint already: no call for those.
        texts = []
        for value in values:
            if type(value) in _ATOMS:
                texts.append(repr(value))
            else:
                texts.append(getattr(value, "__dict__", _NONE).get(_SLOT) or self._of(value))
        return ",".join(texts)

    def _of(self, value: Any) -> str:
        kind: Any = type(value)
        if kind is list or kind is dict:
            return self._of_shared(value)
        if isinstance(value, tuple):
            return f"({self._all(value)})" if value else "()"
        if names := _fields(kind):
            return self._of_instance(value, names)
        return self._of_other(value)

    def _of_shared(self, value: list[Any] | dict[Any, Any]) -> str:
        cached = self._shared.get(id(value))
        if cached is None:
            text = self._all(value)
            if isinstance(value, dict):
                text = f"{text}:{self._all(value.values())}"
            cached = self._shared[id(value)] = (text if len(text) < _SHORT else _digest(text), value)
        return cached[0]

    def _of_instance(self, value: Any, names: tuple[str, ...]) -> str:
        text = self._all([getattr(value, name) for name in names])
        fingerprint = _digest(f"{type(value).__name__}({text})")
        if hasattr(value, "__dict__"):  # not with slots
            value.__dict__[_SLOT] = fingerprint
        return fingerprint

    def _of_other(self, value: Any) -> str:
        if isinstance(value, _REPR_IS_COMPLETE):
            return repr(value)
        if isinstance(value, bytes):
            return blake2b(value, digest_size=16).hexdigest()
        if isinstance(value, frozenset):
            return f"{{{','.join(sorted([self._all([each]) for each in value]))}}}"
        if isinstance(value, partial):
            return f"{self._of(value.func)}({self._all(value.args)})"
        if isinstance(value, FunctionType | MethodType):
            return f"{value.__module__}.{value.__qualname__}"
        raise TypeError(f"no fingerprint of {type(value).__module__}.{type(value).__qualname__}")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The names of a dataclass's compared fields; empty for any other type."""
    return tuple(each.name for each in fields(kind) if each.compare) if is_dataclass(kind) else ()
