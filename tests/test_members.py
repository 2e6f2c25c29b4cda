"""Members: their list with its numbers, their pages, and where else they are named."""

import gzip
import json
from collections import Counter
from datetime import date
from typing import Any

import lxml.html
import pytest
from cluster.content.site import Site
from cluster.fingerprints import Fingerprints
from cluster.pages.menu import MenuEntry
from cluster.pages.slots import site_slots
from cluster.problems import Invalid
from support.directory import FILES
from support.many_members import NOTHING_OWNED, REGIONS, SIZES, members, present, sources
from support.pages import text_of
from support.sources import miniature, others, read
from support.versions import body, pages, version_of, version_on

EVERYBODY = members(60)
TODAY = present(EVERYBODY)


def shown(address: str, changes: dict[str, str | bytes] | None = None, language: str = "cs") -> Any:
    version = version_on(changes=changes, language=language)
    return lxml.html.fromstring(f"<main>{body(version, address)}</main>")


@pytest.fixture(scope="module")
def many() -> Any:
    """The page of sixty members."""
    return shown("members/", sources(EVERYBODY))


def without_members() -> Site:
    files = miniature()
    del files["data/members.yaml"], files["data/equipment.yaml"]
    return read(files, others())


def titles(page: Any, path: str) -> list[str]:
    return [text_of(each) for each in page.xpath(path)]


def numbers(page: Any, path: str) -> Counter[str]:
    """The numbers of a chart or of the options of a filter, by what they count."""
    if path.startswith("//select"):
        pairs = (
            text_of(each).removesuffix(")").rpartition(" (")
            for each in page.xpath(f"{path}/option[@value!='']")
        )
        return Counter({title: int(number) for title, _, number in pairs})
    rows = page.xpath(f"{path}/following-sibling::dl/div")
    return Counter({text_of(row[0]): int(row.xpath(".//*[@class='chart__number']")[0].text) for row in rows})


# ---- Numbers ------------------------------------------------------------------------------------------


def test_the_filters_say_how_many_members_each_choice_has(many: Any) -> None:
    pillars = Counter(id for each in TODAY for id in each.get("pillars", ()))
    regions = Counter(f"Kraj {each['region']}" for each in TODAY if "region" in each)

    assert numbers(many, "//select[@name='pillar']") == Counter(
        Čočky=pillars["lenses"], Zrcadla=pillars["mirrors"]
    )
    assert numbers(many, "//select[@name='region']") == regions
    assert sorted(numbers(many, "//select[@name='kind']").values()) == sorted(
        Counter(each["kind"] for each in TODAY).values()
    )


def test_each_entry_carries_what_the_filters_count(many: Any) -> None:
    for name in ("pillar", "kind", "region"):
        carried = Counter(each for it in many.xpath(f"//@data-{name}") for each in it.split())
        options = many.xpath(f"//select[@name='{name}']/option[@value!='']")
        assert carried == {each.get("value"): int(text_of(each).split("(")[-1][:-1]) for each in options}


def test_the_table_of_members_and_pillars_has_a_mark_for_each_part(many: Any) -> None:
    rows = many.xpath("//table/tbody/tr")
    marked = [
        [bool(cell.xpath("./span[contains(@class, 'dot')]")) for cell in row.xpath("./td")] for row in rows
    ]
    parts = {
        each["name"]: ["lenses" in each.get("pillars", ()), "mirrors" in each.get("pillars", ())]
        for each in TODAY
    }

    assert dict(zip(titles(many, "//table/tbody/tr/th"), marked, strict=True)) == parts
    assert titles(many, "//table/tfoot//td") == [
        str(sum(column)) for column in zip(*parts.values(), strict=True)
    ]


@pytest.mark.parametrize(
    ("chart", "key", "values"), [("by-size", "size", SIZES), ("by-region", "region", REGIONS)]
)
def test_a_chart_counts_each_member_once_and_those_of_whom_nothing_is_known(
    many: Any, chart: str, key: str, values: tuple[str, ...]
) -> None:
    found = numbers(many, f"//*[@id='{chart}']")
    known = Counter(each.get(key) for each in TODAY)

    assert sorted(found.values()) == sorted(known.values())
    assert found["neuvedeno"] == known[None] > 0
    assert sum(found.values()) == len(TODAY)


def test_the_growth_says_how_many_members_there_were_at_the_end_of_each_year(many: Any) -> None:
    dated = [(each["since"], each.get("until", "9999")[:4]) for each in EVERYBODY if "since" in each]
    rows = many.xpath("//*[@id='members-growth']/following-sibling::dl/div")

    assert [int(text_of(row[0])) for row in rows] == list(range(2019, 2022))
    for row in rows:
        year = int(text_of(row[0]))
        there = sum(since <= year < int(until) for since, until in dated)
        assert int(row.xpath(".//*[@class='chart__number']")[0].text) == there
    unknown = sum("since" not in each for each in TODAY)
    assert f"V grafu chybí {unknown} dnešních členů" in text_of(
        many.xpath("//*[@id='members-growth']/following-sibling::p")[0]
    )


