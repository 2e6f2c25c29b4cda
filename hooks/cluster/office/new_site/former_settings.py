"""Settings of mkdocs.yml that earlier versions of the program needed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Former(NamedTuple):
    """A setting that is no longer needed, or needed otherwise."""

    pattern: re.Pattern[str]
    now: str | Callable[[re.Match[str]], str]
    """What stands in its place."""
    told: str
    """What an editor is told about it."""


def _without_theme(found: re.Match[str]) -> str:
    names = [name for name in re.split(r"\s*,\s*", found[1]) if name != "theme"]
    return f"watch: [{', '.join(names)}]"


_OF_THE_FOLDER = (
    Former(
        re.compile(r"^ +custom_dir: theme *(#.*)?\r?\n", re.MULTILINE),
        "",
        "mkdocs.yml: deleted 'custom_dir: theme', as the theme is now part of the program",
    ),
    Former(
        re.compile(r"^watch: \[([^\]\n]*\btheme\b[^\]\n]*)\]", re.MULTILINE),
        _without_theme,
        "mkdocs.yml: deleted 'theme' from 'watch'",
    ),
)
"""Settings about the folder theme/, which the program once had."""

OVERRIDES = (
    "theme/ replaces files of the program's theme, which has changed: keep only those that you need "
    "otherwise, or delete the folder and 'custom_dir: theme' in mkdocs.yml"
)


def upgraded(text: str, *, has_theme: bool) -> tuple[str, list[str]]:
    """The text of mkdocs.yml as the program needs it now, and what an editor is told about the changes.

    `has_theme`: whether the project has a folder theme/.
    """
    if has_theme:
        return text, [OVERRIDES] if _OF_THE_FOLDER[0].pattern.search(text) else []
    lines = []
    for former in _OF_THE_FOLDER:
        text, number = former.pattern.subn(former.now, text)
        lines += [former.told] if number else []
    return text, lines
