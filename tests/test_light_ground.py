"""A drawing on nothing is readable in the dark scheme."""

from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cluster.build.logos import grounds_of_logo, mark_logo
from cluster.build.picture_cache import PictureCache
from cluster.pictures.renditions import as_it_is
from PIL import Image
from support.browser import serve, visitor
from support.builds import replace
from support.command_line import cluster

NEWS = "docs/news/light-day-report.md"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M0 60L90 0" stroke="#000"/></svg>'
)


class Theme(dict[str, Any]):
    """As MkDocs has it."""

    dirs = ()


def colour_below(page: Any, selector: str) -> tuple[int, ...]:
    """The colour of the corner of a picture, where the drawing has nothing."""
    page.locator(selector).first.scroll_into_view_if_needed()
    page.wait_for_function("selector => document.querySelector(selector).complete", arg=selector)
    shot = Image.open(BytesIO(page.locator(selector).first.screenshot())).convert("RGB")
    return shot.getpixel((8, 8))  # type: ignore[return-value]


@pytest.fixture
def illustrated(project: Path) -> Path:
    """The miniature with a drawing on nothing at the head of a news item, and others in its text."""
    Image.new("RGBA", (900, 600), (0, 0, 0, 0)).save(project / "docs/news/lines.png")
    Image.new("RGB", (900, 600), (0, 90, 0)).save(project / "docs/news/green.png")
    (project / "docs/news/plan.svg").write_bytes(SVG)
    replace(project / NEWS, "news/light-day.jpg", "news/lines.png")
    text = (project / NEWS).read_text("utf-8")
    (project / NEWS).write_text(f"{text}\n\n![Plán](plan.svg)\n\n![Zelená](green.png)\n", "utf-8")
    replace(project / "mkdocs.yml", "logo: assets/logo.svg", "logo: press/logo-dark.svg")
    (project / "docs/press/logo-dark.svg").write_bytes(SVG)
    done = cluster(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_what_is_drawn_on_nothing_has_a_light_ground_in_the_dark_scheme(
    illustrated: Path, chromium: Any
) -> None:
    with serve(illustrated) as address, visitor(chromium, address) as visit:
        page = visit("news/light-day-report/")
        rows = visit("news/")

        for each in (page, rows):  # the miniature has no switch of schemes
            each.evaluate("document.body.dataset.mdColorScheme = 'slate'")

        assert colour_below(page, "figure img") == (255, 255, 255)
        assert colour_below(page, "img[src$='.svg'][alt='Plán']") == (255, 255, 255)
        assert colour_below(page, "img[alt='Zelená']")[1] < 100
        assert colour_below(page, ".brand__mark") == (255, 255, 255)
        assert colour_below(rows, ".thumbnail img") == (255, 255, 255)


def test_an_opaque_picture_is_left_as_it_is(illustrated: Path) -> None:
    page = (illustrated / "news/light-day-report/index.html").read_text("utf-8")
    feed = (illustrated / "rss.xml").read_text("utf-8")

    assert page.count("see-through") == 3, "that of the news, the plan and the logo"
    assert feed.count("background-color:#fff") == 2
    assert "see-through" not in feed


def test_a_logo_with_a_ground_of_its_own_is_left_as_it_is(project: Path) -> None:
    ground = '<rect width="9" height="9" fill="#246"/>'
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{ground}</svg>'
    (project / "docs/assets/logo.svg").write_text(logo, "utf-8")

    assert cluster(project, "build").returncode == 0

    assert 'class="brand__mark"' in (project / "site/index.html").read_text("utf-8")


LIGHT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 44">'
    '<path d="M0 0h300v44" fill="#fff"/><path d="M0 0v44h9" fill="#b22"/></svg>'
)


def test_a_dark_logo_takes_the_place_of_the_other_one_in_the_dark_scheme(
    project: Path, chromium: Any
) -> None:
    replace(project / "mkdocs.yml", "logo: assets/logo.svg", "logo: assets/logo.svg\n  logo_dark: light.svg")
    (project / "docs/light.svg").write_text(LIGHT, "utf-8")
    done = cluster(project, "build")
    assert done.returncode == 0, done.stderr

    with serve(project / "site") as address, visitor(chromium, address) as visit:
        page, press = visit("members/"), visit("press/")
        shown = []
        for scheme, media in (("default", "screen"), ("slate", "screen"), ("slate", "print")):
            page.emulate_media(media=media)
            page.evaluate("scheme => document.body.dataset.mdColorScheme = scheme", scheme)
            shown.append(page.evaluate(SHOWN_LOGOS))

        assert [[each["file"] for each in logos] for logos in shown] == [
            ["logo.svg"],
            ["light.svg"],
            ["logo.svg"],
        ]
        assert [each["ground"] for logos in shown for each in logos] == ["rgba(0, 0, 0, 0)"] * 3
        assert not page.locator(".brand__name:not(.visually-hidden)").count(), "both logos say the name"
        grounds = press.locator(".press-logos__ground:has([src$='light.svg'])")
        assert [each.get_attribute("class") for each in grounds.all()] == [
            "press-logos__ground press-logos__ground--dark"
        ]


SHOWN_LOGOS = """() => [...document.querySelectorAll(".brand__mark")]
  .filter(logo => getComputedStyle(logo).display !== "none")
  .map(logo => ({file: logo.src.split("/").pop(), ground: getComputedStyle(logo).backgroundColor}))"""


@pytest.mark.parametrize(
    ("fill", "classes", "grounds"), [("#fff", "", ["dark"]), ("#246", " see-through", ["light"])]
)
def test_a_logo_is_shown_on_the_grounds_on_which_it_is_seen(
    tmp_path: Path, fill: str, classes: str, grounds: list[str]
) -> None:
    logo = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4" fill="{fill}"/></svg>'
    (tmp_path / "logo.svg").write_text(logo, "utf-8")
    config = SimpleNamespace(docs_dir=str(tmp_path), theme=Theme({"logo": "logo.svg"}))

    mark_logo(config)

    [logo] = config.theme["shown_logos"]
    pictures = PictureCache(tmp_path, tmp_path, {})
    assert logo.classes == classes
    assert [*grounds_of_logo(pictures, "logo.svg", is_for_dark=False)] == grounds
    assert [*grounds_of_logo(pictures, "logo.svg", is_for_dark=True)] == ["dark"]


@pytest.mark.parametrize(
    ("colour", "grounds", "is_unseen"),
    [("#ffffff", ("dark",), False), ("#224466", ("light",), True), ("#cc3311", ("light",), False)],
)
def test_pixels_on_nothing_are_as_light_as_their_colour(
    colour: str, grounds: tuple[str, ...], is_unseen: bool
) -> None:
    image = Image.new("RGBA", (90, 60), (0, 0, 0, 0))
    image.paste(colour, (30, 20, 60, 40))
    raw = BytesIO()
    image.save(raw, "PNG")

    picture = as_it_is(raw.getvalue(), "logo.png")

    assert (picture.grounds, picture.is_unseen_on_dark) == (grounds, is_unseen)
    assert picture.is_transparent


def test_a_picture_that_is_all_transparent_is_neither_light_nor_dark() -> None:
    raw = BytesIO()
    Image.new("RGBA", (90, 60), (0, 0, 0, 0)).save(raw, "PNG")

    assert not any(as_it_is(raw.getvalue(), "logo.png").lightness)
