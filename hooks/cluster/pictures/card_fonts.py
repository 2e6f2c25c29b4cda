"""Sets the texts of cards: a font is made of files for different letters, as on pages.

Pillow is imported inside functions; see `photographs`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category, normalize

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_UNKNOWN = "\uffff"
"""A character that no font has: its picture is that of any missing letter."""


def can_be_drawn(raw: bytes) -> bool:
    """Whether a file is a font that is whole."""
    try:
        weighted(raw, 20, 400)
    except Exception:  # decoders raise OSError, and others, on damaged files
        return False
    return True


def weighted(raw: bytes, size: int, weight: int) -> FreeTypeFont:
    """A font in a size and, if it is variable, in a weight."""
    from PIL import ImageFont

    # the basic layout gives the same picture on all machines: Raqm needs a library that some lack
    font = ImageFont.truetype(BytesIO(raw), size, layout_engine=ImageFont.Layout.BASIC)
    try:
        axes = font.get_variation_axes()
    except OSError:  # it has no axes
        return font
    font.set_variation_by_axes([_on_axis(weight, each) for each in axes])
    return font


def _on_axis(weight: int, axis: Any) -> float:
    """The weight within its limits; what is usual on any other axis."""
    if b"eight" not in axis["name"]:
        return float(axis["default"])
    return float(min(axis["maximum"], max(axis["minimum"], weight)))


class Lines(NamedTuple):
    """A text in lines that fit."""

    face: Face
    texts: list[str]

    @property
    def height(self) -> int:
        return self.face.leading * len(self.texts)


class Family:
    """A font in any size, made of files: the first with a letter draws it."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self.files = files
        self._known: dict[str, int | None] = {}

    def number_of(self, letter: str, font: Callable[[int], FreeTypeFont]) -> int | None:
        """The number of the file with a letter, None if all lack it; `font` reads a file in some size."""
        if letter not in self._known:
            numbers = (number for number in range(len(self.files)) if _has(font(number), letter))
            self._known[letter] = next(numbers, None)
        return self._known[letter]


def _has(font: FreeTypeFont, letter: str) -> bool:
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_UNKNOWN))


class _Glyph:
    """A letter of a font in a size."""

    def __init__(self, letter: str, font: FreeTypeFont) -> None:
        self._letter, self._font = letter, font
        self.advance = font.getlength(letter)
        """How far it is to the next letter."""

    @cached_property
    def drawn(self) -> tuple[Image, int, int] | None:
        """Its shape in grey, 255 where it is covered, and how far left and top of that are from the point on
        the baseline where the letter is put; None for a space. Only the size that fits is drawn."""
        from PIL import Image, ImageDraw

        if self._letter.isspace():
            return None
        box = self._font.getbbox(self._letter, anchor="ls")
        left, top, right, bottom = (round(each) for each in box)
        shape = Image.new("L", (max(1, right - left), max(1, bottom - top)))
        ImageDraw.Draw(shape).text((-left, -top), self._letter, fill=255, font=self._font, anchor="ls")
        return shape, left, top


class Face:
    """A font in one weight and size. Each letter is drawn once, which is most of the work."""

    def __init__(self, family: Family, weight: int, size: int) -> None:
        self.size = size
        self.leading = round(size * 1.16)
        self.rise = round(size * 0.98)
        """From the top of a line to its baseline."""
        self._family = family
        self._weight = weight
        self._glyphs: dict[str, _Glyph | None] = {}
        self._fonts: dict[int, FreeTypeFont] = {}

    def _font(self, number: int) -> FreeTypeFont:
        """That of a file, which is read when a letter needs it."""
        if number not in self._fonts:
            self._fonts[number] = weighted(self._family.files[number], self.size, self._weight)
        return self._fonts[number]

    def _glyph(self, letter: str) -> _Glyph | None:
        """A letter; None if all files lack it."""
        if letter not in self._glyphs:
            number = self._family.number_of(letter, self._font)
            self._glyphs[letter] = None if number is None else _Glyph(letter, self._font(number))
        return self._glyphs[letter]

    def spelled(self, text: str) -> str:
        """The text in the letters of the font: a missing one loses its accent, or the text is empty; missing
        signs are left out."""
        letters = [self._nearest(letter) for letter in normalize("NFC", text)]
        return "" if None in letters else "".join(filter(None, letters)).strip()

    def _nearest(self, letter: str) -> str | None:
        """`` for a sign and None for a letter that cannot be drawn."""
        if self._glyph(letter):
            return letter
        base = normalize("NFKD", letter)[0]
        if self._glyph(base):
            return base
        return None if category(letter).startswith("L") else ""

    def width_of(self, text: str) -> float:
        """The width of a text that is spelled."""
        return sum(glyph.advance for letter in text if (glyph := self._glyph(letter)))

    def write(self, image: Image, text: str, at: tuple[float, int], fill: int) -> None:
        """Write a line on an image, in grey or through the shades of its palette from 0 to `fill`; its
        baseline begins at `at`."""
        left, base = at
        for letter in text:
            if glyph := self._glyph(letter):
                if glyph.drawn:
                    shape, beside, above = glyph.drawn
                    image.paste(fill, (round(left) + beside, base + above), shape)
                left += glyph.advance

    def broken(self, text: str, width: int) -> Lines | None:
        """The text in lines of about the same length, none wider than `width`; None if a word is."""
        widths = [(word, self.width_of(word)) for word in text.split(" ")]
        if max(each for _, each in widths) > width:
            return None
        lines = self._filled(widths, width)
        narrow = max(each for _, each in widths)
        while len(lines) > 1 and width - narrow > self.size // 4:  # the narrowest with as many lines
            middle = (width + narrow) / 2
            tried = self._filled(widths, middle)
            if len(tried) == len(lines):
                width, lines = int(middle), tried
            else:
                narrow = middle
        return Lines(self, lines)

    def _filled(self, widths: Sequence[tuple[str, float]], width: float) -> list[str]:
        """As many words in each line as fit."""
        lines: list[str] = []
        room, space = 0.0, self.width_of(" ")
        for word, wide in widths:
            if lines and wide + space <= room:
                lines[-1] += f" {word}"
                room -= wide + space
            else:
                lines.append(word)
                room = width - wide
        return lines


def fitted(faces: Sequence[Face], text: str, width: int, height: int) -> Lines:
    """The text in the first of the faces, largest first, in which it fits; in the last one it is cut."""
    for face in faces:
        lines = face.broken(text, width)
        if lines and lines.height <= height:
            return lines
    last = faces[-1]
    while not (lines := last.broken(text, width)) or lines.height > height:
        text = f"{text.removesuffix('…')[:-1].rstrip()}…"
    return lines
