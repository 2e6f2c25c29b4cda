"""The look belongs to the cluster: its colours, logo, icons, fonts and the head of its home page."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from cluster.build.logos import mark_logo, problems_of_logos
from cluster.build.look import sound_font, sound_icon
from cluster.build.mkdocs_checks import named_as_the_program
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.colours import LEGIBLE, VISIBLE, colour_of, contrast, difference, least_contrast
from cluster.content.look import Look
from cluster.content.palette import APART, grounds_of, palette_of
from cluster.pages.look_styles import with_look
from cluster.pages.share_pictures import picture_of
from cluster.pictures.hero_pattern import PATTERN, hero_pattern
from cluster.pictures.icons import Mark, favicon, letters_of, old_icon, png_icon
from cluster.reading.scalars import Colour, parse_colour
from PIL import Image, ImageDraw
from support.another_cluster import write_water_cluster
from support.browser import visitor
from support.builds import ROOT, files, with_digest
from support.colours import INKS_AND_GROUNDS
from support.command_line import cluster
from support.sources import miniature as sources
from support.sources import problems_of
from support.versions import pages, version_on

FONT = (ROOT / "hooks/cluster/theme/assets/fonts/red-hat-display.woff2").read_bytes()
SEEDS = (1, 2, 3)


def any_look(seed: int) -> Look:
    """A look that a cluster may have, at random."""
    chance = Random(seed)
    hue = chance.uniform(0, 360)
    pillars = [colour_of(0.55, 0.14, hue + 67 * each) for each in range(chance.randrange(1, 6))]
    return Look(
        pillars=tuple(map(Colour, pillars)),
        accent=Colour(colour_of(0.45, 0.15, chance.uniform(0, 360))),
        dark=Colour(colour_of(chance.uniform(0.15, 0.35), chance.uniform(0, 0.1), chance.uniform(0, 360))),
    )


LOOKS = [None, *map(any_look, SEEDS)]


def with_line(line: str) -> list[str]:
    """What is wrong with the miniature with another line of its look, without the file."""
    text = sources()["data/cluster.yaml"].decode()
    start = text.index("look:")
    found = problems_of({"data/cluster.yaml": f"{text[:start]}look:\n  {line}\n"})
    number = text[:start].count("\n") + 2
    assert all(each.startswith(f"data/cluster.yaml:{number}: ") for each in found), found
    return [each.partition(": ")[2] for each in found]


# ---- Colours --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", LOOKS, ids=["default", *map(str, SEEDS)])
@pytest.mark.parametrize("number", [1, 4, 15])
def test_every_colour_can_be_read_in_both_schemes(look: Look | None, number: int) -> None:
    palette = palette_of(look, tuple(range(1, number + 1)))

    assert len(palette.hues) == number
    for scheme, of in ((palette.light, slice(0, 2)), (palette.dark, slice(2, 4))):
        grounds = grounds_of(scheme)
        for name in ("ink", "text", "soft", "link", "link-hover"):
            assert least_contrast(scheme[name], grounds) >= LEGIBLE, name
        assert least_contrast(scheme["line-strong"], grounds) >= VISIBLE
        assert contrast(scheme["button"], scheme["on-button"]) >= LEGIBLE
        for hue in palette.hues.values():
            line, text = hue[of]
            assert least_contrast(line, grounds) >= VISIBLE
            assert least_contrast(text, grounds) >= LEGIBLE
        for name in ("on-night", "on-night-text", "on-night-soft"):
            assert contrast(palette.night[name], scheme["night"]) >= LEGIBLE, name
        assert min(contrast(each, scheme["night"]) for each in palette.strip) >= VISIBLE


def test_of_very_many_pillars_some_have_the_same_colour() -> None:
    palette = palette_of(None, tuple(range(300)))

    assert len(palette.hues) == 300
    assert len(set(palette.hues.values())) == len(palette.strip) == 24


def test_pillars_without_a_colour_get_one_that_differs_from_the_others() -> None:
    named = ("#a3361f", "#2f6f6a")
    palette = palette_of(Look(pillars=tuple(map(Colour, named))), (1, 2, 3, 7, 9))
    colours = [each.light for each in palette.hues.values()]

    assert tuple(colours[:2]) == named
    assert list(palette.hues) == [1, 2, 3, 7, 9]
    assert min(difference(a, b) for n, a in enumerate(colours) for b in colours[:n]) >= APART


def test_a_colour_of_the_dark_scheme_is_used_as_it_is_written() -> None:
    palette = palette_of(Look(accent=Colour("#0f4bc4", "#8fbaff")), (1,))

    assert (palette.light["link"], palette.dark["link"]) == ("#0f4bc4", "#8fbaff")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("#ABC", Colour("#aabbcc")), ("#0f4bc4/#8FBAFF", Colour("#0f4bc4", "#8fbaff"))],
)
def test_a_colour_may_be_short_and_in_capitals(written: str, meant: Colour) -> None:
    assert parse_colour(written) == meant


@pytest.mark.parametrize(
    ("written", "cure"),
    [("teal", "write '#008080'"), ("3a7d44", "write '#3a7d44'"), ("rgb(1, 2, 3)", "write '#010203'")],
)
def test_a_colour_in_other_words_is_refused_with_its_digits(written: str, cure: str) -> None:
    [said] = with_line(f"accent: '{written}'")

    assert said.startswith("cluster: look: accent: expected a colour such as '#3a7d44', found ")
    assert said.endswith(cure)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (
            "accent: '#ffd400'",
            "look: accent: '#ffd400' is hard to see on the light ground '#f4f6f7': the contrast is 1.32, "
            "but must be 4.5;",
        ),
        ("accent: '#0f4bc4 / #123456'", "look: accent: '#123456' is hard to see in the dark scheme"),
        (
            "pillars: ['#ffe000']",
            "look: pillars: the colour of pillar 1: '#ffe000' is hard to see on",
        ),
        (
            "dark: '#808080'",
            "look: dark: white texts are hard to read on '#808080': the contrast is 3.94, but",
        ),
        (
            "pillars: ['#a3361f', '#a4381f']",
            "look: pillars: '#a4381f' of pillar 2 looks like the colour of pillar 1; ",
        ),
    ],
)
def test_a_colour_that_serves_nobody_is_refused_with_a_close_one_that_passes(line: str, wrong: str) -> None:
    [said] = with_line(line)
    close = re.search(r"write '(#\w+)'", said)
    refused = re.findall(r"#\w{6}", line)[-1]

    assert said.startswith(wrong)
    assert close is not None
    passing = line.replace(refused, close[1])
    text = sources()["data/cluster.yaml"].decode()
    version_on(changes={"data/cluster.yaml": f"{text[: text.index('look:')]}look:\n  {passing}\n"})


# ---- Files ----------------------------------------------------------------------------------------------


def test_a_file_of_the_cluster_takes_the_place_of_none_of_the_program(tmp_path: Path) -> None:
    for name in ("hero.svg", "site.css", "own.css"):
        (tmp_path / "assets").mkdir(exist_ok=True)
        (tmp_path / "assets" / name).write_text("", "utf-8")

    assert [str(each.place.file) for each in named_as_the_program(str(tmp_path))] == ["docs/assets/site.css"]
    assert PATTERN != "assets/hero.svg"
    assert f'url("{PATTERN.rpartition("/")[2]}")' in (ROOT / "hooks/cluster/theme/assets/site.css").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("name", ["hero", "icon", "share"])
def test_a_picture_that_is_not_there_is_told_with_its_line(name: str) -> None:
    assert with_line(f"{name}: news/light-dya.jpg") == [
        f"look: {name}: docs/news/light-dya.jpg does not exist; did you mean 'news/light-day.jpg'?"
    ]


def test_a_font_is_a_file_of_the_web() -> None:
    assert with_line("fonts: {text: news/light-day.jpg, licence: OFL}") == [
        "look: fonts: text: expected a WOFF2 file (NAME.woff2), found 'news/light-day.jpg'"
    ]


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>1</script></svg>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("logo.svg", SCRIPT, "docs/assets/logo.svg, line 1: a script is not allowed"),
        ("logo.png", b"This is a text.", "docs/assets/logo.png is not a supported picture"),
        ("logo.png", None, "docs/assets/logo.png is too large: 2,147.5 MB (limit: 2 MB); make it smaller"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused_with_its_line(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    logo = tmp_path / "assets" / name
    logo.parent.mkdir()
    with open(logo, "wb") as file:
        file.write(content or b"")
        file.truncate(len(content) if content else 2**31)  # a file of two gigabytes that takes no room
    theme = {"language": "cs", "logo": f"assets/{name}"}
    config = SimpleNamespace(docs_dir=str(tmp_path), theme=_Theme(theme))

    [problem] = problems_of_logos(config, MkDocsYml.of(yaml.dump({"theme": theme}).encode()))

    assert str(problem).startswith(f"mkdocs.yml:3: theme.logo: {says}")


@pytest.mark.parametrize("size", [(300, 300), (800, 600)])
def test_an_icon_is_square_and_large_enough(size: tuple[int, int]) -> None:
    raw = BytesIO()
    Image.new("RGB", size).save(raw, "PNG")
    says = f"docs/icon.png has {size[0]} × {size[1]} pixels; an icon is square, with 512 or more on each side"

    with pytest.raises(ValueError, match=re.escape(says)):
        sound_icon(raw.getvalue(), "icon.png")


DAMAGED = {
    "garbage": (FONT[:99] + bytes(len(FONT) - 99), "is damaged or truncated; export it again"),
    "empty": (b"", "is empty (0 bytes); copy the file again"),
    "ttf": (
        b"\0\1\0\0 of a TTF",
        "is a TrueType font (TTF); convert it to WOFF2, such as with fonttools",
    ),
    "truncated": (FONT[:-9], "is damaged or truncated; export it again"),
    "text": (b"<html>", "is no WOFF2 font; convert it to WOFF2, such as with fonttools"),
}
"""What a file may be that is called a font, and what the office is told."""


def test_icon_and_fonts_are_what_their_names_say(project: Path) -> None:
    """In a project, as what breaks while cards are drawn is told without a line."""
    Image.new("RGB", (300, 300)).save(project / "docs/assets/small.png")
    for name, (content, _) in DAMAGED.items():
        (project / f"docs/assets/{name}.woff2").write_bytes(content)
    fonts = ("text", "text_bold", "text_italic", "display")
    written = [f"  {font}: assets/{name}.woff2" for font, name in zip(fonts, DAMAGED, strict=False)]
    with_look_of(project, "icon: assets/small.png", "fonts:", *written, "  licence: OFL")
    line = (project / "data/cluster.yaml").read_text("utf-8").splitlines().index("  fonts:") + 1

    done = cluster(project, "check")

    assert done.returncode == 1
    assert f"data/cluster.yaml:{line - 1}: look: icon: docs/assets/small.png has 300" in done.stderr
    for number, (font, name) in enumerate(zip(fonts, DAMAGED, strict=False), start=1):
        where = f"data/cluster.yaml:{line + number}: look: fonts: {font}"
        assert f"{where}: docs/assets/{name}.woff2 {DAMAGED[name][1]}\n" in done.stderr


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_font_is_refused(name: str) -> None:
    content, says = DAMAGED[name]

    with pytest.raises(ValueError, match=re.escape(f"docs/own.woff2 {says}")):
        sound_font(content, "own.woff2")


def with_look_of(project: Path, *lines: str) -> None:
    path = project / "data/cluster.yaml"
    text = path.read_text("utf-8")
    path.write_text(text[: text.index("look:")] + "\n  ".join(["look:", *lines]) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("size", "width", "shape"),
    [((600, 100), 264, "wide"), ((100, 100), 44, ""), ((100, 200), 22, "tall")],
)
def test_a_logo_keeps_its_proportions(tmp_path: Path, size: tuple[int, int], width: int, shape: str) -> None:
    Image.new("RGB", size).save(tmp_path / "logo.png")
    config = SimpleNamespace(docs_dir=str(tmp_path), theme=_Theme({"logo": "logo.png"}))

    mark_logo(config)

    [logo] = config.theme["shown_logos"]
    assert logo.width == width
    assert logo.classes.removeprefix(" brand__mark--") == shape
    assert logo.is_wide == (shape == "wide")


class _Theme(dict[str, Any]):
    dirs = ()


# ---- What the program draws -----------------------------------------------------------------------------


def test_an_abbreviation_that_is_short_enough_is_the_mark_of_a_cluster() -> None:
    letters = {
        **{"KH": "KH", "B&T": "BT", "CREATIVE": "C", "?": "·"},
        **{
            "P-TEST": "PT",
            "ABC Grappe": "ABC",
            "Les Pôles de la Mer du Nord": "Les",
            "Pôles_de la mer": "Pdlm",
        },
    }
    assert {each: letters_of(each) for each in letters} == letters


def test_icons_are_drawn_in_the_colours_of_the_cluster_or_made_of_its_own() -> None:
    mark = Mark(letters="KH", ground="#2b1a2e", strip=("#cc0000", "#00cc00"), font=FONT)
    own = BytesIO()
    Image.new("RGB", (600, 600), "#123456").save(own, "PNG")
    drawn = Image.open(BytesIO(png_icon(mark, 180)))
    made_of_own = Image.open(BytesIO(png_icon(Mark(**{**MARK, "own": own.getvalue()}), 192)))
    old = Image.open(BytesIO(old_icon(mark)))

    assert (drawn.size, drawn.convert("RGB").getpixel((2, 2))) == ((180, 180), (0x2B, 0x1A, 0x2E))
    assert (made_of_own.size, made_of_own.convert("RGB").getpixel((2, 2))) == ((192, 192), (0x12, 0x34, 0x56))
    assert old.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert b">KH<" in favicon(mark)
    assert b"#cc0000" in favicon(mark)


def own_icon(image: Image.Image) -> Mark:
    raw = BytesIO()
    image.save(raw, "PNG")
    return Mark(**{**MARK, "own": raw.getvalue()})


NIGHT, WHITE = (0x2B, 0x1A, 0x2E), (255, 255, 255)


@pytest.mark.parametrize(
    ("colour", "shape", "ground"),
    [
        ("#204060", (200, 200, 400, 400), WHITE),
        ("#ffffff", (200, 200, 400, 400), NIGHT),
        ("#ee8811", (0, 0, 599, 599), (0xEE, 0x88, 0x11)),
    ],
    ids=["dark", "light", "round"],
)
def test_a_transparent_icon_gets_a_ground_on_which_it_is_seen(
    colour: str, shape: tuple[int, ...], ground: tuple[int, ...]
) -> None:
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse(shape, fill=colour)

    made = Image.open(BytesIO(png_icon(own_icon(image), 180)))

    assert made.mode == "RGB"
    assert made.getpixel((0, 0)) == ground


def test_an_icon_that_shows_nothing_is_refused() -> None:
    raw = BytesIO()
    Image.new("RGBA", (600, 600), (0, 0, 0, 0)).save(raw, "PNG")

    with pytest.raises(ValueError, match=r"docs/icon\.png shows nothing, as all of it is transparent"):
        sound_icon(raw.getvalue(), "icon.png")


MARK: dict[str, Any] = {"letters": "K", "ground": "#2b1a2e", "strip": ("#cc0000",), "font": FONT}


def test_the_head_of_the_home_page_is_always_the_same_for_a_cluster_and_light() -> None:
    drawn = hero_pattern("KH", ["#cf895a", "#83a566"])

    assert drawn == hero_pattern("KH", ["#cf895a", "#83a566"])
    assert drawn != hero_pattern("WC", ["#cf895a", "#83a566"])
    assert len(drawn) < 8_000
    assert b"#cf895a" in drawn


def test_pictures_and_fonts_of_the_cluster_are_used(project: Path) -> None:
    for name in ("share", "head"):
        Image.new("RGB", (1400, 735), "#345678").save(project / f"docs/assets/{name}.jpg")
    (project / "docs/assets/own.woff2").write_bytes(FONT)
    Image.new("RGB", (600, 600), "#123456").save(project / "docs/assets/icon.png")
    lines = ("share: assets/share.jpg", "hero: assets/head.jpg", "icon: assets/icon.png")
    with_look_of(project, *lines, "fonts: {display: assets/own.woff2, licence: OFL}")

    done = cluster(project, "build")

    assert done.returncode == 0, done.stderr
    home = (project / "site/index.html").read_text("utf-8")
    assert re.search(r'og:image" content="https://cluster.example/share/\w+\.jpg"', home)
    assert re.search(r'hero__art--photo[^>]*><picture><source[^>]*srcset="./pictures/head-', home)
    assert 'rel="preload" href="assets/own.woff2"' in home
    site = files(project / "site")
    css = site[with_digest("assets/site.css", site)].decode()
    assert 'url("../assets/own.woff2")' in css
    assert '--display-font:"Cluster Display","Red Hat Display"' in css
    assert not (project / "site/assets/hero.svg").exists()
    with Image.open(project / "site/assets/icon.png") as icon:
        assert (icon.size, icon.convert("RGB").getpixel((2, 2))) == ((512, 512), (0x12, 0x34, 0x56))


def test_a_site_without_cards_shows_its_icon() -> None:
    assert picture_of(pages(version_on())[""]).path == "assets/icon.png"


# ---- Nothing of the first cluster -----------------------------------------------------------------------

FORMER = tuple(
    f"#{each}"
    for each in (
        *("0b1733", "2b3c66", "c3d0ec", "f3f6fb", "1b2a4a", "4c5b7c", "d3dceb", "7b8bab", "0f4bc4", "0a1122"),
        *("101a31", "f4f7ff", "d7dff0", "a3b1cf", "26355a", "61739c", "8fbaff", "dfe8ff", "070d1c", "6b4fe0"),
        *("1780e8", "0f9d62", "d98e04", "c37f04", "e03548", "b0349a", "8b7bff", "3fa2ff", "2fd08a", "ffc04a"),
        *("ff5d6c", "e069cb", "ffe9b0", "b3202f", "6b4de6"),
    )
)
"""The colours of the Czech Optical Cluster."""
WORDS = ("czech", "český", "optic", "optik", "klastr", "spectrum", "photon", "olomouc", "laser")
"""Words of its field, its name and its town."""
READ = (".html", ".css", ".js", ".svg", ".xml", ".ics", ".webmanifest", ".txt")


def test_nothing_of_the_first_cluster_is_in_the_site_of_another(tmp_path: Path) -> None:
    plain = made(tmp_path / "plain")
    other = made(
        tmp_path / "other", look="look: {dark: '#2b1a2e', accent: '#7a2e6b', pillars: ['#a3361f']}\n"
    )
    theirs = {raw for path in ("docs/assets", "docs/favicon.ico") for raw in _contents(ROOT / path)}

    for site in (plain, other):
        for name, raw in files(site).items():
            text = raw.decode("utf-8", "ignore").lower()
            assert raw not in theirs, name
            assert [each for each in FORMER if each in text] == [], name
            if name.endswith(READ):
                assert [each for each in WORDS if each in text] == [], name
    assert json.loads(files(plain)["manifest.webmanifest"])["theme_color"] == "#1f3035"
    assert json.loads(files(other)["manifest.webmanifest"])["theme_color"] == "#2b1a2e"


def made(project: Path, look: str = "") -> Path:
    """The site of a cluster of another field."""
    write_water_cluster(project, look)
    done = cluster(project, "build")
    assert done.returncode == 0, done.stderr
    return project / "site"


def _contents(path: Path) -> Iterator[bytes]:
    yield from files(path).values() if path.is_dir() else [path.read_bytes()] if path.is_file() else []


# ---- In a browser ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(chromium: Any, address: str) -> Iterator[list[Any]]:
    """Pages of the miniature, which take each look in turn."""
    with visitor(chromium, address) as visit:
        yield [visit(path) for path in ("", "plan/", "members/")]


PUT_ON = """css => {
  document.querySelector("style.look")?.remove();
  document.head.append(Object.assign(document.createElement("style"), {className: "look", textContent: css}));
}"""


@pytest.mark.parametrize("look", LOOKS, ids=["default", *map(str, SEEDS)])
def test_every_sign_stands_out_from_its_ground_in_any_look(opened: list[Any], look: Look | None) -> None:
    css = with_look("", palette_of(look, (1, 2, 3)), None).decode()
    for page in opened:
        page.evaluate(PUT_ON, css)
        for scheme in ("default", "slate"):
            found = page.evaluate(INKS_AND_GROUNDS, scheme)
            assert len(found) > 5
            assert [each for each in found if _told_apart(each) < 4.5] == []


def _told_apart(pair: list[str]) -> float:
    def digits(colour: str) -> str:
        shares = [float(each) for each in re.findall(r"[\d.]+", colour)[:3]]
        whole = [round(255 * each) for each in shares] if "srgb" in colour else map(int, shares)
        return "#" + "".join(f"{each:02x}" for each in whole)

    return contrast(digits(pair[0]), digits(pair[1]))


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("size", [(600, 100), (100, 100), (100, 200)])
def test_a_logo_of_any_proportions_fits_into_the_header(
    visit: Any, size: tuple[int, int], width: int
) -> None:
    page = visit("contact/", viewport={"width": width, "height": 700})
    box = page.evaluate(
        """([width, height]) => {
          const logo = document.querySelector(".brand__mark");
          logo.setAttribute("width", Math.round(44 * width / height));
          logo.classList.toggle("brand__mark--wide", width > 2 * height);
          logo.classList.toggle("brand__mark--tall", width < 0.8 * height);
          const namespace = "xmlns='http://www.w3.org/2000/svg'";
          logo.src = `data:image/svg+xml,<svg ${namespace} viewBox='0 0 ${width} ${height}'/>`;
          return logo.decode().then(() => {
            const {width, height} = logo.getBoundingClientRect();
            return [width, height, document.documentElement.scrollWidth];
          });
        }""",
        list(size),
    )

    assert 20 <= box[0] <= 290
    assert 12 <= box[1] <= 60
    assert box[2] <= width
