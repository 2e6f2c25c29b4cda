"""Values that contradict each other are refused, and those that are hardly meant are doubted."""

from dataclasses import replace
from datetime import date

import pytest
from cluster.build.summary import notices_of
from cluster.checks.doubts import doubts_of
from cluster.content.equipment import Equipment
from cluster.content.equipment_grades import grade_of, is_due
from cluster.content.held import held
from cluster.content.projects import Project
from cluster.content.version import SiteVersion
from cluster.content.waiting import waiting_lines
from cluster.pages.excellence import facts_of
from cluster.pages.report import report_of
from support.sources import miniature, problems_of, site_of
from support.versions import HOME, version_on

TODAY = date(2022, 11, 1)
CLUSTER = miniature()["data/cluster.yaml"].decode()


def event(lines: str) -> dict[str, str | bytes]:
    return {"docs/events/x.md": f"---\ntitle: X\nkind: workshop\n{lines}\n---\n"}


def cluster(lines: str) -> dict[str, str | bytes]:
    """The cluster with a key instead of its own."""
    key = lines.partition(":")[0]
    before, found, after = CLUSTER.partition(f"\n{key}:")
    if not found:
        return {"data/cluster.yaml": f"{CLUSTER}{lines}\n"}
    rest = after[after.index("\n") :].splitlines(keepends=True)
    kept = next((n for n, line in enumerate(rest[1:], 1) if line[:1].isalpha()), len(rest))
    return {"data/cluster.yaml": f"{before}\n{lines}\n{''.join(rest[kept:])}"}


def told(changes: dict[str, str | bytes]) -> list[str]:
    return [each.split(": ", 1)[1] for each in problems_of(changes)]


def undated(front: str) -> dict[str, str | bytes]:
    return {"docs/news/x.md": f"---\ntitle: X\nsummary: S.\ndate_note: Kdysi\n{front}\n---\n"}


@pytest.mark.parametrize(
    ("lines", "hour"),
    [
        ("when: 2027-03-28 02:30", "2027-03-28 02:30 does not exist in Europe/Prague"),
        ("when: 2027-03-27 20:00..2027-03-28 02:30", "2027-03-28 02:30 does not exist in Europe/Prague"),
        (
            "when: 2027-03-28 01:30\ntime_zone: Europe/London",
            "2027-03-28 01:30 does not exist in Europe/London",
        ),
        (
            "when: 2027-03-21 02:00..02:15\nrepeats: {every: week, count: 3}",
            "2027-03-28 02:00 does not exist in Europe/Prague",
        ),
        (
            "when: 2027-03-01\nfurther_dates: [2027-03-28 02:59]",
            "2027-03-28 02:59 does not exist in Europe/Prague",
        ),
        (
            "when: 2027-04-01\nregistration: {deadline: 2027-03-28 02:30}",
            "2027-03-28 02:30 does not exist in Europe/Prague",
        ),
        (
            'when: 2027-03-28\nprogramme: [{title: Noc, time: "01:30..02:30"}]',
            "2027-03-28 02:30 does not exist in Europe/Prague",
        ),
    ],
)
def test_an_hour_that_the_clocks_skip_is_refused(lines: str, hour: str) -> None:
    assert f"event 'x': {hour}: the clocks go forward then; write another hour" in told(event(lines))


@pytest.mark.parametrize(
    "lines",
    ["when: 2027-03-28 03:00", "when: 2027-03-28 02:30\ntime_zone: Europe/London", "when: 2027-03-28"],
)
def test_an_hour_beside_the_skipped_one_is_valid(lines: str) -> None:
    site_of(event(lines))


def test_an_embargo_until_a_skipped_hour_is_refused() -> None:
    assert told(event("when: 2027-04-01\nembargo: 2027-03-28 02:30")) == [
        "event 'x': embargo: 2027-03-28 02:30 does not exist in Europe/Prague: "
        "the clocks go forward then; write another hour"
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "awards:\n  - {id: a, kind: label, title: A, when: 2025-06-01, expires: 2025-05-31}",
            "award 'a': expires on 2025-05-31, before it was given (2025-06-01)",
        ),
        (
            "history:\n  - {when: 2012, title: A}\n  - {when: 2011-05, title: B}",
            "history: 'B' (2011-05) is earlier than the entry above (2012); "
            "sort the milestones, oldest first",
        ),
        (
            "coverage:\n  - {title: A, outlet: O, when: 2021, link: https://a.example/}\n"
            "  - {title: B, outlet: O, when: 2022-02, link: https://b.example/}",
            "coverage: 2022-02 is later than the entry above (2021); sort the entries, newest first",
        ),
    ],
)
def test_what_is_out_of_order_is_refused_at_its_line(lines: str, message: str) -> None:
    changes = cluster(lines)
    last = lines.splitlines()[-1]
    text = str(changes["data/cluster.yaml"])
    line = text[: text.index(last)].count("\n") + 1

    assert problems_of(changes) == [f"data/cluster.yaml:{line}: {message}"]


