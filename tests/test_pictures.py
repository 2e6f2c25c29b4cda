"""An editor puts a photo into docs/; the site shows it upright, small, and without what else it tells."""

import os
import random
import struct
import subprocess
import sys
import time
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cluster.build.cache import Cache
from cluster.build.picture_cache import PictureCache
from cluster.build.swap import trace_of
from cluster.content.documents import simplified
from cluster.links import absolute
from cluster.pictures.model import Picture, plain_shown, shown
from cluster.pictures.renditions import MOST_BYTES, renditions_of
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image, ImageCms, PngImagePlugin
from support.builds import ROOT

NAME = "news/hall.jpg"
GREEN, RED = (20, 160, 60), (200, 30, 30)


def saved(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def plain(width: int, height: int, mode: str = "RGB", colour: Any = GREEN) -> Image.Image:
    return Image.new(mode, (width, height), colour)


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def opened(raw: bytes) -> Image.Image:
    return Image.open(BytesIO(raw))


def largest(raw: bytes, name: str = NAME) -> tuple[Image.Image, Image.Image]:
    """The largest WebP and the largest plain rendition of a source, as RGBA."""
    picture, files = renditions_of(raw, name)
    webp, other = (opened(files[each[-1].path]).convert("RGBA") for each in (picture.webp, picture.plain))
    return webp, other


def near(colour: Any, other: Any, by: int = 8) -> bool:
    return all(abs(one - two) <= by for one, two in zip(colour, other, strict=False))


def refusal(raw: bytes, name: str = NAME) -> str:
    with pytest.raises(ValueError, match=f"^docs/{name}") as refused:
        renditions_of(raw, name)
    return str(refused.value)


# ---- The renditions -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "widths"),
    [
        (4000, [480, 960, 1600]),
        (1600, [480, 960, 1600]),
        (1000, [480, 960, 1000]),
        (700, [480, 700]),
        (480, [480]),
        (300, [300]),
        (1, [1]),
    ],
)
def test_a_picture_is_made_in_three_widths_and_never_wider_than_it_is(source: int, widths: list[int]) -> None:
    picture, files = renditions_of(saved(plain(source, source // 2 or 1)), NAME)

    assert [each.width for each in picture.webp] == [each.width for each in picture.plain] == widths
    assert (picture.width, picture.height) == (widths[-1], max(1, widths[-1] // 2))
    assert files.keys() == {each.path for each in picture.renditions}
    for each in picture.renditions:
        image = opened(files[each.path])
        assert (image.size, len(files[each.path])) == ((each.width, each.height), each.size)
        assert image.get_format_mimetype() == each.type


def test_a_rendition_is_named_after_its_source_in_letters_that_an_address_holds() -> None:
    picture, _ = renditions_of(saved(plain(500, 300)), "news/Výroční hala, č. 1.JPG")

    start = f"pictures/vyrocni-hala-c-1-{picture.digest[:8]}"
    assert [each.path for each in picture.webp] == [f"{start}-480.webp", f"{start}-500.webp"]
    assert [each.path for each in picture.plain] == [f"{start}-480.jpg", f"{start}-500.jpg"]
    assert renditions_of(saved(plain(9, 9)), "☃.jpg")[0].webp[0].path.startswith("pictures/picture-")


def test_another_source_or_place_has_other_names_and_the_same_has_the_same_bytes() -> None:
    raw = saved(noise(600, 400))
    first, files = renditions_of(raw, NAME)

    assert (first, files) == renditions_of(raw, NAME)
    assert len(first.digest) == 32
    for picture, _ in (renditions_of(raw, "plan/hall.jpg"), renditions_of(raw + b" ", NAME)):
        assert picture.digest != first.digest
        assert not {each.path for each in picture.renditions} & files.keys()


def test_even_noise_of_twelve_megapixels_is_made_small() -> None:
    picture, files = renditions_of(saved(noise(4000, 3000), quality=90), NAME)

    assert [each.width for each in picture.webp] == [each.width for each in picture.plain] == [480, 960, 1600]
    assert all(len(raw) <= MOST_BYTES for raw in files.values())


def test_what_does_not_fit_at_any_quality_is_made_narrower() -> None:
    source = noise(700, 700)
    source.putalpha(source.getchannel("R"))
    picture, files = renditions_of(saved(source, "PNG", compress_level=1), NAME)

    assert all(len(raw) <= MOST_BYTES for raw in files.values())
    for renditions in (picture.webp, picture.plain):
        widths = [each.width for each in renditions]
        assert widths == sorted(set(widths))
    assert picture.plain[-1].width < 700


def test_a_very_tall_picture_is_made_in_no_more_pixels_than_can_fit() -> None:
    picture, _ = renditions_of(saved(plain(1600, 16_000)), NAME)

    assert [each.width for each in picture.webp] == [480, 707]
    assert picture.height == 7070


def test_a_plain_picture_keeps_its_quality() -> None:
    webp, other = largest(saved(plain(1600, 900), quality=95))

    assert near(webp.getpixel((800, 450)), GREEN, by=3)
    assert near(other.getpixel((800, 450)), GREEN, by=3)


# ---- What a source may be -----------------------------------------------------------------------------


def halves(width: int = 400, height: int = 200) -> Image.Image:
    """Red above, green below."""
    image = plain(width, height)
    image.paste(RED, (0, 0, width, height // 2))
    return image


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_however_the_camera_was_held(format: str, orientation: int) -> None:
    undone = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    scene = halves()
    scene.paste((20, 40, 200), (0, 0, 200, 100))
    taken = scene.transpose(undone[orientation]) if orientation in undone else scene
    exif = Image.Exif()
    exif[0x0112] = orientation

    for image in largest(saved(taken, format, exif=exif)):
        assert image.size == (400, 200)
        assert near(image.getpixel((100, 50)), (20, 40, 200), by=30)
        assert near(image.getpixel((300, 50)), RED, by=30)
        assert near(image.getpixel((300, 150)), GREEN, by=30)


def test_a_photo_held_upright_is_as_wide_as_it_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture, _ = renditions_of(saved(plain(2000, 1000), exif=exif), NAME)

    assert (picture.width, picture.height) == (1000, 2000)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_told_of_where_and_by_whom_a_photo_was_taken(format: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = 3, "SecretMaker", "SecretName"
    exif.get_ifd(0x8825).update({1: "N", 2: (49.0, 11.0, 42.0)})
    more: dict[str, Any] = {"comment": b"SecretComment"} if format == "JPEG" else {}
    if format == "PNG":
        more["pnginfo"] = PngImagePlugin.PngInfo()
        more["pnginfo"].add_text("Comment", "SecretComment")
    source = plain(500, 300, "RGB" if format == "JPEG" else "RGBA", (*GREEN, 99)[: 3 + (format != "JPEG")])
    raw = saved(source, format, exif=exif, xmp=b"<x>SecretXmp</x>", icc_profile=wide_gamut(), **more)
    assert b"Secret" in raw

    _, files = renditions_of(raw, NAME)

    for made in files.values():
        image = opened(made)
        image.load()
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "xmp", "comment", "Comment", "icc_profile", "dpi"}
        assert b"Secret" not in made


def wide_gamut() -> bytes:
    """A colour profile as of Adobe RGB, in which the same numbers are a more vivid green.

    sRGB's with the colorants of the other (ICC.1:2001-04, 6.4.22), as s15Fixed16 numbers.
    """
    raw = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    colorants = {
        b"rXYZ": (0.60974, 0.31111, 0.01947),
        b"gXYZ": (0.20528, 0.62567, 0.06087),
        b"bXYZ": (0.14919, 0.06322, 0.74457),
    }
    for index in range(int.from_bytes(raw[128:132], "big")):
        tag, offset, _ = struct.unpack_from(">4sII", raw, 132 + 12 * index)
        if tag in colorants:
            struct.pack_into(">3i", raw, offset + 8, *(round(each * 65536) for each in colorants[tag]))
    return bytes(raw)


@pytest.mark.parametrize("colour", [(120, 160, 60), (120, 160, 60, 128)])
def test_wide_colours_are_shown_as_a_screen_shows_them(colour: tuple[int, ...]) -> None:
    mode = "RGB" if len(colour) == 3 else "RGBA"
    for image in largest(saved(plain(300, 200, mode, colour), "PNG", icc_profile=wide_gamut())):
        red, green, _, alpha = image.getpixel((150, 100))  # type: ignore[misc]
        assert red < 110
        assert green > 155
        assert alpha == (255 if mode == "RGB" else 128)


@pytest.mark.parametrize("profile", [b"no profile", b"", wide_gamut()[:200], os.urandom(3000)])
def test_a_broken_colour_profile_is_ignored(profile: bytes) -> None:
    for image in largest(saved(plain(300, 200), icc_profile=profile)):
        assert near(image.getpixel((150, 100)), GREEN)


def test_a_profile_of_another_kind_of_picture_is_ignored() -> None:
    for image in largest(saved(plain(300, 200, "L", 100), icc_profile=wide_gamut())):
        assert near(image.getpixel((150, 100)), (100, 100, 100))


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"\xff" * 50])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_broken_exif_is_ignored(exif: bytes, format: str) -> None:
    for image in largest(saved(halves(), format, exif=exif)):
        assert near(image.getpixel((200, 50)), RED)


SOURCES = {
    "palette": saved(plain(60, 40).quantize(8), "PNG"),
    "grey": saved(plain(60, 40, "L", 100), "PNG"),
    "grey JPEG": saved(plain(60, 40, "L", 100)),
    "black and white": saved(plain(60, 40, "1", 1), "PNG"),
    "16 bits": saved(plain(60, 40, "I;16", 100 * 257), "PNG"),
    "CMYK": saved(plain(60, 40).convert("CMYK")),
    "progressive": saved(plain(60, 40), progressive=True),
    "interlaced WebP": saved(plain(60, 40), "WEBP", lossless=True),
    "two in one": saved(plain(60, 40), "MPO", save_all=True, append_images=[plain(60, 40, "RGB", RED)]),
    "animated WebP": saved(
        plain(60, 40), "WEBP", save_all=True, append_images=[plain(60, 40, "RGB", RED)], duration=9
    ),
    "animated PNG": saved(plain(60, 40), "PNG", save_all=True, append_images=[plain(60, 40, "RGB", RED)]),
    "opaque": saved(plain(60, 40, "RGBA", (*GREEN, 255)), "PNG"),
}


@pytest.mark.parametrize("kind", SOURCES)
def test_a_picture_of_any_kind_is_shown_in_its_colours(kind: str) -> None:
    """Of what moves, the first frame."""
    greys = {"grey": 100, "grey JPEG": 100, "16 bits": 100, "black and white": 255}
    colour = (greys[kind],) * 3 if kind in greys else GREEN
    picture, _ = renditions_of(SOURCES[kind], NAME)

    assert {each.type for each in picture.plain} == {"image/jpeg"}
    for image in largest(SOURCES[kind]):
        assert near(image.getpixel((30, 20)), (*colour, 255))


def test_what_shines_through_still_does() -> None:
    logo = plain(1000, 500, "RGBA", (0, 0, 0, 0))
    logo.paste((*GREEN, 255), (0, 0, 500, 500))
    logo.paste((*GREEN, 128), (500, 250, 1000, 500))
    picture, _ = renditions_of(saved(logo, "PNG"), NAME)

    assert {each.type for each in picture.plain} == {"image/png"}
    for image in largest(saved(logo, "PNG")):
        assert near(image.getpixel((250, 250)), (*GREEN, 255))
        assert near(image.getpixel((750, 400)), (*GREEN, 128))
        assert near(image.getpixel((750, 100))[3:], (0,))  # type: ignore[index]


@pytest.mark.parametrize("mode", ["LA", "P", "L", "RGB"])
def test_what_shines_through_does_so_in_pictures_of_any_kind(mode: str) -> None:
    image = plain(60, 40, mode, {"LA": (100, 0), "P": 0, "L": 100, "RGB": RED}[mode])
    transparency = {"P": 0, "L": 100, "RGB": RED}
    raw = saved(image, "PNG", **({"transparency": transparency[mode]} if mode in transparency else {}))

    for made in largest(raw):
        assert made.getpixel((30, 20))[3] == 0  # type: ignore[index]


def test_a_large_transparent_picture_is_reduced_to_fewer_colours_before_it_is_made_narrower() -> None:
    disc = Image.radial_gradient("L").resize((600, 600))
    photo = Image.blend(Image.merge("RGB", (disc, disc.rotate(90), disc)), noise(600, 600), 0.1)
    photo.putalpha(disc.point(lambda value: 255 if value < 160 else 0))
    picture, files = renditions_of(saved(photo, "PNG"), NAME)

    assert picture.plain[-1].width == 600
    assert picture.plain[-1].size <= MOST_BYTES
    image = opened(files[picture.plain[-1].path]).convert("RGBA")
    assert image.getpixel((300, 300))[3] == 255  # type: ignore[index]
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]


# ---- What is refused ----------------------------------------------------------------------------------


EXIF = Image.Exif()
EXIF[0x0112] = 6


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_head(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG that tells its size and holds a pixel at most."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    end = chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + end


def webp_head(width: int, height: int) -> bytes:
    """A WebP of one frame whose canvas is said to be larger than it."""
    raw = saved(plain(9, 9, "RGBA", (1, 2, 3, 4)), "WEBP", exif=EXIF)
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return raw[:24] + size + raw[30:]


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n"
NO_PICTURES = {
    "nothing": (b"", "is empty (0 bytes); copy the file again"),
    "text": (b"Not a picture.", "is not a supported picture; save it as JPEG or PNG"),
    "page": (
        b"<!doctype html><script>alert(1)</script>",
        "is a web page, not a picture; save the picture itself",
    ),
    "drawing": (
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        "is an SVG; give the file a name that ends in .svg",
    ),
    "program": (EPS, "is a PostScript file (EPS); save it as JPEG or PNG"),
    "GIF": (saved(plain(9, 9), "GIF"), "is a GIF; save it as JPEG or PNG"),
    "animated GIF": (
        saved(plain(9, 9), "GIF", save_all=True, append_images=[plain(9, 9, "RGB", RED)]),
        "is a GIF; save it as JPEG or PNG",
    ),
    "TIFF": (saved(plain(9, 9), "TIFF"), "is a TIFF or a camera's raw file; save it as JPEG or PNG"),
    "BMP": (saved(plain(9, 9), "BMP"), "is a BMP; save it as JPEG or PNG"),
    "icon": (saved(plain(32, 32), "ICO"), "is an icon file (ICO); save it as JPEG or PNG"),
    "PDF": (saved(plain(9, 9), "PDF"), "is a PDF; save it as JPEG or PNG"),
    "JPEG 2000": (b"\0\0\0\x0cjP  \r\n\x87\n", "is a JPEG 2000; save it as JPEG or PNG"),
    "Photoshop": (b"8BPS\0\1", "is a Photoshop file; save it as JPEG or PNG"),
    "HEIC": (
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        "is a HEIC photograph, as iPhones take them; save it as JPEG or PNG",
    ),
    "AVIF": (b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "is an AVIF; save it as JPEG or PNG"),
    "film": (b"\0\0\0\x18ftypmp42", "is a film; save it as JPEG or PNG"),
    "placeholder": (
        b"version https://git-lfs.github.com/spec/v1\n",
        "is a placeholder of Git LFS; run: git lfs pull",
    ),
}


@pytest.mark.parametrize("kind", NO_PICTURES)
def test_a_file_of_another_format_is_refused_with_its_name_and_a_remedy(kind: str) -> None:
    raw, said = NO_PICTURES[kind]

    assert refusal(raw) == f"docs/news/hall.jpg {said}"


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.01, 0.1, 0.5, 0.9])
def test_what_is_cut_off_is_refused(format: str, part: float) -> None:
    raw = saved(noise(200, 100), format)

    assert refusal(raw[: max(16, int(len(raw) * part))]) == (
        "docs/news/hall.jpg is damaged or truncated; export it again"
    )


def test_a_picture_that_is_damaged_inside_is_not_shown_in_part() -> None:
    raw = bytearray(saved(noise(300, 200), "PNG"))
    raw[len(raw) // 2] ^= 255

    assert refusal(bytes(raw)) == "docs/news/hall.jpg is damaged or truncated; export it again"


@pytest.mark.parametrize(
    "raw", [png_head(10_000, 6_000), png_head(2**31 - 1, 2**31 - 1), webp_head(10_000, 6_000)]
)
def test_sixty_megapixels_are_refused_before_they_are_decoded(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))
    started = time.perf_counter()

    assert refusal(raw) == "docs/news/hall.jpg is too large: more than 50 megapixels; make it smaller"
    assert time.perf_counter() - started < 0.5


def test_the_limits_that_others_set_are_left_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1234)
    renditions_of(saved(plain(100, 100)), NAME)
    refusal(png_head(10_000, 6_000))

    assert Image.MAX_IMAGE_PIXELS == 1234


def test_a_picture_may_have_fifty_megapixels() -> None:
    assert refusal(png_head(10_000, 5_000)) == "docs/news/hall.jpg is damaged or truncated; export it again"


@pytest.mark.parametrize("size", [(65_535, 1), (1, 65_535)])
def test_a_side_that_no_format_holds_is_refused(size: tuple[int, int]) -> None:
    said = f"{size[0]} × {size[1]} pixels (limit: 16,383 per side); make it smaller"

    assert refusal(png_head(*size)) == f"docs/news/hall.jpg is too large: {said}"


@pytest.mark.parametrize("size", [(16_383, 1), (1, 16_383)])
def test_a_line_is_a_picture(size: tuple[int, int]) -> None:
    picture, _ = renditions_of(saved(plain(*size)), NAME)

    assert picture.height == (1 if size[1] == 1 else 16_383)


def test_a_picture_that_is_told_in_too_many_layers_is_refused() -> None:
    """Each of them takes as long to read as the whole picture, and only a few bytes."""
    raw = saved(plain(600, 400), progressive=True)
    layer = raw[raw.rindex(b"\xff\xda") : -2]

    assert refusal(raw[:-2] + layer * 200 + raw[-2:]) == (
        "docs/news/hall.jpg has more than 100 scans (layers of a JPEG); export it again"
    )


@pytest.mark.parametrize("kind", [b"zTXt", b"iTXt", b"iCCP"])
def test_a_long_text_inside_a_picture_takes_no_memory(kind: bytes) -> None:
    text = zlib.compress(b" " * 50_000_000)
    body = {b"zTXt": b"a\0\0", b"iTXt": b"a\0\1\0\0\0", b"iCCP": b"a\0\0"}[kind] + text
    raw = saved(plain(30, 20), "PNG")
    raw = raw[:33] + chunk(kind, body) + raw[33:]

    assert looked_at(raw) in ("shown", "refused")


def looked_at(raw: bytes) -> str:
    """`shown` or `refused`; any other outcome is an error."""
    try:
        picture, files = renditions_of(raw, NAME)
    except ValueError as error:
        return "refused" if str(error).startswith("docs/news/hall.jpg ") else f"refused with {error}"
    assert files.keys() == {each.path for each in picture.renditions}
    return "shown"


SMALL = [
    saved(noise(24, 16), exif=EXIF, icc_profile=wide_gamut()),
    saved(noise(24, 16), progressive=True),
    saved(noise(24, 16).quantize(16), "PNG", transparency=3, exif=EXIF),
    saved(noise(24, 16), "PNG", save_all=True, append_images=[plain(24, 16)]),
    saved(noise(24, 16), "WEBP", exif=EXIF, icc_profile=wide_gamut()),
    saved(noise(24, 16), "WEBP", save_all=True, append_images=[plain(24, 16)]),
]


@settings(deadline=None, max_examples=60)
@given(
    raw=st.sampled_from(SMALL),
    edits=st.lists(st.tuples(st.integers(0, 3999), st.binary(max_size=6)), min_size=1, max_size=6),
    cut=st.none() | st.integers(12, 4000),
)
def test_whatever_bytes_a_picture_has_it_is_shown_or_refused(
    raw: bytes, edits: list[tuple[int, bytes]], cut: int | None
) -> None:
    damaged = bytearray(raw)
    for at, new in edits:
        at %= len(damaged)
        damaged[at : at + len(new)] = new

    assert looked_at(bytes(damaged[:cut])) in ("shown", "refused")


@settings(deadline=None, max_examples=60)
@given(start=st.sampled_from([raw[:30] for raw in SMALL] + [b""]), rest=st.binary(max_size=300))
def test_whatever_follows_the_first_bytes_it_is_shown_or_refused(start: bytes, rest: bytes) -> None:
    assert looked_at(start + rest) in ("shown", "refused")


def test_any_error_while_reading_is_told_to_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for error in (MemoryError(), SyntaxError(), struct.error(), OSError(), KeyError("x"), AssertionError()):

        def failing(self: Any, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", failing)
        assert refusal(saved(plain(9, 9))) == "docs/news/hall.jpg is damaged or truncated; export it again"


# ---- On a page ----------------------------------------------------------------------------------------


def on_page(markup: str) -> Any:
    return html.fragment_fromstring(absolute(markup, "https://example.org/", "cs/", ""))


def test_a_page_offers_every_rendition_and_holds_the_place_free() -> None:
    picture, _ = renditions_of(saved(plain(2000, 1000)), NAME)
    page = on_page(shown(picture, 'Hala "A" <b>', sizes="(min-width: 60em) 30em, 100vw"))
    (source,), (image,) = page.xpath("//source"), page.xpath("//img")

    assert page.tag == "picture"
    at = f"https://example.org/pictures/hall-{picture.digest[:8]}"
    assert source.attrib == {
        "type": "image/webp",
        "srcset": f"{at}-480.webp 480w, {at}-960.webp 960w, {at}-1600.webp 1600w",
        "sizes": "(min-width: 60em) 30em, 100vw",
    }
    assert image.attrib == {
        "src": f"{at}-960.jpg",
        "srcset": f"{at}-480.jpg 480w, {at}-960.jpg 960w, {at}-1600.jpg 1600w",
        "sizes": "(min-width: 60em) 30em, 100vw",
        "width": "1600",
        "height": "800",
        "alt": 'Hala "A" <b>',
        "loading": "lazy",
        "decoding": "async",
    }


def test_what_is_seen_at_once_is_loaded_at_once() -> None:
    picture, _ = renditions_of(saved(plain(300, 200)), NAME)
    image = on_page(shown(picture, "", sizes="100vw", lazy=False)).xpath("//img")[0]

    assert "loading" not in image.attrib
    assert image.get("alt") == ""
    assert image.get("src").endswith("-300.jpg")


@pytest.mark.parametrize("is_transparent", [True, False])
def test_only_a_transparent_picture_asks_for_a_light_ground(is_transparent: bool) -> None:
    alpha = 254 if is_transparent else 255
    picture, _ = renditions_of(saved(plain(300, 200, "RGBA", (0, 0, 0, alpha)), "PNG"), NAME)
    on_site, in_feed = (
        on_page(each).xpath("descendant-or-self::img")[0].attrib
        for each in (shown(picture, "Lines", sizes="100vw"), plain_shown(picture, "Lines"))
    )

    assert on_site.get("class") == ("see-through" if is_transparent else None)
    assert in_feed.get("style") == ("background-color:#fff" if is_transparent else None)
    assert simplified(str(shown(picture, "Lines", sizes="100vw"))).count("background-color") == is_transparent
    assert "see-through" not in simplified(str(shown(picture, "Lines", sizes="100vw")))


@pytest.mark.parametrize(("source", "width"), [(2000, 960), (700, 700), (300, 300)])
def test_a_feed_shows_one_rendition_of_middle_size(source: int, width: int) -> None:
    picture, _ = renditions_of(saved(plain(source, source // 2)), NAME)
    image = on_page(plain_shown(picture, 'A & "B"'))

    assert image.tag == "img"
    assert image.attrib == {
        "src": f"https://example.org/pictures/hall-{picture.digest[:8]}-{width}.jpg",
        "width": str(width),
        "height": str(width // 2),
        "alt": 'A & "B"',
    }


# ---- The album ----------------------------------------------------------------------------------------


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "news").mkdir(parents=True)
    (folder / NAME).write_bytes(saved(halves(600, 400)))
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources of which renditions were made."""
    names: list[str] = []

    def counted(raw: bytes, name: str) -> Any:
        names.append(name)
        return renditions_of(raw, name)

    monkeypatch.setattr("cluster.build.picture_cache.renditions_of", counted)
    return names


def album(docs: Path, memory: dict[str, Any]) -> PictureCache:
    return PictureCache(docs, docs.parent / "cache/pictures", memory)


def cached(docs: Path) -> set[str]:
    return {f"pictures/{path.name}" for path in (docs.parent / "cache/pictures").iterdir()}


def test_the_album_gives_the_bytes_of_every_rendition_it_has_looked_at(docs: Path) -> None:
    one = album(docs, {})
    picture = one.look(NAME)
    expected, files = renditions_of((docs / NAME).read_bytes(), NAME)

    assert picture == expected
    assert {path: source() for path, source in one.files().items()} == files
    assert cached(docs) == files.keys()


def test_nothing_is_read_or_made_again_while_nothing_has_changed(
    docs: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    memory: dict[str, Any] = {}
    first = album(docs, memory).look(NAME)
    remembered = memory[NAME]
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    one = album(docs, memory)

    assert one.look(NAME) is one.look(NAME) is first
    assert made == [NAME]
    assert memory[NAME] is remembered


def test_a_picture_that_is_published_as_it_is_is_read_once_and_has_no_rendition(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory: dict[str, Any] = {}
    first = album(docs, memory).as_it_is(NAME)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
        second = album(docs, memory)
        assert second.as_it_is(NAME) is first
    second.prune()
    os.utime(docs / NAME, (1, 1))

    assert [each.path for each in first.renditions] == [NAME]
    assert second.files() == {}
    assert album(docs, memory).as_it_is(NAME) is not first
    album(docs, memory).prune()
    assert memory == {}


def test_a_source_that_was_only_touched_is_not_made_again(docs: Path, made: list[str]) -> None:
    memory: dict[str, Any] = {}
    first = album(docs, memory).look(NAME)
    os.utime(docs / NAME, (1, 1))

    assert album(docs, memory).look(NAME) is first
    assert made == [NAME]
    assert memory[NAME][:2] == (trace_of(docs / NAME), first)


def test_another_source_is_made_anew_and_the_old_renditions_go(docs: Path, made: list[str]) -> None:
    memory: dict[str, Any] = {}
    first = album(docs, memory).look(NAME)
    (docs / NAME).write_bytes(saved(plain(700, 300)))
    one = album(docs, memory)
    second = one.look(NAME)
    one.prune()

    assert made == [NAME, NAME]
    assert second.digest != first.digest
    assert cached(docs) == {each.path for each in second.renditions}


def test_a_picture_that_no_page_shows_any_more_is_forgotten(docs: Path) -> None:
    (docs / "news/other.jpg").write_bytes(saved(plain(30, 20)))
    memory: dict[str, Any] = {}
    one = album(docs, memory)
    one.look(NAME)
    other = one.look("news/other.jpg")
    one.prune()
    assert memory.keys() == {NAME, "news/other.jpg"}

    two = album(docs, memory)
    two.look("news/other.jpg")
    two.prune()

    assert memory.keys() == {"news/other.jpg"}
    assert cached(docs) == two.files().keys() == {each.path for each in other.renditions}


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"half")])
def test_a_lost_or_half_rendition_is_made_again(docs: Path, made: list[str], harm: Any) -> None:
    memory: dict[str, Any] = {}
    path = album(docs, memory).look(NAME).webp[-1].path
    harm(docs.parent / "cache" / path)
    one = album(docs, memory)
    one.look(NAME)

    assert made == [NAME, NAME]
    assert {path: len(source()) for path, source in one.files().items()} == {
        each.path: each.size for each in one.look(NAME).renditions
    }


def test_a_cache_that_cannot_be_written_is_done_without(docs: Path, made: list[str]) -> None:
    (docs.parent / "cache").write_text("not a folder")
    memory: dict[str, Any] = {}
    one = album(docs, memory)
    picture = one.look(NAME)
    one.prune()

    assert {path: len(source()) for path, source in one.files().items()} == {
        each.path: each.size for each in picture.renditions
    }
    assert album(docs, memory).look(NAME) == picture
    assert made == [NAME, NAME]


def test_a_write_that_fails_leaves_nothing_half(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*paths: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("os.replace", failing)
    one = album(docs, {})
    one.look(NAME)

    assert cached(docs) == set()
    assert all(source() for source in one.files().values())


def test_what_is_not_there_cannot_be_read_or_is_too_large_is_told_to_the_editor(docs: Path) -> None:
    with (docs / "large.jpg").open("wb") as file:
        file.truncate(41_000_000)
    (docs / "text.jpg").write_text("text")
    (docs / "loop.jpg").symlink_to("loop.jpg")
    os.mkfifo(docs / "pipe.jpg")
    one = album(docs, {})
    said = {}
    for name in ("none.jpg", "news", "large.jpg", "text.jpg", "loop.jpg", "pipe.jpg", "a" * 300):
        with pytest.raises(ValueError, match="docs/") as refused:
            one.look(name)
        said[name] = str(refused.value)

    assert said == {
        "none.jpg": "docs/none.jpg does not exist",
        "news": "docs/news does not exist",
        "large.jpg": "docs/large.jpg: the file is too large: 41 MB (limit: 40 MB)",
        "text.jpg": "docs/text.jpg is not a supported picture; save it as JPEG or PNG",
        "loop.jpg": "docs/loop.jpg does not exist",
        "pipe.jpg": "docs/pipe.jpg does not exist",
        "a" * 300: f"docs/{'a' * 300} does not exist",
    }
    assert one.files() == one.cached == {}


def test_a_file_that_may_not_be_read_is_told_to_the_editor(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    with pytest.raises(ValueError, match=r"^docs/news/hall[.]jpg cannot be read: Permission denied"):
        album(docs, {}).look(NAME)


def test_what_an_album_remembers_can_be_kept(docs: Path, tmp_path: Path, made: list[str]) -> None:
    memory: dict[str, Any] = {}
    first = album(docs, memory).look(NAME)
    Cache(tmp_path, "1").save("pictures", memory)
    loaded = Cache(tmp_path, "1").load("pictures")

    assert loaded == memory
    assert isinstance(loaded[NAME][1], Picture)
    assert album(docs, loaded).look(NAME) == first
    assert made == [NAME]


def test_a_program_that_makes_no_picture_does_not_load_pillow() -> None:
    code = (
        "import sys, cluster.build.picture_cache; sys.exit('PIL' in sys.modules or 'slugify' in sys.modules)"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT / "hooks")}

    assert MOST_BYTES == 204_800
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0
