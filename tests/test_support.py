"""What tests share stands in tests/support/, and no test needs another one."""

import ast
from collections.abc import Iterator
from pathlib import Path

from support.builds import ROOT

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
