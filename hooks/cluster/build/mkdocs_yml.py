"""The source of mkdocs.yml, for the lines of settings: MkDocs does not report lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from cluster.problems import Invalid, Place, Problem
from cluster.reading.colons import spaced
from cluster.reading.conflicts import conflicts
from cluster.reading.yaml_errors import explained, odd_space
from cluster.reading.yaml_tree import Loader, decode

MKDOCS_YML = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class MkDocsYml:
    """The YAML tree of the file; `root` is None if the file is empty."""

    root: yaml.Node | None

    @classmethod
    def of(cls, raw: bytes) -> MkDocsYml:
        """Parse the file; Invalid if it is not YAML. Tags such as `!ENV` are accepted and not resolved."""
        text, problems = decode(raw, MKDOCS_YML)
        if problems:
            raise Invalid(problems)
        if found := conflicts(text, file=MKDOCS_YML):
            raise Invalid(found)
        try:
            root = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            index, message = explained(error, text)
            raise Invalid([Problem(Place(MKDOCS_YML, index + 1), message)]) from None
        except yaml.YAMLError as error:
            raise Invalid([Problem(Place(MKDOCS_YML, 1), f"invalid YAML: {error}")]) from None
        if problems := list(_wrong_keys(root)):
            raise Invalid(problems)
        return cls(root)

    def place(self, *words: str) -> Place:
        """The place of the last of the words, each searched below the one before: a key, then a value in it.

        Words that are not found are skipped.
        """
        line, scope = 1, self.root
        for word in words:
            if found := next((each for each in _entries(scope) if each[0].value == word), None):
                line, scope = found[0].start_mark.line + 1, found[1]
        return Place(MKDOCS_YML, line)

    def has(self, key: str) -> bool:
        """Whether the file has a setting."""
        return self.value(key) is not None

    def value(self, key: str) -> yaml.Node | None:
        """The value of a setting; None if the file does not have it."""
        pairs = self.root.value if isinstance(self.root, yaml.MappingNode) else []
        return next((value for name, value in pairs if name.value == key), None)

    def located(self, problem: Problem) -> Problem:
        """The problem, at the line of the setting and the values that its message quotes."""
        if problem.place != Place(MKDOCS_YML, 1):
            return problem
        key = re.match(r"\w+(?=: )", problem.message)
        quoted = re.findall(r"'([^']+)'|\"([^\"]+)\"", problem.message)
        words = [*([key[0]] if key else []), *(one or other for one, other in quoted)]
        return replace(problem, place=self.place(*words))


def _wrong_keys(root: yaml.Node | None) -> Iterator[Problem]:
    """Keys that stand twice in a mapping, of which YAML takes the last, and those with a no-break space or
    without a space after their colon."""
    for mapping in _nodes(root):
        seen: dict[str, int] = {}
        for key, value in mapping.value if isinstance(mapping, yaml.MappingNode) else []:
            name, line = str(key.value), key.start_mark.line + 1
            place = Place(MKDOCS_YML, line)
            if blank := odd_space(name):
                yield Problem(place, f"found {blank} in the key '{name.strip()}'; write plain spaces")
            if _is_unspaced(key, value):
                rest = f": {value.value}" if isinstance(value.value, str) and value.value else ""
                yield Problem(place, f"unknown setting '{name}'; {spaced(f'{name}{rest}')}")
            if name in seen:
                first = f"first used on line {seen[name]}"
                yield Problem(place, f"duplicate key '{name}' ({first}); delete one of them")
            seen.setdefault(name, line)


def _is_unspaced(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether a key is one with its value: `extra:{messages`, or `messages:pl` in braces."""
    name = str(key.value)
    is_alone = isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index
    return bool(re.match(r"[a-z_]+:[\[{]", name) or (is_alone and re.match(r"[a-z_]+:(?!//)\S", name)))


def _entries(scope: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node | None]]:
    """All keys with their values, and all other scalars, breadth first."""
    for node in _nodes(scope):
        if isinstance(node, yaml.ScalarNode):
            yield node, None
        elif isinstance(node, yaml.MappingNode):
            yield from ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))


def _nodes(scope: yaml.Node | None) -> Iterator[yaml.Node]:
    """A node and all below it but keys, breadth first."""
    level = [scope] if scope else []
    seen: set[int] = set()  # an alias may refer to a node that contains it
    while level:
        below: list[yaml.Node] = []
        for node in level:
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            if isinstance(node, yaml.MappingNode):
                below += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                below += node.value
        level = below
