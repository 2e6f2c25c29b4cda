"""All colours of a site, made of the few that a cluster names.

The names are those of the variables in theme/assets/site.css. Greys are tinted with the hue of the dark
ground; colours of texts are made lighter or darker until they can be read. So one colour is enough for each
purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cluster.colours import LEGIBLE, VISIBLE, colour_of, difference, oklch, readable
from cluster.content.look import Look
from cluster.frozen import frozen
from cluster.reading.scalar_types import Colour

WHITE = "#ffffff"

ACCENT, DARK = Colour("#14646e"), Colour("#1f3035")
"""The colours of a cluster that names none: petrol on slate."""
_PILLARS = tuple(
    map(Colour, ("#2b7f8f", "#b0652f", "#5c7f3a", "#8a5d98", "#94741f", "#4f72a8", "#b1566b", "#3d8069"))
)
"""The same for its pillars."""

APART = 0.06
"""The least difference of two pillars' colours."""
_MOST = 24
"""How many colours the program makes; nobody could tell more apart."""
_TEXT = 5.5
"""The contrast of colours for texts: more than LEGIBLE, as some letters are small and thin."""


class Hue(NamedTuple):
    """The colour of a pillar: for lines and dots, and for texts, in both schemes."""

    light: str
    light_text: str
    dark: str
    dark_text: str


@frozen
class Palette:
    """All colours of a site."""

    light: Mapping[str, str]
    """The colours of the light scheme by the name of their purpose: `mist`, `line-strong`."""
    dark: Mapping[str, str]
    """The same for the dark scheme."""
    night: Mapping[str, str]
    """What has the same colour in both schemes: what stands on the dark ground."""
    hues: Mapping[int, Hue]
    """The colours of the pillars by their numbers."""

    @property
    def strip(self) -> list[str]:
        """The colours of pillars on a dark ground: at least one, and no more than are told apart."""
        return [each.dark for each in self.hues.values()][:_MOST]

    @property
    def marks(self) -> list[Hue]:
        """Three colours to tell a few things apart."""
        hues = list(self.hues.values())
        return [hues[number % len(hues)] for number in range(3)]


@cache
def palette_of(look: Look | None, numbers: tuple[int, ...]) -> Palette:
    """The colours of a site whose pillars have the `numbers`."""
    look = look or Look()
    dark_ground, accent = look.dark or DARK, look.accent or ACCENT
    neutral = _Neutrals(dark_ground.light)
    light, dark = neutral.light(), neutral.dark(dark_ground.dark)
    light |= {"link": accent.light, "link-hover": dark_ground.light}
    dark |= {"link": accent.dark or _lighter(accent.light, grounds_of(dark), _TEXT + 1), "link-hover": WHITE}
    ordered = sorted(set(numbers)) or [1]
    colours = _enough(look.pillars, len(ordered))
    return Palette(
        light=light,
        dark=dark,
        night=neutral.on_night(),
        hues={
            number: _hue(colour, grounds_of(light), grounds_of(dark))
            for number, colour in zip(ordered, colours, strict=False)
        },
    )


def grounds_of(scheme: Mapping[str, str]) -> tuple[str, str]:
    """The grounds of texts in a scheme."""
    return scheme["paper"], scheme["mist"]


def _hue(colour: Colour, light: Sequence[str], dark: Sequence[str]) -> Hue:
    on_dark = colour.dark or _lighter(colour.light, dark, LEGIBLE)
    return Hue(
        colour.light,
        readable(colour.light, light, _TEXT),
        on_dark,
        _lighter(on_dark, dark, _TEXT + 1),
    )


def _lighter(colour: str, grounds: Sequence[str], needed: float) -> str:
    """The colour as it is seen on dark grounds."""
    look = oklch(colour)
    lightness = max(0.68, look.lightness, min(look.lightness + 0.11, 0.87))
    lighter = colour_of(lightness, look.chroma * 0.9, look.hue)
    return readable(lighter, grounds, needed)


