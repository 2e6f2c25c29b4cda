"""What of a copy of the program's repository does not move with its content: nobody knows whether it fits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import requires
from pathlib import Path

import yaml

from cluster.build.engine_choice import is_own_hook
from cluster.build.installed import PACKAGE
from cluster.build.mkdocs_yml import MkDocsYml

IGNORED_BY_COPIES = {
    *("/.venv", "/site", "/site.*", ".cache/", "/.hypothesis/", "__pycache__/", ".pytest_cache/"),
    *(".mypy_cache/", ".ruff_cache/", "*.egg-info/", "/build"),
}
"""The lines of .gitignore that the repository has itself."""

OF_REPOSITORY = {
    *("bench", "data", "docs", "fonts", "forms", "hooks", "outlines", "program", "site", "tests", "theme"),
    *(
        "addresses.txt",
        "Makefile",
        "LICENSE",
        "mkdocs.yml",
        "pyproject.toml",
        "screenshot.png",
        "README.md",
        "CHANGELOG.md",
    ),
    *("CONTRIBUTING.md", "CONTRIBUTING.cs.md", "FORMS.md", "FORMS.cs.md", "build", "requirements.txt"),
    *("requirements-test.txt", "requirements-bench.txt", ".git", ".gitignore", ".gitattributes", ".ci"),
    *(".editorconfig", ".venv", ".cache", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
    *(".vscode", "__pycache__", ".github", ".forgejo", ".gitlab-ci.yml"),
}
"""What stands at the top of the repository, or comes of working with it."""


def left_behind(project: Path, settings: str) -> list[str]:
    """What is not carried over from a project with some settings, and what to do, one line each."""
    return [*_packages(project), *_hooks(settings), *_ignored(project), *_files(project)]


def _packages(project: Path) -> Iterator[str]:
    """The packages that the program does not need itself, such as plugins."""
    of_program = {_name(each) for each in requires(PACKAGE) or () if "extra ==" not in each}
    for each in _dependencies(project / "pyproject.toml"):
        if _name(each) not in of_program:
            yield (
                f"Not carried over: the package '{each}'; if the site still needs it, add it to "
                "'dependencies' in the new pyproject.toml, then: make site"
            )


def _dependencies(path: Path) -> list[str]:
    """Those that pyproject.toml names; none if it cannot be read."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))["project"]["dependencies"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [str(each) for each in found] if isinstance(found, list) else []


def _name(requirement: str) -> str:
    """The name of a package as indexes compare it: `mkdocs-redirects` of `MkDocs_Redirects>=1`."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement.strip())[0]).lower()


def _hooks(settings: str) -> Iterator[str]:
    node = MkDocsYml.of(settings.encode()).value("hooks")
    for each in node.value if isinstance(node, yaml.SequenceNode) else ():
        if not is_own_hook(str(each.value)):
            yield (
                f"Not carried over: the hook '{each.value}'; copy the file to the same place, or delete it "
                "from 'hooks' in the new mkdocs.yml"
            )


def _ignored(project: Path) -> Iterator[str]:
    path = project / ".gitignore"
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    own = [each for line in lines if (each := line.strip()) and not each.startswith("#")]
    if names := ", ".join(f"'{each}'" for each in own if each not in IGNORED_BY_COPIES):
        yield f"Not carried over: the lines of .gitignore {names}; add those to the new one that still apply"


def _files(project: Path) -> Iterator[str]:
    """What else the cluster has put beside the folders of the program."""
    if names := ", ".join(f"'{each.name}'" for each in sorted(project.iterdir()) if _is_own(each)):
        yield f"Not carried over: {names}; copy what you still need"


def _is_own(path: Path) -> bool:
    return path.name not in OF_REPOSITORY and not re.match(r"site\.|.*\.egg-info$", path.name)
