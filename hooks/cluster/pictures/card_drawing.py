"""Draws cards: the title, and below it a band of the cluster's pattern.

There are hundreds of cards, so each costs little: text is drawn in a palette whose first shades lead from the
ground to white, so that its edges need no other colours, and the band, which is the same on all cards about
the same pillars, is compressed once.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from cluster.digests import digest_of
from cluster.pictures.card_fonts import Face, Family, fitted
from cluster.pictures.card_pattern import BAND, band
from cluster.pictures.card_shades import Shades
from cluster.pictures.cards import SIZE, Card
from cluster.pictures.icons import Mark, on_ground, square
from cluster.pictures.png import Rows, compressed, joined, png

if TYPE_CHECKING:
    from PIL.Image import Image

DISPLAY = ("assets/fonts/red-hat-display.woff2", "assets/fonts/red-hat-display-rest.woff2")
TEXT = ("assets/fonts/red-hat-text.woff2", "assets/fonts/red-hat-text-rest.woff2")
FILES = (*DISPLAY, *TEXT)
"""The files of the theme that cards are drawn with."""
_FONTS = {"display": DISPLAY, "text": TEXT}

_LEFT, _WIDTH = 72, 1056
"""The column of the texts."""
_NAME = 92
"""The middle of the line with logo, name and date."""
_LOGO = 88
"""Its width and height."""
_HEAD = 150
"""The height of the part with that line."""
_TITLE = (24, 278)
"""Between these, counted from there, stand the line above the title, and the title."""
_HIGH = SIZE[1] - BAND
"""The height of the parts with texts."""


def made(make: Callable[..., Any], *values: Any) -> Any:
    return make(*values)


@dataclass(frozen=True)
class Painter:
    """Draws the cards of a site."""

    files: Mapping[str, bytes]
    """The content of each of FILES."""
    shades: Shades
    mark: Mark
    """The mark beside the name of the cluster."""
    seed: str
    """That of the cluster's pattern."""
    own: Mapping[str, bytes] = field(default_factory=dict)
    """The cluster's own fonts: `text`, `display`."""
    once: Callable[..., Any] = made
    """Gives what `made` gives, or gave in an earlier build; for the parts that many cards share."""

    @cached_property
    def look(self) -> str:
        """The digest of all that; `` if a font is missing: then no card can be drawn."""
        if not self.files.keys() >= {*FILES}:
            return ""
        drawn = {"drawn": repr((self.shades, self.mark, self.seed)).encode(), "icon": self.mark.own}
        return digest_of({**self.files, **self.own, **drawn}.items())

    def drawn(self, card: Card) -> bytes:
        """The card as PNG."""
        parts = (
            self._heads(card.name, card.date),
            compressed(self._title(card).tobytes()),
            self._bands(card.pillars),
        )
        return png(SIZE, self.shades.palette, joined(parts))

    # ---- Texts -----------------------------------------------------------------------------------------

    @cached_property
    def _heads(self) -> Callable[[str, str], Rows]:
        return cache(lambda name, date: compressed(self._head(name, date).tobytes()))

    def _head(self, named: str, dated: str) -> Image:
        """Logo and name of the cluster, and the date at the end of their line."""
        image, face = self.shades.blank(_HEAD), self._date
        image.paste(self._logo, (_LEFT - 10, _NAME - 44))
        date = face.spelled(dated)
        wide = round(face.width_of(date))
        face.write(image, date, (_LEFT + _WIDTH - wide, _NAME + 12), self.shades.soft)
        room = _WIDTH - 92 - (wide + 48 if date else 0)
        name = fitted(self._names, self._names[0].spelled(named), room, 84)
        top = _NAME - name.height // 2
        for line in name.texts:
            name.face.write(image, line, (_LEFT + 92, top + name.face.rise), self.shades.white)
            top += name.face.leading
        return image

    def _title(self, card: Card) -> Image:
        """The title, and the line above it."""
        image, (top, bottom) = self.shades.blank(_HIGH - _HEAD), _TITLE
        if above := self._above.spelled(card.above):
            hue = self.shades.hue(card.pillars[0]) if len(card.pillars) == 1 else 0
            line = fitted([self._above], above, _WIDTH, 60).texts[0]
            self._write_above(image, line, top, hue)
            top += 58
        title = fitted(self._titles, self._titles[0].spelled(card.title), _WIDTH, bottom - top)
        top += (bottom - top - title.height) // 3
        for line in title.texts:
            title.face.write(image, line, (_LEFT, top + title.face.rise), self.shades.white)
            top += title.face.leading
        return image

    def _write_above(self, image: Image, line: str, top: int, ramp: int) -> None:
        """A line in the hue of a pillar, or in the soft shade if `ramp` is the first one."""
        from PIL import Image

        layer = Image.new("L", (image.width, 58))
        self._above.write(layer, line, (_LEFT, self._above.rise), 255 if ramp else 205)
        self.shades.put(image, layer, (0, top), ramp)

    @cached_property
    def _titles(self) -> list[Face]:
        return [self._face("display", 800, size) for size in (96, 84, 74, 66, 58, 52, 46, 40, 35)]

    @cached_property
    def _above(self) -> Face:
        return self._face("text", 600, 32)

    @cached_property
    def _date(self) -> Face:
        return self._face("text", 500, 34)

    @cached_property
    def _names(self) -> list[Face]:
        return [self._face("display", 600, size) for size in (34, 28, 23)]

    def _face(self, use: str, weight: int, size: int) -> Face:
        return Face(self._families[use], weight, size)

    @cached_property
    def _families(self) -> dict[str, Family]:
        """The cluster's own fonts; the program's have the letters that these lack."""
        own = {use: [self.own[use]] if use in self.own else [] for use in _FONTS}
        return {use: Family([*own[use], *(self.files[each] for each in _FONTS[use])]) for use in _FONTS}

    # ---- What many cards share -------------------------------------------------------------------------

    @cached_property
    def _logo(self) -> Image:
        from PIL import Image

        return Image.frombytes("L", (_LOGO, _LOGO), self.once(_logo, self.mark, self.shades))

    @cached_property
    def _bands(self) -> Callable[[tuple[int, ...]], Rows]:
        return cache(lambda pillars: self.once(_band, self.seed, pillars, self.shades))


def _logo(mark: Mark, shades: Shades) -> bytes:
    """The mark in the shades of cards, one byte for each pixel."""
    from PIL import Image

    small = on_ground(square(mark), shades.ground).resize((_LOGO, _LOGO), Image.Resampling.LANCZOS)
    palette = Image.new("P", (1, 1))
    palette.putpalette(shades.palette)
    return small.quantize(palette=palette, dither=Image.Dither.NONE).tobytes()


def _band(seed: str, pillars: tuple[int, ...], shades: Shades) -> Rows:
    return compressed(band(seed, pillars, shades).tobytes(), last=True)
