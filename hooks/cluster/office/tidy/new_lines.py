"""New YAML for values that a file did not have, in the style of a cluster's files."""

from __future__ import annotations

from typing import Any

import yaml

from cluster.office.tables.scalars import WIDTH, block, folds, one_line


def is_empty(node: Any) -> bool:
    """Whether a node says nothing: tools write such values for fields that nobody filled in."""
    if isinstance(node, yaml.ScalarNode):
        return not node.value.strip() or (node.style is None and node.value in ("~", "null"))
    return all(is_empty(each[1] if isinstance(each, tuple) else each) for each in node.value)


def entries(node: Any) -> list[tuple[str, Any]]:
    """The keys of a mapping that have a value, with these."""
    return [(key.value, value) for key, value in node.value if not is_empty(value)]


def flow(node: Any) -> str:
    """A value within brackets or braces."""
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(flow(each) for each in node.value if not is_empty(each))}]"
    if isinstance(node, yaml.MappingNode):
        return f"{{{', '.join(f'{key}: {flow(value)}' for key, value in entries(node))}}}"
    return one_line(node.value.strip(), in_flow=True, is_text=is_quoted(node))


def is_quoted(node: Any) -> bool:
    """Whether whoever wrote a value meant a text, also where it looks like a number."""
    return node.style in ("'", '"')


def scalar(node: Any, key: str, indent: int) -> str:
    """A plain value for a key on a line that begins at `indent`."""
    text = node.value.strip()
    line = one_line(text, is_text=is_quoted(node))
    is_long = "\n" in text or indent + len(key) + 2 + len(line) > WIDTH
    return block(text, indent + 2) if is_long and folds(text) and " " in text else line


def pair(key: str, node: Any, indent: int) -> str:
    """A key with its value, for a line that begins at `indent`."""
    if isinstance(node, yaml.ScalarNode):
        return f"{key}: {scalar(node, key, indent)}"
    if _is_short(node) and indent + len(key) + 2 + len(flow(node)) <= WIDTH:
        return f"{key}: {flow(node)}"
    margin = "\n" + " " * (indent + 2)
    if isinstance(node, yaml.MappingNode):
        return f"{key}:{margin}{mapping(node, indent + 2)}"
    lines = (f"{margin}{entry(each, indent + 2)}" for each in node.value if not is_empty(each))
    return f"{key}:{''.join(lines)}"


def mapping(node: Any, indent: int) -> str:
    """The lines of a mapping, the first without its blanks."""
    margin = "\n" + " " * indent
    return margin.join(pair(key, value, indent) for key, value in entries(node))


def entry(node: Any, indent: int) -> str:
    """An entry of a list, from its dash on."""
    if isinstance(node, yaml.ScalarNode):
        return f"- {scalar(node, '', indent)}"
    if isinstance(node, yaml.SequenceNode):
        return f"- {flow(node)}"
    return f"- {mapping(node, indent + 2)}"


def _is_short(node: Any) -> bool:
    """Whether brackets suit a value: ids, a text in its languages."""
    children = [each[1] if isinstance(each, tuple) else each for each in node.value]
    return all(
        isinstance(each, yaml.ScalarNode) and "\n" not in each.value and "://" not in each.value
        for each in children
    )
