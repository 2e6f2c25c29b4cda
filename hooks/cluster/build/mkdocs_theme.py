"""The fast path's use of MkDocs: its settings, the frame of the pages and the theme's files.

Rendering the theme's template takes most of the time of a page in MkDocs, and its result differs between
pages only in a few places. So each language's frame is rendered once, with marks in those places, and cached.
How MkDocs calls this program is in hooks/main.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import jinja2

from cluster.build.assets import own_assets
from cluster.build.engine_choice import reasons_of
from cluster.build.installed import version
from cluster.build.logos import LOGOS, mark_logo, problems_of_logos
from cluster.build.mkdocs_api import VERSION, MkDocsConfig
from cluster.build.mkdocs_checks import missing_files, problems_of
from cluster.build.mkdocs_config import config_of, written_in
from cluster.build.mkdocs_filters import published
from cluster.build.mkdocs_forms import forms_of
from cluster.build.mkdocs_policy import policy_of
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.build.prepared import PreparedOnce
from cluster.build.program_files import THEME, checked_words
from cluster.build.settings import Settings
from cluster.build.theme_files import files_of, own_files
from cluster.build.theme_styles import imports_of, imports_of_own, is_left_out, is_plain, styles_of
from cluster.digests import key_of
from cluster.language import Languages
from cluster.links import encoded, with_encoded_links
from cluster.pages.frame import BASE, Frame, Marks, asset_slot, not_found_context, template_context
from cluster.pages.menu import MenuEntry
from cluster.pages.templates import template_problems
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import SCHEMES
from cluster.reading.markdown_extensions import located
from cluster.reading.words import Words


def settings_of(project: Path, prepared: PreparedOnce) -> Settings:
    """The settings of a project; Invalid with every problem of mkdocs.yml."""
    config = config_of(project)
    written = written_in(config)
    if problems := list(problems_of(config, written)):
        raise Invalid(problems)
    languages, menu, extensions = languages_of(config), menu_of(config), located(config.markdown_extensions)
    words = _words(project, languages, written)
    site_url, why = site_url_of(config), reasons(config)
    problems = list(missing_files(config, written, dict(files_of(config)), is_complete=not why))
    if problems := [*problems, *problems_of_logos(config, written)]:
        raise Invalid(problems)
    theme = theme_of(config, languages, words, menu, site_url, prepared)
    return Settings(
        site_url=site_url,
        docs=config.docs_dir,
        languages=languages,
        words=words,
        menu=menu,
        extensions=tuple(extensions.values()),
        extension_configs={extensions.get(name, name): each for name, each in config.mdx_configs.items()},
        frames=theme.frames,
        not_found=theme.not_found,
        files=theme.files,
        styles=theme.styles,
        policy=policy_of(config),
        logos=logos_of(config),
        forms=forms_of(config),
        inputs=_inputs(config),
        watched=[*config.watch, *(str(Path(project, str(hook)).resolve()) for hook in config.hooks)],
        program=version(),
        engine_reasons=why,
    )


def _words(project: Path, languages: Languages, written: MkDocsYml) -> dict[str, Words]:
    try:
        return checked_words(project, languages.all)
    except Invalid as error:  # also of a language that the program does not support
        raise Invalid(map(written.located, error.problems)) from None


def reasons(config: MkDocsConfig) -> tuple[str, ...]:
    """The settings that need the engine; see `engine_choice`."""
    i18n: Any = config.plugins["i18n"]
    return reasons_of(
        plugins=[each for each in config.plugins if each not in config.hooks],
        hooks=map(str, config.hooks),  # declared as a list, loaded as a mapping by path
        templates=config.extra_templates,
        static_templates=config.theme.static_templates,
        languages=i18n.config.languages,
    )


def site_url_of(config: MkDocsConfig) -> str:
    """The site's address, which ends in `/`; Invalid if it is missing."""
    if not config.site_url:
        message = "missing 'site_url'; feeds and calendars need the site's address"
        raise Invalid([Problem(Place(MKDOCS_YML, 1), message)])
    return encoded(config.site_url.rstrip("/") + "/")


def logos_of(config: MkDocsConfig) -> tuple[str, ...]:
    """The paths of the logos below the site: that on light grounds and that on dark ones, if there are."""
    return tuple(str(file) for key in LOGOS if (file := config.theme.get(key)))


def mark_theme(config: MkDocsConfig) -> None:
    """Tell the theme's templates what the logo is like, if the site is plain, and the policy of pages."""
    config.theme["is_plain"] = not reasons(config) and is_plain(config)
    config.theme["policy"] = policy_of(config)
    mark_logo(config)


def languages_of(config: MkDocsConfig) -> Languages:
    """The languages of the i18n plugin, the default one first."""
    i18n: Any = config.plugins["i18n"]
    default = next(each.locale for each in i18n.config.languages if each.default)
    names = {each.locale: each.name for each in i18n.config.languages if each.build}
    fallback = config.extra.get("fallback") or {}
    return Languages(
        all=(default, *(language for language in names if language != default)),
        names=names,
        fallback={language: tuple(chain) for language, chain in fallback.items()},
        unbuilt=tuple(each.locale for each in i18n.config.languages if not each.build),
    )


