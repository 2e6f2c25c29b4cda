"""Partners, regions, services, calls, projects and joining: pages whose numbers are those of the data."""

import json
from datetime import date, datetime
from functools import cache
from urllib.parse import parse_qs, urlsplit

import icalendar
import lxml.html
import pytest
from cluster.content.calendar_entries import subscribed
from cluster.content.gaps import gaps_of
from cluster.content.key_figures import key_figures
from cluster.content.projects import Project
from cluster.content.reminders import status_of, unannounced, without_outcome
from cluster.content.services import Call
from cluster.content.version import SiteVersion
from cluster.dates import parse_when
from cluster.language import Text
from cluster.links import HOME
from cluster.pages.all_pages import pages_of
from cluster.pages.excellence import AREAS, facts_of
from cluster.pages.joining import offers
from cluster.pages.menu import MenuEntry
from cluster.pages.partners import countries_of
from cluster.pages.report import report_of
from cluster.pages.search import names_of
from cluster.pages.slots import page_slots, site_slots
from cluster.problems import Invalid
from cluster.reading.scalar_types import Id
from support.calendars import calendar_file
from support.directory import FILES
from support.pages import text_of
from support.sources import miniature, problems_of, site_of
from support.versions import TODAY, body, feed_items, pages, version_on


@cache
def directory(on: date = TODAY, language: str = "cs") -> SiteVersion:
    return version_on(on, FILES, language)


@cache
def shown(address: str, language: str = "cs") -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(body(directory(language=language), address), create_parent=True)


def links(address: str, section: str) -> list[str]:
    """Where the links of a section with a heading lead."""
    [found] = shown(address).xpath(f"//section[@aria-labelledby='{section}']")
    return [link.removeprefix(HOME) for link in found.xpath(".//@href")]


def with_edit(name: str, was: str, now: str) -> dict[str, str | bytes]:
    """The directory with something replaced in one file."""
    text = str(FILES[name])
    assert was in text
    return {**FILES, name: text.replace(was, now, 1)}


BESIDE = (
    "/*[not(self::script)]"
    "[not(contains(@class, 'sources') or contains(@class, 'share') or contains(@class, 'for-website'))]"
    "[not(contains(@class, 'after'))]"
)
"""What is more than links that end a page."""


@pytest.mark.parametrize("kind", ["partners", "projects", "calls", "regions", "equipment", "members"])
def test_facts_stand_beside_what_is_said_or_in_a_row_if_nothing_is(kind: str) -> None:
    version = directory()
    all = [shown(each.address) for each in pages_of(version) if each.address.startswith(f"{kind}/")]
    columns = [each for page in all for each in page.xpath(".//*[contains(@class, ' columns')]")]

    rows = ["columns--single" in each.get("class") for each in columns]
    assert rows == [not each.xpath(f"*[@class='main-column']{BESIDE}") for each in columns]
    assert True in rows, "none has facts alone"


# ---- Partners -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "names"),
    [("cs", ["Česko", "Německo"]), ("en", ["Czechia", "Germany"]), ("de", ["Tschechien", "Deutschland"])],
)
def test_partners_stand_under_their_countries_the_clusters_own_first(language: str, names: list[str]) -> None:
    found = shown("partners/", language)

    assert [text_of(each) for each in found.xpath("//h2")] == names
    assert [each.number for each in countries_of(directory(language=language))] == [2, 1]


def test_partners_of_a_country_stand_by_their_kind() -> None:
    [czech, _] = countries_of(directory())

    assert [kind for kind, _ in czech.kinds] == ["association", "innovation-centre"]


def test_partners_of_a_kind_stand_in_the_order_of_their_names_in_each_language() -> None:
    was = FILES["data/partners.yaml"]
    assert isinstance(was, str)
    name = "{cs: Zkušebna, en: Agency for tests}"
    more = f"  - {{id: agency, name: {name}, kind: association, country: CZ}}\n  - {{id: nca,"
    files = {**FILES, "data/partners.yaml": was.replace("  - {id: nca,", more)}

    def order(language: str) -> list[str]:
        [(_, partners), *_] = countries_of(version_on(TODAY, files, language))[0].kinds
        return [each.id for each in partners]

    assert order("cs") == ["nca", "agency"]
    assert order("en") == ["agency", "nca"]


