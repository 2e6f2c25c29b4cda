"""A language is added with one command and one file of words, or refused with a reason."""

import re
from pathlib import Path

import pytest
from cluster.build.program_files import checked_words
from cluster.language import plural_categories, reason_against
from cluster.office import draft_language
from cluster.problems import Invalid
from cluster.reading.word_problems import word_problems
from cluster.reading.words import read_words
from support.builds import copy_of_miniature, replace
from support.command_line import cluster
from support.versions import WORDS, words


def drafted(language: str) -> str:
    english = (WORDS / "en.yaml").read_text("utf-8")
    return draft_language.draft_of_words(english, words("en"), language)


@pytest.mark.parametrize("language", ["es", "it", "sl", "uk", "nl"])
def test_a_draft_has_every_word_and_the_plurals_of_the_language(language: str) -> None:
    text = drafted(language)
    read = read_words(text, file="x.yaml", language=language)
    problems = word_problems(read, text, file="x.yaml", english=words("en").entries)

    assert read.entries.keys() == {*words("en").entries, f"version_{language}", f"only_{language}"}
    assert {tuple(each) for each in read.entries.values() if not isinstance(each, str)} == {
        plural_categories(language)
    }
    assert problems
    assert all(": empty; in English '" in each.message for each in problems)


def test_a_draft_shows_what_each_word_is_in_english() -> None:
    lines = drafted("sl").splitlines()

    assert lines[0].startswith("# What the program itself says to readers, in Slovenian.")
    assert "two (2, 102)" in lines[3]
    assert "home:  # Home" in lines
    assert lines.index("version_sl:  # Slovenian") < lines.index("version_cs:  # Czech")
    at = lines.index("members_of_pillar:")
    assert lines[at + 1 : at + 5] == [
        '  one:  # "{n} member"',
        '  two:  # "{n} members"',
        '  few:  # "{n} members"',
        '  other:  # "{n} members"',
    ]
    parts = [line for line in (WORDS / "en.yaml").read_text("utf-8").splitlines()[1:] if line[:1] == "#"]
    assert [line for line in lines if line in parts] == parts


def test_a_draft_that_is_filled_in_with_the_words_beside_it_is_complete() -> None:
    filled = drafted("nl").replace(":  # ", ": ")
    read = read_words(filled, file="x.yaml", language="nl")

    assert word_problems(read, filled, file="x.yaml", english=words("en").entries) == []
    assert read.entries == words("en").entries | {"version_nl": "Dutch", "only_nl": "in Dutch"}


def test_an_editor_is_told_what_to_do_next_and_then_what_is_missing(tmp_path: Path) -> None:
    site, hooks = copy_of_miniature(tmp_path), tmp_path / "hooks"
    for path in [*(site / "data").glob("*.yaml"), *(site / "docs").rglob("*.md")]:
        path.write_text(path.read_text("utf-8").replace(", de: ", ", es: "), "utf-8")

    done = cluster(site, "new", "language", "es", hooks=hooks)
    again = cluster(site, "new", "language", "es", hooks=hooks)
    assert (done.returncode, again.returncode) == (0, 1), done.stderr
    assert "Drafted hooks/words/es.yaml." in done.stdout
    assert "{locale: es, name: Español, build: false}" in done.stdout
    assert "hooks/words/es.yaml exists already" in again.stderr

    replace(site / "mkdocs.yml", "locale: de, name: Deutsch", "locale: es, name: Español")
    replace(site / "mkdocs.yml", "{de: [en]}", "{}")
    checked = cluster(site, "check", hooks=hooks)

    assert checked.returncode == 1
    found = re.findall(r"^hooks/words/es\.yaml:\d+: .*: empty; in English '", checked.stderr, re.M)
    more = re.search(r"^hooks/words/es\.yaml: … and (\d+) more like these$", checked.stderr, re.M)
    assert more
    assert 20 <= len(found) < 30
    assert len(found) + int(more[1]) >= len(words("en").entries)


UNABLE = {
    "pt-BR": "'pt-BR' is a regional form; write 'pt' (Portuguese): one file has the words for all",
    "en-GB": "'en-GB' is a regional form; write 'en' (English)",
    "fr_CA": "'fr_CA' is a regional form; write 'fr' (French)",
    "he": "'he' cannot be used: Hebrew is written from right to left, and the pages are not",
    "ar": "'ar' cannot be used: Arabic is written from right to left",
    "he-IL": "'he' cannot be used: Hebrew is written from right to left",
    "zh": "'zh' cannot be used: Chinese has no spaces, by which the search finds words",
    "zh-Hant": "'zh' cannot be used: Chinese has no spaces",
    "cz": "unknown language code 'cz'; did you mean 'cs' (Czech)?",
    "ua": "unknown language code 'ua'; did you mean 'uk' (Ukrainian)?",
    "fre": "unknown language code 'fre'; did you mean 'fr' (French)?",
    "FR": "unknown language code 'FR'; did you mean 'fr' (French)?",
    "spanish": "unknown language code 'spanish'; did you mean 'es' (Spanish)?",
    "deutsch": "unknown language code 'deutsch'; did you mean 'de' (German)?",
    "xx": "unknown language code 'xx'; write its code of two letters (ISO 639-1), such as fr",
    "../x": "unknown language code '../x'; write its code",
    "": "unknown language code ''; write its code",
}
"""Languages in which no site can be, and why."""


@pytest.mark.parametrize(("code", "why"), UNABLE.items())
def test_a_code_that_cannot_work_is_refused_with_the_reason(code: str, why: str, tmp_path: Path) -> None:
    assert reason_against(code).startswith(why)
    with pytest.raises(LookupError, match=re.escape(why)):
        draft_language.draft_language(tmp_path, code)
    if code:
        with pytest.raises(Invalid, match=re.escape(why)):
            checked_words(tmp_path, [code])


def test_a_language_that_the_theme_lacks_is_refused_before_anybody_translates_for_it(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="'ga' cannot be used: the theme, Material for MkDocs, lacks it"):
        draft_language.draft_language(tmp_path, "ga")


@pytest.mark.parametrize("code", ["cs", "de", "en", "fr", "pl", "sk", "es", "it", "sl", "uk", "pt", "nb"])
def test_a_language_of_europe_is_no_problem(code: str) -> None:
    assert reason_against(code) == ""


def test_the_settings_are_refused_with_the_reason_at_their_line(tmp_path: Path) -> None:
    site = copy_of_miniature(tmp_path)
    languages = "{locale: ga, name: Gaeilge, build: true}\n        - {locale: de, name: Deutsch, build: true}"
    replace(site / "mkdocs.yml", "{locale: de, name: Deutsch, build: true}", languages)

    done = cluster(site, "check", hooks=tmp_path / "hooks")

    assert "mkdocs.yml:22: plugins: i18n: 'ga' cannot be used: the theme" in done.stderr
