"""The setting `extra: {publish: {to: …, keep: …}}` of mkdocs.yml: where `cluster publish` sends the site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from cluster.build.destination import destination_of
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.problems import Invalid, Problem, suggestion

KEY = "publish"
"""The key below `extra`."""


@dataclass(frozen=True, slots=True)
class PublishSetting:
    """What mkdocs.yml says of publishing."""

    to: str = ""
    """See `destination_of`; empty if there is no setting."""
    keep: int = 5
    """How many releases stay at the server, that which visitors see included."""


def publish_setting(written: MkDocsYml) -> PublishSetting:
    """The setting, read without MkDocs; Invalid with all that is wrong in it."""
    if problems := list(publish_problems(written)):
        raise Invalid(problems)
    values = _values(_node(written))
    return PublishSetting(values.get("to", ""), int(values.get("keep", PublishSetting().keep)))


def publish_problems(written: MkDocsYml) -> Iterator[Problem]:
    """What is wrong with the setting."""
    node = _node(written)
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode) or "to" not in _values(node):
        message = "extra.publish: expected {to: user@example.org:/srv/www/cluster}, or delete the line"
        yield Problem(written.place("extra", KEY), message)
        return
    for name, value in _values(node).items():
        if why := _wrong(name, value):
            yield Problem(written.place("extra", KEY, name), f"extra.publish: {why}")


def _node(written: MkDocsYml) -> yaml.Node | None:
    extra = written.value("extra")
    pairs = extra.value if isinstance(extra, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == KEY), None)


def _values(node: yaml.Node | None) -> dict[str, str]:
    """The texts of a mapping; empty ones for values that are none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): value.value if isinstance(value, yaml.ScalarNode) else "" for key, value in pairs}


_MOST_KEPT = 100


def _wrong(name: str, value: str) -> str:
    if name == "to":
        try:
            destination_of(value)
        except ValueError as error:
            return f"to: {error}"
        return ""
    if name == "keep":
        is_number = value.isdecimal() and value.isascii() and 2 <= int(value) <= _MOST_KEPT
        return "" if is_number else f"keep: expected a number of releases (2–{_MOST_KEPT}), found '{value}'"
    return f"unknown setting '{name}'{suggestion(name, ('to', 'keep'))}"
