"""MkDocs and its theme, asked for what all pages have in common. What MkDocs asks of us is hooks/main.py."""

from __future__ import annotations

import fnmatch
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
import mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils import markdown_extensions

from cluster.build.project import words_of
from cluster.build.settings import Settings
from cluster.digests import key_of
from cluster.language import Languages
from cluster.pages.frame import BASE, Frame, Marks, MenuEntry, not_found, this
from cluster.pages.templates import template_problems
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown_extensions import located
from cluster.reading.words import Words

MKDOCS_YML = "mkdocs.yml"
THEME = "theme"


def settings_of(project: Path, templates: jinja2.BytecodeCache | None = None) -> Settings:
    """What MkDocs makes of a project's mkdocs.yml; Invalid with all that it has against it.

    `templates` keeps the theme's compiled templates.
    """
    config = _config(project / MKDOCS_YML)
    languages, menu, extensions = languages_of(config), menu_of(config), located(config.markdown_extensions)
    env = config.theme.get_env()
    env.bytecode_cache = templates
    words = {language: words_of(language) for language in languages.all}
    site_url = site_url_of(config)
    frames = {}
    for language in languages.all:
        marks = _marks(config)
        home_url = site_url + languages.prefix(language)
        told = this(
            marks,
            words=words[language],
            language=language,
            languages=languages.names,
            menu=menu,
            home_url=home_url,
        )
        config.theme["language"] = language
        frames[language] = _frame(env, config, "main.html", marks, marks[BASE], told)
    config.theme["language"] = languages.default
    return Settings(
        site_url=site_url,
        docs=config.docs_dir,
        languages=languages,
        menu=menu,
        search=search_of(config),
        extensions=tuple(extensions.values()),
        extension_configs={extensions.get(name, name): each for name, each in config.mdx_configs.items()},
        frames=frames,
        not_found=_not_found(env, config, languages, words, menu, site_url),
        files=dict(_files(config)),
        logo=logo_of(config),
        inputs=_inputs(config),
    )


def _config(path: Path) -> MkDocsConfig:
    """The settings; Invalid with every complaint of MkDocs."""
    with _complaints() as said:
        try:
            config = load_config(str(path))
        except MkDocsException as error:
            if not said:
                said.append(str(error))
    if said:
        raise Invalid(Problem(Place(MKDOCS_YML, 1), " ".join(each.split())) for each in said)
    return config


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What MkDocs warns of meanwhile."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, listener = logging.getLogger("mkdocs"), Listener(logging.WARNING)
    before, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
        logger.propagate = before


def site_url_of(config: MkDocsConfig) -> str:
    """Ends in `/`; Invalid if there is none."""
    if not config.site_url:
        message = "'site_url' is missing; feeds and calendars need the site's address"
        raise Invalid([Problem(Place(MKDOCS_YML, 1), message)])
    return config.site_url.rstrip("/") + "/"


def logo_of(config: MkDocsConfig) -> str:
    """The path of the site's logo below its folder; `` if it has none."""
    return str(config.theme.get("logo") or "")


def languages_of(config: MkDocsConfig) -> Languages:
    """Those of the i18n plugin, the default one first."""
    i18n: Any = config.plugins["i18n"]
    default = next(each.locale for each in i18n.config.languages if each.default)
    known = {each.locale: each.name for each in i18n.config.languages if each.build}
    fallback = config.extra.get("fallback") or {}
    return Languages(
        all=(default, *(language for language in known if language != default)),
        names=known,
        fallback={language: tuple(chain) for language, chain in fallback.items()},
    )


def menu_of(config: MkDocsConfig) -> tuple[MenuEntry, ...]:
    """The entries of `nav`; Invalid if one of them holds others."""
    entries = []
    for entry in config.nav or ["index.md"]:
        title, target = next(iter(entry.items())) if isinstance(entry, dict) else ("", entry)
        if not isinstance(target, str):
            message = f"nav: '{title}' holds further entries; the menu has one level"
            raise Invalid([Problem(Place(MKDOCS_YML, 1), message)])
        entries.append(MenuEntry(target, title))
    return tuple(entries)


def search_of(config: MkDocsConfig) -> dict[str, Any]:
    """The settings of the search, the same in every language."""
    plugin: Any = config.plugins["material/search"]
    plugin.on_config(config)
    # All words count, as a title may be made of such as are left out elsewhere: "Über uns", "About us".
    words = {"lang": ["en"], "pipeline": []}
    return {name: plugin.config[name] for name in ("separator", "fields")} | words


def _marks(config: MkDocsConfig) -> Marks:
    """Marks that are in nothing that the shell is made of."""
    return Marks(key_of([Path(config.config_file_path).read_text(encoding="utf-8")]))


def _frame(
    env: jinja2.Environment,
    config: MkDocsConfig,
    template: str,
    marks: Marks,
    base_url: str,
    told: dict[str, Any],
) -> Frame:
    """A template of the theme, rendered with marks instead of values."""
    context: dict[str, Any] = {
        "nav": None,
        "pages": [],
        "base_url": base_url,
        "extra_css": [],
        "extra_javascript": [],
        "mkdocs_version": mkdocs.__version__,
        "config": config,
        "page": None,
        "this": told,
    }
    with template_problems(THEME):
        return Frame(marks.split(env.get_template(template).render(context)))


def _not_found(
    env: jinja2.Environment,
    config: MkDocsConfig,
    languages: Languages,
    words: dict[str, Words],
    menu: tuple[MenuEntry, ...],
    site_url: str,
) -> Frame:
    marks = _marks(config)
    prefixes = {language: languages.prefix(language) for language in languages.all}
    told = not_found(marks, words=words, prefixes=prefixes, menu=menu, site_url=site_url)
    return _frame(env, config, "404.html", marks, urlsplit(site_url).path, told)


def _files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The theme's files that a site needs."""
    for name, path in _theme_files(config).items():
        if not is_ballast(name):
            yield name, path


def is_ballast(name: str) -> bool:
    """The theme's source maps, and its search helpers for single languages, of which none is used."""
    return name.endswith(".map") or "/lunr/" in name


def _theme_files(config: MkDocsConfig) -> dict[str, str]:
    """The files that MkDocs copies from its theme, by name; those of the first folder win."""
    left_out = ["*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*"]
    left_out += [f"*{suffix}" for suffix in markdown_extensions] + list(config.theme.static_templates)
    found: dict[str, str] = {}
    for folder in config.theme.dirs:
        for place, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(place, name)
                below = Path(path).relative_to(folder).as_posix()
                if not name.startswith(".") and not any(
                    fnmatch.fnmatch(below.lower(), each) for each in left_out
                ):
                    found.setdefault(below, path)
    return found


def _inputs(config: MkDocsConfig) -> list[str]:
    """What must be as it was for these settings to hold; the theme's own package is the installation's.

    Settings that mkdocs.yml takes from the environment or from another file are read each time.
    """
    text = Path(config.config_file_path).read_text(encoding="utf-8")
    if "!ENV" in text or "INHERIT" in text or not config.theme.custom_dir:
        return []
    return [config.config_file_path, config.theme.custom_dir]
