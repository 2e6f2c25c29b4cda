"""What builds make again and again from the same values: share pictures, and stylesheets made smaller.

They take half of a build. So those of the miniature are made once for each state of the program, and kept
beside the compiled templates; see `builds.made_once`. What is made from other values is made as ever, and so
is all that tests ask of these functions themselves: only builds look up what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cluster.build import look, theme_styles
from cluster.digests import key_of
from cluster.pictures.card_drawing import Painter
from cluster.pictures.cards import Card

KNOWN: dict[str, Any] = {}
"""Results by the digests of what they were made from."""

FUNCTIONS = ("imported_by", "with_imports", "without_unused")
"""Those of `stylesheets` that take long; they take texts, words, and mappings of texts."""


class _Painter(Painter):
    def drawn(self, card: Card) -> bytes:
        return bytes(_known(key_of([self.look, repr(card)]), lambda: super(_Painter, self).drawn(card)))


def _remembering(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def known(*arguments: Any) -> Any:
        made = _known(key_of([name, *map(_text, arguments)]), lambda: function(*arguments))
        return made.copy() if isinstance(made, dict | list) else made

    return known


def _text(argument: Any) -> str:
    if isinstance(argument, str):
        return argument
    return repr(list(argument.items()) if isinstance(argument, Mapping) else sorted(argument))


def _known(key: str, make: Callable[[], Any]) -> Any:
    if key not in KNOWN:
        KNOWN[key] = make()
    return KNOWN[key]


def remember() -> None:
    """From now on, builds of this process, and of those that it forks, look up what is known."""
    if look.Painter is _Painter:
        return
    look.Painter = _Painter  # type: ignore[misc]
    for name in FUNCTIONS:
        setattr(theme_styles, name, _remembering(name, getattr(theme_styles, name)))
