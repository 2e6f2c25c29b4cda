"""The calendar's pages in real Chromium: by keyboard, by the reader's day, on paper."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from support.browser import violations, visitor

VIEWS = {
    "list": "events/",
    "month": "events/2022-11/",
    "month with a vague date": "events/2022-10/",
    "year": "events/2022/",
    "kind": "events/kinds/deadline/",
    "subscribe": "events/subscribe/",
    "event": "events/optics-school/",
    "event that repeats": "events/board/",
}
PHONE = {"width": 360, "height": 740}
THE_DAY_OF_THE_BUILD = "2022-11-01T10:00:00+01:00"


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Opens a page of the miniature on the day of its build, or on another one."""
    with visitor(chromium, address) as opened:
        yield lambda path, day=THE_DAY_OF_THE_BUILD, **settings: opened(path, day, **settings)


def shown(page: Any, part: str = "") -> list[str]:
    """The ids of the entries that a reader sees."""
    where = f"[data-entries={part}] " if part else ""
    ids: list[str] = page.eval_on_selector_all(
        f"{where}.row", "rows => rows.filter(row => row.checkVisibility()).map(row => row.dataset.id)"
    )
    return ids


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_serves_everybody(visit: Any, view: str) -> None:
    """One after the other on a wide screen in the dark and on a phone by day."""
    width, scheme = [(1280, "dark"), (360, "light")][list(VIEWS).index(view) % 2]
    page = visit(VIEWS[view], viewport={"width": width, "height": 800}, color_scheme=scheme)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert page.faults == []


# ---- The reader's day -----------------------------------------------------------------------------------


def test_without_javascript_the_list_is_right_as_of_the_build(visit: Any) -> None:
    page = visit("events/", java_script_enabled=False)

    ahead = page.locator("[data-entries=ahead] .row")
    assert [ahead.nth(n).get_attribute("data-id") for n in range(3)] == [
        "trip",
        "board.2022-11-08",
        "call-for-projects",
    ]
    assert page.locator("[data-filters]").is_hidden()
    assert "za 10 dní" in page.inner_text("[data-id=call-for-projects]").replace("\xa0", " ")


def test_what_is_over_by_the_readers_day_is_listed_as_past_under_its_month(visit: Any) -> None:
    page = visit("events/", "2022-12-07T08:00:00+01:00")

    assert shown(page, "ahead")[:3] == [
        "board.2022-12-20",
        "board.2023-01-10",
        "board.2023-02-14",
    ]
    assert shown(page, "past")[:3] == ["optics-school", "autumn-meeting", "board.2022-11-08"]
    assert shown(page, "closed") == ["call-for-projects"]
    months = page.eval_on_selector_all("[data-entries=past] h3", "all => all.map(each => each.textContent)")
    assert months[:3] == ["prosinec 2022", "podzim 2022", "listopad 2022"]


@pytest.mark.parametrize(
    ("moment", "entry", "part"),
    [
        ("2022-11-08T14:59:59+01:00", "board.2022-11-08", "ahead"),
        ("2022-11-08T15:00:00+01:00", "board.2022-11-08", "past"),
        # the last day of something without hours ends at midnight in Prague, wherever the reader is
        ("2022-10-14T17:59:00-04:00", "lens-fair-2022", "ahead"),
        ("2022-10-14T18:00:00-04:00", "lens-fair-2022", "past"),
        # 15:30 in London
        ("2022-12-06T16:29:00+01:00", "optics-school", "ahead"),
        ("2022-12-06T16:30:00+01:00", "optics-school", "past"),
    ],
)
def test_an_event_becomes_past_in_the_minute_in_which_it_ends(
    visit: Any, moment: str, entry: str, part: str
) -> None:
    page = visit("events/", moment)

    assert entry in shown(page, part)
    assert entry not in shown(page, "past" if part == "ahead" else "ahead")


def test_a_deadline_that_has_passed_is_told_apart_from_events(visit: Any) -> None:
    before, after = (visit("events/", f"2022-11-{day}T08:00:00+01:00") for day in (11, 12))

    assert "call-for-projects" in shown(before, "ahead")
    assert before.locator("#past-deadlines").is_hidden()
    assert shown(after, "closed") == ["call-for-projects"]
    assert after.locator("[data-entries] > h2").evaluate_all("all => all.map(each => each.id)")[-2:] == [
        "past-events",
        "past-deadlines",
    ]


