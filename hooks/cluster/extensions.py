"""Python-Markdown as this site uses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

Placing = Callable[[str], str]
"""What becomes of a link of a text."""


def markdown_of(extensions: Sequence[Any], configs: Mapping[str, Any]) -> Callable[[str, Placing], str]:
    """A function from a Markdown text to its HTML."""
    markdown = Markdown(extensions=[*extensions, _EscapeHtml()], extension_configs=dict(configs))
    links = _Links(markdown)
    markdown.treeprocessors.register(links, "cluster-links", 0)

    def convert(text: str, placing: Placing) -> str:
        links.placing = placing
        return markdown.reset().convert(text)

    return convert


class _EscapeHtml(Extension):
    """Leaves no way for HTML or scripts from a text into a page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Python-Markdown's own way to switch raw HTML off."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


class _Links(Treeprocessor):
    """Gives every link and every picture's address to `placing`."""

    placing: Placing

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if link := element.get(name):
                    element.set(name, self.placing(link))
