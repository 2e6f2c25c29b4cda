"""Prepares the theme's fonts: Red Hat Text and Red Hat Display, as small as a page of the site allows.

    prepare.py FOLDER

`make fonts` calls it. Each font becomes two files: one with the letters and signs of all languages of Europe
that are written in Latin script, which every page loads, and one with the rest, which a browser loads for a
page that has one of its signs (`unicode-range` in site.css says which). Their weights are those that
site.css uses.
"""

from __future__ import annotations

import io
import sys
from importlib.metadata import distribution
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

EUROPEAN = (
    *((0x0, 0x17F), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EF2, 0x1EF3)),
    *((0x2000, 0x20CF), (0x2100, 0x22FF)),
)
"""The first and last code points of the ranges that the first file covers: letters, punctuation, currencies,
arrows and signs of mathematics."""

FONTS = {
    "red-hat-text": ("fontpkg-red-hat-text", "RedHatText[wght].ttf", (400, 700)),
    "red-hat-text-italic": ("fontpkg-red-hat-text", "RedHatText-Italic[wght].ttf", (400, 700)),
    "red-hat-display": ("fontpkg-red-hat-display", "RedHatDisplay[wght].ttf", (400, 700)),
}
"""The package, file and weights of each font."""

THIN = ("fontpkg-red-hat-display", "RedHatDisplay[wght].ttf", (300, 300))
"""The font of large numerals; in one file with the other weights, it would cost a quarter of their size."""

FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "liga", "tnum", "pnum"]


def is_european(code: int) -> bool:
    return any(first <= code <= last for first, last in EUROPEAN)


def source(package: str, name: str) -> TTFont:
    """A font of an installed package."""
    [path] = [each for each in distribution(package).files or [] if each.name == name]
    return TTFont(path.locate())


def subset(font: TTFont, codes: set[int], weights: tuple[int, int]) -> bytes:
    """The font with some letters and weights only, as WOFF2."""
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=[0, 1, 2, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    whole = io.BytesIO()
    limits = weights if weights[0] < weights[1] else weights[0]
    font.save(whole)  # the instancer fails on a font that has been subset in memory
    small, out = instantiateVariableFont(TTFont(whole), {"wght": limits}), io.BytesIO()
    small.flavor = "woff2"
    small.save(out)
    return out.getvalue()


def write(path: Path, font: TTFont, codes: set[int], weights: tuple[int, int]) -> None:
    content = subset(font, codes, weights)
    path.write_bytes(content)
    print(f"{path.name}: {len(codes)} letters and signs, {len(content)} bytes")


def main(folder: Path) -> None:
    for name, (package, file, weights) in FONTS.items():
        codes = set(source(package, file).getBestCmap())
        european = set(filter(is_european, codes))
        for suffix, part in (("", european), ("-rest", codes - european)):
            write(folder / f"{name}{suffix}.woff2", source(package, file), part, weights)
    package, file, weights = THIN
    write(folder / "red-hat-display-thin.woff2", source(package, file), set(map(ord, "0123456789")), weights)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
