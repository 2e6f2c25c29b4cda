"""A promise's state follows from what has happened, what is ahead, and the day; nobody types it."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jsonschema
import lxml.html
import pytest
import yaml
from cluster.content.commitment_status import STATUSES, Evidence, Progress, progress_of
from cluster.content.commitments import Activity, Target
from cluster.content.deliverables import Deliverable
from cluster.content.progress import PlanProgress
from cluster.content.reminders import status_of
from cluster.content.site import Site
from cluster.content.tally import STANDINGS, Tally, standing_of, tally_of
from cluster.data.plan_data import plan_csv, plan_data_of
from cluster.dates import parse_when
from cluster.language import Text
from cluster.office.draft_report import draft_of_report
from cluster.pages.report import report_of
from cluster.reading.scalar_types import Id, Link
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builds import ROOT, copy_of_miniature
from support.command_line import cluster
from support.pages import html_pages, text_of
from support.sources import cases, miniature, problems_of, site_of
from support.versions import body, open_data, version_of, version_on

WIDTH_OF_ONE = 2000
"""Pixels of a commitment's drawing in a bar; more than the bar has, as parts shrink to it."""
SAID = Text.of(cs="x")


def commitment(written: str) -> Activity:
    """`3 meetings`, `deed`, `deed due 2022-06`, `work`, `dropped` or `moved`."""
    known: dict[str, Any] = {"id": Id("x"), "title": SAID}
    if match := re.fullmatch(r"(\d+) meetings", written):
        known["target"] = Target(count=int(match[1]), of="meeting")
    elif written.startswith("deed"):
        known["work"] = "deed"
        if " due " in written:
            known["due"] = parse_when(written.rpartition(" ")[2])
    elif written != "work":
        known |= {"status": written, "reason": SAID}
    return Activity(**known)


def proof(day: str, number: int) -> Evidence:
    of = Deliverable(id=Id(f"d{number}"), title=SAID, kind="other", sources=(Link("https://a.example/"),))
    known = day.removeprefix("~")
    return Evidence(
        of=of, day=None if known == "?" else date.fromisoformat(known), in_part=day.startswith("~")
    )


def progress(written: str, evidence: str, *, today: date, scheduled: int = 0, year: int = 2022) -> Progress:
    proofs = [proof(day, number) for number, day in enumerate(evidence.split())]
    return progress_of(commitment(written), proofs, scheduled=scheduled, year=year, today=today)


def table() -> list[dict[str, Any]]:
    text = (ROOT / "tests/cases/fulfilment.yaml").read_text("utf-8")
    return list(yaml.load(text, yaml.BaseLoader))


@pytest.mark.parametrize("case", table(), ids=lambda case: f"{case['commitment']} on {case['today']}")
def test_a_state_follows_from_the_day_the_target_the_evidence_and_what_is_scheduled(
    case: dict[str, Any],
) -> None:
    today = date.fromisoformat(case["today"])

    found = progress(case["commitment"], case["evidence"], today=today, scheduled=int(case["scheduled"]))

    assert found.status == case["status"]


def test_the_table_has_every_state() -> None:
    assert {case["status"] for case in table()} == set(STATUSES)


DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31)).map(str) | st.just("?")
PROMISES = st.sampled_from(["1 meetings", "3 meetings", "deed", "deed due 2022-06", "deed due 2023", "work"])


@given(
    written=PROMISES,
    evidence=st.lists(st.tuples(st.sampled_from(["", "~"]), DAYS).map("".join), max_size=5),
    more=st.tuples(st.sampled_from(["", "~"]), DAYS).map("".join),
    today=st.dates(date(2021, 6, 1), date(2024, 6, 1)),
    scheduled=st.integers(0, 4),
)
@settings(deadline=None, max_examples=300)
def test_more_evidence_never_makes_a_state_worse(
    written: str, evidence: list[str], more: str, today: date, scheduled: int
) -> None:
    before = progress(written, " ".join(evidence), today=today, scheduled=scheduled)
    after = progress(written, " ".join([*evidence, more]), today=today, scheduled=scheduled)

    assert STATUSES.index(after.status) >= STATUSES.index(before.status)
    assert after.done >= before.done


