"""The program's pages in real Chromium, as visitors see them."""

from pathlib import Path
from typing import Any

import pytest
from support.browser import ask, shortcomings
from support.pages import one_of_each_kind

PAGES = ("", "pillars/lenses/", "events/light-day/", "news/signs/", "press/")
PHONE = {"width": 360, "height": 740}


def test_a_page_of_each_kind_serves_everybody(visit: Any, miniature: Path, address: str) -> None:
    """On a phone in the dark, with all motion off."""
    page = visit("", viewport=PHONE, color_scheme="dark", reduced_motion="reduce")

    assert shortcomings(page, [address + path for path in one_of_each_kind(miniature).values()]) == {}


@pytest.mark.parametrize("path", PAGES)
def test_the_language_switch_leads_to_the_same_page(visit: Any, address: str, path: str) -> None:
    page = visit(path)

    page.hover(".md-select")
    page.click(".md-select__link[hreflang=de]")
    page.wait_for_url(f"{address}de/{path}")
    page.hover(".md-select")
    page.click(".md-select__link[hreflang=en]")
    page.wait_for_url(f"{address}en/{path}")


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("", "čočky", "pillars/lenses/"),
        ("", "cocky", "pillars/lenses/"),
        ("en/", "lenses", "en/pillars/lenses/"),
        ("de/", "Linsen", "de/pillars/lenses/"),
    ],
)
def test_the_search_answers_in_the_readers_language(
    visit: Any, address: str, language: str, query: str, found: str
) -> None:
    page = visit(language)

    ask(page, query)
    page.wait_for_selector(".md-search-result__link")

    links = page.eval_on_selector_all(".md-search-result__link", "all => all.map(each => each.href)")
    assert any(link.startswith(address + found) for link in links)
    assert all(link.startswith(address + language) for link in links)
    if not language:
        assert not any(link.startswith((f"{address}en/", f"{address}de/")) for link in links)


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("", "Aktuality", "news/"),
        ("", "pilire", "pillars/"),
        ("", "Klastr Hranol", ""),
        ("en/", "About us", "en/about/"),
        ("de/", "Über uns", "de/about/"),
        ("de/", "Linsen", "de/pillars/lenses/"),
        ("", "den svetla se vydaril", "news/light-day-report/"),
    ],
)
def test_who_asks_for_a_title_gets_its_page_first(
    visit: Any, address: str, language: str, title: str, found: str
) -> None:
    page = visit(language)

    ask(page, title)
    page.wait_for_function(
        "url => (document.querySelector('.md-search-result__link') || {}).href === url",
        arg=address + found,
        timeout=15_000,
    )


def test_every_page_can_be_read_without_javascript(visit: Any) -> None:
    page = visit("events/", java_script_enabled=False)

    assert page.inner_text("h1")
    assert page.locator("main a[href*='light-day']").count() >= 1


def test_the_first_tab_stop_skips_to_the_content(visit: Any) -> None:
    page = visit("events/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("#content")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/#content")


def test_the_menu_of_a_phone_opens_and_leads_on(visit: Any, address: str) -> None:
    page = visit("", viewport=PHONE)

    page.click(".drawer summary")
    page.click(".drawer a[href*='events']")

    page.wait_for_url(f"{address}events/")


@pytest.mark.parametrize(
    ("path", "selector"),
    [
        ("events/", ".row[data-id=trip] .row__title"),
        ("events/2022-11/", ".grid a[href*=trip]"),
        ("events/2022/", ".year-month a[href*=trip]"),
    ],
)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_cancelled_event_is_struck_out(visit: Any, path: str, selector: str, media: str) -> None:
    page = visit(path)
    page.emulate_media(media=media)

    line = page.locator(selector).first.evaluate("each => getComputedStyle(each).textDecorationLine")

    assert line == "line-through"


def test_hours_of_a_programme_in_two_zones_stand_in_one_line(visit: Any) -> None:
    page = visit("events/optics-school/")

    heights = page.locator(".programme__time").evaluate_all(
        "all => all.map(each => each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight))"
    )

    assert [round(each) for each in heights] == [1, 1]


@pytest.mark.parametrize(
    "path", ["equipment/workshop/", "members/institute/", "events/autumn-meeting/", "events/signs/"]
)
def test_facts_that_stand_beside_nothing_fill_the_page(visit: Any, path: str) -> None:
    page = visit(path)
    all, side = page.locator(".columns").bounding_box(), page.locator(".side").bounding_box()
    tops = page.locator(".side > *, .side .facts > div").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().top))"
    )
    last = page.locator(".side .facts > div").last.bounding_box()

    assert side["width"] > 0.9 * all["width"]
    assert len(set(tops)) == 1
    assert last["x"] + last["width"] == pytest.approx(side["x"] + side["width"], abs=1)


@pytest.mark.parametrize("width", [360, 1280])
def test_no_link_of_the_footer_stands_alone_beside_a_long_column(visit: Any, width: int) -> None:
    """A cluster with one list beside its menu."""
    page = visit("", viewport={"width": width, "height": 740})
    links = page.locator(".site-footer__nav ul").last.locator("li")
    assert links.count() == 3
    links.evaluate_all("all => all.slice(1).forEach(each => each.remove())")

    sides = page.eval_on_selector_all(".site-footer__nav li", "all => all.map(each => each.offsetLeft)")

    assert len({*sides}) == 2
    assert abs(sides.count(min(sides)) - sides.count(max(sides))) <= 1
