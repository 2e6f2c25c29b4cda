"""Publishing on an own server: visitors see the old site or the new one, whole, whatever happens."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest
from cluster.build.destination import Destination, destination_of
from cluster.hosts.nginx import PATH, nginx_conf
from cluster.hosts.table import Hosting
from cluster.publishing import script
from cluster.publishing.failures import Unpublished, failure_of
from cluster.publishing.publish import Publication, Rollback, preview, publish, roll_back
from cluster.publishing.releases import Releases
from cluster.publishing.transfer import Differences
from support.builds import ROOT, files
from support.servers import SshServer, free_port, nginx, program, sshd

NOW = datetime(2026, 11, 27, 5, 30, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="module")
def _programs() -> None:
    program("rsync")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "news").mkdir(parents=True)
    (folder / "index.html").write_text("home 1")
    (folder / "news" / "index.html").write_text("news 1")
    (folder / "about.html").write_text("about")
    return folder


@pytest.fixture
def site_for_nginx(site: Path) -> Path:
    """The site with the file that the build writes for nginx."""
    path = site / PATH
    path.parent.mkdir()
    path.write_bytes(nginx_conf(Hosting(base="/", prefixes=("",), policy="default-src 'self'")))
    return site


@pytest.fixture
def www(tmp_path: Path) -> Path:
    """The folder at the server, which does not exist yet."""
    return tmp_path / "own server" / "www"


def published(site: Path, www: Path, keep: int = 5) -> Publication:
    return publish(site, Destination("", str(www)), keep=keep, at=NOW)


def rolled_back(www: Path, *, writes: bool = True) -> Rollback:
    return roll_back(Destination("", str(www)), at=NOW, writes=writes)


def edit(site: Path, version: int) -> None:
    (site / "index.html").write_text(f"home {version}")


def shown(www: Path) -> dict[str, str]:
    """What visitors see, by address."""
    return {path: content.decode() for path, content in files(www / "current").items()}


def state(www: Path) -> list[tuple[str, int, float, str]]:
    """All that is in a folder: a change of it changes this."""
    every = sorted(www.rglob("*"))
    stats = [(each, each.lstat()) for each in every]
    return [
        (str(each), stat.st_ino, stat.st_mtime, os.readlink(each) if each.is_symlink() else "")
        for each, stat in stats
    ]


def refusal(site: Path, www: Path) -> str:
    with pytest.raises(Unpublished) as error:
        published(site, www)
    return str(error.value).removeprefix(f"{www}: ")


# ---- Releases -----------------------------------------------------------------------------------------


def test_the_first_publishing_shows_the_whole_site(site: Path, www: Path) -> None:
    first = published(site, www)

    assert first.is_first
    assert first.release == "00001_2026-11-27_05-30-00"
    assert shown(www) == {"index.html": "home 1", "news/index.html": "news 1", "about.html": "about"}


def test_an_unchanged_file_stays_the_same_file_with_the_same_time(site: Path, www: Path) -> None:
    """So that web servers give it the same ETag, and visitors' browsers do not load it again."""
    published(site, www)
    before = (www / "current" / "about.html").stat()
    edit(site, 2)
    os.utime(site / "about.html", (1, 1))  # a build on another computer

    published(site, www)

    after = (www / "current" / "about.html").stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, before.st_mtime)
    assert shown(www)["index.html"] == "home 2"


def test_publishing_says_what_it_changes(site: Path, www: Path) -> None:
    published(site, www)
    edit(site, 2)
    (site / "about.html").unlink()
    (site / "k ontakt – ü.html").write_text("contact")

    found = published(site, www).differences

    assert found == Differences(("k ontakt – ü.html",), ("index.html",), ("about.html",))
    assert "about.html" not in shown(www)


def test_a_site_that_has_not_changed_makes_no_release(site: Path, www: Path) -> None:
    """Else the releases to go back to would soon all be the same one."""
    first = published(site, www)

    again = published(site, www)

    assert (again.release, again.differences, again.is_first) == (first.release, Differences(), False)
    assert len(list((www / "releases").iterdir())) == 1


def test_the_last_releases_are_kept(site: Path, www: Path) -> None:
    for version in range(6):
        edit(site, version)
        published(site, www, keep=3)

    assert [each.name[:5] for each in sorted((www / "releases").iterdir())] == ["00004", "00005", "00006"]


