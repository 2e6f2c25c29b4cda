"""Fingerprints of values: equal content gives equal fingerprints, in any process and on any day.

A fingerprint covers whatever a value consists of, found by walking it, so no input of a cache key can be
forgotten. Only fields that say so are left out (`compare=False`): places in files, and back references.
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
"""The most frequent types whose `repr` shows all of a value."""

_PRINTED = (str, int, date, time, Decimal, type(None))
"""All types of which this is true, with their subclasses."""

_SHORT = 200
"""Characters up to which a text costs less than its digest."""

_SLOT = "_fingerprint"
"""Where an instance keeps its own: it is frozen, so that never changes, and a pickle takes it along."""


class Fingerprints:
    """Fingerprints of one build's values; those of lists and mappings that pages share are computed once."""

    def __init__(self) -> None:
        self._shared: dict[int, tuple[str, Any]] = {}
        """By identity, with the value itself, which must outlive its entry."""

    def of(self, *values: Any) -> str:
        """32 hexadecimal digits, of values in this order; TypeError if one is of an unknown type."""
        return _digest(self._all(values))

    def _all(self, values: Iterable[Any]) -> str:
        of = self._of
        return ",".join([repr(each) if type(each) in _ATOMS else of(each) for each in values])

    def _of(self, value: Any) -> str:
        kind: Any = type(value)
        if kind is list or kind is dict:
            return self._of_shared(value)
        if isinstance(value, tuple):
            return f"({self._all(value)})"
        if names := _fields(kind):
            return self._of_instance(value, names)
        return self._of_other(value)

    def _of_shared(self, value: list[Any] | dict[Any, Any]) -> str:
        known = self._shared.get(id(value))
        if known is None:
            text = self._all(value)
            if isinstance(value, dict):
                text = f"{text}:{self._all(value.values())}"
            known = self._shared[id(value)] = (text if len(text) < _SHORT else _digest(text), value)
        return known[0]

    def _of_instance(self, value: Any, names: tuple[str, ...]) -> str:
        kept: dict[str, str] | None = getattr(value, "__dict__", None)
        if kept is not None and _SLOT in kept:
            return kept[_SLOT]
        text = self._all([getattr(value, name) for name in names])
        made = _digest(f"{type(value).__name__}({text})")
        if kept is not None:
            kept[_SLOT] = made
        return made

    def _of_other(self, value: Any) -> str:
        if isinstance(value, _PRINTED):
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
    """The names of a dataclass's fields that count; none if it is no dataclass."""
    return tuple(each.name for each in fields(kind) if each.compare) if is_dataclass(kind) else ()