def test_a_former_member_is_only_part_of_the_history(many: Any) -> None:
    former = [each["name"] for each in EVERYBODY if "until" in each]
    section = many.xpath("//*[@aria-labelledby='former-members']")[0]

    assert titles(section, ".//li/a") == sorted(former, key=lambda name: name)
    assert not set(titles(many, "//*[@class='entry__title']")) & set(former)
    assert f"{len(TODAY)} z {len(TODAY)}" in text_of(many.xpath("//*[@role='status']")[0])


def test_the_page_says_how_many_members_there_are_in_all_since_when_and_where_from() -> None:
    cluster = miniature()["data/cluster.yaml"].decode()
    total = "members_total: {value: 39, as_of: 2022-06, sources: [https://noviny.example/kolik]}\n"

    page = shown("members/", {"data/cluster.yaml": cluster + total})
    head, sources = (text_of(page.xpath(path)[0]) for path in ("//header", "//*[@class='sources']"))

    assert "V klastru je 39 členů. 2 z nich představujeme zde." in head
    assert "stav: červen 2022" in head
    assert "noviny.example" in sources
    assert "Počítáme 2 představené členy." in text_of(page).replace("\xa0", " ")
    assert "Počítáme" not in text_of(shown("members/"))


def test_the_page_of_two_thousand_members_stays_small() -> None:
    html = body(version_on(changes=sources(members(2000))), "members/")

    assert len(gzip.compress(html.encode())) < 150_000


# ---- The page of a member -----------------------------------------------------------------------------


def test_a_member_has_a_page_with_what_is_known_of_it() -> None:
    page = shown("members/lupa/")
    facts = dict(zip(titles(page, "//aside//dt"), titles(page, "//aside//dd"), strict=True))

    assert facts == {
        "Celý název": "Lupa s.r.o.",
        "Sídlo": "Přerov",
        "Velikost": "do 49 lidí",
        "Založení": "1998",
        "IČO": "00123456",
        "Členem od": "květen 2019",
        "V klastru": "Zakládající člen",
    }
    assert titles(page, "//header//*[@class='tags']/li") == ["Čočky garant vstup: říjen 2020", "Zrcadla"]
    assert "Anna Nováková" in text_of(page)


@pytest.mark.parametrize(
    ("texts", "is_missing"),
    [
        ("", False),
        ("does: {cs: Taví sklo., en: Melts glass.}", False),
        ("does: {cs: Taví sklo.}", True),
        ("does: {cs: Taví sklo., en: Melts glass.}, text: {cs: Už dlouho.}", True),
    ],
)
def test_a_name_without_a_translation_is_no_text_that_is_missing(texts: str, is_missing: bool) -> None:
    member = f"{{id: glass, name: {{cs: Sklo}}, town: {{cs: Bor}}, kind: company, {texts}}}"
    files: dict[str, str | bytes] = {**NOTHING_OWNED, "data/members.yaml": f"members: [{member}]"}

    assert pages(version_on(changes=files, language="en"))["members/glass/"].is_fallback == is_missing


def test_what_is_not_known_of_a_member_is_left_out() -> None:
    page = shown("members/shadow/")

    assert titles(page, "//aside//dt") == ["Členem od", "Členem do"]
    assert titles(page, "//h2") == []
    assert "Bývalý člen" in text_of(page)


def test_a_member_shows_its_events_news_equipment_and_projects() -> None:
    event = "---\ntitle: Den čoček\nwhen: 2022-12-01\nkind: workshop\nmembers: [lupa]\n---\n"
    post = "---\ntitle: Lupa brousí\ndate: 2022-10-01\nsummary: Ano.\nmembers: [lupa]\n---\n"
    equipment = "equipment: [{id: grinder, title: Bruska, kind: instrument, owner: lupa}]"
    projects = "projects: [{id: glass, title: Sklo, members: [lupa]}]"
    changes: dict[str, str | bytes] = {
        "docs/events/lens-day.md": event,
        "docs/news/grinding.md": post,
        "data/equipment.yaml": equipment,
        "data/projects.yaml": projects,
    }

    links = {text_of(each) for each in shown("members/lupa/", changes).xpath("//h3/a | //li/a")}

    assert links >= {"Den čoček", "Lupa brousí", "Bruska", "Sklo"}
    assert not {"Den čoček", "Bruska"} & {
        text_of(each) for each in shown("members/institute/", changes).xpath("//a")
    }


def test_a_member_shows_its_next_events_and_then_its_latest_ones() -> None:
    days = ("2019-03-01", "2022-12-01", "2021-05-05", "2022-11-20")
    text = "---\ntitle: {0}\nwhen: {0}\nkind: workshop\nmembers: [lupa]\n---\n"
    changes: dict[str, str | bytes] = {f"docs/events/on-{day}.md": text.format(day) for day in days}

    found = titles(shown("members/lupa/", changes), "//*[@aria-labelledby='its-events']//h3")

    assert [each for each in found if each[:2] == "20"] == [
        "2022-11-20",
        "2022-12-01",
        "2021-05-05",
        "2019-03-01",
    ]


