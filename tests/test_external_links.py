"""`cluster check --links`: other sites are asked politely, and a page is dead only after three days."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import requests
from cluster.office.links.command import check_links
from cluster.office.links.external import external_links
from cluster.office.links.log import LinkHistory, read_log
from cluster.office.links.report import LinkReport, archived
from cluster.office.links.visit import Answer, Pace, answer_without_connection
from cluster.office.links.visits import answers_of
from support.command_line import cluster
from support.link_server import LinkServer, link_server
from support.servers import free_port
from support.sources import site_of
from urllib3 import HTTPConnectionPool
from urllib3.connection import HTTPConnection
from urllib3.exceptions import MaxRetryError, NameResolutionError

AT_ONCE = Pace(pause=0, timeout=0.2, waits=(0, 0))


@pytest.fixture
def server() -> Iterator[LinkServer]:
    with link_server() as server:
        yield server


def answer(url: str, pace: Pace = AT_ONCE) -> Answer:
    return answers_of([url], "test", pace)[url]


# ---- One page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "outcome", "why"),
    [
        ("/page", "good", ""),
        ("/only-get", "good", ""),
        ("/404-to-head", "good", ""),
        ("/broken-once", "good", ""),
        ("/elsewhere-for-now", "good", ""),
        ("/403", "uncertain", "the server answers 403"),
        ("/999", "uncertain", "the server answers 999"),
        ("/busy-for-an-hour", "uncertain", "the server answers 429"),
        ("/404", "failed", "the server answers 404"),
        ("/410", "failed", "the server answers 410"),
        ("/500", "failed", "the server answers 500"),
        ("/moved-to-nothing", "failed", "the server answers 404"),
        ("/slow", "failed", "no answer within 0.2 seconds"),
        ("/loop", "failed", "it redirects again and again"),
        ("/odd", "failed", "the answer cannot be understood"),
    ],
)
def test_what_a_server_does_is_told_apart(server: LinkServer, path: str, outcome: str, why: str) -> None:
    found = answer(server.address + path)

    assert (found.outcome, found.why) == (outcome, why)


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        ("/moved", "/new"),
        ("/moved-with-its-method", "/new"),
        ("/moved-twice", "/new"),
        ("/moved-then-elsewhere", "/elsewhere-for-now"),
        ("/elsewhere-for-now", ""),
        ("/elsewhere-then-moved", ""),
    ],
)
def test_a_page_has_moved_as_far_as_redirects_are_permanent(
    server: LinkServer, path: str, moved: str
) -> None:
    assert answer(server.address + path).moved == (server.address + moved if moved else "")


def test_a_page_that_is_there_is_asked_for_once_and_without_its_content(server: LinkServer) -> None:
    answer(f"{server.address}/page")

    assert server.asked.requests == [("HEAD", "/page")]


def test_a_busy_server_is_asked_again_when_it_said_and_not_at_all_if_that_takes_long(
    server: LinkServer,
) -> None:
    assert answer(f"{server.address}/busy").outcome == "good"
    answer(f"{server.address}/busy-for-an-hour")

    first, second, _ = server.asked.moments
    assert second - first >= 1
    assert server.asked.methods("/busy-for-an-hour") == ["HEAD"]


def test_a_closed_port_has_failed() -> None:
    found = answer(f"http://127.0.0.1:{free_port()}/")

    assert found == Answer("failed", "its server cannot be reached")


def test_a_host_without_address_may_be_a_fault_of_the_network() -> None:
    reason = NameResolutionError("gone.example", HTTPConnection("gone.example"), OSError())
    error = requests.ConnectionError(MaxRetryError(HTTPConnectionPool("gone.example"), "/", reason))

    assert answer_without_connection(error) == Answer("unreached", "its host is unknown")


# ---- Many pages ---------------------------------------------------------------------------------------


def test_hosts_are_asked_at_the_same_time_and_each_for_one_page_after_the_other() -> None:
    with link_server("127.0.0.1") as one, link_server("127.0.0.2") as other:
        other.redirects["/away"] = (302, f"{one.address}/takes-time")
        urls = [f"{each.address}/takes-time?{n}" for n in range(3) for each in (one, other)]
        urls += [f"{other.address}/away?{n}" for n in range(3)]
        urls += [f"{one.address}/takes-time?{n}" for n in range(3, 8)]

        answers_of(urls, "test", AT_ONCE)

    assert (one.asked.most_at_once, other.asked.most_at_once) == (1, 1)
    assert min(one.asked.moments) < max(other.asked.moments)
    assert min(other.asked.moments) < max(one.asked.moments)


def test_there_is_a_pause_between_two_requests_also_if_others_redirect_there() -> None:
    with link_server("127.0.0.1") as one, link_server("127.0.0.2") as other:
        other.redirects["/away"] = (302, f"{one.address}/away")
        urls = [f"{one.address}/first", f"{one.address}/only-get", f"{other.address}/away"]

        answers_of(urls, "test", AT_ONCE._replace(pause=0.1))

    moments = sorted(one.asked.moments)
    assert len(moments) == 4
    assert min(after - before for before, after in pairwise(moments)) >= 0.09


@pytest.mark.parametrize("path", ["/slow", "/500"])
def test_a_host_that_fails_twice_is_left_alone_and_its_other_pages_are_not_certain(
    server: LinkServer, path: str
) -> None:
    urls = [f"{server.address}{each}" for each in (f"{path}?1", f"{path}?2", "/page")]

    found = answers_of(urls, "test", AT_ONCE)

    assert [each.outcome for each in found.values()] == ["failed", "failed", "skipped"]
    assert server.asked.methods("/page") == []


# ---- The site -----------------------------------------------------------------------------------------


def test_links_are_found_in_texts_front_matter_and_data_but_not_those_to_the_site_itself() -> None:
    news = (
        "---\ntitle: N\nsummary: N.\ndate: 2022-10-01\nsources: ['https://a.example/proof']\n---\n"
        "[A](https://b.example/text#part) [B](/events/) [C](mailto:a@b.example)\n"
    )
    found = {f"{each.at} {each.asked}" for each in external_links(site_of({"docs/news/n.md": news}))}

    assert {
        "docs/news/n.md:5 https://a.example/proof",
        "docs/news/n.md:7 https://b.example/text",
        "data/members.yaml:11 https://lupa.example/",
        "docs/events/optics-school.md:17 https://example.org/register?a=1&b=2",
    } <= found
    assert not any("/events/ " in each or "mailto" in each for each in found)


def test_a_source_with_a_copy_in_an_archive_is_not_asked_for_and_its_copy_is() -> None:
    asked = {each.asked for each in external_links(site_of())}

    assert "https://archive.example/light" in asked
    assert "https://example.org/light" not in asked


def test_the_archive_is_asked_for_the_day_of_the_source_else_for_today() -> None:
    sources = "sources:\n  - {link: 'https://a.example/x', when: 2022-03}\n"
    news = "---\ntitle: N\nsummary: N.\ndate: 2022-10-01\nsources: ['https://a.example/x']\n---\n[B](https://b.example/)\n"
    links = external_links(site_of({"data/sources.yaml": sources, "docs/news/n.md": news}))
    copies = {each.asked: archived(each, date(2022, 11, 1)) for each in links}

    assert copies["https://a.example/x"] == "https://web.archive.org/web/20220331/https://a.example/x"
    assert copies["https://b.example/"] == "https://web.archive.org/web/20221101/https://b.example/"


# ---- Several days -------------------------------------------------------------------------------------

URL = re.compile(rb"https?://(?!cluster\.example)[^ )>\"'},\]\n]+")


@pytest.fixture
def linked(project: Path, server: LinkServer) -> Path:
    """The miniature, all of whose links to other sites lead to one page of the server."""
    (project / "data/sources.yaml").unlink()
    for path in [*(project / "data").glob("*.yaml"), *(project / "docs").rglob("*.md")]:
        if path.name != "identity.yaml":
            path.write_bytes(URL.sub(f"{server.address}/page".encode(), path.read_bytes()))
    return project


def leads_to(project: Path, *urls: str) -> None:
    """Let a text of a project lead to some pages, one in a line, from the sixth on."""
    lines = "".join(f"[Odkaz]({each})\n" for each in urls)
    (project / "docs/news/linked.md").write_text(
        f"---\ntitle: Odkazy\nsummary: Odkazy.\ndate: 2022-10-01\n---\n{lines}", encoding="utf-8"
    )


def on(day: str, project: Path, patch: pytest.MonkeyPatch) -> LinkReport:
    patch.setenv("TODAY", day)
    found = check_links(project, lambda: None, lambda line: None, AT_ONCE)
    assert found
    return found


def test_a_page_is_dead_on_the_third_day_on_which_it_fails(
    linked: Path, server: LinkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{server.address}/404"
    leads_to(linked, url)

    for day in ("2022-11-01", "2022-11-01", "2022-11-08"):
        found = on(day, linked, monkeypatch)
        assert not found.dead
        assert str(found.notes[0]).startswith(
            f"docs/news/linked.md:6: '{url}' does not work now: the server answers 404; "
            "it counts as dead if it fails on "
        )
    [dead] = on("2022-11-15", linked, monkeypatch).dead

    assert str(dead) == (
        f"docs/news/linked.md:6: '{url}' is dead: the server answers 404, as on 2022-11-01 and 2022-11-08; "
        f"a copy may be at https://web.archive.org/web/20221115/{url}"
    )
    server.pages["/404"] = 200  # it is repaired
    found = on("2022-11-22", linked, monkeypatch)
    assert (found.dead, found.notes) == ([], [])
    assert found.summary == "2 addresses of other sites: 2 work."


def test_a_good_page_is_not_asked_for_again_for_some_days_and_a_hint_to_its_new_address_stays(
    linked: Path, server: LinkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    leads_to(linked, f"{server.address}/moved", f"{server.address}/403")
    first = on("2022-11-01", linked, monkeypatch)
    second = on("2022-11-04", linked, monkeypatch)

    assert server.asked.methods("/page") == ["HEAD"]
    assert second.notes == first.notes
    assert list(map(str, first.notes)) == [
        f"docs/news/linked.md:6: '{server.address}/moved' has moved for good; write '{server.address}/new'",
        f"docs/news/linked.md:7: '{server.address}/403' is not certain: the server answers 403; "
        "look at it in a browser",
    ]
    on("2022-11-07", linked, monkeypatch)
    assert server.asked.methods("/page") == ["HEAD"] * 2


def test_servers_are_told_which_site_asks(
    linked: Path, server: LinkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2022-11-01", linked, monkeypatch)

    [agent] = server.asked.agents
    assert "+https://cluster.example/" in agent


def test_without_a_network_nothing_counts_as_a_failure(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")

    assert check_links(linked, lambda: None, lambda line: None, AT_ONCE) is None
    assert not (linked / ".cache/links.json").exists()


def test_where_good_pages_answer_a_host_that_does_not_is_at_fault(
    linked: Path, server: LinkServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    on("2022-11-01", linked, monkeypatch)
    leads_to(linked, "http://gone.example/")
    # this host alone is looked for at a proxy that is not there
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setenv("no_proxy", "127.0.0.1")

    [note] = on("2022-11-02", linked, monkeypatch).notes

    assert "'http://gone.example/' does not work now" in note.message


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": {"good": "x", "moved": "", "failed": []}}'])
def test_a_damaged_log_is_begun_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "links.json").write_text(content)

    assert read_log(tmp_path) == {}


@pytest.mark.parametrize("answer", [Answer("uncertain"), Answer("skipped")])
def test_what_is_not_certain_is_neither_a_failure_nor_the_end_of_one(answer: Answer) -> None:
    entry = LinkHistory(failed=("2022-11-01",))

    assert entry.after(answer, date(2022, 11, 8)) == entry


def test_the_command_fails_once_a_page_is_dead(linked: Path, server: LinkServer) -> None:
    leads_to(linked, f"http://127.0.0.1:{free_port()}/")

    runs = [cluster(linked, "check", "--links", TODAY=f"2022-11-0{n}") for n in (1, 2, 3)]

    assert [each.returncode for each in runs] == [0, 0, 1]
    assert "docs/news/linked.md:6: 'http://127.0.0.1:" in runs[0].stdout
    assert "is dead: its server cannot be reached" in runs[2].stderr
    assert runs[2].stdout == "2 addresses of other sites: 1 works, 1 is dead.\n"
    assert len(json.loads((linked / ".cache/links.json").read_text())) == 2
