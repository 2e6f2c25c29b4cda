"""Pictures in the sizes that pages need, each as WebP and as JPEG or PNG."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from cluster.language import Text
from cluster.links import to_file
from cluster.problems import NOWHERE, Place

WIDTHS = (480, 960, 1600)
"""The widths of the renditions, in pixels."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one size and format."""

    path: str
    """The path below the site's folder: `pictures/hall-3f2a9c1b-960.webp`."""
    width: int
    height: int
    type: str
    """`image/webp`, `image/jpeg` or `image/png`."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All renditions of a source file."""

    webp: tuple[Rendition, ...]
    """Narrowest first."""
    plain: tuple[Rendition, ...]
    """The same as JPEG, or as PNG if the source is transparent; narrowest first."""
    digest: str
    """Of the source and the settings of the renditions; see `renditions.digest_of_source`."""

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
    """A picture in a news item or for the media."""

    file: str
    """The path below docs/: `news/hall.jpg`."""
    alt: Text
    """What the picture shows, for people who cannot see it."""
    caption: Text | None = None
    """The line below the picture."""
    credit: str = ""
    """The name of the photographer."""
    picture: Picture | None = field(default=None, metadata={"written": False})
    """The renditions, added after reading."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


def shown(picture: Picture, alt: str, *, sizes: str, lazy: bool = True) -> Markup:
    """The HTML of a picture; the browser chooses the rendition.

    `sizes` is the HTML attribute: how wide the picture is shown. What is visible at once is not `lazy`.
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
    """The HTML of a picture in one size, for feed readers and mail programs."""
    one = min(picture.plain, key=lambda rendition: abs(rendition.width - WIDTHS[1]))
    return Markup('<img src="{src}" width="{width}" height="{height}" alt="{alt}">').format(
        src=to_file(one.path), width=one.width, height=one.height, alt=alt
    )
