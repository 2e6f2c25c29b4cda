"""Pictures in the sizes that pages need, each as WebP and as JPEG or PNG."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from cluster.frozen import frozen
from cluster.language import Text
from cluster.links import to_file
from cluster.pictures.light import UNKNOWN, Lightness
from cluster.problems import NOWHERE, Place

WIDTHS = (480, 960, 1600)
"""The widths of the renditions, in pixels."""

MOST_BYTES = 40_000_000
"""The size that the file of a picture may have."""

SVG = "image/svg+xml"
"""The type of the rendition of a drawing."""

TRANSPARENT = "see-through"
"""The class of `<img>` elements that get a light ground in the dark scheme; see theme/assets/site.css."""
LIGHT_GROUND = "background-color:#fff"
"""The same as a style, for feed readers and mail programs, which have no stylesheet of ours."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one size and format."""

    path: str
    """The path below the site's folder: `pictures/hall-3f2a9c1b-960.webp`."""
    width: int
    height: int
    type: str
    """`image/webp`, `image/jpeg`, `image/png` or SVG."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All renditions of a source file."""

    webp: tuple[Rendition, ...]
    """Narrowest first; empty for a drawing."""
    plain: tuple[Rendition, ...]
    """The same as JPEG, or as PNG if the source is transparent; narrowest first. A drawing has one SVG."""
    digest: str
    """Of the source and the settings of the renditions; see `renditions.digest_of_source`."""
    is_transparent: bool = False
    """Whether the page shines through it, so that it needs a light ground in the dark scheme."""
    lightness: Lightness = UNKNOWN

    @property
    def grounds(self) -> tuple[str, ...]:
        """Those on which all of it is seen: `light`, `dark`."""
        if not self.is_transparent:
            return ("light", "dark")
        return ("dark",) if self.lightness.is_light else ("light",)

    @property
    def is_unseen_on_dark(self) -> bool:
        """Whether nothing of it is seen on a dark ground."""
        return self.is_transparent and self.lightness.is_dark

    @property
    def width(self) -> int:
        """Of the largest rendition."""
        return (self.webp or self.plain)[-1].width

    @property
    def height(self) -> int:
        """Of the largest rendition."""
        return (self.webp or self.plain)[-1].height

    @property
    def preview(self) -> Rendition | None:
        """The rendition for link previews and feed readers; None for a drawing: most show no SVG."""
        return self.plain[-1] if self.plain[-1].type != SVG else None

    @property
    def renditions(self) -> tuple[Rendition, ...]:
        return self.webp + self.plain


@frozen
class Image:
    """A picture in a news item or for the media."""

    file: str
    """The path below `docs/`: `news/hall.jpg`."""
    alt: Text
    """What the picture shows, for people who cannot see it."""
    caption: Text | None = None
    """The line below the picture."""
    credit: str = ""
    """The name of the photographer."""
    picture: Picture | None = field(default=None, metadata={"written": False})
    """The renditions, added after reading."""
    at: Place = field(default=NOWHERE, repr=False, compare=False)


def shown(
    picture: Picture, alt: str, *, sizes: str, lazy: bool = True, size: tuple[int, int] | None = None
) -> Markup:
    """The HTML of a picture; the browser chooses the rendition.

    `sizes` is the HTML attribute: how wide the picture is shown. What is visible at once is not `lazy`.
    `size` is width and height in pixels, if it has always the same.
    """
    width, height = size or (picture.width, picture.height)
    image = Markup(
        '<img{ground} src="{src}"{srcset} width="{width}" height="{height}" alt="{alt}"'
        '{loading} decoding="async">'
    ).format(
        ground=Markup(f' class="{TRANSPARENT}"' if picture.is_transparent else ""),
        src=to_file(picture.plain[len(picture.plain) // 2].path),
        srcset=_srcset(picture.plain, sizes) if picture.webp else "",
        width=width,
        height=height,
        alt=alt,
        loading=Markup(' loading="lazy"' if lazy else ""),
    )
    source = Markup('<source type="image/webp"{}>').format(_srcset(picture.webp, sizes))
    return Markup("<picture>{}{}</picture>").format(source if picture.webp else "", image)


def _srcset(renditions: tuple[Rendition, ...], sizes: str) -> Markup:
    """The attributes from which a browser chooses a rendition."""
    each = ", ".join(f"{to_file(each.path)} {each.width}w" for each in renditions)
    return Markup(' srcset="{}" sizes="{}"').format(each, sizes)


def plain_shown(picture: Picture, alt: str) -> Markup:
    """The HTML of a picture in one size, for feed readers and mail programs."""
    one = min(picture.plain, key=lambda rendition: abs(rendition.width - WIDTHS[1]))
    return Markup('<img src="{src}" width="{width}" height="{height}" alt="{alt}"{ground}>').format(
        src=to_file(one.path),
        width=one.width,
        height=one.height,
        alt=alt,
        ground=Markup(f' style="{LIGHT_GROUND}"' if picture.is_transparent else ""),
    )
