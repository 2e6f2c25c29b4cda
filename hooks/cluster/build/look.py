"""The look of a cluster: its files, and the stylesheets with its colours."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from cluster.build.picture_cache import PictureCache
from cluster.build.source_files import content, path_of
from cluster.content.look import Look
from cluster.content.palette import Palette, palette_of
from cluster.content.site import Site
from cluster.pages.look_styles import EMBED_CSS, SITE_CSS, with_embedded_look, with_look
from cluster.pictures.card_drawing import DISPLAY, FILES, Painter, made
from cluster.pictures.card_fonts import can_be_drawn
from cluster.pictures.card_shades import Shades
from cluster.pictures.formats import said_of_font
from cluster.pictures.hero_pattern import PATTERN
from cluster.pictures.icons import FAVICON, LEAST, OLD_ICON, SIZES, Mark, letters_of
from cluster.pictures.light import SOLID
from cluster.pictures.photographs import read_photograph
from cluster.problems import Invalid, Place, Problem

MOST_BYTES = 2_000_000
"""The size that the file of a logo, an icon or a font may have."""

DRAWN = frozenset({FAVICON, OLD_ICON, PATTERN, *SIZES})
"""The files below the site that the program draws; texts may link to them."""


# ---- What data/cluster.yaml names -------------------------------------------------------------------------


def painter_of(
    files: Mapping[str, str], site: Site, pictures: PictureCache, once: Callable[..., Any] = made
) -> Painter:
    """Draws the cards and icons of a site. `files` are absolute paths by path below the site; for `once`, see
    Painter.

    Invalid if an icon or a font of the cluster cannot be used.
    """
    look, palette = site.cluster.look or Look(), palette_of_site(site)
    theme = {name: Path(files[name]).read_bytes() for name in FILES if name in files}
    problems: list[Problem] = []
    read = partial(_read, look, pictures, problems)
    own = {use: raw for use in ("text", "display") if (raw := read(f"fonts: {use}", sound_font))}
    mark = Mark(
        letters=letters_of(site.cluster.abbreviation),
        ground=palette.light["night"],
        strip=tuple(palette.strip),
        font=own.get("display") or theme.get(DISPLAY[0], b""),
        own=read("icon", sound_icon),
    )
    for use in ("text_bold", "text_italic"):
        read(f"fonts: {use}", sound_font)
    if problems:
        raise Invalid(problems)
    hues = tuple((number, hue.dark) for number, hue in palette.hues.items())
    shades = Shades(ground=palette.light["night"], pillars=hues)
    return _known(Painter(theme, shades, mark, seed_of(site), own, once))


_LAST: dict[str, Painter] = {}


def _known(new: Painter) -> Painter:
    """That of the last build of a preview if it is the same, as it has drawn letters already."""
    if new.look not in _LAST:
        _LAST.clear()
        _LAST[new.look] = new
    return _LAST[new.look]


def seed_of(site: Site) -> str:
    """What the pattern of a cluster is drawn from, at the head of its home page and on its cards."""
    return f"{site.cluster.abbreviation} {' '.join(each.id for each in site.plans.pillars)}"


def palette_of_site(site: Site) -> Palette:
    """All colours of a site."""
    return palette_of(site.cluster.look, tuple(each.number for each in site.plans.pillars))


def _read(
    look: Look,
    pictures: PictureCache,
    problems: list[Problem],
    use: str,
    check: Callable[[bytes, str], bool],
) -> bytes:
    """The content of a file of the look; empty if it has none, or if there is a problem.

    `use` is `icon`, or `fonts: text` and the like. `check` raises ValueError.
    """
    file, at = look.files.get(use.removeprefix("fonts: "), ("", Place("", 0)))
    if not file:
        return b""
    try:
        raw = limited(path_of(str(pictures.docs), file), file, MOST_BYTES)
        pictures.known(file, MOST_BYTES, check)
        return raw
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


def sound_font(raw: bytes, name: str) -> bool:
    """True; ValueError with the message for the editor if docs/`name` is no WOFF2 font."""
    if wrong := said_of_font(raw):
        raise ValueError(f"docs/{name} {wrong}")
    length = int.from_bytes(raw[8:12], "big")  # as the head of the file says
    if length != len(raw) or not can_be_drawn(raw):
        raise ValueError(f"docs/{name} is damaged or truncated; export it again")
    return True


def sound_icon(raw: bytes, name: str) -> bool:
    """True; ValueError with the message for the editor if docs/`name` is no icon."""
    if name.lower().endswith(".svg"):
        raise ValueError(f"docs/{name} is an SVG drawing, of which phones show none; save it as PNG")
    image = read_photograph(raw, name)
    if image.width != image.height or image.width < LEAST:
        size = f"{image.width} × {image.height}"
        raise ValueError(
            f"docs/{name} has {size} pixels; an icon is square, with {LEAST} or more on each side"
        )
    if image.mode == "RGBA" and not any(image.getchannel("A").histogram()[SOLID:]):
        raise ValueError(f"docs/{name} shows nothing, as all of it is transparent; export it again")
    return True


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
