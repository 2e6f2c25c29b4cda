"""The card of a page: the picture that other websites show beside a link to it.

A card is drawn by `card_drawing` from these values alone, so their digest is its file name: a card that is
not to change keeps its address, and a changed one gets a new address, which networks fetch anew.
"""

from __future__ import annotations

from functools import cached_property

from cluster.digests import key_of
from cluster.frozen import frozen

FOLDER = "share"
"""Of all cards, below the site folder."""
SIZE = (1200, 630)
"""Width and height in pixels, as networks show the pictures of links."""
TYPE = "image/png"


@frozen
class Card:
    """What a card shows; its texts are typeset."""

    title: str
    above: str
    """The line over the title: the pillar or the section; may be empty."""
    date: str
    """May be empty."""
    name: str
    """The name of the cluster."""
    pillars: tuple[int, ...]
    """The numbers of the pillars that the page is about, or of all of them."""
    look: str
    """The digest of fonts, colours, logo and pattern."""

    @cached_property
    def path(self) -> str:
        """The path of the file, below the site."""
        parts = (_RECIPE, self.title, self.above, self.date, self.name, self.look)
        return f"{FOLDER}/{key_of((*parts, repr(self.pillars)))[:16]}.png"


_RECIPE = "2"
"""Raise it when the same values start to give another picture."""
