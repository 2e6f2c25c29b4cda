"""MkDocs and its theme, asked for what all pages have in common. What MkDocs asks of us is hooks/main.py."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from cluster.build.engine_choice import reasons_of
from cluster.build.mkdocs_api import VERSION, MkDocsConfig, markdown_extensions
from cluster.build.mkdocs_checks import missing_files, named_files, problems_of
from cluster.build.mkdocs_config import config_of, written_in
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.build.project import words_of
from cluster.build.settings import Settings
from cluster.digests import key_of
from cluster.language import Languages
from cluster.pages.frame import BASE, Frame, Marks, MenuEntry, not_found, this
from cluster.pages.templates import template_problems
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import is_external
from cluster.reading.markdown_extensions import located
from cluster.reading.words import Words

THEME = "theme"


def settings_of(project: Path, templates: jinja2.BytecodeCache | None = None) -> Settings:
    """What MkDocs makes of a project's mkdocs.yml; Invalid with all that it has against it.

    `templates` keeps the theme's compiled templates.
    """
    config = config_of(project)
    written = written_in(config)
    if problems := list(problems_of(config, written)):
        raise Invalid(problems)
    languages, menu, extensions = languages_of(config), menu_of(config), located(config.markdown_extensions)
    words = _words(languages, written)
    site_url, reasons, files = site_url_of(config), _reasons(config), dict(_files(config))
    if problems := list(missing_files(config, written, files, is_complete=not reasons)):
        raise Invalid(problems)
    env = config.theme.get_env()
    env.bytecode_cache = templates
    shell = _Shell(env, config, languages, words, menu, site_url)
    return Settings(
        site_url=site_url,
        docs=config.docs_dir,
        languages=languages,
        menu=menu,
        search=search_of(config),
        extensions=tuple(extensions.values()),
        extension_configs={extensions.get(name, name): each for name, each in config.mdx_configs.items()},
        frames={} if reasons else {language: shell.of_pages(language) for language in languages.all},
        not_found=Frame(()) if reasons else shell.not_found(),
        files=files,
        logo=logo_of(config),
        inputs=_inputs(config),
        engine_reasons=reasons,
    )


def _words(languages: Languages, written: MkDocsYml) -> dict[str, Words]:
    try:
        return {language: words_of(language) for language in languages.all}
    except Invalid as error:
        raise Invalid(map(written.located, error.problems)) from None


def _reasons(config: MkDocsConfig) -> tuple[str, ...]:
    """Why the fast path cannot give the site that MkDocs gives."""
    i18n: Any = config.plugins["i18n"]
    return reasons_of(
        plugins=[each for each in config.plugins if each not in config.hooks],
        hooks=map(str, config.hooks),  # the keys of a mapping, whatever its type says
        templates=config.extra_templates,
        static_templates=config.theme.static_templates,
        languages=i18n.config.languages,
    )


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
    entries, written = [], written_in(config)
    for entry in config.nav or ["index.md"]:
        title, target = next(iter(entry.items())) if isinstance(entry, dict) else ("", entry)
        if not isinstance(target, str):
            message = f"nav: '{title}' holds further entries; the menu has one level"
            raise Invalid([Problem(written.place("nav", title), message)])
        if not target.endswith(".md") and not is_external(target):
            message = (
                f"nav: '{target}' is neither a page (a file of docs/ that ends in .md) nor a web address"
            )
            raise Invalid([Problem(written.place("nav", target), message)])
        entries.append(MenuEntry(target, title, written.place("nav", target).line))
    return tuple(entries)


def search_of(config: MkDocsConfig) -> dict[str, Any]:
    """The settings of the search, the same in every language."""
    plugin: Any = config.plugins["material/search"]
    plugin.on_config(config)
    # All words count, as a title may be made of such as are left out elsewhere: "Über uns", "About us".
    words = {"lang": ["en"], "pipeline": []}
    return {name: plugin.config[name] for name in ("separator", "fields")} | words


@dataclass(frozen=True, slots=True)
class _Shell:
    """The theme's shell, rendered with marks instead of values."""

    env: jinja2.Environment
    config: MkDocsConfig
    languages: Languages
    words: dict[str, Words]
    menu: tuple[MenuEntry, ...]
    site_url: str

    def of_pages(self, language: str) -> Frame:
        marks, default = self.marks(), self.languages.default
        told = this(
            marks,
            words=self.words[language],
            language=language,
            languages=self.languages.names,
            menu=self.menu,
            home_url=self.site_url + self.languages.prefix(language),
        )
        self.config.theme["language"] = language
        try:
            return self.rendered("main.html", marks, marks[BASE], told)
        finally:
            self.config.theme["language"] = default

    def not_found(self) -> Frame:
        marks = self.marks()
        prefixes = {language: self.languages.prefix(language) for language in self.languages.all}
        told = not_found(marks, words=self.words, prefixes=prefixes, menu=self.menu, site_url=self.site_url)
        self.config.theme["language"] = self.languages.default
        return self.rendered("404.html", marks, urlsplit(self.site_url).path, told)

    def marks(self) -> Marks:
        """Marks that are in nothing that the shell is made of."""
        return Marks(key_of([Path(self.config.config_file_path).read_text(encoding="utf-8")]))

    def rendered(self, template: str, marks: Marks, base_url: str, told: dict[str, Any]) -> Frame:
        context: dict[str, Any] = {
            "nav": None,
            "pages": [],
            "base_url": base_url,
            "extra_css": [],
            "extra_javascript": [],
            "mkdocs_version": VERSION,
            "config": self.config,
            "page": None,
            "this": told,
        }
        with template_problems(THEME):
            return Frame(marks.split(self.env.get_template(template).render(context)))


def _files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files that the theme's pages need: the theme's own, and those of docs/ that settings name."""
    for name, path in _theme_files(config).items():
        if not is_unused(name):
            yield name, path
    yield from own_files(config)


def own_files(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files of docs/ that settings name, as MkDocs copies them: they win over the theme's."""
    for _, name in named_files(config):
        if (path := Path(config.docs_dir, name)).is_file():
            yield name, str(path)


def is_unused(name: str) -> bool:
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
    return [config.config_file_path, config.theme.custom_dir, *(path for _, path in own_files(config))]
