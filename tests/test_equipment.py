"""Shared equipment: its pages, how complete its records are, what is wanted, and the open data."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
import pytest
from cluster.content.equipment import Equipment, Parameter
from cluster.content.equipment_grades import NEEDED, grade_of, is_due
from cluster.content.quantities import value_of
from cluster.content.reminders import status_of
from cluster.content.shared_equipment import equipment_by
from cluster.data.equipment_data import equipment_csv, equipment_json, records_of
from cluster.language import Text
from cluster.pages.directory import Facet
from support.pages import text_of
from support.sources import miniature as sources
from support.sources import problems_of, site_of
from support.versions import TODAY, body, pages, version_of, version_on

DATA = "data/equipment.yaml"


def changed(was: str, now: str) -> dict[str, str | bytes]:
    """The miniature's equipment with an edit."""
    text = sources()[DATA].decode()
    assert was in text
    return {DATA: text.replace(was, now)}


def said(element: lxml.html.HtmlElement) -> str:
    """Its text without what only keeps it from breaking."""
    return text_of(element).replace("\u2060", "")


def page(version: Any, address: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<main>{body(version, address)}</main>")


# ---- Records ---------------------------------------------------------------------------------------------


def test_a_record_gets_the_highest_grade_for_which_it_and_those_below_are_complete() -> None:
    grades = {each.id: grade_of(each) for each in site_of().of(Equipment)}

    assert grades == {"microscope": "gold", "spectrometer": "silver", "lamp": "bronze", "workshop": None}


@pytest.mark.parametrize("field", [field for fields in NEEDED.values() for field in fields])
def test_each_field_of_the_table_is_needed_for_gold(field: str) -> None:
    [whole] = [each for each in site_of().of(Equipment) if each.id == "microscope"]
    fields = {name: getattr(whole, name) for name in ("id", "title", "kind", *sum(NEEDED.values(), ()))}

    assert grade_of(Equipment(**fields)) == "gold"
    assert grade_of(Equipment(**fields | {field: ()})) != "gold"


def test_a_record_should_be_checked_again_after_twelve_months() -> None:
    item = Equipment(id="x", title=Text.of(cs="X"), kind="service", checked=date(2021, 11, 1))  # type: ignore[arg-type]

    assert not is_due(item, date(2022, 11, 1))
    assert is_due(item, date(2022, 11, 2))


def test_the_office_is_told_which_records_to_check() -> None:
    version = version_on()

    [line] = [each for each in status_of(version.site, version.plan_progress) if "equipment" in each]
    assert line == (
        "3 records of equipment were not checked in the last twelve months: lamp, workshop, spectrometer. "
        "Ask the owner, then write 'checked: 2022-11-01' in data/equipment.yaml."
    )


def test_a_member_has_the_equipment_that_it_owns() -> None:
    site = site_of()

    owned = equipment_by(site, "owner")
    assert [each.id for each in owned["lupa"]] == ["workshop", "lamp", "spectrometer"]
    assert "institute" not in owned


# ---- Numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "unit", "cs", "en"),
    [
        ({"value": "1315.2"}, "nm", "1 315,2 nm", "1,315.2 nm"),
        ({"value": "6e-14"}, "Pa", "6 × 10⁻¹⁴ Pa", "6 × 10⁻¹⁴ Pa"),
        ({"value": "1e14"}, "W", "10¹⁴ W", "10¹⁴ W"),
        ({"value": "250000"}, "m²", "250 000 m²", "250,000 m²"),
        ({"value": "0.00001"}, "m", "0,00001 m", "0.00001 m"),
        ({"value": "45"}, "°", "45°", "45°"),
        ({"value": "0"}, "V", "0 V", "0 V"),
        ({"minimum": "400", "maximum": "1600"}, "nm", "400–1 600 nm", "400–1,600 nm"),
        ({"minimum": "-80", "maximum": "20"}, "°C", "−80 až 20 °C", "−80 to 20 °C"),
        ({"minimum": "0.05"}, "mm", "od 0,05 mm", "from 0.05 mm"),
        ({"maximum": "5"}, "cm", "do 5 cm", "up to 5 cm"),
    ],
)
def test_numbers_are_written_as_their_readers_do(
    numbers: dict[str, str], unit: str, cs: str, en: str
) -> None:
    parameter = Parameter(unit=unit, **{name: Decimal(each) for name, each in numbers.items()})  # type: ignore[arg-type]

    for language, said in (("cs", cs), ("en", en)):
        version = version_of(site_of(), language=language)
        assert value_of(parameter, version).replace("\u00a0", " ") == said


