"""The command line: what an editor sees when a build succeeds, and when it does not."""

import errno
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from cluster.build.build_failures import message_of
from support.builds import copy_of_miniature, files, never_built, replace
from support.command_line import cluster, command, environment
from support.servers import free_port

NOTICES = [
    "6 items wait for their day of publication: wish 'future-wish' (2022-11-02), "
    "news 'embargoed' (2022-11-20 10:00), event 'secret-visit' (2022-12-01), "
    "edition '2022-3' (2022-12-20), news 'future' (2023-01-01) and 1 more.",
    "1 draft is left: news 'draft'.",
    "docs/events/trip.md:8: event 'trip': 'outcome' before the event (2022-11-08); is the date right?",
]
"""What is hidden in the miniature on 1 November 2022, and what is doubtful."""

IN_NO_MENU = [
    "No entry of the menu leads to 'members' (3): add '- members/index.md' to 'nav' in mkdocs.yml.",
    "No entry of the menu leads to 'equipment' (4): add '- equipment/index.md' to 'nav' in mkdocs.yml.",
]
"""The lists of the miniature to which no entry of its menu leads."""


def test_a_build_ends_with_what_was_built_and_how_to_look_at_it(project: Path) -> None:
    done = cluster(project, "build")

    assert done.returncode == 0, done.stderr
    first, plan, attention, announced, waiting, drafts, doubt, *menu, second, recorded, last = (
        done.stdout.strip().split("\n")
    )
    assert first == (
        "Built 204 pages in 3 languages (cs, en, de), 9 events, 3 news items "
        "(1 without an exact date and so not in the feed), 2 editions, as of 2022-11-01."
    )
    assert plan == "The plan for 2022: 2 unproven, 3 at-risk, 1 under-way. More: cluster status"
    assert attention.startswith("2 past events have no outcome: lens-fair-2022, signs.")
    assert announced.startswith("3 upcoming events are not announced in feeds: ")
    assert [waiting, drafts, doubt] == NOTICES
    assert menu == IN_NO_MENU
    assert re.fullmatch(r"\d+ files are new or have changed\.", second)
    assert re.fullmatch(r"Wrote addresses\.txt \(\d+ new addresses\)\. Commit it\.", recorded)
    assert "make serve" in last
    assert (project / "site" / "index.html").exists()
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_one_of_a_kind_is_counted_as_one(project: Path) -> None:
    (project / "docs/newsletter/2022-2.md").unlink()

    assert ", 1 edition, as of 2022-11-01." in cluster(project, "build").stdout


def test_an_event_of_an_unknown_day_has_a_deadline_in_the_calendar_and_no_file_of_its_own(
    project: Path,
) -> None:
    event = "---\ntitle: Jednou\nwhen: 2023\nkind: meeting\nregistration: {deadline: 2022-12-01}\n---\n"
    (project / "docs/events/someday.md").write_text(event)

    assert cluster(project, "build").returncode == 0

    assert (project / "site/events/someday/index.html").exists()
    assert not (project / "site/events/someday/event.ics").exists()
    assert "UID:someday.registration@" in (project / "site/events.ics").read_text()


def test_a_build_that_fails_leaves_the_last_good_site_as_it_was(project: Path) -> None:
    cluster(project, "build")
    before = files(project / "site")
    news = project / "docs" / "news" / "light-day-report.md"
    news.write_text(news.read_text("utf-8").replace("event: light-day", "event: light-dey"), "utf-8")

    done = cluster(project, "build")

    assert done.returncode == 1
    assert files(project / "site") == before
    assert "docs/news/light-day-report.md:15: news 'light-day-report': unknown event" in done.stderr
    assert "unknown event 'light-dey'; did you mean 'light-day'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in project.glob("site*")] == ["site"]


def test_a_link_to_nothing_is_refused_with_the_file_that_has_it(project: Path) -> None:
    news = project / "docs" / "news" / "light-day-report.md"
    news.write_text(
        news.read_text("utf-8").replace("../events/light-day.md", "../events/light-dey.md"), "utf-8"
    )

    done = cluster(project, "build")

    assert done.returncode == 1
    assert "news/light-day-report.md" in done.stderr
    assert "events/light-dey.md" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_says_what_is_wrong_and_leaves_nothing_behind(project: Path) -> None:
    plan = never_built(project) / "data" / "plan.yaml"
    plan.write_text(
        plan.read_text("utf-8").replace("when: 2022-10-13..2022-10-14", "when: 2022-02-30"), "utf-8"
    )

    done = cluster(project, "check")

    assert done.returncode == 1
    assert (
        "data/plan.yaml:33: activity 'lens-fair': when: there is no day 2022-02-30; 2022-02 has 28 days\n"
        in done.stderr
    )
    assert not (project / "site").exists()


