"""Python-Markdown as this site uses it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import get_installed_extensions

Placing = Callable[[str, Element], str]
"""What becomes of a link or a picture's address, told with the element that has it."""


def markdown_of(extensions: Sequence[str], configs: Mapping[str, Any]) -> Callable[[str, Placing], str]:
    """A function from a Markdown text to its HTML; extensions by name or as `located` tells them."""

    signs = {each: sign for each in extensions if (sign := _SIGNS.get(_short(each)))}

    @cache
    def reader(idle: frozenset[str], is_plain: bool) -> _Renderer:
        return _Renderer([each for each in extensions if each not in idle], configs, is_plain)

    def convert(text: str, placing: Placing) -> str:
        idle = frozenset(each for each, sign in signs.items() if not sign.search(text))
        chosen = reader(idle, not _INLINE_SIGNS.search(text))
        chosen.links.placing = placing
        return chosen.markdown.reset().convert(text)

    return convert


def located(names: Iterable[str]) -> dict[str, str]:
    """Where the classes of extensions are, `module:Class`, by name: what is asked of the installed packages.

    To ask takes longer than to load the extensions; a name that they do not know stands for itself.
    """
    installed: dict[str, str] = {}
    for each in get_installed_extensions():
        installed.setdefault(each.name, f"{each.module}:{each.attr}")
    return {name: installed.get(name, name) for name in names}


_SIGNS = {
    "toc": re.compile(r"#|^\s*[=-]|\[TOC\]", re.MULTILINE),
    "tables": re.compile(r"\|"),
    "fenced_code": re.compile("```|~~~"),
}
"""Without these signs in a text, the extension has nothing to do; to have it take part takes its time."""


_INLINE = (
    "backtick",
    "escape",
    "image_link",
    "image_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
    "entity",
    "em_strong",
    "em_strong2",
)
_INLINE_SIGNS = re.compile(r"[`\\!<&*_]|[ \t]\n")
"""Likewise, without these, what Python-Markdown looks for in every line."""


def _short(extension: str) -> str:
    """The name of one of Python-Markdown's own: `toc` for `markdown.extensions.toc:TocExtension`."""
    return extension.partition(":")[0].removeprefix("markdown.extensions.")


def _loaded(extension: str, config: Mapping[str, Any]) -> Extension | str:
    """One that is located; Python-Markdown finds others by name."""
    module, colon, name = extension.partition(":")
    if not colon:
        return extension
    loaded: Extension = getattr(import_module(module), name)(**config)
    return loaded


class _Renderer:
    """Python-Markdown with some extensions, and its links."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any], is_plain: bool) -> None:
        """`is_plain` if it is for texts without `_INLINE_SIGNS`."""
        known = {name: config for name, config in configs.items() if name in extensions}
        loaded = [_loaded(each, known.get(each, {})) for each in extensions]
        self.markdown = Markdown(extensions=[*loaded, _EscapeHtml()], extension_configs=known)
        for name in _INLINE if is_plain else ():
            self.markdown.inlinePatterns.deregister(name, strict=False)
        self.links = _Links(self.markdown)
        self.markdown.treeprocessors.register(self.links, "cluster-links", 0)
        self.markdown.inlinePatterns.register(_Active(self.links), "cluster-active", 90)


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
                if (link := element.get(name)) is not None:
                    element.set(name, self.placing(link, element))


ACTIVE = "html"
"""The tag of the element with which `placing` is told of HTML that would do something."""


class _Active(InlineProcessor):
    """Tells of HTML in a text that would run, load or restyle something; code is not looked at."""

    def __init__(self, links: _Links) -> None:
        super().__init__(r"(?i)<(?:script|style|iframe|object|embed|form)\b|<[a-z][^<>]*\son[a-z]+\s*=")
        self.links = links

    def handleMatch(self, found: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """The text as it is, for the page shows no HTML."""
        self.links.placing(found[0], Element(ACTIVE))
        return found[0], found.start(), found.end()
