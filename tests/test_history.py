"""What changes of the plan is recorded as data and told on a page and in a feed."""

from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from cluster.content.plan_history import Move, Record, Turn, days_of_change, last_known
from cluster.content.version import Version
from cluster.dates import parse_when
from cluster.office.record_history import HEAD, changes_of, lines_of
from cluster.reading.scalar_types import Id
from hypothesis import given, settings
from hypothesis import strategies as st
from support.builds import copy_of_miniature
from support.command_line import cluster
from support.sources import problems_of
from support.versions import HOME, feed_items, pages, version_on

ALL = ("lens-meetings", "lens-fair", "workshops")
FAIR = "---\ntitle: Veletrh\nwhen: {when}\nkind: trade-fair\n---\n"
MEETING = "---\ntitle: Setkání\nwhen: 2022-05-0{n}\nkind: meeting\nfulfils: [lens-meetings]\n---\n"


def version(day: date, history: str = "", **events: str) -> Version:
    """The miniature as of a day, with records and more events."""
    files: dict[str, str | bytes] = {
        f"docs/events/{name.replace('_', '-')}.md": text for name, text in events.items()
    }
    if history:
        files["data/history.yaml"] = HEAD + history
    return version_on(day, files)


def recorded(day: date, history: str = "", **events: str) -> str:
    """What is added on a day for the promises of ALL."""
    return lines_of(each for each in changes_of(version(day, history, **events)) if each.commitment in ALL)


def test_what_is_seen_first_is_recorded_with_its_state_and_its_date() -> None:
    assert recorded(date(2022, 3, 1)) == (
        "  - {date: 2022-03-01, commitment: workshops, status: planned}\n"
        "  - {date: 2022-03-01, commitment: lens-meetings, status: planned}\n"
        '  - {date: 2022-03-01, commitment: lens-fair, status: planned, when: "2022-10-13..2022-10-14"}\n'
    )


def test_only_what_has_changed_is_recorded_afterwards() -> None:
    first = recorded(date(2022, 3, 1))

    assert recorded(date(2022, 3, 2), first) == ""
    second = recorded(
        date(2022, 6, 1), first, lens_fair_2022=FAIR.format(when="2022-11-02"), m1=MEETING.format(n=1)
    )

    assert second == (
        "  - {date: 2022-06-01, commitment: lens-meetings, status: under-way}\n"
        '  - {date: 2022-06-01, commitment: lens-fair, when: "2022-11-02"}\n'
    )


HISTORY = """\
  - {date: 2022-03-01, commitment: lens-meetings, status: planned}
  - {date: 2022-03-01, commitment: lens-fair, status: planned, when: 2022-10-13..2022-10-14}
  - {date: 2022-06-01, commitment: lens-meetings, status: under-way}
  - {date: 2022-06-01, commitment: lens-fair, when: 2022-11-02}
  - {date: 2022-10-01, commitment: lens-meetings, status: at-risk}
"""


def test_the_days_of_change_tell_what_was_and_what_is() -> None:
    later, earlier = version(date(2022, 11, 1), HISTORY).site.days_of_change

    assert later.date == date(2022, 10, 1)
    assert later.turns == (Turn(Id("lens-meetings"), "under-way", "at-risk"),)
    assert earlier.turns == (Turn(Id("lens-meetings"), "planned", "under-way"),)
    assert earlier.moves == (
        Move(Id("lens-fair"), parse_when("2022-10-13..2022-10-14"), parse_when("2022-11-02")),
    )


def test_what_is_recorded_again_as_it_was_is_no_change() -> None:
    again = HISTORY + "  - {date: 2022-10-20, commitment: lens-fair, status: planned, when: 2022-11-02}\n"

    assert version(date(2022, 11, 1), again).site.days_of_change[0].date == date(2022, 10, 1)


def test_a_record_of_a_day_to_come_is_not_known_before() -> None:
    assert [day.date for day in version(date(2022, 9, 30), HISTORY).site.days_of_change] == [date(2022, 6, 1)]


