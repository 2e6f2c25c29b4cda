"""What programs recognise events and news by stays, wherever the site is and whatever happens to an event."""

import json
import re
import shutil
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import feedparser
import pytest
from cluster.build.identity_file import yaml_of
from cluster.content.identity import Identity, Revision, first_identity
from icalendar import Calendar
from support.builds import different, files, replace
from support.calendars import STAMP
from support.command_line import built, cluster
from support.sources import problems_of, site_of

IDENTITY = "data/identity.yaml"

# ---- The site's address -------------------------------------------------------------------------------


def ids_in(path: str, raw: bytes) -> Iterator[str]:
    """The ids in a published file."""
    if path.endswith(".ics"):
        calendar = Calendar.from_ical(raw)
        yield str(calendar["prodid"])
        yield from (f"{each['uid']} {each['sequence']}" for each in calendar.events)
    elif path.endswith(("rss.xml", "atom.xml")):
        parsed = feedparser.parse(raw)
        yield parsed.feed.get("id", "")
        yield from (each.id for each in parsed.entries)
    elif path.endswith("feed.json"):
        yield from (each["id"] for each in json.loads(raw)["items"])
    elif path.endswith("schema.json"):
        yield json.loads(raw)["$id"]
    elif path.endswith(".eml"):
        yield message_from_bytes(raw)["Message-ID"]
    elif path.endswith(".html"):
        yield from re.findall(r'"@id": "([^"]+)"', raw.decode())


def ids_of(site: dict[str, bytes]) -> dict[str, list[str]]:
    """The ids in each published file that has any."""
    found = {path: list(ids_in(path, raw)) for path, raw in site.items()}
    return {path: ids for path, ids in found.items() if ids}


def test_a_new_address_changes_no_id(project: Path) -> None:
    (project / IDENTITY).unlink()

    before = built(project)
    shutil.rmtree(project / ".cache")
    replace(project / "mkdocs.yml", "https://cluster.example/", "https://www.new.example/cluster/")
    after = built(project)

    assert ids_of(after) == ids_of(before)
    kinds = {Path(path).suffix for path in ids_of(before)}
    assert kinds == {".ics", ".xml", ".json", ".eml", ".html"}
    moved = feedparser.parse(after["rss.xml"]).entries
    assert all(each.link.startswith("https://www.new.example/cluster/") for each in moved)


def test_the_first_build_and_the_next_give_the_same_site(project: Path) -> None:
    (project / IDENTITY).unlink()
    first = cluster(project, "build")
    again = cluster(project, "build")

    line = f"Wrote {IDENTITY} (ids are made of cluster.example from now on). Commit it."
    assert line in first.stdout.splitlines()
    assert (project / IDENTITY).exists()
    assert "\n0 files are new or have changed.\n" in again.stdout
    assert IDENTITY not in again.stdout


def test_a_build_through_the_engine_writes_the_same_identity(project: Path) -> None:
    before = (project / IDENTITY).read_text("utf-8")
    (project / IDENTITY).unlink()

    done = cluster(project, "build", CLUSTER_FAST="0")

    assert f"Wrote {IDENTITY}" in done.stdout
    assert (project / IDENTITY).read_text("utf-8").endswith(before)


def test_a_check_only_says_that_the_identity_is_out_of_date(project: Path) -> None:
    (project / IDENTITY).unlink()

    done = cluster(project, "check")

    assert done.returncode == 0, done.stderr
    assert f"{IDENTITY} is out of date (ids are made of cluster.example from now on)" in done.stdout
    assert not (project / IDENTITY).exists()


def test_a_site_is_built_where_the_identity_cannot_be_written(project: Path) -> None:
    written = built(project)
    (project / IDENTITY).unlink()
    (project / "data" / ".identity.yaml.new").mkdir()  # stands in the way, even of root

    done = cluster(project, "build")

    assert done.returncode == 0, done.stderr
    assert f"{IDENTITY} is out of date" in done.stdout
    assert "cannot be written: Is a directory." in done.stdout
    assert different(files(project / "site"), written) == []


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.optickyklastr.cz/", "www.optickyklastr.cz"),
        ("https://pages.example/optics/", "pages.example/optics"),
        ("http://localhost:8000/", "localhost:8000"),
        ("https://optický-klastr.example/", "optický-klastr.example"),
    ],
)
def test_the_first_identity_is_the_address_of_that_day(address: str, name: str) -> None:
    identity = first_identity(address)

    assert identity == Identity(name=name)  # type: ignore[arg-type]
    assert site_of({IDENTITY: yaml_of(identity)}).identity == identity


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "name: https://cluster.example/\n",
            f"{IDENTITY}:1: identity: name: expected a name like cluster.example, without https://, "
            "found 'https://cluster.example/'",
        ),
        ("revisions: []\n", f"{IDENTITY}:1: identity: missing 'name'"),
        ("", f"{IDENTITY}:1: the file is empty"),
        (
            "name: cluster.example\nrevisions:\n  - {event: trip}\n",
            f"{IDENTITY}:3: identity: revisions: missing 'sequence'",
        ),
    ],
)
def test_a_broken_identity_is_reported_with_its_line(text: str, problem: str) -> None:
    assert problem in problems_of({IDENTITY: text})


