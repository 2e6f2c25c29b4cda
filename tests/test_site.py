"""The questions that pages ask of a site."""

from datetime import date

from cluster.pages.slots import site_slots
from support.sources import miniature, site_of
from support.versions import noon, pages, version_of


def test_a_dated_activity_is_an_event() -> None:
    event = site_of().event("lens-fair-2022")

    assert event is not None
    assert (event.activity, event.pillars, event.when and event.when.ends) == (
        "lens-fair",
        ("lenses",),
        date(2022, 10, 14),
    )


def test_a_file_with_the_id_of_a_planned_event_takes_its_place() -> None:
    file = "---\ntitle: Veletrh se konal\nwhen: 2022-10-13..2022-10-14\nkind: trade-fair\n---\n"

    site = site_of({"docs/events/lens-fair-2022.md": file})

    assert [str(event.title.best(("cs",))) for event in site.events if event.id == "lens-fair-2022"] == [
        "Veletrh se konal"
    ]
    assert site.event("lens-fair-2022").activity == "lens-fair"  # type: ignore[union-attr]


def test_events_stand_in_the_order_of_time_vague_ones_after_their_period_undated_ones_last() -> None:
    assert [event.id for event in site_of().events] == [
        "signs",
        "light-day",
        "board",
        "lens-fair-2022",
        "trip",
        "call-for-projects",
        "autumn-meeting",
        "secret-visit",
        "optics-school",
        "undated",
    ]


def test_news_is_not_there_before_its_day() -> None:
    site = site_of()

    assert "future" not in [post.id for post in site.as_of(noon(date(2022, 12, 31))).posts]
    assert "future" in [post.id for post in site.as_of(noon(date(2023, 1, 1))).posts]


def test_milestones_and_awards_of_days_to_come_are_not_there() -> None:
    cluster = site_of().as_of(noon(date(2020, 6, 1))).cluster

    assert [str(milestone.when.starts) for milestone in cluster.history] == ["2019-05-01"]
    assert cluster.awards == ()


def test_news_stands_newest_first_and_undated_last() -> None:
    assert [post.id for post in site_of().posts] == [
        "future",
        "embargoed",
        "draft",
        "light-day-report",
        "signs",
        "old-news",
    ]


def test_an_activity_has_an_address_of_its_own() -> None:
    site = site_of()

    assert [site.plans.address_of(activity) for activity in site.plans.activities] == [
        "goals/visibility/#workshops",
        "plan/#guarantors-support",
        "pillars/lenses/#lens-meetings",
        "pillars/lenses/#lens-fair",
        "pillars/lenses/#lens-seminar",
        "plan/2021/#guarantors-named",
        "pillars/lenses/#lens-meetings-2021",
        "pillars/mirrors/#mirror-study",
    ]


def test_prose_of_a_folder_that_has_no_page_is_a_page_of_its_own() -> None:
    site = site_of({"docs/goals/index.md": "---\ntitle: Naše cíle\n---\nText."})

    assert str(pages(version_of(site))["goals/"].title) == "Naše cíle"


def test_a_claim_that_is_not_translated_is_marked_with_its_language_in_the_shell() -> None:
    data = miniature()["data/cluster.yaml"].decode().replace("en: Light on its way, ", "")
    version = version_of(site_of({"data/cluster.yaml": data}), language="en")

    assert site_slots(version, {}, (), {})["claim"] == '<span lang="cs">Světlo na správné cestě</span>'
