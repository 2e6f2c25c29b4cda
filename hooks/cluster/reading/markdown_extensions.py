"""Python-Markdown, set up for this site: raw HTML escaped, links rewritten, idle extensions left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import unique
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import get_installed_extensions

from cluster.problems import near
from cluster.reading.markdown_blocks import LikeGitHub
from cluster.reading.markdown_finish import Finish, ReportLeftovers, Rewrite, Setting
from cluster.reading.markdown_source import Leftover


def markdown_of(extensions: Sequence[str], configs: Mapping[str, Any]) -> Callable[[str, Setting], str]:
    """A converter from Markdown to HTML, with the standard extensions and those of mkdocs.yml.

    The latter are given by name or as returned by `located`.
    Python-Markdown runs every processor over every line, needed or not. So each text goes to a renderer
    without the processors whose syntax it does not contain, which gives the same HTML in less time. There are
    few combinations, each set up once.
    """

    standard = {_short(each) for each in STANDARD}
    own = [each for each in extensions if _short(each) not in {*standard, *_REPLACED}]
    used = [*own, *STANDARD]
    options = {each: {**STANDARD.get(each, {}), **_options(each, configs)} for each in used}
    signs = {each: sign for each in used if (sign := _SIGNS.get(_short(each)))}

    @cache
    def renderer(idle: frozenset[str], unused: tuple[str, ...]) -> _Renderer:
        return _Renderer([each for each in used if each not in idle], options, unused)

    def convert(text: str, setting: Setting) -> str:
        idle = frozenset(each for each, sign in signs.items() if not sign.search(text))
        chosen = renderer(idle, _unused_inline(text))
        chosen.links.rewrite = setting.rewrite
        chosen.finish.setting = chosen.leftovers.setting = chosen.undefined.setting = setting
        return _with_labels(chosen.markdown.reset().convert(text), setting)

    return convert


def _with_labels(html: str, setting: Setting) -> str:
    """The HTML with what extensions leave out: names for the boxes of tasks, keys that scroll code."""
    html = html.replace("<pre>", '<pre tabindex="0">')
    for state, key, english in (("", "task_open", "To do"), (" checked", "task_done", "Done")):
        box = f'<input type="checkbox" disabled{state}'
        if f"{box}/>" in html:
            html = html.replace(f"{box}/>", f'{box} aria-label="{setting.say(key, english)}"/>')
    return html


def _options(extension: str, configs: Mapping[str, Any]) -> Mapping[str, Any]:
    """The options of an extension in mkdocs.yml."""
    short = _short(extension)
    return next((each or {} for name, each in configs.items() if _short(name) == short), {})


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


def _emoji(name: str) -> Callable[..., Any]:
    """A function of pymdownx.emoji, which takes long to load and is rarely needed."""
    return lambda *args, **options: getattr(import_module("pymdownx.emoji"), name)(*args, **options)


STANDARD: Mapping[str, Mapping[str, Any]] = {
    "markdown.extensions.tables:TableExtension": {},
    "markdown.extensions.footnotes:FootnoteExtension": {
        "SEPARATOR": "-",
        "USE_DEFINITION_ORDER": False,
    },
    "markdown.extensions.def_list:DefListExtension": {},
    "markdown.extensions.admonition:AdmonitionExtension": {},
    # first, as superfences takes the options of the first one
    "pymdownx.highlight:HighlightExtension": {"use_pygments": False},
    "pymdownx.superfences:SuperFencesCodeExtension": {"relaxed_headers": True},
    "pymdownx.tasklist:TasklistExtension": {},
    "pymdownx.quotes:QuotesExtension": {"callouts": True},
    "pymdownx.blocks.caption:CaptionExtension": {"types": ["caption"], "auto": False},
    "pymdownx.emoji:EmojiExtension": {"emoji_index": _emoji("gemoji"), "emoji_generator": _emoji("to_alt")},
}
"""The extensions that texts can use on every site, with their options: what people know from GitHub.

