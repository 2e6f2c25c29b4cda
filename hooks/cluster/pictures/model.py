"""Pictures and their renditions: each size as WebP and as a fallback that every program reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from cluster.language import Text
from cluster.links import to_file
from cluster.problems import NOWHERE, Place

WIDTHS = (480, 960, 1600)
"""Pixel widths of renditions, smallest first; a narrower source adds its own width instead."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file: a picture in one size and format."""

    path: str
    """Path below the site folder: `pictures/hall-3f2a9c1b-960.webp`."""
    width: int
    height: int
    type: str
    """MIME type: `image/webp`, `image/jpeg` or `image/png`."""
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All renditions of a source."""

    webp: tuple[Rendition, ...]
    """Narrowest first, never empty."""
    plain: tuple[Rendition, ...]
    """The fallback: JPEG, or PNG for a picture with transparency. Narrowest first, never empty."""
    digest: str
    """Fingerprint of the source and the encoding settings; see `renditions.digest_of_source`."""

    @property
    def width(self) -> int:
        """Of the largest rendition."""
        return self.webp[-1].width

    @property
    def height(self) -> int:
        """Of the largest rendition."""
        return self.webp[-1].height

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        return self.webp + self.plain


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture in a document's front matter."""

    file: str
    """Path below docs/: `news/hall.jpg`."""
    alt: Text
    """Alternative text."""
    caption: Text | None = None
    credit: str = ""
    """Author or source, as printed below the picture."""
    picture: Picture | None = field(default=None, metadata={"written": False})
    """Filled in after reading, when the renditions exist."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


def shown(picture: Picture, alt: str, *, sizes: str, lazy: bool = True) -> Markup:
    """A `<picture>` element, from which the browser chooses a rendition.

    `sizes` is the HTML attribute: how wide the picture is on the page. Pictures visible without scrolling
    must not be `lazy`.
    """
    return Markup(
        '<picture><source type="image/webp" srcset="{webp}" sizes="{sizes}">'
        '<img src="{src}" srcset="{plain}" sizes="{sizes}" width="{width}" height="{height}" alt="{alt}"'
        '{loading} decoding="async"></picture>'
    ).format(
        webp=_srcset(picture.webp),
        plain=_srcset(picture.plain),
        sizes=sizes,
        src=to_file(picture.plain[len(picture.plain) // 2].path),
        width=picture.width,
        height=picture.height,
        alt=alt,
        loading=Markup(' loading="lazy"' if lazy else ""),
    )


def _srcset(renditions: tuple[Rendition, ...]) -> str:
    return ", ".join(f"{to_file(each.path)} {each.width}w" for each in renditions)


def plain_shown(picture: Picture, alt: str) -> Markup:
    """A plain `<img>` of medium width, for feed readers and mail programs."""
    one = min(picture.plain, key=lambda rendition: abs(rendition.width - WIDTHS[1]))
    return Markup('<img src="{src}" width="{width}" height="{height}" alt="{alt}">').format(
        src=to_file(one.path), width=one.width, height=one.height, alt=alt
    )