def test_time_left_counts_the_last_day_in() -> None:
    assert progress("3 meetings", "", today=date(2022, 12, 31)).days_left == 1
    assert progress("3 meetings", "", today=date(2022, 10, 22)).days_left == 71
    assert progress("3 meetings", "", today=date(2023, 1, 1)).days_left == 0


# ---- From a site's data -----------------------------------------------------------------------------------


def plan_progress(site: Site, today: date) -> PlanProgress:
    """How the plan in force is kept."""
    return PlanProgress(site, site.plan, today)


MEETING = "---\ntitle: Setkání\nwhen: {when}\nkind: pillar-meeting\nfulfils: [lens-meetings]\n{more}---\n"


def kept(changes: dict[str, str | bytes], today: date = date(2022, 11, 1)) -> Progress:
    """The progress of the miniature's promise of three meetings."""
    return version_on(today, changes).plan_progress.progress["lens-meetings"]


@pytest.mark.parametrize(
    ("front", "timing"),
    [
        ("date: 2022-winter", "undated"),  # until February 2023
        ("date: 2022", "in-time"),
        ("date_note: Na jaře\npossible_dates: [2023-05-24..2023-05-26, 2025-05]", "late"),
        ("date_note: Na jaře\npossible_dates: [2020, 2021]", "before"),
        ("date_note: Na jaře\npossible_dates: [2022-05, 2022-06]", "in-time"),
        ("date_note: Na jaře\npossible_dates: [2022-05, 2023-05]", "undated"),
        ("date_note: Na jaře\npossible_dates: [2020, 2023]", "undated"),
        ("date_note: Na jaře", "undated"),
    ],
)
def test_a_vague_date_is_what_all_of_its_days_are(front: str, timing: str) -> None:
    file = f"---\ntitle: N\nsummary: S.\n{front}\nfulfils: [lens-meetings]\ncounts_because: Ano.\n"
    more = "sources: ['https://a.example/']\n---\n"

    (found,) = kept({"docs/news/n.md": file + more}, date(2026, 1, 1)).evidence

    assert found.timing == timing


def test_a_deadline_within_the_year_needs_all_days_of_a_vague_date() -> None:
    vague = replace(proof("2022-06-30", 0), earliest=date(2022, 4, 1))
    may_june = commitment("deed due 2022-06")

    def timing(evidence: Evidence) -> str:
        found = progress_of(may_june, [evidence], scheduled=0, year=2022, today=date(2023, 1, 1))
        return found.evidence[0].timing

    assert timing(vague) == "in-time"  # in April or May ahead of it, in June just then
    assert timing(replace(vague, day=date(2022, 7, 1))) == "undated"


def test_of_possible_dates_only_those_so_far_count() -> None:
    note = "date_note: Letos?\npossible_dates: [2022-05, 2022]\nfulfils: [lens-meetings]"
    file = f"---\ntitle: N\nsummary: S.\n{note}\n---\n"

    (found,) = kept({"docs/news/n.md": file}, date(2022, 11, 1)).evidence

    assert (found.earliest, found.day, found.timing) == (date(2022, 1, 1), date(2022, 11, 1), "in-time")


@pytest.mark.parametrize(
    ("today", "more", "lacks"),
    [
        (date(2022, 10, 14), "", None),
        (date(2022, 10, 15), "", "confirmation"),
        (date(2022, 12, 31), "status: confirmed", "confirmation"),
        (date(2022, 10, 15), "status: cancelled", "date"),
        (date(2022, 10, 15), "fulfils: [lens-fair]", None),
        (date(2022, 10, 15), "further_dates: [2022-11-20]", None),
        (date(2023, 1, 1), "", None),
    ],
)
def test_a_dated_activity_of_which_the_day_has_passed_lacks_a_confirmation_and_no_date(
    today: date, more: str, lacks: str | None
) -> None:
    version = version_on(today, {"docs/events/lens-fair-2022.md": FAIR.format(more=f"{more}\n")})

    assert version.plan_progress.progress["lens-fair"].lacks == lacks


def test_work_that_goes_on_all_year_lacks_evidence_and_no_date() -> None:
    assert progress("work", "", today=date(2022, 11, 1)).lacks == "evidence"
    assert progress("work", "~2022-05-01", today=date(2022, 11, 1)).lacks is None
    assert progress("deed", "", today=date(2022, 11, 1)).lacks == "date"


