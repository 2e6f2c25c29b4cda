"""The colours of a cluster in the stylesheet that projects had before `look`."""

from __future__ import annotations

import re

from cluster.colours import LEGIBLE, VISIBLE, readable
from cluster.content.look import Look
from cluster.content.palette import grounds_of, palette_of
from cluster.reading.scalar_types import Colour

PILLARS = ("violet", "blue", "green", "amber", "red", "magenta")
"""The names of the pillars' colours, in the order of their numbers."""


def look_of(css: str) -> str:
    """The fields of `look` in data/cluster.yaml, each with a shade for each scheme that can be seen there.

    Empty if the stylesheet has no such colours.
    """
    pillars = [_shades(css, name) for name in PILLARS]
    accent, dark = _shades(css, "link"), _shades(css, "night")
    if not all([*pillars, accent, dark]):
        return ""
    palette = palette_of(Look(dark=Colour(dark[0])), (1,))
    grounds = (grounds_of(palette.light), grounds_of(palette.dark))

    def seen(shades: list[str], needed: float) -> str:
        close = (readable(each, ground, needed) for each, ground in zip(shades, grounds, strict=True))
        return f"'{' / '.join(close)}'"

    lines = ["  pillars:", *(f"    - {seen(each, VISIBLE)}" for each in pillars)]
    return "".join(
        f"{line}\n" for line in [*lines, f"  accent: {seen(accent, LEGIBLE)}", f"  dark: '{dark[0]}'"]
    )


def _shades(css: str, name: str) -> list[str]:
    """The shades of a colour in the light and in the dark scheme; empty if it has none of its own in both."""
    found: list[str] = re.findall(rf"--{name}: (#[0-9a-fA-F]{{6}});", css)
    return found[:2] if len(found) > 1 else []