mkdocs.yml may add extensions, and options for these."""

_REPLACED = ("fenced_code",)
"""Extensions that would undo a standard one."""

_CODE = re.compile(r"```|~~~|^ *\t| {4}", re.MULTILINE)

_SIGNS = {
    "toc": re.compile(r"#|^\s*[=-]|\[TOC\]", re.MULTILINE),
    "tables": re.compile(r"\|"),
    "footnotes": re.compile(r"\[\^"),
    "def_list": re.compile(r"^ *: ", re.MULTILINE),
    "admonition": re.compile("!!!"),
    "pymdownx.superfences": _CODE,
    "pymdownx.highlight": _CODE,
    "pymdownx.tasklist": re.compile(r"\[[ xX]\]"),
    "pymdownx.quotes": re.compile(">"),
    "pymdownx.blocks.caption": re.compile("///"),
    "pymdownx.emoji": re.compile(r":[\w+-]+:"),
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
    "deleted",
    "deleted-once",
    "hard-break",
    "break-tag",
    "harmless-tag",
)
_INLINE_SIGNS = re.compile(r"[`\\!<&*_~]|[ \t]\n")
"""Likewise for the inline processors of `_INLINE`."""


def _unused_inline(text: str) -> tuple[str, ...]:
    """The inline processors that have nothing to do in a text."""
    unused = () if _INLINE_SIGNS.search(text) else _INLINE
    web = () if "://" in text or "www." in text else ("bare-link",)
    return (*unused, *web, *(() if "@" in text else ("bare-mail",)))


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

    def __init__(self, extensions: Sequence[str], configs: Mapping[str, Any], unused: Iterable[str]) -> None:
        """`unused` are the inline processors to leave out."""
        own = {name: config for name, config in configs.items() if name in extensions}
        loaded = [_loaded(each, own.get(each, {})) for each in extensions]
        self.markdown = Markdown(extensions=[*loaded, _EscapeHtml(), LikeGitHub()], extension_configs=own)
        for name in unused:
            self.markdown.inlinePatterns.deregister(name, strict=False)
        self.links = _Links(self.markdown)
        # priority 0: after the inline patterns, which create the links
        self.markdown.treeprocessors.register(self.links, "cluster-links", 0)
        self.finish = Finish(self.markdown)
        # 12: after inline patterns and footnotes, before the line breaks of "prettify"
        self.markdown.treeprocessors.register(self.finish, "cluster-finish", 12)
        self.leftovers = ReportLeftovers(self.markdown)
        # 1: before "unescape", which makes `\\<` a `<`
        self.markdown.treeprocessors.register(self.leftovers, "cluster-leftovers", 1)
        # 165: after "reference" (170), which takes those that are defined
        self.undefined = _UndefinedReference(self.markdown)
        self.markdown.inlinePatterns.register(self.undefined, "cluster-undefined", 165)


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
                    element.set(name, self.rewrite(renamed.get(link, link), element))


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


class _UndefinedReference(InlineProcessor):
    """Reports `[text][label]` without `[label]: address`, which would be shown as it is.

    Other brackets are ordinary text: `[sic]`, `[1][2]` (sources), `a[i][j]` (after a letter), and footnotes.
    """

    setting: Setting
    """Set before each conversion."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(r"(?<![\w\])])!?\[(?![\d\s,;–-]*\]\[\d)([^\[\]]+)\]\[(?!\^)([^\[\]]*)\]")
        self.defined = markdown.references

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, int, int]:  # type: ignore[override]
        """Leaves the text unchanged, also for other processors."""
        label = " ".join((m[2] or m[1]).split())
        if label.lower() not in self.defined:
            close = near(f"[{label.lower()}]", [f"[{each}]" for each in self.defined])
            cure = "write (address) for [label], a line '[label]: address', or \\[ if the brackets are text"
            message = f"'{m[0]}': the link [{label}] is not defined{close or f'; {cure}'}"
            self.setting.report(Leftover(m[0], message))
        return None, m.start(), m.end()
