"""The text of a file of data/ as a list of items, of which each can be changed by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from cluster.office.tables.columns import Column, default_of
from cluster.office.tables.yaml_edit import Value, end_of, parsed, plain, with_value


class EntryText(NamedTuple):
    """One item of a list."""

    id: str
    start: int
    """The index of its first line."""
    end: int
    """The index of the end of its last line."""
    text: str
    """Its lines, with a blank for the `-` before them, so that they are a mapping."""
    values: Mapping[str, Any]
    """Mappings, lists and texts."""


def list_in(text: str, key: str) -> Any:
    """The node of the list below a key; None if there is none."""
    root = parsed(text) if text.strip() else None
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next((node for name, node in pairs if name.value == key), None)


def entries_in(text: str, key: str) -> list[EntryText]:
    """The items of the list below a key. ValueError if they are not written one below the other."""
    node = list_in(text, key)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return []
    if node.flow_style:
        raise ValueError(f"the list '{key}' is in brackets; write each entry on lines of its own, after '-'")
    return [_entry(text, each) for each in node.value]


def _entry(text: str, node: Any) -> EntryText:
    at = node.start_mark.index
    start = text.rfind("\n", 0, at) + 1
    end = _line_end(text, end_of(text, node))
    values = plain(node)
    return EntryText(str(values.get("id", "")), start, end, " " * (at - start) + text[at:end], values)


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def value_of(values: Mapping[str, Any], column: Column, columns: Sequence[Column]) -> Value:
    """The value of a column in an item; None without one."""
    found: Any = values
    for name in column.path:
        if isinstance(found, str):  # a text without languages
            is_own = name == column.language == default_of(columns, column.path[:-1])
            return found if is_own else None
        found = found.get(name)
        if found is None:
            return None
    return [found] if column.is_list and isinstance(found, str) else found


def changed(entry: EntryText, changes: Mapping[Column, Value], columns: Sequence[Column]) -> EntryText:
    """An item with some values changed. ValueError if that would change anything else, too."""
    text = entry.text
    for column, value in changes.items():
        text = with_value(text, column, value, columns)
    values = plain(parsed(text))
    wanted = {**{each: value_of(entry.values, each, columns) for each in columns}, **changes}
    if wanted != {each: value_of(values, each, columns) for each in columns}:
        raise ValueError
    own = {each.path[0] for each in columns}
    if any(values.get(name) != value for name, value in entry.values.items() if name not in own):
        raise ValueError
    return entry._replace(text=text, values=values)


def new_entry(id: str, values: Mapping[Column, Value], columns: Sequence[Column]) -> EntryText:
    """A new item; its text is indented as most are."""
    given = [each for each in columns if values.get(each) is not None and each.path != ("id",)]
    empty = EntryText(id, 0, 0, f"    id: {id}", {"id": id})
    return changed(empty, {each: values[each] for each in given}, columns)


def assembled(text: str, key: str, entries: Sequence[EntryText], new: Sequence[EntryText]) -> str:
    """The text of the file with changed items in their places and new ones at the end of the list."""
    parts, done = [], 0
    for each in entries:
        dash = len(each.text) - len(each.text.lstrip(" "))
        first = text[each.start : each.start + dash]
        parts += [text[done : each.start], first, each.text[dash:]]
        done = each.end
    if not entries:
        return _with_list(text, key, new) if new else text
    gap = "\n" if len(entries) > 1 and text[: entries[-1].start].endswith("\n\n") else ""
    margin = text[entries[-1].start :].partition("- ")[0]
    rows = [f"\n{gap}{_shifted(each.text, margin)}" for each in new]
    own = _comments_below(text[done:], len(margin)) if new else ""
    return "".join([*parts, own, *rows, text[done + len(own) :]])


def _comments_below(rest: str, indent: int) -> str:
    """The comments behind the last value of an item, which are indented more than its dash."""
    found = re.match(rf"(?:\n {{{indent + 1},}}#.*)*", rest)
    return found[0] if found else ""


def _shifted(text: str, dash: str) -> str:
    """The lines of a new item with a dash, indented like those of the others."""
    lines = [line.removeprefix("    ") for line in text.split("\n")]
    return "\n".join(
        f"{dash}{'  ' if number else '- '}{line}" if line else "" for number, line in enumerate(lines)
    )


def _with_list(text: str, key: str, new: Sequence[EntryText]) -> str:
    """The text with a list that was empty or not there."""
    rows = "".join(f"\n{_shifted(each.text, '  ')}" for each in new)
    node = list_in(text, key)
    if node is None:
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        return f"{before}{key}:{rows}\n"
    start = len(text[: node.start_mark.index].rstrip())
    return text[:start] + rows + text[node.end_mark.index :]