def test_what_is_ahead_by_the_readers_day_is_listed_so(visit: Any) -> None:
    page = visit("events/", "2022-10-14T08:00:00+02:00")

    assert shown(page, "ahead")[:2] == ["lens-fair-2022", "trip"]
    assert "lens-fair-2022" not in shown(page, "past")


@pytest.mark.parametrize("pillar", ["lenses", "mirrors"])
def test_a_pillar_of_which_all_is_over_by_the_readers_day_has_no_empty_heading(
    visit: Any, pillar: str
) -> None:
    page = visit(f"pillars/{pillar}/", "2032-01-01T08:00:00+01:00")

    assert shown(page, "ahead") == []
    assert shown(page, "past")
    assert page.locator("#coming-events").is_hidden()
    assert page.locator("#past-events").is_visible()


@pytest.mark.parametrize(
    ("day", "said"), [("2022-11-01", "za 10 dní"), ("2022-11-10", "za 1 den"), ("2022-11-11", "dnes")]
)
def test_a_deadline_says_how_many_days_are_left_on_the_readers_day(visit: Any, day: str, said: str) -> None:
    page = visit("events/", f"{day}T08:00:00+01:00")

    assert f"končí {said}" in page.inner_text("[data-id=call-for-projects]").replace("\xa0", " ")


def test_an_event_no_longer_asks_to_register_when_its_registration_has_closed(visit: Any) -> None:
    """The deadline is 12:00 in London, so 13:00 in Prague."""
    for moment in ("2022-11-01T08:00:00+01:00", "2022-11-20T13:00:30+01:00"):
        open_yet = visit("events/optics-school/", moment)
        assert open_yet.locator(".enrol .button").is_visible()
        assert open_yet.get_by_text("Přihlašování skončilo.").count() == 0
    closed = visit("events/optics-school/", "2022-11-20T13:01:00+01:00")
    assert closed.locator(".enrol .button").count() == 0
    assert closed.get_by_text("Přihlašování skončilo.").is_visible()


# ---- Filters --------------------------------------------------------------------------------------------


def test_filters_work_by_the_keyboard_alone_and_say_how_many_entries_are_left(visit: Any) -> None:
    page = visit("events/")
    whole = len(shown(page))

    page.locator("[name=pillar]").focus()
    page.keyboard.press("ArrowDown")
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "kind"
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.input_value("[name=kind]") == "seminar"

    assert shown(page) == ["optics-school"]
    assert (
        page.text_content("[data-filters] [role=status]").replace("\xa0", " ")
        == f"Zobrazené položky: 1 z {whole}"
    )
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("'reset' in document.activeElement.dataset")
    page.keyboard.press("Enter")
    page.wait_for_function("!location.search")
    assert len(shown(page)) == whole


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("pillar=mirrors", ["call-for-projects", "light-day"]),
        ("group=spectroscopy&time=past", ["board.2022-10-11", "board", "light-day"]),
        ("mode=online&kind=seminar", ["optics-school"]),
        (
            "mode=place&time=ahead",
            ["trip", "call-for-projects", "optics-school.registration", "optics-school"],
        ),
        ("place=olom", ["light-day"]),
        ("place=LONDYN", ["optics-school"]),
        ("kind=deadline", ["call-for-projects", "optics-school.registration"]),
        ("kind=none-such", None),
    ],
)
def test_an_address_shows_what_was_chosen_in_it(visit: Any, query: str, ids: list[str] | None) -> None:
    page = visit(f"events/?{query}")

    assert shown(page) == (ids if ids is not None else shown(visit("events/")))


def test_the_apostrophe_of_a_keyboard_finds_the_published_one(visit: Any) -> None:
    page = visit("events/")
    place = page.locator("[data-id=optics-school] [data-place]").first
    place.evaluate("element => { element.textContent = 'Villeneuve d’Ascq' }")

    page.fill("[name=place]", "d'ascq")

    assert "optics-school" in shown(page)
    assert len(shown(page)) == 1


