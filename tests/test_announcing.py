"""`cluster announce`: whoever wants to know hears of what is new, once, when visitors can see it."""

import json
import re
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import feedparser
import pytest
from cluster.office.announcing import client
from support.announced_to import TOKEN, Listener, Post, listener
from support.builds import copy_of_miniature, replace, take_build
from support.command_line import built, cluster, command, environment
from support.servers import free_port

KEY = "0a1b2c3d4e5f"
NEWS = "---\ntitle: {title}\nsummary: Všichni jsou zváni.\ndate: {day}\n---\nPřijďte k nám.\n"


class Office:
    """A project whose published site is the one in its folder `site`."""

    def __init__(self, project: Path, server: Listener, built_with: Callable[[str], Path]) -> None:
        self.project, self.server, self._built_with = project, server, built_with

    def configure(self, **values: str) -> None:
        lines = "".join(f"  {key}: {value}\n" for key, value in values.items())
        take_build(self.project, self._built_with(f"announcing:\n{lines}"))

    def write(self, name: str, title: str, day: str = "2022-10-30") -> str:
        """A news item; its address."""
        (self.project / f"docs/news/{name}.md").write_text(NEWS.format(title=title, day=day), "utf-8")
        return f"{self.server.address}news/{name}/"

    def announce(self, *arguments: str, token: str = TOKEN) -> "subprocess.CompletedProcess[str]":
        return cluster(self.project, "announce", *arguments, CLUSTER_MASTODON_TOKEN=token)

    def publish_and_announce(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        built(self.project)
        return self.announce(*arguments)


@pytest.fixture(scope="module")
def port() -> int:
    """That of the server of each test, as all pages have the address of their site in them."""
    return free_port()


@pytest.fixture(scope="module")
def built_with(tmp_path_factory: pytest.TempPathFactory, port: int) -> Callable[[str], Path]:
    """The miniature, built once for the server with each of some settings below those that it has."""

    @cache
    def project_with(settings: str) -> Path:
        project = copy_of_miniature(tmp_path_factory.mktemp("built"), project_with("") if settings else None)
        if not settings:
            replace(project / "mkdocs.yml", "https://cluster.example/", f"http://127.0.0.1:{port}/")
        with (project / "data/cluster.yaml").open("a") as file:
            file.write(settings)
        built(project)
        return project

    return project_with


@pytest.fixture
def office(tmp_path: Path, built_with: Callable[[str], Path], port: int) -> Iterator[Office]:
    project = copy_of_miniature(tmp_path, built_with(""))
    with listener(project / "site", port) as server:
        yield Office(project, server, built_with)


@pytest.fixture
def hub(office: Office) -> str:
    office.configure(hub=f"{office.server.address}hub")
    return f"{office.server.address}hub"


@pytest.fixture
def mastodon(office: Office) -> str:
    office.configure(mastodon=office.server.address)
    return office.server.address.rstrip("/")


# ---- Feeds ----------------------------------------------------------------------------------------------


def test_each_feed_names_the_hub(office: Office, hub: str) -> None:
    site = built(office.project)

    for name in ("rss.xml", "atom.xml", "en/atom.xml", "events/rss.xml"):
        links = feedparser.parse(site[name]).feed.links
        assert [each.href for each in links if each.rel == "hub"] == [hub], name
        assert [each.href for each in links if each.rel == "self"] == [office.server.address + name]
    assert json.loads(site["feed.json"])["hubs"] == [{"type": "WebSub", "url": hub}]


def test_without_a_hub_no_feed_names_one(miniature: Path) -> None:
    assert b"hub" not in (miniature / "rss.xml").read_bytes() + (miniature / "atom.xml").read_bytes()
    assert "hubs" not in json.loads((miniature / "feed.json").read_bytes())


def test_the_hub_is_told_of_the_feeds_that_have_changed_and_of_each_change_once(
    office: Office, hub: str
) -> None:
    first = office.publish_and_announce()
    assert f"{hub} is new here: it is told of what changes from now on." in first.stdout
    assert office.server.feeds == []

    office.write("noc", "Noc čoček")
    told = office.publish_and_announce()
    feeds = [office.server.address + name for name in ("atom.xml", "feed.json", "rss.xml")]
    assert told.stdout == f"Told {hub}: {len(office.server.feeds)} changed feeds.\n"
    assert {*feeds} <= {*office.server.feeds}
    assert not any("events" in each for each in office.server.feeds)

    number = len(office.server.feeds)
    assert office.announce().stdout == f"{hub}: nothing has changed.\n"
    assert len(office.server.feeds) == number


def test_a_hub_that_refuses_is_told_again_the_next_time(office: Office, hub: str) -> None:
    office.publish_and_announce()
    office.write("noc", "Noc čoček")
    office.server.faults["/hub"] = 503

    failed = office.publish_and_announce()
    assert failed.returncode == 1
    assert re.search(
        rf"{re.escape(hub)}: the server answers 503; (\d+) changed feeds; \1 are left for the next run",
        failed.stderr,
    )
    assert office.server.asked.count(("POST", "/hub")) == 1

    office.server.faults.clear()
    assert office.announce().returncode == 0
    assert f"{office.server.address}rss.xml" in office.server.feeds


def test_a_feed_of_which_the_hub_has_perhaps_heard_is_not_told_again(office: Office, hub: str) -> None:
    office.publish_and_announce()
    office.write("noc", "Noc čoček")
    office.server.faults["/hub"] = 0

    failed = office.publish_and_announce()
    office.server.faults.clear()
    office.announce()

    assert "the connection was closed before the answer" in failed.stderr
    assert len(office.server.feeds) == len({*office.server.feeds}) > 1


def test_a_run_that_is_killed_leaves_nothing_to_be_told_twice(office: Office, hub: str) -> None:
    office.publish_and_announce()
    office.write("noc", "Noc čoček")
    built(office.project)
    running = subprocess.Popen(
        command("announce"), cwd=office.project, env=environment(), stdout=subprocess.DEVNULL
    )
    while len(office.server.feeds) < 2:
        assert running.poll() is None
    running.kill()
    running.wait()

    office.announce()

    assert len(office.server.feeds) == len({*office.server.feeds})


def test_two_runs_at_once_tell_the_hub_once(office: Office, hub: str) -> None:
    office.publish_and_announce()
    office.write("noc", "Noc čoček")
    built(office.project)
    options = {"cwd": office.project, "env": environment(), "stdout": subprocess.DEVNULL}
    runs = [subprocess.Popen(command("announce"), **options) for _ in range(2)]  # type: ignore[call-overload]

    assert [each.wait() for each in runs] == [0, 0]
    assert len(office.server.feeds) == len({*office.server.feeds}) > 1


# ---- Pages ----------------------------------------------------------------------------------------------


def test_search_engines_are_told_of_new_changed_and_gone_pages(office: Office) -> None:
    engine = f"{office.server.address}indexnow"
    office.configure(indexnow=KEY, indexnow_server=engine)
    gone = office.write("zmizi", "Zmizí")
    office.publish_and_announce()
    assert (office.project / f"site/{KEY}.txt").read_text() == KEY

    (office.project / "docs/news/zmizi.md").unlink()
    new = office.write("noc", "Noc čoček")
    trip = office.project / "docs/events/trip.md"
    trip.write_text(trip.read_text("utf-8") + "\nVezměte si kabát.\n", "utf-8")
    (office.project / "addresses.txt").unlink(missing_ok=True)
    told = office.publish_and_announce()

    assert told.stdout == f"Told {engine}: {len(office.server.pages)} changed pages.\n"
    assert {gone, new, f"{office.server.address}events/trip/"} <= {*office.server.pages}
    assert f"{office.server.address}members/" not in office.server.pages
    assert len(office.server.pages) == len({*office.server.pages})


def test_a_new_design_is_no_news_to_search_engines(office: Office) -> None:
    engine = f"{office.server.address}indexnow"
    office.configure(indexnow=KEY, indexnow_server=engine)
    office.publish_and_announce()
    before = (office.project / "site/index.html").read_bytes()
    (office.project / "docs/assets/own.css").write_text("a { color: red }\n", "utf-8")
    mkdocs = office.project / "mkdocs.yml"
    text = mkdocs.read_text("utf-8").replace("[assets/site.css]", "[assets/site.css, assets/own.css]")
    mkdocs.write_text(text, "utf-8")

    assert office.publish_and_announce().stdout == f"{engine}: nothing has changed.\n"
    assert (office.project / "site/index.html").read_bytes() != before


def test_a_search_engine_that_does_not_find_the_key_says_where_it_looked(office: Office) -> None:
    office.configure(indexnow=KEY, indexnow_server=f"{office.server.address}indexnow")
    office.publish_and_announce()
    office.write("noc", "Noc čoček")
    office.server.faults["/indexnow"] = 403

    failed = office.publish_and_announce()

    assert failed.returncode == 1
    assert f"it does not find the key at {office.server.address}{KEY}.txt" in failed.stderr


def test_search_engines_are_told_of_no_address_of_another_host(office: Office) -> None:
    """They would refuse all addresses with it, at each run."""
    engine = f"{office.server.address}indexnow"
    office.configure(indexnow=KEY, indexnow_server=engine)
    office.publish_and_announce()
    record = office.project / ".cache/announced.json"
    told = json.loads(record.read_text("utf-8"))
    told[engine]["https://before.example/members/"] = "0"
    record.write_text(json.dumps(told), "utf-8")

    new = office.write("noc", "Noc čoček")
    office.publish_and_announce()

    assert new in office.server.pages
    assert [url for url in office.server.pages if not url.startswith(office.server.address)] == []


@pytest.mark.parametrize(
    ("file", "raw"),
    [("sitemap.xml", b"<urlset>"), ("members/index.html", b""), ("sitemap.xml", None)],
    ids=["cut off", "empty", "missing"],
)
def test_a_site_that_is_half_there_is_not_announced(office: Office, file: str, raw: bytes | None) -> None:
    engine = f"{office.server.address}indexnow"
    office.configure(indexnow=KEY, indexnow_server=engine)
    office.publish_and_announce()
    (office.project / "site" / file).unlink()
    if raw is not None:
        (office.project / "site" / file).write_bytes(raw)

    failed = office.announce()

    assert failed.returncode == 1
    assert failed.stderr.startswith(f"site/{file}: ")
    assert len(failed.stderr.splitlines()) == 1
    assert office.server.pages == []


# ---- Mastodon -------------------------------------------------------------------------------------------


def test_news_of_the_last_days_is_posted_once(office: Office, mastodon: str) -> None:
    url = office.write("noc", "Noc čoček")
    office.write("leto", "Letní čočky", "2022-10-01")

    posted = office.publish_and_announce()
    again = office.announce()

    [post] = office.server.posts
    assert posted.stdout == f"Posted on {mastodon}: {url}\n"
    assert again.stdout == f"{mastodon} shows it already: {url}\n"
    assert post.text.startswith("Noc čoček\n\nVšichni jsou zváni.\n\n")
    assert post.text.split()[-1].startswith(f"{url}?utm_source=mastodon")
    assert post.language == "cs"


def test_what_was_posted_by_hand_or_long_before_others_is_not_posted_again(
    office: Office, mastodon: str
) -> None:
    url = office.write("noc", "Noc čoček")
    office.server.posts = [Post(1, f"Čtěte: {url}?a=b#c", "cs", "")]
    office.server.posts += [Post(number, "Dobrý den!", "cs", "") for number in range(2, 100)]

    assert office.publish_and_announce().stdout == f"{mastodon} shows it already: {url}\n"


def test_a_renamed_item_that_is_shown_under_its_old_name_is_not_posted_again(
    office: Office, mastodon: str
) -> None:
    office.write("noc", "Noc čoček")
    office.publish_and_announce()
    news = office.project / "docs/news"
    text = (news / "noc.md").read_text("utf-8").replace("title:", "guid: noc\ntitle:")
    (news / "noc.md").unlink()
    (news / "noc-cocek.md").write_text(text, "utf-8")
    (office.project / "addresses.txt").unlink(missing_ok=True)

    again = office.publish_and_announce()

    assert again.stdout == f"{mastodon} shows it already: {office.server.address}news/noc-cocek/\n"


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("accounts/verify_credentials", b"<html>"),
        ("accounts/verify_credentials", b"[1]"),
        ("accounts/verify_credentials", b"[" * 200_000),
        ("accounts/verify_credentials", b"[" + b" " * 20_000_000),
        ("accounts/7/statuses", b'{"error": "x"}'),
        ("accounts/7/statuses", b'[{"id": "1", "created_at": "now", "content": ""}]'),
        ("accounts/7/statuses", b'[{"id": "1", "created_at": "2030-01-01T00:00:00Z", "content": ""}]'),
    ],
)
def test_a_server_that_is_no_mastodon_gets_no_post(
    office: Office, mastodon: str, path: str, answer: bytes
) -> None:
    office.write("noc", "Noc čoček")
    office.server.answers[f"/api/v1/{path}"] = answer

    failed = office.publish_and_announce()

    assert failed.returncode == 1
    assert failed.stderr == f"{mastodon}: nothing was posted: the answer cannot be understood\n"
    assert office.server.posts == []


