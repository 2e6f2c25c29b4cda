"""Which language the office reads: a variable, else a setting of the project, else the computer's own, else
the first language of the site."""

from __future__ import annotations

import os
import re
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


_begun: list[tuple[str, ...]] = []


def begin(languages: Iterable[str]) -> None:
    """Take the languages of a project that is not written yet, the main one first, as far as known."""
    _begun[:] = [tuple(languages)]


def language() -> str:
    """The language of messages in the current folder, one of SPOKEN."""
    return chosen(os.environ, Path().resolve(), *_begun)


def chosen(variables: Mapping[str, str], project: Path, begun: Iterable[str] | None = None) -> str:
    """That of the variable or of the setting, which somebody has chosen. Else the first one that the computer
    names and the program speaks, or that readers of one understand; else that of the site; else English.

    A project that is `begun` and not written yet has no settings, only languages; the one in whose folder
    somebody begins it may be another cluster's.
    """
    setting, of_site = _settings(project) if begun is None else ("", "")
    if choice := variables.get(VARIABLE) or setting:
        return _first([choice]) or "en"
    return _first(_of_computer(variables)) or _first(begun or [of_site]) or "en"


def _of_computer(variables: Mapping[str, str]) -> Iterator[str]:
    """As gettext: LANGUAGE is a list, which counts only if there is a language at all.

    Containers and the machines of forges have C.UTF-8, by which nobody has chosen English.
    """
    locale = next(filter(None, map(variables.get, _OF_COMPUTER)), "C")
    if _code(locale) not in ("c", "posix"):
        yield from variables.get("LANGUAGE", "").split(":")
        yield locale


def _first(wanted: Iterable[str]) -> str:
    """The first that is spoken, or else the first that is understood, as a spoken one; empty if none is."""
    codes = [*map(_code, wanted)]
    understood = (UNDERSTOOD[each] for each in codes if each in UNDERSTOOD)
    return next((each for each in codes if each in SPOKEN), next(understood, ""))


def _code(locale: str) -> str:
    """`de` for `de_AT.UTF-8`, `de-AT` and `de@euro`."""
    return re.split(r"[-_.@]", locale, maxsplit=1)[0].lower()


@cache
def _settings(project: Path) -> tuple[str, str]:
    """The setting, and the first language of the site; empty what cannot be read."""
    try:
        text = (project / "mkdocs.yml").read_text("utf-8")
    except (OSError, ValueError):
        return "", ""  # others tell what is wrong with the file
    try:
        found = yaml.load(text, Loader=_Loader)
        return _text(found, "extra", SETTING), _text(found, "theme", "language")
    except yaml.YAMLError:  # of which its editor should hear in a language of their own
        return _line_of(SETTING, text), _line_of("language", text)


def _line_of(key: str, text: str) -> str:
    """The value of a key below another one, where the rest of a file is broken."""
    found = re.search(rf"^ +{key}: *['\"]?([\w-]+)", text, re.MULTILINE)
    return found[1] if found else ""


def _text(settings: Any, section: str, key: str) -> str:
    try:
        return str(settings[section].get(key) or "")
    except (AttributeError, KeyError, TypeError):
        return ""
