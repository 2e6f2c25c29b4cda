"""A draft of the words of a language: the English ones as comments, with room for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from cluster.build.program_files import OWN_WORDS, word_files, words_of
from cluster.build.source_files import content
from cluster.language import english_name, locale_of, plural_categories, reason_against
from cluster.office.safe_write import write
from cluster.reading.words import Words

_HEAD = """\
# What the program itself says to readers, in {name}. Behind each # stands what it says in English.
# What stands in {{braces}} is replaced by a value: write it as it is, wherever it belongs; {{n}} is a number.
# Write quotation marks where the English words have them.
# The forms of counted words, with some of their numbers: {forms}.
"""

_NUMBERS = (*range(200), 1_000, 1_000_000)


def draft_language(project: Path, code: str) -> str:
    """Write a file for the words of a language. Returns what to do next; LookupError if there is one, or
    no site can be in the language."""
    files = word_files(project)
    name = f"{OWN_WORDS}/{code}.yaml"
    path = project / name
    if why := reason_against(code):
        raise LookupError(why)
    if path.exists():
        raise LookupError(f"{name} exists already; edit it, and see with make check what it lacks")
    if code in files:
        raise LookupError(f"the program has the language '{code}' already; name it in mkdocs.yml")
    if code not in _theme_languages():
        raise LookupError(f"'{code}' cannot be used: the theme, Material for MkDocs, lacks it")
    english = content(files["en"]).decode()
    path.parent.mkdir(parents=True, exist_ok=True)
    write({path: draft_of_words(english, words_of("en"), code).encode()}, {path: None})
    own_name = str(locale_of(code).get_display_name(code)).capitalize()
    return f"""\
Drafted {name}. Write the words behind its colons, and name the language in mkdocs.yml, under
plugins: i18n: languages:

    - {{locale: {code}, name: {own_name}, build: false}}

The site goes on without the language until you write 'build: true'.
Then make check lists what the file still lacks, and what is wrong in it."""


def _theme_languages() -> set[str]:
    """The languages that the theme's own templates know; MkDocs cannot load them without."""
    spec = find_spec("material")
    folders = (spec and spec.submodule_search_locations) or []
    return {path.stem for each in folders for path in Path(each).glob("templates/partials/languages/*.html")}


def draft_of_words(english: str, words: Words, language: str) -> str:
    """The text of a file of words in a language, without any; `english` is that of the English file."""
    forms = "; ".join(f"{form} ({numbers})" for form, numbers in _examples(language).items())
    head = _HEAD.format(name=english_name(language), forms=forms)
    return head + "".join(_lines(english, words.entries, language))


def _lines(english: str, entries: Mapping[str, str | Mapping[str, str]], language: str) -> Iterator[str]:
    categories, name = plural_categories(language), english_name(language)
    own = {"version": f"version_{language}:  # {name}\n", "only": f"only_{language}:  # in {name}\n"}
    for number, line in enumerate(english.splitlines()):
        key, _, said = line.partition(":")
        entry = entries.get(key, {})
        yield own.pop(key.partition("_")[0], "")  # the language's own name, before those of the others
        if line.startswith("#") and number:  # a part of the file; the first line is its title
            yield f"{line}\n"
        elif isinstance(entry, str):
            yield f"{key}:  # {said.strip()}\n"
        elif entry:
            yield f"{key}:\n"
            # in quotation marks, which a text that begins with a brace needs
            yield from (f'  {each}:  # "{entry.get(each, entry["other"])}"\n' for each in categories)


def _examples(language: str) -> dict[str, str]:
    """Some numbers for each plural form: `{"one": "1", "few": "2, 3, 4"}`."""
    rule = locale_of(language).plural_form
    found: dict[str, list[str]] = {each: [] for each in plural_categories(language)}
    for number in (*_NUMBERS, 1.5):
        found[rule(number)].append(str(number))
    return {form: ", ".join(numbers[:4]) for form, numbers in found.items()}
