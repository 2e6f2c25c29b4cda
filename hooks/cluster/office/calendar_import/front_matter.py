"""Writes the front matter ("head") of event files: new ones, and changes to single fields.

A change must not touch what an editor wrote: order, quotes, comments, line ends. So only the lines of the
changed field go through ruamel.yaml, which keeps comments, and the result is parsed again to prove that all
other fields are the same.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import FoldedScalarString

from cluster.content.events import Event
from cluster.dates import When
from cluster.problems import Invalid, Place, Problem
from cluster.reading.yaml_tree import Node, read_tree

FIELDS = tuple(each.name for each in dataclasses.fields(Event) if each.metadata.get("written", True))
"""All fields of an event, in the order of a new file."""

_LINE = 110
"""Line width of a new head; longer texts are folded to less."""
# opening line, fields, closing line with the body
_PARTS = re.compile(r"\A(\ufeff?---[ \t]*\r?\n)(.*?\r?\n)??(---[ \t]*(?:\r?\n.*)?)\Z", re.DOTALL)


def plain(value: Any) -> Any:
    """A model value as plain YAML data; None if it is a default and need not be written."""
    if isinstance(value, When):
        return value.starts if value.written == str(value.starts) else value.written
    if dataclasses.is_dataclass(value):
        fields = {
            each.name: plain(getattr(value, each.name))
            for each in dataclasses.fields(value)
            if each.name != "at" and getattr(value, each.name) != each.default
        }
        return {name: each for name, each in fields.items() if each is not None}
    if isinstance(value, tuple):
        return [plain(each) for each in value] or None
    return None if value == "" else value


def new_file(fields: Mapping[str, Any], body: str) -> bytes:
    """The content of a new event file. `fields` are values as `plain` returns them; None is left out."""
    head = CommentedMap()
    for name in FIELDS:
        if fields.get(name) is not None:
            head[name] = _written(fields[name])
    return f"---\n{_dumped(head, '  - ')}---\n{body}".encode()


def head_of(raw: bytes, file: str) -> dict[str, Node]:
    """The nodes of the fields, by name; empty if the head cannot be parsed."""
    match = _PARTS.match(raw.decode())
    root, _ = read_tree((match[2] or "").replace("\r\n", "\n") if match else "", file=file, first_line=2)
    return root.value if root and isinstance(root.value, dict) else {}


def changed(raw: bytes, file: str, fields: Mapping[str, Any]) -> bytes:
    """The file with some fields changed, or removed if the value is None. All other bytes are kept.

    Invalid if that cannot be guaranteed; the editor then has to change the file by hand. Also Invalid if a
    value may not stand in a file, such as a text with `<!--`.
    """
    match = _PARTS.match(raw.decode())
    if match is None:
        raise _by_hand(file, fields)
    old = match[2] or ""  # ruamel.yaml works with \n; the original line ends are put back
    ends = "\r\n" if "\r\n" in old else "\n"
    head = old.replace("\r\n", "\n")
    try:
        for name, value in fields.items():
            head = _with_field(head, name, value)
    except (YAMLError, ValueError):
        raise _by_hand(file, fields) from None
    _check(head, file)
    if _values(head, except_for=fields) != _values(old.replace("\r\n", "\n"), except_for=fields):
        raise _by_hand(file, fields)
    return f"{match[1]}{head.replace(chr(10), ends)}{match[3]}".encode()


def _check(head: str, file: str) -> None:
    """Refuse a head that the site could not be built with, in the words of its reader."""
    root, problems = read_tree(head, file=file, first_line=2)
    if root is not None and problems:
        raise Invalid(problems)


def _by_hand(file: str, fields: Mapping[str, Any]) -> Invalid:
    wanted = "; ".join(f"{name}: {value}" for name, value in fields.items() if name != "imported")
    message = f"the head cannot be changed automatically; change it by hand: {wanted}"
    return Invalid([Problem(Place(file, 1), message)])


def _values(head: str, except_for: Mapping[str, Any]) -> Any:
    """The fields as plain data, to compare two versions of a head; None if it cannot be parsed."""
    root, problems = read_tree(head, file="")
    if problems or root is None or not isinstance(root.value, dict):
        return None
    return {name: _value(node) for name, node in root.value.items() if name not in except_for}


def _value(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {name: _value(each) for name, each in node.value.items()}
    return [_value(each) for each in node.value] if isinstance(node.value, list) else node.value


def _with_field(head: str, name: str, value: Any) -> str:
    """The head with one field changed."""
    root, _ = read_tree(head, file="")
    lines = head.splitlines(keepends=True)
    starts = sorted(root.key_lines.values()) if root else []
    if not root or len(set(starts)) < len(starts) or lines[starts[0] - 1][:1] in "{ ":
        # two fields on a line or flow style: it cannot be cut into pieces, so ruamel.yaml rewrites all of it
        return _merged(head, name, value)
    if name not in root.key_lines:
        if value is None:
            return head
        before = [each for each in FIELDS[: FIELDS.index(name)] if each in root.key_lines]
        last = max((root.key_lines[each] for each in before), default=0)
        at = _end(lines, last, starts) if last else starts[0] - 1
        return "".join([*lines[:at], _dumped(CommentedMap({name: _written(value)}), head), *lines[at:]])
    first = root.key_lines[name]
    end = _end(lines, first, starts)
    piece = "" if value is None else _merged("".join(lines[first - 1 : end]), name, value, style=head)
    return "".join([*lines[: first - 1], piece, *lines[end:]])


def _end(lines: list[str], first: int, starts: list[int]) -> int:
    """The last line of the field on line `first`, 1-based. Comments before the next field belong to that."""
    end = min((start - 1 for start in starts if start > first), default=len(lines))
    while end > first and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _merged(text: str, name: str, value: Any, style: str = "") -> str:
    """The lines of one field, or a whole head, with the field changed."""
    loaded = _yaml(text).load(text)
    if not isinstance(loaded, CommentedMap):
        raise ValueError
    if value is None:
        loaded.pop(name, None)
    elif name in loaded:
        loaded[name] = _merge(loaded[name], value)
    else:
        before = [each for each in FIELDS[: FIELDS.index(name)] if each in loaded]
        loaded.insert(list(loaded).index(before[-1]) + 1 if before else 0, name, _written(value))
    return _dumped(loaded, text if "- " in text else style)


def _merge(old: Any, new: Any) -> Any:
    """The old value updated in place where possible: ruamel.yaml attaches comments to its containers."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in [name for name in old if name not in new]:
            del old[name]
        for index, (name, value) in enumerate(new.items()):
            if name in old:
                old[name] = _merge(old[name], value)
            else:
                old.insert(index, name, _written(value))  # type: ignore[attr-defined]
        return old
    if isinstance(old, list) and isinstance(new, list):
        for index in reversed(range(len(old))):
            if str(old[index]) not in map(str, new):
                del old[index]
        for index, value in enumerate(new):
            if index >= len(old) or str(old[index]) != str(value):
                old.insert(index, _written(value))
        del old[len(new) :]
        return old
    return old if str(old) == str(new) else _written(new)


