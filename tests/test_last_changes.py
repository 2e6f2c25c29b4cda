"""When a page last changed: what the footer says, and what search engines read in the sitemap."""

from datetime import date

import lxml.etree
import pytest
from cluster.content.last_changes import last_changes
from cluster.pages.sitemap import locations_of, sitemap_of
from cluster.pages.slots import page_slots
from support.sources import site_of
from support.versions import HOME, pages, version_on

DAY = date(2023, 6, 1)
NEWS = """---
title: Nový spektrometr
summary: Přišel.
date: {date}
pillars: [lenses]
members: [lupa]
{more}---
"""
EVENT = "---\ntitle: Porada\nwhen: {when}\nkind: meeting\n{more}---\n"


def news(date: str, more: str = "") -> dict[str, str | bytes]:
    return {"docs/news/new.md": NEWS.format(date=date, more=more)}


def event(when: str, more: str = "") -> dict[str, str | bytes]:
    return {"docs/events/new.md": EVENT.format(when=when, more=more)}


def changed(changes: dict[str, str | bytes], address: str, on: date = DAY) -> date | None:
    return last_changes(site_of(changes), on).get(address)


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        (news("2023-03-20"), date(2023, 3, 20)),
        (news("2023-03-20", "updated: 2023-04-02\n"), date(2023, 4, 2)),
        (news("2023-03-20", "embargo: 2023-03-22\n"), date(2023, 3, 22)),
        (news("2023-03"), None),
    ],
)
def test_a_news_item_is_as_old_as_its_last_date(changes: dict[str, str | bytes], day: date | None) -> None:
    assert changed(changes, "news/new/") == day


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        (event("2023-03-20..2023-03-21"), date(2023, 3, 21)),
        (event("2023-03-20", "updated: 2023-04-02\n"), date(2023, 4, 2)),
        (event("2023-09-20", "announced: 2023-05-01\n"), date(2023, 5, 1)),
        (event("2023-09-20"), None),
        (event("2023-spring"), None),
    ],
)
def test_an_event_changes_when_it_is_announced_changed_and_over(
    changes: dict[str, str | bytes], day: date | None
) -> None:
    assert changed(changes, "events/new/") == day


@pytest.mark.parametrize("address", ["", "news/", "pillars/lenses/", "members/lupa/"])
def test_the_pages_that_show_an_item_change_with_it(address: str) -> None:
    before, after = (changed(news(day), address) for day in ("2023-05-20", "2023-05-21"))

    assert (before, after) == (date(2023, 5, 20), date(2023, 5, 21))


def test_a_text_page_says_itself_when_it_was_changed() -> None:
    texts: dict[str, str | bytes] = {
        "docs/privacy.md": "---\ntitle: Soukromí\nupdated: 2023-02-01\n---\nNic.\n"
    }

    assert changed(texts, "privacy/") == date(2023, 2, 1)
    assert changed(texts, "") == changed({}, "")


def test_a_change_of_the_plan_changes_the_plan() -> None:
    change = "changes:\n  - {id: moved, date: 2023-05-02, title: Veletrh je později}\n"

    for address in ("plan/", "plan/changes/"):
        assert changed({"data/changes.yaml": change}, address) == date(2023, 5, 2)


def test_a_page_is_as_new_as_the_evidence_that_it_shows() -> None:
    proof = news("2022-12-20", "fulfils: [lens-seminar]\n")

    assert changed(proof, "plan/progress/") == date(2022, 12, 20)


def test_what_is_told_of_the_past_is_no_change_of_a_page() -> None:
    member = "members:\n  - {id: lupa, name: Lupa, kind: company, since: 2022-05-04, until: 2023-05-05}\n"
    project = "projects:\n  - {id: glass, title: Sklo, starts: 2022-05-06, ends: 2023-05-07}\n"
    files: dict[str, str | bytes] = {
        "data/members.yaml": member,
        "data/equipment.yaml": "equipment: []\n",
        "data/projects.yaml": project,
    }
    found = last_changes(site_of(files), DAY)

    assert not {"members/lupa/", "projects/glass/", "projects/"} & found.keys()


def test_the_calendar_is_as_new_as_the_last_day_of_a_call_in_it() -> None:
    call = "calls:\n  - {id: new, title: Výzva, closes: 2023-05-30}\n"

    assert changed({"data/services.yaml": call}, "events/") == date(2023, 5, 30)
    assert changed({"data/services.yaml": call}, "") == changed({}, "")


def test_a_page_is_not_older_than_its_sources() -> None:
    more = "sources: ['https://press.example/later']\n"
    listed = "sources:\n  - {{link: 'https://press.example/later', title: Later, when: {}}}\n"

    def shown(when: str) -> date | None:
        sources: dict[str, str | bytes] = {"data/sources.yaml": listed.format(when)}
        return pages(version_on(DAY, {**news("2023-03-20", more), **sources}))["news/new/"].changed

    assert [shown(when) for when in ("2023-03-01", "2023-04-19", "2023-04")] == [
        date(2023, 3, 20),
        date(2023, 4, 19),
        date(2023, 3, 20),
    ]


def test_the_day_on_which_the_site_is_built_is_no_change() -> None:
    days = [last_changes(site_of(), date(2040, 1, day)) for day in (1, 2)]

    assert days[0] == days[1]
    assert max(days[0].values()) < date(2040, 1, 1)


def test_search_engines_and_readers_are_told_the_same_day() -> None:
    version = version_on(DAY, news("2023-03-20"))
    page = pages(version)["news/new/"]
    sitemap = lxml.etree.fromstring(sitemap_of(locations_of(pages(version).values())))
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    entry = f"//s:url[s:loc='{HOME}news/new/']/s:lastmod/text()"

    assert sitemap.xpath(entry, namespaces=names) == ["2023-03-20"]
    assert '<time datetime="2023-03-20">' in page_slots(page, version, "", (), {})["changed"]


def test_a_page_of_unknown_age_has_no_day() -> None:
    version = version_on(DAY)
    page = pages(version)["contact/"]
    sitemap = sitemap_of(locations_of([page])).decode()

    assert "lastmod" not in sitemap
    assert page_slots(page, version, "", (), {})["changed"] == ""