def test_check_tells_wrong_entries_of_the_menu_with_all_other_problems(project: Path) -> None:
    settings, text = project / "mkdocs.yml", project / "docs/join-us.md"
    settings.write_text(
        settings.read_text("utf-8").replace("about.md, contact.md", "\n  abuot.md, contct.md")
    )
    text.write_text(f"{text.read_text('utf-8')}\n[x](nikde.md)\n")

    told = cluster(project, "check").stderr

    for wrong in ("'abuot.md'; did you mean 'about.md'?", "'contct.md'; did you mean 'contact.md'?"):
        assert f"nav: there is no page {wrong}" in told
    assert "broken link 'nikde.md'" in told


def test_check_tells_entries_of_the_menu_that_lead_to_what_is_hidden_with_all_other_problems(
    project: Path,
) -> None:
    settings, text = project / "mkdocs.yml", project / "docs/join-us.md"
    drafts = "\n  news/draft.md,\n  /news/embargoed/,\n  about.md"
    settings.write_text(settings.read_text("utf-8").replace("about.md", drafts, 1))

    alone = cluster(project, "check").stderr
    text.write_text(f"{text.read_text('utf-8')}\n[x](nikde.md)\n")
    together = cluster(project, "check").stderr

    for told in (alone, together):
        assert "mkdocs.yml:5: nav: 'news/draft.md' leads to a news item that is a draft" in told
        assert (
            "mkdocs.yml:6: nav: '/news/embargoed/' leads to a news item that is not published before" in told
        )
        assert "nav: there is no page" not in told
    assert "broken link 'nikde.md'" in together


def test_check_says_when_everything_is_in_order(project: Path) -> None:
    done = cluster(project, "check")

    assert done.returncode == 0
    notices, gaps = told(done.stdout)
    assert notices[0].startswith("addresses.txt is out of date (")
    assert notices[1:] == [*NOTICES, *IN_NO_MENU]
    assert gaps[-1] == "Everything is in order: the site can be built."
    assert gaps[0].startswith("- /contact/ does not say how to reach the cluster")


def test_check_names_the_events_of_which_nobody_learns_the_outcome(project: Path) -> None:
    _, gaps = told(cluster(project, "check", TODAY="2022-10-15").stdout)

    assert any(each.startswith("- 1 past event has no outcome: signs.") for each in gaps)


def test_the_status_says_what_is_not_public_yet_and_then_what_is_missing(project: Path) -> None:
    notices, gaps = told(cluster(project, "status").stdout)

    assert notices[-len(NOTICES) :] == NOTICES
    assert gaps[0].startswith("- /contact/ does not say how to reach the cluster")
    assert not any("no outcome" in each for each in gaps)  # it is among the reminders


def told(output: str) -> tuple[list[str], list[str]]:
    """The lines before what is missing, and those after its heading."""
    lines = output.splitlines()
    heading = lines.index("Visitors would also look for this, the most important first:")
    return lines[:heading], lines[heading + 1 :]


def test_texts_for_social_networks_are_shown_to_the_office_in_any_language(project: Path) -> None:
    done = cluster(project, "posts", "light-day-report", "--language", "en")

    assert done.returncode == 0
    assert done.stdout.count("--- ") == 4
    assert "https://cluster.example/en/news/light-day-report/?utm_source=x" in done.stdout

    polish = cluster(project, "posts", "light-day-report", CLUSTER_LANGUAGE="pl").stdout
    assert re.search(r"^--- LinkedIn, \d+ z 3\xa0000 znaków$", polish, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["light-day-reprt"], "no news item or event 'light-day-reprt' is published; did you mean"),
        (["embargoed"], "no news item or event 'embargoed' is published"),
        (["light-day", "--language", "fr"], "the site has no language 'fr'"),
    ],
)
def test_texts_for_social_networks_are_of_what_is_published(
    project: Path, arguments: list[str], wrong: str
) -> None:
    done = cluster(project, "posts", *arguments)

    assert done.returncode == 1
    assert wrong in done.stderr


