"""The pattern that the program draws for a cluster: tiles with parts of circles.

The same seed always gives the same tiles. All arcs run clockwise, and begin and end at the right, below, at
the left or above their middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

TILE = 100
"""The width and the height of a tile, in its own measure."""

THIN = 0.28
"""How strong lines without a colour are, of 1."""

_KINDS = "qqqaaaalldrh"
"""How often a tile has a quarter of a disc, arcs, a leaf, a disc, a ring or half a disc."""

_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))
"""The corners of a tile, clockwise from the left upper one."""
SIDES = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""To the right, downwards, to the left and upwards."""


class Arc(NamedTuple):
    """A part of a circle."""

    x: int
    """Its middle, from the left upper corner of the pattern."""
    y: int
    radius: int
    start: int
    """The side where it starts, as an index of SIDES."""
    quarters: int
    """How many quarters of the circle it has."""

    def at(self, quarters: int) -> tuple[int, int]:
        """The point after some quarters."""
        x, y = SIDES[(self.start + quarters) % 4]
        return self.x + x * self.radius, self.y + y * self.radius


class Shape(NamedTuple):
    """What is drawn in one go: arcs that follow each other."""

    arcs: tuple[Arc, ...]
    corner: tuple[int, int] | None = None
    """Where the outline goes after them."""
    line: int = 0
    """How wide its line is if it has a colour; 0 if it is filled then."""
    strength: float = THIN
    """How strong its line is without a colour."""


class Tile(NamedTuple):
    """One tile of a pattern."""

    column: int
    row: int
    kind: str
    turn: int
    """How many quarters it is turned clockwise."""
    bytes: bytes
    """Two bytes that look random."""

    @property
    def shapes(self) -> list[Shape]:
        if self.kind == "a":
            lines = ((100, THIN), (66, 0.2), (33, 0.14))
            return [Shape((self._arc(0, radius),), line=3, strength=each) for radius, each in lines]
        if self.kind == "q":
            return [Shape((self._arc(0),), corner=self._corner(0))]
        if self.kind == "l":
            return [Shape((self._arc(0), self._arc(2)))]
        if self.kind == "h":
            return [Shape((self._half(),))]
        return [self._circle(18) if self.kind == "d" else self._circle(36, line=10)]

    def _corner(self, number: int) -> tuple[int, int]:
        x, y = _CORNERS[(self.turn + number) % 4]
        return (self.column + x) * TILE, (self.row + y) * TILE

    def _arc(self, corner: int, radius: int = TILE) -> Arc:
        """A quarter of a circle around a corner."""
        return Arc(*self._corner(corner), radius, (self.turn + corner) % 4, 1)

    def _half(self) -> Arc:
        """Half a circle around the middle of an edge."""
        (ax, ay), (bx, by) = self._corner(0), self._corner(1)
        return Arc((ax + bx) // 2, (ay + by) // 2, TILE // 2, self.turn, 2)

    def _circle(self, radius: int, line: int = 0) -> Shape:
        x, y = self.column * TILE + TILE // 2, self.row * TILE + TILE // 2
        return Shape((Arc(x, y, radius, 0, 2), Arc(x, y, radius, 2, 2)), line=line)


def tiles_of(seed: str, columns: int, rows: int) -> Iterator[Tile]:
    """The tiles of a pattern, column by column; never the same kind twice in a row."""
    kind = ""
    for number, byte in enumerate(random_bytes(seed, 3 * columns * rows)[::3]):
        others = [each for each in _KINDS if each != kind]
        kind, chance = others[byte % len(others)], random_bytes(f"{seed} {number}", 2)
        yield Tile(*divmod(number, rows), kind, chance[1] % 4, chance)


def random_bytes(seed: str, number: int) -> bytes:
    """Bytes that look random, and are always the same for a seed."""
    found = b""
    while len(found) < number:
        found += sha256(f"{seed} {len(found)}".encode()).digest()
    return found[:number]
