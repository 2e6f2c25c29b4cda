"""What tests share: sites built once, a browser, and expected output."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.browser import FLAGS, serve, visitor
from support.builds import MINIATURE, built_once, copy_of_miniature, files

os.environ.pop("TODAY", None)  # tests have their own day
os.environ["GIT_CEILING_DIRECTORIES"] = str(Path(__file__).parent)  # the miniature is of no commit
os.environ["CLUSTER_LANGUAGE"] = "en"  # and read messages in English, whatever this computer speaks

MEMORY = Path("/dev/shm")
"""A file system in memory, as Linux has one."""


def has_room(folder: Path, gigabytes: int = 4) -> bool:
    """Whether tests can write their sites there, and run programs from there."""
    return (
        os.access(folder, os.W_OK)
        and shutil.disk_usage(folder).free > gigabytes * 2**30
        and not os.statvfs(folder).f_flag & os.ST_NOEXEC
    )


# Writing a site to a disk takes nearly as long as making it. The browser and all other programs that tests
# start have their temporary files there, too; whoever sets TMPDIR chooses another place.
if "TMPDIR" not in os.environ and has_room(MEMORY):
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # forget which folder that was


LONGEST = (
    "test_incremental",
    "test_every_cluster",
    "test_plugins",
    "test_stylesheets",
    "test_cli",
    "test_browser",
    "test_forms_in_browser",
    "test_calendar_pages",
)
"""The files that take longest, in this order."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept new expected output")
    parser.addoption(
        "--edits", type=int, default=16, help="how many edits, and how many days, test_incremental.py tries"
    )
    parser.addoption("--seed", type=int, default=1, help="which edits these are")


def pytest_configure(config: pytest.Config) -> None:
    """Files go to workers in the order below. By itself, xdist would begin with those of most tests, and end
    with the longest ones."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest tests first, so that no worker is left with one while the other has nothing to do; to
    bless, only the tests that have expected output."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))
    if config.getoption("--bless"):
        rest = [item for item in items if "expect" not in getattr(item, "fixturenames", ())]
        items[:] = [item for item in items if item not in rest]
        config.hook.pytest_deselected(items=rest)


def pytest_collection_finish() -> None:
    """The collector of garbage need not look through all tests and the program again and again; the command
    line does without it, too. It stays for the cycles that thousands of tests leave."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[Path, dict[str, str]], None]:
    """Compares output with the files of a folder, which hold what it should be."""

    def compare(folder: Path, made: dict[str, str]) -> None:
        if request.config.getoption("--bless"):
            shutil.rmtree(folder, ignore_errors=True)
            for name, text in made.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(text.encode())
        old = {name: raw.decode() for name, raw in files(folder).items()}
        diffs = [
            "".join(
                unified_diff(
                    *(each.get(name, "").splitlines(keepends=True) for each in (old, made)),
                    f"expected/{name}",
                    f"made/{name}",
                )
            )
            for name in sorted(old.keys() | made.keys())
            if old.get(name) != made.get(name)
        ]
        if diffs:
            pytest.fail("\n".join([*diffs, "accept it with: make bless"]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of tests/site/."""
    return built_once(MINIATURE, "miniature", tmp_path_factory)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of tests/site/ with the program, to change and to build."""
    return copy_of_miniature(tmp_path)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # here, so that other tests run without it

    if "CHROMIUM" not in os.environ:
        pytest.fail("no browser is named; use make test, or set CHROMIUM to the path of one", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(FLAGS))
        # what tests run in pages is not the pages' own; test_hosts.py opens them under their policy
        browser.new_context = partial(browser.new_context, bypass_csp=True)  # type: ignore[method-assign]
        browser.new_page = partial(browser.new_page, bypass_csp=True)  # type: ignore[method-assign]
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(miniature: Path) -> Iterator[str]:
    """The address at which the miniature is served; ends in `/`."""
    with serve(miniature) as address:
        yield address


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Any]:
    """Opens a page of the served site, by its address below the site's."""
    with visitor(chromium, address) as opened:
        yield opened
