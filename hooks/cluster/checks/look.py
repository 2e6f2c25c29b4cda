"""Rules for the look: colours that can be seen, read and told apart, and pictures that are large enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

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
    if look := site.cluster.look:
        yield from problems_of_reading(look)


def problems_of_reading(look: Look) -> Iterator[Problem]:
    """What cannot be read or seen of a look."""
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
    for shade, scheme, is_light in zip(colour, schemes, (True, False), strict=True):
        grounds = grounds_of(scheme)
        if shade and (measured := least_contrast(shade, grounds)) < needed:
            ground = min(grounds, key=partial(contrast, shade))
            ratio, close = _ratio(measured), readable(shade, grounds, needed)
            low = f"the contrast is {ratio}, but must be {needed:g}; write '{close}'"
            if is_light:
                yield Problem(at, f"{where}: '{shade}' is hard to see on the light ground '{ground}': {low}")
            else:
                yield Problem(at, f"{where}: '{shade}' is hard to see in the dark scheme: {low}")


def _ground(colour: Colour, at: Place) -> Iterator[Problem]:
    for shade in filter(None, colour):
        measured = contrast(shade, WHITE)
        if measured < ON_DARK:
            ratio, close = _ratio(measured), readable(shade, (WHITE,), ON_DARK)
            low = f"the contrast is {ratio}, but must be {ON_DARK:g}; write '{close}'"
            yield Problem(at, f"look: dark: white texts are hard to read on '{shade}': {low}")


def _ratio(contrast: float) -> str:
    """Rounded down, as 4.499 is too little where 4.5 is needed."""
    return f"{int(contrast * 100) / 100:g}"


def colours_of_pillars_differ(site: Site) -> Iterator[Problem]:
    """No two pillars have colours that look the same."""
    if look := site.cluster.look:
        yield from problems_of_likeness(look)


def problems_of_likeness(look: Look) -> Iterator[Problem]:
    """Which colours of a look cannot be told apart."""
    named, grounds = look.pillars, grounds_of(_schemes(look)[0])
    for number, colour in enumerate(named):
        for other in range(number):
            if difference(colour.light, named[other].light) < APART:
                rest = [each.light for each in named if each != colour]
                close = another_apart_from(colour.light, [*rest, named[other].light], grounds)
                same = f"'{colour.light}' of pillar {number + 1} looks like the colour of pillar {other + 1}"
                yield Problem(look.at.of("pillars", number), f"look: pillars: {same}; write '{close}'")
                break


def pictures_are_large_enough(site: Site) -> Iterator[Problem]:
    """The head of the home page and previews of links need pictures of some width."""
    if not (look := site.cluster.look):
        return
    if look.share_picture and (look.share_picture.is_transparent or not look.share_picture.webp):
        drawn = f"docs/{look.share} is a drawing, or partly transparent, which other websites do not show"
        yield Problem(look.at.of("share"), f"look: share: {drawn}; save it as JPEG")
    elif look.share_picture and look.share_picture.width < SHARED:
        yield _small("share", look.share, look.share_picture.width, SHARED, look.at.of("share"))
    if look.hero_picture and look.hero_picture.webp and look.hero_picture.width < HERO:
        yield _small("hero", look.hero, look.hero_picture.width, HERO, look.at.of("hero"))


def _small(field: str, file: str | None, width: int, needed: int, at: Place) -> Problem:
    return Problem(at, f"look: {field}: docs/{file} is {width} pixels wide, but must have {needed} or more")


def fonts_are_for_the_web(site: Site) -> Iterator[Problem]:
    """Fonts are WOFF2 files, which all browsers read."""
    fonts = site.cluster.look.fonts if site.cluster.look else None
    for name, file in (fonts.files if fonts else {}).items():
        if fonts and not file.endswith(".woff2"):
            message = f"look: fonts: {name}: expected a WOFF2 file (NAME.woff2), found '{file}'"
            yield Problem(fonts.at.of(name), message)


RULES = (colours_can_be_read, colours_of_pillars_differ, pictures_are_large_enough, fonts_are_for_the_web)
