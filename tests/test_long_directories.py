"""Lists of hundreds and thousands of entries stay small and fit to be searched."""

import re
from pathlib import Path

import pytest
from cluster.pages.directory import (
    MOST_OPTIONS,
    VERY_MANY,
    Directory,
    Entry,
    FacetValue,
    Option,
    directory_of,
)
from support.many_members import members, sources
from support.sources import site_of
from support.versions import body, version_of


def directory(number: int, owners: int) -> Directory:
    entries = (
        Entry(each, {"owner": (f"owner-{each % owners}",), "method": ("sem",)}) for each in range(number)
    )
    choices = {
        "owner": [FacetValue(f"owner-{each}", f"Owner {each}") for each in range(owners)],
        "method": [FacetValue("sem", "Microscopy", "SEM REM"), FacetValue("ct", "Tomography")],
    }
    return directory_of(entries, choices)


def test_readers_choose_from_as_many_options_as_anybody_would_read() -> None:
    few, many = directory(MOST_OPTIONS * 2, MOST_OPTIONS), directory(MOST_OPTIONS * 2, MOST_OPTIONS + 1)

    assert [each.name for each in few.facets] == ["owner", "method"]
    assert [each.name for each in many.facets] == ["method"]
    assert many.entries[0].values == {"method": ("sem",)}


def test_a_choice_that_all_entries_share_is_not_offered_but_still_found() -> None:
    method = directory(3, 2).facets[1]

    assert method.options == (Option("sem", "Microscopy", 3, "SEM REM"),)
    assert not method.is_shown


@pytest.mark.parametrize(("values", "known"), [("a a", 0), ("a -", 1), ("- a b", 2)])
def test_a_filter_says_of_how_many_entries_it_is_known_if_not_of_all(values: str, known: int) -> None:
    entries = [Entry(each, {"owner": () if each == "-" else (each,)}) for each in values.split()]
    owners = {"owner": [FacetValue(each, each) for each in "ab"]}

    assert [each.known for each in directory_of(entries, owners, incomplete=["owner"]).facets] == [known]
    assert [each.known for each in directory_of(entries, owners).facets] == [0]


def test_each_entry_of_a_very_long_list_says_only_the_essential() -> None:
    trees = members(VERY_MANY * 10 // 9 + 5)  # every tenth is a former member
    few, many = (body(version_of(site_of(sources(each))), "members/") for each in (trees[:VERY_MANY], trees))

    assert "Firma, která brousí" in few
    assert "Firma, která brousí" not in many
    assert ">Člen číslo 0</a></h3>" in many
    assert '<p class="meta"><span>firma</span><span>Přerov</span></p>' in many
    assert 'class="entries entries--long entries--logos"' in few
    assert 'class="entries entries--long entries--brief"' in many


def test_no_rule_for_entries_makes_browsers_look_at_all_of_a_list() -> None:
    css = (Path(__file__).parent.parent / "hooks/cluster/theme/assets/site.css").read_text(encoding="utf-8")
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    rules = re.findall(r"[^{}]*\.entry\b[^{}]*\{", plain)

    assert rules
    assert [each for each in rules if ":has(" in each or "[hidden]" in each] == []
