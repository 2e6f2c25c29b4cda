"""The pages of plans, goals and pillars: what they say when there is little, or one of something."""

import re
from datetime import date
from typing import Any

import lxml.html
import pytest
from support.pages import text_of
from support.sources import miniature
from support.versions import body, pages, version_on

PLAN = miniature()["data/plan.yaml"].decode()
BARE = "  - {id: lasers, number: 3, title: Lasery}\n"
ONE = "Tomuto pilíři plán na rok 2022 vlastní činnosti neukládá."
SEVERAL = "Těmto pilířům plán na rok 2022 vlastní činnosti neukládá."


def shown(address: str, changes: dict[str, str | bytes]) -> Any:
    return lxml.html.fromstring(f"<main>{body(version_on(date(2022, 11, 1), changes), address)}</main>")


def plan(pillars: str, *, in_common: bool = True) -> dict[str, str | bytes]:
    """The plan with more pillars, and with or without commitments common to all of them."""
    text = re.sub(r"(?m)^pillars:\n", f"pillars:\n{pillars}", PLAN)
    if not in_common:
        text = re.sub(r"(?m)^pillar_development:\n(?:[ #].*\n)*", "", text)
    return {"data/plan.yaml": text}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (plan(""), f"{ONE} Podílí se na závazcích, které jsou společné všem pilířům."),
        (plan(BARE), f"{SEVERAL} Podílejí se na závazcích, které jsou společné všem pilířům."),
        (plan("", in_common=False), ONE),
    ],
)
def test_a_plan_says_which_pillars_it_has_nothing_for(changes: dict[str, str | bytes], said: str) -> None:
    page = shown("plan/", changes)

    assert text_of(page.xpath("//*[@id='pillars-without']/p")[0]) == said
    linked = [text_of(each) for each in page.xpath("//nav//a[@href='#pillars-without']")]
    assert linked == [text_of(each) for each in page.xpath("//*[@id='pillars-without']//li")]


def test_a_plan_shows_its_pillars_by_their_numbers_with_activities_or_without() -> None:
    first = "  - {id: lasers, number: 3, title: Lasery, activities: [{id: x, title: Najít téma}]}\n"
    page = shown("plan/", plan(first + "  - {id: fibres, number: 4, title: Vlákna}\n"))
    section = page.xpath("//*[@aria-labelledby='activities-of-pillars']")[0]

    heads = [text_of(each.xpath(".//h3 | .//ul//a")[0]) for each in section.xpath("./div")]
    assert heads == ["I. Čočky", "Zrcadla", "Lasery", "Vlákna"]
    assert [text_of(each) for each in page.xpath("//nav//ol//ol//a")] == heads
    ids = [each.get("id") for each in section.xpath("./div[@id]")]
    assert ids == ["pillars-without", "pillars-without-4"]
    assert [each.get("href") for each in page.xpath("//nav//ol//ol//a")][1::2] == [f"#{id}" for id in ids]


@pytest.mark.parametrize("in_common", [True, False])
def test_a_pillar_shares_in_common_commitments_only_if_there_are_some(in_common: bool) -> None:
    page = shown("pillars/lasers/", plan(BARE, in_common=in_common))

    assert ("společné všem pilířům" in text_of(page)) == in_common


def test_a_goal_links_the_whole_plan_once() -> None:
    assert body(version_on(), "goals/visibility/").count('class="more" href="\x01plan/"') == 1


SERVICES = "services:\n  - {{id: advice, title: Poradenství, what: Poradíme., pillars: [{}]}}\n"


@pytest.mark.parametrize(("pillar", "titles"), [("lenses", ["Poradenství"]), ("mirrors", [])])
def test_a_pillar_shows_its_services(pillar: str, titles: list[str]) -> None:
    page = shown(f"pillars/{pillar}/", {"data/services.yaml": SERVICES.format("lenses")})

    assert [text_of(each) for each in page.xpath("//*[@aria-labelledby='services']//h3")] == titles


def test_the_members_of_a_pillar_of_which_little_is_known_stand_beside_what_it_does() -> None:
    [aside] = shown("pillars/lenses/", {}).xpath("//aside")
    [members] = shown("pillars/lenses/", plan("")).xpath("//*[@aria-labelledby='members-here']//ul")

    assert "Lupa" in text_of(aside)
    assert "Lupa" in text_of(members)


def test_a_report_leaves_out_what_there_is_none_of() -> None:
    new, later = (body(version_on(day), "reports/2022/") for day in (date(2022, 1, 2), date(2022, 11, 1)))
    [figures] = lxml.html.fromstring(later).xpath("//*[@class='report__figures']")

    assert not {"figures", "#figures"} & set(lxml.html.fromstring(new).xpath("//@id | //@href"))
    assert not re.search(r"\b0\b", text_of(figures))


PARTNERS = "partners:\n  - {id: a, name: A, kind: agency, country: CZ}\n"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("", "1 agentura."),
        ("  - {id: b, name: B, kind: cluster, country: CZ}\n", "2 organizace: 1 klastr, 1 agentura."),
    ],
)
def test_organisations_of_one_kind_are_counted_once(more: str, said: str) -> None:
    page = shown("partners/", {"data/partners.yaml": PARTNERS + more})

    assert said in text_of(page).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("awards", "text", "is_built"),
    [
        ("", None, False),
        ("awards: [{id: a, title: A}]\n", None, False),
        ("", "---\ntitle: Kvalita\n---\n", True),
    ],
)
def test_labels_have_a_page_once_there_are_some(awards: str, text: str | None, is_built: bool) -> None:
    cluster = re.sub(r"(?m)^awards:\n(?:[ #].*\n)*", awards, miniature()["data/cluster.yaml"].decode())
    changes: dict[str, str | bytes] = {"data/cluster.yaml": cluster}
    version = version_on(changes=changes | ({"docs/excellence.md": text} if text else {}))

    assert ("excellence/" in pages(version)) == ("excellence/" in version.site.addresses) == is_built
    assert is_built or "excellence/" not in body(version, "about/")