@pytest.mark.parametrize(
    ("language", "passed", "ongoing"),
    [
        ("cs", "Bez dokladu termín uplynul", "Ohroženo zbývá 61 dní zatím bez dokladu"),
        ("en", "No evidence date has passed", "At risk 61 days left no evidence yet"),
        ("de", "Ohne Beleg Termin vorbei", "Gefährdet noch 61 Tage noch ohne Beleg"),
    ],
)
def test_the_plan_says_what_is_missing_where_a_date_would_be_no_help(
    language: str, passed: str, ongoing: str
) -> None:
    version = version_on(date(2022, 11, 1), language=language)
    page = lxml.html.fromstring(body(version, "plan/"))
    said = {
        id: " ".join(page.xpath(f"string(//*[@id='{id}']//p[contains(@class, 'activity__state')])").split())
        for id in ("lens-fair", "guarantors-support")
    }

    assert said == {"lens-fair": passed, "guarantors-support": ongoing}


@pytest.mark.parametrize(
    ("deeds", "said"),
    [
        (["due: 2022-06"], "1 with evidence (before the deadline)"),
        (["due: 2022-06", "due: 2022-05"], "2 with evidence (of these 1 before the deadline)"),
    ],
)
def test_a_part_of_the_tally_that_was_all_kept_early_says_its_number_once(
    deeds: list[str], said: str
) -> None:
    ids = [f"deed-{number}" for number in range(len(deeds))]
    activities = "".join(
        f"      - {{id: {id}, title: Čin, work: deed, {due}}}\n" for id, due in zip(ids, deeds, strict=True)
    )
    plan = miniature()["data/plan.yaml"].decode() + (
        f"  - id: lasers\n    number: 3\n    title: Lasery\n    activities:\n{activities}"
    )
    news = f"---\ntitle: N\ndate: 2022-05-20\nsummary: S.\nfulfils: [{', '.join(ids)}]\n---\n"
    version = version_on(date(2022, 11, 1), {"data/plan.yaml": plan, "docs/news/n.md": news}, "en")

    assert said in text_of(lxml.html.fromstring(body(version, "plan/")))


def test_open_data_say_that_a_date_has_passed_unconfirmed() -> None:
    version = version_on(date(2022, 11, 1), language="en")
    table = plan_csv(plan_data_of(version.plan_progress), version).decode("utf-8-sig")
    states = {row["id"]: row["Status"] for row in csv.DictReader(io.StringIO(table))}
    unconfirmed = {each["id"]: each["unconfirmed"] for each in open_data(version)["promises"]}

    assert states["lens-fair"] == "No evidence, date has passed"
    assert states["lens-meetings"] == "At risk"
    assert (unconfirmed["lens-fair"], unconfirmed["lens-meetings"]) == (1, 0)


def test_an_event_that_repeats_counts_once_for_each_of_its_dates() -> None:
    event = MEETING.format(when="2022-09-06", more="repeats: {every: month, count: 4}\n")

    found = kept({"docs/events/m.md": event})

    assert (found.done, found.wanted, found.scheduled, found.status) == (2, 3, 2, "under-way")


def test_a_cancelled_event_and_news_of_what_counts_already_count_nothing() -> None:
    news = "---\ntitle: N\ndate: 2022-09-10\nsummary: S.\nevent: m\nfulfils: [lens-meetings]\n---\n"
    changes: dict[str, str | bytes] = {
        "docs/events/m.md": MEETING.format(when="2022-09-06", more=""),
        "docs/events/c.md": MEETING.format(when="2022-09-07", more="status: cancelled\n"),
        "docs/news/m.md": news,
    }

    found = kept(changes)

    assert found.done == 1
    assert [each.of.id for each in found.evidence] == ["m", "m"]


def test_an_event_and_news_of_it_with_the_same_id_are_both_shown_an_event_of_many_days_once() -> None:
    news = "---\ntitle: N\ndate: 2022-09-10\nsummary: S.\nevent: m\nfulfils: [lens-meetings]\n---\n"
    event = MEETING.format(when="2022-09-06", more="repeats: {every: month, count: 4}\n")
    version = version_on(changes={"docs/events/m.md": event, "docs/news/m.md": news})

    shown = [*version.plan_progress.progress["lens-meetings"].proven]

    assert [type(each.of).__name__ for each in shown] == ["Event", "Post"]
    assert [each.day for each in shown] == [date(2022, 9, 6), date(2022, 9, 10)]
    assert [each.id for each in report_of(version, version.site.plan).annex].count("m") == 2


