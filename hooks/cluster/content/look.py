"""The part of data/cluster.yaml about the look of the site: its colours, pictures and fonts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from cluster.content.item import Wanted
from cluster.frozen import frozen
from cluster.pictures.model import Picture
from cluster.problems import NOWHERE, Place
from cluster.reading.scalar_types import Colour


@frozen
class Fonts:
    """The cluster's own fonts: paths of WOFF2 files below `docs/`."""

    licence: str
    """The licence under which the site may use the fonts; for whoever maintains it."""
    text: str | None = None
    """The font of texts: a variable font from 400 to 700, or one in regular weight."""
    text_bold: str | None = None
    """The same in bold, if `text` is not variable."""
    text_italic: str | None = None
    """The same in italics."""
    display: str | None = None
    """The font of headings and large numbers: a variable font, or one in bold."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)

    @property
    def files(self) -> Mapping[str, str]:
        """The file of each of the fonts that are named, by field."""
        fields = ("text", "text_bold", "text_italic", "display")
        return {name: file for name in fields if (file := getattr(self, name))}


@frozen
class Look:
    """The colours, pictures and fonts of the site; what is left out, the program chooses or draws."""

    pillars: tuple[Colour, ...] = ()
    """A list of the colours of the pillars, in the order of their numbers, for lines and dots."""
    accent: Colour | None = None
    """The colour of links and of what has the focus."""
    dark: Colour | None = None
    """The ground of the home page's head, of the footer and of buttons; the ink of headings."""
    hero: str | None = None
    """The picture at the head of the home page: a photograph or an SVG drawing, a path below `docs/`."""
    icon: str | None = None
    """The mark on home screens, in feed readers and on cards: a square PNG of 512 pixels or more."""
    share: str | None = None
    """The picture beside links to the home page: 1200 × 630 pixels, a path below `docs/`."""
    fonts: Fonts | None = None
    """The cluster's own fonts."""
    hero_picture: Picture | None = dataclasses.field(default=None, metadata={"written": False})
    """The renditions of `hero`, added after reading."""
    share_picture: Picture | None = dataclasses.field(default=None, metadata={"written": False})
    """The renditions of `share`, added after reading."""
    at: Place = dataclasses.field(default=NOWHERE, repr=False, compare=False)

    def wanted(self) -> Iterator[Wanted]:
        """The pictures that are shown in several sizes."""
        for name in ("hero", "share"):
            if file := getattr(self, name):
                yield Wanted(file, self.at.of(name))

    def illustrated(self, pictures: Mapping[str, Picture]) -> Look:
        """With the renditions of its pictures."""
        return dataclasses.replace(
            self,
            hero_picture=pictures.get(self.hero or ""),
            share_picture=pictures.get(self.share or ""),
        )

    @property
    def files(self) -> Mapping[str, tuple[str, Place]]:
        """The path of each file that it names, and the line on which it stands, by field."""
        own = {name: (file, self.at.of(name)) for name in _PICTURES if (file := getattr(self, name))}
        if fonts := self.fonts:
            own |= {name: (file, fonts.at.of(name)) for name, file in fonts.files.items()}
        return own

    @property
    def copied(self) -> list[str]:
        """The files that are published as they are."""
        return list(self.fonts.files.values()) if self.fonts else []


_PICTURES = ("hero", "icon", "share")