# ---- Pillars -------------------------------------------------------------------------------------------


def _enough(named: Sequence[Colour], number: int) -> list[Colour]:
    """A colour for each pillar: those that are named, then those that differ most from all before, then the
    same again."""
    colours = [*(named or _PILLARS)[:number]]
    different = min(number, max(_MOST, len(colours)))
    around = [*_PILLARS, *_around(2 * different)]
    apart = {each: min(_apart(each, other) for other in colours) for each in around}
    while len(colours) < different:
        colours.append(new := max(apart, key=apart.__getitem__))
        apart = {each: min(before, _apart(each, new)) for each, before in apart.items()}
    return [colours[each % different] for each in range(number)]


def _apart(one: Colour, other: Colour) -> float:
    return difference(one.light, other.light)


def _around(number: int) -> list[Colour]:
    """Colours that are spread evenly over all hues, in turn darker and lighter."""
    return [
        Colour(colour_of(0.46 if each % 2 else 0.58, 0.115, 20 + each * 360 / number))
        for each in range(number)
    ]


def another_apart_from(colour: str, others: Iterable[str], grounds: Sequence[str]) -> str:
    """The nearest hue that can be told apart from the others, and seen on the grounds."""
    look, others = oklch(colour), list(others)
    for turn in (sign * step for step in range(10, 181, 5) for sign in (1, -1)):
        turned = colour_of(look.lightness, max(look.chroma, 0.1), look.hue + turn)
        turned = readable(turned, grounds, VISIBLE)
        if all(difference(turned, each) >= APART for each in others):
            return turned
    return colour_of(0.4, 0.1, look.hue)


# ---- Greys ---------------------------------------------------------------------------------------------


class _Neutrals(NamedTuple):
    """Greys with a tint of the dark ground."""

    ground: str

    def _grey(self, lightness: float, chroma: float) -> str:
        look = oklch(self.ground)
        return colour_of(lightness, chroma * min(1.0, look.chroma / 0.058), look.hue)

    def light(self) -> dict[str, str]:
        mist = self._grey(0.972, 0.007)
        grounds = (WHITE, mist)
        return {
            "paper": WHITE,
            "mist": mist,
            "ink": self.ground,
            "text": self._grey(0.289, 0.062),
            "soft": readable(self._grey(0.472, 0.057), grounds, LEGIBLE),
            "line": self._grey(0.892, 0.023),
            "line-strong": readable(self._grey(0.636, 0.052), grounds, VISIBLE),
            "button": self.ground,
            "on-button": WHITE,
            "night": self.ground,
            "night-line": self._grey(0.363, 0.076),
        }

    def dark(self, ground: str) -> dict[str, str]:
        paper, mist = self._grey(0.181, 0.037), self._grey(0.222, 0.047)
        line = self._grey(0.335, 0.068)
        return {
            "paper": paper,
            "mist": mist,
            "ink": self._grey(0.976, 0.011),
            "text": self._grey(0.903, 0.025),
            "soft": readable(self._grey(0.76, 0.046), (paper, mist), LEGIBLE),
            "line": line,
            "line-strong": readable(self._grey(0.557, 0.068), (paper, mist), VISIBLE),
            "button": self._grey(0.931, 0.033),
            "on-button": self.ground,
            "night": ground or self._grey(0.162, 0.033),
            "night-line": line,
        }

    def on_night(self) -> dict[str, str]:
        return {
            "night-ink": self.ground,
            "on-night": WHITE,
            "on-night-text": self._grey(0.936, 0.022),
            "on-night-soft": self._grey(0.857, 0.041),
            "on-night-line": self._grey(0.411, 0.087),
            "on-night-line-strong": self._grey(0.652, 0.069),
            "on-night-edge": self._grey(0.714, 0.071),
            "on-night-underline": self._grey(0.546, 0.079),
            "night-lit": self._grey(0.316, 0.084),
            "light-lit": self._grey(0.904, 0.046),
        }