def test_what_is_neither_event_nor_news_is_evidence_with_its_number() -> None:
    data = (
        "deliverables:\n  - {id: two, title: Dvě, kind: document, date: 2022-05-01, count: 2, "
        "fulfils: [lens-meetings], sources: ['https://a.example/']}\n"
    )

    assert kept({"data/deliverables.yaml": data}).done == 2
    assert kept({"data/deliverables.yaml": data}, date(2022, 4, 30)).done == 0


@pytest.mark.parametrize("case", cases("evidence.yaml"))
def test_wrong_evidence_is_refused(case: dict[str, Any]) -> None:
    files = {name: miniature()[name].decode() for name in ("data/plan.yaml",)}
    was, _, now = case.get("replace", "").partition(" -> ")
    if was:
        assert files["data/plan.yaml"].count(was) == 1
    changes: dict[str, str | bytes] = {case["file"]: case["content"]} if "file" in case else {}
    if was:
        changes["data/plan.yaml"] = files["data/plan.yaml"].replace(was, now)

    assert problems_of(changes) == case["problems"]


def test_the_sum_over_the_pages_is_that_of_the_data(miniature: Path) -> None:
    pages = html_pages(miniature)
    version = version_on(date(2022, 11, 1))
    tally = version.plan_progress.tally

    for path in ("plan/index.html", "plan/progress/index.html", "reports/2022/index.html", "plan/embed.html"):
        assert tallies_of(pages[path]) == [(tally.total, dict(tally.parts))]
    rows = pages["plan/progress/index.html"].xpath("//li[contains(@class, 'progress-row')]")
    assert len(rows) == tally.total == len(version.site.plan.commitments)


def tallies_of(page: lxml.html.HtmlElement) -> list[tuple[int, dict[str, int]]]:
    """Of each bar on a page: the number of commitments in words, and the numbers of its parts in words."""
    return [
        (
            first_number(text_of(tally)),
            {standing(each): first_number(text_of(each)) for each in said_by(tally)},
        )
        for tally in page.find_class("tally")
    ]


