"""The picture that other websites and messengers show beside a link to a page."""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser
import lxml.html
import pytest
from cluster.build.cache import Cache
from cluster.build.prepared import DRAWN, Memo
from cluster.content.version import SiteVersion
from cluster.pages.share_pictures import picture_of
from cluster.pictures.card_drawing import FILES, Painter
from cluster.pictures.card_fonts import fitted
from cluster.pictures.card_pattern import BAND, band
from cluster.pictures.card_shades import Shades
from cluster.pictures.cards import Card
from cluster.pictures.icons import Mark
from cluster.pictures.model import Picture
from cluster.pictures.renditions import renditions_of
from cluster.pictures.shared import shared, size_of
from PIL import Image, ImageColor
from support.versions import HOME, pages, version_on

THEME = Path(__file__).parent.parent / "hooks/cluster/theme"
FONTS = {name: (THEME / name).read_bytes() for name in FILES}
SHADES = Shades(ground="#1f3035", pillars=((1, "#5fa5b3"), (2, "#cf895a"), (3, "#83a566")))
MARK = Mark(letters="KH", ground="#1f3035", strip=("#5fa5b3", "#cf895a"), font=FONTS[FILES[0]])
PAINTER = Painter(FONTS, SHADES, MARK, "KH lenses lasers")

MEETING = """---
title: {cs: %s, en: A meeting}
when: 2022-12-05
kind: pillar-meeting
%s---
"""


def with_cards(changes: dict[str, str | bytes] | None = None, language: str = "cs") -> SiteVersion:
    return replace(version_on(changes=changes, language=language), card_look=PAINTER.look)


def card(title: str, **changes: object) -> Card:
    plain = Card(title=title, above="", date="", name="Klastr", pillars=(1, 2, 3), look="")
    return replace(plain, **changes)  # type: ignore[arg-type]


def opened(raw: bytes) -> Image.Image:
    return Image.open(BytesIO(raw)).convert("RGB")


def meeting(title: str = "Schůzka", pillars: str = "", language: str = "cs") -> Card:
    version = with_cards(
        {"docs/events/meeting.md": MEETING % (title, f"pillars: [{pillars}]\n" if pillars else "")}, language
    )
    made_from = picture_of(pages(version)["events/meeting/"]).made_from
    assert isinstance(made_from, Card)
    return made_from


def test_the_card_of_an_event_has_its_title_its_pillar_and_its_date() -> None:
    found = meeting(pillars="lenses")

    assert (found.title, found.date) == ("Schůzka", "5.\u00a0prosince 2022")
    assert found.above.startswith("Akce · 1 ") or found.above.startswith("Kalendář akcí · 1 ")
    assert found.pillars == (1,)


def test_a_card_is_in_the_language_of_its_page() -> None:
    assert (meeting(language="en").title, meeting(language="en").date) == (
        "A meeting",
        "5\u00a0December 2022",
    )


def test_a_page_of_no_pillar_in_particular_has_the_colours_of_all() -> None:
    assert meeting().pillars == (1, 2, 3)


def test_what_the_card_shows_decides_its_address() -> None:
    assert meeting().path == meeting().path
    assert len({meeting().path, meeting("Porada").path, meeting(pillars="lenses").path}) == 3


def test_months_have_the_card_of_their_section() -> None:
    found = pages(with_cards())
    months = {picture_of(page).path for page in found.values() if page.kind == "month"}

    assert months == {picture_of(found["events/"]).path}


def test_a_site_without_the_fonts_of_cards_has_its_icon() -> None:
    files = {name: raw for name, raw in FONTS.items() if "display" not in name}

    assert Painter(files, SHADES, MARK, "KH").look == ""
    assert picture_of(pages(version_on())["events/"]).path == "assets/icon.png"


