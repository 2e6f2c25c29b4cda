"""Which language the office reads: a variable, else a setting of the project, else the computer's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cluster.language import SPOKEN, UNDERSTOOD

VARIABLE = "CLUSTER_LANGUAGE"
SETTING = "messages"
"""The key below `extra` in mkdocs.yml."""

_OF_COMPUTER = ("LC_ALL", "LC_MESSAGES", "LANG")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads all values as texts, whatever their tags."""


def language() -> str:
    """The language of messages in the current folder, one of SPOKEN."""
    return chosen(os.environ, Path().resolve())


def chosen(variables: Mapping[str, str], project: Path) -> str:
    """The first language that is asked for and that there is, else one that its readers understand; English
    if there is none.

    Only where the computer names no language, such as on a server or under Windows, the site's own counts.
    """
    if variable := variables.get(VARIABLE):
        return _first([variable])
    setting, of_site = _settings(project)
    if setting:
        return _first([setting])
    return _first(_of_computer(variables)) if any(map(variables.get, _OF_COMPUTER)) else _first([of_site])


def _of_computer(variables: Mapping[str, str]) -> Iterator[str]:
    """As gettext: LANGUAGE is a list, which counts only if there is a language at all."""
    locale = next(filter(None, map(variables.get, _OF_COMPUTER)), "")
    if locale.partition(".")[0] not in ("C", "POSIX"):
        yield from filter(None, variables.get("LANGUAGE", "").split(":"))
        yield locale


def _first(wanted: Iterable[str]) -> str:
    codes = [each.replace("-", "_").partition("_")[0].partition(".")[0].lower() for each in wanted]
    understood = (UNDERSTOOD[each] for each in codes if each in UNDERSTOOD)
    return next((each for each in codes if each in SPOKEN), next(understood, "en"))


@cache
def _settings(project: Path) -> tuple[str, str]:
    """The setting, and the first language of the site; empty what cannot be read."""
    try:
        found = yaml.load((project / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)
        return _text(found, "extra", SETTING), _text(found, "theme", "language")
    except (OSError, ValueError, yaml.YAMLError):
        return "", ""  # others tell what is wrong with the file


def _text(settings: Any, section: str, key: str) -> str:
    try:
        return str(settings[section].get(key) or "")
    except (AttributeError, KeyError, TypeError):
        return ""