# ---- Pages -----------------------------------------------------------------------------------------------


def test_a_page_of_equipment_says_what_is_known_and_nothing_of_what_is_not() -> None:
    version = version_on()

    microscope, lamp = (said(page(version, f"equipment/{id}/")) for id in ("microscope", "lamp"))
    for part in ("Ústav světla", "Oddělení zrcadel", "0,2–30 kV", "v komoře", "sklo a kovy", "za hodinu"):
        assert part in microscope
    assert "pro členy klastru" in microscope
    assert "Přístup" in microscope
    assert "Přístup" not in lamp


def test_a_page_says_discreetly_when_its_record_was_checked() -> None:
    version = version_on(language="en")
    checked, overdue, never = (
        said(page(version, f"equipment/{id}/")) for id in ("microscope", "spectrometer", "lamp")
    )

    assert "Checked on 30 June 2022" in checked
    assert "Last checked on 1 March 2021" in overdue
    assert "hecked" not in never


@pytest.mark.parametrize(
    ("owner", "name", "link"),
    [
        ("owner: lupa", "Lupa", "members/lupa/"),
        ("owner: shadow", "Stín a.s.", "members/shadow/"),  # a former member
        ("owner_name: Stín a.s.", "Stín a.s.", None),
    ],
)
def test_an_owner_who_is_or_was_a_member_is_linked_and_another_is_named(
    owner: str, name: str, link: str | None
) -> None:
    changes = changed("owner: lupa\n    method", f"{owner}\n    method")
    [owner_of] = page(version_on(changes=changes), "equipment/spectrometer/").xpath(
        "//dl[@class='facts']/div[1]/dd"
    )

    assert text_of(owner_of) == name
    assert [each.lstrip("\x01") for each in owner_of.xpath("a/@href")] == ([link] if link else [])


def test_the_region_of_equipment_is_its_own_or_that_of_its_owner_and_is_linked() -> None:
    regions = "regions:\n  - {id: hana, title: Haná}\n  - {id: brno, title: Brno}\n"
    members = sources()["data/members.yaml"].decode().replace("size: small", "region: hana")
    partners = sources().get("data/partners.yaml", b"regions:\n").decode().replace("regions:\n", regions)
    changes = changed("place: Brno\n    pillars", "place: Brno\n    region: brno\n    pillars")
    changes |= {"data/members.yaml": members, "data/partners.yaml": partners}

    version = version_on(changes=changes)
    for id, region in (("spectrometer", "brno"), ("lamp", "hana"), ("microscope", None)):
        links = page(version, f"equipment/{id}/").xpath(
            "//dl[@class='facts']//a[contains(@href, 'regions/')]/@href"
        )
        assert [each.split("/")[-2] for each in links] == ([region] if region else [])


def test_the_page_of_a_member_shows_its_equipment() -> None:
    found = page(version_on(), "members/lupa/").xpath("//section[@aria-labelledby='its-equipment']//h3")

    assert [text_of(each) for each in found] == ["Dílna", "Lampa", "Spektrometr"]


def enquiry(id: str, language: str = "cs", changes: dict[str, str | bytes] | None = None) -> list[str]:
    return page(version_on(language=language, changes=changes), f"equipment/{id}/").xpath(
        "//a[@class='button']/@href"
    )


