"""The search box in real Chromium: keys, the focus, what is announced, and what it loads."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from support.browser import ask, violations

FIELD, RESULT = ".md-search__input", ".md-search-result__link"
PHONE = {"width": 360, "height": 740}
ABOVE_ANSWER = """() => document.querySelector(".search__count").getBoundingClientRect().bottom
  - document.activeElement.getBoundingClientRect().top"""
"""How many pixels of the answer in focus the number of answers covers."""


def is_focused(page: Any, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def with_docs(route: Any, docs: list[dict[str, str]]) -> dict[str, Any]:
    """The index of the site with other pages."""
    return {**route.fetch().json(), "docs": docs}


def test_arrow_keys_move_through_what_is_found_and_enter_opens_it(visit: Any, address: str) -> None:
    page = visit("about/")
    ask(page, "čočky")
    page.wait_for_selector(RESULT)

    links = page.eval_on_selector_all(RESULT, "all => all.map(each => each.href)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.href") == links[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert is_focused(page, FIELD)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(links[0])


def test_enter_in_the_field_goes_to_the_first_answer_and_enter_again_opens_it(
    visit: Any, address: str
) -> None:
    page = visit("about/")
    ask(page, "čočky")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{RESULT}:focus")
    assert page.url == f"{address}about/"

    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}pillars/lenses/")


def test_a_single_key_does_nothing_outside_of_the_field(visit: Any) -> None:
    page = visit("about/")
    page.focus(".brand")

    for key in "/?abcdefghijklmnopqrstuvwxyz":
        page.keyboard.press(key)
        assert is_focused(page, ".brand"), key


def test_no_answer_is_covered_by_the_number_of_them_that_stands_still(visit: Any) -> None:
    page = visit("about/", viewport={"width": 1280, "height": 400})
    ask(page, "2022")
    answers = page.locator(RESULT).count()
    for _ in range(answers):
        page.keyboard.press("ArrowDown")

    for _ in range(answers - 1):
        page.keyboard.press("ArrowUp")
        assert page.evaluate(ABOVE_ANSWER) <= 1


def test_escape_leads_back_to_the_button_that_had_opened_the_search(visit: Any) -> None:
    page = visit("about/", viewport=PHONE)
    page.focus(".search__open")
    page.keyboard.press("Enter")
    page.keyboard.type("čočky")
    page.wait_for_selector(RESULT)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    assert is_focused(page, ".search__open")
    assert not page.is_visible(RESULT)


def test_escape_keeps_a_reader_who_came_by_himself_in_the_field(visit: Any) -> None:
    page = visit("about/")
    ask(page, "čočky")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    assert is_focused(page, FIELD)
    assert page.input_value(FIELD) == "čočky"
    assert not page.is_visible(RESULT)


def test_the_number_of_answers_is_announced_in_the_readers_language(visit: Any) -> None:
    for path, query, said in (
        ("about/", "xyzxyzxyz", "Nic jsme nenašli."),
        ("en/about/", "xyzxyz", "Nothing"),
    ):
        page = visit(path)
        page.fill(FIELD, query)
        page.wait_for_function("document.querySelector('.search [role=status]').textContent")
        assert page.inner_text(".search [role=status]").startswith(said)

        ask(page, "2022")
        count = page.locator(RESULT).count()
        assert page.inner_text(".search [role=status]").startswith(f"{count} ")


def test_whoever_finds_more_than_is_listed_is_told_so(visit: Any) -> None:
    page = visit("en/about/")
    docs = [{"location": f"{number}/", "title": "Prism", "text": ""} for number in range(61)]
    page.route("**/search_index.json", lambda route: route.fulfill(json=with_docs(route, docs)))
    ask(page, "prism")
    page.wait_for_selector(RESULT)

    assert page.locator(RESULT).count() == 50
    assert page.inner_text(".search [role=status]") == "First 50 of 61 results"


def test_what_is_found_says_in_a_word_what_it_is_and_its_title_once(visit: Any) -> None:
    page = visit("about/")
    ask(page, "čočky")
    page.wait_for_selector(RESULT)

    first = page.locator(RESULT).first
    title = "Čočky"
    assert first.locator(".search__kind").inner_text() == "Pilíř"
    assert first.inner_text().startswith(title)
    assert not first.locator(".search__text").inner_text().startswith(title)


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}])
def test_one_ring_around_the_whole_form_shows_the_focus(visit: Any, viewport: dict[str, int]) -> None:
    page = visit("about/", viewport=viewport)
    if viewport is PHONE:
        page.click(".search__open")
    page.focus(FIELD)
    page.keyboard.press("a")

    outline = "selector => getComputedStyle(document.querySelector(selector)).outlineStyle"
    assert page.evaluate(outline, FIELD) == "none"
    assert page.evaluate(outline, ".search__form") == "solid"


def test_nothing_is_loaded_before_somebody_turns_to_the_search(visit: Any) -> None:
    page = visit("about/")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.reload(wait_until="networkidle")
    loaded = [each for each in asked if "search_index" in each or "search-engine" in each]
    asked.clear()

    page.focus(FIELD)
    page.wait_for_load_state("networkidle")

    assert loaded == []
    names = sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", each.rpartition("/")[2]) for each in asked)
    assert names == ["search-engine.js", "search_index.json"]


@pytest.mark.parametrize(
    ("path", "language", "query"),
    [("x/y/", "", "čočky"), ("en/x/", "en/", "lenses"), ("de/x/y/", "de/", "Linsen")],
)
def test_the_page_for_missing_addresses_answers_in_the_language_of_the_address(
    visit: Any, address: str, path: str, language: str, query: str
) -> None:
    page = visit(path)
    page.faults.clear()  # of the missing page
    ask(page, query)

    links = page.eval_on_selector_all(RESULT, "all => all.map(each => each.href)")
    assert links
    assert all(link.startswith(address + language) for link in links)
    if not language:
        assert not any(link.startswith((f"{address}en/", f"{address}de/")) for link in links)


def test_a_link_can_hold_what_is_asked_for(visit: Any) -> None:
    page = visit("about/?q=%C4%8Do%C4%8Dky")
    page.wait_for_selector(RESULT)

    assert page.input_value(FIELD) == "čočky"


def test_a_phone_has_a_button_that_opens_the_search_and_gets_the_focus_back(visit: Any) -> None:
    page = visit("about/", viewport=PHONE)
    assert not page.is_visible(FIELD)

    page.click(".search__open")
    assert is_focused(page, FIELD)
    page.keyboard.type("čočky")
    page.wait_for_selector(RESULT)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0
    page.click(".search__close")

    assert not page.is_visible(FIELD)
    assert is_focused(page, ".search__open")


@pytest.mark.parametrize("settings", [{}, {"viewport": PHONE, "color_scheme": "dark"}])
def test_everybody_can_use_what_is_found(visit: Any, settings: dict[str, Any]) -> None:
    page = visit("about/", **settings)
    if settings:
        page.click(".search__open")
    page.fill(FIELD, "čočky")
    page.wait_for_selector(RESULT)

    assert violations(page) == []
    assert page.faults == []


def test_without_scripts_there_is_no_search_that_does_nothing(visit: Any) -> None:
    page = visit("about/", java_script_enabled=False)

    assert not page.is_visible(FIELD)
    assert not page.is_visible(".search__open")


def test_a_search_that_cannot_be_loaded_says_so_and_is_tried_again(visit: Any) -> None:
    page = visit("about/")
    page.route("**/search_index.json", lambda route: route.abort())
    page.fill(FIELD, "čočky")
    page.wait_for_function("document.querySelector('.search [role=status]').textContent")
    assert page.inner_text(".search [role=status]").startswith("Hledání se nepodařilo načíst")

    page.unroute("**/search_index.json")
    page.fill(FIELD, "čočka")
    page.wait_for_selector(RESULT)


class _Strict(SimpleHTTPRequestHandler):
    """A server that lets only the site's own files run."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_the_search_needs_no_inline_script_and_no_eval(chromium: Any, miniature: Path) -> None:
    handler = partial(_Strict, directory=str(miniature))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/about/")
        ask(page, "čočky")
        page.wait_for_selector(RESULT)
        page.close()
        server.shutdown()