def _written(value: Any) -> Any:
    """Plain data for ruamel.yaml, with long texts folded (`>-`)."""
    if isinstance(value, dict):
        return CommentedMap({name: _written(each) for name, each in value.items()})
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, bool | int | date):
        return value
    text = str(value)
    if len(text) < _LINE - 10 or not text.isprintable():
        return text
    folded = FoldedScalarString(text)
    folded.fold_pos = _folds(text)  # ruamel.yaml only folds at the positions it is given
    return folded


def _folds(text: str) -> list[int]:
    """Positions of the spaces to fold at: single ones, as folding would eat others."""
    folds: list[int] = []
    begin = 0
    for space in re.finditer(r"(?<=[^ ]) (?=[^ ])", text):
        following = text.find(" ", space.end())
        if (following if following >= 0 else len(text)) - begin > _LINE - 10:
            folds.append(space.start())
            begin = space.end()
    return folds


def _dumped(value: CommentedMap, style: str) -> str:
    out = StringIO()
    _yaml(style).dump(value, out)
    return out.getvalue()


def _yaml(style: str) -> YAML:
    """A round-trip YAML; lists are indented as in the example text `style`, by default indented."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # do not re-wrap what the editor wrote
    yaml.representer.ignore_aliases = lambda _: True
    indented = re.search(r"^ +- ", style, re.MULTILINE) or not re.search(r"^- ", style, re.MULTILINE)
    if indented:
        yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
