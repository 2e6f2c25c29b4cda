"""Draws what stands at the head of the home page of a cluster without a picture of its own: the pattern of
the cluster, with a few tiles in the colours of the pillars.

The same seed and colours always give the same drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cluster.pictures.pattern import THIN, TILE, Arc, Shape, Tile, tiles_of

PATTERN = "assets/hero-pattern.svg"
"""The file, below the site. Its ground is the dark one of the page."""

_COLUMNS, _ROWS = 8, 5


def hero_pattern(seed: str, colours: Sequence[str]) -> bytes:
    """The drawing as SVG; `colours` are seen on a dark ground."""
    paths = "".join(
        _path(shape, colour) for tile, colour in _coloured(seed, colours) for shape in tile.shapes
    )
    size = f"{_COLUMNS * TILE} {_ROWS * TILE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" fill="none">'
        f'<g stroke="#fff" stroke-width="1.5" stroke-opacity="{THIN}">{paths}</g></svg>\n'
    ).encode()


def _coloured(seed: str, colours: Sequence[str]) -> Iterator[tuple[Tile, str]]:
    """The tiles with their colours, never the same one twice in a row; most have none, mainly at the left."""
    hue = 0
    for tile in tiles_of(seed, _COLUMNS, _ROWS):
        chance, turn = tile.bytes
        if chance % 100 >= 14 + 5 * tile.column:
            yield tile, ""
            continue
        hue = (hue + 1 + turn // 4 % max(1, len(colours) - 1)) % len(colours)
        yield tile, colours[hue]


def _path(shape: Shape, colour: str) -> str:
    """The outline, in a colour if it has one."""
    x, y = shape.arcs[0].at(0)
    end = f"L{shape.corner[0]} {shape.corner[1]}" if shape.corner else ""
    outline = f"M{x} {y}{''.join(map(_arc, shape.arcs))}{end}{'' if shape.line else 'Z'}"
    return f'<path d="{outline}"{_paint(shape, colour)}/>'


def _arc(arc: Arc) -> str:
    x, y = arc.at(arc.quarters)
    return f"A{arc.radius} {arc.radius} 0 0 1 {x} {y}"


def _paint(shape: Shape, colour: str) -> str:
    if not colour:
        return f' stroke-opacity="{shape.strength}"' if shape.strength != THIN else ""
    if shape.line:
        return f' stroke="{colour}" stroke-width="{shape.line}" stroke-opacity="1"'
    return f' stroke="none" fill="{colour}"'
