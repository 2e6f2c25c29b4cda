"""Requirements on mkdocs.yml beyond those that MkDocs checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cluster.build.engine_choice import OWN_HOOK, is_own_hook
from cluster.build.logos import LOGOS, OF_MATERIAL
from cluster.build.mkdocs_api import MkDocsConfig
from cluster.build.mkdocs_forms import KEY, forms_problems
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.build.program_files import THEME
from cluster.build.publish_setting import KEY as PUBLISH
from cluster.build.publish_setting import publish_problems
from cluster.build.source_files import files_below
from cluster.checks.missing_files import of_computer
from cluster.code_names import suggested_language
from cluster.language import SPOKEN, UNDERSTOOD, english_name, is_language, reason_against
from cluster.links import same_name
from cluster.pictures.icons import FAVICON
from cluster.problems import Place, Problem, near
from cluster.reading.markdown import is_external
from cluster.similar_paths import near_path

UNSUPPORTED = {
    "exclude_docs": "move the file out of docs/, or write 'draft: true' in its head",
    "draft_docs": "write 'draft: true' in the head of the file instead",
}

HOME = "index.md"


def problems_of(config: MkDocsConfig, written: MkDocsYml) -> Iterator[Problem]:
    """The missing and unsupported settings."""
    for key, cure in UNSUPPORTED.items():
        if written.has(key):
            yield Problem(written.place(key), f"{key} is not supported; {cure}")
    if not any(
        HOME in (entry.values() if isinstance(entry, dict) else [entry]) for entry in config.nav or []
    ):
        message = f"nav: missing '{HOME}'; MkDocs needs the home page in the menu"
        yield Problem(written.place("nav"), message)
    if not config.use_directory_urls:
        message = "use_directory_urls: false is not supported; page addresses end in '/'"
        yield Problem(written.place("use_directory_urls"), message)
    if not any(is_own_hook(str(each)) for each in config.hooks):
        yield Problem(written.place("hooks"), f"hooks: missing '{OWN_HOOK}'; MkDocs needs it to read data/")
    search: Any = config.plugins.get("material/search")
    if not search or not search.config.enabled:
        yield Problem(written.place("plugins", "search"), "plugins: 'search' is missing or disabled")
    if "i18n" not in config.plugins:
        yield Problem(written.place("plugins"), "plugins: missing 'i18n'; it lists the languages")
    else:
        yield from _wrong_languages(config, written)
    yield from _doubled_entries(config, written)
    yield from forms_problems(config, written)
    yield from publish_problems(written)
    yield from named_as_the_program(config.docs_dir)
    language = str(config.theme.get("language") or "en")
    if not _folders_of(language, config):
        yield Problem(written.place("theme", "language"), f"theme.language: unknown language '{language}'")


def named_as_the_program(docs: str) -> Iterator[Problem]:
    """Files of docs/ that would be published instead of a stylesheet, script or font of the program."""
    own = (path.relative_to(THEME) for path in sorted((THEME / "assets").rglob("*")) if path.is_file())
    for name in own:
        if Path(docs, name).is_file():
            message = "the program has a file of this name, which pages need; rename yours"
            yield Problem(Place(f"docs/{name.as_posix()}", 1), message)


def _folders_of(language: str, config: MkDocsConfig) -> list[str]:
    """The folders of the theme that know a language."""
    file = f"partials/languages/{language}.html"
    return [folder for folder in config.theme.dirs if Path(folder, file).is_file()]


_OWN_SETTINGS = ("fallback", "messages", KEY, PUBLISH)
"""The keys of `extra` that are the program's."""


def _wrong_languages(config: MkDocsConfig, written: MkDocsYml) -> Iterator[Problem]:
    """Languages that stand twice, or fall back on what is no language of the site."""
    i18n: Any = config.plugins["i18n"]
    languages = [each.locale for each in i18n.config.languages]
    for language in sorted({each for each in languages if languages.count(each) > 1}):
        yield Problem(written.place("i18n", language), f"plugins: i18n: duplicate language '{language}'")
    for language in languages:
        if not _folders_of(language, config) and not reason_against(language):
            message = f"plugins: i18n: '{language}' cannot be used: the theme, Material for MkDocs, lacks it"
            yield Problem(written.place("i18n", language), message)
    if sum(bool(each.default) for each in i18n.config.languages) > 1:
        message = "plugins: i18n: more than one language has 'default: true'"
        yield Problem(written.place("i18n", "languages"), message)
    fallback, place = config.extra.get("fallback") or {}, written.place("extra", "fallback")
    for key in config.extra:
        if key not in _OWN_SETTINGS and (hint := near(key, _OWN_SETTINGS)):
            yield Problem(written.place("extra", key), f"extra: unknown setting '{key}'{hint}")
    if why := _against_messages_in(config.extra.get("messages", "en")):
        yield Problem(written.place("extra", "messages"), f"extra.messages: {why}")
    if not isinstance(fallback, dict) or not all(isinstance(each, list) for each in fallback.values()):
        message = "extra.fallback: expected lists of languages by language, such as {de: [en]}"
        yield Problem(place, message)
        return
    for language in [each for key, chain in fallback.items() for each in (key, *chain)]:
        if language not in languages:
            hint = suggested_language(str(language), languages)
            yield Problem(place, f"extra.fallback: unknown language '{language}'{hint}")


