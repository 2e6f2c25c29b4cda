"""The program says everything in every language that it speaks, with the right plurals."""

import re
from pathlib import Path

import pytest
from babel import Locale
from cluster.pages.printing import PrintedWords
from cluster.problems import Invalid
from cluster.reading.word_problems import word_problems
from cluster.reading.words import read_words
from cluster.reading.yaml_tree import read_tree
from support.builds import ROOT
from support.versions import WORDS, words

FILES = sorted(WORDS.glob("*.yaml"))


def test_the_program_speaks_six_languages() -> None:
    assert [path.stem for path in FILES] == ["cs", "de", "en", "fr", "pl", "sk"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_language_says_the_same_things_with_the_same_values_in_them(path: Path) -> None:
    assert problems_in(path.read_text("utf-8"), path.stem) == []
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
def test_every_language_has_a_name_for_itself_and_the_others(path: Path) -> None:
    said = words(path.stem).entries

    assert all(said[f"{kind}_{each.stem}"] for kind in ("version", "only") for each in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_typography_is_left_to_the_program(path: Path) -> None:
    assert set("\u00a0\u202f\u2009\u2060") & set(path.read_text("utf-8")) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_language_borrows_the_quotation_marks_of_another(path: Path) -> None:
    own = {"cs": "„“‚‘", "de": "„“‚‘", "en": "“”‘’", "fr": "«»’", "pl": "„”‚’", "sk": "„“‚‘"}[path.stem]
    entries = words(path.stem).entries.values()
    said = "".join(each if isinstance(each, str) else "".join(each.values()) for each in entries)

    # an apostrophe is no quotation mark
    assert set(re.sub(r"(?<=\w)’", "", said)) & set("„“”‚‘«»’") <= set(own)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_word_stands_once_in_its_file(path: Path) -> None:
    root, problems = read_tree(path.read_text(encoding="utf-8"), file=path.name)

    assert problems == []
    assert root
    assert root.value.keys() == words(path.stem).entries.keys()


def test_the_theme_says_nothing_that_has_no_words() -> None:
    theme = "".join(path.read_text("utf-8") for path in (ROOT / "hooks/cluster/theme").rglob("*.html"))
    said = set(re.findall(r"""words\[["']([\w-]+)["']\]""", theme))

    assert said
    assert said <= words("en").entries.keys()


def problems_in(text: str, language: str) -> list[str]:
    read = read_words(text, file="x.yaml", language=language)
    english = words("en").entries
    return [str(each) for each in word_problems(read, text, file="x.yaml", english=english)]


NUMBER = """number_of_activities:
  one: "{n} činnost"
  few: "{n} činnosti"
  many: "{n} činnosti"
  other: "{n} činností"
"""


def czech(**changes: str) -> str:
    """The Czech words, with the lines of some keys replaced: with `` by nothing."""
    text = (WORDS / "cs.yaml").read_text("utf-8")
    for key, line in changes.items():
        text = re.sub(rf"^{key}:.*\n(?:  .*\n)*", line and f"{line}\n", text, flags=re.MULTILINE)
    return text


@pytest.mark.parametrize(
    ("key", "line", "said"),
    [
        # keys
        ("goal", "", "missing key 'goal'; in English 'Goal'"),
        ("members_of_pillar", "", "missing key 'members_of_pillar'; in English '{n} members'"),
        ("goal", "goal: Cíl\ngaol: Cíl", "unknown key 'gaol'; did you mean 'goal'?"),
        ("goal", "goal: Cíl\nqqq: Cíl", "unknown key 'qqq'; delete it"),
        ("goal", "goal: Cíl\nversion_xx: jiná", "unknown key 'version_xx'; did you mean 'version_"),
        ("goal", "goal: Cíl\nversion_es:", "version_es: empty; in English 'Spanish'"),
        ("goal", "goal: Cíl\ngoal: Cíl", "duplicate key 'goal'"),
        # texts
        ("goal", "goal:", "goal: empty; in English 'Goal'"),
        ("goal", "goal: '  '", "goal: empty; in English 'Goal'"),
        ("goal", "goal: [Cíl]", "goal: expected a text, found a list or a mapping; in English 'Goal'"),
        ("goal", "goal: {one: Cíl, other: Cíle}", "goal: expected a text, found a list or a mapping"),
        # placeholders
        ("plan_of", "plan_of: Plán", "plan_of: missing placeholder {year}; in English 'Action plan {year}'"),
        (
            "plan_of",
            "plan_of: Plán {yaer}",
            "plan_of: unknown placeholder {yaer}; did you mean '{year}'?",
        ),
        ("plan_of", "plan_of: Plán {year} {}", "plan_of: unknown placeholder {}"),
        ("goal", "goal: Cíl {n}", "goal: unknown placeholder {n} (there are none)"),
        ("plan_of", "plan_of: Plán {year", "plan_of: expected braces in pairs around the name of a value"),
        ("plan_of", "plan_of: Plán year}", "plan_of: expected braces in pairs around the name of a value"),
        # plurals
        ("number_of_activities", "number_of_activities: x", "expected plural forms (one, few, many, other)"),
        (
            "number_of_activities",
            NUMBER.replace('  few: "{n} činnosti"\n', "").rstrip(),
            "number_of_activities: missing plural form 'few'; in English '{n} activities'",
        ),
        (
            "number_of_activities",
            f"{NUMBER}  two: x",
            "number_of_activities: unknown plural form 'two' (there are: one, few, many, other)",
        ),
        ("number_of_activities", f"{NUMBER}  mnay: x", "unknown plural form 'mnay'; did you mean 'many'?"),
        (
            "number_of_activities",
            NUMBER.replace('few: "{n} činnosti"', "few:").rstrip(),
            "number_of_activities: few: empty; in English '{n} activities'",
        ),
        (
            "number_of_activities",
            NUMBER.replace("{n} činností", "činností").rstrip(),
            "number_of_activities: other: missing placeholder {n}",
        ),
        (
            "number_of_activities",
            NUMBER.replace("{n} činnosti", "{m} činnosti", 1).rstrip(),
            "number_of_activities: few: unknown placeholder {m}",
        ),
        # the file
        ("goal", "goal: 'Cíl", "x.yaml:"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_of_words_is_told_with_its_line(key: str, line: str, said: str) -> None:
    text = czech(**{key: line})
    try:
        problems = problems_in(text, "cs")
    except Invalid as error:  # which is no YAML
        problems = [str(each) for each in error.problems]

    assert [each for each in problems if said in each]
    assert all(re.match(r"x\.yaml:\d+: ", each) for each in problems)


def test_a_mistake_is_told_at_its_own_line() -> None:
    wrong = ("goal: Cíl {n}", "  two: x")
    text = czech(goal=wrong[0], number_of_activities=f"{NUMBER}{wrong[1]}")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line in wrong]

    assert [int(each.split(":")[1]) for each in problems_in(text, "cs")] == lines


def test_all_mistakes_are_told_at_once() -> None:
    text = czech(goal="", home="home:", plan_of="plan_of: {}", number_of_activities="numbr_of_activities: x")

    assert len(problems_in(text, "cs")) == 5


def test_one_may_be_a_word_and_other_languages_may_have_names() -> None:
    text = czech(number_of_activities=NUMBER.replace("{n} činnost", "jedna činnost", 1).rstrip())

    assert problems_in(f"{text}\nversion_es: španělskou\nonly_es: španělsky\n", "cs") == []


def test_a_file_without_words_is_refused() -> None:
    assert problems_in("- home", "cs") == ["x.yaml:1: expected words by key, such as 'home: …'"]


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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", {0: "0 action", 1: "1 action", 2: "2 actions", 1_000_000: "1 000 000 actions"}),
        ("pl", {1: "1 działanie", 2: "2 działania", 5: "5 działań", 12: "12 działań", 22: "22 działania"}),
        ("sk", {1: "1 činnosť", 2: "2 činnosti", 4: "4 činnosti", 5: "5 činností", 22: "22 činností"}),
    ],
)
def test_french_polish_and_slovak_count_as_their_speakers_do(language: str, said: dict[int, str]) -> None:
    counted = {number: words(language).count("number_of_activities", number) for number in said}

    assert {number: re.sub(r"\s", " ", text) for number, text in counted.items()} == said


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_on_pages_no_line_ends_between_a_number_and_what_it_counts(path: Path) -> None:
    said = words(path.stem)

    assert "5 " in said.count("number_of_commitments", 5)
    assert "5\u00a0" in PrintedWords(said).count("number_of_commitments", 5)