def menu_of(config: MkDocsConfig) -> tuple[MenuEntry, ...]:
    """The entries of `nav`; Invalid if one is nested or is neither a page nor a web address."""
    entries, written = [], written_in(config)
    for entry in config.nav or ["index.md"]:
        title, target = next(iter(entry.items())) if isinstance(entry, dict) else ("", entry)
        if not isinstance(target, str):
            message = f"nav: nested entries below '{title}'; the menu has one level"
            raise Invalid([Problem(written.place("nav", title), message)])
        entry = MenuEntry(_encoded_target(target), title, written.place("nav", target).line)
        if entry.address is None and urlsplit(entry.target).scheme not in SCHEMES[1:]:
            message = (
                f"nav: expected a page (a file of docs/ ending in .md) or a web address, found '{target}'"
            )
            raise Invalid([Problem(written.place("nav", target), message)])
        entries.append(entry)
    return tuple(entries)


def _encoded_target(target: str) -> str:
    try:
        return encoded(target)
    except ValueError:
        return ""


class Theme(NamedTuple):
    """The theme, made ready for a site: the parts of its `Settings`."""

    frames: dict[str, Frame]
    not_found: dict[str, Frame]
    files: dict[str, str]
    styles: dict[str, str]
    left_out: frozenset[str] = frozenset()
    """The files of the theme that are not published, or only within `styles`."""


def theme_of(
    config: MkDocsConfig,
    languages: Languages,
    words: dict[str, Words],
    menu: tuple[MenuEntry, ...],
    site_url: str,
    prepared: PreparedOnce,
) -> Theme:
    """The theme, on a plain site reduced to what it uses."""
    files = dict(files_of(config))
    mark_theme(config)
    if reasons(config):
        return Theme({}, {}, files, {})
    env = config.theme.get_env()
    env.bytecode_cache = prepared.templates
    marks = marks_of(config)
    env.filters |= published(env.filters, {path: marks[asset_slot(path)] for path in own_assets(files)})
    renderer = _ThemeRenderer(env, config, languages, words, menu, site_url)
    frames = {language: renderer.page_frame(language) for language in languages.all}
    not_found = {language: renderer.not_found_frame(language) for language in languages.all}
    if not config.theme["is_plain"]:
        return Theme(frames, not_found, files, {})
    memo = prepared.styles
    imports = imports_of(config, files, memo)
    styles = styles_of(config, files, imports, [*frames.values(), *not_found.values()], memo)
    joined = {path for each in imports.values() for path in each.values()}
    left_out = frozenset((joined - imports_of_own(config, files, memo)).union(filter(is_left_out, files)))
    return Theme(
        frames, not_found, {name: files[name] for name in files if name not in left_out}, styles, left_out
    )


def marks_of(config: MkDocsConfig) -> Marks:
    """Marks that cannot occur in the theme or the settings: they contain a digest of mkdocs.yml."""
    return Marks(key_of([Path(config.config_file_path).read_text(encoding="utf-8")]))


@dataclass(frozen=True, slots=True)
class _ThemeRenderer:
    """Renders the theme's templates with marks in the places of values; see `pages.frame`."""

    env: jinja2.Environment
    config: MkDocsConfig
    languages: Languages
    words: dict[str, Words]
    menu: tuple[MenuEntry, ...]
    site_url: str

    def page_frame(self, language: str) -> Frame:
        """The frame of all pages in a language."""
        marks, default = marks_of(self.config), self.languages.default
        ours = template_context(
            marks,
            words=self.words[language],
            language=language,
            languages=self.languages.names,
            menu=self.menu,
            home_url=self.site_url + self.languages.prefix(language),
        )
        self.config.theme["language"] = language
        try:
            return self.rendered("main.html", marks, marks[BASE], ours)
        finally:
            self.config.theme["language"] = default

    def not_found_frame(self, language: str) -> Frame:
        """The frame of 404.html in a language."""
        marks = marks_of(self.config)
        spoken = self.languages.spoken_by_404(language)
        ours = not_found_context(
            marks,
            words={each: self.words[each] for each in spoken},
            prefixes={each: self.languages.prefix(each) for each in spoken},
            menu=self.menu,
            site_url=self.site_url,
        )
        self.config.theme["language"] = language
        try:
            return self.rendered("404.html", marks, urlsplit(self.site_url).path, ours)
        finally:
            self.config.theme["language"] = self.languages.default

    def rendered(self, template: str, marks: Marks, base_url: str, ours: dict[str, Any]) -> Frame:
        context: dict[str, Any] = {
            "nav": None,
            "pages": [],
            "base_url": base_url,
            "extra_css": [],
            "extra_javascript": [],
            "mkdocs_version": VERSION,
            "config": self.config,
            "page": None,
            "this": ours,
        }
        with template_problems("hooks/cluster/theme"):
            return Frame(marks.split(with_encoded_links(self.env.get_template(template).render(context))))


def _inputs(config: MkDocsConfig) -> list[str]:
    """The files and folders on which the cached settings depend; empty if the settings must not be cached.

    They must not if mkdocs.yml uses the environment or another file. The theme's own package is not in the
    list, as the cache already depends on the versions of all packages.
    """
    text = Path(config.config_file_path).read_text(encoding="utf-8")
    if "!ENV" in text or "INHERIT" in text:
        return []
    folders = [config.theme.custom_dir] if config.theme.custom_dir else []
    return [config.config_file_path, str(THEME), *folders, *(path for _, path in own_files(config))]
