"""The text of a new item: its values, and each other field as a comment with its meaning.

A comment becomes a value when its `#` is deleted: what is behind the second one is still a comment, and a
form that nobody filled in (`{cs: , en: }`) is refused by the reader.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_origin

from cluster.content.imported import Imported
from cluster.content.kinds import Kind
from cluster.language import Text
from cluster.office.tables.columns import Column, columns_of, fields_in_order
from cluster.office.tables.data_file import EntryText, assembled, entries_in, new_entry
from cluster.office.tables.scalars import WIDTH, one_line
from cluster.office.tables.yaml_edit import Value
from cluster.reading.descriptions import Descriptions, choices, in_languages
from cluster.reading.fields import fields_of, is_form, needed_of
from cluster.sentences import joint

_COLUMN = 34
"""Where the meaning of a field begins."""

_WIDTH = WIDTH - 4
"""Comments are indented like the entry in which they are."""


def draft_of(
    cls: Any, values: Mapping[str, Value], descriptions: Descriptions | None, languages: Sequence[str]
) -> str:
    """The YAML of a new item as a mapping that is not indented, and a line break.

    `values` are by the name of their column: `{"title.cs": "Den vody", "pillars": ["rivers"]}`; the first
    of `languages` is the default one. Without `descriptions`, there are no comments.
    """
    columns = columns_of(cls, tuple(languages))
    given: dict[str, dict[Column, Value]] = {}
    for each in columns:
        if values.get(each.name):
            given.setdefault(each.path[0], {})[each] = values[each.name]
    own = [line for name, found in given.items() for line in _field(name, found, columns)]
    rest = _comments(cls, {*given}, descriptions, languages) if descriptions else ()
    return "".join(f"{line}\n" for line in (*own, *rest))


def _field(name: str, given: Mapping[Column, Value], columns: Sequence[Column]) -> list[str]:
    """The lines of a field; a text in several languages is on one line if that is not too long."""
    if name == "id":
        return [f"id: {one_line(str(value))}" for value in given.values()]
    if len(given) > 1 and all(each.language and len(each.path) == 2 for each in given):
        pairs = [
            f"{each.language}: {one_line(str(value), in_flow=True, is_text=True)}"
            for each, value in given.items()
        ]
        line = f"{name}: {{{', '.join(pairs)}}}"
        if len(line) <= _WIDTH:
            return [line]
    lines = new_entry("id", given, columns).text.split("\n")
    return [line.removeprefix("    ") for line in lines if line != "    id: id"]


def document_of(
    cls: Any, values: Mapping[str, Value], descriptions: Descriptions | None, languages: Sequence[str]
) -> str:
    """A new Markdown file, with a head and no text yet."""
    return f"---\n{draft_of(cls, values, descriptions, languages)}---\n\n"


def translation_of(values: Mapping[str, Value], texts: Iterable[str], language: str) -> str:
    """The translation of a new Markdown file, with those of `texts` that are there in the language."""
    found = {name: value for name in texts if (value := values.get(f"{name}.{language}"))}
    lines = [f"{name}: {one_line(str(value), is_text=True)}\n" for name, value in found.items()]
    return f"---\n{''.join(lines)}---\n\n"


def with_entry(
    text: str,
    kind: Kind,
    values: Mapping[str, Value],
    descriptions: Descriptions | None,
    languages: Sequence[str],
) -> str:
    """The text of a file of data/ with a new entry at the end of its list.

    ValueError if the list is not written with one entry below the other.
    """
    draft = draft_of(kind.cls, values, descriptions, languages).rstrip("\n")
    new = EntryText(str(values.get("id", "")), 0, 0, textwrap.indent(draft, "    "), {})
    return assembled(text, kind.key, entries_in(text, kind.key), [new])


def manual_of(kinds: Sequence[Kind], descriptions: Descriptions) -> str:
    """The comments at the top of a file of data/ that has the lists of some kinds: what each field means."""
    parts = [_manual(kind.cls, descriptions, "" if len(kinds) == 1 else kind.key) for kind in kinds]
    return "".join(f"# {line}".rstrip() + "\n" for part in parts for line in part)


def _manual(cls: Any, descriptions: Descriptions, key: str) -> Iterator[str]:
    yield from _behind(f"{key:{_COLUMN - 10}}" if key else "", descriptions.hint(cls))
    margin = "  " if key else ""
    for name, _ in fields_in_order(cls):
        yield from _behind(f"{margin}{name:{_COLUMN - 10 - len(margin)}}", descriptions.hint(cls, name))


def _comments(cls: Any, but: set[str], descriptions: Descriptions, languages: Sequence[str]) -> Iterator[str]:
    """A line for each other field that an editor may write, some with a second one."""
    for name, hint in fields_in_order(cls):
        if name not in but and hint is not Imported:
            key = f"{name}: {_form(hint, languages)}"
            meaning = _behind(
                f"{key:{_COLUMN}}  # ",
                _meaning(cls, name, hint, descriptions, languages),
                below=f"# {'':{_COLUMN}}",
            )
            yield from (f"# {line}" for line in meaning)


def _meaning(cls: Any, name: str, hint: Any, descriptions: Descriptions, languages: Sequence[str]) -> str:
    """What a field means, with the values to choose from, or the fields that it has itself, if that does not
    name them. Languages in an example are those of the site."""
    words = in_languages(descriptions.hint(cls, name), languages)
    missing = [f"`{each}`" for each in choices(hint) or _unnamed(hint, words) if f"`{each}`" not in words]
    if not missing:
        return " ".join((words, *_choices_in(hint, joint(":", descriptions.language))))
    named = re.search(r": (`[\w-]+`(, )?)+\.$", words)  # some values as examples: the others follow
    sign = ", " if named else joint(":", descriptions.language)
    return f"{words.removesuffix('.')}{sign}{', '.join(missing)}."


def _choices_in(hint: Any, colon: str) -> Iterator[str]:
    """The values of the fields that a mapping must have, where they are to be chosen: `of`: `meeting`, …"""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    for name in needed_of(inner) if is_form(inner) else ():
        if values := choices(fields_of(inner)[name][0]):
            yield f"`{name}`{colon}{', '.join(f'`{each}`' for each in values)}."


def _unnamed(hint: Any, words: str) -> list[str]:
    """The fields of a mapping, or of each in a list, if neither its form nor the words about it name them."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    if not is_form(inner) or "`" in words:
        return []
    return [each for each in fields_of(inner)] if {*fields_of(inner)} > {*needed_of(inner)} else []


def _behind(start: str, words: str, *, below: str = "") -> list[str]:
    """Words behind the start of a line; what does not fit stands on lines that begin with `below`."""
    margin = below or " " * len(start)
    wide = textwrap.wrap(words, _WIDTH - len(margin), break_long_words=False, break_on_hyphens=False)
    first, *others = wide or [""]
    return [start + first, *(margin + each for each in others)]


def _form(hint: Any, languages: Sequence[str]) -> str:
    """How a value is written, with nothing in it: `{cs: , en: }`, `[]`; empty for a word or a number."""
    if hint is bool:
        return "true"
    if hint is Text:
        return _braces(languages) if len(languages) > 1 else ""
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return f"[{_form(inner, languages) if is_form(inner) else ''}]"
    return _braces(needed_of(hint)) if is_form(hint) else ""


def _braces(keys: Iterable[str]) -> str:
    return f"{{{', '.join(f'{each}: ' for each in keys)}}}"
