"""An import goes down, never up or sideways; the core knows neither MkDocs nor the disk nor the clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

CORE = Path(__file__).parent.parent / "hooks" / "cluster"

FLOORS = (
    {"problems", "language", "dates", "links", "digests", "plaintext"},
    {"tree", "extensions", "pictures"},
    {"markdown", "contentlines", "photographs"},
    {"reader", "words", "moments", "renditions"},
    {"plan", "organisation", "news", "newsletter", "changes", "deliverables", "prose", "repetition"},
    {"events", "series", "plans"},
    {"entries", "foreign", "heads", "illustration", "fulfilment"},
    {"history"},
    {"site", "following"},
    {"event_checks", "news_checks", "keeping", "announcements"},
    {"plan_checks", "voice"},
    {
        "report",
        "comparison",
        "excellence",
        "checks",
        "calendars",
        "channels",
        "page",
        "structured",
        "takeover",
        "attention",
        "social",
    },
    {"event_pages", "items", "publication"},
    {"plan_pages", "news_pages", "media_pages"},
    {"pages"},
    {"bodies", "ical", "feeds", "sitemap", "search", "keys", "letters", "presskit", "opendata"},
    {"shell", "mailing", "sources"},
    {"outputs"},
    {"settings"},
    {"importing", "drafting", "succession", "recording"},
)

SHELL = {
    "album",
    "folder",
    "store",
    "project",
    "engine",
    "press",
    "builder",
    "preview",
    "importer",
    "office",
    "written",
    "cli",
}
"""Not of the core: they may touch the disk, the clock and MkDocs, and no module of the core imports them."""

SHELL_ONLY = {"mkdocs", "os", "pathlib", "subprocess", "sys", "time", "logging", "random"}
CLOCKS = {"now", "today", "utcnow"}

MODULES = sorted(path for path in CORE.glob("*.py") if path.stem not in SHELL | {"__init__"})


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Level (0 absolute, 1 from the package) and module of each import."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((0, each.name) for each in node.names)


def below(module: str) -> set[str]:
    index = next(index for index, floor in enumerate(FLOORS) if module in floor)
    return set().union(*FLOORS[:index])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    found = list(imports(path))

    assert {module for level, module in found if level == 1} <= below(path.stem)
    assert not {module.split(".")[0] for level, module in found if level == 0} & SHELL_ONLY


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_core_opens_no_file_and_asks_no_clock(path: Path) -> None:
    calls = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }

    assert not calls & ({"open", "print", "read_text", "read_bytes", "write_text", "write_bytes"} | CLOCKS)


def test_every_module_stands_on_a_floor() -> None:
    assert {path.stem for path in MODULES} == set().union(*FLOORS)


def test_mkdocs_is_known_to_those_who_deal_with_it_and_to_nobody_else() -> None:
    hooks = [*CORE.glob("*.py"), CORE.parent / "main.py"]
    knowing = {
        path.stem
        for path in hooks
        if any(module.split(".")[0].startswith("mkdocs") for level, module in imports(path) if level == 0)
    }

    assert knowing == {"main", "engine", "preview"}
