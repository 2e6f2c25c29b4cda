"""What builds make again and again from the same values: pictures.

They take half of a build. So those of the miniature are made once for each state of the program, and kept;
see `builds.made_once`. What is made from other values is made as ever,
and so is all that tests ask of these functions themselves: only builds look up what is known.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import wraps
from typing import Any

from cluster.build import look, outputs, picture_cache
from cluster.digests import digest_of, key_of
from cluster.pictures.card_drawing import Painter
from cluster.pictures.cards import Card

KNOWN: dict[str, Any] = {}
"""Results by the digests of what they were made from."""

FUNCTIONS = (
    *((outputs, name) for name in ("png_icon", "old_icon")),
    (picture_cache, "renditions_of"),
)
"""Those that take long: the module that calls each, and its name there."""


class _Painter(Painter):
    def drawn(self, card: Card) -> bytes:
        return bytes(_known(key_of([self.look, repr(card)]), lambda: super(_Painter, self).drawn(card)))


def _remembering(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def known(*arguments: Any) -> Any:
        # sets in an order of their own; equal values that give other bytes are made once more
        of = [sorted(each) if isinstance(each, set | frozenset) else each for each in arguments]
        key = digest_of([(function.__name__, pickle.dumps(of))])
        made = _known(key, lambda: function(*arguments))
        return made.copy() if isinstance(made, dict | list) else made

    return known


def _known(key: str, make: Callable[[], Any]) -> Any:
    if key not in KNOWN:
        KNOWN[key] = make()
    return KNOWN[key]


def remember() -> None:
    """From now on, builds of this process, and of those that it forks, look up what is known."""
    if look.Painter is _Painter:
        return
    look.Painter = _Painter  # type: ignore[misc]
    for module, name in FUNCTIONS:
        setattr(module, name, _remembering(getattr(module, name)))