def test_today_shows_the_site_as_of_another_day(project: Path) -> None:
    done = cluster(project, "build", TODAY="2023-01-01")

    assert "as of 2023-01-01" in done.stdout
    assert (project / "site" / "news" / "future" / "index.html").exists()


def test_a_today_that_is_no_day_is_refused(project: Path) -> None:
    done = cluster(project, "build", TODAY="zítra")

    assert done.returncode == 1
    assert "TODAY: expected a day such as 2027-04-01, found 'zítra'" in done.stderr


def test_outside_of_a_project_it_says_where_to_go(tmp_path: Path) -> None:
    done = cluster(tmp_path, "build")

    assert done.returncode == 1
    assert "no mkdocs.yml here" in done.stderr


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("site_url: https://cluster.example/", "", "missing 'site_url'"),
        (
            "locale: de, name: Deutsch",
            "locale: es, name: Español",
            "unsupported language 'es' (supported: cs, de, en, fr, pl, sk); "
            "add it with: cluster new language es",
        ),
    ],
)
def test_a_setting_that_cannot_work_is_refused(project: Path, was: str, now: str, said: str) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace(was, now).replace("{de: [en]}", "{}"), "utf-8")
    for path in [*(project / "data").glob("*.yaml"), *(project / "docs").rglob("*.md")]:
        path.write_text(path.read_text("utf-8").replace(", de: ", ", es: "), "utf-8")

    done = cluster(project, "build")

    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_preview_shows_an_edit_and_outlives_a_mistake(project: Path) -> None:
    plan = project / "data" / "plan.yaml"
    good = plan.read_text("utf-8")
    address = f"127.0.0.1:{free_port()}"
    with serving(project, address):
        assert "Zrcadla" in page_with("Zrcadla", f"http://{address}/pillars/mirrors/")

        plan.write_text(good.replace("number: 2", "number: <b>dva"), "utf-8")
        wrong = page_with('role="alert"', f"http://{address}/pillars/mirrors/")
        assert "expected a whole number greater than zero, found &#39;&lt;b&gt;dva&#39;" in wrong
        assert "Zrcadla" in wrong

        plan.write_text(good.replace("cs: Zrcadla", "cs: Odrazy"), "utf-8")
        mended = page_with("Odrazy", f"http://{address}/pillars/mirrors/")
        assert "Odrazy" in mended
        assert 'role="alert"' not in mended


def test_the_preview_renews_what_text_editors_offer(project: Path) -> None:
    plan = project / "data" / "plan.yaml"
    made = project / ".cache" / "schemas" / "made.json"
    address = f"127.0.0.1:{free_port()}"
    with serving(project, address):
        page_with("Zrcadla", f"http://{address}/pillars/mirrors/")
        made.unlink(missing_ok=True)
        plan.write_text(plan.read_text("utf-8").replace("cs: Zrcadla", "cs: Odrazy"), "utf-8")

        assert is_there(made)


def is_there(path: Path, patience: float = 60) -> bool:
    """Whether a file is there when patience ends, if not before."""
    ends = time.monotonic() + patience
    while not path.exists() and time.monotonic() < ends:
        time.sleep(0.1)
    return path.exists()


def test_a_preview_that_cannot_begin_says_why(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: [", "utf-8")

    done = cluster(project, "serve", "--address", f"127.0.0.1:{free_port()}")

    assert done.returncode == 1
    assert "mkdocs.yml:1: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_and_an_address_that_is_none_are_told_in_one_line(project: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        busy = cluster(project, "serve", "--address", f"127.0.0.1:{port}")
    wrong = cluster(project, "serve", "--address", "127.0.0.1:99999")

    assert (busy.returncode, wrong.returncode) == (1, 1)
    assert busy.stderr.startswith(
        f"Error: port {port} is in use, perhaps another preview; stop it, or choose "
    )
    assert wrong.stderr == "Error: port 99999 is out of range (1–65535)\n"


def test_a_wrong_folder_is_told_in_one_line(project: Path) -> None:
    never_built(project)
    below = cluster(project / "docs", "check")
    (project / "site").write_text("a note")
    file = cluster(project, "build")

    assert below.stderr == f"Error: no mkdocs.yml here; change to the project folder first: cd {project}\n"
    assert file.stderr == (
        "Error: site is a file, and the website is to be a folder of that name; move the file away\n"
    )
    assert {each.returncode for each in (below, file)} == {1}
    assert (project / "site").read_text() == "a note"


def test_a_copied_virtual_environment_is_told_in_one_line(project: Path) -> None:
    script = project / ".venv" / "bin" / "cluster"
    script.parent.mkdir(parents=True)
    (project / ".venv" / "pyvenv.cfg").touch()
    # as pip writes it, below the old interpreter
    script.write_text("from cluster.__main__ import run\nrun()\n")

    done = subprocess.run(
        [sys.executable, ".venv/bin/cluster", "check"],
        cwd=project,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {project}/.venv was moved or copied, and runs the program of ")
    assert done.stderr.endswith("; run: make site\n")


@pytest.mark.parametrize("name", ["data", "docs"])
def test_a_file_in_place_of_a_folder_is_told_in_one_line(project: Path, name: str) -> None:
    shutil.rmtree(project / name)
    (project / name).write_text("a note")

    done = cluster(project, "check")

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "No space left on device; delete something else from the disk, which is full"),
        (errno.EACCES, "Permission denied; you need the right to read and to write it"),
        (errno.EROFS, "Read-only file system; copy the project to a folder that can be written"),
    ],
)
def test_an_error_of_the_disk_comes_with_advice(number: int, advice: str) -> None:
    assert message_of(OSError(number, os.strerror(number), "site")) == f"site: {advice}"


