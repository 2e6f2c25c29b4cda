"""Logos of organisations, all with the same visual weight, and monograms for those without one."""

from __future__ import annotations

import re
from math import sqrt

from markupsafe import Markup

from cluster.content.listing import Organisation
from cluster.content.version import Version
from cluster.pictures.model import Picture, shown

AREA = 5_200
"""How many square pixels a logo covers, whatever its shape: so a wide one does not outweigh a square one."""
WIDEST, HIGHEST = 168, 68
"""The box in which it has to fit."""

_MOST_LETTERS = 4
"""How long an abbreviation may be to be shown whole."""
_MOST_WORDS = 3
"""Of how many words the first letters are shown."""


def logo_of(organisation: Organisation, version: Version, *, scale: float = 1) -> Markup:
    """The HTML of a logo or a monogram, beside which the name stands in words."""
    picture = organisation.logo_picture
    if picture is None:
        letters = monogram(str(version.say(organisation.heading)))
        return Markup(
            '<span data-search-exclude class="logo logo--none" aria-hidden="true">{}</span>'
        ).format(letters)
    size = logo_size(picture, scale)
    image = shown(picture, "", sizes=f"{size[0]}px", size=size)
    return Markup('<span data-search-exclude class="logo">{}</span>').format(image)


def logo_size(picture: Picture, scale: float = 1) -> tuple[int, int]:
    """Width and height in pixels at which a logo is shown."""
    ratio = picture.width / picture.height
    width = min(sqrt(AREA * ratio), WIDEST, HIGHEST * ratio) * scale
    return max(1, round(width)), max(1, round(width / ratio))


def monogram(name: str) -> str:
    """A few letters that stand for a name: `IQS` for `IQS Group`, `ÚPT` for `Ústav přístrojové techniky`,
    `Cr` for `Crytur`."""
    words: list[str] = re.findall(r"\w+", name)
    if words and words[0].isupper() and 1 < len(words[0]) <= _MOST_LETTERS:
        return words[0]
    long = [word for word in words if len(word) > 2]
    if len(long) > 1:
        return "".join(word[0] for word in long[:_MOST_WORDS]).upper()
    return name[:2].capitalize()
