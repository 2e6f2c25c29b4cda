"""What tests share stands in tests/support/, and no test needs another one."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import warm
from support.browser import languages, serve, violations, visitor
from support.builds import ROOT, replace
from support.command_line import cluster, environment

TESTS = ROOT / "tests"
FILES = sorted(TESTS.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def test_no_test_imports_another_one() -> None:
    tests = {path.stem for path in FILES if path.name.startswith(("test_", "conftest"))}
    found = {
        f"{path.relative_to(TESTS)} imports {name}"
        for path in FILES
        for name in imported(path)
        if name.startswith(".") or tests & set(name.split("."))
    }

    assert len(FILES) > 40
    assert found == set()


def test_only_tests_of_the_content_read_the_clusters_own_data() -> None:
    found = {
        path.relative_to(TESTS).as_posix()
        for path in FILES
        if "support.own_project" in set(imported(path)) and path.parent != TESTS / "content"
    }

    assert found == set()


TELLS = """
import atexit, os, sys
atexit.register(print, "the end")
print(os.getcwd(), sys.argv[1:], sys.path[0], __name__, os.environ.get("TODAY"), os.environ.get("LEFT"), "Č")
os.environ["LEFT"] = "x"
sys.exit("No.")
"""


def test_a_forked_command_is_one_that_was_started_from_nothing(tmp_path: Path) -> None:
    (tmp_path / "tells.py").write_text(TELLS, "utf-8")
    for today in ("2022-11-01", "2022-11-02"):
        env = os.environ | {"PYTHONPATH": warm.HOOKS, "TODAY": today, "PYTHONDONTWRITEBYTECODE": "1"}
        forked = warm.run("tells", "a b", "c", folder=tmp_path, environment=env)
        started = subprocess.run(
            [sys.executable, "-m", "tells", "a b", "c"],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

        assert today in forked.stdout
        assert forked.returncode == 1
        assert (forked.returncode, forked.stdout, forked.stderr) == (
            started.returncode,
            started.stdout,
            started.stderr,
        )


def test_the_engine_of_a_forked_command_is_one_that_was_started_from_nothing(project: Path) -> None:
    replace(project / "mkdocs.yml", "hooks: [../../hooks/main.py]", "hooks: [../../hooks/main.py, tells.py]")
    told = "__name__, sys.argv[0], sys.path[0], os.getcwd(), sorted(os.environ)"
    (project / "tells.py").write_text(
        f"import os, sys\n\ndef on_shutdown(): print('it tells', {told})\n", "utf-8"
    )

    forked, started = (cluster(project, "build", options=options) for options in ({}, {"timeout": 60}))

    telling = [[line for line in each.stdout.splitlines() if "tells" in line] for each in (forked, started)]
    assert len(telling[0]) == 2
    assert (forked.returncode, telling[0], forked.stderr) == (0, telling[1], started.stderr)


def test_only_what_the_program_reads_when_it_runs_is_told_to_a_forked_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MAKEFLAGS", "")  # as make does
    usual = environment()

    assert warm.can_run(usual | {"TODAY": "2022-11-01", "CLUSTER_FAST": "0"})
    for other in ({"CLUSTER_ENGINE": "properdocs"}, {"PYTHONPATH": "elsewhere"}, {"TZ": "Asia/Tokyo"}):
        assert not warm.can_run(usual | other)


def test_a_tab_that_was_used_is_as_a_new_one(chromium: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<link rel=icon href=data:,><a href=/ style='display: block; height: 9em'>x</a>"
    )
    (tmp_path / "wrong.html").write_text("<img src='https://a.example/'><script>throw Error('oh')</script>")
    with serve(tmp_path) as address:
        with visitor(chromium, address) as visit:
            page = visit("", "2022-11-01T10:00:00+01:00")
            page.evaluate("localStorage.x = 1, sessionStorage.x = 1, document.cookie = 'x=1'")
            page.emulate_media(media="print")
            page.hover("a")
            assert page.locator("a:hover").count() == 1
        for _ in range(2):
            with visitor(chromium, address) as visit:
                again = visit("", "2022-11-02T10:00:00+01:00")
                left = "[localStorage.length, sessionStorage.length, document.cookie]"
                assert again.evaluate(left) == [0, 0, ""]
                assert again.evaluate("[matchMedia('print').matches, new Date().getDate()]") == [False, 2]
                assert again.locator("a:hover").count() == 0
                assert again.faults == []
                wrong = visit("wrong.html", "2022-11-02T10:00:00+01:00")
                assert (wrong is again, again.faults) == (False, [])
                assert "https://a.example/" in wrong.faults
                assert any("oh" in fault for fault in wrong.faults)


def test_a_page_in_a_frame_has_the_faults_that_it_has_in_a_tab(chromium: Any, tmp_path: Path) -> None:
    icon = "<link rel=icon href=data:,>"
    outside = "<img src='https://a.example/'><script>fetch('https://b.example/').catch(() => {})</script>"
    wrong = "<img src=none.png><script>console.error('ah'); throw Error('oh')</script>"
    (tmp_path / "index.html").write_text(f"<html lang=en>{icon}")
    (tmp_path / "wrong.html").write_text(f"<html lang=cs>{icon}{outside}{wrong}")
    with serve(tmp_path) as address, visitor(chromium, address) as visit:
        tab, page = visit("wrong.html"), visit("")

        assert languages(page, [address, f"{address}wrong.html"]) == ["en", "cs"]
        wanted = {"https://a.example/", "https://b.example/", "ah", "oh"}
        for _ in range(200):  # looking up a host may take its time
            if wanted < {*page.faults} & {*tab.faults}:
                break
            tab.wait_for_timeout(50)
        assert wanted < {*page.faults} == {*tab.faults}


def test_axe_judges_the_same_though_it_reads_each_colour_once(chromium: Any, tmp_path: Path) -> None:
    pairs = [("#777", "#888"), ("rgb(1 2 3 / 50%)", "#777"), ("hsl(9deg 50% 50%)", "#fff"), ("#777", "#888")]
    texts = "".join(f"<p style='color: {colour}; background: {ground}'>text" for colour, ground in pairs)
    (tmp_path / "index.html").write_text(f"<!doctype html><link rel=icon href=data:,><title>x</title>{texts}")
    with serve(tmp_path) as address, visitor(chromium, address) as visit:
        once = violations(visit(""))
        anew = violations(visit(""), more="")

    assert sum("contrast of" in each for each in once) == 3
    assert once == anew
