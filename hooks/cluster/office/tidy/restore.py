"""Puts the values of one YAML text into another, and changes nothing else in that: its comments, its order,
its quotes and its line breaks stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from operator import eq
from typing import Any, NamedTuple

import yaml

from cluster.office.tables.scalars import WIDTH, block, folds, one_line
from cluster.office.tables.yaml_edit import end_of, parsed
from cluster.office.tidy.new_lines import entries, entry, flow, is_empty, is_quoted, pair
from cluster.reading.yaml_tree import Loader


class Unrestorable(Exception):
    """The values cannot be put into the text; it says why."""


def restored(old: str, new: str) -> str:
    """The text `old` with the values of `new`. Unrestorable if that would lose any of them."""
    root = _root(old)
    if root is None or is_empty(root):
        return new
    now = _root(new)
    if now is None:
        return new
    edit = _Restoring(old)
    edit.change(root, now, _Spot())
    if not _says(edit.result, plain(now)):
        raise Unrestorable("its values would not be the same")
    return edit.result


def _says(text: str, values: Any) -> bool:
    try:
        return bool(plain(_root(text)) == values)
    except yaml.YAMLError:
        return False


def _root(text: str) -> Any:
    if any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(text, Loader=Loader)):
        raise Unrestorable("it has references (& and *)")
    return parsed(text) if text.strip() else None


def plain(node: Any) -> Any:
    """The values of a node: mappings, lists and texts, without what is empty."""
    if isinstance(node, yaml.MappingNode):
        return {key: plain(value) for key, value in entries(node)}
    if isinstance(node, yaml.SequenceNode):
        return [plain(each) for each in node.value if not is_empty(each)]
    return node.value.strip()


def comments(text: str) -> set[str]:
    """The comments of a YAML text."""
    spans = [
        (each.start_mark.index, each.end_mark.index)
        for each in yaml.scan(text, Loader=Loader)
        if isinstance(each, yaml.ScalarToken)
    ]
    found = (each for each in re.finditer(r"(?:^|(?<=\s))#.*", text, re.MULTILINE))
    return {each[0].strip() for each in found if not any(a <= each.start() < b for a, b in spans)}


class _Spot(NamedTuple):
    """Where a value stands."""

    key: str = ""
    indent: int = 0
    """How far the line of its key is indented."""
    in_flow: bool = False


class _Patch(NamedTuple):
    start: int
    end: int
    by: str


class _Restoring:
    """The changes of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.changes: list[_Patch] = []

    @property
    def result(self) -> str:
        text = self.text
        # those at the same place in the order in which they were made
        for number in sorted(
            range(len(self.changes)), key=lambda each: (self.changes[each].start, each), reverse=True
        ):
            start, end, by = self.changes[number]
            text = text[:start] + by + text[end:]
        return text

    def put(self, start: int, end: int, by: str) -> None:
        self.changes.append(_Patch(start, end, by))

    def part(self, start: int, end: int) -> str:
        """A part of the text with the changes in it, which are made by that."""
        inside = _Restoring(self.text[start:end])
        for each in [each for each in self.changes if start <= each.start and each.end <= end]:
            inside.put(each.start - start, each.end - start, each.by)
            self.changes.remove(each)
        return inside.result

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def change(self, node: Any, now: Any, at: _Spot) -> None:
        """Make a node say what another one says."""
        if plain(node) == plain(now):
            return
        if type(node) is not type(now) or is_empty(node) or is_empty(now):
            self.replace(node, now, at)
        elif isinstance(node, yaml.MappingNode):
            self.change_mapping(node, now)
        elif isinstance(node, yaml.SequenceNode):
            self.change_list(node, now, at)
        else:
            self.change_scalar(node, now, at)

    def replace(self, node: Any, now: Any, at: _Spot) -> None:
        """Put a value of another form in the place of a node."""
        start, end = node.start_mark.index, max(node.start_mark.index, end_of(self.text, node))
        if at.in_flow or not at.key:
            self.put(start, end, flow(now))
            return
        behind_key = len(self.text[:start].rstrip())
        self.put(behind_key, end, pair(at.key, now, at.indent)[len(at.key) + 1 :])

    def change_scalar(self, node: Any, now: Any, at: _Spot) -> None:
        start, end = node.start_mark.index, end_of(self.text, node)
        text, quote = now.value.strip(), node.style if node.style in ("'", '"') else ""
        line = one_line(text, quote=quote, in_flow=at.in_flow, is_text=is_quoted(node))
        old = self.text[start:end].split("\n")
        is_alone = not self.text[end : self.line_end(end)].strip()
        is_wide = self.column(end) <= WIDTH < at.indent + len(at.key) + 2 + len(line)
        is_block = len(old) > 1 or "\n" in text or (is_wide and " " in text)
        if at.in_flow or not is_block or not is_alone or not folds(text):
            self.put(start, end, line)
            return
        is_folded = node.style == ">" and all(map(str.strip, old))
        lines = [each.strip() for each in old[1:]] if is_folded else []
        inner = len(old[1]) - len(old[1].lstrip()) if len(old) > 1 and old[1].strip() else at.indent + 2
        self.put(start, end, block(text, inner, lines))

    # Mappings

    def change_mapping(self, node: Any, now: Any) -> None:
        wanted, there = dict(entries(now)), {key.value: (key, value) for key, value in node.value}
        for name, (key, value) in there.items():
            if name in wanted:
                at = _Spot(name, self.column(key.start_mark.index), bool(node.flow_style))
                self.change(value, wanted[name], at)
            elif not is_empty(value):
                self.remove(node, key, value)
        names = [*wanted]
        for name in [each for each in names if each not in there]:
            before = [each for each in names[: names.index(name)] if each in there]
            self.insert(node, there[before[-1]] if before else None, name, wanted[name])

    def insert(self, node: Any, before: Any, name: str, now: Any) -> None:
        """Add a key behind another one, without one at the end: many tools sort keys by their names."""
        at = end_of(self.text, (before or node.value[-1])[1])
        if node.flow_style:
            self.put(at, at, f", {name}: {flow(now)}")
            return
        indent = self.column(node.value[0][0].start_mark.index)
        end = self.line_end(at)
        self.put(end, end, "\n" + " " * indent + pair(name, now, indent))

    def remove(self, node: Any, key: Any, value: Any) -> None:
        start, end = key.start_mark.index, end_of(self.text, value)
        keys = [each for each, _ in node.value]
        place = keys.index(key)
        following = keys[place + 1].start_mark.index if place + 1 < len(keys) else None
        is_behind_dash = bool(self.text[self.line_start(start) : start].strip())
        if (node.flow_style or is_behind_dash) and following is not None:
            self.put(start, following, "")
        elif node.flow_style:
            self.put(end_of(self.text, node.value[place - 1][1]) if place else start, end, "")
        else:
            self.put(self.line_start(start), min(self.line_end(end) + 1, len(self.text)), "")

    # Lists

    def change_list(self, node: Any, now: Any, at: _Spot) -> None:
        wanted = [each for each in now.value if not is_empty(each)]
        places = _matched(node.value, wanted)
        for place, each in zip(places, wanted, strict=True):
            if place is not None:
                child = node.value[place]
                indent = self.column(child.start_mark.index)
                self.change(child, each, _Spot("", indent, bool(node.flow_style)))
        if places == [*range(len(node.value))]:
            return
        if node.flow_style:
            self.join(node, wanted, places, at)
        else:
            self.join_lines(node, wanted, places)

    def join(self, node: Any, wanted: list[Any], places: list[int | None], at: _Spot) -> None:
        """A list in brackets."""
        parts = [
            flow(each) if place is None else self._part_of(node.value[place])
            for place, each in zip(places, wanted, strict=True)
        ]
        start, end = node.start_mark.index, end_of(self.text, node)
        line = f"[{', '.join(parts)}]"
        margin = "\n" + " " * (at.indent + 2)
        is_wide = "\n" in self.text[start:end] and self.column(start) + len(line) > WIDTH
        self._put_whole(start, end, f"[{margin}{f',{margin}'.join(parts)}]" if is_wide else line)

    def _part_of(self, node: Any) -> str:
        return self.part(node.start_mark.index, end_of(self.text, node))

    def join_lines(self, node: Any, wanted: list[Any], places: list[int | None]) -> None:
        """A list with its entries below each other; the comments above an entry go with it."""
        ends = [self.line_end(end_of(self.text, each)) for each in node.value]
        first = self.line_start(node.value[0].start_mark.index)
        starts = [first, *(end + 1 for end in ends)]
        dash = self.text.index("-", first) - first
        gap = "\n" if any(self.text[start : start + 1] == "\n" for start in starts[1:-1]) else ""
        parts = [
            f"{gap if number else ''}{' ' * dash}{entry(each, dash)}"
            if place is None
            else self.part(starts[place], ends[place])
            for number, (place, each) in enumerate(zip(places, wanted, strict=True))
        ]
        self._put_whole(first, ends[-1], "\n".join([parts[0].lstrip("\n"), *parts[1:]]))

    def _put_whole(self, start: int, end: int, by: str) -> None:
        """Replace a part that has no changes left, but for those of entries that are gone."""
        self.changes = [each for each in self.changes if each.end <= start or each.start >= end]
        self.put(start, end, by)


def _matched(olds: list[Any], wanted: list[Any]) -> list[int | None]:
    """For each entry of a list as it is wanted, the place of the one that it was; None for a new one.

    It is that with the same id, else an equal one, else, in a list of the same length, the next that is left.
    """
    left, values, were = [*range(len(olds))], [plain(each) for each in wanted], [plain(each) for each in olds]

    def take(is_it: Callable[[Any], bool]) -> int | None:
        found = next((place for place in left if is_it(were[place])), None)
        if found is not None:
            left.remove(found)
        return found

    places = [take(partial(_has_id, _id(value))) for value in values]
    for number, value in enumerate(values):
        if places[number] is None:
            places[number] = take(partial(eq, value))
    if len(olds) == len(wanted):
        return [left.pop(0) if place is None else place for place in places]
    return places


def _has_id(id: str, value: Any) -> bool:
    return id != "" and _id(value) == id


def _id(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else ""