@pytest.mark.parametrize("today", ["0207-05-05", "20227-05-05", "2027-02-30", "2027"])
def test_a_day_of_the_build_that_cannot_be_meant_is_refused(project: Path, today: str) -> None:
    done = cluster(project, "check", TODAY=today)

    assert done.returncode == 1
    assert f"TODAY: expected a day such as 2027-04-01, found '{today}'" in done.stderr


def test_an_address_of_the_preview_is_a_host_and_a_port(project: Path) -> None:
    done = cluster(project, "serve", "--address", "8000")

    assert done.returncode == 1
    assert "expected HOST:PORT like 127.0.0.1:8000, found '8000'" in done.stderr


@contextmanager
def serving(project: Path, address: str) -> Iterator[None]:
    with subprocess.Popen(
        command("serve", "--address", address),
        cwd=project,
        env=environment(SOURCE_DATE_EPOCH=""),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            yield
        finally:
            server.terminate()


def page_with(word: str, address: str, patience: float = 60) -> str:
    """The page once the word is in it, or as it stands when patience ends."""
    page, ends = "", time.monotonic() + patience
    while word not in page and time.monotonic() < ends:
        with suppress(OSError), urlopen(address) as answer:
            page = answer.read().decode()
        time.sleep(0.2)
    return page


def test_a_project_without_data_is_told_what_is_missing(tmp_path: Path) -> None:
    project = copy_of_miniature(tmp_path)
    shutil.rmtree(project / "data")

    done = cluster(project, "check")

    assert done.returncode == 1
    assert "data/cluster.yaml:1: the file does not exist\n" in done.stderr
    assert "data/plan.yaml:1: the file does not exist\n" in done.stderr


@pytest.mark.parametrize("arguments", [("build",), ("check",)])
def test_a_logo_that_is_not_there_is_told_with_its_line(project: Path, arguments: tuple[str, ...]) -> None:
    replace(project / "mkdocs.yml", "logo: assets/logo.svg", "logo: assets/ours.svg")
    settings = (project / "mkdocs.yml").read_text("utf-8").split("\n")
    line = 1 + next(n for n, each in enumerate(settings) if "logo:" in each)

    done = cluster(project, *arguments)

    assert done.returncode == 1
    assert f"mkdocs.yml:{line}: theme.logo: there is no file " in done.stderr
    assert "assets/ours.svg" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "items",
    [
        '{time: "09:00..09:30", title: Káva}, {time: "09:30..10:00", title: Přednáška}',
        "{title: Káva}, {title: Přednáška}",
        '{time: "09:00..09:30", title: Káva}, {title: Přednáška}',
    ],
)
def test_a_programme_without_days_is_shown_or_refused_with_its_line(project: Path, items: str) -> None:
    event = f"---\ntitle: X\nwhen: 2022-12-05 09:00..12:00\nkind: workshop\nprogramme: [{items}]\n---\n"
    (project / "docs/events/x.md").write_text(event, "utf-8")

    done = cluster(project, "build")

    assert "Traceback" not in done.stderr
    if done.returncode:
        assert re.search(r"docs/events/x\.md:\d+: ", done.stderr)
    else:
        page = (project / "site/events/x/index.html").read_text("utf-8")
        assert page.index("Káva") < page.index("Přednáška")