def test_a_partners_page_has_what_it_shares_with_the_cluster() -> None:
    text = text_of(shown("partners/photon/"))

    for said in (
        "Společné stánky.",
        "duben 2019",
        "Společná dílna",
        "O společné dílně",
        "Světlo pro všechny",
        "Mainz",
    ):
        assert said in text
    assert "Společná dílna" not in text_of(shown("partners/nca/"))


def test_a_partners_page_tells_of_its_projects_and_who_else_takes_part() -> None:
    assert links("partners/photon/", "projects") == ["projects/light/", "members/lupa/"]
    assert not shown("partners/nca/").xpath("//section[@aria-labelledby='projects']")


def test_the_list_of_partners_says_what_each_does_or_else_what_it_does_with_the_cluster() -> None:
    assert "Sdružuje firmy." in text_of(shown("partners/"))

    does = "    does: {cs: Sdružuje firmy., en: It brings companies together.}\n"
    files = with_edit("data/partners.yaml", does, "")

    assert "Společné stánky." in body(version_on(changes=files), "partners/")


def test_the_name_of_a_partner_that_ends_with_a_full_stop_gets_no_second_one() -> None:
    about = pages(directory())["partners/photon/"].description

    assert about.startswith("Photon e.V. ")


def test_a_partner_and_a_project_can_be_read_by_machines() -> None:
    [partner] = shown("partners/photon/").xpath("//script[@type='application/ld+json']")
    [project] = shown("projects/light/").xpath("//script[@type='application/ld+json']")
    partner_data, project_data = json.loads(partner.text), json.loads(project.text)

    assert (partner_data["@type"], partner_data["url"]) == ("Organization", "https://photon.example/")
    assert partner_data["address"]["addressCountry"] == "DE"
    assert project_data["@type"] == "ResearchProject"
    assert {each["name"] for each in project_data["member"]} == {"Lupa s.r.o.", "Photon e.V."}


# ---- Regions ------------------------------------------------------------------------------------------


def test_every_number_of_a_region_is_that_of_a_list_on_its_page() -> None:
    counts = pages(directory())["regions/olomouc/"].values["counts"]

    assert counts == [("members", 2), ("equipment", 2), ("partners", 1)]
    for name, number in counts:
        assert len(links("regions/olomouc/", name)) == number


def test_a_former_member_is_not_in_its_region_any_more() -> None:
    assert "Bývalý člen" not in text_of(shown("regions/olomouc/"))


def test_equipment_is_in_its_own_region_else_in_that_of_its_owner() -> None:
    text = text_of(shown("regions/olomouc/"))

    assert "Mikroskop" in text
    assert "Čisté prostory" in text
    assert "Laser" not in text


def test_an_event_of_a_member_is_in_the_members_region() -> None:
    assert "Společná dílna" in text_of(shown("regions/olomouc/"))


def test_a_region_without_anything_has_no_empty_heading() -> None:
    assert shown("regions/empty/").xpath("//h2") == []


# ---- Services -----------------------------------------------------------------------------------------


def test_an_enquiry_goes_to_the_service_else_to_the_office_with_a_prepared_text() -> None:
    found = [urlsplit(each) for each in shown("services/").xpath("//a[@class='button']/@href")]

    assert [each.path for each in found] == ["sluzby@cluster.example", "rada@cluster.example"]
    assert parse_qs(found[0].query)["subject"] == ["Zájem o službu: Hledání partnera"]
    assert "„Hledání partnera“" in parse_qs(found[0].query)["body"][0]


def test_without_any_address_there_is_no_button() -> None:
    cluster = miniature()["data/cluster.yaml"].decode().replace("  email: rada@cluster.example\n", "")
    version = version_on(TODAY, {**FILES, "data/cluster.yaml": cluster})

    assert body(version, "services/").count('class="button"') == 1
    assert "join/form/" not in pages(version)
    assert "mailto:" not in body(version, "join/")


# ---- Calls --------------------------------------------------------------------------------------------


CALLS = {"call-open", "call-coming", "call-closed"}


def call(id: str) -> Call:
    found = directory().site.find(Call, id)
    assert found is not None
    return found


@pytest.mark.parametrize("state", ["open", "coming", "closed", "undated"])
def test_a_call_says_whether_one_can_apply(state: str) -> None:
    assert call(state).state(directory().now) == state
    assert links("calls/", state)[0] == f"calls/{state}/"


def test_calls_that_may_be_open_stand_before_those_that_are_closed() -> None:
    sections = shown("calls/").xpath("//section/@aria-labelledby")

    assert sections == ["open", "coming", "undated", "closed"]


