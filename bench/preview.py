"""`make bench BENCH_ARGS=--preview`: how long after a save the open page in Chromium shows the change.

Wall time, from the moment of the save until the new text is in the page, which has reloaded by then.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from directories import SampleDirectory, sample
from keystrokes import browser
from projects import ROOT, our_project

NUMBERS = count(1000)
"""Each is saved once, and none is the beginning of another."""

WHEN_READ = "addEventListener('DOMContentLoaded', () => { window.read = Date.now(); });"
"""The page itself notes when it is there: what waits for it learns that only after it is painted."""

PATIENCE = 60
"""Seconds until something that does not come is an error."""


class Edit(NamedTuple):
    """A word in a file that is written anew in each round."""

    name: str
    address: str
    """Of the page that is open."""
    file: str
    behind: str
    """A pattern of the text behind which the word is."""


REAL = (
    Edit("an event's title", "events/launch-2018/", "docs/events/launch-2018.md", r"title:\n  cs: "),
    Edit("a news item's title", "news/image-fusion/", "docs/news/image-fusion.md", r"title: "),
    Edit("a news item's text", "news/image-fusion/", "docs/news/image-fusion.md", r"\n---\n"),
    Edit("a member's name", "members/meopta/", "data/members.yaml", r'id: meopta\n +name: \{cs: "'),
    Edit("a pillar's title", "pillars/military/", "data/plan.yaml", r"number: 2\n.*\n +title:\n +cs: "),
    Edit(
        "a pillar's text",
        "pillars/military/",
        "data/plan.yaml",
        r"number: 2\n(.*\n)+? {4}text:\n +cs: >-\n +",
    ),
)
SAMPLE = (
    Edit("an event's title", "events/event-1/", "docs/events/event-1.md", r"title:\n  cs: "),
    Edit("a news item's title", "news/report-1/", "docs/news/report-1.md", r"title: "),
    Edit("a news item's text", "news/report-1/", "docs/news/report-1.md", r"\n---\n"),
    Edit("a pillar's title", "pillars/pillar-1/", "data/plan.yaml", r"number: 1\n  title:\n    cs: "),
    Edit("a pillar's text", "pillars/pillar-1/", "data/plan.yaml", r"number: 1\n(.*\n)+?  text:\n    cs: "),
)


def _member(directory: SampleDirectory) -> Edit:
    address = f"members/{directory.members[0].id}/"
    return Edit("a member's name", address, "data/members.yaml", r"short_name: ")


def previews(work: Path, rounds: int) -> Iterator[str]:
    """A report, line by line, on the real site and one of 3,000 pages, with their projects in `work`."""
    _real_project(work / "real")
    yield "the real site, seconds"
    yield from _shown(work / "real", REAL, rounds)
    directory = sample(3_000, 1)
    our_project(work / "sample", directory)
    yield "3,000 pages in one language, seconds"
    yield from _shown(work / "sample", (*SAMPLE, _member(directory)), rounds)


def _real_project(folder: Path) -> None:
    for name in ("data", "docs", "hooks"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)


def _shown(project: Path, edits: Iterable[Edit], rounds: int) -> Iterator[str]:
    with _serving(project) as home, browser() as chromium:
        for edit in edits:
            took = list(_tries(chromium, home, project, edit, rounds))
            yield f"  {edit.name}: {statistics.median(took):.2f} ({min(took):.2f}–{max(took):.2f})"


@contextmanager
def _serving(project: Path) -> Iterator[str]:
    """The preview of a project in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    command = [str(Path(sys.executable).parent / "cluster"), "serve", "--address", host]
    clock = ("TODAY", "SOURCE_DATE_EPOCH")
    environment = {name: value for name, value in os.environ.items() if name not in clock}
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://{host}/")
            yield f"http://{host}/"
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(address).close()
        except URLError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return


def _tries(chromium: Any, home: str, project: Path, edit: Edit, rounds: int) -> Iterator[float]:
    """The seconds of each round. The first edit, which fills caches, does not count."""
    path, pauses, page = project / edit.file, Random(edit.name), chromium.new_page()
    text = path.read_text(encoding="utf-8")
    found = re.search(edit.behind, text)
    assert found, f"{edit.file} has no text like {edit.behind}"
    before, rest = text[: found.end()], text[found.end() :]
    page.add_init_script(WHEN_READ)
    page.goto(home + edit.address)
    for number in range(rounds + 1):
        time.sleep(pauses.uniform(1, 2))  # as nobody saves in step with the preview
        word = f"Upraveno {next(NUMBERS)}"
        began = time.time()
        path.write_text(f"{before}{word} {rest}", encoding="utf-8")
        page.wait_for_function(
            "word => window.read && document.body.innerText.includes(word)",
            arg=word,
            polling=200,  # seldom, as it takes time of the processor
            timeout=1000 * PATIENCE,
        )
        if number:
            yield page.evaluate("window.read") / 1000 - began
    path.write_text(text, encoding="utf-8")
    page.close()
