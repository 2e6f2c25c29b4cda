"""Python-Markdown, set up for this site: raw HTML escaped, links rewritten, idle extensions left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from html import unescape
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, get_installed_extensions

Rewrite = Callable[[str, Element], str]
"""The new value of an `href` or `src`, given the old one and its element."""


def markdown_of(extensions: Sequence[str], configs: Mapping[str, Any]) -> Callable[[str, Rewrite], str]:
    """A converter from Markdown to HTML. Extensions are given by name or as returned by `located`.

    Python-Markdown runs every processor over every line, needed or not. So each text goes to a renderer
    without the processors whose syntax it does not contain, which gives the same HTML in less time. There are
    few combinations, each set up once.
    """

    signs = {each: sign for each in extensions if (sign := _SIGNS.get(_short(each)))}

    @cache
    def renderer(idle: frozenset[str], is_plain: bool) -> _Renderer:
        return _Renderer([each for each in extensions if each not in idle], configs, is_plain)

    def convert(text: str, rewrite: Rewrite) -> str:
        idle = frozenset(each for each, sign in signs.items() if not sign.search(text))
        chosen = renderer(idle, not _INLINE_SIGNS.search(text))
        chosen.links.rewrite = rewrite
        return chosen.markdown.reset().convert(text)

    return convert


def located(names: Iterable[str]) -> dict[str, str]:
    """The entry point of each extension, `module:Class`; the name itself if no package registers it.

    Reading the metadata of all installed packages takes longer than loading the extensions, so the settings
    cache the result.
    """
    installed: dict[str, str] = {}
    for each in get_installed_extensions():
        # the first one wins, as in Python-Markdown
        installed.setdefault(each.name, f"{each.module}:{each.attr}")
    return {name: installed.get(name, name) for name in names}


_SIGNS = {
    "toc": re.compile(r"#|^\s*[=-]|\[TOC\]", re.MULTILINE),
    "tables": re.compile(r"\|"),
    "fenced_code": re.compile("```|~~~"),
}
"""A text that does not match has nothing for the extension to do. False matches only cost time."""

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
"""Likewise for the inline processors of `_INLINE`."""


def _short(extension: str) -> str:
    """The name of a built-in extension: `toc` for `markdown.extensions.toc:TocExtension`."""
    return extension.partition(":")[0].removeprefix("markdown.extensions.")


def _loaded(extension: str, config: Mapping[str, Any]) -> Extension | str:
    """The extension object for an entry point; other names are left for Python-Markdown to look up."""
    module, colon, name = extension.partition(":")
    if not colon:
        return extension
    loaded: Extension = getattr(import_module(module), name)(**config)
    return loaded


class _Renderer:
    """One configured instance of Python-Markdown."""

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any], is_plain: bool) -> None:
        """`is_plain`: only for texts that do not match `_INLINE_SIGNS`."""
        own = {name: config for name, config in configs.items() if name in extensions}
        loaded = [_loaded(each, own.get(each, {})) for each in extensions]
        self.markdown = Markdown(extensions=[*loaded, _EscapeHtml()], extension_configs=own)
        for name in _INLINE if is_plain else ():
            self.markdown.inlinePatterns.deregister(name, strict=False)
        self.links = _Links(self.markdown)
        # priority 0: after the inline patterns, which create the links
        self.markdown.treeprocessors.register(self.links, "cluster-links", 0)
        # 90, where "html" was: after code spans (190), in which HTML is harmless
        self.markdown.inlinePatterns.register(_ActiveHtml(self.links), "cluster-active", 90)
        # 165: after "reference" (170), which takes those that are defined
        undefined = _UndefinedReference(self.links, self.markdown)
        self.markdown.inlinePatterns.register(undefined, "cluster-undefined", 165)


class _EscapeHtml(Extension):
    """Escapes raw HTML, so that no script of a text gets into a page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """As Python-Markdown documents in place of its former `safe_mode`."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


class _Links(Treeprocessor):
    """Passes every `href` and `src` through `rewrite`, and keeps ids of the theme free."""

    rewrite: Rewrite
    """Set before each conversion."""

    def run(self, root: Element) -> None:
        renamed = _freed(root)
        for element in root.iter():
            for name in ("href", "src"):
                if (link := element.get(name)) is not None:
                    # Python-Markdown writes the characters of <a@b.example> as entities
                    plain = unescape(link.replace(AMP_SUBSTITUTE, "&")) if AMP_SUBSTITUTE in link else link
                    element.set(name, self.rewrite(renamed.get(plain, plain), element))


def _freed(root: Element) -> dict[str, str]:
    """Give headings a new id if the theme has elements with theirs; the new links by the former ones."""
    ids = {id for each in root.iter() if (id := each.get("id"))}
    renamed = {}
    for element in root.iter():
        id = element.get("id", "")
        if id == "content" or id.startswith("__"):  # the content itself, switches of the theme's scripts
            element.set("id", unique(id, ids))
            renamed[f"#{id}"] = f"#{element.get('id')}"
    return renamed


ACTIVE = "html"
"""The tag of the made-up element with which active HTML is passed to `rewrite`."""


class _ActiveHtml(InlineProcessor):
    """Reports HTML that would run, load or restyle something; an editor would miss its effect.

    It is harmless, as `_EscapeHtml` shows it as text.
    """

    def __init__(self, links: _Links) -> None:
        super().__init__(r"(?i)<(?:script|style|iframe|object|embed|form)\b|<[a-z][^<>]*\son[a-z]+\s*=")
        self.links = links

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        """Leaves the text unchanged."""
        self.links.rewrite(m[0], Element(ACTIVE))
        return m[0], m.start(), m.end()


UNDEFINED = "reference"
"""Likewise for a link to a label that is not defined."""


class _UndefinedReference(InlineProcessor):
    """Reports `[text][label]` without `[label]: address`, which would be shown as it is.

    Other brackets are ordinary text: `[sic]`, `[1][2]` (sources), `a[i][j]` (after a letter), and footnotes.
    """

    def __init__(self, links: _Links, markdown: Markdown) -> None:
        super().__init__(r"(?<![\w\])])!?\[(?![\d\s,;–-]*\]\[\d)([^\[\]]+)\]\[(?!\^)([^\[\]]*)\]")
        self.links = links
        self.defined = markdown.references

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, int, int]:  # type: ignore[override]
        """Leaves the text unchanged, also for other processors."""
        label = " ".join((m[2] or m[1]).split()).lower()
        if label not in self.defined:
            close = get_close_matches(label, self.defined, n=1)
            self.links.rewrite(m[0], Element(UNDEFINED, near="".join(close)))
        return None, m.start(), m.end()