@pytest.mark.parametrize(
    ("language", "subject", "home"),
    [("cs", "Dotaz: Mikroskop <Hranol>", ""), ("en", "Enquiry: The Prism microscope", "en/")],
)
def test_an_enquiry_is_a_prepared_e_mail_in_the_language_of_the_reader(
    language: str, subject: str, home: str
) -> None:
    [link] = enquiry("microscope", language)

    parts = urlsplit(link)
    fields = parse_qs(parts.query)
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "mikroskop@ustav.example")
    assert fields["subject"] == [subject]
    assert f"https://cluster.example/{home}equipment/microscope/\r\n" in fields["body"][0]
    assert "+" not in parts.query


def test_an_enquiry_goes_to_the_office_if_the_owner_has_no_address_and_to_nobody_without_an_office() -> None:
    cluster = sources()["data/cluster.yaml"].decode()
    without = {"data/cluster.yaml": cluster.replace("  email: rada@cluster.example\n", "")}

    assert [each.split("?")[0] for each in enquiry("lamp")] == ["mailto:rada@cluster.example"]
    assert enquiry("lamp", changes=without) == []


@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_equipment_is_found_by_every_name_of_its_method_in_all_languages(
    miniature: Path, language: str
) -> None:
    folder = miniature / ("" if language == "cs" else language)
    index = json.loads((folder / "search" / "search_index.json").read_text("utf-8"))

    [found] = [each for each in index["docs"] if each["location"] == "equipment/microscope/"]
    for name in (
        "SEM",
        "rastrovací elektronový mikroskop",
        "scanning electron microscope",
        "Rasterelektronenmikroskopie",
    ):
        assert name in found["text"] + found["also"]


def test_the_list_shows_every_record_and_counts_those_of_each_grade(miniature: Path) -> None:
    items = site_of().of(Equipment)
    found = lxml.html.parse(miniature / "equipment" / "index.html").getroot()
    entries = found.xpath("//li[@class='entry']")

    assert sorted(text_of(each.find("h3")) for each in entries) == sorted(
        str(each.title.original) for each in items
    )
    assert sum(len(each.xpath(".//*[@class='access']")) for each in entries) == sum(
        len(each.access) for each in items
    )
    counts = [text_of(each) for each in found.xpath("//*[@class='grades__name']/*[@class='quiet']")]
    assert [each.split()[0] for each in counts] == ["1", "1", "1"]
    [without] = found.xpath("//section[@aria-labelledby='grades']/p[@class='fine']")
    assert text_of(without).replace("\xa0", " ").startswith("1 záznam zatím nemá")


def test_lists_do_not_praise_a_thing_for_the_completeness_of_its_record(miniature: Path) -> None:
    def grades(address: str) -> list[str]:
        page = lxml.html.parse(miniature / address / "index.html").getroot()
        found = page.xpath("//main//*[contains(@class, 'grade--')]")
        return [text_of(each).replace("\xa0", " ") for each in found]

    assert grades("equipment/microscope") == ["úplné údaje"]
    assert grades("pillars/lenses") == []
    assert grades("equipment") == [
        "základní údaje (bronz)",
        "podrobnější údaje (stříbro)",
        "úplné údaje (zlato)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("owner: lupa", "owner: lupa", "3 z 4 patří členům."),
        ("owner: lupa", "owner_name: Škola", ""),
        ("owner_name: {cs: Ústav světla, en: Institute of Light, de: Institut für Licht}", "owner: lupa", ""),
    ],
)
def test_the_list_says_how_many_items_belong_to_members_unless_all_or_none_do(
    old: str, new: str, said: str
) -> None:
    file = sources()["data/equipment.yaml"].decode().replace(old, new)

    html = body(version_on(changes={"data/equipment.yaml": file}), "equipment/")

    [lead] = lxml.html.fromstring(html).find_class("lead")
    assert text_of(lead).replace("\xa0", " ").endswith(said or "a komu patří.")


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("cs", ["Dílna", "Lampa", "Mikroskop <Hranol>", "Spektrometr"]),
        ("en", ["Lamp", "Spectrometer", "The Prism microscope", "Workshop"]),
    ],
)
def test_the_list_is_in_the_order_of_the_readers_language(language: str, titles: list[str]) -> None:
    found = page(version_on(language=language), "equipment/").xpath("//li[@class='entry']/h3")

    assert [text_of(each) for each in found] == titles


