"""mkdocs.yml as it is written: the line of each setting, which MkDocs does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import yaml

from cluster.problems import Invalid, Place, Problem

MKDOCS_YML = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class MkDocsYml:
    """The tree of the file; empty if the file is."""

    root: yaml.Node | None

    @classmethod
    def of(cls, text: str) -> MkDocsYml:
        """Invalid if the text is not YAML; tags such as `!ENV` are left alone."""
        try:
            return cls(yaml.compose(text, Loader=yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            message = f"this is not YAML: {error.problem or error.context}"
            raise Invalid([Problem(Place(MKDOCS_YML, line), message)]) from None
        except yaml.YAMLError as error:
            raise Invalid([Problem(Place(MKDOCS_YML, 1), f"this is not YAML: {error}")]) from None

    def place(self, *words: str) -> Place:
        """Where the words are written, each inside of the one before: a key, then a value below it.

        Words that are not there are passed over.
        """
        line, scope = 1, self.root
        for word in words:
            if found := next((each for each in _entries(scope) if each[0].value == word), None):
                line, scope = found[0].start_mark.line + 1, found[1]
        return Place(MKDOCS_YML, line)

    def has(self, key: str) -> bool:
        """Whether there is such a setting."""
        return self.value(key) is not None

    def value(self, key: str) -> yaml.Node | None:
        """What a setting says."""
        pairs = self.root.value if isinstance(self.root, yaml.MappingNode) else []
        return next((value for name, value in pairs if name.value == key), None)

    def located(self, problem: Problem) -> Problem:
        """A problem of this file at the line of what it quotes."""
        if problem.place != Place(MKDOCS_YML, 1):
            return problem
        key = re.match(r"\w+(?=: )", problem.message)
        quoted = re.findall(r"'([^']+)'|\"([^\"]+)\"", problem.message)
        words = [*([key[0]] if key else []), *(one or other for one, other in quoted)]
        return replace(problem, place=self.place(*words))


def _entries(scope: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node | None]]:
    """Every key with its value and every other value, outer ones first."""
    level = [scope] if scope else []
    seen: set[int] = set()  # an alias may lead back to what it stands in
    while level:
        below: list[yaml.Node] = []
        for node in level:
            if id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.ScalarNode):
                yield node, None
            elif isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if isinstance(key, yaml.ScalarNode):
                        yield key, value
                    below.append(value)
            elif isinstance(node, yaml.SequenceNode):
                below += node.value
        level = below
