"""The year in which a member was founded."""

import pytest
from cluster.content.members import Member
from support.sources import problems_of, site_of


def members(founded: str) -> dict[str, str | bytes]:
    return {
        "data/equipment.yaml": "methods:\n  - {id: x, title: X}\n",  # names no member
        "data/members.yaml": f"members:\n  - {{id: old, name: Old, kind: university, founded: {founded}}}\n",
    }


def test_a_university_may_be_older_than_any_date_of_the_calendar() -> None:
    assert [each.founded for each in site_of(members("1573")).of(Member)] == [1573]


@pytest.mark.parametrize("year", ["0999", "73", "2200"])
def test_a_year_of_founding_has_four_digits(year: str) -> None:
    assert problems_of(members(year)) == [
        f"data/members.yaml:2: member 'old': founded: expected a year (1000–2199), found '{year}'"
    ]