def facets() -> dict[str, Facet]:
    version = version_on()
    directory = pages(version)["equipment/"].values["directory"]
    return {facet.name: facet for facet in directory.facets}


def test_the_filters_count_the_records_of_each_method_access_and_owner() -> None:
    items = site_of().of(Equipment)
    found = {name: {each.value: each.number for each in facet.options} for name, facet in facets().items()}

    assert found["access"] == Counter(access for each in items for access in each.access)
    assert found["method"] == Counter(each.method for each in items if each.method)
    assert found["owner"] == {"lupa": 3, "ustav-svetla": 1}


def test_readers_filter_by_the_quantities_that_several_records_state() -> None:
    assert facets()["wavelength"].unit == "nm"

    changes = changed("value: 450, unit: nm", "text: modrá")
    alone = pages(version_on(changes=changes))["equipment/"].values["directory"]
    assert "wavelength" not in {facet.name for facet in alone.facets}


def with_quantities(number: int) -> str:
    """Records with a number of quantities that they share."""
    names = [f"q{each}" for each in range(number)]
    parameters = ", ".join(f"{{quantity: {each}, value: 5, unit: nm}}" for each in names)
    records = "".join(
        f"  - {{id: {each}, title: {each}, kind: instrument, owner_name: X, parameters: [{parameters}]}}\n"
        for each in ("one", "two")
    )
    quantities = "".join(f"  - {{id: {each}, title: {each}, unit: nm}}\n" for each in names)
    return f"quantities:\n{quantities}equipment:\n{records}"


@pytest.mark.parametrize(("number", "is_folded"), [(3, False), (4, True)])
def test_many_ranges_of_numbers_are_folded(number: int, is_folded: bool) -> None:
    shown = page(version_on(changes={DATA: with_quantities(number)}), "equipment/")

    assert len(shown.xpath("//form//input[@type='number']")) == 2 * number
    assert len(shown.xpath("//form//details//input")) == (2 * number if is_folded else 0)


FOUND = {
    "?wavelength_from=500": ["Spektrometr"],
    "?wavelength_to=449": ["Spektrometr"],
    "?wavelength_to=450": ["Lampa", "Spektrometr"],
    "?wavelength_from=1600&wavelength_to=2000": ["Spektrometr"],
    "?wavelength_from=1601": [],
    "?find=sem": ["Mikroskop <Hranol>"],
    "?find=Rasterelektronenmikroskopie": ["Mikroskop <Hranol>"],
    "?access=project&owner=lupa": ["Spektrometr"],
}
"""The titles that the list shows at an address."""


def test_the_list_shows_what_overlaps_with_the_readers_range_and_has_all_that_is_chosen(
    visit: Any, address: str
) -> None:
    page = visit("equipment/")
    for query, titles in FOUND.items():
        page.goto(f"{address}equipment/{query}")
        assert page.locator(".entry:visible h3").all_text_contents() == titles, query
    assert page.faults == []


def test_what_readers_write_is_in_the_address_and_the_number_of_records_is_told(visit: Any) -> None:
    page = visit("en/equipment/")
    page.fill("[name=wavelength_from]", "700")

    page.wait_for_url("**/en/equipment/?wavelength_from=700")
    assert page.inner_text(".filters [role=status]") == "Entries shown: 1 of 4"


def test_the_pillar_shows_its_equipment() -> None:
    found = page(version_on(), "pillars/lenses/").xpath("//section[@aria-labelledby='equipment']//h3")

    assert [text_of(each) for each in found] == ["Mikroskop <Hranol>"]