def test_a_project_does_not_end_before_it_starts() -> None:
    projects = (
        "projects:\n  - {id: a, title: A}\n  - {id: p, title: P, starts: 2022-02-01, ends: 2022-01-31}\n"
    )

    assert problems_of({"data/projects.yaml": projects}) == [
        "data/projects.yaml:3: project 'p': the end 2022-01-31 is before the start 2022-02-01"
    ]


def test_a_list_in_the_wrong_file_of_data_is_refused_with_the_right_one() -> None:
    [message] = problems_of(cluster("members:\n  - {id: a, name: A, kind: other}"))

    assert message.endswith("cluster: unknown field 'members'; it belongs in data/members.yaml")


def test_projects_may_stay_in_the_file_of_the_cluster() -> None:
    site = site_of(cluster("projects:\n  - {id: a, title: A}"))

    assert [each.address for each in site.of(Project)] == ["projects/a/"]
    [message] = problems_of(cluster("projects:\n  - {id: a, titel: A}"))[1:]
    assert message.endswith("project 'a': unknown field 'titel'; did you mean 'title' (Titel)?")


def test_milestones_of_the_same_time_are_in_order() -> None:
    history = (
        "history:\n  - {when: 2012-06, title: A}\n  - {when: 2012, title: B}\n  - {when: 2012-06, title: C}"
    )

    site_of(cluster(history))


def test_a_former_name_ends_after_the_pillar_began() -> None:
    plan = (
        miniature()["data/plan.yaml"]
        .decode()
        .replace("    number: 2\n", "    number: 2\n    since: 2022-03\n")
    )

    assert told({"data/plan.yaml": plan}) == [
        "pillar 'mirrors': former_titles: until 2021 is before since 2022-03"
    ]


@pytest.mark.parametrize(
    ("when", "deadline", "end"),
    [
        ("2027-05-05 09:00..16:00", "2027-05-05 16:01", "2027-05-05 16:00"),
        ("2027-05-05", "2027-05-06", "2027-05-05"),
        ("2027-05-05 09:00..16:00", "2027-05-06 09:00", "2027-05-05"),
    ],
)
def test_a_deadline_after_the_end_is_refused(when: str, deadline: str, end: str) -> None:
    assert told(event(f"when: {when}\nregistration: {{deadline: {deadline}}}")) == [
        f"event 'x': registration: the deadline {deadline} is after the end of the event ({end})"
    ]


@pytest.mark.parametrize("deadline", ["2027-05-05", "2027-05-05 16:00", "2027-05-04 23:59"])
def test_a_deadline_until_the_end_is_valid(deadline: str) -> None:
    site_of(event(f"when: 2027-05-05 09:00..16:00\nregistration: {{deadline: {deadline}}}"))


EQUIPMENT = "equipment:\n  - {{id: x, title: X, kind: instrument, owner_name: O, {}}}\n"

MEMBERS = "members:\n" + "".join(
    f"  - {{{{id: {id}, name: {id}, kind: other, coordinates: '{place}'}}}}\n"
    for id, place in (("a", "50.1, 14.4"), ("b", "49.2, 16.6"), ("c", "49.6, 17.3"), ("d", "{}"))
)

ALL_SWAPPED = "members:\n" + "".join(
    f"  - {{id: {id}, name: {id}, kind: other, coordinates: '{place}'}}\n"
    for id, place in (("a", "14.4, 50.1"), ("b", "16.6, 49.2"), ("c", "17.3, 49.6"))
)

WITHOUT_OTHERS: dict[str, str | bytes] = {"data/equipment.yaml": EQUIPMENT.format("checked: 2022-10-01")}
"""Equipment that names no member."""

NUMBERED = "members:\n" + "".join(
    f"  - {{{{id: {id}, name: {id}, kind: other, registration_number: '{number}'}}}}\n"
    for id, number in (("a", "10000011"), ("b", "100 00 020"), ("c", "10000038"), ("d", "{}"))
)

JOINED = "members:\n  - {{id: x, name: X, kind: other, pillars: [lenses], {}}}\n"

