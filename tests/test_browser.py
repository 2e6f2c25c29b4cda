"""The real site in real Chromium, as its visitors see it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.browser import serve, violations, visitor

PAGES = {
    "home": "",
    "plan": "plan/",
    "goal": "goals/cooperation/",
    "pillars": "pillars/",
    "pillar": "pillars/laser/",
    "pillar without activities": "pillars/lighting/",
    "working group": "working-groups/spectroscopy/",
    "events": "events/",
    "event": "events/optics-hi-tech-2022/",
    "news": "news/",
    "news item": "news/first-workshop-2020/",
    "news of a tag": "news/tags/members/",
    "subscriptions": "subscribe/",
    "newsletter": "newsletter/",
    "changes of the plan": "plan/changes/",
    "progress": "plan/progress/",
    "report": "reports/2022/",
    "media": "press/",
    "about": "about/",
    "labels": "excellence/",
    "labels in German, with long words": "de/excellence/",
    "contact": "contact/",
    "not found": "404.html",
}
SCREENS = {"desktop": {"width": 1280, "height": 800}, "phone": {"width": 360, "height": 740}}
WIDE = ("home", "plan", "pillar", "event", "news", "media")
"""Those that are looked at on a wide screen by day, too; all are on a phone in the dark."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address.rstrip("/") + "/"


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    with visitor(chromium, address) as opened:
        yield opened


@pytest.mark.parametrize(
    ("kind", "screen", "scheme"),
    [*((kind, "phone", "dark") for kind in PAGES), *((kind, "desktop", "light") for kind in WIDE)],
)
def test_a_page_serves_everybody(visit: Any, kind: str, screen: str, scheme: str) -> None:
    page = visit(PAGES[kind], viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce")

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.faults == []


@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_no_page_asks_another_host_or_logs_an_error(
    visit: Any, site: Path, address: str, language: str
) -> None:
    others = ("en/", "de/")
    pages = [path for path in site.rglob("index.html") if b'http-equiv="refresh"' not in path.read_bytes()]
    paths = [path.parent.relative_to(site).as_posix() + "/" for path in pages]
    own = [
        path
        for path in paths
        if path.startswith(f"{language}/") or (language == "cs" and not path.startswith(others))
    ]
    page = visit("" if language == "cs" else f"{language}/")
    kinds = [f"{language}/{path}" for path in PAGES.values() if path != "404.html" and path[:3] != "de/"]

    for path in filter(_is_no_twin, own) if language == "cs" else kinds:
        page.goto(address + path, wait_until="load")
        assert page.evaluate("document.documentElement.lang") == language

    assert len(own) > 60
    assert page.faults == []


def _is_no_twin(path: str) -> bool:
    """Months and years are alike: those of 2022 stand for all."""
    return "2022" in path or not re.search(r"events/\d{4}(-\d{2})?/$", path)


@pytest.mark.parametrize("kind", ["home", "pillar", "event", "news item", "media"])
def test_the_language_switch_leads_to_the_same_page(visit: Any, address: str, kind: str) -> None:
    page = visit(PAGES[kind])

    page.hover(".md-select")
    page.click(".md-select__link[hreflang=de]")
    page.wait_for_url(f"{address}de/{PAGES[kind]}")
    page.hover(".md-select")
    page.click(".md-select__link[hreflang=en]")
    page.wait_for_url(f"{address}en/{PAGES[kind]}")


def ask(page: Any, query: str) -> None:
    """Types into the search."""
    page.click(".md-search__input")
    page.locator(".md-search__input").press_sequentially(query)


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("", "mikroskopie", "pillars/microscopy/"),
        ("", "svetelna", "pillars/lighting/"),
        ("en/", "microscopy", "en/pillars/microscopy/"),
        ("de/", "Mikroskopie", "de/pillars/microscopy/"),
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
        ("", "Český optický klastr", ""),
        ("en/", "About us", "en/about/"),
        ("de/", "Über uns", "de/about/"),
        ("de/", "Industrie- und Konsumoptik", "de/pillars/industrial/"),
        ("", "bronzova znamka", "news/bronze-label/"),
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
    assert page.locator("main a[href*='czech-optics-2022']").count() >= 1


def test_the_first_tab_stop_skips_to_the_content(visit: Any) -> None:
    page = visit("events/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("#content")
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_the_menu_of_a_phone_opens_and_leads_on(visit: Any, address: str) -> None:
    page = visit("", viewport=SCREENS["phone"])

    page.click(".drawer summary")
    page.click(".drawer a[href*='events']")

    page.wait_for_url(f"{address}events/")