def test_without_equipment_there_is_no_page_file_or_heading() -> None:
    version = version_on(changes={DATA: "methods: [{id: spectroscopy, title: Spektroskopie}]\n"})

    assert not [address for address in pages(version) if address.startswith("equipment")]
    assert not page(version, "pillars/lenses/").xpath("//section[@aria-labelledby='equipment']")
    assert records_of(version.site) == []


# ---- What is wanted --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        (date(2022, 9, 30), ["Minulé přání"]),
        (date(2022, 10, 31), ["Dva dny u mikroskopu", "Minulé přání"]),
        (date(2022, 11, 1), ["Dva dny u mikroskopu"]),
        (date(2022, 11, 2), ["Budoucí přání", "Dva dny u mikroskopu"]),
        (date(2023, 1, 1), ["Budoucí přání"]),
    ],
)
def test_a_wish_is_shown_from_its_first_day_to_its_last(on: date, wanted: list[str]) -> None:
    found = page(version_on(on), "equipment/").xpath("//*[@class='wish__title']")

    assert [text_of(each) for each in found] == wanted


def test_a_wish_and_the_equipment_with_its_method_lead_to_each_other() -> None:
    version = version_on()

    [offered] = page(version, "equipment/").xpath("//*[@class='wish__offers']/a/@href")
    assert offered.endswith("equipment/microscope/")
    assert "Dva dny u mikroskopu" in text_of(page(version, "equipment/microscope/"))
    assert "Dva dny u mikroskopu" not in text_of(page(version, "equipment/spectrometer/"))


# ---- Open data -------------------------------------------------------------------------------------------

UNIQUIP = [
    "Type",
    "Name",
    "Description",
    "Related Facility ID",
    "Technique",
    "Location",
    "Contact Name",
    "Contact Telephone",
    "Contact URL",
    "Contact Email",
    "Secondary Contact Name",
    "Secondary Contact Telephone",
    "Secondary Contact URL",
    "Secondary Contact Email",
    "ID",
    "Photo",
    "Department",
    "Site Location",
    "Building",
    "Service Level",
    "Web Address",
]


def table(language: str = "cs") -> list[dict[str, str]]:
    version = version_on(language=language)
    raw = equipment_csv(records_of(version.site), version)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline="")))


def test_the_table_has_the_columns_of_uniquip_and_a_row_for_each_record() -> None:
    rows = {row["ID"]: row for row in table("en")}

    assert list(rows["lamp"])[: len(UNIQUIP)] == UNIQUIP
    assert set(rows) == {each.id for each in site_of().of(Equipment)}
    assert rows["microscope"]["Name"] == "The Prism microscope"
    assert rows["microscope"]["Technique"] == "scanning electron microscopy"
    assert rows["microscope"]["Contact Email"] == "mikroskop@ustav.example"
    assert rows["microscope"]["Secondary Contact Email"] == "rada@cluster.example"
    assert rows["lamp"]["Contact Email"] == "rada@cluster.example"
    assert {row["Type"] for row in rows.values()} == {"equipment", "facility"}
    assert rows["microscope"]["Web Address"] == "https://cluster.example/en/equipment/microscope/"


def test_a_spreadsheet_executes_nothing_of_the_table() -> None:
    rows = {row["ID"]: row for row in table()}

    assert rows["lamp"]["Description"] == "'=SVÍTÍ(„modře“)"
    assert rows["microscope"]["Contact Telephone"] == "'+420 123 456 789"
    assert not [
        cell for row in rows.values() for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")
    ]