@cache
def calls_on(day: date, was: str = "calls:", now: str = "calls:") -> lxml.html.HtmlElement:
    version = version_on(day, with_edit("data/services.yaml", was, now))
    return lxml.html.fragment_fromstring(body(version, "calls/"), create_parent=True)


def test_closed_calls_whose_last_day_is_not_known_stand_apart_from_those_in_the_order_of_time() -> None:
    page = calls_on(TODAY, "{id: undated, ", "{id: undated, closed: true, ")

    assert page.xpath("//section/@aria-labelledby") == ["open", "coming", "closed", "closed_undated"]
    assert len(page.xpath("//section[@aria-labelledby='closed_undated']//li")) == 1


@pytest.mark.parametrize(("day", "is_said"), [(TODAY, False), (date(2022, 12, 1), True)])
def test_the_page_of_calls_says_if_none_with_a_known_last_day_is_open(day: date, is_said: bool) -> None:
    assert ("není otevřená žádná výzva se známou uzávěrkou" in text_of(calls_on(day))) is is_said


@pytest.mark.parametrize(("programme", "number"), [("Světlo", 1), ("Stará výzva", 0)])
def test_a_call_does_not_repeat_its_name_as_that_of_its_programme(programme: str, number: int) -> None:
    page = calls_on(TODAY, "{id: closed, ", f"{{id: closed, programme: {programme}, ")

    [row] = page.xpath("//li[@data-id='call-closed']")
    assert len(row.xpath(f".//span[.='{programme}']")) == number


def test_a_call_without_a_known_last_day_does_not_say_so_in_each_line() -> None:
    rows = shown("calls/").xpath("//section[@aria-labelledby='undated']//li")

    assert [each.get("class") for each in rows] == ["row row--plain"]
    assert not shown("calls/").xpath("//section[@aria-labelledby='undated']//*[contains(@class, 'badge')]")
    assert text_of(shown("calls/")).count("Bez data") == 0


def test_the_last_day_of_a_call_is_no_past_event() -> None:
    home = pages(directory())[""].values

    assert "call-open" in [entry.event.id for entry in home["coming"]]
    assert home["past"]
    assert "deadline" not in [entry.event.kind for entry in home["past"]]


def test_a_call_is_closed_also_where_its_last_day_is_not_known() -> None:
    edit = with_edit("data/services.yaml", "{id: undated, ", "{id: undated, closed: true, ")
    [found] = [each for each in version_on(TODAY, edit).site.of(Call) if each.id == "undated"]

    assert found.state(directory().now) == "closed"


def test_a_call_is_over_at_its_hour() -> None:
    zone = directory().zone

    assert call("open").state(datetime(2022, 11, 10, 12, 0, tzinfo=zone)) == "open"
    assert call("open").state(datetime(2022, 11, 10, 12, 1, tzinfo=zone)) == "closed"


def test_the_last_day_of_a_call_can_be_put_into_a_calendar_until_it_is_over() -> None:
    def offered(id: str) -> list[str]:
        return [str(each) for each in shown(f"calls/{id}/").xpath("//a[@download]/@href")]

    assert [each.lstrip("\1") for each in offered("open")] == ["calls/open/event.ics"]
    assert offered("closed") == []


def test_a_call_with_a_vague_first_day_is_not_called_open_before_that_is_sure() -> None:
    site = version_on(TODAY, with_edit("data/services.yaml", "opens: 2022-10-01", "opens: 2022-11")).site
    [found] = [each for each in site.of(Call) if each.id == "open"]

    assert found.state(directory().now) == "coming"


def test_the_last_day_of_a_call_is_one_event_that_leads_to_the_calls_page() -> None:
    found = [each for each in directory().site.events if each.id == "call-open"]

    assert [each.address for each in found] == ["calls/open/"]
    assert [page.kind for page in pages_of(directory()) if page.address == "calls/open/"] == ["call"]
    assert "events/call-open/" not in pages(directory())


def test_the_last_day_of_a_call_is_in_the_calendar() -> None:
    version = directory()
    event = version.site.event("call-open")
    assert event is not None
    calendar = icalendar.Calendar.from_ical(calendar_file(subscribed(event), version))
    [entry] = calendar.walk("VEVENT")

    assert entry["uid"] == "call-open@cluster.example"
    assert entry["url"] == "https://cluster.example/calls/open/"
    assert event in [each.event for each in version.site.subscribed_on(("kind", "deadline"))]
    assert "calls/open/" in body(version, "events/kinds/deadline/")
    assert "calls/open/" in body(version, "events/")