def said_by(tally: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return list(tally.find_class("state"))


def standing(part: lxml.html.HtmlElement) -> str:
    return str(re.findall(r"state--([\w-]+)", part.get("class"))[0])


def first_number(text: str) -> int:
    return int(re.findall(r"\d+", text)[0])


def test_every_bar_says_the_same_as_its_words_and_adds_up_to_its_commitments(miniature: Path) -> None:
    pages, kinds = html_pages(miniature), set()
    for path, page in pages.items():
        for tally, (total, parts) in zip(page.find_class("tally"), tallies_of(page), strict=True):
            kinds.add(path.removeprefix("en/").removeprefix("de/").partition("/")[0])
            [bar] = tally.find_class("tally__bar")
            assert bar.get("aria-hidden") == "true"
            assert {standing(each): int(each[0].get("width")) for each in bar} == {
                name: number * WIDTH_OF_ONE for name, number in parts.items()
            }
            assert total == sum(parts.values())
    assert kinds == {"index.html", "plan", "reports", "pillars", "goals"} - {"goals"}


def test_every_number_at_the_head_of_a_plan_leads_to_the_part_that_it_counts(miniature: Path) -> None:
    pages = html_pages(miniature)
    for year in ("", "2021/"):
        progress = pages[f"plan/{year}progress/index.html"]
        for tally in pages[f"plan/{year}index.html"].find_class("tally"):
            for part in said_by(tally):
                target, _, id = part.get("href").partition("#")
                assert urljoin(f"/plan/{year}", target) == f"/plan/{year}progress/"
                [section] = progress.xpath(f"//section[@aria-labelledby='{id}']")
                assert len(section.find_class("progress-row")) == first_number(text_of(part))


def test_what_was_kept_early_or_late_was_kept_but_not_what_is_undated_or_older_than_the_plan() -> None:
    said = ("2022-05-01", "2022-07-15", "2022-06-03", "?", "2021-11-30", "~2022-06-01")
    found = tally_of(progress("deed due 2022-06", each, today=date(2023, 1, 1)) for each in said)

    assert found == Tally(
        6,
        (("fulfilled", 3), ("fulfilled-before", 1), ("fulfilled-undated", 1), ("partly", 1)),
        (("fulfilled", "early", 1), ("fulfilled", "late", 1)),
    )
    assert {standing_of(status) for status in STATUSES} == set(STANDINGS)


@pytest.mark.parametrize(
    ("evidence", "within"),
    [
        ("~2023-02-01", (("partly", "late", 1),)),
        ("~2021-02-01", (("partly", "before", 1),)),
        ("~2022-02-01", ()),
        ("~2022-02-01 ~2023-02-01", ()),
    ],
)
def test_what_was_kept_in_part_has_a_time_if_all_of_its_evidence_agrees(
    evidence: str, within: tuple[tuple[str, str, int], ...]
) -> None:
    found = progress("deed", evidence, today=date(2024, 1, 1))

    assert tally_of([found]) == Tally(1, (("partly", 1),), within)


def test_the_table_of_the_plan_has_the_time_and_the_address_of_each_piece_of_evidence() -> None:
    changes: dict[str, str | bytes] = {
        "docs/news/late.md": "---\ntitle: L\nsummary: L.\ndate: 2023-02-01\nfulfils_in_part: [lens-seminar]\n"
        "counts_because: L.\nsources: [https://example.org/late]\n---\n",
    }
    changes["docs/news/vague.md"] = (
        "---\ntitle: V\nsummary: V.\ndate_note: Někdy v létě\nfulfils_in_part: [lens-fair]\n"
        "counts_because: V.\nsources: [https://example.org/vague]\n---\n"
    )
    version = version_on(date(2024, 1, 1), changes=changes)
    table = plan_csv(plan_data_of(version.plan_progress), version).decode()
    rows = {row[0]: row for row in csv.reader(io.StringIO(table, newline=""))}

    assert rows["lens-seminar"][3] == "Doloženo zčásti, po termínu"
    assert rows["lens-fair"][9] == "Někdy v létě"
    assert rows["lens-seminar"][9:] == ["2023-02-01", "https://cluster.example/news/late/"]


def test_the_page_to_embed_tells_states_apart_as_the_site_does() -> None:
    def rules(name: str) -> list[str]:
        text = (ROOT / "hooks/cluster/theme/assets" / name).read_text("utf-8")
        return re.findall(r"^(?:\.state--|\.state::before|\.tally__part).*$", text, re.MULTILINE)

    site, embedded = rules("site.css"), rules("embed.css")
    assert set(embedded) <= set(site)
    assert all(any(f"state--{each}" in rule for rule in embedded) for each in STATUSES if each != "planned")


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("date_note: Někdy v létě", "bez data Někdy v létě"),
        (
            "date: 2021-10-01\ncounts_because: Patří k plánu.",
            "před plánem Proč se počítá: Patří k plánu.",
        ),
    ],
)
def test_evidence_says_what_is_known_of_its_date_and_why_it_counts(front: str, said: str) -> None:
    news = (
        f"---\ntitle: N\n{front}\nsummary: S.\nfulfils: [workshops]\nsources: ['https://a.example/']\n---\n"
    )
    version = version_on(date(2022, 11, 1), {"docs/news/n.md": news})

    assert said in text_of(lxml.html.fromstring(body(version, "plan/")))


# ---- What the office is told ----------------------------------------------------------------------------


def told_to_the_office(today: date, changes: dict[str, str | bytes] | None = None) -> list[str]:
    version = version_on(today, changes)
    return status_of(version.site, version.plan_progress)