def test_the_data_for_programs_has_all_languages_the_licence_and_the_parameters() -> None:
    version = version_on()

    data = json.loads(equipment_json(records_of(version.site), TODAY, version))
    records = {each["ID"]: each for each in data["equipment"]}
    assert data["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert records["lamp"]["Name"] == {"cs": "Lampa", "en": "Lamp", "de": "Lampe"}
    assert records["spectrometer"]["parameters"][0]["minimum"] == 400
    assert records["microscope"]["parameters"][1]["value"] == 6e-14
    assert Counter(each["grade"] for each in records.values()) == Counter(
        grade_of(each) for each in version.site.of(Equipment)
    )


def test_the_files_are_published_and_the_list_describes_them_to_search_engines(miniature: Path) -> None:
    found = lxml.html.parse(miniature / "equipment" / "index.html").getroot()

    texts = found.xpath("//script[@type='application/ld+json']/text()")
    graph = [each for text in texts for each in json.loads(text)["@graph"]]
    [data] = [each for each in graph if each["@type"] == "Dataset"]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    for each in data["distribution"]:
        path = each["contentUrl"].removeprefix("https://cluster.example/")
        assert (miniature / path).is_file()
    assert (miniature / "de" / "equipment" / "equipment.csv").is_file()


def test_search_engines_see_a_service_of_the_owner_under_all_names_of_its_method() -> None:
    [text] = page(version_on(language="en"), "equipment/microscope/").xpath("//script/text()")

    [data] = json.loads(text)["@graph"]
    assert data["@type"] == "Service"
    assert data["provider"] == {"@type": "Organization", "name": "Institute of Light"}
    assert data["serviceType"][0] == "scanning electron microscopy"
    assert "SEM" in data["serviceType"]


# ---- Bad input -------------------------------------------------------------------------------------------


def line_of(text: str) -> int:
    """The line of the miniature's equipment in which a text first stands."""
    lines = sources()[DATA].decode().splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("was", "now", "at", "says"),
    [
        (
            "owner: lupa\n    method",
            "owner: lupaa\n    method",
            "owner: lupa",
            "equipment 'spectrometer': unknown member 'lupaa'; did you mean 'lupa'?",
        ),
        (
            "method: spectroscopy\n    measures",
            "method: spectroscpy\n    measures",
            "method: spectroscopy",
            "equipment 'spectrometer': unknown method 'spectroscpy'; did you mean 'spectroscopy'?",
        ),
        (
            "quantity: wavelength, minimum",
            "quantity: wavelenght, minimum",
            "quantity: wavelength, minimum",
            "equipment 'spectrometer': unknown quantity 'wavelenght'; did you mean 'wavelength'?",
        ),
        (
            "maximum: 30, unit: kV",
            "maximum: 30",
            "maximum: 30",
            "equipment 'microscope': parameters: missing 'unit'",
        ),
        (
            "minimum: 400, maximum: 1600",
            "minimum: 1600, maximum: 400",
            "minimum: 400",
            "equipment 'spectrometer': parameters: the minimum 1600 is greater than the maximum 400",
        ),
        (
            "value: 450, unit: nm",
            "value: 0.45, unit: µm",
            "value: 450",
            "equipment 'lamp': parameters: the unit of 'wavelength' is nm, found 'µm'",
        ),
        (
            "owner: lupa\n    method",
            "owner: lupa\n    owner_name: Lupa\n    method",
            "method: spectroscopy",
            "equipment 'spectrometer': found both 'owner' and 'owner_name'; delete one of them",
        ),
        (
            "owner: lupa\n    method",
            "method",
            "id: spectrometer",
            "equipment 'spectrometer': missing owner; write 'owner' (a member's id) or 'owner_name'",
        ),
        (
            "until: 2022-12-31",
            "until: 2022-09-30",
            "until: 2022-12-31",
            "wish 'time-on-a-microscope': the end 2022-09-30 is before the start 2022-10-01",
        ),
        (
            "access: [project]",
            "access: [projekt]",
            "access: [project]",
            "equipment 'spectrometer': access: unknown value 'projekt'; did you mean 'project'?",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(was: str, now: str, at: str, says: str) -> None:
    assert problems_of(changed(was, now)) == [f"{DATA}:{line_of(at)}: {says}"]