@pytest.mark.parametrize("shelf", ["all", "events", "deadlines"])
def test_a_call_is_announced_on_the_day_on_which_it_was_published(shelf: str) -> None:
    [item] = [
        each
        for each in feed_items(directory(), (shelf, ""))
        if each.url == "https://cluster.example/calls/open/"
    ]

    assert item.published.date() == date(2022, 9, 20)
    assert "10. listopadu 2022" in item.summary


def test_a_call_of_which_only_the_month_is_known_is_not_announced_on_its_first_day() -> None:
    site = site_of(with_edit("data/services.yaml", "published: 2022-09-20", "published: 2022-09"))
    event = site.event("call-open")
    assert event is not None

    assert event.announced is None


def test_a_call_that_is_not_published_yet_is_in_no_calendar() -> None:
    version = version_on(date(2022, 9, 1), FILES)

    assert version.site.event("call-open") is None
    assert version.site.event("call-closed") is not None


def test_nobody_is_asked_for_the_outcome_of_a_call_but_for_the_day_to_announce_it() -> None:
    site = directory(date(2023, 1, 1)).site

    assert not [id for id in without_outcome(site, date(2030, 1, 1)) if id in CALLS]
    assert not [id for id in unannounced(site, TODAY) if id in CALLS]
    assert any("not announced in feeds: coming." in line for line in status_lines(directory()))


def status_lines(version: SiteVersion) -> list[str]:
    return status_of(version.site, version.plan_progress)


# ---- Projects -----------------------------------------------------------------------------------------


def test_projects_stand_by_whether_they_run() -> None:
    assert links("projects/", "running") == ["projects/light/"]
    assert links("projects/", "finished") == ["projects/past/"]
    assert links("projects/", "undated") == ["projects/vague/"]
    assert shown("projects/").xpath("//section/@aria-labelledby") == ["running", "undated", "finished"]


@pytest.mark.parametrize(
    ("starts", "ends", "day", "state"),
    [
        ("2025-03", "2029", date(2025, 2, 28), "coming"),
        ("2025-03", "2029", date(2025, 3, 15), "undated"),
        ("2025-03", "2029", date(2025, 4, 1), "running"),
        ("2025-03", "2029", date(2029, 1, 2), "undated"),
        ("2025-03", "2029", date(2030, 1, 1), "finished"),
        ("2025-03-03", "2025-03-04", date(2025, 3, 4), "running"),
    ],
)
def test_a_project_with_vague_dates_runs_when_that_is_sure(
    starts: str, ends: str, day: date, state: str
) -> None:
    project = Project(id=Id("x"), title=Text.of(cs="x"), starts=parse_when(starts), ends=parse_when(ends))

    assert project.state(day) == state


def test_what_is_said_of_a_projects_period_takes_the_place_of_its_dates() -> None:
    was = FILES["data/projects.yaml"]
    assert isinstance(was, str)
    files = {
        **FILES,
        "data/projects.yaml": was.replace("period_note: asi", "starts: 2020-03, period_note: asi"),
    }
    html = body(version_on(TODAY, files), "projects/vague/")

    assert "asi tři roky" in html
    assert "březen 2020" not in html
    assert '"foundingDate": "2020-03"' in html


def test_a_projects_page_has_all_who_take_part_and_what_was_said_of_it() -> None:
    text = text_of(shown("projects/light/"))

    for said in ("Lupa", "Photon e.V.", "Kdosi další", "Společná dílna", "O společné dílně", "CZ.01/22"):
        assert said in text


# ---- Joining ------------------------------------------------------------------------------------------

JOINING = """
joining:
  who: Firmy z optiky.
  steps: [Napište nám., Rada rozhodne.]
  fee: 10 000 Kč
  email: clenstvi@cluster.example
"""


def joining(more: str = JOINING) -> SiteVersion:
    return version_on(TODAY, {**FILES, "data/cluster.yaml": miniature()["data/cluster.yaml"].decode() + more})


def test_the_page_about_joining_says_what_is_known() -> None:
    html = body(joining(), "join/")

    for said in (
        "Napište nám.",
        "Firmy z\u00a0optiky.",
        "Rada rozhodne.",
        "mailto:clenstvi@cluster.example?",
    ):
        assert said in html
    assert "clenstvi@cluster.example" in body(joining(), "join/form/")