NEWS = "---\ntitle: X\nsummary: S\n{}\n---\nText.\n"


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        (
            {"docs/news/x.md": NEWS.format("date: 2022-03-01").removesuffix("Text.\n")},
            "docs/news/x.md:2: news 'x': no text below the head, so its page shows the summary alone; "
            "write it, or 'draft: true'",
        ),
        (
            {"docs/news/x.md": NEWS.format("date: 2072-03-01")},
            "docs/news/x.md:4: news 'x': date: 2072-03-01 is 50 years ahead; is the year right?",
        ),
        (
            {"docs/news/x.md": NEWS.format("date: 2022-03-01\nembargo: 2072-03-01")},
            "docs/news/x.md:5: news 'x': embargo: 2072-03-01 is 50 years ahead; is the year right?",
        ),
        (
            {"docs/newsletter/2072-1.md": NEWS.format("number: 1\ndate: 2072-03-01")},
            "docs/newsletter/2072-1.md:5: edition '2072-1': date: 2072-03-01 is 50 years ahead; "
            "is the year right?",
        ),
        (
            event("when: 2072-03-01"),
            "docs/events/x.md:4: event 'x': when: 2072-03-01 is 50 years ahead; is the year right?",
        ),
        (
            event("when: 2023-10-29 02:30"),
            "docs/events/x.md:4: event 'x': 2023-10-29 02:30 comes twice in Europe/Prague: "
            "the clocks go back then; it is taken for the first one, in summer time",
        ),
        (
            {"docs/news/x.md": NEWS.format("date: 2022-03-01\nupdated: 2023-03-02")},
            "docs/news/x.md:5: news 'x': updated: 2023-03-02 is in the future; is the year right?",
        ),
        (
            event("when: 2023-05-05\nannounced: 2023-05-06"),
            "docs/events/x.md:5: event 'x': announced: 2023-05-06 is after the end of the event (2023-05-05)",
        ),
        (
            event("when: 2023-05-05\nembargo: 2023-05-06"),
            "docs/events/x.md:5: event 'x': embargo: 2023-05-06 is after the end of the event (2023-05-05)",
        ),
        (
            event("when: 2023-05-05\noutcome: {attendance: 12}"),
            "docs/events/x.md:5: event 'x': 'outcome' before the event (2023-05-05); is the date right?",
        ),
        (
            {"data/equipment.yaml": EQUIPMENT.format("checked: 2031-01-01")},
            "data/equipment.yaml:2: equipment 'x': checked: 2031-01-01 is in the future; is the year right?",
        ),
        (
            {"data/partners.yaml": "partners:\n  - {id: x, name: X, kind: other, country: CZ, since: 2039}"},
            "data/partners.yaml:2: partner 'x': since: 2039 is in the future; is the year right?",
        ),
        (
            WITHOUT_OTHERS
            | {"data/members.yaml": "members:\n  - {id: x, name: X, kind: other, founded: 2033}"},
            "data/members.yaml:2: member 'x': founded: 2033 is in the future; is the year right?",
        ),
        (
            WITHOUT_OTHERS | {"data/members.yaml": MEMBERS.format("17.45, 49.46")},
            "data/members.yaml:5: member 'd': coordinates: 17.45, 49.46 is far from all others; "
            "are latitude and longitude swapped?",
        ),
        (
            WITHOUT_OTHERS | {"data/members.yaml": JOINED.format("coordinates: '14.4, 50.1'")},
            "data/members.yaml:2: member 'x': coordinates: 14.4, 50.1 is far from Europe/Prague; "
            "are latitude and longitude swapped?",
        ),
        (
            WITHOUT_OTHERS | {"data/members.yaml": ALL_SWAPPED},
            "data/members.yaml:4: member 'c': coordinates: 17.3, 49.6 is far from Europe/Prague; "
            "are latitude and longitude swapped?",
        ),
        (
            WITHOUT_OTHERS | {"data/members.yaml": NUMBERED.format("10000005")},
            "data/members.yaml:5: member 'd': registration_number: 10000005 lacks the check digit that the "
            "others have; is it right?",
        ),
        (
            WITHOUT_OTHERS | {"data/members.yaml": JOINED.format("founder: true, since: 2019-06")},
            "data/members.yaml:2: member 'x': a founder, but since 2019-06, after the founding (2019-05); "
            "which one is right?",
        ),
        (
            WITHOUT_OTHERS
            | {"data/members.yaml": JOINED.format("since: 2020, involved: [{of: lenses, since: 2019-12}]")},
            "data/members.yaml:2: member 'x': involved: in 'lenses' since 2019-12, before it joined (2020); "
            "is the date right?",
        ),
        (
            {"data/partners.yaml": "partners:\n  - {id: x, name: X, kind: other, country: CZ, since: 1939}"},
            "data/partners.yaml:2: partner 'x': since: 1939 is before the cluster was founded (2019-05); "
            "is the date right?",
        ),
        (
            undated("fulfils: [lens-meetings]"),
            "docs/news/x.md:5: news 'x': nothing says that it was in 2022; "
            "say in 'counts_because' why it counts for 'lens-meetings'",
        ),
        (
            undated("fulfils: [lens-meetings]\npossible_dates: [2019, 2021]"),
            "docs/news/x.md:5: news 'x': none of its possible dates is in 2022; "
            "say in 'counts_because' why it counts for 'lens-meetings'",
        ),
        (
            undated("fulfils: [lens-meetings]\npossible_dates: [2022-01, 2021]"),
            "docs/news/x.md:5: news 'x': not all of its possible dates are in 2022; "
            "say in 'counts_because' why it counts for 'lens-meetings'",
        ),
        (
            cluster("members_total: {value: 39, as_of: 2023}"),
            "data/cluster.yaml:{total}: members_total: as_of: 2023 is in the future; is the year right?",
        ),
        (
            cluster("history:\n  - {when: 2072, title: A}"),
            "data/cluster.yaml:{line}: history: when: 2072-01-01 is 50 years ahead; is the year right?",
        ),
    ],
)
def test_a_value_that_is_hardly_meant_is_doubted(changes: dict[str, str | bytes], doubt: str) -> None:
    site = site_of(changes)
    if "{line}" in doubt:
        doubt = doubt.format(line=site.cluster.history[0].at.line)
    if "{total}" in doubt and site.cluster.members_total:
        doubt = doubt.format(total=site.cluster.members_total.at.line)

    assert doubt in map(str, doubts_of(site, TODAY))
    assert doubt in notices_of(site, site, TODAY)