# ---- Drawing --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ["Lupa", "Představení klastru a první workshop " * 3, "Donaudampfschifffahrtsgesellschaft" * 4]
)
def test_a_card_has_the_size_and_the_weight_that_networks_want(title: str) -> None:
    raw = PAINTER.drawn(card(title, date="5. prosince 2022", above="Akce"))

    assert opened(raw).size == (1200, 630)
    assert len(raw) < 38_000


@pytest.mark.parametrize(
    "title", ["Představení klastru a první workshop " * 9, "Nejneobhospodařovávatelnější" * 9]
)
def test_no_title_leaves_the_card_or_reaches_the_pattern(title: str) -> None:
    image = opened(PAINTER.drawn(card(title)))
    ground = image.getpixel((4, 4))

    beside = [*image.crop((1150, 150, 1200, 454)).getcolors(), *image.crop((72, 430, 1150, 454)).getcolors()]
    assert {colour for _, colour in beside} == {ground}


def test_the_same_card_has_the_same_bytes_in_another_build() -> None:
    assert PAINTER.drawn(card("Lupa")) == Painter(FONTS, SHADES, MARK, PAINTER.seed).drawn(card("Lupa"))


def test_what_cards_share_is_drawn_once_for_many_builds(tmp_path: Path) -> None:
    drawn: list[str] = []

    def build() -> bytes:
        parts = Memo(Cache(tmp_path, "program"), DRAWN)

        def once(make: Callable[..., Any], *values: Any) -> Any:
            return parts.of(partial(recorded, make.__name__), make, *values)

        def recorded(name: str, make: Callable[..., Any], *values: Any) -> Any:
            drawn.append(name)
            return make(*values)

        found = Painter(FONTS, SHADES, MARK, PAINTER.seed, once=once).drawn(card("Lupa"))
        parts.save()
        return found

    assert [build(), build()] == [PAINTER.drawn(card("Lupa"))] * 2
    assert sorted(drawn) == ["_band", "_logo"]


def test_each_cluster_has_a_pattern_of_its_own() -> None:
    other = Painter(FONTS, SHADES, MARK, "WC water")

    assert other.drawn(card("Lupa")) != PAINTER.drawn(card("Lupa"))
    assert other.look != PAINTER.look


@pytest.mark.parametrize("pillars", [(1,), (2,), (1, 3), (1, 2, 3)])
def test_the_pattern_has_the_colours_of_the_pillars_that_a_page_is_about(pillars: tuple[int, ...]) -> None:
    part = opened(PAINTER.drawn(card("Lupa", pillars=pillars))).crop((0, 456, 1200, 616))
    areas = {colour: number for number, colour in part.getcolors()}
    found = {number for number, hue in SHADES.pillars if ImageColor.getrgb(hue) in areas}

    assert found == {*pillars}
    assert areas[ImageColor.getrgb(SHADES.ground)] > 0.7 * part.width * part.height


@pytest.mark.parametrize("number", [1, 2, 12, 40, 300])
def test_any_number_of_pillars_has_room_in_the_pattern(number: int) -> None:
    pillars = tuple(range(1, number + 1))
    shades = Shades(ground="#1f3035", pillars=tuple((each, f"#5fa{each:03x}") for each in pillars))
    drawn = band("KH", pillars, shades)

    assert drawn.size == (1201, BAND)
    assert max(drawn.tobytes()) < len(shades.palette) // 3 <= 256
    assert len({shades.hue(each) for each in pillars}) == min(number, 31)


def test_a_cluster_without_pillars_has_a_pattern_with_the_colour_of_its_strip() -> None:
    shades = Shades(ground="#1f3035", pillars=((1, "#5fa5b3"),))

    assert band("KH", (), shades).tobytes() == band("KH", (1,), shades).tobytes()


def test_a_letter_that_the_font_lacks_loses_its_accent_and_a_sign_is_left_out() -> None:
    face = PAINTER._titles[0]

    assert face.spelled("Čočka") == "Čočka"
    assert face.spelled("Čṽočka ☃") == "Čvočka"
    assert face.spelled("Φακός") == ""


