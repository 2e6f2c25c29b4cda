"""On a phone: folded filters, languages in the header, what an event is about before its facts."""

from typing import Any

import pytest

LINES = """each => {
  const words = [...each.textContent.matchAll(/\\S+/g)], lines = new Map();
  for (const word of words) {
    const range = document.createRange();
    range.setStart(each.firstChild, word.index);
    range.setEnd(each.firstChild, word.index + word[0].length);
    const tops = [...range.getClientRects()].map(box => Math.round(box.top));
    for (const top of new Set(tops)) lines.set(top, [...lines.get(top) || [], word[0]]);
  }
  return [...lines.values()].map(line => line.join(" "));
}"""
"""The words of a text line by line; one that is cut stands in two of them."""

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@pytest.mark.parametrize("path", ["events/", "members/", "equipment/"])
def test_filters_are_folded_on_a_phone_and_open_at_a_touch(visit: Any, path: str) -> None:
    page = visit(path, viewport=PHONE)
    fold, select = page.locator(".filters__fold"), page.locator(".filters__fields select").first

    assert (fold.get_attribute("aria-expanded"), select.is_visible()) == ("false", False)
    fold.click()
    assert (fold.get_attribute("aria-expanded"), select.is_visible()) == ("true", True)
    assert page.faults == []


@pytest.mark.parametrize("path", ["events/", "members/", "equipment/"])
def test_on_a_wide_screen_there_is_nothing_to_unfold(visit: Any, path: str) -> None:
    page = visit(path, viewport=DESKTOP)

    assert page.locator(".filters__fields select").first.is_visible()
    assert not page.is_visible(".filters__fold")


def test_folded_filters_say_how_many_are_set(visit: Any) -> None:
    page = visit("events/?kind=workshop&time=past", viewport=PHONE)
    said = "getComputedStyle(document.querySelector('.filters__fold'), '::before').content"

    assert "2" in page.evaluate(said)
    page.click(".filters [data-reset]")
    assert page.evaluate(said) == "none"
    assert page.evaluate("document.activeElement.className") == "filters__fold"


def test_the_search_of_a_directory_is_never_folded(visit: Any) -> None:
    assert visit("members/", viewport=PHONE).is_visible("[name=find]")


@pytest.mark.parametrize("width", [320, 360])
def test_the_other_languages_are_in_the_header_of_a_phone(visit: Any, width: int) -> None:
    page = visit("en/events/", viewport={"width": width, "height": 740})

    links = page.locator(".languages a:visible")
    assert [each.get_attribute("hreflang") for each in links.all()] == ["cs", "de"]
    assert all(each.bounding_box()["width"] >= 24 for each in links.all())
    links.first.click()
    page.wait_for_url("**/events/")
    assert "/en/" not in page.url


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize(
    ("claim", "lines"),
    [
        (
            "La transformation industrielle, ensemble",
            ["La transformation", "industrielle, ensemble"],
        ),
        (
            "Wir verbinden Industrie und Forschung in der tschechischen Optik",
            ["Wir verbinden Industrie", "und Forschung in der", "tschechischen Optik"],
        ),
    ],
)
def test_no_short_word_of_the_headline_stands_alone_in_its_line(
    visit: Any, width: int, claim: str, lines: list[str]
) -> None:
    headline = visit("", viewport={"width": width, "height": 740}).locator(".hero__claim")
    headline.evaluate("(each, claim) => { each.textContent = claim; }", claim)

    assert headline.evaluate(LINES) == lines


@pytest.mark.parametrize("width", [320, 360])
def test_a_long_word_of_the_headline_is_not_cut(visit: Any, width: int) -> None:
    """Its class is that of headlines with a long word; see test_home.py."""
    headline = visit("", viewport={"width": width, "height": 740}).locator(".hero__claim")
    headline.evaluate(
        "each => { each.textContent = 'Forschungsinfrastruktur für alle'; each.classList.add('long-words'); }"
    )

    assert headline.evaluate(LINES) == ["Forschungsinfrastruktur", "für alle"]


def test_an_event_begins_with_what_it_is_about(visit: Any) -> None:
    page = visit("en/events/light-day/", viewport=PHONE)

    assert (
        page.locator(".page-head .lead").bounding_box()["y"]
        < page.locator(".facts").first.bounding_box()["y"]
    )