def test_the_office_is_told_what_needs_doing() -> None:
    assert told_to_the_office(date(2022, 10, 15)) == [
        "At risk: 'guarantors-support': no evidence yet of work that goes on all year, 78 days left.",
        "At risk: 'lens-meetings': 0 of 3, 78 days left, 0 scheduled.",
        "At risk: 'spectroscopy': no evidence yet of work that goes on all year, 78 days left.",
        "The date has passed, and nothing confirms that it took place: lens-fair, lens-seminar. "
        "Add 'fulfils: [<id>]' to the file of the event, or to news about it.",
        "2 cancelled or moved events have no 'updated': trip, optics-school. "
        "Add 'updated: 2022-10-15' to docs/events/<id>.md.",
        "3 records of equipment were not checked in the last twelve months: lamp, workshop, spectrometer. "
        "Ask the owner, then write 'checked: 2022-10-15' in data/equipment.yaml.",
        "1 past event has no outcome: signs. "
        "Add 'outcome' to docs/events/<id>.md, or write a news item with 'event: <id>'.",
        "3 upcoming events are not announced in feeds: call-for-projects, autumn-meeting, optics-school. "
        "Add 'announced: 2022-10-15' to docs/events/<id>.md.",
    ]


@pytest.mark.parametrize(
    ("today", "line"),
    [
        (date(2023, 3, 10), "Pillar 'lenses' has had no event or news for 94 days (since 2022-12-06)."),
        (date(2024, 1, 1), "Working group 'spectroscopy' has no meeting scheduled."),
        (
            date(2022, 3, 1),
            "Nothing is done or scheduled for: lens-meetings.",
        ),
        (
            date(2022, 3, 1),
            "Nothing is known yet of work that goes on all year: guarantors-support.",
        ),
        (date(2022, 10, 1), "'bronze' expires on 2023-03-01."),
        (date(2023, 3, 2), "'bronze' expired on 2023-03-01."),
    ],
)
def test_the_office_is_told_of_quiet_pillars_idle_groups_and_labels_that_expire(
    today: date, line: str
) -> None:
    label = "awards:\n  - {id: bronze, title: Bronz, when: 2021, expires: 2023-03-01}"
    cluster = miniature()["data/cluster.yaml"].decode().replace("awards:", label)

    assert line in told_to_the_office(today, {"data/cluster.yaml": cluster})


def test_a_pillar_is_empty_only_if_nothing_lies_ahead_either() -> None:
    plan = miniature()["data/plan.yaml"].decode()
    plan = plan.replace("\npillars:\n", "\npillars:\n  - {id: prisms, number: 9, title: Hranoly}\n")
    told = told_to_the_office(date(2021, 6, 1), {"data/plan.yaml": plan})

    assert [line for line in told if "no events or news yet" in line] == [
        "Pillar 'prisms' has no events or news yet."
    ]


def of_lenses(today: date) -> list[str]:
    """What the office is told of a pillar that was last seen on 6 December 2022."""
    return [line for line in told_to_the_office(today) if line.startswith("Pillar 'lenses'")]


def test_a_pillar_is_quiet_after_more_than_ninety_days() -> None:
    assert of_lenses(date(2023, 3, 6)) == []
    assert of_lenses(date(2023, 3, 7)) == [
        "Pillar 'lenses' has had no event or news for 91 days (since 2022-12-06)."
    ]


def test_a_label_is_told_from_the_hundred_and_eightieth_day_before_it_expires() -> None:
    def told(today: date) -> list[str]:
        return [line for line in told_to_the_office(today) if "quality-label" in line]

    assert told(date(2022, 12, 31)) == []
    assert told(date(2023, 1, 1)) == ["'quality-label' expires on 2023-06-30."]
    assert told(date(2023, 6, 30)) == ["'quality-label' expires on 2023-06-30."]
    assert told(date(2023, 7, 1)) == ["'quality-label' expired on 2023-06-30."]


def test_the_office_asks_for_the_state_of_the_plan(tmp_path: Path) -> None:
    done = cluster(copy_of_miniature(tmp_path), "status", TODAY="2022-10-15")

    assert done.returncode == 0, done.stderr
    first, second, *_ = done.stdout.split("\n")
    assert first == "The plan for 2022 as of 2022-10-15: 2 unproven, 3 at-risk, 1 under-way."
    assert second.startswith("At risk: ")


def test_the_office_asks_for_the_report_as_markdown_to_finish_by_hand(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)

    done = cluster(project, "report", "2022", "--language", "en", TODAY="2022-11-01")

    assert done.stdout.startswith("# Report on the 2022 action plan\n"), done.stderr
    assert "**At risk**, 0 of 3" in done.stdout
    assert not list(project.rglob("report.md"))
    none = cluster(project, "report", "2019")
    assert none.returncode == 1
    assert "no plan for 2019 is published; there are plans for 2021, 2022" in none.stderr


