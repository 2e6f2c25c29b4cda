"""The theme's stylesheet and scripts: each rule once, each script only where it has something to do."""

from collections import Counter
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from support.browser import serve, visitor
from support.builds import ROOT, replace, with_digest
from support.colours import INKS_AND_GROUNDS, contrast
from support.command_line import built
from support.pages import framed_pages, html_pages

ASSETS = ROOT / "hooks/cluster/theme/assets"
IMPORTANT: set[str] = set()
"""Declarations that need `!important`; a layer does what it was used for."""

DAY = "2022-11-01T10:00:00+01:00"
ON_ALL_PAGES = {"scope", "palette", "drawer", "search"}
WORKS_ON = {
    "deadlines": "//article//*[@data-closes or @data-expires or @data-until or @data-begins]",
    "past": "//article//*[@data-entries]",
    "today": "//article//*[@data-day]",
    "copy": "//article//*[@data-copy]",
    "print": "//article//*[@data-print]",
    "filters": "//article//*[@data-filters]",
    "directory": "//article//*[@data-directory]",
    "details": "//article//details",
}
"""What each of the other scripts needs in a page."""

RULES = r"""() => {
  const found = [];
  const walk = (rules, around) => [...rules].forEach(rule => {
    if (rule.name === "material") return;
    const here = `${around} ${rule.cssText.split("{")[0].trim()}`.trim();
    if (rule instanceof CSSStyleRule) found.push({
      rule: here,
      important: [...rule.style].filter(name => rule.style.getPropertyPriority(name) === "important"),
    });
    else if (rule.cssRules) walk(rule.cssRules, here);
  });
  const name = /\/assets\/site\.[0-9a-f]{8}\.css$/;
  const [sheet] = [...document.styleSheets].filter(each => name.test(each.href));
  walk(sheet.cssRules, "");
  return found;
}"""
"""Every rule of site.css but Material's, as the browser understands it, with layers and media around it."""


@pytest.mark.parametrize(
    ("path", "mark"),
    [("events/", ".views [aria-current]"), ("members/", ".switch :checked + span"), ("members/", ".dot")],
)
def test_what_a_ground_tells_is_seen_in_the_readers_own_colours(visit: Any, path: str, mark: str) -> None:
    marked = visit(path, forced_colors="active").locator(mark).first
    shown = marked.screenshot()
    marked.evaluate("element => { element.style.background = 'none' }")

    assert marked.screenshot() != shown


def test_a_page_carries_no_style_and_no_script_of_its_own(miniature: Path) -> None:
    """So a server can refuse all but the site's own files (`Content-Security-Policy: default-src 'self'`)."""
    for path, page in html_pages(miniature).items():
        inside = page.xpath("//style | //*[@style or @*[starts-with(name(), 'on')]]")
        scripts = page.xpath("//script[not(@src) and not(contains(@type, 'json'))]")
        assert inside + scripts == [], path


# ---- The stylesheet -------------------------------------------------------------------------------------


def test_a_rule_is_declared_once_and_without_important(visit: Any) -> None:
    rules = visit("").evaluate(RULES)

    assert len(rules) > 400
    assert [rule for rule, times in Counter(each["rule"] for each in rules).items() if times > 1] == []
    assert {f"{each['rule']}: {name}" for each in rules for name in each["important"]} == IMPORTANT


def test_every_rule_stands_in_a_layer_so_that_a_cluster_can_change_it(visit: Any) -> None:
    page = visit("")

    assert {each["rule"].split(" ")[0] for each in page.evaluate(RULES)} == {"@layer"}
    [path] = page.evaluate("[...document.styleSheets].map(each => new URL(each.href).pathname)")
    assert path[1:] == with_digest("assets/site.css", [path[1:]])


def test_materials_rules_are_in_the_first_layer(visit: Any) -> None:
    page = visit("")

    names = page.evaluate(
        """[...document.styleSheets[0].cssRules].filter(each => each instanceof CSSLayerBlockRule)
             .map(each => each.name)"""
    )
    assert names[0] == "material"
    assert page.faults == []


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("path", ["plan/", "news/", "equipment/", "press/"])
def test_every_sign_stands_out_from_its_ground(visit: Any, path: str, scheme: str) -> None:
    found = visit(path).evaluate(INKS_AND_GROUNDS, scheme)

    assert len(found) > 5
    assert [each for each in found if contrast(*each[:2]) < 4.5] == []


# ---- The scripts ----------------------------------------------------------------------------------------


def scripts(page: lxml.html.HtmlElement) -> list[str]:
    """The names of the theme's own scripts in a page."""
    sources = [Path(source) for source in page.xpath("//script/@src")]
    return [source.name.partition(".")[0] for source in sources if source.parent.name == "assets"]


def test_a_page_loads_only_scripts_that_it_uses(miniature: Path) -> None:
    for path, page in framed_pages(miniature).items():
        needed = [name for name, element in WORKS_ON.items() if page.xpath(element)]

        assert [name for name in scripts(page) if name not in ON_ALL_PAGES] == needed, path


def test_every_script_is_needed_by_a_page_and_none_by_all(miniature: Path) -> None:
    loaded = [set(scripts(page)) for page in framed_pages(miniature).values()]

    not_by_a_page = {"palette", "alternates", "search-engine"}
    assert set().union(*loaded) | not_by_a_page == {path.stem for path in ASSETS.glob("*.js")}
    assert set.intersection(*loaded) == ON_ALL_PAGES - {"palette"}, "the miniature has one scheme"


