"""On a phone: folded filters, languages in the header, what an event is about before its facts."""

from typing import Any

import pytest

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


def test_an_event_begins_with_what_it_is_about(visit: Any) -> None:
    page = visit("en/events/light-day/", viewport=PHONE)

    assert (
        page.locator(".page-head .lead").bounding_box()["y"]
        < page.locator(".facts").first.bounding_box()["y"]
    )
