"""The directory of members in real Chromium: search, filters, the address, without JavaScript, on a phone."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from support.browser import serve, shortcomings, visitor
from support.builds import copy_of_miniature
from support.command_line import cluster
from support.many_members import members, present, sources

EVERYBODY = present(members(80))
PHONE = {"width": 360, "height": 740}
WATCH_SHIFTS = """
window.moved = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.moved += each.value; }))
    .observe({type: "layout-shift", buffered: true});
"""
NOT_SEEN = 0.0005
"""A shift of letters by the font, as browsers measure it."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_of_miniature(tmp_path_factory.mktemp("members"))
    for name, text in sources(members(80)).items():
        (project / name).write_text(str(text), encoding="utf-8")
    done = cluster(project, "build")
    assert done.returncode == 0, done.stderr
    with serve(Path(project, "site")) as served:
        yield served


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    with visitor(chromium, address) as opened:
        yield opened


@pytest.fixture(scope="module")
def watcher(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context()
    context.clock.set_fixed_time("2022-11-01")  # the day of the build: no event moves to those that are over
    context.add_init_script(WATCH_SHIFTS)
    yield context.new_page()
    context.close()


@pytest.fixture
def watched(watcher: Any) -> Iterator[Any]:
    """A tab that counts how far things move."""
    yield watcher
    watcher.unroute_all()
    watcher.goto("about:blank")


def count(page: Any) -> str:
    return " ".join(page.inner_text(".filters [role=status]").split())


def names(page: Any) -> list[str]:
    return list(page.locator(".entry:visible .entry__title").all_inner_texts())


def wanted(**values: str) -> list[str]:
    return [
        each["name"]
        for each in EVERYBODY
        if all(value in (each.get(key) or ()) for key, value in values.items())
    ]


def said(number: int) -> str:
    return f"Zobrazené položky: {number} z {len(EVERYBODY)}"


@pytest.mark.parametrize("query", ["brousi", "BROUSÍ", "čočky  brousí"])
def test_who_searches_finds_members_without_typing_accents(visit: Any, query: str) -> None:
    page = visit("members/")

    page.fill("[name=find]", query)

    found = [each["name"] for each in EVERYBODY if "brousí" in each["does"]]
    assert sorted(names(page)) == sorted(found)
    assert count(page) == said(len(found))


def test_a_short_word_is_found_only_where_a_word_begins(visit: Any) -> None:
    page = visit("members/")

    page.fill("[name=find]", "cky")

    assert count(page) == "Výběru nic neodpovídá."
    assert names(page) == []


def test_a_long_answer_begins_at_once_and_is_complete_when_nobody_types(visit: Any) -> None:
    page = visit("members/")
    everybody = names(page)

    first = page.evaluate("""() => {
        const field = document.querySelector("[name=find]");
        const answer = (query) => {
            field.value = query;
            field.dispatchEvent(new Event("input", {bubbles: true}));
            return document.querySelectorAll(".entry").length;
        };
        return [answer("brousí"), answer("firma"), answer("brousí"), answer("firma")];
    }""")

    few = sum("brousí" in each["does"] for each in EVERYBODY)
    assert first == [few, 40, few, 40]
    assert count(page) == said(len(EVERYBODY))
    page.wait_for_function(f"document.querySelectorAll('.entry').length === {len(EVERYBODY)}")
    assert names(page) == everybody


def test_filters_work_with_the_keyboard_and_are_told_and_kept_in_the_address(visit: Any) -> None:
    page = visit("members/")
    page.focus("[name=find]")
    page.keyboard.press("Tab")
    page.keyboard.type("Zrc")
    page.keyboard.press("Tab")
    page.keyboard.type("Fir")

    found = wanted(pillars="mirrors", kind="company")
    assert page.url.endswith("members/?pillar=mirrors&kind=company")
    assert sorted(names(page)) == sorted(found)
    assert count(page) == said(len(found))
    assert page.locator(".filters [role=status]").get_attribute("aria-live") != "off"

    page.keyboard.press("Escape")
    page.focus(".filters [type=reset]")
    page.keyboard.press("Enter")
    assert page.url.endswith("members/")
    assert count(page) == said(len(EVERYBODY))
    assert page.evaluate("document.activeElement.name") == "find"


def test_going_back_restores_the_choice_before(visit: Any) -> None:
    page = visit("members/")
    page.select_option("[name=region]", "north")
    page.select_option("[name=pillar]", "lenses")
    page.locator(".entry:visible .entry__title a").first.click()
    page.wait_for_url("**/members/member-*/")

    page.go_back()
    assert (page.input_value("[name=region]"), page.input_value("[name=pillar]")) == ("north", "lenses")
    assert sorted(names(page)) == sorted(wanted(region="north", pillars="lenses"))
    page.go_back()
    assert (page.input_value("[name=region]"), page.input_value("[name=pillar]")) == ("north", "")
    assert sorted(names(page)) == sorted(wanted(region="north"))


def test_a_shared_address_shows_the_same_and_what_it_cannot_mean_is_ignored(visit: Any) -> None:
    page = visit("members/?find=svetlo&region=south&kind=nonsense&foo=1&view=list")

    found = [each["name"] for each in EVERYBODY if "světlo" in each["does"] and each.get("region") == "south"]
    assert sorted(names(page)) == sorted(found)
    assert page.get_attribute("#entries", "data-view") == "list"
    assert not page.query_selector("[data-search][data-open]"), (
        "the search of the site is not opened over the list"
    )
    assert page.faults == []


def test_in_the_list_a_members_name_and_text_stand_beside_its_logo(visit: Any) -> None:
    page = visit("members/?view=list")

    logo, body = (
        page.locator(f".entry:visible .entry__{part}").first.bounding_box() for part in ("logo", "body")
    )
    assert body["x"] > logo["x"] + logo["width"]
    assert body["width"] > 3 * logo["width"]


def test_without_javascript_everybody_is_listed_and_no_filter_is_shown(visit: Any) -> None:
    page = visit("members/?pillar=lenses", java_script_enabled=False)

    assert len(names(page)) == len(EVERYBODY)
    assert not page.is_visible(".filters")


@pytest.mark.parametrize("size", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desktop"])
@pytest.mark.parametrize("path", ["members/", "members/?region=north&kind=company&view=list", "events/"])
def test_nothing_moves_when_scripts_arrive_late(
    watched: Any, address: str, path: str, size: dict[str, int]
) -> None:
    watched.set_viewport_size(size)
    watched.route("**/*.js", lambda route: (sleep(0.1), route.continue_()))
    watched.goto(f"{address}{path}", wait_until="load")
    watched.wait_for_timeout(300)

    assert watched.is_visible(".filters")
    assert watched.evaluate("window.moved") < NOT_SEEN


def test_a_list_is_seen_also_where_its_script_does_not_arrive(visit: Any, address: str) -> None:
    page = visit("about/")
    page.route("**/directory.*.js", lambda route: route.abort())
    page.goto(f"{address}members/?region=north")

    page.wait_for_function("getComputedStyle(document.querySelector('#entries')).visibility === 'visible'")
    assert len(names(page)) == len(EVERYBODY)


def test_the_search_key_of_a_phone_leads_nowhere_else(visit: Any) -> None:
    page = visit("members/?find=svetlo")

    page.press("[name=find]", "Enter")

    assert page.url.endswith("members/?find=svetlo")
    assert page.input_value("[name=find]") == "svetlo"


def test_the_pages_of_members_serve_everybody(visit: Any, address: str) -> None:
    paths = ("members/", "members/?view=list", "members/?find=nikdo", "members/member-1/", "pillars/lenses/")
    screens = [{"viewport": PHONE, "color_scheme": scheme} for scheme in ("light", "dark")]

    assert shortcomings(visit(""), [address + path for path in paths], screens) == {}
