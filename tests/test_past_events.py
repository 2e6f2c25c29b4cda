"""The page of an event that is over."""

from datetime import date

from support.sources import problems_of, site_of
from support.versions import body, version_of

EVENT = "---\ntitle: Den\nkind: workshop\nwhen: 2022-10-20\npillars: [lenses]\n{more}---\n"


def page_of_event(on: date, more: str = "") -> str:
    site = site_of({"docs/events/day.md": EVENT.format(more=more)})
    return body(version_of(site, on), "events/day/")


def test_only_an_event_ahead_is_offered_for_ones_own_calendar() -> None:
    assert "event.ics" in page_of_event(date(2022, 10, 19))
    assert "event.ics" not in page_of_event(date(2022, 10, 21))


def test_a_past_event_leads_to_what_came_of_it_and_to_the_next_ones_of_its_pillar() -> None:
    html = page_of_event(date(2022, 10, 21), "outcome: {text: Vznikla skupina.}\n")

    after = html.partition('class="afterwards"')[2].partition("</nav>")[0]
    assert "hidden" not in after.partition(">")[0]
    assert 'href="#outcome"' in after
    assert "events/optics-school/" in after


def test_what_is_offered_after_an_event_waits_for_its_end() -> None:
    """A script shows it to those who read the page after the event, if it was built before."""
    html = page_of_event(date(2022, 10, 19))

    assert ' data-begins="2022-10-21T00:00+02:00" hidden' in html


def test_more_participants_than_a_number_are_said_to_be_more() -> None:
    html = page_of_event(date(2022, 10, 21), "outcome: {attendance: 40, more_than: true}\n")

    assert "přes 40\u00a0lidí" in html


def test_more_than_needs_a_number() -> None:
    event = EVENT.format(more="outcome: {text: Hotovo., more_than: true}\n")

    assert problems_of({"docs/events/day.md": event}) == [
        "docs/events/day.md:6: event 'day': outcome: 'more_than' needs 'attendance', the number that was "
        "exceeded"
    ]


def headings(on: date, address: str) -> list[str]:
    """The headings of the calendar that a reader sees on a page."""
    parts = body(version_of(site_of(), on), address).split("<section")[1:]
    seen = [each for each in parts if "data-entries" in each and " hidden>" not in each.partition("\n")[0]]
    return [
        each.partition("<h2")[2].partition(">")[2].partition("<")[0].replace("\u00a0", " ") for each in seen
    ]


def test_deadlines_that_have_passed_come_after_the_events() -> None:
    assert headings(date(2022, 11, 1), "events/") == ["Nadcházející akce", "Proběhlé akce"]
    assert headings(date(2022, 11, 12), "events/") == [
        "Nadcházející akce",
        "Proběhlé akce",
        "Uzávěrky, které už minuly",
    ]
    over = body(version_of(site_of(), date(2022, 11, 12)), "events/").partition('id="past-events"')[2]
    assert [part.count('data-id="call-for-projects"') for part in over.split('id="past-deadlines"')] == [0, 1]
    assert headings(date(2022, 11, 12), "events/kinds/deadline/") == [
        "Blížící se uzávěrky",
        "Uzávěrky, které už minuly",
    ]


def test_where_no_event_is_ahead_readers_can_hear_of_the_next_one() -> None:
    html = body(version_of(site_of(), date(2032, 1, 1)), "events/")

    nothing = html.partition("data-nothing")[2].partition("</p>")[0]
    assert nothing.startswith(">Žádná další akce")
    assert "events/subscribe/" in nothing


def test_filters_offer_only_what_the_calendar_has() -> None:
    html = body(version_of(site_of(), date(2022, 11, 1)), "events/")

    assert '<option value="lenses"' in html
    assert '<option value="prisms"' not in html