def test_an_answer_that_got_lost_leads_to_no_second_post(office: Office, mastodon: str) -> None:
    url = office.write("noc", "Noc čoček")
    office.server.faults["/api/v1/statuses"] = 0

    failed = office.publish_and_announce()
    office.server.faults.clear()

    assert failed.returncode == 1
    assert "the next run looks whether it was posted" in failed.stderr
    assert office.announce().stdout == f"{mastodon} shows it already: {url}\n"
    assert len(office.server.posts) == 1


def test_a_token_that_has_expired_is_told_in_one_line(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)

    refused, missing = office.announce(token="expired"), office.announce(token="")

    assert refused.returncode == missing.returncode == 1
    assert "does not take the token in CLUSTER_MASTODON_TOKEN (401); make one with" in refused.stderr
    assert f"at {mastodon}/settings/applications" in refused.stderr
    assert missing.stderr.endswith("nothing is posted, as CLUSTER_MASTODON_TOKEN holds no token\n")
    assert office.server.posts == []


def test_a_token_that_can_be_none_goes_nowhere(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)

    for token in ("žeton", "a token", "a\ntoken"):
        failed = office.announce(token=token)
        assert failed.stderr == f"{mastodon}: nothing is posted, as CLUSTER_MASTODON_TOKEN holds no token\n"
        assert token not in failed.stdout
    assert not any("/api/" in path for _, path in office.server.asked)