def _against_messages_in(language: object) -> str:
    """Why the office cannot have messages in a language; empty if it can, or if it understands others."""
    known = (*SPOKEN, *UNDERSTOOD)
    if language in known:
        return ""
    if not isinstance(language, str):
        return (
            f"expected the code of a language such as cs, found {'nothing' if language is None else language}"
        )
    if not is_language(language):
        return f"unknown language '{language}'{suggested_language(language, known)}"
    return (
        f"there are no messages in {english_name(language)}; write one of these languages: {', '.join(known)}"
    )


def _doubled_entries(config: MkDocsConfig, written: MkDocsYml) -> Iterator[Problem]:
    """Pages that stand in the menu twice."""
    entries = [each for entry in config.nav or [] for each in _targets(entry)]
    for target in dict.fromkeys(each for each in entries if entries.count(each) > 1):
        yield Problem(written.place("nav", target), f"nav: duplicate '{target}'; delete one of them")


def _targets(entry: Any) -> list[str]:
    values = entry.values() if isinstance(entry, dict) else [entry]
    return [each for each in values if isinstance(each, str)]


def missing_files(
    config: MkDocsConfig, written: MkDocsYml, theme_files: Iterable[str], *, is_complete: bool
) -> Iterator[Problem]:
    """Files that settings name and that do not exist; `is_complete` is false if plugins may add files."""
    known = {*theme_files, FAVICON, *(same_name(name) for name, _ in files_below(Path(config.docs_dir)))}
    for key, name in named_files(config):
        if name not in known and name != OF_MATERIAL and (is_complete or key.startswith("theme.")):
            parent, _, last = key.rpartition(".")
            place = written.place(*([parent] if parent else []), last, name)
            cure = _WITHOUT.get(key, "")
            message = f"there is no file docs/{name}{near_path(name, known) or cure}"
            yield Problem(place, f"{key}: {of_computer(name, 'assets', known) or message}")
    yield from _missing_icons(config, written)


_WITHOUT = {
    "theme.logo": "; without this line, pages show the name",
    "theme.logo_dark": "; without this line, 'logo' stands there in the dark scheme, too",
    "theme.favicon": "; without this line, the program draws one",
}


def named_files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files that settings name for all pages, each after its setting: `theme.logo`, `assets/logo.svg`."""
    for key in (*LOGOS, "favicon"):
        if name := str(config.theme.get(key) or ""):
            yield f"theme.{key}", same_name(name)
    for key in ("extra_css", "extra_javascript"):
        for script in map(str, config[key]):
            if not is_external(script):
                yield key, same_name(urlsplit(script).path)


def _missing_icons(config: MkDocsConfig, written: MkDocsYml) -> Iterator[Problem]:
    folders = [Path(folder, ".icons") for folder in config.theme.dirs]
    for words, name in _icons(config):
        if not any((folder / f"{name}.svg").is_file() for folder in folders):
            siblings = [
                each.relative_to(folder).with_suffix("").as_posix()
                for folder in folders
                for each in (folder / name).parent.glob("*.svg")
            ]
            yield Problem(
                written.place(*words, name),
                f"{'.'.join(words)}: there is no icon '{name}'{near(name, siblings)}",
            )


def _icons(config: MkDocsConfig) -> Iterator[tuple[tuple[str, ...], str]]:
    """The icons that settings name, each after its setting."""
    palette = config.theme.get("palette") or []
    for each in palette if isinstance(palette, list) else [palette]:
        if icon := (each.get("toggle") or {}).get("icon"):
            yield ("theme", "palette", "icon"), str(icon)
    icons = config.theme.get("icon") or {}
    for key, icon in icons.items():
        if isinstance(icon, str):
            yield ("theme", "icon", key), icon