def test_search_engines_read_who_a_member_is() -> None:
    [script] = shown("members/lupa/").xpath("//script/text()")
    data = json.loads(script)

    assert data["@type"] == "Organization"
    assert (data["name"], data["legalName"]) == ("Lupa", "Lupa s.r.o.")
    assert data["url"] == "https://lupa.example/"
    assert data["identifier"] == "00123456"
    assert data["address"]["addressLocality"] == "Přerov"
    assert data["memberOf"]["name"] == "Klastr Hranol"


def test_a_name_with_signs_of_html_breaks_neither_its_page_nor_what_search_engines_read() -> None:
    members = miniature()["data/members.yaml"].decode().replace("Ústav <světla>", "Ústav </script>")

    page = shown("members/institute/", {"data/members.yaml": members})

    assert text_of(page.xpath("//h1")[0]) == "Ústav </script> & stínu"
    assert json.loads(page.xpath("//script/text()")[0])["name"] == "Ústav </script> & stínu"


def test_a_member_is_described_to_those_who_search() -> None:
    assert pages(version_on())["members/lupa/"].description == "Lupa s.r.o.: Brousí čočky. Přerov."


@pytest.mark.parametrize(("language", "kind"), [("cs", "firma"), ("en", "company"), ("de", "Unternehmen")])
def test_a_member_of_whom_little_is_known_is_described_in_the_readers_language(
    language: str, kind: str
) -> None:
    version = version_on(changes=FILES, language=language)

    assert pages(version)["members/prisma/"].description == f"Prisma a.s.: {kind}."


# ---- Where else members are named ---------------------------------------------------------------------


def test_a_pillar_lists_its_members_and_its_guarantor() -> None:
    names = "//*[@aria-labelledby='members-here']//li"

    assert titles(shown("pillars/lenses/"), names) == ["Lupa garant"]
    assert titles(shown("pillars/mirrors/"), names) == ["Lupa", "Ústav <světla> & stínu"]


def test_what_a_member_does_is_in_no_key_of_a_page_that_only_names_it() -> None:
    members = miniature()["data/members.yaml"].decode()
    meeting = "---\ntitle: {cs: Schůzka}\nwhen: 2022-12-05\nkind: meeting\nmembers: [lupa]\n---\n"
    others = {"data/members.yaml": members.replace("Brousí čočky.", "Leští zrcadla.")}
    before, after = (
        pages(version_on(changes={"docs/events/meeting.md": meeting, **each})) for each in ({}, others)
    )

    keys = Fingerprints()
    changed = {address for address in before if keys.of(before[address]) != keys.of(after[address])}
    assert "members/lupa/" in changed
    assert not changed & {"pillars/lenses/", "events/meeting/"}


def test_the_home_page_names_the_members() -> None:
    assert titles(shown(""), "//*[@class='wall']/li") == ["Lupa", "Ústav <světla> & stínu"]


def test_a_cluster_without_members_has_no_page_and_no_heading_for_them() -> None:
    version = version_of(without_members(), date(2022, 11, 1))

    assert not [address for address in pages(version) if address.startswith("members/")]
    for address in ("", "pillars/lenses/", "working-groups/spectroscopy/"):
        page = lxml.html.fromstring(f"<main>{body(version, address)}</main>")
        assert "Členové" not in titles(page, "//h2")


def test_a_menu_with_members_says_why_there_is_no_page_of_them() -> None:
    version = version_of(without_members(), date(2022, 11, 1))

    with pytest.raises(Invalid) as caught:
        site_slots(version, pages(version), [MenuEntry("members/index.md", line=5)], {})

    assert [str(each) for each in caught.value.problems] == [
        "mkdocs.yml:5: nav: there is no page 'members/index.md'; add 'members' to data/members.yaml first "
        "(or remove it from the menu)"
    ]


def test_a_future_member_is_nowhere() -> None:
    future = "members: [{id: later, name: Později s.r.o., kind: company, since: 2023-01-01}]"
    version = version_on(changes={"data/members.yaml": future, **NOTHING_OWNED})

    assert "members/later/" not in pages(version)
    assert "Později" not in "".join(body(version, address) for address in ("", "pillars/lenses/"))


@pytest.mark.parametrize(("address", "is_said"), [("members/lupa/", True), ("members/institute/", False)])
def test_a_member_is_offered_only_what_there_is_for_its_own_website(address: str, is_said: bool) -> None:
    owned = "equipment: [{id: grinder, title: Bruska, kind: instrument, owner: lupa}]"
    [how] = shown(address, {"data/equipment.yaml": owned}).xpath("//details[@class='for-website']/p[1]")

    assert ("přístroje" in text_of(how)) == is_said