def test_a_token_is_sent_encrypted_or_not_at_all(office: Office) -> None:
    office.configure(mastodon="http://mastodon.example/")
    office.write("noc", "Noc čoček")

    failed = office.publish_and_announce()

    assert failed.returncode == 1
    assert failed.stderr == (
        "http://mastodon.example: nothing is posted, as everybody could read the token on its way; "
        "write https://mastodon.example\n"
    )


def test_a_server_that_has_enough_is_asked_later(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    office.server.faults["/api/v1/statuses"] = 429

    failed = office.publish_and_announce()

    assert failed.stderr == f"{mastodon}: too many posts for now (429); try again later\n"


# ---- Whether anybody is told ----------------------------------------------------------------------------


def test_without_a_setting_nobody_is_told(office: Office) -> None:
    done = office.publish_and_announce()

    assert done.returncode == 0
    assert done.stdout == "Nobody is told: data/cluster.yaml does not say whom, under 'announcing'.\n"
    assert office.server.asked == []


def test_a_dry_run_says_what_would_be_announced_and_asks_nobody(office: Office) -> None:
    address = office.server.address
    office.configure(hub=f"{address}hub", mastodon=address)
    office.publish_and_announce()
    url = office.write("noc", "Noc čoček")
    built(office.project)
    office.server.asked.clear()

    tried = office.announce("--dry-run")

    assert f"{address}hub would be told:" in tried.stdout
    assert f"- {address}rss.xml" in tried.stdout
    assert f"{address.rstrip('/')} would show this, unless it does already:\n- {url}" in tried.stdout
    assert office.server.asked == []
    assert "Told" in office.announce().stdout


def test_a_site_that_is_not_published_yet_is_not_announced(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)
    office.server.site = office.project / "other"
    office.server.site.mkdir()

    missing = office.announce()
    (office.server.site / "build.json").write_text('{"day": "2022-10-31"}')
    other = office.announce("--wait", "1")

    assert missing.returncode == other.returncode == 1
    assert "build.json cannot be read (the server answers 404): publish the site first" in missing.stderr
    assert "is not the site that is in site/: publish it first" in other.stderr
    assert office.server.posts == []


def test_a_page_that_visitors_do_not_see_is_not_announced(office: Office, mastodon: str) -> None:
    url = office.write("noc", "Noc čoček")
    built(office.project)
    office.server.faults["/news/noc/"] = 404

    failed = office.announce()

    assert f"nothing was posted: its page {url} is not there (the server answers 404)" in failed.stderr
    assert office.server.posts == []


def test_with_a_wrong_clock_nothing_is_announced(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)
    office.server.clock = 0.5

    failed = office.announce()

    assert failed.returncode == 1
    assert re.search(
        r"this computer's clock says \d{4}-.*, the server's does not: put it right", failed.stderr
    )


def test_two_sites_of_which_nobody_knows_what_they_are_are_not_the_same(
    office: Office, mastodon: str
) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)
    (office.project / "site/build.json").write_bytes(b"")
    office.server.answers["/build.json"] = b"<html>Sign in"

    failed = office.announce()

    assert failed.returncode == 1
    assert "is not the site that is in site/: publish it first" in failed.stderr
    assert office.server.posts == []


