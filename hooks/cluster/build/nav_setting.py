"""The form of `nav` in mkdocs.yml, which MkDocs checks without lines, and only up to its first mistake."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.problems import Place, Problem


def nav_problems(written: MkDocsYml) -> Iterator[Problem]:
    """All entries that are neither a page nor a title with a page or entries behind it."""
    node = written.value("nav")
    if isinstance(node, yaml.SequenceNode):
        yield from _in_list(node)
    elif node is not None and not _is_empty(node):
        yield _problem(node, "expected a list of pages, each behind '- ', such as '- about.md'")


def _in_list(entries: yaml.SequenceNode) -> Iterator[Problem]:
    for entry in entries.value:
        if isinstance(entry, yaml.MappingNode) and entry.value:
            yield from _in_entry(entry)
        elif not _is_text(entry):
            found = _named(entry)
            yield _problem(
                entry, f"expected a page such as 'about.md' or 'About us: about.md', found {found}"
            )


def _in_entry(entry: yaml.MappingNode) -> Iterator[Problem]:
    """The problems of a title and what is behind it."""
    (key, target), *others = entry.value
    for other, _ in others:
        cure = f"begin a line of its own with '- {other.value}: '"
        yield _problem(other, f"'{other.value}' stands in the entry of '{key.value}'; {cure}")
    if isinstance(target, yaml.SequenceNode) and target.value:
        yield from _in_list(target)
    elif isinstance(target, yaml.MappingNode) and target.value:
        yield _problem(target, f"write '- ' before each entry below '{key.value}'")
    elif not _is_text(target):
        cure = f"write a page behind the colon, such as '{key.value}: about.md', or entries below it"
        yield _problem(key, f"'{key.value}' leads nowhere; {cure}")


def _is_text(node: yaml.Node) -> bool:
    """Whether a node is a text, or has a tag such as `!ENV`, of which MkDocs makes one."""
    return isinstance(node, yaml.ScalarNode) and (
        not node.tag.startswith("tag:yaml.org") or (node.tag.endswith(":str") and bool(node.value.strip()))
    )


def _is_empty(node: yaml.Node) -> bool:
    return not str(node.value).strip() if isinstance(node, yaml.ScalarNode) else not node.value


def _named(node: yaml.Node) -> str:
    if _is_empty(node):
        return "nothing"
    return f"'{node.value}'" if isinstance(node, yaml.ScalarNode) else "a list"


def _problem(node: yaml.Node, message: str) -> Problem:
    return Problem(Place(MKDOCS_YML, node.start_mark.line + 1), f"nav: {message}")
