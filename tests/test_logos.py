"""Logos: shown with the same weight, refused with a remedy where they cannot be shown."""

from io import BytesIO
from math import sqrt
from pathlib import Path

import pytest
from cluster.build.load import read_site
from cluster.build.picture_cache import PictureCache
from cluster.pages.logos import AREA, HIGHEST, WIDEST, logo_size, monogram, monograms
from cluster.pages.members import entries_of
from cluster.pictures.model import SVG, Picture, Rendition
from cluster.problems import Invalid
from cluster.reading.scalar_types import Id
from PIL import Image
from support.sources import LANGUAGES, miniature, others
from support.versions import version_on


def picture(width: int, height: int) -> Picture:
    return Picture(webp=(), plain=(Rendition("logo.svg", width, height, SVG, 1),), digest="")


@pytest.mark.parametrize(("width", "height"), [(300, 300), (400, 200), (90, 30), (2_000, 1_000), (50, 50)])
def test_logos_of_common_shapes_cover_the_same_area(width: int, height: int) -> None:
    shown = logo_size(picture(width, height))

    assert shown[0] * shown[1] == pytest.approx(AREA, rel=0.13)
    assert shown[0] / shown[1] == pytest.approx(width / height, rel=0.03)


@pytest.mark.parametrize(("width", "height"), [(1_200, 100), (100, 1_200), (60, 40)])
def test_a_logo_of_any_shape_fits_into_its_box(width: int, height: int) -> None:
    shown = logo_size(picture(width, height))

    assert 1 <= shown[0] <= WIDEST
    assert 1 <= shown[1] <= HIGHEST


def test_a_logo_in_a_head_is_larger() -> None:
    small, large = logo_size(picture(200, 100)), logo_size(picture(200, 100), 1.5)

    assert sqrt(large[0] * large[1]) == pytest.approx(1.5 * sqrt(small[0] * small[1]), rel=0.02)


def test_a_monogram_is_that_of_the_original_name_in_all_languages() -> None:
    member = "\n  - {id: ctu, name: {cs: ČVUT v Praze, en: Czech Technical University}, kind: university}\n"
    members = miniature()["data/members.yaml"].decode().rstrip() + member

    for language in ("cs", "en"):
        entries = entries_of(version_on(changes={"data/members.yaml": members}, language=language))
        assert entries[Id("ctu")].letters == "ČVUT"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Meopta", "Me"),
        ("asphericon", "As"),
        ("IQS Group", "IQS"),
        ("PŚk", "PŚk"),
        ("WSEiP", "WSEP"),
        ("eBay", "Eb"),
        ("Aqua'Sens, SAS", "AS"),
        ("Meopta – optika, s.r.o.", "MO"),
        ("ČVUT v Praze", "ČVUT"),
        ("VŠB-TUO", "VŠB"),
        ("Ústav přístrojové techniky AV ČR", "ÚPT"),
        ("NETWORK GROUP", "NG"),
        ("esc Aerospace", "EA"),
        ("Pramacom-HT", "Pr"),
        ("Ž", "Ž"),
        ("3 Z", "3 "),
    ],
)
def test_who_has_no_logo_has_a_monogram(name: str, letters: str) -> None:
    assert monogram(name) == letters


def test_no_two_organisations_have_the_same_monogram() -> None:
    names = [
        "Univerzita Palackého",
        "Univerzita Pardubice",
        "Meopta",
        "Merlin",
        "Crytur",
        "Institut für Optik",
    ]

    found = monograms(dict(zip(names, names, strict=True)))

    assert [*found.values()] == ["UPal", "UPar", "Meo", "Mer", "Cr", "IO"]


def png(width: int, height: int) -> bytes:
    raw = BytesIO()
    Image.new("RGB", (width, height), "navy").save(raw, "PNG")
    return raw.getvalue()


BAD = {
    "wide.png": (
        png(2_000, 40),
        "one side of docs/members/wide.png is 50 times the other (limit: 12); cut it",
    ),
    "heavy.png": (
        png(20, 20) + bytes(20_000_000),
        "docs/members/heavy.png: the file is too large: 20 MB (limit: 2 MB)",
    ),
    "words.png": (
        b"Logo, see the attachment",
        "docs/members/words.png is not a supported picture; save it as JPEG or PNG",
    ),
    "run.svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>',
        "docs/members/run.svg, line 1: a script is not allowed; remove it, or save the drawing as PNG",
    ),
}


def problems_with_logo(name: str, docs: Path) -> list[str]:
    """What is wrong with the miniature if a member's logo is a file of a folder."""
    members = miniature()["data/members.yaml"].replace(b"press/logo-dark.svg", name.encode())
    found = [f"docs/{each.relative_to(docs).as_posix()}" for each in docs.rglob("*.*")]
    look = PictureCache(docs, docs.parent / "cache", {}).look
    with pytest.raises(Invalid) as caught:
        read_site(
            miniature() | {"data/members.yaml": members}, LANGUAGES, others=[*others(), *found], look=look
        )
    return [str(each) for each in caught.value.problems if "members.yaml" in str(each)]


@pytest.mark.parametrize("name", BAD)
def test_a_logo_that_cannot_be_shown_is_refused_at_its_line_with_a_remedy(name: str, tmp_path: Path) -> None:
    raw, message = BAD[name]
    docs = tmp_path / "docs"
    (docs / "members").mkdir(parents=True)
    (docs / "members" / name).write_bytes(raw)

    [problem] = problems_with_logo(f"members/{name}", docs)

    assert problem.startswith("data/members.yaml:26: ")
    assert problem.endswith(message)


def test_a_logo_with_another_name_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    [problem] = problems_with_logo("press/logo-drak.svg", tmp_path)

    assert problem == (
        "data/members.yaml:26: member 'institute': logo: docs/press/logo-drak.svg does not exist; "
        "did you mean 'press/logo-dark.svg'?"
    )