def test_companies_are_promised_of_joining_only_what_its_page_says() -> None:
    for version, promised in (
        (directory(), "Co klastr nabízí svým členům."),
        (joining(), "Kdo se může stát členem."),
    ):
        page = lxml.html.fromstring(body(version, "cooperation/"))
        [way] = page.xpath("//li[.//a[contains(@href, 'join/')]]")
        assert text_of(way).endswith(promised)


def test_what_is_not_known_about_joining_is_left_out_and_named_to_the_office() -> None:
    version = directory()
    [line] = [each for each in gaps_of(version.site, TODAY) if each.startswith("/join/")]

    assert "joining-who" not in body(version, "join/")
    assert 'id="fee"' not in body(version, "join/")
    assert line.startswith("/join/ does not say: who, steps, fee.")
    assert not [each for each in gaps_of(joining().site, TODAY) if each.startswith("/join/")]


def test_the_page_about_joining_leads_to_all_that_members_find_in_the_cluster() -> None:
    lists = ["services/", "equipment/", "events/", "members/", "projects/", "partners/", "calls/"]

    assert links("join/", "offers")[:8] == ["pillars/", *lists]
    assert [each.number for each in offers(directory())] == [2, 2, 3, 0, 3, 3, 3, 1]


def test_readers_are_told_how_many_calls_are_open() -> None:
    calls = shown("cooperation/").xpath(
        "//section[@aria-labelledby='companies']//li[.//a[contains(@href, 'calls/')]]"
    )

    assert [text_of(each).split(" Kde ")[0] for each in calls] == ["Dotační výzvy 1 otevřená"]


def test_students_are_told_what_equipment_is_there_and_companies_what_it_can_do_for_them() -> None:
    ways = dict(pages(with_member("university"))["cooperation/"].values["readers"])

    assert [each.name for each in ways["companies"] if each.address == "equipment/"] == ["equipment"]
    assert [each.name for each in ways["students"] if each.address == "equipment/"] == ["equipment_students"]


@pytest.mark.parametrize(("state", "is_named"), [("active", True), ("planned", False), ("closed", False)])
def test_those_who_join_are_led_to_the_groups_at_work(state: str, is_named: bool) -> None:
    plan = miniature()["data/plan.yaml"].decode().replace("state: planned", f"state: {state}", 1)
    html = body(version_on(TODAY, {"data/plan.yaml": plan}), "join/")

    assert ("working-groups/spectroscopy/" in html) == is_named


def test_the_page_about_joining_names_those_to_turn_to() -> None:
    assert "Anna Nováková" in text_of(shown("join/").xpath("//section[@aria-labelledby='people']")[0])
    assert links("join/", "people") == ["contact/"]


# ---- Other channels -----------------------------------------------------------------------------------


def titles(version: SiteVersion) -> list[str]:
    return [each.title for each in feed_items(version)]


def test_feeds_announce_new_members_and_new_equipment_for_a_year() -> None:
    now, later = titles(directory()), titles(directory(date(2023, 12, 1)))

    assert "Nový člen: Lupa" in now
    assert "Nově k dispozici: Mikroskop" in now
    assert not any("Prisma" in each for each in now), "its year alone is known"
    assert not any(each.startswith(("Nový člen", "Nově")) for each in later)


def test_the_report_counts_members_equipment_and_projects_of_its_year() -> None:
    figures = report_of(directory(), directory().site.plan).figures

    assert (figures.members, figures.equipment, figures.projects) == (2, 1, 1)


def test_the_page_on_excellence_links_to_each_list_with_its_number() -> None:
    facts = {each.address: each.number for area in AREAS for each in facts_of(area, directory())}

    expected = {
        "members/": 3,
        "equipment/": 3,
        "regions/": 2,
        "partners/": 3,
        "services/": 2,
        "calls/": 4,
        "projects/": 3,
    }
    assert expected.items() <= facts.items()


@pytest.mark.parametrize(
    ("counts", "number", "label"), [("members", 3, "členové"), ("partners", 3, "partneři")]
)
def test_a_key_figure_counts_a_list(counts: str, number: int, label: str) -> None:
    cluster = miniature()["data/cluster.yaml"].decode()
    figure = f"figures:\n  - {{id: counted, counts: {counts}}}\n"
    version = version_on(TODAY, {**FILES, "data/cluster.yaml": cluster.replace("figures:\n", figure)})

    assert next((each.value, each.label) for each in key_figures(version)) == (number, label)


