"""Draws what stands at the head of the home page of a cluster without a picture of its own: tiles with
parts of circles, a few of them in the colours of the pillars.

The same name and colours always give the same drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

PATTERN = "assets/hero.svg"
"""The file, below the site. Its ground is the dark one of the page."""

_COLUMNS, _ROWS, _TILE = 8, 5, 100

_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
"""The corners of a tile, clockwise from the left upper one."""

_KINDS = "qqqaaaalldrh"
"""How often a tile has a quarter of a disc, arcs, a leaf, a disc, a ring or half a disc."""


def hero_pattern(seed: str, colours: Sequence[str]) -> bytes:
    """The drawing as SVG; `colours` are seen on a dark ground."""
    tiles = "".join(_tiles(seed, colours))
    size = f"{_COLUMNS * _TILE} {_ROWS * _TILE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" fill="none">'
        f'<g stroke="#fff" stroke-width="1.5">{tiles}</g></svg>\n'
    ).encode()


def _tiles(seed: str, colours: Sequence[str]) -> Iterator[str]:
    """All tiles that are not empty; never the same kind or colour twice in a row."""
    kind, hue = "", 0
    for number, byte in enumerate(_random(seed, 3 * _COLUMNS * _ROWS)[::3]):
        column, row = divmod(number, _ROWS)
        chance, turn = _random(f"{seed} {number}", 2)
        others = [each for each in _KINDS if each != kind]
        kind = others[byte % len(others)]
        is_coloured = chance % 100 < 14 + 5 * column
        if is_coloured:
            hue = (hue + 1 + turn // 4 % max(1, len(colours) - 1)) % len(colours)
        paint = colours[hue] if is_coloured else ""
        yield _tile(kind, column * _TILE, row * _TILE, turn % 4, paint)


def _tile(kind: str, left: int, top: int, turn: int, colour: str) -> str:
    """One tile, without its ground; lines if it has no colour."""
    fill = f' stroke="none" fill="{colour}"' if colour else ' stroke-opacity=".28"'
    middle = (left + _TILE // 2, top + _TILE // 2)
    if kind == "a":
        return "".join(_arcs(left, top, turn, colour))
    if kind in "dr":
        radius = 18 if kind == "d" else 36
        line = f' stroke="{colour}" stroke-width="10"' if kind == "r" and colour else fill
        return f'<circle cx="{middle[0]}" cy="{middle[1]}" r="{radius}"{line}/>'
    if kind == "h":
        return f'<path d="{_half(left, top, turn)}"{fill}/>'
    return f'<path d="{_quarter(left, top, turn, _TILE)}{_back(left, top, turn, kind)}"{fill}/>'


def _arcs(left: int, top: int, turn: int, colour: str) -> Iterator[str]:
    """Quarters of circles around a corner."""
    for radius, strength in ((100, 0.28), (66, 0.2), (33, 0.14)):
        stroke = f' stroke="{colour}" stroke-width="3"' if colour else f' stroke-opacity="{strength}"'
        yield f'<path d="{_quarter(left, top, turn, radius)}"{stroke}/>'


def _quarter(left: int, top: int, turn: int, radius: int) -> str:
    """An arc around the corner `turn` of a tile, clockwise."""
    (x, y), (ax, ay), (bx, by) = (_CORNERS[(turn + each) % 4] for each in (0, 1, 3))
    start = (left + x * _TILE + (ax - x) * radius, top + y * _TILE + (ay - y) * radius)
    end = (left + x * _TILE + (bx - x) * radius, top + y * _TILE + (by - y) * radius)
    return f"M{start[0]} {start[1]}A{radius} {radius} 0 0 1 {end[0]} {end[1]}"


def _back(left: int, top: int, turn: int, kind: str) -> str:
    """The other edge: to the corner for a quarter of a disc, an arc for a leaf."""
    corner, start = _CORNERS[turn], _CORNERS[(turn + 1) % 4]
    if kind == "l":
        return f"A{_TILE} {_TILE} 0 0 1 {left + start[0] * _TILE} {top + start[1] * _TILE}Z"
    return f"L{left + corner[0] * _TILE} {top + corner[1] * _TILE}Z"


def _half(left: int, top: int, turn: int) -> str:
    """Half a disc on the edge from the corner `turn`."""
    (ax, ay), (bx, by) = _CORNERS[turn], _CORNERS[(turn + 1) % 4]
    start, end = (left + ax * _TILE, top + ay * _TILE), (left + bx * _TILE, top + by * _TILE)
    half = _TILE // 2
    return f"M{start[0]} {start[1]}A{half} {half} 0 0 0 {end[0]} {end[1]}Z"


def _random(seed: str, number: int) -> bytes:
    """Bytes that look random, and are always the same for a seed."""
    found = b""
    while len(found) < number:
        found += sha256(f"{seed} {len(found)}".encode()).digest()
    return found[:number]
