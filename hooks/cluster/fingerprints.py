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
from types import FunctionType, MethodType
from typing import Any

from cluster.digests import digest_of, key_of

_ATOMS = frozenset({str, int, bool, type(None)})
_PRINTED = (str, date, time, Decimal)
"""Types whose `repr` shows all of a value."""

_SLOT = "_fingerprint"
"""Where an instance keeps its own: it is frozen, so that never changes, and a pickle takes it along."""


class Fingerprints:
    """Fingerprints of one build's values; those of lists and mappings that pages share are computed once."""

    def __init__(self) -> None:
        self._shared: dict[int, tuple[str, Any]] = {}
        """By identity, with the value itself, which must outlive its entry."""

    def of(self, *values: Any) -> str:
        """32 hexadecimal digits, of values in this order."""
        return key_of(map(self._of, values))

    def _of(self, value: Any) -> str:
        kind: Any = type(value)
        if kind in _ATOMS:
            return repr(value)
        if kind is list or kind is dict:
            known = self._shared.get(id(value))
            if known is None:
                known = self._shared[id(value)] = (key_of(self._parts(value)), value)
            return known[0]
        if isinstance(value, tuple):
            return f"({','.join(map(self._of, value))})"
        if names := _fields(kind):
            return self._of_instance(value, names)
        if kind is bytes:
            return digest_of([("", value)])
        if isinstance(value, partial):
            return f"{_name(value.func)}{self._of(value.args)}"
        if isinstance(value, frozenset):
            return f"{{{','.join(sorted(map(self._of, value)))}}}"
        if isinstance(value, FunctionType | MethodType):
            return _name(value)
        if isinstance(value, _PRINTED):
            return repr(value)
        raise TypeError(f"no fingerprint of {kind.__module__}.{kind.__qualname__}")

    def _parts(self, value: list[Any] | dict[Any, Any]) -> Iterable[str]:
        if isinstance(value, list):
            return map(self._of, value)
        return (f"{self._of(name)}:{self._of(each)}" for name, each in value.items())

    def _of_instance(self, value: Any, names: tuple[str, ...]) -> str:
        kept: dict[str, str] | None = getattr(value, "__dict__", None)
        if kept is not None and _SLOT in kept:
            return kept[_SLOT]
        made = key_of((type(value).__name__, *(self._of(getattr(value, name)) for name in names)))
        if kept is not None:
            kept[_SLOT] = made
        return made


def _name(function: Any) -> str:
    return f"{function.__module__}.{function.__qualname__}"


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    """The names of a dataclass's fields that count; none if it is no dataclass."""
    return tuple(each.name for each in fields(kind) if each.compare) if is_dataclass(kind) else ()
