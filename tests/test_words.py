"""The program says everything in every language that it speaks, with the right plurals."""

import re
from pathlib import Path

import pytest
from babel import Locale
from cluster.pages.printing import PrintedWords
from cluster.reading.yaml_tree import read_tree
from support.builds import ROOT
from support.versions import WORDS, words

FILES = sorted(WORDS.glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_language_says_the_same_things(path: Path) -> None:
    assert words(path.stem).entries.keys() == words("en").entries.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_counted_word_has_the_plurals_of_its_language(path: Path) -> None:
    categories = set(Locale.parse(path.stem).plural_form.tags) | {"other"}
    counted = {
        key: set(entry) for key, entry in words(path.stem).entries.items() if not isinstance(entry, str)
    }

    assert counted
    assert {key: forms for key, forms in counted.items() if forms != categories} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_word_stands_once_in_its_file(path: Path) -> None:
    root, problems = read_tree(path.read_text(encoding="utf-8"), file=path.name)

    assert problems == []
    assert root
    assert root.value.keys() == words(path.stem).entries.keys()


def test_the_theme_says_nothing_that_has_no_words() -> None:
    theme = "".join(path.read_text("utf-8") for path in (ROOT / "theme").rglob("*.html"))
    said = set(re.findall(r"""words\[["']([\w-]+)["']\]""", theme))

    assert said
    assert said <= words("en").entries.keys()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 činnost"),
        (2, "2 činnosti"),
        (4, "4 činnosti"),
        (5, "5 činností"),
        (0, "0 činností"),
        (22, "22 činností"),
    ],
)
def test_czech_counts_as_czechs_do(number: int, said: str) -> None:
    assert words("cs").count("number_of_activities", number) == said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_on_pages_no_line_ends_between_a_number_and_what_it_counts(path: Path) -> None:
    said = words(path.stem)

    assert "5 " in said.count("number_of_commitments", 5)
    assert "5\u00a0" in PrintedWords(said).count("number_of_commitments", 5)
