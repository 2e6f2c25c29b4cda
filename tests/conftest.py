"""What tests share: sites built once, a browser, and expected output."""

import fcntl
import os
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from support.browser import FLAGS
from support.builds import MINIATURE, ROOT, build, copy_of_miniature

os.environ.pop("TODAY", None)  # tests have their own day


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept new expected output")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest tests first, so that no worker is left with one while the other has nothing to do; to
    bless, only the tests that have expected output."""
    items.sort(key=lambda item: item.path.stem != "test_fast")
    if config.getoption("--bless"):
        rest = [item for item in items if "expect" not in getattr(item, "fixturenames", ())]
        items[:] = [item for item in items if item not in rest]
        config.hook.pytest_deselected(items=rest)


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[Path, str | bytes], None]:
    """Compares output with the file that holds what it should be."""

    def compare(path: Path, made: str | bytes) -> None:
        new = made.encode() if isinstance(made, str) else made
        old = path.read_bytes() if path.exists() else b""
        if request.config.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new)
        elif new != old or not path.exists():
            lines = [each.decode(errors="backslashreplace").splitlines(keepends=True) for each in (old, new)]
            diff = "".join(unified_diff(*lines, "expected", "made"))
            pytest.fail(f"{path.relative_to(ROOT)}\n{diff}\naccept it with: make bless", pytrace=False)

    return compare


def _built_once(project: Path, name: str, folders: pytest.TempPathFactory) -> Path:
    """The site of a project: the first worker builds it while the others wait."""
    base = folders.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    site = shared / name
    with open(shared / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.exists():
            fresh = shared / f"{name}.fresh"
            done = build(project, fresh)
            assert done.returncode == 0, done.stderr
            fresh.rename(site)
    return site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site."""
    return _built_once(ROOT, "site", tmp_path_factory)


@pytest.fixture(scope="session")
def miniature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of tests/site/."""
    return _built_once(MINIATURE, "miniature", tmp_path_factory)


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
        yield browser
        browser.close()
