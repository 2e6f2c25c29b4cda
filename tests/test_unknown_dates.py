"""Dates that are unknown, vague, or across the end of a month or a year, and every address of a calendar."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cluster.content.calendar_entries import coming, coming_and_past
from cluster.content.progress import PlanProgress
from cluster.content.reminders import status_of, unannounced, without_outcome
from cluster.content.version import SiteVersion
from cluster.pages.sharing import drafts_of
from lxml.html import fromstring
from support.browser import serve, visitor
from support.builds import built_once, copy_of_miniature
from support.incremental import Project
from support.pages import broken_links, text_of
from support.sources import site_of
from support.versions import HOME, body, feed_items, pages, version_on


def event(dates: str, more: str = "") -> str:
    return f"---\ntitle: Konference\nkind: conference\n{dates}\n{more}---\n"


NOTE = "when_note: {cs: Termín upřesníme v lednu., en: We will know in January.}"
AWAITED = event(NOTE, "status: planned\npillars: [lenses]\nworking_groups: [spectroscopy]\n")
PROMISED = event(NOTE, "status: planned\nfulfils: [lens-seminar]\n")
"""Evidence for the plan of 2022."""


def version_with(text: str, day: date = date(2022, 11, 1), language: str = "cs") -> SiteVersion:
    return version_on(day, {"docs/events/conference.md": text}, language)


# ---- Without a date -------------------------------------------------------------------------------------


def listed(version: SiteVersion, address: str, part: str) -> list[str]:
    """The events in one part of the lists of a page: `ahead` or `past`."""
    links = fromstring(body(version, address)).xpath(
        f"//*[@data-entries='{part}']//li//a[contains(@href, 'events/')]"
    )
    return [link.get("href").split("events/")[1].split("/")[0] for link in links]


@pytest.mark.parametrize(
    "address", ["events/", "events/kinds/conference/", "pillars/lenses/", "working-groups/spectroscopy/"]
)
def test_a_planned_event_without_a_date_is_ahead_after_all_that_have_one(address: str) -> None:
    version = version_with(AWAITED)

    assert listed(version, address, "ahead")[-1] == "conference"
    assert "conference" not in listed(version, address, "past")


@pytest.mark.parametrize(
    ("text", "day", "is_ahead"),
    [
        (AWAITED, date(2035, 1, 1), True),
        (AWAITED.replace("planned", "confirmed"), date(2022, 11, 1), False),
        (AWAITED.replace("planned", "cancelled"), date(2022, 11, 1), False),
        (PROMISED, date(2022, 12, 31), True),
        (PROMISED, date(2023, 1, 1), False),
    ],
)
def test_it_is_ahead_until_the_year_of_its_plan_is_over(text: str, day: date, is_ahead: bool) -> None:
    site = site_of({"docs/events/conference.md": text})
    morning = site.start_of(day)

    assert ("conference" in [each.id for each in coming(site.entries, morning)]) is is_ahead
    assert ("conference" in [each.id for each in coming_and_past(site.entries, morning)[1]]) is not is_ahead


@pytest.mark.parametrize(
    ("language", "said", "note"),
    [
        ("cs", "Termín bude upřesněn", "Termín upřesníme v lednu."),
        ("en", "Date to be announced", "We will know in January."),
        ("de", "Termin wird noch bekannt gegeben", "We will know in January."),
    ],
)
def test_in_place_of_the_date_stands_that_it_will_be_told(language: str, said: str, note: str) -> None:
    version = version_with(AWAITED, language=language)
    heads = fromstring(body(version, "events/")).xpath("//h3[@class='month__title']")
    page = fromstring(body(version, "events/conference/"))

    assert said in [text_of(each).replace("\xa0", " ") for each in heads]
    assert text_of(page.xpath("//*[@class='event-when__date']")[0]).replace("\xa0", " ") == said
    assert text_of(page.xpath("//*[@class='event-note']")[0]).replace("\xa0", " ") == note
    assert pages(version)["events/conference/"].description == note


def test_without_a_note_mails_feeds_and_drafts_say_so_too() -> None:
    """The file of a plan's event needs no note."""
    text = event("announced: 2022-10-01", "status: planned\n")
    version = version_on(date(2022, 11, 1), {"docs/events/lens-fair-2022.md": text})

    [item] = [each for each in feed_items(version, ("events", "")) if "lens-fair" in each.url]
    assert item.summary == "Termín bude upřesněn."
    of = version.site.event("lens-fair-2022")
    assert of
    [draft, *_] = drafts_of(version.entry_of(of), version)
    assert "Konference\n\nTermín bude upřesněn\n" in draft.text.replace("\xa0", " ")