def test_the_choice_stands_in_the_address_and_the_back_button_takes_it_back(visit: Any, address: str) -> None:
    page = visit("events/")
    whole = shown(page)

    page.select_option("[name=pillar]", "lenses")
    page.select_option("[name=kind]", "trade-fair")
    assert page.url == f"{address}events/?pillar=lenses&kind=trade-fair"
    assert shown(page) == ["lens-fair-2022"]
    page.go_back()
    assert page.url == f"{address}events/?pillar=lenses"
    assert page.input_value("[name=kind]") == ""
    page.go_back()
    assert shown(page) == whole


def test_without_a_choice_there_is_none_to_subscribe_to(visit: Any) -> None:
    assert visit("events/").locator("[data-subscribe]").is_hidden()


def test_a_choice_of_nothing_says_so(visit: Any) -> None:
    page = visit("events/?pillar=mirrors&kind=trade-fair")

    assert shown(page) == []
    assert page.inner_text("[data-filters] [role=status]") == "Výběru nic neodpovídá."


def test_the_calendar_of_a_choice_is_one_click_away(visit: Any, address: str) -> None:
    page = visit("events/?pillar=lenses")

    link = page.locator("[data-subscribe]")
    assert link.evaluate("each => each.href") == f"{address}pillars/lenses/events.ics"
    page.select_option("[name=kind]", "seminar")
    assert link.is_hidden()
    with page.expect_download() as download:
        page.click("[data-download]")
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    assert [str(each["uid"]) for each in calendar.walk("VEVENT")] == ["optics-school@cluster.example"]


# ---- The month and the year -----------------------------------------------------------------------------


def test_a_month_is_read_out_as_a_table_of_named_days(visit: Any) -> None:
    tree = visit("events/2022-11/").locator("main").aria_snapshot()

    assert '- table "Listopad 2022":' in tree
    assert '- columnheader "pondělí"' in tree or '- columnheader "po"' in tree
    cell = tree[
        tree.index("8. úterý 8. listopadu") if "8. úterý" in tree else tree.index("úterý 8. listopadu") :
    ]
    assert '- link "Exkurze do sklárny"' in cell[:600]
    assert '- link "14:00 Schůzka pracovní skupiny"' in cell[:900]


def test_a_month_is_a_list_of_its_full_days_on_a_phone(visit: Any) -> None:
    page = visit("en/events/2022-10/", viewport=PHONE)

    days = page.eval_on_selector_all(
        ".grid td", "all => all.filter(each => each.checkVisibility()).map(each => each.dataset.day)"
    )
    assert days == ["2022-10-11", "2022-10-13"]
    assert "13–\u206014\u00a0October 2022" in page.inner_text("[data-day='2022-10-13']")
    assert "Thursday 13\u00a0October" in page.inner_text("[data-day='2022-10-13']")
    assert "- cell" in page.locator("table").aria_snapshot()


def test_an_event_of_several_days_is_one_bar_across_them(visit: Any) -> None:
    page = visit("events/2022-10/", viewport={"width": 1280, "height": 800})

    bar = page.locator(".grid a[href*=lens-fair]")
    days = [page.locator(f"[data-day='2022-10-{day}']").bounding_box() for day in (13, 14, 15)]
    assert bar.count() == 1
    assert page.locator(".grid__span").bounding_box()["x"] < days[0]["x"] + 20
    right = (box := page.locator(".grid__span").bounding_box())["x"] + box["width"]
    assert days[2]["x"] - 20 < right <= days[2]["x"]


def test_a_month_is_a_list_where_words_would_not_fit(visit: Any) -> None:
    page = visit("events/2022-10/", viewport={"width": 768, "height": 900})

    tops = page.eval_on_selector_all(
        ".grid td", "all => all.filter(each => each.checkVisibility()).map(each => each.offsetLeft)"
    )
    assert len(set(tops)) == 1


@pytest.mark.parametrize("view", ["events/2022-10/", "events/2022/"])
def test_from_a_month_and_a_year_one_stays_in_that_year(visit: Any, view: str) -> None:
    links = visit(view).eval_on_selector_all(".views a", "all => all.map(each => each.pathname)")

    assert all("2022" in link for link in links[1:3])


@pytest.mark.parametrize(
    ("view", "here"), [("events/2022-10/", "Měsíc"), ("events/2023/", "Rok"), ("events/", "Seznam")]
)
def test_each_page_of_the_calendar_says_which_view_it_is(visit: Any, view: str, here: str) -> None:
    assert visit(view).locator(".views [aria-current]").all_inner_texts() == [here]


