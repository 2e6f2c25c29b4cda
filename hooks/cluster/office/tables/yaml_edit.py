"""Changes single values in the text of a YAML file, and nothing else: order, comments, quotes and line breaks
of all other values stay as an editor wrote them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from cluster.office.tables.columns import Column, Path, default_of
from cluster.office.tables.scalars import WIDTH, block, folds, one_line
from cluster.reading.yaml_tree import Loader

Value = str | list[str] | None
"""A text, a list, or None for no value."""


def parsed(text: str) -> Any:
    """The root node of a YAML text."""
    return yaml.compose(text, Loader=Loader)


def plain(node: Any) -> Any:
    """A node as mappings, lists and stripped texts."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    return [plain(each) for each in node.value] if isinstance(node, yaml.SequenceNode) else node.value.strip()


def end_of(text: str, node: Any) -> int:
    """The index behind the last character of a value. The parser's own mark is behind blanks after it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    return len(text[: node.end_mark.index].rstrip())


def with_value(text: str, column: Column, value: Value, columns: Sequence[Column]) -> str:
    """The text of an item with the value of one column changed, added or removed.

    `columns` are all columns, in the order in which values are written.
    """
    return _Edit(text, column, columns).change(parsed(text), (), value)


def _holds_only(node: Any, path: Sequence[str]) -> bool:
    """Whether a mapping has nothing but the value at a path."""
    if not path or not isinstance(node, yaml.MappingNode):
        return True
    return [key.value for key, _ in node.value] == [path[0]] and _holds_only(node.value[0][1], path[1:])


class _Edit:
    """A change of one value in a text. `done` are the keys that lead to the mapping at hand."""

    def __init__(self, text: str, column: Column, columns: Sequence[Column]) -> None:
        self.text, self.column, self.columns = text, column, columns

    def change(self, mapping: Any, done: Path, value: Value) -> str:
        pairs = {key.value: (key, node) for key, node in mapping.value}
        name, *rest = self.column.path[len(done) :]
        if name not in pairs:
            return self.text if value is None else self.insert(mapping, done, value)
        key, node = pairs[name]
        if rest and isinstance(node, yaml.MappingNode) and not (value is None and _holds_only(node, rest)):
            return self.change(node, (*done, name), value)
        if (
            rest
            and not isinstance(node, yaml.MappingNode)
            and rest[0] != default_of(self.columns, (*done, name))
        ):
            return self.text if value is None else self.split(mapping, key, node, rest[0], str(value))
        if value is None:
            return self.remove(mapping, key, node)
        return self.replace(mapping, key, node, value)

    def put(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]

    def put_in(self, index: int, new: str) -> str:
        return self.put(index, index, new)

    def line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def flow(self, value: Value) -> str:
        """A value within brackets or braces."""
        if isinstance(value, list):
            return f"[{', '.join(map(self.flow, value))}]"
        return one_line(value or "", in_flow=True, is_text=self.column.is_text)

    def scalar(self, value: str, key: str, indent: int, node: Any = None) -> str:
        """A value for a key on a line that begins at `indent`, in the style of the node that it replaces."""
        style = (node.style or "") if node else ""
        old = self.text[node.start_mark.index : end_of(self.text, node)].split("\n") if node else []
        line = one_line(value, quote=style if style in "'\"" else "", is_text=self.column.is_text)
        is_long = len(old) > 1 or indent + len(key) + 2 + len(line) > WIDTH
        if "\n" not in value and not (is_long and folds(value)):
            return line
        lines = old[1:] if style == ">" and all(map(str.strip, old)) else []
        inner = len(lines[0]) - len(lines[0].lstrip()) if lines else indent + 2
        return block(value, inner, [each.strip() for each in lines])

    # A value that is there

    def replace(self, mapping: Any, key: Any, node: Any, value: str | list[str]) -> str:
        start, end = node.start_mark.index, end_of(self.text, node)
        if isinstance(value, list):
            if node.flow_style or not isinstance(node, yaml.SequenceNode):
                return self.put(start, end, self.flow(value))
            return self.rows(node, value)
        if mapping.flow_style:
            quote = node.style if node.style in ("'", '"') else ""
            return self.put(
                start, end, one_line(value, quote=quote, in_flow=True, is_text=self.column.is_text)
            )
        return self.put(start, end, self.scalar(value, key.value, key.start_mark.column, node))

    def rows(self, node: Any, values: list[str]) -> str:
        """A list with one value on a line; the lines of values that stay are kept, with comments above."""
        first = self.text.rfind("\n", 0, node.start_mark.index) + 1
        ends = [self.line_end(end_of(self.text, each)) for each in node.value]
        starts = [first, *(end + 1 for end in ends)]
        dash = self.text[first : node.start_mark.index] + "- "
        kept = {
            plain(each): self.text[start:end]
            for each, start, end in zip(node.value, starts, ends, strict=False)
        }
        lines = [kept.get(each, dash + one_line(each, is_text=self.column.is_text)) for each in values]
        return self.put(first, ends[-1], "\n".join(lines))

    def remove(self, mapping: Any, key: Any, node: Any) -> str:
        start, end = key.start_mark.index, end_of(self.text, node)
        if not mapping.flow_style:
            line = self.text.rfind("\n", 0, start) + 1
            return self.put(line, min(self.line_end(end) + 1, len(self.text)), "")
        keys = [each for each, _ in mapping.value]
        place = keys.index(key)
        if place + 1 < len(keys):
            return self.put(start, keys[place + 1].start_mark.index, "")
        return self.put(end_of(self.text, mapping.value[place - 1][1]) if place else start, end, "")

    def split(self, mapping: Any, key: Any, node: Any, language: str, value: str) -> str:
        """A text without languages becomes one with languages."""
        start, end = node.start_mark.index, end_of(self.text, node)
        default = default_of(self.columns, self.column.path[:-1])
        if mapping.flow_style:
            return self.put(
                start, end, f"{{{default}: {self.text[start:end]}, {language}: {self.flow(value)}}}"
            )
        indent = key.start_mark.column + 2
        versions = {default: plain(node), language: value}
        lines = [
            f"\n{' ' * indent}{each}: {self.scalar(text, each, indent)}" for each, text in versions.items()
        ]
        return self.put(len(self.text[:start].rstrip()), end, "".join(lines))

    # A new value

    def insert(self, mapping: Any, done: Path, value: str | list[str]) -> str:
        """Add the rest of the path behind what is written before it, else at the beginning."""
        depth, name = len(done), self.column.path[len(done)]
        names = list(dict.fromkeys(each.path[depth] for each in self.columns if each.path[:depth] == done))
        before = names[: names.index(name)]
        ends = [end_of(self.text, node) for key, node in mapping.value if key.value in before]
        first = mapping.value[0][0].start_mark
        if mapping.flow_style:
            pair = self.flow_pair(depth, value)
            return self.put_in(max(ends), f", {pair}") if ends else self.put_in(first.index, f"{pair}, ")
        pair, margin = self.pair(depth, value, first.column), "\n" + " " * first.column
        if ends:
            return self.put_in(self.line_end(max(ends)), margin + pair)
        return self.put_in(first.index, pair + margin)

    def is_leaf(self, depth: int) -> bool:
        """Whether the value stands at this key of the path: at the last one, or a text without languages."""
        path = self.column.path
        is_short = bool(self.column.language) and depth == len(path) - 2
        return depth == len(path) - 1 or (is_short and path[-1] == default_of(self.columns, path[:-1]))

    def flow_pair(self, depth: int, value: str | list[str]) -> str:
        inner = self.flow(value) if self.is_leaf(depth) else f"{{{self.flow_pair(depth + 1, value)}}}"
        return f"{self.column.path[depth]}: {inner}"

    def pair(self, depth: int, value: str | list[str], indent: int) -> str:
        """A key with its value, for a line that begins at `indent`."""
        name = self.column.path[depth]
        margin = "\n" + " " * (indent + 2)
        if not self.is_leaf(depth):
            return f"{name}:{margin}{self.pair(depth + 1, value, indent + 2)}"
        if isinstance(value, str):
            return f"{name}: {self.scalar(value, name, indent)}"
        line = f"{name}: {self.flow(value)}"
        if indent + len(line) <= WIDTH:
            return line
        rows = [f"{margin}- {one_line(each, is_text=self.column.is_text)}" for each in value]
        return f"{name}:{''.join(rows)}"
