"""Draws the lower part of cards: a band of the pattern of the cluster, and a stripe in the pillars' colours.

A few tiles, most of them at the right, have the colours of the pillars that a card is about; the others are
thin lines.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from math import cos, pi, sin
from typing import TYPE_CHECKING

from cluster.pictures.card_shades import Shades
from cluster.pictures.cards import SIZE
from cluster.pictures.pattern import TILE, Arc, Shape, Tile, random_bytes, tiles_of

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_COLUMNS, _ROWS, _WIDE = 15, 2, 80
"""The tiles of the band, and how many pixels each is wide and high: together as wide as a card."""
_STRIPE = 14
"""The height of the stripe at the lower edge."""
BAND = _ROWS * _WIDE + _STRIPE
"""The height of all this."""
_COLOURED = 10
"""How many tiles have a colour; more if there are more pillars."""
_TO_THE_RIGHT = 10
"""How much likelier, of 256, a tile has a colour than one in the column before it."""
_SCALE = 3
"""How many times larger the band is drawn, so that its edges are smooth."""
_STEPS = 24
"""Into how many straight lines a quarter of a circle is broken."""
_LINE = 1.5
"""The width of lines without a colour, in pixels."""


def band(seed: str, pillars: Sequence[int], shades: Shades) -> Image:
    """The lower part of the cards about `pillars`; `seed` is that of the cluster. Without pillars, it still
    has a colour."""
    pillars = pillars or [number for number, _ in shades.pillars]
    image, tiles = shades.blank(BAND), list(tiles_of(seed, _COLUMNS, _ROWS))
    owners = _owners(seed, pillars, tiles)
    shades.put(image, _lines([each for each in tiles if each not in owners]), (1, 0), 0)
    for number in pillars:
        own = [tile for tile, owner in owners.items() if owner == number]
        shades.put(image, _filled(own), (1, 0), shades.hue(number))
    for index, number in enumerate(pillars):
        ends = (1 + SIZE[0] * index // len(pillars), 1 + SIZE[0] * (index + 1) // len(pillars))
        image.paste(shades.hue(number) + shades.white, (ends[0], BAND - _STRIPE, ends[1], BAND))
    return image


def _owners(seed: str, pillars: Sequence[int], tiles: Sequence[Tile]) -> dict[Tile, int]:
    """The tiles that have a colour, each with the number of its pillar. Pillars choose in turn, each by a
    ranking of its own, so that the cards of each look different."""
    rankings = {number: iter(_ranked(f"{seed} {number}", tiles)) for number in pillars}
    owners: dict[Tile, int] = {}
    for number in islice(cycle(pillars), min(len(tiles), max(_COLOURED, len(pillars)))):
        owners[next(tile for tile in rankings[number] if tile not in owners)] = number
    return owners


def _ranked(seed: str, tiles: Sequence[Tile]) -> list[Tile]:
    chances = dict(zip(tiles, random_bytes(seed, len(tiles)), strict=True))
    return sorted(tiles, key=lambda each: chances[each] - _TO_THE_RIGHT * each.column)


# ---- Shapes --------------------------------------------------------------------------------------------


def _lines(tiles: Iterable[Tile]) -> Image:
    """The tiles as thin lines, in grey."""
    return _drawn((shape, shape.strength, _LINE) for tile in tiles for shape in tile.shapes)


def _filled(tiles: Iterable[Tile]) -> Image:
    """The tiles as they are with a colour, in grey."""
    return _drawn((shape, 1, shape.line * _WIDE / TILE) for tile in tiles for shape in tile.shapes)


def _drawn(shapes: Iterable[tuple[Shape, float, float]]) -> Image:
    """Shapes with their strength and the width of their line, 0 if they are filled."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (_COLUMNS * _WIDE * _SCALE, _ROWS * _WIDE * _SCALE))
    draw = ImageDraw.Draw(image)
    for shape, strength, line in shapes:
        if line:
            _draw_line(draw, shape, round(255 * strength), round(line * _SCALE))
        else:
            points = [point for arc in shape.arcs for point in _round(arc)]
            draw.polygon([*points, *_scaled(filter(None, [shape.corner]))], round(255 * strength))
    return image.reduce(_SCALE)


def _draw_line(draw: ImageDraw, shape: Shape, grey: int, wide: int) -> None:
    """The outline of a shape; it is closed if the shape can be filled."""
    for x, y, radius, start, quarters in shape.arcs:
        [(left, top), (right, bottom)] = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        box = (left - wide / 2, top - wide / 2, right + wide / 2, bottom + wide / 2)
        draw.arc(box, 90 * start, 90 * (start + quarters), grey, wide)
    if not shape.line:
        first, last = shape.arcs[0], shape.arcs[-1]
        corners = [last.at(last.quarters), *filter(None, [shape.corner]), first.at(0)]
        draw.line(list(_scaled(corners)), grey, wide)


def _round(arc: Arc) -> Iterator[tuple[float, float]]:
    """Points so near each other that a line through them looks round."""
    angles = [(arc.start + step / _STEPS) * pi / 2 for step in range(_STEPS * arc.quarters + 1)]
    return _scaled((arc.x + arc.radius * cos(each), arc.y + arc.radius * sin(each)) for each in angles)


def _scaled(points: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """From the measure of tiles to that of the drawing."""
    scale = _WIDE * _SCALE / TILE
    return ((x * scale, y * scale) for x, y in points)
