"""Rules for the look: colours that can be seen, read and told apart, and pictures that are large enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cluster.colours import LEGIBLE, VISIBLE, contrast, difference, least_contrast, readable
from cluster.content.look import Look
from cluster.content.palette import APART, DARK, WHITE, another_apart_from, grounds_of, palette_of
from cluster.content.site import Site
from cluster.problems import Place, Problem
from cluster.reading.scalar_types import Colour

ON_DARK = 7.0
"""The least contrast of white texts with the dark ground: other texts there are softer."""

SHARED, HERO = 1200, 1000
"""The least width of the pictures of those fields, in pixels."""


def colours_can_be_read(site: Site) -> Iterator[Problem]:
    """Texts are readable on the dark ground, links and colours of pillars on the others."""
    if not (look := site.cluster.look):
        return
    light, dark = _schemes(look)
    if look.dark:
        yield from _ground(look.dark, look.at.of("dark"))
    if look.accent:
        yield from _seen("look: accent", look.accent, look.at.of("accent"), LEGIBLE, (light, dark))
    for number, colour in enumerate(look.pillars):
        where = f"look: pillars: the colour of pillar {number + 1}"
        yield from _seen(where, colour, look.at.of("pillars", number), VISIBLE, (light, dark))


def _schemes(look: Look) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """All colours in the light and in the dark scheme, of a look whose dark ground may be unusable."""
    ground = look.dark if look.dark and contrast(look.dark.light, WHITE) >= ON_DARK else DARK
    palette = palette_of(Look(dark=ground), (1,))
    return palette.light, palette.dark


def _seen(
    where: str, colour: Colour, at: Place, needed: float, schemes: Sequence[Mapping[str, str]]
) -> Iterator[Problem]:
    """A problem for a colour with too little contrast in one of the schemes."""
    names = ("on white", "in the dark scheme")
    for shade, scheme, name in zip(colour, schemes, names, strict=True):
        grounds = grounds_of(scheme)
        if shade and (measured := least_contrast(shade, grounds)) < needed:
            wrong = (
                f"{where}: '{shade}' is hard to see {name} (contrast {_ratio(measured)}, needed {needed:g})"
            )
            yield Problem(at, f"{wrong}; write '{readable(shade, grounds, needed)}'")


def _ground(colour: Colour, at: Place) -> Iterator[Problem]:
    for shade in filter(None, colour):
        measured = contrast(shade, WHITE)
        if measured < ON_DARK:
            wrong = f"look: dark: white texts are hard to read on '{shade}' (contrast {_ratio(measured)},"
            close = readable(shade, (WHITE,), ON_DARK)
            yield Problem(at, f"{wrong} needed {ON_DARK:g}); write '{close}', or use the colour as accent")


def _ratio(contrast: float) -> str:
    """Rounded down, as 4.499 is too little where 4.5 is needed."""
    return f"{int(contrast * 100) / 100:g}"


def colours_of_pillars_differ(site: Site) -> Iterator[Problem]:
    """No two pillars have colours that look the same."""
    if not (look := site.cluster.look):
        return
    named, grounds = look.pillars, grounds_of(_schemes(look)[0])
    for number, colour in enumerate(named):
        for other in range(number):
            if difference(colour.light, named[other].light) < APART:
                rest = [each.light for each in named if each != colour]
                close = another_apart_from(colour.light, [*rest, named[other].light], grounds)
                wrong = f"pillars {other + 1} and {number + 1} cannot be told apart by '{colour.light}'"
                message = f"look: pillars: {wrong} and '{named[other].light}'; write '{close}'"
                yield Problem(look.at.of("pillars", number), message)
                break


def pictures_are_large_enough(site: Site) -> Iterator[Problem]:
    """The head of the home page and previews of links need pictures of some width."""
    if not (look := site.cluster.look):
        return
    for name, picture, needed in (
        ("hero", look.hero_picture, HERO),
        ("share", look.share_picture, SHARED),
    ):
        at = look.at.of(name)
        if picture and picture.is_transparent and name == "share":
            message = "a drawing on nothing, which other websites do not show; save it on a ground, as JPEG"
            yield Problem(at, f"look: {name}: docs/{look.share} is {message}")
        elif picture and not picture.webp and name == "share":
            message = "an SVG drawing, which other websites do not show; save it as JPEG"
            yield Problem(at, f"look: {name}: docs/{look.share} is {message}")
        elif picture and picture.webp and picture.width < needed:
            message = f"{picture.width} pixels wide, which is too small (needed: {needed:,})"
            yield Problem(at, f"look: {name}: docs/{getattr(look, name)} is {message}")


def fonts_are_for_the_web(site: Site) -> Iterator[Problem]:
    """Fonts are WOFF2 files, which all browsers read."""
    fonts = site.cluster.look.fonts if site.cluster.look else None
    for name, file in (fonts.files if fonts else {}).items():
        if fonts and not file.endswith(".woff2"):
            message = f"look: fonts: {name}: expected a WOFF2 file (NAME.woff2), found '{file}'"
            yield Problem(fonts.at.of(name), message)


RULES = (colours_can_be_read, colours_of_pillars_differ, pictures_are_large_enough, fonts_are_for_the_web)
