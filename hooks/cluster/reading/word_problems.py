"""What is wrong with a file of the interface's words: all of it, compared with the English one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, NamedTuple

from cluster.language import english_name, is_language, plural_categories
from cluster.problems import Place, Problem, near, suggestion
from cluster.reading.words import Words
from cluster.reading.yaml_tree import Node, read_tree

Entry = str | Mapping[str, str]
"""As in `Words.entries`."""

_NAME_OF_LANGUAGE = re.compile(r"(?:version|only)_(.*)")
"""The key of the name of a language. A file may name more languages than the English one does."""

_KEY = re.compile(r"^[\w-]+:", re.MULTILINE)


def word_problems(words: Words, text: str, *, file: str, english: Mapping[str, Entry]) -> list[Problem]:
    """Missing, unknown and empty entries, and wrong placeholders and plural forms of words read from a text.

    The lines are looked up only if something is wrong, as that takes longer than all the rest.
    """
    entries: Any = words.entries
    if not isinstance(entries, dict):
        return [Problem(Place(file, 1), "expected words by key, such as 'home: …'")]
    found = list(_Check(entries, english, plural_categories(words.language)).all())
    if not found and len(_KEY.findall(text)) == len(entries):
        return []
    root, problems = read_tree(text, file=file)
    return sorted([*problems, *(each.at(file, root) for each in found if root)])


class _Found(NamedTuple):
    """Something wrong with an entry, or with one of its plural forms."""

    message: str
    key: str = ""
    form: str = ""

    def at(self, file: str, root: Node) -> Problem:
        line = root.key_lines.get(self.key, 1)
        if self.form and isinstance(root.value, dict):
            line = root.value[self.key].key_lines.get(self.form, line)
        return Problem(Place(file, line), self.message)


@dataclass(frozen=True, slots=True)
class _Check:
    """A file of words, and that in English."""

    entries: Mapping[str, Any]
    english: Mapping[str, Entry]
    categories: tuple[str, ...]

    def all(self) -> Iterator[_Found]:
        yield from self.missing()
        yield from self.unknown()
        for key, entry in self.english.items():
            if key in self.entries and isinstance(entry, str):
                yield from _in_text(_Found("", key), self.entries[key], entry, _placeholders(entry))
            elif key in self.entries:
                yield from self.in_forms(key, self.entries[key], entry)

    def missing(self) -> Iterator[_Found]:
        """Each at the entry behind which it stands in the English file."""
        before = ""
        for key, entry in self.english.items():
            if key in self.entries:
                before = key
            else:
                yield _Found(f"missing key '{key}'; {_said(entry)}", before)

    def unknown(self) -> Iterator[_Found]:
        free = [key for key in self.english if key not in self.entries]
        for key in self.entries:
            named = _NAME_OF_LANGUAGE.fullmatch(key)
            if key in self.english:
                continue
            if named and is_language(named[1]):
                yield from _in_text(_Found("", key), self.entries[key], english_name(named[1]), set())
            else:
                hint = near(key, free) or near(key, self.english) or "; delete it"
                yield _Found(f"unknown key '{key}'{hint}", key)

    def in_forms(self, key: str, forms: Any, english: Entry) -> Iterator[_Found]:
        said = english if isinstance(english, Mapping) else {"other": english}
        if not isinstance(forms, dict):
            yield _Found(f"{key}: expected plural forms ({', '.join(self.categories)}), found a text", key)
            return
        for category in self.categories:
            if category not in forms:
                yield _Found(f"{key}: missing plural form '{category}'; {_said(said, category)}", key)
        for category, form in forms.items():
            if category in self.categories:
                yield from _in_form(_Found("", key, category), form, said)
            else:
                hint = suggestion(category, self.categories)
                yield _Found(f"{key}: unknown plural form '{category}'{hint}", key, category)


def _in_form(found: _Found, form: Any, english: Mapping[str, str]) -> Iterator[_Found]:
    needs = _placeholders(english.get(found.form, english["other"]))
    if found.form in ("zero", "one", "two"):  # which may be words instead of numbers
        needs -= {"{n}"}
    yield from _in_text(found, form, english, needs)


def _in_text(found: _Found, text: Any, english: Entry, needs: set[str]) -> Iterator[_Found]:
    """What is wrong with a text, which `needs` some of the placeholders of the English one."""
    where = ": ".join(filter(None, [found.key, found.form]))
    allowed = _placeholders(english if isinstance(english, str) else english["other"])
    for message in _wrong(text, _said(english, found.form), allowed, needs):
        yield found._replace(message=f"{where}: {message}")


def _wrong(text: Any, said: str, allowed: set[str], needs: set[str]) -> Iterator[str]:
    if not isinstance(text, str):
        yield f"expected a text, found a list or a mapping; {said}"
        return
    if not text.strip():
        yield f"empty; {said}"
        return
    try:
        placeholders = _placeholders(text)
    except ValueError:
        yield f"expected braces in pairs around the name of a value; {said}"
        return
    for name in sorted(placeholders - allowed):
        yield f"unknown placeholder {name}{suggestion(name, sorted(allowed))}"
    for name in sorted(needs - placeholders):
        yield f"missing placeholder {name}; {said}"


def _placeholders(text: str) -> set[str]:
    """`{year}` and the like; ValueError for a brace without the other one."""
    if "{" not in text and "}" not in text:
        return set()
    return {f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None}


def _said(entry: Entry, form: str = "") -> str:
    """The English words, of an entry with plural forms those of the same form."""
    words = entry if isinstance(entry, str) else entry.get(form, entry["other"])
    first, *others = words.splitlines()
    return f"in English '{first}{' …' if others else ''}'"
