"""Python-Markdown as this site uses it."""

from __future__ import annotations

import re
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
    whole = _Reader(extensions, configs)
    plain = _Reader([each for each in extensions if each != "toc"], configs)

    def convert(text: str, placing: Placing) -> str:
        # `toc` has nothing to do in a text without a heading, and takes a third of the time.
        reader = whole if _MAY_HAVE_HEADINGS.search(text) else plain
        reader.links.placing = placing
        return reader.markdown.reset().convert(text)

    return convert


_MAY_HAVE_HEADINGS = re.compile(r"#|^\s*[=-]|\[TOC\]", re.MULTILINE)


class _Reader:
    """Python-Markdown with some extensions, and its links."""

    def __init__(self, extensions: Sequence[Any], configs: Mapping[str, Any]) -> None:
        known = {name: config for name, config in configs.items() if name in extensions}
        self.markdown = Markdown(extensions=[*extensions, _EscapeHtml()], extension_configs=known)
        self.links = _Links(self.markdown)
        self.markdown.treeprocessors.register(self.links, "cluster-links", 0)


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