def test_a_rollback_shows_the_release_before_and_again_the_one_before_that(site: Path, www: Path) -> None:
    one, two, three = (edit(site, version) or published(site, www).release for version in (1, 2, 3))

    assert rolled_back(www) == Rollback(two, three, 1)
    assert shown(www)["index.html"] == "home 2"
    assert rolled_back(www) == Rollback(one, two, 0)
    assert shown(www)["index.html"] == "home 1"
    with pytest.raises(Unpublished, match=f"there is no release before {one}, which visitors see"):
        rolled_back(www)


def test_what_was_rolled_back_is_never_what_one_goes_back_to(site: Path, www: Path) -> None:
    first = published(site, www).release
    edit(site, 2)
    published(site, www)
    rolled_back(www)
    edit(site, 3)

    third = published(site, www).release

    assert third.startswith("00003")
    assert rolled_back(www) == Rollback(first, third, 0)


def test_without_a_release_there_is_nothing_to_go_back_to(www: Path) -> None:
    with pytest.raises(Unpublished, match="nothing has been published there yet"):
        rolled_back(www)

    assert not www.exists()


def test_a_dry_run_changes_nothing(site: Path, www: Path) -> None:
    everything = preview(site, Destination("", str(www)))
    assert everything == Differences(new=("about.html", "index.html", "news/index.html"))
    assert not www.exists()
    first = published(site, www).release
    edit(site, 2)
    second = published(site, www).release
    (site / "about.html").unlink()
    before = state(www)

    assert preview(site, Destination("", str(www))) == Differences(gone=("about.html",))
    assert rolled_back(www, writes=False) == Rollback(first, second, 0)
    assert state(www) == before


def test_a_web_server_reads_what_a_careful_office_has_closed_to_others(site: Path, www: Path) -> None:
    (site / "index.html").chmod(0o600)
    (site / "news").chmod(0o700)
    before = os.umask(0o077)
    try:
        www.parent.mkdir(mode=0o755)
        published(site, www)
    finally:
        os.umask(before)

    folders = [www, www / "releases", *(each for each in (www / "releases").rglob("*") if each.is_dir())]
    assert {each.stat().st_mode & 0o777 for each in folders} == {0o755}
    assert (www / "current" / "index.html").stat().st_mode & 0o777 == 0o644


# ---- Folders of others --------------------------------------------------------------------------------


def test_a_folder_with_other_files_is_refused_and_left_alone(site: Path, www: Path) -> None:
    (www / "releases" / "00001_2020-01-01_00-00-00").mkdir(parents=True)
    before = state(www)

    assert "the folder has other files, and is not one of releases" in refusal(site, www)
    assert state(www) == before


def test_a_file_in_place_of_the_folder_is_refused(site: Path, www: Path) -> None:
    www.parent.mkdir()
    www.write_text("mine")

    assert refusal(site, www) == "this is a file; a folder is needed"


def test_a_folder_in_place_of_the_link_is_refused(site: Path, www: Path) -> None:
    published(site, www)
    (www / "current").unlink()
    (www / "current").mkdir()

    assert refusal(site, www) == "'current' is not the link to a release; move it away"


def test_a_link_to_elsewhere_is_refused(site: Path, www: Path) -> None:
    published(site, www)
    (www / "current").unlink()
    (www / "current").symlink_to("../elsewhere")

    assert "'current' leads to '../elsewhere', which is no release" in refusal(site, www)


def test_what_others_have_put_beside_the_releases_stays(site: Path, www: Path) -> None:
    published(site, www)
    (www / "releases" / "99999-mine").mkdir()
    (www / "notes.txt").write_text("mine")
    for version in range(2, 9):
        edit(site, version)
        published(site, www, keep=2)

    assert {"99999-mine"} < {each.name for each in (www / "releases").iterdir()}
    assert (www / "notes.txt").read_text() == "mine"


def test_if_the_current_release_was_deleted_by_hand_the_older_ones_stay(site: Path, www: Path) -> None:
    first = published(site, www).release
    edit(site, 2)
    second = published(site, www).release
    (www / "releases" / second).rename(www / "moved away")
    edit(site, 3)

    third = published(site, www).release

    assert sorted(each.name for each in (www / "releases").iterdir()) == [first, third]
    assert shown(www)["index.html"] == "home 3"


def test_releases_are_in_the_order_of_their_numbers_whatever_the_clocks_said() -> None:
    names = ["100000_2020-01-01_00-00-00", "99999_2026-01-01_00-00-00", "99998_2027-01-01_00-00-00", "x"]
    releases = Releases.of(f"releases/{names[1]}", names)

    assert releases.before == (names[2],)
    assert releases.leftovers == (names[0],)
    assert releases.next(NOW) == "100001_2026-11-27_05-30-00"
    assert releases.outdated(2) == (names[2],)


