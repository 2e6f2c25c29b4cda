"""Recognises files that are no picture or font of the web, to tell editors what they have and what to do."""

from __future__ import annotations

import re

_KINDS = (
    (rb"GIF8[79]a", "a GIF"),
    (rb"II\*\0|MM\0\*|II\+\0|MM\0\+|IIU\0", "a TIFF or a camera's raw file"),
    (rb"BM....\0\0\0\0", "a BMP"),
    (rb"....ftypavi[fs]", "an AVIF"),
    (rb"....ftyp(?:hei|hev|mif1|msf1)", "a HEIC photograph, as iPhones take them"),
    (rb"....ftyp", "a film"),
    (rb"8BPS", "a Photoshop file"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "a JPEG XL"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000"),
    (rb"\0\0[\1\2]\0", "an icon file (ICO)"),
    (rb"%PDF", "a PDF"),
    (rb"%!PS|\xc5\xd0\xd3\xc6|%!Adobe", "a PostScript file (EPS)"),
    (rb"\x1f\x8b", "a compressed file (SVGZ)"),
    (rb"PK\x03\x04|\xd0\xcf\x11\xe0", "a document or an archive"),
)
_SIGNS = tuple((re.compile(sign, re.DOTALL), kind) for sign, kind in _KINDS)
"""How files begin, and what they are."""

_LFS = b"version https://git-lfs"
_ADVICE = "save it as JPEG or PNG"


_FONTS = {
    b"\0\1\0\0": "a TrueType font (TTF)",
    b"true": "a TrueType font (TTF)",
    b"OTTO": "an OpenType font (OTF)",
    b"ttcf": "a collection of fonts (TTC)",
    b"wOFF": "a WOFF font of the first version",
}
"""Fonts by their first bytes."""


def said_of_font(raw: bytes) -> str:
    """What is wrong with a file that does not begin as a WOFF2 font does; empty if it does."""
    if missing := _missing(raw):
        return missing
    if raw.startswith(b"wOF2"):
        return ""
    kind = _FONTS.get(raw[:4], "no WOFF2 font")
    return f"is {kind}; convert it to WOFF2, such as with fonttools"


def _missing(raw: bytes) -> str:
    if not raw:
        return "is empty (0 bytes); copy the file again"
    return "is a placeholder of Git LFS; run: git lfs pull" if raw.startswith(_LFS) else ""


def said_of(raw: bytes) -> str:
    """What is wrong with a file that is no JPEG, PNG, WebP or SVG, and what to do: `is a GIF; …`."""
    if missing := _missing(raw):
        return missing
    start = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<html" in start or start.startswith(b"<!doctype html"):
        return "is a web page, not a picture; save the picture itself"
    if b"<svg" in start:
        return "is an SVG; give the file a name that ends in .svg"
    kind = next((kind for sign, kind in _SIGNS if sign.match(raw)), "not a supported picture")
    return f"is {kind}; {_ADVICE}"