def test_it_is_no_evidence_and_nothing_that_took_place() -> None:
    today = date(2022, 11, 1)
    site = site_of({"docs/events/conference.md": PROMISED})
    progress = PlanProgress(site, site.plan, today)

    assert [each.of.id for each in progress.progress["lens-seminar"].evidence] == []
    assert "conference" in unannounced(site, today)
    assert "conference" not in without_outcome(site, date(2030, 1, 1))


def test_a_group_of_which_the_next_meeting_has_no_date_has_none_scheduled() -> None:
    changes: dict[str, str | bytes] = {"docs/events/conference.md": AWAITED}
    site, today = site_of(changes), date(2023, 6, 1)

    assert "Working group 'spectroscopy' has no meeting scheduled." in status_of(
        site, PlanProgress(site, site.plan, today)
    )


def test_one_can_register_for_it_before_its_date_is_known() -> None:
    version = version_with(AWAITED.replace("pillars", "registration: {email: a@example.org}\npillars"))
    [box] = fromstring(body(version, "events/conference/")).xpath("//div[@class='enrol']")

    assert box.xpath(".//@data-expires") == []


# ---- On the day on which it is read ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_of_miniature(tmp_path_factory.mktemp("project"))
    (project / "docs/events/conference.md").write_text(AWAITED, "utf-8")
    (project / "docs/events/promised.md").write_text(PROMISED, "utf-8")
    with serve(built_once(project, "unknown-dates", tmp_path_factory)) as address:
        yield address


@pytest.mark.parametrize(
    ("day", "ahead"),
    [
        ("2022-11-01", ["optics-school", "conference", "promised"]),
        ("2023-01-01", ["board.2023-03-14", "conference"]),
    ],
)
def test_scripts_leave_it_ahead_until_the_year_of_its_plan_is_over(
    chromium: Any, address: str, day: str, ahead: list[str]
) -> None:
    with visitor(chromium, address) as opened:
        page = opened("events/?time=ahead", f"{day}T08:00:00+01:00")
        shown = page.eval_on_selector_all(
            ".row", "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
        )

        assert [id for id in shown if id in ahead or id == "promised"] == ahead
        assert "undated" not in shown
        assert page.faults == []


# ---- Vague dates, months and years ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "last_day", "said"),
    [
        ("2022-02", "2022-02-28", "únor 2022"),
        ("2024-02", "2024-02-29", "únor 2024"),
        ("2022-winter", "2023-02-28", "zima 2022/2023"),
        ("2022-summer", "2022-08-31", "léto 2022"),
        ("2022-Q4", "2022-12-31", "4. čtvrtletí 2022"),
        ("2022", "2022-12-31", "2022"),
    ],
)
def test_a_vague_date_is_ahead_on_its_last_day_and_past_on_the_next(
    when: str, last_day: str, said: str
) -> None:
    day = date.fromisoformat(last_day)
    for today, is_over in ((day, False), (date.fromordinal(day.toordinal() + 1), True)):
        version = version_with(event(f"when: {when}"), today)
        assert pages(version)["events/conference/"].values["over"] is is_over
        assert ("conference" in listed(version, "events/", "past")) is is_over
        assert pages(version)["events/conference/"].description.startswith(said)


@pytest.mark.parametrize(
    ("dates", "months", "years"),
    [
        ("when: 2022-12-30..2023-01-02", ["2022-12", "2023-01"], [2022, 2023]),
        ("when: 2022-12-31 20:00..2023-01-01 02:00", ["2022-12", "2023-01"], [2022, 2023]),
        (
            "when: 2021-11-30..2023-01-01",
            [f"2021-{m}" for m in (11, 12)] + [f"2022-{m:02}" for m in range(1, 13)] + ["2023-01"],
            [2021, 2022, 2023],
        ),
        ("when: 2022-12-28\nrepeats: {every: week, count: 2}", ["2022-12", "2023-01"], [2022, 2023]),
        ("when: 2022-winter", ["2022-12", "2023-01", "2023-02"], [2022, 2023]),
        ("when: 2022-Q4", ["2022-10", "2022-11", "2022-12"], [2022]),
    ],
)
def test_an_event_is_in_every_month_and_year_that_it_overlaps(
    dates: str, months: list[str], years: list[int]
) -> None:
    """Beside one day of each of the months, which gives it a page."""
    days = "when: 2021-11-05\nrepeats: {every: month, count: 20}"
    site = site_of({"docs/events/conference.md": event(dates), "docs/events/monthly.md": event(days)})

    def has(entries: list[Any]) -> bool:
        return any(each.event.id == "conference" for each in entries)

    assert [f"{each.first:%Y-%m}" for each in site.months if has([*each.exact, *each.vague])] == months
    assert [
        each.year
        for each in site.years
        if has(each.vague) or any(has([*m.exact, *m.vague]) for m in each.months)
    ] == years


