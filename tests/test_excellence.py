"""Labels with their dates, what the site shows of an assessment's areas, key figures, a page to embed."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cluster.checks.doubts import doubts_of
from cluster.content.key_figures import key_figures
from cluster.content.version import SiteVersion
from cluster.dates import parse_when
from cluster.pages.excellence import AREAS, expiries_of, facts_of
from icalendar import Calendar
from support.browser import serve
from support.builds import copy_of_miniature
from support.command_line import cluster
from support.pages import html_pages, text_of
from support.sources import miniature as sources_of_miniature
from support.sources import problems_of
from support.versions import body, version_on

CLUSTER = sources_of_miniature()["data/cluster.yaml"].decode()


def version(day: date, *, award: str = "", figure: str = "", language: str = "cs") -> SiteVersion:
    """The miniature with one more award and one more key figure."""
    text = CLUSTER.replace("awards:\n", f"awards:\n{award and f'  - {award}'}\n")
    text = text.replace("figures:\n", f"figures:\n{figure and f'  - {figure}'}\n")
    return version_on(day, {"data/cluster.yaml": text}, language)


def test_a_labels_last_day_is_a_deadline_in_the_offices_calendar() -> None:
    said = version(date(2022, 11, 1), language="en")

    [entry] = expiries_of(said)

    assert (said.title_of(entry), entry.kind) == ("Expires: Bronze label", "deadline")
    assert entry.when
    assert (entry.when.starts, entry.when.ends) == (date(2023, 6, 30), date(2023, 6, 30))
    assert entry.address == "excellence/#label-quality-label"
    assert entry.id in said.site.ids  # so that it keeps its time stamp from one build to the next


def test_the_offices_calendar_has_all_deadlines_and_the_public_one_no_expiry(miniature: Path) -> None:
    office, public = (
        [str(event["UID"]) for event in Calendar.from_ical((miniature / name).read_bytes()).events]
        for name in ("office.ics", "events/kinds/deadline/events.ics")
    )

    assert set(office) == {*public, "quality-label-expires@cluster.example"}
    [expiry] = [
        event
        for event in Calendar.from_ical((miniature / "en/office.ics").read_bytes()).events
        if event["UID"].startswith("quality-label")
    ]
    assert str(expiry["SUMMARY"]) == "Expires: Bronze label"
    assert expiry["DTSTART"].dt == date(2023, 6, 30)
    assert expiry["URL"] == "https://cluster.example/en/excellence/#label-quality-label"
    assert expiry["DTEND"].dt == date(2023, 7, 1)


@pytest.mark.parametrize(
    ("expires", "day", "said"),
    [
        ("expires: 2023-03-01", date(2023, 3, 1), "Platí do 1. března 2023."),
        ("expires: 2023-03-01", date(2023, 3, 2), "Platila do 1. března 2023."),
    ],
)
def test_a_label_says_how_long_it_is_valid(expires: str, day: date, said: str) -> None:
    of = version(day, award=f"{{id: x, kind: label, title: Značka, {expires}}}")

    assert said in body(of, "excellence/").replace("\N{NO-BREAK SPACE}", " ")


def test_an_award_is_no_label(miniature: Path) -> None:
    page = html_pages(miniature)["excellence/index.html"]

    assert [text_of(each) for each in page.xpath("//section[@aria-labelledby='labels']//h3")] == [
        "Bronzová značka"
    ]


def test_every_number_of_the_table_is_counted() -> None:
    said = version(date(2022, 11, 1))
    site = said.site

    found = {fact.address: fact.number for area in AREAS for fact in facts_of(area, said) if fact.number}

    assert found["plan/progress/"] == sum(1 for each in said.plan_progress.progress.values() if each.evidence)
    assert found["about/#awards"] == len(site.cluster.awards)
    assert found["news/"] == len(site.posts)
    assert found["events/kinds/workshop/"] == sum(
        event.kind == "workshop" and event.is_over(said.now) and event.status == "confirmed"
        for event in site.events
    )
    assert "events/kinds/trade-fair/" not in found  # of that only the plan speaks


def test_events_that_only_the_plan_knows_are_told_beside_those_held() -> None:
    planned = "---\ntitle: Jen plán\nwhen: 2022-05-02\nkind: workshop\nstatus: planned\n---\n"
    said = version_on(date(2022, 11, 1), {"docs/events/only-planned.md": planned}, "en")

    [workshops] = [each for each in facts_of("services", said) if each.address == "events/kinds/workshop/"]
    assert (workshops.number, workshops.note) == (
        1,
        "1 more in the calendar, without evidence that it took place with the cluster",
    )


def test_an_event_that_is_over_counts_once_though_its_date_is_unknown() -> None:
    [meetings] = [
        each.number
        for each in facts_of("interaction", version(date(2022, 11, 1)))
        if each.address == "events/kinds/meeting/"
    ]
    site = version(date(2022, 11, 1)).site

    assert site.event("undated")
    assert meetings == 1 + sum(
        len(each.dates_before(date(2022, 11, 1)))
        for each in site.events
        if each.kind == "meeting" and each.status == "confirmed"
    )


def structure(figures: str, total: str = "") -> list[tuple[str, str, int | None]]:
    """What stands under the structure of the cluster about its members."""
    before, _, after = CLUSTER.partition("figures:\n")
    rest = re.sub(r"^(?: .*\n)+", "", after)
    text = f"{before}{total}\n{figures}\n{rest}"
    facts = facts_of("structure", version_on(date(2024, 1, 1), {"data/cluster.yaml": text}))
    return [each[:3] for each in facts if each.address == "members/"]


def test_two_numbers_of_members_are_told_apart_where_they_differ() -> None:
    counted, total = "figures: [{id: m, counts: members}]", "members_total: {value: 39, as_of: 2023}"
    introduced = ("2 z 39 členů mají na tomto webu vlastní stránku", "members/", None)

    assert structure(counted, total) == [("39 členů", "members/", None), introduced]
    assert structure("", total) == [("Členové", "members/", 39), introduced]
    assert structure(counted) == [("2 členové", "members/", None)]
    assert structure("") == [("Členové", "members/", 2)]


def test_a_number_that_mixes_kinds_says_of_what_it_consists() -> None:
    partners = "partners:\n" + "".join(
        f"  - {{id: p{number}, name: P{number}, kind: {kind}, country: CZ}}\n"
        for number, kind in enumerate(("certifier", "cluster", "cluster"))
    )
    said = version_on(date(2022, 11, 1), {"data/partners.yaml": partners})

    facts = {each.address: each for area in AREAS for each in facts_of(area, said)}

    assert facts["partners/"].note == "2 klastry, 1 certifikační orgán"
    assert "3 organizace: 2 klastry, 1 certifikační orgán." in body(said, "partners/").replace("\xa0", " ")
    assert facts["plan/progress/"].of == len(said.site.plan.commitments)


def test_an_area_of_which_nothing_is_known_is_left_out(miniature: Path) -> None:
    table = html_pages(miniature)["excellence/index.html"].xpath("//table")[0]
    rows = [text_of(each) for each in table.xpath(".//tbody/tr/th")]

    assert len(rows) == len(AREAS) - 1
    assert "Financování" not in rows


def test_the_calendar_of_labels_is_not_offered_once_all_have_expired() -> None:
    assert "office.ics" not in body(version_on(date(2030, 1, 1)), "excellence/")


def test_the_calendar_of_labels_is_offered_where_one_expires() -> None:
    forever = CLUSTER.replace("expires: 2023-06-30", "text: Značka").replace(
        "expires: 2023-03-01", "text: Značka"
    )

    assert "office.ics" in body(version_on(date(2022, 11, 1)), "excellence/")
    assert "office.ics" not in body(
        version_on(date(2022, 11, 1), {"data/cluster.yaml": forever}), "excellence/"
    )


def test_a_key_figure_may_be_counted() -> None:
    said = version(date(2022, 11, 1), figure="{id: p, counts: pillars}")

    [pillars, members] = key_figures(said)

    assert (pillars.value, pillars.label) == (2, "odborné pilíře")
    assert (members.value, members.label) == (5, "členů")


def test_members_are_counted_in_all_with_the_day_and_the_source_of_their_number() -> None:
    total = "members_total: {value: 39, as_of: 2023-autumn, sources: [https://count.example/]}"
    text = CLUSTER.replace("figures:\n", f"{total}\nfigures:\n  - {{id: m, counts: members}}\n")
    said = version_on(date(2024, 1, 1), {"data/cluster.yaml": text}, "en")

    figure, value, label = key_figures(said)[0]

    assert (value, label) == (39, "members")
    assert (figure.as_of, figure.sources) == (parse_when("2023-autumn"), ("https://count.example/",))


@pytest.mark.parametrize(("stated", "shown"), [(3, 3), (2, 2), (1, 2)])
def test_a_stated_figure_gives_way_to_a_list_with_more_and_the_office_is_told(
    stated: int, shown: int
) -> None:
    said = version(date(2022, 11, 1), figure=f"{{id: p, counts: pillars, value: {stated}, as_of: 2019}}")
    found = key_figures(said)[0]
    told = [each.message for each in doubts_of(said.site, said.today)]

    assert (found.value, found.of.as_of is not None) == (shown, stated >= shown)
    assert ("figure 'p': value: 1 is less than the 2 on this site" in " ".join(told)) == (stated < shown)


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (
            "{id: x, value: 3}",
            "figure 'x': missing number; write 'value' and 'label', or 'counts' (such as events or members)",
        ),
        ("{id: x, counts: pilars}", "figure 'x': counts: unknown value 'pilars'; did you mean 'pillars'?"),
    ],
)
def test_a_key_figure_without_a_number_of_its_own_is_refused(figure: str, told: str) -> None:
    text = CLUSTER.replace("figures:\n", f"figures:\n  - {figure}\n")

    assert problems_of({"data/cluster.yaml": text}) == [f"data/cluster.yaml:10: {told}"]


# ---- The page to embed ------------------------------------------------------------------------------------


def test_the_plan_can_be_shown_in_a_frame_of_another_website(
    miniature: Path, chromium: Any, tmp_path: Path
) -> None:
    page = html_pages(miniature)["plan/progress/index.html"]
    [code] = page.xpath("//section[@aria-labelledby='embed']//code/text()")
    [button] = page.xpath("//section[@aria-labelledby='embed']//button/@data-copy")
    assert code == button

    with serve(miniature) as root:
        (tmp_path / "other.html").write_text(
            f"<p>{code.replace('https://cluster.example/', root)}</p>", "utf-8"
        )
        shown = chromium.new_page()
        asked: list[str] = []
        shown.on("request", lambda request: asked.append(request.url))
        shown.goto((tmp_path / "other.html").as_uri())
        frame = shown.frame_locator("iframe")
        frame.locator("h1").wait_for()
        assert frame.locator("h1").inner_text() == "Akční plán 2022"
        said = [" ".join(each.split()) for each in frame.locator(".state").all_inner_texts()]
        assert said == ["1 se plní", "3 ohroženy", "2 bez dokladu"]
        height = shown.frames[1].evaluate("document.documentElement.scrollHeight")
        shown.close()
    assert height <= 280
    assert all(url.startswith(("file:", root)) for url in asked)


def test_the_page_to_embed_is_made_in_each_language_and_hidden_from_search_engines(miniature: Path) -> None:
    pages = html_pages(miniature)

    for prefix, title in (("", "Akční plán 2022"), ("en/", "Action plan 2022"), ("de/", "Aktionsplan 2022")):
        page = pages[f"{prefix}plan/embed.html"]
        assert page.xpath("//h1/text()") == [title]
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert {each.get("target") for each in page.xpath("//a")} == {"_top"}
    assert "embed.html" not in (miniature / "sitemap.xml").read_text("utf-8")


def test_a_large_figure_stays_on_one_line(tmp_path: Path, chromium: Any) -> None:
    project = copy_of_miniature(tmp_path)
    figure = "  - {id: turnover, value: 1200000000, label: {cs: korun, en: crowns}, approximate: true}\n"
    text = CLUSTER.replace("figures:\n", f"figures:\n{figure}")
    (project / "data/cluster.yaml").write_text(text, encoding="utf-8")
    assert cluster(project, "build").returncode == 0

    with serve(project / "site") as root:
        page = chromium.new_page()
        for width in (320, 800, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(root)
            number = page.locator(".figure__number").first
            assert number.inner_text() == "1\u00a0200\u00a0000\u00a0000"
            assert number.evaluate("each => each.getClientRects().length") == 1
            assert page.evaluate("document.documentElement.scrollWidth") <= width