FAIR = """---
title: Veletrh čoček
kind: trade-fair
when: 2022-10-13..2022-10-14
summary: Konal se.
{more}---
"""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (None, "známe jen z akčního plánu"),
        ("status: planned\n", "známe jen z akčního plánu"),
        ("", "účast klastru známe jen z akčního plánu"),
        ("fulfils: [lens-fair]\n", None),
        ("status: cancelled\n", None),
    ],
)
def test_what_is_known_of_an_event_only_from_the_plan_is_said_wherever_it_is_listed(
    more: str | None, said: str | None
) -> None:
    changes: dict[str, str | bytes] = {"docs/events/lens-fair-2022.md": FAIR.format(more=more)}
    version = version_on(date(2023, 1, 1), changes={} if more is None else changes)

    for address in ("events/", "events/2022/", "events/2022-10/", "events/kinds/trade-fair/"):
        page = lxml.html.fromstring(body(version, address))
        [item] = page.xpath("//li[.//a[contains(@href, 'lens-fair-2022')]]")
        shown = [text_of(each) for each in item.iter("span") if not len(each)]
        assert [each for each in shown if "plánu" in each] == [said] * bool(said)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2022, 9, 1), "zatím jen v akčním plánu"),
        (date(2022, 10, 14), "zatím jen v akčním plánu"),
        (date(2022, 10, 15), "známe jen z akčního plánu"),
    ],
)
def test_an_event_of_the_plan_is_only_in_the_plan_as_long_as_it_is_ahead(day: date, said: str) -> None:
    changes: dict[str, str | bytes] = {"docs/events/lens-fair-2022.md": FAIR.format(more="status: planned\n")}
    version = version_on(day, changes=changes)

    for address in ("events/", "events/2022/", "events/2022-10/", "events/kinds/trade-fair/"):
        page = lxml.html.fromstring(body(version, address))
        [item] = page.xpath("//li[.//a[contains(@href, 'lens-fair-2022')]]")
        assert said in text_of(item)


def test_the_events_of_the_report_and_those_only_planned_are_those_of_the_calendar() -> None:
    event = "---\ntitle: {}\nkind: workshop\nwhen: 2022-09-0{}\n{}---\n"
    site = site_of(
        {
            "docs/events/held.md": event.format(
                "Konalo se", 1, "outcome: {attendance: 12, more_than: true}\n"
            ),
            "docs/events/meant.md": event.format("Mělo se konat", 2, "status: planned\n"),
            "docs/events/off.md": event.format("Nekonalo se", 3, "status: cancelled\n"),
        }
    )
    before, after = version_of(site_of(), date(2022, 9, 30)), version_of(site, date(2022, 9, 30))
    was, figures = (report_of(each, each.site.plan).figures for each in (before, after))

    assert (figures.events - was.events, figures.only_planned - was.only_planned) == (1, 1)
    assert figures.attended_by_more


def figures_told(plan: str) -> str:
    """What the report on the miniature's plan of 2021 tells in figures before anything has happened."""
    version = version_of(site_of({"data/plans/2021.yaml": plan}), date(2020, 6, 1), "en")
    report = (draft_of_report(2021, version) or "").replace("\u00a0", " ")
    return report.partition("## 2021 in figures\n\n")[2].partition("\n\n")[0]


def test_a_report_tells_of_nothing_only_where_the_plan_promised_something() -> None:
    plan = miniature()["data/plans/2021.yaml"].decode()

    assert figures_told(plan) == "- 0 events took place"
    assert figures_told(plan.replace("of: meeting", "of: member")) == "- 0 new members"
    assert figures_told(plan.replace("        target: {count: 2, of: meeting}\n", "")) == ""


def test_the_report_is_printed_with_its_contents(visit: Any, tmp_path: Path) -> None:
    page = visit("reports/2022/")
    page.pdf(path=str(tmp_path / "report.pdf"), prefer_css_page_size=True)
    linked = page.eval_on_selector_all(
        ".report__contents a", "all => all.map(each => each.getAttribute('href').slice(1))"
    )
    assert len(linked) > 5
    assert all(page.query_selector(f"[id='{id}']") for id in linked)
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "report.pdf").read_bytes()))
    assert 2 <= pages <= 12


