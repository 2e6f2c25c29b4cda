"""The program's own files, and those of a project with words."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from cluster.language import reason_against
from cluster.problems import Invalid, Place, Problem
from cluster.reading.word_problems import word_problems
from cluster.reading.words import Words, read_words

PROGRAM = Path(__file__).resolve().parents[1]
"""The folder of the program: its code, templates, words, outlines and theme."""

THEME = PROGRAM / "theme"
"""The program's theme. What it lacks is taken from Material, and a project's `custom_dir` overrides it."""


def source_name(path: str) -> str:
    """How messages name a file: from the project folder, and those of the program as in its repository."""
    inside = Path(path).is_relative_to(PROGRAM)
    return f"hooks/cluster/{Path(path).relative_to(PROGRAM).as_posix()}" if inside else os.path.relpath(path)


WORDS = PROGRAM / "words"

OWN_WORDS = "hooks/words"
"""The folder of a project with the words of languages that the program lacks."""


def words_of(language: str) -> Words:
    """The program's own words in a language; in English, the ones that every language must have, if it lacks
    the language."""
    path = WORDS / f"{language}.yaml"
    if not path.exists():
        return words_of("en")
    return read_words(path.read_text(encoding="utf-8"), file=source_name(str(path)), language=language)


def word_files(root: Path) -> dict[str, Path]:
    """The files of words by language: those of the program, and those of the project instead or besides."""
    folders = (WORDS, root / OWN_WORDS)
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))}


def _unsupported(language: str, files: Iterable[str]) -> str:
    supported = ", ".join(sorted(files))
    why = reason_against(language) or f"add it with: cluster new language {language}"
    return f"unsupported language '{language}' (supported: {supported}); {why}"


def checked_words(root: Path, languages: Iterable[str]) -> dict[str, Words]:
    """The words in each language of a project; Invalid with all that is wrong in their files."""
    words, problems, files, english = {}, list[Problem](), word_files(root), words_of("en").entries
    for language in languages:
        try:
            if language not in files or reason_against(language):
                raise Invalid([Problem(Place("mkdocs.yml", 1), _unsupported(language, files))])
            file = source_name(str(files[language]))
            text = files[language].read_text(encoding="utf-8")
            words[language] = read_words(text, file=file, language=language)
            problems += word_problems(words[language], text, file=file, english=english)
        except Invalid as error:
            problems += error.problems
    if problems:
        raise Invalid(problems)
    return words
