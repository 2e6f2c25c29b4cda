"""Fingerprints of values: equal content gives equal fingerprints, in any process and on any day.

A fingerprint is computed by walking the whole value, so a cache key cannot miss an input. Only fields with
`compare=False` are left out: places in files, and back references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from types import FunctionType, MethodType
from typing import Any

from cluster.language import Phrase, Text

_ATOMS = frozenset({int, bool, type(None), date, datetime})
"""The most frequent of the types whose `repr` is complete, besides texts; looked up first, for speed."""

_REPR_IS_COMPLETE = (str, int, date, time, Decimal, type(None))
"""All such types, including subclasses."""

_SHORT = 200
"""The length up to which a text is used as it is: shorter texts are cheaper than their digest."""

_FEW = 4
"""The length from which a list may be shared by pages; walking a shorter one is cheaper than asking."""

_SLOT = "_fingerprint"
"""The attribute in which an instance caches its fingerprint. Instances are frozen, so it stays valid, and
pickles include it."""

_NOTHING = ("", None)


class Fingerprints:
    """Computes fingerprints during one build; lists and mappings that pages share are walked once."""

    def __init__(self) -> None:
        self._shared: dict[int, tuple[str, Any]] = {}
        """Fingerprint and value by `id`; while the value is referenced, no other gets its `id`."""

    def of(self, *values: Any) -> str:
        """The fingerprint of a sequence of values, 32 hexadecimal digits; TypeError for an unsupported
        type."""
        return _digest(self.text_of(values))

    def text_of(self, values: Iterable[Any]) -> str:
        """A text that only equal values have: brackets tell where lists, mappings and tuples end, and lengths
        where texts do."""
        texts = []
        for value in values:
            kind = type(value)
            if kind is str:
                texts.append(f"{len(value)}:{value}")  # `repr` looks at each character
            elif kind in _ATOMS:
                texts.append(repr(value))
            else:
                texts.append((_WAYS.get(kind) or _way_of(kind))(self, value))
        return ",".join(texts)

    def known(self, value: Any) -> str:
        """What was kept of a list or a mapping; `` if nothing was."""
        return self._shared.get(id(value), _NOTHING)[0]

    def kept(self, value: Any, text: str) -> str:
        """The text of a list or a mapping, or its digest, which is kept."""
        found = text if len(text) < _SHORT else _digest(text)
        self._shared[id(value)] = (found, value)
        return found


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


# ---- How each type becomes text -------------------------------------------------------------------------

Way = Callable[[Fingerprints, Any], str]


def _list(of: Fingerprints, value: list[Any]) -> str:
    if len(value) < _FEW:
        return f"[{of.text_of(value)}]" if value else "[]"
    return of.known(value) or of.kept(value, f"[{of.text_of(value)}]")


def _mapping(of: Fingerprints, value: dict[Any, Any]) -> str:
    return of.known(value) or of.kept(value, f"{{{of.text_of(value)}={of.text_of(value.values())}}}")


def _tuple(of: Fingerprints, value: tuple[Any, ...]) -> str:
    if len(value) < 3:
        return f"({of.text_of(value)})" if value else "()"
    return of.known(value) or of.kept(value, f"({of.text_of(value)})")


def _text(of: Fingerprints, value: tuple[Any, ...]) -> str:
    return tuple.__repr__(value)


_WAYS: dict[type, Way] = {list: _list, dict: _mapping, tuple: _tuple, Text: _text, Phrase: _text}


def _set(of: Fingerprints, value: frozenset[Any]) -> str:
    return f"{{{','.join(sorted(of.text_of([each]) for each in value))}}}"


def _partial(of: Fingerprints, value: partial[Any]) -> str:
    return f"{of.text_of([value.func])}({of.text_of(value.args)})"


def _function(of: Fingerprints, value: FunctionType | MethodType) -> str:
    return f"{value.__module__}.{value.__qualname__}"


_KINDS: tuple[tuple[Any, Way], ...] = (
    (tuple, _tuple),
    (_REPR_IS_COMPLETE, lambda of, value: repr(value)),
    (bytes, lambda of, value: blake2b(value, digest_size=16).hexdigest()),
    (frozenset, _set),
    (partial, _partial),
    ((FunctionType, MethodType), _function),
)
"""The ways of types and their subclasses."""


def _way_of(kind: type) -> Way:
    """How values of a type become texts; found once for each type."""
    if is_dataclass(kind):
        way: Way | None = _way_of_instances(kind)
    else:
        way = next((way for base, way in _KINDS if issubclass(kind, base)), None)
    if not way:
        raise TypeError(f"no fingerprint of {kind.__module__}.{kind.__qualname__}")
    _WAYS[kind] = way
    return way


def _way_of_instances(kind: Any) -> Way:
    """That of a dataclass, made of its compared fields. Those without slots keep it."""
    names = [each.name for each in fields(kind) if each.compare]
    values = attrgetter(*names, "__class__") if names else lambda value: ()  # a tuple also of one field
    keeps = kind.__dictoffset__ != 0

    def way(of: Fingerprints, value: Any) -> str:
        if keeps and (known := value.__dict__.get(_SLOT)):
            return str(known)
        found = _digest(f"{kind.__name__}({of.text_of(values(value)[:-1])})")
        if keeps:
            value.__dict__[_SLOT] = found
        return found

    return way