def test_the_months_are_walked_by_keyboard(visit: Any, address: str) -> None:
    page = visit("events/2022-11/")

    page.locator(".around__later").focus()
    page.keyboard.press("Enter")

    page.wait_for_url(f"{address}events/2022-12/")


def test_the_readers_own_day_is_marked_in_the_month(visit: Any) -> None:
    page = visit("events/2022-11/", "2022-11-11T12:00:00+01:00")

    assert page.locator("[aria-current=date]").get_attribute("data-day") == "2022-11-11"


def test_vague_dates_are_shown_as_such_in_month_and_year(visit: Any) -> None:
    for view in ("events/2022-10/", "events/2022/"):
        page = visit(view)
        assert page.locator("[aria-labelledby=vague]").inner_text().count("podzim 2022") >= 1
        assert page.locator(".grid a[href*=autumn-meeting]").count() == 0


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_year_is_printed_on_one_page(visit: Any, language: str) -> None:
    printed = visit(f"{language}events/2022/").pdf(format="A4", landscape=True)

    assert printed.count(b"/Type /Page\n") == 1


# ---- What machines read ---------------------------------------------------------------------------------


def described(page: Any) -> list[dict[str, Any]]:
    """What a page tells search engines."""
    texts = page.locator("script[type='application/ld+json']").all_inner_texts()
    return [each for text in texts for each in json.loads(text)["@graph"]]


def test_search_engines_are_told_what_an_event_is(visit: Any) -> None:
    page = visit("en/events/optics-school/")

    [event] = [each for each in described(page) if each["@type"] != "BreadcrumbList"]
    assert event == {
        "@type": "Event",
        "@id": "https://cluster.example/en/events/optics-school/#2022-12-05",
        "name": "Winter school of optics",
        "url": "https://cluster.example/en/events/optics-school/",
        "startDate": "2022-12-05T09:00:00+00:00",
        "endDate": "2022-12-06T15:30:00+00:00",
        "eventStatus": "https://schema.org/EventRescheduled",
        "previousStartDate": ["2022-11-14T09:00:00+00:00"],
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {"@type": "Place", "name": "London", "address": "London"},
            {"@type": "VirtualLocation", "url": "https://meet.example.org/school"},
        ],
        "description": "Two days on lenses; more on the web.",
        "image": page.locator("meta[property='og:image']").get_attribute("content"),
        "inLanguage": ["en", "cs"],
        "organizer": [
            {"@type": "Organization", "name": "Sample Cluster"},
            {"@type": "Organization", "name": "Institute of Shadow"},
        ],
        "performer": [
            {"@type": "Person", "name": "Jan Novák"},
            {"@type": "Person", "name": "Eva Dvořáková"},
        ],
        "offers": {
            "@type": "Offer",
            "price": "1500",
            "priceCurrency": "CZK",
            "url": "https://example.org/register?a=1&b=2",
            "availability": "https://schema.org/InStock",
            "validThrough": "2022-11-20T12:00:00+00:00",
        },
    }


def test_a_vague_event_tells_search_engines_no_day(visit: Any) -> None:
    assert [each["@type"] for each in described(visit("events/autumn-meeting/"))] == ["BreadcrumbList"]


def test_google_and_outlook_are_offered_an_event_with_its_hours(visit: Any) -> None:
    page = visit("en/events/optics-school/")

    google = page.locator("a", has_text="Google").get_attribute("href")
    assert google.startswith("https://calendar.google.com/calendar/render?action=TEMPLATE&")
    assert "dates=20221205T090000%2F20221206T153000&ctz=Europe%2FLondon" in google
    outlook = page.locator("a", has_text="Outlook").get_attribute("href")
    assert "startdt=2022-12-05T09%3A00%3A00%2B00%3A00" in outlook


@pytest.mark.parametrize("of", ["pillars/mirrors/", "events/kinds/deadline/"])
def test_a_calendar_of_some_events_is_subscribed_to_and_not_downloaded(visit: Any, of: str) -> None:
    links = visit(of).locator(".after.calendar__ways a")

    assert links.first.get_attribute("href").startswith("webcal://")
    assert links.first.get_attribute("href").endswith(f"/{of}events.ics")
    assert links.last.evaluate("each => each.pathname") == "/events/subscribe/"
