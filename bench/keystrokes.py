"""`make bench BENCH_ARGS=--filter`: lists of 2,000 records, searched as people type, in real Chromium.

CPU time, as the machine may have other work: that of the page's own thread for script, styles, layout and
painting. Beside it the size of what a list loads.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import statistics
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
PHRASES = ("laser", "mereni del", "zz")
"""What is typed, key by key, and deleted again with the key."""

SCRIPT = re.compile(r"assets/directory\.[0-9a-f]{8}\.js")
"""What lists load beside what all pages load."""

SETTLE = 450
"""Milliseconds between two keys, in which a long list is completed: so each key finds all of it."""

STARTED = 3000
"""Milliseconds for the page to become still."""

UNTIL_SHOWN = """
addEventListener("keydown", (event) => {
    const began = event.timeStamp;
    window.shown = new Promise((done) => requestAnimationFrame(() => {
        const {port1, port2} = new MessageChannel();  // its message comes after the frame has been painted
        port1.onmessage = () => done(performance.now() - began);
        port2.postMessage(0);
    }));
}, true);
"""


class Key(NamedTuple):
    """The milliseconds that one key took."""

    shown: float
    """From the press until the frame with the answer, whatever else the machine does."""
    worked: float
    """The CPU time of the page's thread for it."""
    completed: float
    """Its CPU time until all of a long list is there, which follows when nobody types."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        sys.exit("This needs the packages of the tests: make .venv/test.stamp")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


def filtered(site: Path, lists: Iterable[str], rounds: int) -> Iterator[str]:
    """A report on lists of a site, line by line: of each key the median of the rounds, of these
    the median and the worst."""
    with served(site) as home, browser() as chromium:
        for address in lists:
            tries = [typed(chromium, home + address) for _ in range(rounds)]
            yield f"{address}: {sizes_of(site, [_path(url, home) for url in tries[0][1]])}"
            keys = [_median(each) for each in zip(*(keys for keys, _ in tries), strict=True)]
            yield f"  {len(keys)} keys, milliseconds for each: {_figures(keys)}"


def _path(url: str, home: str) -> str:
    return url.removeprefix(home).partition("?")[0]


def _median(tries: Iterable[Key]) -> Key:
    return Key(*(statistics.median(values) for values in zip(*tries, strict=True)))


def _figures(keys: Iterable[Key]) -> str:
    names = ("until the answer is shown", "CPU time until then", "CPU time until a long list is complete")
    columns = zip(names, zip(*keys, strict=True), strict=True)
    said = (f"{name} {statistics.median(each):.0f} (worst {max(each):.0f})" for name, each in columns)
    return ", ".join(said)


def sizes_of(site: Path, loaded: Iterable[str]) -> str:
    """The compressed size of a list, whose page comes first, and of all that every page of the site loads."""
    page, *others = (each + "index.html" * each.endswith("/") for each in loaded)
    scripts = [each for each in others if SCRIPT.fullmatch(each)]
    rest = [each for each in others if each not in scripts]
    own, shared = (_compressed(site / each for each in files) for files in ([page, *scripts], rest))
    return (
        f"{own:.0f} KB compressed with its script; as on every page, {shared:.0f} KB of styles, fonts and "
        "other scripts"
    )


def _compressed(files: Iterable[Path]) -> float:
    """The size in KB (1,000 bytes) as servers send it; fonts are compressed already."""
    contents = (each.read_bytes() for each in dict.fromkeys(files))
    return sum(min(len(each), len(gzip.compress(each, 6))) for each in contents) / 1000


def typed(chromium: Any, address: str) -> tuple[list[Key], list[str]]:
    """The keys of all phrases typed into the list at an address, and the addresses of what it loaded."""
    page = chromium.new_page()
    loaded: list[str] = []
    page.on("request", lambda each: loaded.append(each.url))
    page.add_init_script(UNTIL_SHOWN)
    page.goto(address, wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.focus("[name=find]")
    page.wait_for_timeout(STARTED)
    keys = []
    for phrase in PHRASES:
        presses = [*phrase, *["Backspace"] * len(phrase)]
        for each in presses:
            keys.append(_pressed(page, session, each))
    page.close()
    return keys, loaded


def _pressed(page: Any, session: Any, key: str) -> Key:
    before = _work(session)
    page.keyboard.press(key)
    shown = page.evaluate("window.shown")
    answered = _work(session)
    page.wait_for_timeout(SETTLE)
    return Key(shown, answered - before, _work(session) - before)


def _work(session: Any) -> float:
    """The CPU milliseconds of the page's thread since it was opened."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))