def test_the_plans_data_keep_to_their_schema(miniature: Path) -> None:
    schema = json.loads((miniature / "plan/plan.schema.json").read_text("utf-8"))
    data = json.loads((miniature / "plan/plan.json").read_text("utf-8"))

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)
    assert data["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert sum(data["states"].values()) == len(data["promises"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"year": "2022"}, schema)


def test_the_plans_data_tell_evidence_of_a_part_from_evidence_of_all() -> None:
    head = "when: 2022-05-01\nkind: pillar-meeting\n"
    events: dict[str, str | bytes] = {
        "docs/events/all.md": f"---\ntitle: A\n{head}fulfils: [lens-meetings]\n---\n",
        "docs/events/part.md": f"---\ntitle: P\n{head}fulfils_in_part: [lens-meetings]\n---\n",
    }

    promises = {each["id"]: each for each in open_data(version_on(changes=events))["promises"]}

    shown = {each["id"]: each["in_part"] for each in promises["lens-meetings"]["evidence"]}
    assert shown == {"all": False, "part": True}
    assert promises["lens-meetings"]["done"] == 1


def test_the_plan_is_a_table_that_a_spreadsheet_reads(miniature: Path) -> None:
    raw = (miniature / "plan/plan.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[0][:4] == ["id", "Část plánu", "Závazek", "Stav"]
    assert {len(row) for row in rows} == {11}
    [meetings] = [row for row in rows if row[0] == "lens-meetings"]
    assert meetings[1:7] == ["Čočky", "organizace min. 3 setkání", "Ohroženo", "0", "3", "0"]
    parts = {row[0]: row[1] for row in rows}
    assert (parts["guarantors-support"], parts["spectroscopy"]) == ("Rozvoj pilířů", "Pracovní skupiny")


def test_a_day_later_the_same_data_need_no_less(miniature: Path) -> None:
    first = progress("3 meetings", "2022-05-01", today=date(2022, 9, 30))
    later = progress("3 meetings", "2022-05-01", today=date(2022, 9, 30) + timedelta(days=1))

    assert (first.status, later.status) == ("under-way", "at-risk")


SEMINAR_HELD = {
    "data/deliverables.yaml": """deliverables:
  - {id: seminar, kind: other, title: Seminář, date: 2022-10-14, fulfils: [lens-seminar],
     sources: ["https://a.example/"]}
"""
}
FAIR_CANCELLED = {
    "docs/events/lens-fair-2022.md": """---
title: Veletrh
when: 2022-10-13
kind: trade-fair
status: cancelled
---
"""
}


@pytest.mark.parametrize(
    ("day", "files", "said"),
    [
        (date(2022, 9, 1), {}, "Takes place at"),
        (date(2022, 9, 1), FAIR_CANCELLED, "Was planned for"),
        (date(2022, 11, 1), {}, "Was planned for"),
        (date(2022, 11, 1), SEMINAR_HELD, "Took place at"),
    ],
)
def test_only_evidence_says_that_an_activity_took_place_at_an_event(
    day: date, files: dict[str, str | bytes], said: str
) -> None:
    page = lxml.html.fromstring(body(version_on(day, files, "en"), "plan/"))

    labels = page.xpath("//li[@id='lens-seminar']//*[@class='activity__label']")
    assert said in [text_of(each) for each in labels]


def test_links_to_activities_of_the_same_title_name_their_pillars() -> None:
    plan = miniature()["data/plan.yaml"].decode() + (
        "    activities:\n      - {id: mirror-meetings, title: {cs: organizace min. 3 setkání}, work: deed}\n"
    )
    page = lxml.html.fromstring(body(version_on(changes={"data/plan.yaml": plan}), "plan/"))

    names = page.xpath("//a[@class='permalink']/@aria-label")
    meetings = [each for each in names if "setkání" in each]
    assert [each.partition(" (")[2] for each in meetings] == ["Čočky)", "Zrcadla)"]
    assert not [each for each in names if each.endswith(")") and each not in meetings]
