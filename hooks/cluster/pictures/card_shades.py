"""The colours of cards: a palette of ramps, from the ground to white and to the colour of each pillar.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from cluster.frozen import frozen
from cluster.pictures.cards import SIZE

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST = 32
"""The shades of a ramp, if there is room for as many: a palette has 256 colours."""
_RAMPS = 31
"""How many pillars have a ramp of their own, so that each has at least eight shades."""


@frozen
class Shades:
    """The shades of a site's cards."""

    ground: str
    """`#1f3035`."""
    pillars: tuple[tuple[int, str], ...]
    """The number and the colour of each pillar."""

    @cached_property
    def _colours(self) -> list[str]:
        """Those that have a ramp."""
        return list(dict.fromkeys(colour for _, colour in self.pillars))[:_RAMPS]

    @cached_property
    def _hues(self) -> dict[int, int]:
        known = {colour: index for index, colour in enumerate(self._colours)}
        ramps = (known.get(colour, index % _RAMPS) for index, (_, colour) in enumerate(self.pillars))
        return {
            number: (1 + ramp) * self.number for (number, _), ramp in zip(self.pillars, ramps, strict=True)
        }

    @cached_property
    def number(self) -> int:
        """How many shades a ramp has."""
        return min(_MOST, 256 // (len(self._colours) + 1))

    @cached_property
    def white(self) -> int:
        """The last shade of the first ramp, for titles; any ramp is as long."""
        return self.number - 1

    @property
    def soft(self) -> int:
        """The shade of what is around titles."""
        return round(self.white * 0.8)

    def hue(self, number: int) -> int:
        """The index of the first shade of a pillar."""
        return self._hues[number]

    @cached_property
    def palette(self) -> bytes:
        """Three bytes for each shade."""
        ground = bytes.fromhex(self.ground[1:])
        ramps = (b"\xff\xff\xff", *(bytes.fromhex(colour[1:]) for colour in self._colours))
        return bytes(
            round(low + (high - low) * shade / self.white)
            for ramp in ramps
            for shade in range(self.number)
            for low, high in zip(ground, ramp, strict=True)
        )

    def blank(self, height: int) -> Image:
        """A part of a card: a shade for each pixel. Its first column is that of the filters; see `png`."""
        from PIL import Image

        return Image.new("L", (SIZE[0] + 1, height))

    def put(self, image: Image, shape: Image, at: tuple[int, int], ramp: int, strength: float = 1) -> None:
        """Put a shape in grey on the image, in the shades of a ramp."""
        shades, is_seen = _shades(ramp, self.white, strength)
        image.paste(shape.point(shades), at, shape.point(is_seen, "1"))


@cache
def _shades(ramp: int, white: int, strength: float) -> tuple[list[int], list[int]]:
    """The shade of each grey, and 255 if it is seen."""
    shades = [ramp + round(grey * strength * white / 255) for grey in range(256)]
    return shades, [255 * (shade > ramp) for shade in shades]
