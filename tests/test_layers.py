"""Imports go down only; below the build there is neither MkDocs nor the disk nor the clock."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

HOOKS = Path(__file__).parent.parent / "hooks"

LAYERS: dict[str, int] = {
    "cluster": 0,
    "cluster.reading": 1,
    "cluster.pictures": 1,
    "cluster.outlines": 1,
    "cluster.content": 2,
    "cluster.checks": 3,
    "cluster.calendars": 3,
    "cluster.feeds": 3,
    "cluster.mail": 3,
    "cluster.data": 3,
    "cluster.hosts": 3,
    "cluster.schemas": 3,
    "cluster.pages": 4,
    "cluster.forms": 4,
    "cluster.build": 5,
    "cluster.messages": 5,
    "cluster.office": 6,
    "cluster.publishing": 6,
    "cluster.office.calendar_import": 7,
    "cluster.office.tables": 7,
    "cluster.office.links": 7,
    "cluster.office.review": 7,
    "cluster.office.announcing": 8,
    "cluster.office.mailing": 8,
    "cluster.office.entries": 8,
    "cluster.office.tidy": 8,
    "cluster.office.new_site": 9,
    "cluster.commands": 10,
    "cluster.cli": 11,
    "cluster.__main__": 12,
    "main": 8,
}
"""How high each package stands; one layer's packages do not import each other."""

PURE = 5
"""The layers below this one are values in, text out."""

IMPURE_MODULES = {"mkdocs", "properdocs", "os", "pathlib", "subprocess", "sys", "time", "logging", "random"}
IMPURE_CALLS = {
    "open",
    "print",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "now",
    "today",
    "utcnow",
}
MKDOCS = {"cluster.build.mkdocs_api"}
"""It also takes the names from ProperDocs, where that is the engine."""

MODULES = {
    ".".join(path.relative_to(HOOKS).with_suffix("").parts): path
    for path in sorted(HOOKS.rglob("*.py"))
    if path.stem != "__init__"
}


def package_of(module: str) -> str:
    """`cluster.cli`, `cluster.__main__` and `main` are rows of their own."""
    return module if module in LAYERS else module.rpartition(".")[0]


def imports(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides which layer it names"
            for each in node.names:
                whole = f"{node.module}.{each.name}"
                yield whole if whole in MODULES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


@pytest.mark.parametrize("module", MODULES)
def test_imports_only_go_down(module: str) -> None:
    own = package_of(module)
    ours = [each for each in imports(module) if each in MODULES]

    assert own in LAYERS, f"give the package {own} a layer"
    upward = [each for each in ours if package_of(each) != own and LAYERS[package_of(each)] >= LAYERS[own]]
    assert upward == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    below = {module: {each for each in imports(module) if each in MODULES} for module in MODULES}
    while leaves := [module for module, names in below.items() if not names & below.keys()]:
        for module in leaves:
            del below[module]

    assert sorted(below) == []


@pytest.mark.parametrize("module", [each for each in MODULES if LAYERS[package_of(each)] < PURE])
def test_below_the_build_nothing_opens_a_file_or_asks_a_clock(module: str) -> None:
    calls = {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }

    assert not calls & IMPURE_CALLS
    assert not {each.partition(".")[0] for each in imports(module)} & IMPURE_MODULES


def test_one_module_knows_which_engine_is_installed() -> None:
    knowing = {
        module
        for module in MODULES
        if any(each.startswith(("mkdocs", "properdocs")) for each in imports(module))
    }

    assert knowing == MKDOCS


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_short(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    functions = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert text.count("\n") <= 300
    assert [each.name for each in functions if (each.end_lineno or 0) - each.lineno >= 50] == []


def test_no_class_name_is_used_twice() -> None:
    """A leading underscore does not make a name another one."""
    names = [
        node.name.lstrip("_")
        for path in MODULES.values()
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    ]

    assert sorted(name for name, count in Counter(names).items() if count > 1) == []


def test_every_package_has_a_docstring_and_nothing_else_in_its_init() -> None:
    """What an `__init__` imports would be loaded by every build."""
    for path in HOOKS.rglob("__init__.py"):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert [type(each) for each in body] == [ast.Expr], path