@pytest.mark.parametrize("language", ["cs", "en", "de"])
def test_the_page_of_the_new_year_shows_what_began_in_the_old_one(language: str) -> None:
    version = version_with(event("when: 2022-12-30..2023-01-02"), date(2023, 1, 1), language)

    for address in ("events/2022/", "events/2022-12/", "events/2023/", "events/2023-01/"):
        assert "events/conference/" in body(version, address)


# ---- Every address --------------------------------------------------------------------------------------

CALENDAR = {
    "new-year": event("when: 2022-12-30..2023-01-02"),
    "series": event(
        "when: 2021-11-24 17:00..18:00",
        "repeats: {every: week, interval: 5, count: 30, without: [2021-11-24]}\npillars: [lenses]\n"
        "registration: {link: 'https://example.org/', deadline: 2022-06-01}\nannounced: 2021-11-01\n",
    ),
    "rest-left-out": event(
        "when: 2022-10-31", "repeats: {every: day, count: 3, without: [2022-11-01, 2022-11-02]}\n"
    ),
    "called-off": event("when: 2023-01-05", "status: cancelled\nregistration: {deadline: 2023-01-01}\n"),
    "conference": AWAITED,
    "promised": PROMISED,
    "winter": event("when: 2023-winter"),
    "quarter": event("when: 2021-Q4"),
    "year": event("when: 2025"),
    "month": event("when: 2024-02"),
}


def broken_addresses(site: Path) -> Iterator[str]:
    """Every address in feeds, calendars, the sitemap and mails that leads to no file or to no place in it."""
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    for path in site.rglob("*.*"):
        if path.suffix not in (".xml", ".ics", ".txt", ".opml"):
            continue
        text = path.read_text("utf-8").replace("\r\n ", "").replace("&amp;", "&")
        for found in set(re.findall(rf"(?:URL:|<link>|<loc>|href=\"|Url=\"|<id>){HOME}([^\s<\"?]*)", text)):
            place, _, fragment = found.partition("#")
            target = site / (f"{place}index.html" if place.endswith("/") or not place else place)
            is_guid = "/" in fragment or place == f"{path.relative_to(site).parent}/"  # of the feed itself
            if not is_guid and not (
                target.is_file() and (not fragment or f'id="{fragment}"' in pages[target])
            ):
                yield f"{path.relative_to(site)}: {found}"


def test_every_address_exists_on_whatever_day_the_site_is_built(tmp_path: Path) -> None:
    project = Project(tmp_path, {f"docs/events/{id}.md": text.encode() for id, text in CALENDAR.items()})

    for day in ("2022-01-01", "2022-11-21", "2023-01-01"):
        project.on(date.fromisoformat(day))
        assert isinstance(project.built(), dict)
        site = project.path / "site"
        assert [day, *broken_links(site, HOME), *broken_addresses(site)] == [day]


def test_news_without_a_date_is_neither_newer_nor_older_than_other_news() -> None:
    post = "---\ntitle: {0}\nsummary: {0}.\n{1}\n---\n"
    found = pages(
        version_on(
            date(2022, 11, 1),
            {
                "docs/news/first.md": post.format("První", "date: 2018-01-01"),
                "docs/news/vague.md": post.format("Nedatovaná", "date_note: Nejpozději na podzim"),
            },
        )
    )
    beside = {
        address: [page.values[key][1] for key in ("newer", "older") if page.values[key]]
        for address, page in found.items()
        if "older" in page.values and address.startswith("news/")
    }

    assert beside.pop("news/vague/") == []
    assert "news/vague/" not in {each for some in beside.values() for each in some}
    assert len(beside["news/first/"]) == 1