# ---- SEQUENCE -----------------------------------------------------------------------------------------

PLAIN = "title: Schůzka\nkind: meeting\nwhen: 2022-12-01\n"
MOVED = "title: Schůzka\nkind: meeting\nwhen: 2022-12-08\nmoved_from: [2022-12-01]\n"
MOVED_TWICE = "title: Schůzka\nkind: meeting\nwhen: 2022-12-15\nmoved_from: [2022-12-01, 2022-12-08]\n"
OFF = f"{PLAIN}status: cancelled\n"
MOVED_AND_OFF = f"{MOVED}status: cancelled\n"
GONE = ""


def sequences(*states: str) -> list[int]:
    """The SEQUENCE of an event in each state, with a build in each, unless it is gone."""
    identity = Identity(name="cluster.example")  # type: ignore[arg-type]
    found: list[int] = []
    for state in states:
        event = {"docs/events/meeting.md": f"---\n{state}---\n"} if state else {}
        site = site_of({IDENTITY: yaml_of(identity), **event})
        identity = identity.after(site.events)
        found += [each.sequence for each in site.events if each.id == "meeting"]
    return found


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param([PLAIN, PLAIN], [0, 0], id="an event that stays"),
        pytest.param([PLAIN, MOVED, MOVED, MOVED_TWICE], [0, 1, 1, 2], id="two moves"),
        pytest.param([PLAIN, OFF, OFF, PLAIN, PLAIN], [0, 1, 1, 2, 2], id="off and on again"),
        pytest.param([OFF, PLAIN, OFF, PLAIN], [1, 2, 3, 4], id="off and on, twice"),
        pytest.param([PLAIN, MOVED, PLAIN, MOVED], [0, 1, 2, 3], id="the move is taken back"),
        pytest.param([PLAIN, MOVED_AND_OFF, MOVED, PLAIN], [0, 2, 3, 4], id="moved and off, then all back"),
        pytest.param([MOVED_TWICE, GONE, PLAIN, PLAIN], [2, 3, 3], id="deleted, and back as if new"),
    ],
)
def test_the_sequence_of_an_event_grows_with_each_change_and_never_falls(
    states: list[str], expected: list[int]
) -> None:
    assert sequences(*states) == expected


def events_in(site: dict[str, bytes]) -> list[str]:
    """The UID and SEQUENCE of each event."""
    return list(ids_in("events.ics", site["events.ics"]))


def test_another_day_without_a_cache_gives_the_same_sequence(project: Path) -> None:
    school = project / "docs/events/optics-school.md"
    replace(school, "kind: seminar", "kind: seminar\nstatus: cancelled")
    off = events_in(built(project))
    replace(school, "\nstatus: cancelled", "")
    on = events_in(built(project))
    shutil.rmtree(project / ".cache")
    shutil.rmtree(project / "site")
    later = events_in(built(project, TODAY="2022-11-02"))

    name = "optics-school@cluster.example"
    found = [[each for each in ids if each.startswith(name)] for ids in (off, on, later)]
    assert found == [[f"{name} 2"], [f"{name} 3"], [f"{name} 3"]]


def test_a_hidden_event_of_the_plan_keeps_its_sequence() -> None:
    revision = Revision(event="lens-fair-2022", sequence=4)  # type: ignore[arg-type]
    identity = yaml_of(Identity(name="cluster.example", revisions=(revision,)))  # type: ignore[arg-type]
    draft = "---\ndraft: true\ntitle: Veletrh\nkind: trade-fair\nwhen: 2022-12-01\n---\n"

    site = site_of({IDENTITY: identity, "docs/events/lens-fair-2022.md": draft})

    assert [each.sequence for each in site.as_of(STAMP).events if each.id == "lens-fair-2022"] == [4]


def test_two_branches_that_published_one_event_leave_the_higher_sequence() -> None:
    text = """name: cluster.example
revisions:
  - {event: trip, sequence: 3, changes: 1}
  - {event: trip, sequence: 2}
"""
    site = site_of({IDENTITY: text})

    assert [each.sequence for each in site.events if each.id == "trip"] == [3]
