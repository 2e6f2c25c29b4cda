"""What search engines read of an event that one pays for: whether it can still be booked."""

import re
from datetime import date

import pytest
from support.directory import FILES
from support.versions import HOME, body, structured_data, version_on

FAIR = """---
title: Veletrh
when: 2022-12-05..2022-12-06
kind: trade-fair
fee: {price: 100, currency: CZK}
%s---
"""


def availability(day: date, registration: str = "") -> str:
    version = version_on(day, {"docs/events/fair.md": FAIR % registration})
    [event] = structured_data(version, "fair")
    return str(event["offers"]["availability"]).removeprefix("https://schema.org/")


@pytest.mark.parametrize(("day", "said"), [(date(2022, 11, 20), "InStock"), (date(2022, 11, 21), "SoldOut")])
def test_a_place_can_be_booked_until_the_registration_closes(day: date, said: str) -> None:
    assert availability(day, "registration: {deadline: 2022-11-20}\n") == said


@pytest.mark.parametrize(("day", "said"), [(date(2022, 12, 6), "InStock"), (date(2022, 12, 7), "SoldOut")])
def test_without_a_deadline_it_can_be_booked_until_the_event_is_over(day: date, said: str) -> None:
    assert availability(day) == said


@pytest.mark.parametrize(
    "address", ["members/lupa/", "partners/photon/", "projects/light/", "equipment/laser/"]
)
def test_what_a_page_says_in_each_language_has_an_id_of_its_own(address: str) -> None:
    bodies = [body(version_on(changes=FILES, language=each), address) for each in ("cs", "en", "de")]

    ids = [re.findall(r'"@id": "([^"]+)"', each) for each in bodies]
    assert ids == [[f"{HOME}{prefix}{address}"] for prefix in ("", "en/", "de/")]
