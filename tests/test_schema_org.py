"""What search engines read of pages: events, news, the association, and where a page is in the site."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import lxml.html
import pytest
from cluster.content.version import SiteVersion
from cluster.pages.slots import page_slots
from support.directory import FILES
from support.sources import miniature
from support.versions import HOME, body, pages, structured_data, version_on

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

    ids = [re.findall(r'"@id": "([^"#]+)"', each)[0] for each in bodies]
    assert ids == [f"{HOME}{prefix}{address}" for prefix in ("", "en/", "de/")]


# ---- Every page -----------------------------------------------------------------------------------------

ASSOCIATION = f"{HOME}#organization"
ARTICLE = """---
title: {cs: Nový <spektrometr>, en: A new spectrometer}
summary: {cs: Přišel., en: It came.}
%s---
"""


def in_head(version: SiteVersion, address: str) -> dict[str, dict[str, Any]]:
    """What the head of a page says, by type."""
    slot = page_slots(pages(version)[address], version, "", (), {})["structured"]
    if not slot:
        return {}
    graph = json.loads(slot.partition(">")[2].removesuffix("</script>"))["@graph"]
    return {each["@type"]: each for each in graph}


def article(front_matter: str) -> dict[str, Any]:
    version = version_on(changes={"docs/news/new.md": ARTICLE % front_matter})
    return in_head(version, "news/new/")["NewsArticle"]


@pytest.mark.parametrize(
    ("address", "way"),
    [
        ("news/", [("Home", "en/"), ("News", "en/news/")]),
        (
            "news/light-day-report/",
            [
                ("Home", "en/"),
                ("News", "en/news/"),
                ("The day of light went well", "en/news/light-day-report/"),
            ],
        ),
    ],
)
def test_a_page_says_how_it_is_reached_from_the_home_page(address: str, way: list[tuple[str, str]]) -> None:
    steps = in_head(version_on(language="en"), address)["BreadcrumbList"]["itemListElement"]

    assert [(each["name"], each["item"]) for each in steps] == [(name, HOME + path) for name, path in way]
    assert [each["position"] for each in steps] == [*range(1, len(way) + 1)]


def test_the_home_page_is_reached_from_nowhere() -> None:
    assert "BreadcrumbList" not in in_head(version_on(), "")


def test_a_news_item_has_its_days_its_authors_and_its_publisher() -> None:
    said = article("date: 2022-10-13\nupdated: 2022-10-20\nauthors: [Kancelář klastru]\n")

    assert said["headline"] == "Nový <spektrometr>"
    assert (said["datePublished"], said["dateModified"]) == ("2022-10-13", "2022-10-20")
    assert said["author"] == [{"@type": "Organization", "name": "Kancelář klastru"}]
    assert said["publisher"]["@id"] == ASSOCIATION
    assert said["mainEntityOfPage"] == f"{HOME}news/new/"


def test_a_news_item_without_authors_is_by_the_association() -> None:
    assert article("date: 2022-10-13\n")["author"]["@id"] == ASSOCIATION


@pytest.mark.parametrize("date", ["date: 2022-10\n", "date_note: Na podzim\n"])
def test_a_news_item_of_an_unknown_day_claims_none(date: str) -> None:
    assert not {"datePublished", "dateModified"} & article(date).keys()


@pytest.mark.parametrize("address", ["", "about/", "contact/"])
def test_the_association_is_the_same_one_in_every_language(address: str) -> None:
    said = [in_head(version_on(language=each), address)["Organization"] for each in ("cs", "en", "de")]

    assert {each["@id"] for each in said} == {ASSOCIATION}
    assert [each["name"] for each in said] == ["Klastr Hranol", "Prism Cluster", "Cluster Prisma"]


def test_the_association_says_only_what_is_known_of_it() -> None:
    bare = miniature()["data/cluster.yaml"].decode().replace("founded: 2019-05\n", "")
    full = bare + 'founded: 2019-05-02\nlegal_name: Klastr Hranol, z.s.\nregistration_number: "01234567"\n'
    known, unknown = (
        in_head(version_on(changes={"data/cluster.yaml": each}), "")["Organization"] for each in (full, bare)
    )

    facts = {
        "legalName": "Klastr Hranol, z.s.",
        "identifier": "01234567",
        "foundingDate": "2019-05-02",
    }
    assert known.items() >= facts.items()
    assert not facts.keys() & unknown.keys()


def test_those_who_refer_to_the_association_use_its_id() -> None:
    data = json.loads(lxml.html.fromstring(body(version_on(), "members/lupa/")).xpath("//script/text()")[0])

    assert data["memberOf"]["@id"] == ASSOCIATION


@pytest.mark.parametrize(
    ("address", "title"),
    [("", "Prism Cluster – Light on its way"), ("news/", "News – Prism Cluster")],
)
def test_the_title_of_the_home_page_says_what_the_cluster_is(address: str, title: str) -> None:
    version = version_on(language="en")

    assert (
        page_slots(pages(version)[address], version, "", (), {})["head-title"].replace("\u00a0", " ") == title
    )


# ---- Lists ----------------------------------------------------------------------------------------------


def listed(address: str, language: str = "cs") -> list[str]:
    data = in_head(version_on(changes=FILES, language=language), address)["ItemList"]
    assert [each["position"] for each in data["itemListElement"]] == [*range(1, data["numberOfItems"] + 1)]
    return [each["url"] for each in data["itemListElement"]]


@pytest.mark.parametrize("address", ["events/", "news/", "members/", "equipment/", "projects/"])
def test_a_list_says_what_it_leads_to_each_item_once(address: str) -> None:
    found = listed(address, "en")

    assert len(found) == len({*found}) > 0
    assert all(each.startswith(f"{HOME}en/") for each in found)


def test_news_are_listed_in_the_order_of_the_page() -> None:
    version = version_on(changes=FILES)

    assert listed("news/") == [HOME + post.address for post in version.site.posts]


def test_a_list_without_items_is_none() -> None:
    version = version_on()
    page = pages(version)["news/"]
    empty = replace(page, values={**page.values, "posts": ()})

    assert "ItemList" not in page_slots(empty, version, "", (), {})["structured"]


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ("company", "Organization"),
        ("university", "CollegeOrUniversity"),
        ("research-institute", "ResearchOrganization"),
        ("school", "EducationalOrganization"),
    ],
)
def test_a_member_is_described_by_its_kind(kind: str, type: str) -> None:
    members = str(FILES["data/members.yaml"]).replace("kind: company", f"kind: {kind}")
    version = version_on(changes={**FILES, "data/members.yaml": members})
    data = json.loads(lxml.html.fromstring(body(version, "members/lupa/")).xpath("//script/text()")[0])

    assert data["@type"] == type


def test_members_of_a_project_are_those_of_their_own_pages() -> None:
    version = version_on(changes=FILES)
    data = json.loads(lxml.html.fromstring(body(version, "projects/light/")).xpath("//script/text()")[0])

    assert {each["@id"] for each in data["member"]} <= {HOME + address for address in pages(version)}
