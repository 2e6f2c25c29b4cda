"""The miniature as the site of a cluster with other languages."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from support.builds import copy_of_miniature

NAMES = {"fr": "Français", "pl": "Polski", "sk": "Slovenčina"}


def in_languages(folder: Path, languages: Mapping[str, str]) -> Path:
    """A copy of the miniature, whose texts in `cs`, `en` and `de` count as those in other languages."""
    project = copy_of_miniature(folder)
    for path in [*(project / "data").rglob("*.yaml"), *(project / "docs").rglob("*.md")]:
        path.write_text(_renamed(path.read_text("utf-8"), languages), "utf-8")
        *rest, language, suffix = path.name.split(".")
        if rest and language in languages:
            path.rename(path.with_name(".".join([*rest, languages[language], suffix])))
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("language: cs", f"language: {languages['cs']}")
    for old, new in languages.items():
        text = re.sub(rf"locale: {old}, name: \w+", f"locale: {new}, name: {NAMES[new]}", text)
    settings.write_text(text.replace("{de: [en]}", f"{{{languages['de']}: [{languages['en']}]}}"), "utf-8")
    return project


def _renamed(text: str, languages: Mapping[str, str]) -> str:
    return re.sub(r"(?<![\w-])(cs|en|de)(?=: )", lambda found: languages[found[0]], text)


def in_one_language(folder: Path, language: str) -> Path:
    """A copy of the miniature with its Czech texts alone, which count as those in another language."""
    project = copy_of_miniature(folder)
    for path in (project / "docs").rglob("*.en.md"):
        path.unlink()
    for path in (project / "data").rglob("*.yaml"):
        path.write_text(_with_czech_alone(path.read_text("utf-8")), "utf-8")
    for path in (project / "docs").rglob("*.md"):
        text = path.read_text("utf-8")
        if text.startswith("---\n"):
            head, body = text[4:].split("\n---\n", 1)
            path.write_text(f"---\n{_with_czech_alone(head)}---\n{body}", "utf-8")
    settings = project / "mkdocs.yml"
    text = re.sub(r" *- \{locale: (?:en|de),.*\n", "", settings.read_text("utf-8"))
    text = text.replace("locale: cs, name: Česky", f"locale: {language}, name: {NAMES[language]}")
    settings.write_text(
        text.replace("language: cs", f"language: {language}").replace("{de: [en]}", "{}"), "utf-8"
    )
    return project


def _with_czech_alone(text: str) -> str:
    return str(
        yaml.safe_dump(_czech_of(yaml.load(text, yaml.BaseLoader)), allow_unicode=True, sort_keys=False)
    )


def _czech_of(value: Any) -> Any:
    if isinstance(value, list):
        return [_czech_of(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= {"cs", "en", "de"} and "cs" in value:
        return value["cs"]
    return {key: _czech_of(each) for key, each in value.items()}
