"""Colours: how well they can be told apart, and others of the same hue.

A colour is written as `#3a7d44`. It is made lighter or darker in OKLCH (lightness, chroma, hue), in which
equal steps look equal: Björn Ottosson, https://bottosson.github.io/posts/oklab/.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import atan2, cbrt, cos, degrees, hypot, radians, sin
from typing import NamedTuple

LEGIBLE, VISIBLE = 4.5, 3.0
"""The least contrast of texts, and of lines and dots, with their ground (WCAG 2.2, 1.4.3 and 1.4.11)."""


class Oklch(NamedTuple):
    """A colour by its look."""

    lightness: float
    """0 is black, 1 is white."""
    chroma: float
    """0 is grey; no colour of a screen has more than 0.4."""
    hue: float
    """In degrees."""


@cache
def oklch(colour: str) -> Oklch:
    """A colour by its look."""
    lightness, a, b = _oklab(colour)
    return Oklch(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)


@cache
def colour_of(lightness: float, chroma: float, hue: float) -> str:
    """The colour with that lightness and hue, and as much of the chroma as a screen can show."""
    lightness = min(1.0, max(0.0, lightness))
    while True:
        channels = _channels(lightness, chroma, hue)
        if chroma <= 0 or all(-0.0005 <= each <= 1.0005 for each in channels):
            return "#" + "".join(f"{_byte(each):02x}" for each in channels)
        chroma = max(0.0, chroma - 0.004)


@cache
def contrast(one: str, other: str) -> float:
    """From 1 to 21, as WCAG 2 reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """With the ground on which it is seen worst."""
    return min(contrast(colour, ground) for ground in grounds)


def difference(one: str, other: str) -> float:
    """How different two colours look: 0 if they are the same, 1 between black and white."""
    return hypot(*(a - b for a, b in zip(_oklab(one), _oklab(other), strict=True)))


def readable(colour: str, grounds: Iterable[str], needed: float) -> str:
    """The colour itself, or the nearest lighter or darker one that has the contrast with all grounds: darker
    on light grounds, lighter on dark ones."""
    grounds = tuple(grounds)
    look = oklch(colour)
    step = -0.005 if min(map(_luminance, grounds)) > 0.18 else 0.005
    lightness = look.lightness
    while least_contrast(colour, grounds) < needed and 0 < lightness < 1:
        lightness += step
        colour = colour_of(lightness, look.chroma, look.hue)
    return colour


def _linear(colour: str) -> list[float]:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]


@cache
def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _channels(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Red, green and blue as linear shares; below 0 or above 1 if no screen shows the colour."""
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _byte(share: float) -> int:
    share = min(1.0, max(0.0, share))
    return round(255 * (share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055))