def test_the_page_about_the_cluster_leads_to_each_list_with_its_number() -> None:
    rows = dict(pages(directory())["about/"].values["lists"])

    assert rows == {
        "members/": 3,
        "equipment/": 3,
        "services/": 2,
        "calls/": 4,
        "projects/": 3,
        "partners/": 3,
        "regions/": 2,
    }
    assert links("about/", "directory") == [*rows]


def test_a_cluster_without_a_directory_has_no_page_heading_or_link_about_it() -> None:
    version = version_on()
    addresses = {"partners/", "regions/", "services/", "calls/", "projects/", "cooperation/"}

    assert not addresses & pages(version).keys()
    for address in ("about/", "excellence/", "events/"):
        html = body(version, address)
        assert not [each for each in addresses if f'{HOME}{each}"' in html]


def test_who_comes_to_the_cluster_is_led_to_what_it_has() -> None:
    assert links("cooperation/", "companies") == ["equipment/", "services/", "calls/", "join/"]
    assert links("cooperation/", "authorities") == ["projects/", "regions/", "calls/"]
    assert links("cooperation/", "clusters") == ["partners/", "projects/", "members/"]
    assert directory().site.addresses >= {"cooperation/"}


@cache
def with_member(kind: str) -> SiteVersion:
    """The directory with one member that is no company."""
    edit = with_edit(
        "data/members.yaml",
        "prisma, name: Prisma a.s., kind: company",
        f"prisma, name: Prisma, kind: {kind}",
    )
    return version_on(TODAY, edit)


@pytest.mark.parametrize(("kind", "other"), [("university", "school"), ("school", "university")])
def test_students_are_led_to_where_the_field_is_taught_and_find_the_page_by_their_words(
    kind: str, other: str
) -> None:
    html = body(with_member(kind), "cooperation/").partition('id="students"')[2]

    assert f'{HOME}members/?kind={kind}"' in html
    assert f'{HOME}members/?kind=company"' in html
    assert f'{HOME}members/?kind={other}"' not in html
    assert f'{HOME}members/?kind=research-institute"' not in html
    names = names_of(with_member(kind), ["cooperation/", "cooperation/#students"])
    assert "stáž" in names["cooperation/#students"]


def test_a_cluster_without_universities_and_schools_has_nothing_for_students() -> None:
    assert 'id="students"' not in body(directory(), "cooperation/")
    assert "stáž" not in names_of(directory(), ["cooperation/"])["cooperation/"]


def test_the_page_about_cooperation_names_no_list_that_the_cluster_does_not_have() -> None:
    services = "calls:\n  - {id: one, title: Výzva}\n"
    html = body(version_on(TODAY, {"data/services.yaml": services}), "cooperation/")

    assert f'{HOME}calls/"' in html
    assert not [each for each in ("services", "projects", "regions", "partners") if f'{HOME}{each}/"' in html]


def test_a_menu_with_cooperation_says_why_there_is_no_such_page() -> None:
    version = version_on()

    with pytest.raises(Invalid, match="add services, calls, projects, partners or regions first"):
        site_slots(version, pages(version), [MenuEntry("cooperation.md", line=5)], {})


def test_every_page_leads_to_the_lists_that_are_not_in_the_menu() -> None:
    page, version = pages(directory())["events/"], directory()
    menu = [MenuEntry("members/index.md"), MenuEntry("cooperation.md")]
    found = lxml.html.fromstring(page_slots(page, version, "", menu, {})["lists"]).xpath("//a")

    assert [each.get("href") for each in found] == [
        f"../{each}/"
        for each in ("equipment", "services", "calls", "projects", "partners", "regions", "join")
    ]
    assert [text_of(each) for each in found][1:3] == ["Služby", "Dotační výzvy"]
    miniature = version_on()
    menu += [MenuEntry("equipment/index.md"), MenuEntry("join.md")]
    assert not page_slots(pages(miniature)["events/"], miniature, "", menu, {})["lists"]


@pytest.mark.parametrize(
    "address", ["partners/photon/", "regions/olomouc/", "calls/open/", "projects/light/"]
)
def test_every_page_is_below_its_list(address: str) -> None:
    page = pages(directory())[address]

    assert [above for _, above in page.crumbs] == ["cooperation/", address.split("/")[0] + "/"]
    assert directory().site.addresses >= {address}
    assert page.description != str(page.title)