@pytest.mark.parametrize(
    "front",
    [
        "fulfils: [lens-meetings]\npossible_dates: [2022-01, 2022-02]",
        "fulfils: [lens-meetings]\ncounts_because: Ano.\nsources: ['https://a.example/']",
        "fulfils_in_part: [lens-meetings]",
    ],
)
def test_undated_evidence_of_the_year_of_a_part_or_with_a_reason_is_not_doubted(front: str) -> None:
    assert not [each for each in doubts_of(site_of(undated(front)), TODAY) if "counts_because" in str(each)]


@pytest.mark.parametrize(
    ("outlet", "link", "own"),
    [
        ("Noviny", "https://www.cluster.example/article/", "link: 'https://www.cluster.example/article/'"),
        ("Klastr Hranol", "https://noviny.example/", "outlet: 'Klastr Hranol'"),
        ("Prism Cluster", "https://noviny.example/", "outlet: 'Prism Cluster'"),
        ("Noviny", "https://cluster.example.com/", None),
    ],
)
def test_what_the_cluster_has_published_itself_is_no_coverage(
    outlet: str, link: str, own: str | None
) -> None:
    entry = f"coverage:\n  - {{title: Hranol, outlet: {outlet}, link: '{link}'}}"
    site = replace(site_of(cluster(entry)), site_url=HOME)
    told = [str(each) for each in doubts_of(site, TODAY) if "coverage" in str(each)]

    assert [f"coverage: {own} is the cluster's own" in each for each in told] == ([True] if own else [])