@pytest.mark.parametrize("path", ["reports/2022/", "news/light-day-report/"])
def test_a_button_prints_the_page(visit: Any, path: str) -> None:
    page = visit(path)
    page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")

    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.click("[data-print]")

    assert page.title() == "printed"


def test_an_address_to_subscribe_to_is_copied(visit: Any) -> None:
    page = visit("en/events/subscribe/", permissions=["clipboard-read", "clipboard-write"])

    page.locator("[data-copy]").first.click()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://cluster.example/en/events.ics"
    assert "Copied" in page.locator("[data-copy]").first.inner_text()
    assert "Copied" in page.locator("body > [role=status]").inner_text()


def test_a_button_that_copied_can_tell_so_again(visit: Any) -> None:
    page = visit("en/events/subscribe/", DAY, permissions=["clipboard-read", "clipboard-write"])
    page.clock.install()
    button = page.locator("[data-copy]").first
    label = button.inner_text()

    button.click()
    page.wait_for_function("document.querySelector('body > [role=status]').textContent")
    page.clock.run_for(5000)

    assert button.inner_text() == label
    assert page.locator("body > [role=status]").inner_text() == ""


def test_the_menu_of_a_phone_closes_when_the_focus_leaves_it(visit: Any) -> None:
    page = visit("", viewport={"width": 360, "height": 740})
    page.click(".drawer summary")
    page.focus(".drawer__menu li:last-child a")
    assert page.locator(".drawer__panel").is_visible()

    page.focus("main a")

    assert page.locator(".drawer__panel").is_hidden()
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("name", "scheme"), [("default", "light"), ("slate", "dark")])
def test_the_scroll_bar_has_the_scheme_of_the_page(visit: Any, name: str, scheme: str) -> None:
    page = visit("")
    page.evaluate("name => { document.body.dataset.mdColorScheme = name }", name)

    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == scheme


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_borders_of_fields_and_dots_stand_out_from_their_ground(visit: Any, scheme: str) -> None:
    """WCAG 1.4.11: 3 : 1."""
    page = visit("members/")
    page.evaluate("name => { document.body.dataset.mdColorScheme = name }", scheme)

    def colour(of: str, name: str) -> str:
        return str(
            page.locator(of).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
        )

    edge, ground = colour(".field select", "borderTopColor"), colour(".filters", "backgroundColor")
    assert contrast(edge, ground) >= 3
    for pillar in {each.get_attribute("class") for each in page.locator("td:has(.dot)").all()}:
        assert colour(f"td.{pillar} .dot", "borderTopWidth") != "0px"
        edge = colour(f"td.{pillar} .dot", "borderTopColor")
        assert contrast(edge, colour(f"td.{pillar}", "backgroundColor")) >= 3


def test_the_menu_of_a_phone_closes_with_escape_and_by_a_click_beside_it(visit: Any) -> None:
    page = visit("", viewport={"width": 360, "height": 740})
    panel = page.locator(".drawer__panel")

    page.click(".drawer summary")
    assert panel.is_visible()
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.click(".drawer summary")
    page.mouse.click(5, 735)
    assert panel.is_hidden()


def test_what_is_folded_opens_for_a_link_that_leads_into_it_and_on_paper(visit: Any) -> None:
    page = visit("news/light-day-report/")
    page.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML("beforeend",
             "<details id=a><p id=inside></details><details id=b></details><details id=c open></details>")"""
    )
    folded = "[...document.querySelectorAll('#a, #b, #c')].map(each => each.open)"

    page.evaluate("() => { location.hash = 'inside'; }")
    page.wait_for_function("document.getElementById('a').open")
    assert page.evaluate(folded) == [True, False, True]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == [True, True, True]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(folded) == [True, False, True]


# ---- Light and dark -------------------------------------------------------------------------------------

SCHEMES = """  palette:
    - {media: (prefers-color-scheme), toggle: {icon: material/brightness-auto, name: auto}}
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/lamp, name: light}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/sleep, name: dark}}
"""
SCHEME = "document.body.dataset.mdColorScheme"


def test_a_reader_chooses_light_or_dark_and_the_next_page_has_it_from_the_start(
    project: Path, chromium: Any
) -> None:
    replace(project / "mkdocs.yml", "  features: [navigation.tabs]\n", SCHEMES)
    built(project)
    with serve(project / "site") as root, visitor(chromium, root) as opened:
        page = opened("", color_scheme="dark")
        button = page.locator(".palette label:visible")
        assert page.evaluate(SCHEME) == "slate"
        assert page.evaluate("localStorage.length") == 0, "only a choice is kept"
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"{SCHEME} === 'default'")

        button.click()
        assert (page.evaluate(SCHEME), button.count()) == ("default", 1)
        button.click()
        assert page.evaluate(SCHEME) == "slate"
        page.locator(".palette input:checked").press("Enter")
        page.locator(".palette input:checked").press("ArrowLeft")
        page.goto(f"{root}about/", wait_until="commit")
        page.wait_for_selector("main", state="attached")
        assert page.evaluate(SCHEME) == "slate"
        assert page.faults == []