def test_a_one_letter_word_stays_with_the_next_one() -> None:
    face = PAINTER._titles[-1]
    words = meeting("Setkání k optice a fotonice v Olomouci i v Praze u Moravy").title

    for width in range(200, 900, 40):
        lines = face.broken(words, width)
        assert lines is None or not any(line[-2:-1] == " " for line in lines.texts)


def test_a_word_that_is_too_long_is_cut() -> None:
    lines = fitted(PAINTER._titles, "Nejneobhospodařovávatelnější" * 9, 1056, 254)

    assert lines.texts[-1].endswith("…")


# ---- Pictures of editors --------------------------------------------------------------------------------


def picture(size: tuple[int, int], spot: tuple[int, int] | None = None) -> tuple[Picture, bytes]:
    """A picture with one thing in it, and its largest rendition."""
    image = Image.new("RGB", size, "white")
    if spot:
        for step in range(0, 60, 12):
            image.paste("black", (spot[0] + step, spot[1], spot[0] + step + 6, spot[1] + 60))
    file = BytesIO()
    image.save(file, "PNG")
    found, renditions = renditions_of(file.getvalue(), "spot.png")
    return found, renditions[found.plain[-1].path]


def test_a_picture_is_cut_to_the_shape_that_networks_show() -> None:
    assert opened(shared(*picture((1600, 1600)))).size == (1200, 630)
    assert opened(shared(*picture((900, 700)))).size == (900, 472)


def test_the_part_with_most_detail_remains() -> None:
    middle = shared(*picture((1200, 1200)))
    low = shared(*picture((1200, 1200), (500, 1100)))

    assert opened(middle).convert("L").getextrema()[0] > 200
    assert opened(low).convert("L").getextrema()[0] < 60


@pytest.mark.parametrize("size", [(400, 300), (700, 2400)])
def test_a_picture_that_is_small_or_narrow_is_not_shared(size: tuple[int, int]) -> None:
    assert size_of(picture(size)[0]) is None


def test_a_noisy_photograph_is_light_enough_for_messengers() -> None:
    noise = Image.effect_noise((400, 300), 120).resize((1600, 1200)).convert("RGB")
    file = BytesIO()
    noise.save(file, "JPEG", quality=90)
    found, renditions = renditions_of(file.getvalue(), "noise.jpg")

    assert len(shared(found, renditions[found.plain[-1].path])) <= 60_000


# ---- The built site -------------------------------------------------------------------------------------


def test_each_page_names_a_picture_that_exists_with_its_size_and_what_it_shows(miniature: Path) -> None:
    named = set()
    for file in miniature.rglob("index.html"):
        found = {
            each.get("property") or each.get("name"): each.get("content")
            for each in lxml.html.document_fromstring(file.read_bytes()).xpath("//meta[@content]")
        }
        if "og:image" not in found:
            continue
        picture = miniature / found["og:image"].removeprefix(HOME)
        with Image.open(picture) as image:
            assert [found["og:image:width"], found["og:image:height"]] == [str(each) for each in image.size]
            assert found["og:image:type"] == image.get_format_mimetype()
        assert found["og:image:alt"] == found["twitter:image:alt"] != ""
        named.add(picture)

    assert set((miniature / "share").iterdir()) == {each for each in named if each.parent.name == "share"}


def test_items_of_feeds_show_the_picture_of_their_page(miniature: Path) -> None:
    rss = feedparser.parse((miniature / "rss.xml").read_bytes())
    feed = json.loads((miniature / "feed.json").read_bytes())

    for entry, item in zip(rss.entries, feed["items"], strict=True):
        [enclosure] = entry.enclosures
        file = miniature / enclosure.href.removeprefix(HOME)
        assert (enclosure.href, int(enclosure.length)) == (item["image"], file.stat().st_size)