# ---- Two at once, and what a stopped run leaves -------------------------------------------------------


def lock(www: Path, minutes: int) -> Path:
    """A lock as another run has it, which touched it last so many minutes ago."""
    folder = www / "lock"
    folder.mkdir()
    (folder / "its-token").write_text("petr@laptop|2026-11-27 05:28 UTC\n")
    os.utime(folder, (time.time() - 60 * minutes,) * 2)
    return folder


def test_the_second_of_two_runs_says_who_is_running_and_stops(site: Path, www: Path) -> None:
    published(site, www)
    lock(www, minutes=1)
    edit(site, 2)
    before = state(www)

    assert refusal(site, www) == (
        "petr@laptop has been publishing there since 2026-11-27 05:28 UTC; try again when that is done"
    )
    with pytest.raises(Unpublished, match="petr@laptop has been publishing"):
        rolled_back(www)
    assert state(www) == before


def test_a_lock_that_nobody_touches_any_more_is_taken_over(site: Path, www: Path) -> None:
    published(site, www)
    lock(www, minutes=script.SILENCE + 1)
    edit(site, 2)

    published(site, www)

    assert shown(www)["index.html"] == "home 2"
    assert not list(www.glob("lock*"))


def test_a_lock_that_is_freed_while_somebody_asks_for_it_can_be_had(
    site: Path, www: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second `mkdir` still finds it, and the test whether it is there does not."""
    program = tmp_path / "programs" / "mkdir"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\ncalls="{tmp_path}/calls"; echo >>"$calls"\n'
        'case "$*" in */lock) [ $(wc -l <"$calls") -gt 4 ] || { echo "File exists"; exit 1; };; esac\n'
        'PATH=${PATH#*:} exec mkdir "$@"\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")

    published(site, www)

    assert len((tmp_path / "calls").read_text()) > 4
    assert shown(www)["index.html"] == "home 1"


def test_a_run_whose_lock_was_taken_over_shows_nothing(site: Path, www: Path) -> None:
    """Such as on a laptop that was closed for an hour while it published."""
    published(site, www)
    edit(site, 2)
    (site / "large").write_bytes(os.urandom(10_000_000))
    errors: list[str] = []
    run = threading.Thread(target=lambda: errors.append(refusal(site, www)))
    run.start()
    wait_until(lambda: any(www.glob("releases/00002*")))
    (www / "lock").rename(www / "taken")
    run.join()

    assert errors == ["somebody else has begun to publish there; try again later"]
    assert shown(www)["index.html"] == "home 1"


def test_of_runs_at_once_one_after_another_is_published(site: Path, www: Path, tmp_path: Path) -> None:
    results: list[str] = []

    def run(number: int) -> None:
        own = tmp_path / f"site {number}"
        own.mkdir()
        for name in ("a", "b", "c"):
            (own / name).write_text(str(number))
        try:
            results.append(published(own, www).release)
        except Unpublished as error:
            results.append(str(error))

    runs = [threading.Thread(target=run, args=[number]) for number in range(4)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()

    assert len(set(shown(www).values())) == 1
    releases = [each for each in results if each.startswith("0000")]
    assert len(releases) == len(set(releases)) > 0
    assert [each for each in results if each not in releases and "publishing there" not in each] == []
    assert not (www / "lock").exists()


DRIVER = """\
import sys
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from cluster.build.destination import destination_of
from cluster.publishing.publish import publish
publish(Path(sys.argv[1]), destination_of(sys.argv[2]), keep=3, at=datetime.now(UTC))
"""


def start(site: Path, to: str, **env: str) -> subprocess.Popen[str]:
    """Publish in a process of its own."""
    variables = os.environ | {"PYTHONPATH": str(ROOT / "hooks")} | env
    command = [sys.executable, "-S", "-c", DRIVER, str(site), to]  # -S: it needs no packages
    return subprocess.Popen(command, env=variables, stderr=subprocess.PIPE, text=True)


def wait_until(is_true: Callable[[], bool]) -> None:
    for _ in range(20_000):
        if is_true():
            return
        time.sleep(0.001)
    pytest.fail("waited in vain")


PAGES = 40


def write(site: Path, version: int) -> None:
    for page in range(PAGES):
        (site / f"{page}.html").write_text(f"{version}\n" * 2000)


def versions(www: Path) -> set[str]:
    """The versions of the pages that visitors see now, all of which must be there, and whole."""
    release = (www / "current").resolve()
    pages = [path.read_text().splitlines() for path in release.glob("*.html")]
    assert [len(lines) for lines in pages] == [2000] * PAGES
    return {line for lines in pages for line in lines}


def test_a_run_that_is_killed_at_any_moment_leaves_the_old_or_the_new_site_whole(
    tmp_path: Path, www: Path
) -> None:
    site = tmp_path / "pages"
    site.mkdir()
    write(site, 0)
    begin = time.monotonic()
    start(site, str(www)).communicate()
    duration = time.monotonic() - begin
    seen, version, killed = {"0"}, 0, 0
    while killed < 50:
        version += 1
        write(site, version)
        run = start(site, str(www))
        try:
            run.wait(duration * killed / 50)
            duration *= 0.9  # the first run was slower
        except subprocess.TimeoutExpired:
            killed += 1
        run.kill()
        run.communicate()

        assert versions(www) in (seen, {str(version)})
        wait_until(lambda: not (www / "lock").exists())  # the shell ends what it has been told to do
        assert versions(www) in (seen, {str(version)})
        seen = versions(www)
    write(site, version + 1)
    published(site, www, keep=3)

    assert versions(www) == {str(version + 1)}
    assert sorted(each.name for each in www.iterdir()) == [script.MARK, "current", "releases"]
    assert all(len(list(each.iterdir())) == PAGES for each in (www / "releases").iterdir())


def test_a_disk_that_is_full_leaves_the_old_site_and_says_how_much_is_free(
    tmp_path: Path, site: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    (tmp_path / "script").write_text(
        f"""\
mount -t tmpfs -o size=900k tmpfs {disk} || exit 77
publish() {{ PYTHONPATH={ROOT}/hooks {sys.executable} -S -c "$driver" {site} {disk}/www 2>&1 | tail -1; }}
publish
head -c 3000000 /dev/zero >{site}/large
publish
echo; cat {disk}/www/current/*.html; echo; ls {disk}/www/releases | cut -c 1-5
rm {site}/large; echo new >{site}/index.html
publish
cat {disk}/www/current/index.html
"""
    )

    done = subprocess.run(
        ["unshare", "-rm", "sh", str(tmp_path / "script")],
        env=os.environ | {"driver": DRIVER},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )

    if done.returncode == 77 or not done.stdout:
        pytest.skip("no disk of its own can be made here")
    error, *rest = done.stdout.splitlines()
    assert re.search(
        r"DiskFull: .*no space left on the disk: 0 MB are free there, and the whole site has 3 MB", error
    )
    assert rest == ["", "abouthome 1", "00001", "new"]


# ---- Visitors meanwhile -------------------------------------------------------------------------------


class Visitor(threading.Thread):
    """Asks a web server for a page again and again, and keeps all answers."""

    def __init__(self, port: int, path: str) -> None:
        super().__init__()
        self.done = threading.Event()
        self.answers: dict[tuple[str, bytes], int] = {}
        """How often there was a status with a body."""
        self._request = f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() * self.AT_ONCE
        self._port = port

    AT_ONCE = 10

    def run(self) -> None:
        with socket.create_connection(("127.0.0.1", self._port)) as one, one.makefile("rb") as answers:
            while not self.done.is_set() or self.number < 10_000:
                one.sendall(self._request)
                for _ in range(self.AT_ONCE):
                    answer = self._read(answers)
                    self.answers[answer] = self.answers.get(answer, 0) + 1
                time.sleep(0.002)  # leaves the processor to the runs

    @property
    def number(self) -> int:
        return sum(self.answers.values())

    @staticmethod
    def _read(answers: object) -> tuple[str, bytes]:
        readline, read = answers.readline, answers.read  # type: ignore[attr-defined]
        status, length = readline().split()[1].decode(), 0
        while (line := readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                length = int(line.split()[1])
        return status, read(length)


def test_every_visitor_gets_a_whole_page_during_twenty_releases_and_two_rollbacks(
    tmp_path: Path, site_for_nginx: Path, www: Path
) -> None:
    pages = [f"<p>{version}</p>\n".encode() * 3000 for version in range(20)]
    (site_for_nginx / "index.html").write_bytes(pages[0])
    published(site_for_nginx, www)
    with nginx(www / "current", tmp_path) as port:
        visitor = Visitor(port, "/")
        visitor.start()
        try:
            for number, page in enumerate(pages[1:]):
                (site_for_nginx / "index.html").write_bytes(page)
                published(site_for_nginx, www, keep=3)
                if number in (8, 14):
                    rolled_back(www)
        finally:
            visitor.done.set()
            visitor.join()

    assert visitor.number >= 10_000
    assert {status for status, _ in visitor.answers} == {"200"}
    assert {body for _, body in visitor.answers} <= set(pages)
    assert len(visitor.answers) > 10


def test_a_browser_is_told_that_an_unchanged_page_has_not_changed(
    tmp_path: Path, site_for_nginx: Path, www: Path
) -> None:
    def asked(port: int, path: str, etag: str = "") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", path, headers={"If-None-Match": etag} if etag else {})
        answer = connection.getresponse()
        connection.close()
        return answer.status, answer.headers["ETag"]

    published(site_for_nginx, www)
    with nginx(www / "current", tmp_path) as port:
        (_, about), (_, home) = asked(port, "/about.html"), asked(port, "/index.html")
        edit(site_for_nginx, 22)
        published(site_for_nginx, www)

        assert asked(port, "/about.html", about)[0] == 304
        assert asked(port, "/index.html", home)[0] == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("events.ics", "text/calendar; charset=utf-8"),
        ("plan.csv", "text/csv; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("mail.eml", "message/rfc822"),
        ("logo.svg", "image/svg+xml"),
    ],
)
def test_the_web_server_of_the_manual_says_what_kind_a_file_is(
    tmp_path: Path, site_for_nginx: Path, www: Path, name: str, kind: str
) -> None:
    (site_for_nginx / name).write_text("x")
    (site_for_nginx / "404.html").write_text("not here")
    published(site_for_nginx, www)

    with nginx(www / "current", tmp_path) as port:
        connection = HTTPConnection("127.0.0.1", port)
        connection.request("GET", f"/{name}")
        found = connection.getresponse()
        found.read()
        connection.request("GET", "/nowhere/")
        missing = connection.getresponse()
        assert (found.headers["Content-Type"], missing.status, missing.read()) == (kind, 404, b"not here")
        connection.close()


# ---- Over ssh -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def server(daemon: SshServer, monkeypatch: pytest.MonkeyPatch) -> SshServer:
    monkeypatch.setenv("RSYNC_RSH", daemon.command)
    return daemon


@pytest.fixture
def remote(tmp_path: Path) -> Destination:
    return Destination("server", str(tmp_path / "www"))


def ssh_refusal(site: Path, remote: Destination) -> str:
    with pytest.raises(Unpublished) as error:
        publish(site, remote, keep=5, at=NOW)
    return str(error.value).removeprefix(f"{remote}: ")


@pytest.mark.usefixtures("server")
def test_over_ssh_all_goes_as_in_a_folder_of_this_computer(
    tmp_path: Path, site: Path, remote: Destination
) -> None:
    www = tmp_path / "www"
    first = publish(site, remote, keep=5, at=NOW)
    about = (www / "current" / "about.html").stat().st_ino
    edit(site, 2)
    assert preview(site, remote) == Differences(changed=("index.html",))
    second = publish(site, remote, keep=5, at=NOW)

    assert second.differences == Differences(changed=("index.html",))
    assert shown(www)["index.html"] == "home 2"
    assert (www / "current" / "about.html").stat().st_ino == about
    assert roll_back(remote, at=NOW, writes=True) == Rollback(first.release, second.release, 0)
    assert shown(www)["index.html"] == "home 1"
    assert not (www / "lock").exists()


@pytest.mark.usefixtures("server")
def test_a_server_with_other_files_in_the_folder_is_left_alone(
    tmp_path: Path, site: Path, remote: Destination
) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "index.html").write_text("of another site")

    assert "the folder has other files" in ssh_refusal(site, remote)
    assert files(tmp_path / "www") == {"index.html": b"of another site"}


def test_a_connection_that_breaks_off_leaves_the_old_site_and_the_next_run_goes_on(
    tmp_path: Path, site: Path, server: SshServer, remote: Destination
) -> None:
    www = tmp_path / "www"
    publish(site, remote, keep=5, at=NOW)
    edit(site, 2)
    (site / "large").write_bytes(os.urandom(10_000_000))
    run = start(site, str(remote))
    wait_until(lambda: any(www.glob("releases/00002*")))
    server.disconnect()

    said = run.communicate()[1].splitlines()[-1]
    assert said.endswith(f"Unpublished: {remote}: the connection broke off; run the command again")
    assert shown(www)["index.html"] == "home 1"
    wait_until(lambda: not (www / "lock").exists())

    assert publish(site, remote, keep=5, at=NOW).release.startswith("00003")
    assert len(list((www / "releases").iterdir())) == 2


def test_a_run_over_ssh_that_is_killed_frees_the_lock(
    tmp_path: Path, site: Path, server: SshServer, remote: Destination
) -> None:
    www = tmp_path / "www"
    (site / "large").write_bytes(os.urandom(10_000_000))
    run = start(site, str(remote))
    wait_until(lambda: any(www.glob("releases/00001*")))
    run.kill()
    run.communicate()
    assert not (www / "current").exists()
    wait_until(lambda: not (www / "lock").exists())

    assert publish(site, remote, keep=5, at=NOW).is_first


def test_a_server_whose_key_is_not_known_is_not_trusted(
    site: Path, server: SshServer, remote: Destination
) -> None:
    known = server.folder / "known"
    before = known.read_text()
    try:
        known.write_text("")
        assert ssh_refusal(site, remote) == (
            "the key of the server 'server' is not known on this computer; "
            "run once, and compare the key that it shows: ssh server"
        )
        own = (server.folder / "key.pub").read_text()
        known.write_text(f"{before.split()[0]} {own}")
        assert "has another key than before, and may be another server" in ssh_refusal(site, remote)
    finally:
        known.write_text(before)


def test_a_key_that_the_server_does_not_accept_is_named_as_the_reason(
    site: Path, server: SshServer, remote: Destination
) -> None:
    authorized = server.folder / "authorized"
    before = authorized.read_text()
    try:
        authorized.write_text("")
        assert ssh_refusal(site, remote).startswith("the server does not accept your ssh key; have it added")
    finally:
        authorized.write_text(before)


def test_a_server_that_does_not_exist_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", "ssh -F none")
    nowhere = Destination("petr@nowhere.invalid", "/srv/www")

    assert ssh_refusal(site, nowhere) == "there is no server 'nowhere.invalid'; check its name"


def test_a_server_that_does_not_answer_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", f"ssh -F none -p {free_port()}")

    assert ssh_refusal(site, Destination("petr@127.0.0.1", "/srv/www")).startswith(
        "the server '127.0.0.1' does not answer"
    )


def test_a_program_that_is_not_installed_is_named(
    tmp_path: Path, site: Path, remote: Destination, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unpublished, match=r"^rsync is not installed; .*apt-get install rsync"):
        publish(site, remote, keep=5, at=NOW)
    (tmp_path / "rsync").symlink_to("/bin/true")
    with pytest.raises(Unpublished, match=r"^ssh is not installed; .*apt-get install openssh-client"):
        publish(site, remote, keep=5, at=NOW)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("mkdir: cannot create directory '/srv/x': Permission denied", "you need the right to write there"),
        ("protocol version mismatch -- is your shell clean?", "the account prints a text"),
        ("rsync: [sender] strange\nrsync error: some (code 23)", "rsync: [sender] strange"),
        ("", "the connection broke off"),
    ],
)
def test_a_failure_is_one_line(said: str, told: str) -> None:
    assert str(failure_of(said, Destination("a@b", "/c"))).startswith(f"a@b:/c: {told}")


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("petr@www.example.org:/srv/www/", "petr@www.example.org", "/srv/www"),
        ("server:~/www", "server", "www"),
        ("/srv/the site", "", "/srv/the site"),
        ("~/www", "", str(Path.home() / "www")),
        ("../www/", "", str(Path.cwd().parent / "www")),
        ("../../srv/www", "", str(Path.cwd().parent.parent / "srv/www")),
    ],
)
def test_a_destination_is_a_folder_of_a_server_or_of_this_computer(text: str, host: str, path: str) -> None:
    found = destination_of(text)

    assert (found.host, found.path) == (host, path)


@pytest.mark.parametrize(
    "text",
    [
        *("", "server", "www/cluster", "server:", "server:www", "server:/", "/", "~/", "server:/a b"),
        *("www", "./www", "..", "../", "../../", "server:../www"),
        *("-oProxyCommand=x:/srv", "a b:/srv", "ssh://server/srv", "server::module", "server:/$(reboot)"),
        *("server:/srv/www\nreboot", "server:/srv/'x"),
    ],
)
def test_what_is_no_such_folder_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="folder"):
        destination_of(text)
