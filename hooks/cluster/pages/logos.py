"""Logos of organisations, all with the same visual weight, and monograms for those without one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from math import sqrt

from markupsafe import Markup

from cluster.content.listing import Organisation
from cluster.pictures.model import Picture, shown

AREA = 5_200
"""How many square pixels a logo covers, whatever its shape: so a wide one does not outweigh a square one."""
WIDEST, HIGHEST = 168, 68
"""The box in which it has to fit."""

_MOST_LETTERS = 4
"""How long an abbreviation may be to be shown whole."""
_MOST_WORDS = 3
"""Of how many words the first letters are shown."""
_SMALL = 3
"""How long a word in small letters may be to be passed over."""
_MOST_MORE = 3
"""How many letters more may tell two monograms apart."""


def logo_of(organisation: Organisation, letters: str = "", *, scale: float = 1) -> Markup:
    """The HTML of a logo or else of a monogram, beside which the name stands in words."""
    picture = organisation.logo_picture
    if picture is None:
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


def monogram(name: str, more: int = 0) -> str:
    """A few letters that stand for a name: `IQS` for `IQS Group`, `WSEP` for `WSEiP`, `ÚPT` for `Ústav
    přístrojové techniky`, `Cr` for `Crytur`. Each of `more` adds a letter of the last word: `ÚPTe`."""
    name = re.sub(r",\s*[\w.]{1,7}$", "", name)  # the legal form: `, SAS`
    words: list[str] = re.findall(r"\w+", name)
    capitals = "".join(filter(str.isupper, words[0])) if words else ""
    if len(capitals) > 1 and not more:
        fitting = [each for each in (words[0], *[capitals] * (len(words) == 1)) if len(each) <= _MOST_LETTERS]
        if fitting:
            return fitting[0]
    named = [word for word in words if len(word) > 2]
    named = [*named[:1], *(word for word in named[1:] if not _is_small(word))][:_MOST_WORDS]
    if len(named) > 1:
        return "".join(word[0] for word in named).upper() + named[-1][1 : 1 + more].lower()
    return name[: 2 + more].capitalize()


def _is_small(word: str) -> bool:
    """Whether a word only joins others: `für`, `and`."""
    return word.islower() and len(word) <= _SMALL


def monograms(names: Mapping[str, str]) -> dict[str, str]:
    """The monogram of each name, by the same keys; where names share one, each gets letters more."""
    found = {key: monogram(name) for key, name in names.items()}
    for more in range(1, _MOST_MORE + 1):
        counts = Counter(found.values())
        found |= {key: monogram(names[key], more) for key, each in found.items() if counts[each] > 1}
    return found
