"""The site on the home screen of a phone, in the bookmarks of a browser and in feed readers."""

import json
from pathlib import Path
from urllib.parse import urljoin

import feedparser
import lxml.html
import pytest
from cluster.data.manifest import MANIFEST
from PIL import Image
from support.builds import files, with_digest
from support.command_line import built
from support.versions import HOST

HOME = f"https://{HOST}/"


@pytest.mark.parametrize("prefix", ["", "en/", "de/"])
def test_the_manifest_leads_to_the_home_page_and_to_icons_of_their_size(miniature: Path, prefix: str) -> None:
    manifest = json.loads((miniature / prefix / MANIFEST).read_bytes())
    here = HOME + prefix + MANIFEST

    assert urljoin(here, manifest["start_url"]) == HOME + prefix
    assert urljoin(here, manifest["scope"]) == HOME
    assert manifest["short_name"] == "KH"
    for icon in manifest["icons"]:
        with Image.open(miniature / urljoin(here, icon["src"]).removeprefix(HOME)) as image:
            assert icon["sizes"] == f"{image.width}x{image.height}"


def test_the_icon_of_the_theme_below_ours_is_not_published(miniature: Path, project: Path) -> None:
    assert not (miniature / "assets/images/favicon.png").exists()
    assert "assets/images/favicon.png" not in built(project)


def test_a_phone_finds_the_sizes_that_it_asks_for_each_also_to_be_cut_round(miniature: Path) -> None:
    icons = json.loads((miniature / MANIFEST).read_bytes())["icons"]

    for purpose in ("any", "maskable"):
        assert {"192x192", "512x512"} <= {each["sizes"] for each in icons if each["purpose"] == purpose}


def test_the_bar_of_a_browser_has_the_colour_of_the_page_in_both_schemes(miniature: Path) -> None:
    head = lxml.html.document_fromstring((miniature / "index.html").read_bytes())
    site = files(miniature)
    css = site[with_digest("assets/site.css", site)].decode()

    colours = head.xpath("//meta[@name='theme-color']/@content")
    assert len(colours) == 2
    for colour in colours:
        short = "#fff" if colour == "#ffffff" else colour
        assert f"--paper: {short};" in css or f"--paper:{short}" in css


def test_each_language_has_its_name(miniature: Path) -> None:
    names = [json.loads((miniature / each / MANIFEST).read_bytes())["name"] for each in ("", "en", "de")]

    assert names == ["Klastr Hranol", "Prism Cluster", "Cluster Prisma"]


@pytest.mark.parametrize("page", ["index.html", "en/news/index.html", "de/events/2022-11/index.html"])
def test_a_page_names_its_icons_and_its_manifest(miniature: Path, page: str) -> None:
    head = lxml.html.document_fromstring((miniature / page).read_bytes())
    links = head.xpath("//link[@rel='icon' or @rel='apple-touch-icon' or @rel='manifest']/@href")
    prefix = page[:3] if page[:3] in ("en/", "de/") else ""

    assert [urljoin(HOME + page, each).removeprefix(HOME) for each in links] == [
        "favicon.ico",
        "assets/favicon.svg",
        prefix + MANIFEST,
        "assets/touch-icon.png",
    ]
    for each in links:
        assert (miniature / urljoin(HOME + page, each).removeprefix(HOME)).is_file()


def test_the_mark_survives_a_device_that_cuts_off_the_corners(miniature: Path) -> None:
    """The icon has no transparent corner, and one colour outside the circle of 80 %."""
    with Image.open(miniature / "assets" / "icon.png") as image:
        icon = image.convert("RGBA")
    middle = icon.width / 2
    outside = {
        icon.getpixel((x, y))
        for x in range(0, icon.width, 4)
        for y in range(0, icon.height, 4)
        if (x - middle) ** 2 + (y - middle) ** 2 > (0.8 * middle) ** 2
    }

    assert len(outside) == 1
    assert outside.pop()[3] == 255


def test_feeds_have_a_picture_for_the_list_of_a_reader(miniature: Path) -> None:
    rss = feedparser.parse((miniature / "rss.xml").read_bytes())
    atom = feedparser.parse((miniature / "atom.xml").read_bytes())
    feed = json.loads((miniature / "feed.json").read_bytes())

    assert {rss.feed.image.href, atom.feed.icon, feed["icon"]} == {f"{HOME}assets/icon.png"}
    assert (rss.feed.image.title, rss.feed.image.link) == (rss.feed.title, rss.feed.link)
