"""News and what the media get, as readers see it in a real browser and on paper."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cluster.data.press_kit import archive
from PIL import Image
from support.browser import serve, violations, visitor
from support.command_line import cluster
from support.pages import html_pages, text_of
from support.sources import miniature as sources
from support.versions import pages, version_on


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [
        ("news/", 360, "dark"),
        ("news/tags/workshops/", 1280, "light"),
        ("news/light-day-report/", 360, "light"),
        ("news/light-day-report/", 1280, "dark"),
        ("newsletter/", 1280, "dark"),
        ("newsletter/2022-1/", 360, "light"),
        ("press/", 360, "dark"),
        ("subscribe/", 360, "light"),
        ("plan/changes/", 360, "dark"),
    ],
)
def test_a_page_serves_everybody(visit: Any, path: str, width: int, scheme: str) -> None:
    page = visit(path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    if page.query_selector("details.share"):
        page.click("details.share summary")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.faults == []


# ---- News ---------------------------------------------------------------------------------------------


def test_news_are_listed_by_tag_and_by_pillar_at_addresses_of_their_own(miniature: Path) -> None:
    pages = html_pages(miniature)
    [chosen] = pages["news/tags/workshops/index.html"].xpath("//nav//a[@aria-current='page']")

    assert text_of(chosen) == "Workshopy 1"
    assert {
        address: [text_of(each) for each in pages[f"{address}index.html"].xpath("//h3[@class='row__title']")]
        for address in ("news/tags/workshops/", "news/pillars/lenses/")
    } == {
        "news/tags/workshops/": ["Den světla se vydařil"],
        "news/pillars/lenses/": ["Den světla se vydařil"],
    }
    assert "news/tags/awards/index.html" not in pages  # its only news has an embargo


def test_a_news_item_says_who_wrote_it_when_it_was_updated_and_how_long_it_takes(miniature: Path) -> None:
    page = html_pages(miniature)["news/light-day-report/index.html"]
    said = text_of(page.xpath("//p[contains(@class, 'meta--head')]")[0]).replace("\xa0", " ")

    assert said == "2. září 2022aktualizováno 5. září 2022Kancelář klastru1 minuta čtení"


def test_a_picture_has_its_size_its_words_and_a_smaller_one_for_a_phone(visit: Any, miniature: Path) -> None:
    page = visit("news/light-day-report/", fresh=True, viewport={"width": 360, "height": 900})
    pictures = page.query_selector_all("article img")

    assert [each.get_attribute("alt") for each in pictures] == [
        "Hranol láme světlo",
        "Dvě barvy: „modrá“ & zelená",
    ]
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        page.wait_for_function("each => each.complete", arg=picture)
        shown = picture.evaluate("each => each.currentSrc")
        assert shown.endswith("-480.webp")
        assert (miniature / "pictures" / shown.rpartition("/")[2]).stat().st_size < 200 * 1024
        width, height = (int(picture.get_attribute(name)) for name in ("width", "height"))
        assert abs(width / height - 720 / 480) < 0.01


def test_the_picture_of_a_news_item_is_that_of_its_link_previews(miniature: Path) -> None:
    [image] = html_pages(miniature)["news/light-day-report/index.html"].xpath(
        "//meta[@property='og:image']/@content"
    )

    assert re.fullmatch(r"https://cluster\.example/share/\w{16}\.jpg", image)
    assert (miniature / image.removeprefix("https://cluster.example/")).exists()


def test_a_picture_is_not_made_again_when_nothing_changed(project: Path) -> None:
    cluster(project, "build")
    folder = project / ".cache" / "pictures"
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    news = project / "docs/news/light-day-report.md"
    news.write_text(news.read_text("utf-8").replace("vyšel", "se povedl"), "utf-8")

    assert cluster(project, "build").returncode == 0

    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_photograph_as_a_camera_makes_it_is_small_on_a_phone_and_tells_nothing_of_the_camera(
    project: Path,
) -> None:
    photo = Image.effect_noise((4000, 3000), 90).convert("RGB")
    tags = Image.Exif()
    tags[0x010F] = "Secret Camera"
    photo.save(project / "docs/news/light-day.jpg", quality=92, exif=tags)
    assert (project / "docs/news/light-day.jpg").stat().st_size > 2_000_000

    assert cluster(project, "build").returncode == 0

    made = list((project / "site/pictures").glob("light-day-*"))
    assert len(made) == 6
    assert max(path.stat().st_size for path in made) <= 200 * 1024
    assert not [path for path in made if b"Secret Camera" in path.read_bytes()]
    assert not (project / "site/news/light-day.jpg").exists()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "is an SVG; give the file a name"),
        (b"\xff\xd8\xff\xe0 and then nothing", "is damaged or truncated; export it again"),
    ],
)
def test_what_is_no_picture_is_told_with_the_place_that_asks_for_it(
    project: Path, raw: bytes, said: str
) -> None:
    cluster(project, "build")
    (project / "docs/news/light-day.jpg").write_bytes(raw)

    done = cluster(project, "build")

    assert done.returncode == 1
    assert f"docs/news/light-day-report.md:8: docs/news/light-day.jpg {said}" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "site/news/light-day-report/index.html").exists(), "the last good site stays"


def test_a_page_is_passed_on_without_a_script_of_others(visit: Any) -> None:
    page = visit("news/light-day-report/", permissions=["clipboard-read", "clipboard-write"])
    page.click("details.share summary")

    page.click("button:has-text('Kopírovat odkaz')")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "https://cluster.example/news/light-day-report/"
    )
    assert "z 280 znaků" not in page.content()  # drafts are the office's
    assert not page.query_selector("script[src^='http']")
    assert page.faults == []


def test_sources_are_folded_on_screen_and_open_on_paper(visit: Any) -> None:
    page = visit("members/lupa/")
    assert not page.is_visible("details.sources li")

    page.emulate_media(media="print")

    assert page.is_visible("details.sources li")


# ---- Press releases -----------------------------------------------------------------------------------


def on_paper(page: Any) -> str:
    page.emulate_media(media="print")
    return re.sub(r"\n+", "\n", str(page.inner_text("article")).replace("\xa0", " "))


def test_on_paper_a_news_item_is_a_press_release(visit: Any) -> None:
    page = visit("news/light-day-report/")
    assert "Tisková zpráva" not in page.inner_text("article")

    paper = on_paper(page)

    assert paper.startswith("Tisková zpráva\n")
    assert "O klastru\nKlastr Hranol je zkušební sdružení. Zkouší se na něm program." in paper
    assert "Kontakt pro média\nAnna Nováková, předsedkyně\ntisk@cluster.example" in paper
    assert "https://cluster.example/news/light-day-report/" in paper
    for left_out in ("Sdílení", "minuta čtení", "Starší"):
        assert left_out not in paper


def test_on_paper_an_event_begins_with_its_title_date_place_and_summary_and_ends_with_its_address(
    visit: Any,
) -> None:
    paper = on_paper(visit("en/events/light-day/"))

    assert paper.startswith(
        "Workshop\nDay of light\n1 September 2022, 09:00–\u206016:30\nOlomouc\nA workshop on light"
    )
    assert paper.endswith("https://cluster.example/en/events/light-day/")
    assert "Press release" not in paper


def test_a_release_names_its_embargo(project: Path, chromium: Any) -> None:
    cluster(project, "build", TODAY="2022-11-21")

    with serve(project / "site") as root, visitor(chromium, root) as opened:
        assert "Embargo do 20. listopadu 2022, 10:00" in on_paper(opened("news/embargoed/"))


def test_a_short_release_is_one_sheet_of_a4(visit: Any, tmp_path: Path) -> None:
    page = visit("news/signs/")
    page.pdf(path=str(tmp_path / "release.pdf"), format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "release.pdf").read_bytes())) == 1


# ---- The page for the media ---------------------------------------------------------------------------


def test_the_media_find_texts_figures_pictures_news_and_coverage(miniature: Path) -> None:
    page = html_pages(miniature)["press/index.html"]
    said = text_of(page.xpath("//article")[0]).replace("\xa0", " ")

    assert "Klastr Hranol je zkušební sdružení. Zkouší se na něm program. Nic víc nedělá." in said
    assert "5 členů" in said
    assert "Anna Nováková, předsedkyně" in said
    assert page.xpath("//a[text()='Světlo & stín <b>']/@href") == ["https://noviny.example/hranol?a=1&b=2"]
    assert [each.get("alt") for each in page.xpath("//figure//img")] == ["Hranol láme světlo"]


def test_the_archive_for_the_media_holds_logos_pictures_and_texts(miniature: Path) -> None:
    with zipfile.ZipFile(miniature / "press/press-kit.zip") as kit:
        assert kit.testzip() is None
        assert kit.namelist() == ["logo.svg", "logo-dark.svg", "light-day.jpg", "cs.txt", "en.txt"]
        assert kit.read("logo-dark.svg") == (miniature / "press/logo-dark.svg").read_bytes()
        assert kit.read("light-day.jpg")[:3] == b"\xff\xd8\xff"
        assert "Klastr Hranol je zkušební sdružení." in kit.read("cs.txt").decode()


def test_the_same_files_give_the_same_archive() -> None:
    files = [("a.txt", b"a"), ("b.txt", b"b")]

    assert archive(files) == archive(files)


# ---- Changes of the plan ------------------------------------------------------------------------------


def test_changes_of_the_plan_are_told_with_the_activity_that_they_touch(miniature: Path) -> None:
    page = html_pages(miniature)["en/plan/changes/index.html"]
    [change] = page.xpath("//li[.//*[@id='fair-moved']]")

    assert "Workshops one month later" in text_of(change)
    assert "2 May 2022" in text_of(change).replace("\xa0", " ")
    assert change.xpath(".//a/@href") == ["../../goals/visibility/#workshops"]


def test_the_feeds_of_json_are_valid_unicode(miniature: Path) -> None:
    for path in miniature.rglob("feed.json"):
        assert json.loads(path.read_text("utf-8"))["items"] is not None


def test_the_media_are_promised_only_what_there_is() -> None:
    written = sources()["data/cluster.yaml"].decode()
    bare = re.sub(r"(?m)^(press|coverage):\n(?:[ #].*\n)*", "", written)
    full, less = (
        pages(version_on(changes={"data/cluster.yaml": each}))["press/"].description
        for each in (written, bare)
    )

    assert ("ve třech délkách" in full, "ve třech délkách" in less) == (True, False)


def test_what_news_are_about_stands_in_one_column_of_a_list(visit: Any) -> None:
    page = visit("news/", viewport={"width": 1280, "height": 900})
    columns = (
        "lists => lists.filter(list => list.querySelector('.news-row--pictured')).map(list => "
        "[...list.querySelectorAll('.news-row__subjects')].map(each => each.offsetLeft))"
    )

    found = page.locator("ul:has(> .news-row)").evaluate_all(columns)

    assert any(len(each) > 1 for each in found)
    assert all(len(set(each)) == 1 for each in found)
