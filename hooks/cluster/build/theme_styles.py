"""The theme's stylesheet as one file: our rules, and those of Material's that can apply to a page.

Material styles far more than our templates use. What they use is found in the texts from which pages are
made, so a new version of the theme, an edited template or another setting changes by itself what is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

from cluster.build.mkdocs_api import MkDocsConfig
from cluster.build.mkdocs_checks import named_files
from cluster.build.prepared import Memo
from cluster.build.program_files import PROGRAM, source_name
from cluster.build.stylesheets import imported_by, joined, names_in, words_of
from cluster.pages.frame import Frame
from cluster.problems import Invalid, Place, Problem, suggestion

_OF_PYMDOWN = (
    *("betterem", "blocks.caption", "caret", "critic", "details", "emoji", "escapeall", "highlight"),
    *("inlinehilite", "keys", "magiclink", "mark", "progressbar", "quotes", "saneheaders", "smartsymbols"),
    *("superfences", "tasklist", "tilde"),
)
PLAIN = frozenset(
    (
        *("abbr", "admonition", "codehilite", "def_list", "fenced_code", "footnotes", "meta", "nl2br"),
        *("sane_lists", "smarty", "tables", "toc", "wikilinks"),
        *(f"pymdownx.{name}" for name in _OF_PYMDOWN),
    )
)
"""Markdown extensions by which a text can get no class of the theme's own, and no work for its script."""


IDLE = frozenset(
    (
        *("navigation.tabs", "navigation.tabs.sticky", "navigation.sections", "navigation.expand"),
        *("navigation.indexes", "navigation.prune", "navigation.footer", "toc.integrate"),
        *("search.suggest", "search.highlight", "search.share"),
    )
)
"""Features of Material that do nothing here, as our templates replace what they change."""

EXTRA = ("analytics", "consent", "version", "annotate", "tags", "polyfills")
"""Settings below `extra` that need Material's script or styles."""


def is_plain(config: MkDocsConfig) -> bool:
    """Whether pages consist of what our templates and PLAIN write, and nothing runs but our scripts.

    On any other site, all of Material's styles are sent, and its script.
    """
    names = {
        each.partition(":")[0].removeprefix("markdown.extensions.") for each in config.markdown_extensions
    }
    has_own_fences = any((each or {}).get("custom_fences") for each in config.mdx_configs.values())
    return (
        names <= PLAIN
        and not has_own_fences
        and set(config.theme.get("features") or ()) <= IDLE
        and not config.extra_javascript
        and not any(config.extra.get(key) for key in EXTRA)
    )


def is_left_out(name: str) -> bool:
    """Whether a file of the theme is or serves Material's script, which no page of a plain site loads."""
    return name.startswith("assets/javascripts/bundle.") or name == "assets/alternates.js"


def styles_of(
    config: MkDocsConfig,
    files: Mapping[str, str],
    imports: Mapping[str, Mapping[str, str]],
    frames: Iterable[Frame],
    memo: Memo,
) -> dict[str, str]:
    """The stylesheets of `extra_css` that import others of the theme, with what is used of these in them, by
    path below the site.

    `files` are the paths of the site's files, and `imports` as `imports_of` finds them.
    """
    pages = words_of(_texts_of_pages(config, files, frames))
    styles = words_of(_text(files[name]) for key, name in named_files(config) if key == "extra_css")
    found = {}
    for name, imported in imports.items():
        texts = {address: _text(files[path]) for address, path in imported.items()}
        names = names_in(texts.values())
        found[name] = memo.of(joined, _text(files[name]), texts, pages & names, styles & names)
    return found


def imports_of(config: MkDocsConfig, files: Mapping[str, str], memo: Memo) -> dict[str, dict[str, str]]:
    """For each stylesheet that imports some, their paths below the site by the addresses that it gives;
    Invalid if one of these is not there.

    Those of docs/ stay as their editors wrote them.
    """
    found: dict[str, dict[str, str]] = {}
    for name in _stylesheets(config, files):
        imported = _imported(name, files, memo)
        if imported and not files[name].startswith(config.docs_dir):
            found[name] = imported
            _check(name, _text(files[name]), imported, files)
    return found


def imports_of_own(config: MkDocsConfig, files: Mapping[str, str], memo: Memo) -> set[str]:
    """The paths below the site that stylesheets of docs/ import."""
    own = (name for name in _stylesheets(config, files) if files[name].startswith(config.docs_dir))
    return {path for name in own for path in _imported(name, files, memo).values()}


def _stylesheets(config: MkDocsConfig, files: Mapping[str, str]) -> list[str]:
    return [name for key, name in named_files(config) if key == "extra_css" and name in files]


def _imported(name: str, files: Mapping[str, str], memo: Memo) -> dict[str, str]:
    return {each: normpath(join(dirname(name), each)) for each in memo.of(imported_by, _text(files[name]))}


def _check(name: str, text: str, imported: Mapping[str, str], files: Mapping[str, str]) -> None:
    styles = [each for each in files if each.endswith(".css") and each.startswith("assets/stylesheets/")]
    problems = [
        Problem(
            Place(source_name(files[name]), text[: text.index(address)].count("\n") + 1),
            f"the theme has no file '{path}'{suggestion(path, styles)}",
        )
        for address, path in imported.items()
        if path not in files
    ]
    if problems:
        raise Invalid(problems)


def _texts_of_pages(config: MkDocsConfig, files: Mapping[str, str], frames: Iterable[Frame]) -> Iterator[str]:
    """The texts that name all classes, ids and attributes of the theme that an element of a page can have."""
    yield _text(config.config_file_path)
    yield from (piece for frame in frames for piece in frame.pieces)
    yield from (_text(path) for name, path in files.items() if _is_sent_script(name))
    program = ("templates/*.html", "pages/*.py", "reading/*.py")
    yield from (_text(path) for pattern in program for path in PROGRAM.glob(pattern))


def _is_sent_script(name: str) -> bool:
    return name.endswith(".js") and not is_left_out(name)


def _text(path: str | Path) -> str:
    return Path(path).read_text(encoding="utf-8", errors="replace")
