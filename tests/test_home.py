"""The home page: what visitors come for first, the plan in force or its result, why to join."""

from datetime import date
from typing import Any

import lxml.html
import pytest
from cluster.links import to
from cluster.pages.all_pages import pages_of
from support.pages import text_of
from support.sources import miniature, problems_of
from support.versions import body, version_on

CLUSTER = miniature()["data/cluster.yaml"].decode()
WHOLE_PROMISE = "Who can become a member and what membership offers."
IN_FORCE, OVER = date(2022, 11, 1), date(2026, 11, 26)


def home(day: date, cluster: str = CLUSTER, language: str = "en") -> lxml.html.HtmlElement:
    version = version_on(day, {"data/cluster.yaml": cluster}, language)
    return lxml.html.fragment_fromstring(body(version, ""), create_parent="main")


def of_class(page: lxml.html.HtmlElement, name: str, then: str = "") -> list[Any]:
    return page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]{then}")


def links(page: lxml.html.HtmlElement) -> list[str]:
    return [each.removeprefix(to("")) for each in page.xpath(".//a/@href")]


def buttons(page: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    return [
        (text_of(each), *links(each.getparent())[n : n + 1])
        for n, each in enumerate(of_class(page, "hero__actions", "/a"))
    ]


def without_joining() -> str:
    return "".join(line for line in CLUSTER.splitlines(keepends=True) if not line.startswith("join:"))


def with_benefit(fields: str) -> str:
    return f"{CLUSTER}joining:\n  benefits:\n    - {{title: {{cs: Partneři, en: Partners}}, {fields}}}\n"


def test_the_first_button_is_how_to_join() -> None:
    assert buttons(home(IN_FORCE)) == [("Become a member", "join/"), ("Action plan 2022", "plan/")]


def test_a_cluster_that_says_nothing_of_joining_offers_the_plan_alone() -> None:
    page = home(IN_FORCE, without_joining())

    assert buttons(page) == [("Action plan 2022", "plan/")]
    assert not page.xpath("//a[contains(@href, 'join/')]")


@pytest.mark.parametrize(("claim", "is_long"), [("Forschungsinfrastruktur", True), ("Licht", False)])
def test_a_headline_with_a_word_too_long_for_a_phone_is_smaller(claim: str, is_long: bool) -> None:
    page = home(IN_FORCE, CLUSTER.replace("en: Light on its way", f"en: {claim}"))

    assert bool(of_class(page, "long-words")) is is_long


def test_a_plan_in_force_shows_its_goals() -> None:
    page = home(IN_FORCE)

    assert text_of(page.get_element_by_id("plan")) == "Action plan 2022"
    assert of_class(page, "goals")


def test_of_a_plan_that_is_over_the_home_page_shows_the_result() -> None:
    page = home(OVER)

    assert buttons(page)[1] == ("How the 2022 plan turned out", "plan/")
    assert text_of(page.get_element_by_id("plan")) == "How the 2022 plan turned out"
    assert "as of 26 November 2026" in text_of(of_class(page, "tally__words")[0])
    assert not of_class(page, "goals")


def test_when_no_event_is_ahead_readers_can_hear_of_the_next_one() -> None:
    [line] = of_class(home(OVER), "next-step")

    assert text_of(line).startswith("There are no upcoming events at the moment.")
    assert links(line) == ["events/subscribe/"]


def test_the_day_of_an_event_is_seen_once() -> None:
    """The badge beside it is hidden from screen readers, to which the date is told in words."""
    rows = {text_of(row.xpath(".//a")[0]): row for row in of_class(home(OVER), "row")}

    for title in ("Utajená návštěva", "Autumn meeting"):
        [date] = rows[title].xpath(".//p[@class='meta']/span[1]")
        assert date.get("class") == "visually-hidden"
        assert of_class(rows[title], "badge")[0].get("aria-hidden") == "true"


def test_the_hours_of_an_event_and_the_dates_of_a_series_are_seen_beside_its_badge() -> None:
    rows = {text_of(row.xpath(".//a")[0]): row for row in of_class(home(OVER), "row")}

    for title in ("Meeting of the working group", "Winter school of optics"):
        [date] = rows[title].xpath(".//p[@class='meta']/span[1]")
        assert date.get("class") is None


def test_benefits_lead_to_their_examples_on_the_page_about_joining() -> None:
    cluster = with_benefit("text: Example, news: light-day-report")
    page = home(IN_FORCE, cluster)

    [benefit] = of_class(page, "reasons", "/li")
    assert text_of(benefit) == "Partners"
    assert links(benefit) == ["join/#benefit-1"]
    joining = body(version_on(IN_FORCE, {"data/cluster.yaml": cluster}, "en"), "join/")
    assert '<h3 class="reasons__title" id="benefit-1">Partners</h3>' in joining
    assert links(of_class(page, "reasons__next")[0]) == ["join/"]


@pytest.mark.parametrize(
    ("joining", "promised"),
    [
        ("", "What the cluster offers its members."),
        ("joining: {who: Anyone.}", "Who can become a member."),
        ("joining: {steps: [Write.]}", "What the cluster offers its members."),
    ],
)
@pytest.mark.parametrize("address", ["", "contact/", "about/"])
def test_pages_promise_of_joining_only_what_its_page_says(joining: str, promised: str, address: str) -> None:
    version = version_on(IN_FORCE, {"data/cluster.yaml": f"{CLUSTER}{joining}\n"}, "en")
    page = lxml.html.fromstring(f"<main>{body(version, address)}</main>")

    assert promised in text_of(page)
    assert "what membership offers" not in text_of(page).casefold()


def test_benefits_are_promised_where_the_page_about_joining_has_them() -> None:
    for who, promised in (("", "What membership offers."), ("  who: Anyone.\n", WHOLE_PROMISE)):
        cluster = with_benefit("text: Example, news: light-day-report") + who
        contact = body(version_on(IN_FORCE, {"data/cluster.yaml": cluster}, "en"), "contact/")
        assert promised in contact.replace("\xa0", " ")


def test_a_pillar_of_which_nothing_is_known_says_that_the_plan_has_nothing_for_it() -> None:
    plan = miniature()["data/plan.yaml"].decode() + "  - {id: lasers, number: 3, title: Lasery}\n"
    version = version_on(IN_FORCE, {"data/plan.yaml": plan}, "en")
    page = lxml.html.fragment_fromstring(body(version, ""), create_parent="main")

    assert [text_of(each) for each in of_class(page, "pillar__text--none")] == [
        "The action plan for 2022 sets no separate activities for this pillar."
    ] * 2


def test_without_benefits_there_is_no_part_for_them() -> None:
    assert not home(IN_FORCE).xpath("//*[@id='benefits']")


def test_the_page_about_joining_has_the_benefits_with_their_sources() -> None:
    cluster = with_benefit("text: Example, event: light-day, sources: ['https://proof.example/a']")
    page = body(version_on(IN_FORCE, {"data/cluster.yaml": cluster}, "en"), "join/")

    assert to("events/light-day/") in page
    assert "https://proof.example/a" in page
    assert "Example" in page
    assert "1\u00a0September 2022" in page


@pytest.mark.parametrize(("field", "kind"), [("news", "news"), ("event", "event")])
def test_a_benefit_with_an_unknown_example_is_refused(field: str, kind: str) -> None:
    [problem] = problems_of({"data/cluster.yaml": with_benefit(f"text: Example, {field}: light-dya")})

    assert problem.startswith("data/cluster.yaml:")
    assert f"joining: unknown {kind} 'light-dya'" in problem


@pytest.mark.parametrize(
    ("language", "title"), [("cs", "Akční plán"), ("en", "Action plan"), ("de", "Aktionsplan")]
)
def test_the_plan_in_force_is_the_action_plan_in_the_menu(language: str, title: str) -> None:
    version = version_on(IN_FORCE, {"docs/plan/2022.md": "---\ntitle: Plán 2022\n---\nText"}, language)
    [plan] = [each for each in pages_of(version) if each.address == "plan/"]

    assert plan.menu_title == title
