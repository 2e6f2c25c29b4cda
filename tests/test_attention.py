"""What the office is told to see to."""

from datetime import date

import pytest
from cluster.content.reminders import attention, status_of, unannounced, without_outcome
from support.sources import site_of
from support.versions import version_on

TODAY = date(2022, 11, 1)


def test_an_event_two_weeks_past_without_outcome_or_news_is_named() -> None:
    site = site_of()

    assert "lens-fair-2022" not in without_outcome(site, date(2022, 10, 28))
    assert "lens-fair-2022" in without_outcome(site, date(2022, 10, 29))


@pytest.mark.parametrize(
    "change",
    [
        "outcome: {attendance: 12}",
        "status: cancelled",
    ],
)
def test_an_event_with_an_outcome_or_that_was_cancelled_is_not_named(change: str) -> None:
    event = f"---\ntitle: Veletrh\nwhen: 2022-10-13\nkind: trade-fair\n{change}\n---\n"

    assert "fair" not in without_outcome(site_of({"docs/events/fair.md": event}), TODAY)


def test_news_about_an_event_tells_its_outcome() -> None:
    news = "---\ntitle: Byli jsme na veletrhu\ndate: 2022-10-20\nsummary: Ano.\nevent: lens-fair-2022\n---\n"

    assert "lens-fair-2022" not in without_outcome(site_of({"docs/news/fair.md": news}), TODAY)


def test_a_deadline_and_an_event_of_an_unknown_day_have_no_outcome_to_tell() -> None:
    assert not {"call-for-projects", "undated"} & set(without_outcome(site_of(), date(2030, 1, 1)))


def test_many_are_counted_after_the_latest_ones() -> None:
    events = {
        f"docs/events/e{day}.md": f"---\ntitle: E{day}\nwhen: 2022-05-{day:02}\nkind: meeting\n---\n"
        for day in range(1, 9)
    }

    line, _ = attention(site_of(events), TODAY)

    assert line.startswith("10 past events have no outcome: lens-fair-2022, e8, e7, e6, e5")
    assert " and 5 more. " in line


def test_events_ahead_that_no_feed_announces_are_named() -> None:
    _, line = attention(site_of(), date(2022, 12, 1))

    assert line == (
        "1 upcoming event is not announced in feeds: optics-school. "
        "Add 'announced: 2022-12-01' to docs/events/<id>.md."
    )


def test_an_event_of_the_plan_is_told_where_its_day_belongs_to_whoever_asks_for_all_reminders() -> None:
    version = version_on(date(2022, 9, 1))
    lines = status_of(version.site, version.plan_progress)

    assert "lens-fair-2022" not in unannounced(version.site, date(2022, 9, 1))
    assert (
        "1 upcoming event of the plan is not announced in feeds: lens-fair-2022. "
        "Write the day into a file of the event: cluster new event --id <id>"
    ) in lines


def test_an_event_that_says_when_it_was_announced_is_not_named() -> None:
    event = "---\ntitle: E\nwhen: 2031-05-01\nkind: meeting\nannounced: 2030-01-01\n---\n"

    assert unannounced(site_of({"docs/events/e.md": event}), date(2031, 1, 1)) == []