def test_a_guarantor_of_the_plan_whose_member_does_not_say_so_is_told() -> None:
    guarantor = "guarantors: [{name: Jan Novák, role: garant, affiliation: Lupa s.r.o.}]\n    "
    plan = miniature()["data/plan.yaml"].decode()

    def doubts(pillar: str) -> list[str]:
        changes = {
            "data/plan.yaml": plan.replace(f"- id: {pillar}\n    ", f"- id: {pillar}\n    {guarantor}")
        }
        return [str(each) for each in doubts_of(site_of(changes), TODAY) if "guarantor" in str(each)]

    assert doubts("lenses") == []
    [told] = doubts("mirrors")
    assert told.startswith(
        "data/members.yaml:3: member 'lupa': guarantor_of: 'mirrors' is missing, but the plan"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"docs/news/x.md": NEWS.format("date: 2024-10-01")},
        {"docs/news/x.md": NEWS.format("date: 2022-10-01\ndraft: true").removesuffix("Text.\n")},
        event("when: 2026-05-05"),
        event("when: 2023-10-29 03:00"),
        event("when: 2021-10-31 02:30"),
        event("when: 2022-05-05\nannounced: 2022-05-05\noutcome: {attendance: 12}"),
        WITHOUT_OTHERS | {"data/members.yaml": MEMBERS.format("48.2, 16.4")},
        WITHOUT_OTHERS | {"data/members.yaml": MEMBERS.format("25.0, 121.5")},
        WITHOUT_OTHERS | {"data/members.yaml": JOINED.format("coordinates: '12.97, 77.59'")},
        {
            **WITHOUT_OTHERS,
            "data/members.yaml": JOINED.format("coordinates: '14.4, 50.1'"),
            **cluster("time_zone: UTC"),
        },
        {"data/equipment.yaml": EQUIPMENT.format("checked: 2022-10-01")},
        WITHOUT_OTHERS | {"data/members.yaml": NUMBERED.format("10000046")},
        WITHOUT_OTHERS | {"data/members.yaml": NUMBERED.format("HRB 1234")},
        WITHOUT_OTHERS | {"data/members.yaml": JOINED.format("founder: true, since: 2019")},
    ],
)
def test_what_may_be_meant_is_not_doubted(changes: dict[str, str | bytes]) -> None:
    none = {"data/sources.yaml": "sources: []\n"}  # the changes take away what cites them

    assert doubts_of(site_of(changes | none), TODAY) == doubts_of(site_of(none), TODAY)


def test_what_waits_for_its_day_is_counted_and_named_the_next_one_first() -> None:
    news = {f"docs/news/w{n}.md": NEWS.format(f"date: 2023-02-0{n}") for n in range(1, 8)}
    whole = site_of(
        {**news, "docs/events/x.md": "---\ntitle: X\nkind: meeting\nwhen: 2022-05\ndraft: true\n---"}
    )
    before = waiting_lines(site_of(), version_on(TODAY).site)

    waiting, drafts = waiting_lines(whole, version_on(TODAY, {**news}).site)

    first = "items wait for their day of publication: wish 'future-wish' (2022-11-02), news 'embargoed' "
    assert before[0].startswith(f"6 {first}(2022-11-20 10:00)")
    assert waiting.startswith(f"13 {first}")
    assert waiting.endswith(" and 8 more.")
    assert drafts == "2 drafts are left: event 'x', news 'draft'."


SERIES = {
    "docs/events/series.md": "---\ntitle: Řada\nkind: meeting\nwhen: 2022-09-06\n"
    "repeats: {every: month, by: weekday, count: 4, without: [2022-10-04]}\n"
    "further_dates: [2022-09-20]\nfulfils: [lens-meetings]\n---\n"
}


@pytest.mark.parametrize(
    ("today", "number"),
    [
        (date(2022, 9, 6), 0),
        (date(2022, 9, 21), 2),
        (date(2022, 11, 1), 2),
        (date(2022, 11, 2), 3),
        (date(2022, 12, 31), 4),
    ],
)
def test_a_running_series_counts_its_past_dates_alike_everywhere(today: date, number: int) -> None:
    with_series, without = version_on(today, SERIES), version_on(today)
    series = next(each for each in with_series.site.events if each.id == "series")

    def counts(version: SiteVersion) -> tuple[int, int, int]:
        """In the report, for the commitment and on the page about excellence."""
        facts = {fact.address: fact.number or 0 for fact in facts_of("interaction", version)}
        return (
            report_of(version, version.site.plan).figures.events,
            version.plan_progress.progress["lens-meetings"].done,
            facts.get("events/kinds/meeting/", 0),
        )

    assert len(held(series, today)) == number
    grown = [one - other for one, other in zip(counts(with_series), counts(without), strict=True)]
    assert grown == [number, number, number]


def test_nobody_joined_a_cluster_that_was_not_there() -> None:
    assert problems_of(WITHOUT_OTHERS | {"data/members.yaml": JOINED.format("\n     since: 1933")}) == [
        "data/members.yaml:3: member 'x': since: 1933 is before the cluster was founded (2019-05); "
        "'since' is when it joined; when it was founded itself is 'founded'"
    ]
    site_of(WITHOUT_OTHERS | {"data/members.yaml": JOINED.format("since: 2019")})


def test_equipment_that_will_be_checked_one_day_is_not_checked_yet() -> None:
    equipment = (
        miniature()["data/equipment.yaml"].decode().replace("checked: 2022-06-30", "checked: 2122-06-30")
    )

    [item] = [
        each
        for each in version_on(TODAY, {"data/equipment.yaml": equipment}).site.of(Equipment)
        if each.id == "microscope"
    ]

    assert grade_of(item) == "silver"
    assert is_due(item, TODAY)