# ---- The plan -----------------------------------------------------------------------------------------


def planned(activity: str) -> dict[str, str | bytes]:
    """The directory with an activity more in the plan."""
    plan = miniature()["data/plan.yaml"].decode()
    mark = "pillar_development:\n"
    assert mark in plan
    return {**FILES, "data/plan.yaml": plan.replace(mark, f"{mark}  - {activity}\n", 1)}


@pytest.mark.parametrize(
    ("of", "count", "status", "proofs"),
    [("member", 2, "fulfilled", ["elsewhere", "lupa"]), ("equipment", 3, "at-risk", ["microscope"])],
)
def test_records_of_the_plans_year_count_for_an_activity(
    of: str, count: int, status: str, proofs: list[str]
) -> None:
    activity = f"{{id: grow, title: Růst, target: {{count: {count}, of: {of}}}}}"
    version = version_on(TODAY, planned(activity))
    progress = version.plan_progress.progress["grow"]

    assert (progress.status, progress.done) == (status, len(proofs))
    assert [each.of.id for each in progress.proven] == proofs
    assert f"{'members' if of == 'member' else of}/{proofs[0]}/" in body(version, "plan/")


def test_a_joint_event_counts_for_what_the_partner_fulfils() -> None:
    changes = planned("{id: together, title: Spolupráce, work: deed}") | {
        "data/partners.yaml": str(FILES["data/partners.yaml"]).replace(
            "    since: 2019-04\n", "    fulfils: [together]\n"
        )
    }
    version = version_on(TODAY, changes)

    assert [each.of.id for each in version.plan_progress.progress["together"].proven] == ["joint"]


# ---- Bad input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "was", "now", "told"),
    [
        (
            "data/partners.yaml",
            "country: DE",
            "country: XX",
            "data/partners.yaml:15: partner 'photon': country: ",
        ),
        (
            "data/partners.yaml",
            "kind: cluster",
            "kind: clusters",
            ":14: partner 'photon': kind: unknown value 'clusters'; did you mean 'cluster'?",
        ),
        (
            "data/partners.yaml",
            "partners: [hub]",
            "partners: [hubb]",
            "unknown partner 'hubb'; did you mean 'hub'?",
        ),
        (
            "data/partners.yaml",
            "pillars: [lenses]",
            "pillars: [lense]",
            "unknown pillar 'lense'; did you mean 'lenses'?",
        ),
        (
            "data/partners.yaml",
            "    since: 2019-04\n",
            "    fulfils: [lens-meeting]\n",
            "partner 'photon': unknown activity 'lens-meeting'; did you mean 'lens-meetings'?",
        ),
        (
            "data/services.yaml",
            "opens: 2021-01-10, closes: 2021-03-31",
            "opens: 2021-04-10, closes: 2021-03-31",
            "call 'closed': the end 2021-03-31 is before the start 2021-04-10",
        ),
        (
            "data/services.yaml",
            "email: sluzby@cluster.example",
            "email: sluzby",
            "service 'partners': contact: email: ",
        ),
        (
            "data/projects.yaml",
            "ends: 2022-12-31",
            "ends: 2021-12-31",
            "project 'light': the end 2021-12-31 is before the start 2022-01-01",
        ),
        (
            "data/projects.yaml",
            "members: [lupa]",
            "members: [lup]",
            "unknown member 'lup'; did you mean 'lupa'?",
        ),
        (
            "docs/events/joint.md",
            "joint_with: [photon]",
            "joint_with: [foton]",
            "docs/events/joint.md:7: event 'joint': ",
        ),
        ("docs/news/joint.md", "projects: [light]", "projects: [ligth]", "did you mean 'light'?"),
    ],
)
def test_a_bad_record_is_told_with_its_file_and_line(name: str, was: str, now: str, told: str) -> None:
    [problem] = problems_of(with_edit(name, was, now))

    assert problem.startswith(f"{name}:")
    assert told in problem


def test_a_list_of_one_kind_does_not_name_it_in_each_row() -> None:
    def facts(address: str) -> set[str]:
        rows = shown(address).xpath("//li[@data-kind='meeting']//p[@class='meta']/span")
        return {text_of(each) for each in rows}

    assert "Setkání" in facts("events/")
    assert facts("events/kinds/meeting/")
    assert "Setkání" not in facts("events/kinds/meeting/")