@pytest.mark.parametrize("answer", [b"[" * 200_000, b"{" + b" " * 20_000_000], ids=["deep", "large"])
def test_an_answer_that_is_no_build_file_is_told_in_one_line(
    office: Office, mastodon: str, answer: bytes
) -> None:
    built(office.project)
    office.server.answers["/build.json"] = answer

    failed = office.announce()

    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert "publish" in failed.stderr


def test_an_answer_that_does_not_end_is_left(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)
    office.server.endless["/api/v1/accounts/verify_credentials"] = 0
    limit = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20))}

    failed = cluster(office.project, "announce", options=limit, CLUSTER_MASTODON_TOKEN=TOKEN)

    assert failed.returncode == 1
    assert failed.stderr == f"{mastodon}: nothing was posted: the answer cannot be understood\n"


def test_an_answer_that_comes_in_drops_is_not_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TIMEOUT", 1)
    office.server.endless["/build.json"] = 0.1

    reply = client.Client("cluster").ask("GET", f"{office.server.address}build.json")

    assert reply == client.Reply("unknown", "no answer within 1 seconds")


@pytest.mark.parametrize("raw", [b"{", b"[1]", b"5", b'{"x": 1}', b"[" * 200_000, b"\xff"])
def test_a_damaged_record_is_begun_anew(office: Office, hub: str, raw: bytes) -> None:
    built(office.project)
    (office.project / ".cache/announced.json").write_bytes(raw)

    done = office.announce()

    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{hub} is new here: it is told of what changes from now on.\n"
    assert office.server.feeds == []


