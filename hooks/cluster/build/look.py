"""The look of a cluster: its files, and the stylesheets with its colours."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cluster.build.source_files import content, path_of
from cluster.content.look import ICON_BYTES, Look
from cluster.content.palette import Palette, palette_of
from cluster.content.site import Site
from cluster.pages.look_styles import EMBED_CSS, SITE_CSS, with_embedded_look, with_look
from cluster.pictures.card_drawing import DISPLAY, FILES, Painter
from cluster.pictures.card_shades import Shades
from cluster.pictures.hero_pattern import PATTERN
from cluster.pictures.icons import FAVICON, LEAST, OLD_ICON, SIZES, Mark, letters_of
from cluster.pictures.photographs import read_photograph
from cluster.problems import Invalid, Place, Problem

MOST_BYTES = 2_000_000
"""The size that the file of a logo or a font may have: every visitor loads it."""

DRAWN = frozenset({FAVICON, OLD_ICON, PATTERN, *SIZES})
"""The files below the site that the program draws; texts may link to them."""


# ---- What data/cluster.yaml names -------------------------------------------------------------------------


def painter_of(files: Mapping[str, str], site: Site, docs: str) -> Painter:
    """Draws the cards and icons of a site. `files` are absolute paths by path below the site.

    Invalid if an icon or a font of the cluster cannot be used.
    """
    look, palette = site.cluster.look or Look(), palette_of_site(site)
    theme = {name: Path(files[name]).read_bytes() for name in FILES if name in files}
    problems: list[Problem] = []
    own = {use: raw for use in ("text", "display") if (raw := _read(look, docs, use, _font, problems))}
    mark = Mark(
        letters=letters_of(site.cluster.abbreviation),
        ground=palette.light["night"],
        strip=tuple(palette.strip),
        font=own.get("display") or theme.get(DISPLAY[0], b""),
        own=_read(look, docs, "icon", _icon, problems),
    )
    for use in ("text_bold", "text_italic"):
        _read(look, docs, use, _font, problems)
    if problems:
        raise Invalid(problems)
    hues = tuple((number, hue.dark) for number, hue in palette.hues.items())
    return Painter(theme, Shades(ground=palette.light["night"], pillars=hues), mark, seed_of(site), own)


def seed_of(site: Site) -> str:
    """What the pattern of a cluster is drawn from, at the head of its home page and on its cards."""
    return f"{site.cluster.abbreviation} {' '.join(each.id for each in site.plans.pillars)}"


def palette_of_site(site: Site) -> Palette:
    """All colours of a site."""
    return palette_of(site.cluster.look, tuple(each.number for each in site.plans.pillars))


def _read(
    look: Look, docs: str, use: str, read: Callable[[str, str], bytes], problems: list[Problem]
) -> bytes:
    """The content of a file of the look; empty if it has none, or if there is a problem."""
    file, at = look.files.get(use, ("", Place("", 0)))
    if not file:
        return b""
    try:
        return read(path_of(docs, file), file)
    except ValueError as error:
        problems.append(Problem(at, f"look: {use}: {error}"))
        return b""


def limited(path: str, name: str, most: int) -> bytes:
    """The content of the file docs/`name`, unless it is larger than `most` bytes: then it is not read."""
    try:
        size = os.path.getsize(path)
        if size > most:
            large, limit = f"{size / 1_000_000:,.1f}", most // 1_000_000
            raise ValueError(f"docs/{name} is too large: {large} MB (limit: {limit} MB); make it smaller")
        return content(path)
    except OSError as error:
        raise ValueError(f"docs/{name} cannot be read: {error.strerror}") from None


def _font(path: str, name: str) -> bytes:
    raw = limited(path, name, MOST_BYTES)
    if raw[:4] != b"wOF2":
        raise ValueError(f"docs/{name} is no WOFF2 font; convert it, such as with fonttools")
    if int.from_bytes(raw[8:12], "big") != len(raw):  # the length that the head of the file says
        raise ValueError(f"docs/{name} is damaged or truncated; export it again")
    return raw


def _icon(path: str, name: str) -> bytes:
    raw = limited(path, name, ICON_BYTES)
    if name.lower().endswith(".svg"):
        raise ValueError(f"docs/{name} is an SVG drawing, of which phones show none; save it as PNG")
    image = read_photograph(raw, name)
    if image.width != image.height or image.width < LEAST:
        size = f"{image.width} × {image.height}"
        raise ValueError(
            f"docs/{name} has {size} pixels; an icon is square, with {LEAST} or more on each side"
        )
    return raw


# ---- Stylesheets ------------------------------------------------------------------------------------------


class Styled(NamedTuple):
    """How a stylesheet gets the look of a cluster."""

    make: Callable[..., bytes]
    values: tuple[Any, ...]
    """The arguments of `make` after the stylesheet."""


def styled_of(site: Site) -> dict[str, Styled]:
    """The stylesheets that get the look, by path below the site."""
    palette, fonts = palette_of_site(site), site.cluster.look.fonts if site.cluster.look else None
    return {SITE_CSS: Styled(with_look, (palette, fonts)), EMBED_CSS: Styled(with_embedded_look, (palette,))}