def test_changes_are_told_on_a_page_and_in_the_feed_of_changes() -> None:
    said = version(date(2022, 11, 1), HISTORY)
    page = pages(said)["plan/changes/"]

    shown = {
        day.date: [(str(said.say(each.title)), each.was, each.now) for each in day.recorded]
        for day in page.values["changes"]
        if day.recorded
    }
    assert shown == {
        date(2022, 10, 1): [("organizace min. 3 setkání", "Probíhá", "Ohroženo")],
        date(2022, 6, 1): [
            ("organizace min. 3 setkání", "Plánováno", "Probíhá"),
            ("účast na veletrhu 13. - 14. 10. 2022", "13.–14. října 2022", "2. listopadu 2022"),
        ],
    }
    told = [each for each in feed_items(said, ("changes", "")) if "#changes/recorded-" in each.guid]
    assert [(item.title, item.published.date(), item.url) for item in told] == [
        (
            "Plnění plánu: 1 závazek změnil stav",
            date(2022, 10, 1),
            f"{HOME}plan/changes/#recorded-2022-10-01",
        ),
        (
            "Plnění plánu: 1 závazek změnil stav, 1 závazek má nový termín",
            date(2022, 6, 1),
            f"{HOME}plan/changes/#recorded-2022-06-01",
        ),
    ]
    assert f'<a href="{HOME}pillars/lenses/#lens-meetings">' in told[0].content
    assert told[0].summary == "organizace min. 3 setkání: Probíhá → Ohroženo"


def test_records_with_the_former_names_of_their_keys_are_read() -> None:
    former = HISTORY.replace("commitment:", "promise:").replace("status:", "state:")

    assert former != HISTORY
    now, before = (version(date(2022, 11, 1), each).site.records for each in (HISTORY, former))
    assert before == now


def test_a_record_of_an_unknown_promise_or_state_is_refused() -> None:
    wrong = HEAD + ("  - {date: 2022-03-01, commitment: lens-meeting, status: planned}\n")
    no_state = wrong.replace("lens-meeting,", "lens-meetings,").replace("planned", "plannd")
    line = HEAD.count("\n") + 1

    hint = "did you mean 'lens-meetings'?"
    unknown = f"record of 2022-03-01: unknown activity or working group 'lens-meeting'; {hint}"
    assert problems_of({"data/history.yaml": wrong}) == [f"data/history.yaml:{line}: {unknown}"]
    assert problems_of({"data/history.yaml": no_state}) == [
        f"data/history.yaml:{line}: history: records: status: unknown value 'plannd'; did you mean 'planned'?"
    ]


STATUSES = st.sampled_from(["planned", "under-way", "at-risk", "fulfilled"])


@given(
    st.lists(
        st.builds(
            Record,
            date=st.dates(date(2022, 1, 1), date(2022, 1, 9)),
            commitment=st.sampled_from(["a", "b"]),
            status=st.none() | STATUSES,
        )
    )
)
@settings(deadline=None)
def test_the_changes_lead_from_what_was_first_known_to_what_is_known_last(records: list[Record]) -> None:
    records = sorted(records, key=lambda record: record.date)
    first: dict[str, Any] = {}
    for record in records:
        if record.status:
            first.setdefault(record.commitment, record.status)

    for day in reversed(days_of_change(records)):
        for turn in day.turns:
            assert first[turn.commitment] == turn.was != turn.now
            first[turn.commitment] = turn.now

    assert first == {id: known.status for id, known in last_known(records).items() if known.status}


@pytest.mark.parametrize("ending", ["\n", ""])
def test_the_office_records_and_the_feed_tells(tmp_path: Path, ending: str) -> None:
    project = copy_of_miniature(tmp_path)

    first = cluster(project, "record", TODAY="2022-03-01")
    again = cluster(project, "record", TODAY="2022-03-02")
    file = project / "data/history.yaml"
    file.write_text(file.read_text("utf-8").rstrip("\n") + ending, "utf-8")
    status = cluster(project, "status", TODAY="2022-10-15")
    then = cluster(project, "record", TODAY="2022-10-15")

    assert first.stdout == "Recorded 9 new or changed commitments for 2022-03-01 in data/history.yaml.\n"
    assert again.stdout == "No changes up to 2022-03-02.\n"
    assert "6 commitments have an unrecorded status. Run: cluster record\n" in status.stdout
    assert then.stdout == "Recorded 6 new or changed commitments for 2022-10-15 in data/history.yaml.\n"
    assert cluster(project, "build", TODAY="2022-11-01").returncode == 0
    feed = feedparser.parse((project / "site/plan/changes/rss.xml").read_bytes())
    assert feed.entries[0].title == "Plnění plánu: 6\u00a0závazků změnilo stav"
    assert len(feed.entries) == 2


def test_nothing_is_recorded_while_something_is_wrong(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    (project / "docs/news/signs.md").write_text("---\ntitle: T\n---\n", "utf-8")

    done = cluster(project, "record", TODAY="2022-03-01")

    assert done.returncode == 1
    assert "docs/news/signs.md" in done.stderr
    assert not (project / "data/history.yaml").exists()
