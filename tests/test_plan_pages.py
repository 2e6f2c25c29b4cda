"""The pages of plans, goals and pillars: what they say when there is little, or one of something."""

import re
from datetime import date
from typing import Any

import lxml.html
import pytest
from support.pages import text_of
from support.sources import miniature
from support.versions import body, version_on

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


@pytest.mark.parametrize("in_common", [True, False])
def test_a_pillar_shares_in_common_commitments_only_if_there_are_some(in_common: bool) -> None:
    page = shown("pillars/lasers/", plan(BARE, in_common=in_common))

    assert ("společné všem pilířům" in text_of(page)) == in_common