@pytest.mark.parametrize("age", [10**12, 10**30])
def test_an_age_that_can_be_none_says_nothing_of_the_clock(office: Office, hub: str, age: int) -> None:
    built(office.project)
    office.server.age = age

    done = office.announce()

    assert done.returncode == 0, done.stderr


def test_the_clock_of_an_answer_from_a_cache_is_no_wrong_one(office: Office, mastodon: str) -> None:
    office.write("noc", "Noc čoček")
    built(office.project)
    office.server.clock, office.server.age = time.time() - 20_000, 20_000

    assert office.announce().returncode == 0


def test_a_site_that_is_not_built_and_one_of_another_day_are_not_announced(office: Office) -> None:
    of_another_day = cluster(office.project, "announce", TODAY="2022-11-03")
    shutil.rmtree(office.project / "site")

    assert "site/ holds no site; build it first: make site" in office.announce().stderr
    assert (
        "a site as of another day (TODAY=2022-11-03) is not announced; unset TODAY" in of_another_day.stderr
    )


def test_without_a_network_there_is_one_line(office: Office) -> None:
    office.configure(mastodon="https://mastodon.invalid/")
    office.write("noc", "Noc čoček")

    failed = office.publish_and_announce()

    assert failed.returncode == 1
    assert failed.stderr == "https://mastodon.invalid: nothing was posted: its host is unknown\n"


def test_a_hub_that_is_down_is_told_in_one_line(office: Office) -> None:
    hub = f"http://127.0.0.1:{free_port()}/hub"
    office.configure(hub=hub)
    office.publish_and_announce()
    office.write("noc", "Noc čoček")

    failed = office.publish_and_announce()

    assert failed.stderr.startswith(f"{hub}: its server cannot be reached; ")
    assert len(failed.stderr.splitlines()) == 1


def test_wrong_settings_are_told_with_their_lines(office: Office) -> None:
    with (office.project / "data/cluster.yaml").open("a") as file:
        file.write("announcing: {hub: hub.example, indexnow: secret, mastodan: 'https://m.example'}\n")

    failed = cluster(office.project, "check")

    assert "expected a web address (https://…), found 'hub.example'" in failed.stderr
    assert "expected 8 to 128 letters, digits and hyphens (IndexNow), found 'secret'" in failed.stderr
    assert "unknown field 'mastodan'; did you mean 'mastodon'?" in failed.stderr
