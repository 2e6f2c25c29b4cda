"""The door: what MkDocs asks of us. Its functions stand in the order in which MkDocs calls them.

This is the engine's way: every page goes through MkDocs' own loop and the theme's templates. `cluster build`
has MkDocs render the shell of the pages once (build/mkdocs_theme.py) and fills it itself: the same bytes.
`CLUSTER_FAST=0`, other plugins, `mkdocs build` and `mkdocs serve` come here.

static-i18n builds the languages one after another: the default one first, the others nested inside its
`on_post_build` (priority -100), each with the whole series of events. So every event here is repeatable,
`on_config` and `on_files` run after the plugin's, and what belongs to the whole site is written in the
outermost `on_post_build`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from cluster.build import project
from cluster.build.keys import Keys
from cluster.build.mkdocs_api import (
    CombinedEvent,
    File,
    Files,
    InclusionLevel,
    MkDocsConfig,
    PluginError,
    TableOfContents,
    event_priority,
)
from cluster.build.mkdocs_api import Page as MkDocsPage
from cluster.build.mkdocs_checks import problems_of
from cluster.build.mkdocs_config import written_in
from cluster.build.mkdocs_theme import (
    is_ballast,
    languages_of,
    logo_of,
    menu_of,
    own_files,
    search_of,
    site_url_of,
)
from cluster.build.outputs import Rendered, Stamps, outputs_of, summary_of
from cluster.build.picture_cache import Album
from cluster.build.plugin_texts import converter_of, refuse_pages
from cluster.content.site import Site
from cluster.content.version import Version
from cluster.data import press_kit
from cluster.pages.all_pages import pages_of
from cluster.pages.frame import MenuEntry, not_found, of_page, of_site, this
from cluster.pages.page import Page
from cluster.pages.search import entries_of
from cluster.pages.templates import body_of, environment
from cluster.problems import Invalid
from cluster.reading.words import Words


@dataclass(kw_only=True)
class RenderedLanguage:
    """A language version in the making."""

    version: Version
    pages: dict[str, Page]
    """By source."""
    templates: jinja2.Environment
    holes: dict[str, str]
    """Of the shell, the same on all pages."""
    files_of_plugins: list[File] = field(default_factory=list)
    """Those that are not on the disk."""
    search: dict[str, str] = field(default_factory=dict)
    """What the search finds of each page, by address."""


@dataclass(kw_only=True)
class Build:
    """What one build of the whole site knows; kept in `config.extra`, as modules outlive a build."""

    site: Site
    album: Album
    stamps: Stamps
    site_url: str
    menu: tuple[MenuEntry, ...]
    search: dict[str, Any]
    versions: dict[str, RenderedLanguage] = field(default_factory=dict)

    def __deepcopy__(self, _: object) -> Build:
        """Plugins copy the settings."""
        return self


@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n = _i18n(config)
    try:
        if not i18n.building:
            config.extra["build"] = _begin(config)
        build: Build = config.extra["build"]
        rendered = _rendered_language(build, i18n.current_language)
    except Invalid as error:
        raise PluginError(f"the site cannot be published:\n{error}") from error
    build.versions[rendered.version.language] = rendered
    config.theme["language"] = rendered.version.language
    return config


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _begin(config: MkDocsConfig) -> Build:
    """Read everything anew: under `mkdocs serve` this module outlives a build."""
    if problems := list(problems_of(config, written_in(config))):
        raise Invalid(problems)
    languages, site_url = languages_of(config), site_url_of(config)
    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    converter = converter_of(config)
    album = Album(docs, root / ".cache" / "pictures", {})
    _, site, now = project.site_of(root, docs, languages, converter, album.look)
    return Build(
        site=site,
        album=album,
        stamps=Stamps(now=now, is_fixed=True),
        site_url=site_url,
        menu=menu_of(config),
        search=search_of(config),
    )


def _rendered_language(build: Build, language: str) -> RenderedLanguage:
    version = Version(
        site=build.site, language=language, today=build.stamps.now.date(), words=project.words_of(language)
    )
    pages = pages_of(version)
    loader = jinja2.FileSystemLoader(project.HOOKS / "templates")
    return RenderedLanguage(
        version=version,
        pages={page.source: page for page in pages},
        templates=environment(loader, version, site_url=build.site_url),
        holes=of_site(version, {page.address: page for page in pages}, build.menu),
    )


@event_priority(200)
def _show_pages(files: Files, config: MkDocsConfig) -> Files:
    """Before plugins run: they may ask for our pages, such as redirects to them."""
    for source in _current(config)[1].pages:
        if source not in files.src_uris:
            files.append(_generated(source, config))
    return files


@event_priority(-99)
def _hide_pages(files: Files, config: MkDocsConfig) -> Files:
    """After plugins and before static-i18n, which fails on files that are not on the disk."""
    _, rendered = _current(config)
    generated = [file for file in files if file.generated_by]
    for file in generated:
        files.remove(file)
    rendered.files_of_plugins = [file for file in generated if file.src_uri not in rendered.pages]
    return files


@event_priority(-200)
def _put_pages(files: Files, config: MkDocsConfig) -> Files:
    build, rendered = _current(config)
    refuse_pages([*rendered.files_of_plugins, *files])
    copied = {*build.site.copied, *(name for name, _ in own_files(config))}
    for file in list(files):
        is_text = file.is_documentation_page() or is_ballast(file.src_uri)
        is_only_shown = file.src_dir == config.docs_dir and file.src_uri not in copied
        if is_text or is_only_shown:
            files.remove(file)
    for file in rendered.files_of_plugins:
        files.append(file)
    for source in rendered.pages:
        file = _generated(source, config)
        file.dest_uri = rendered.version.prefix + file.dest_uri
        files.append(file)
    return files


on_files = CombinedEvent(_show_pages, _hide_pages, _put_pages)


def _generated(source: str, config: MkDocsConfig) -> File:
    return File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)


def _current(config: MkDocsConfig) -> tuple[Build, RenderedLanguage]:
    build: Build = config.extra["build"]
    return build, build.versions[_i18n(config).current_language]


@event_priority(200)
def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
    """The body is ours, and plugins may change it after us.

    `page.toc` is emptied, as the theme would make a second table of contents of it.
    """
    page.toc = TableOfContents([])
    rendered = _current(config)[1]
    try:
        return body_of(rendered.pages[page.file.src_uri], rendered.templates)
    except Invalid as error:
        raise PluginError(f"the site cannot be published:\n{error}") from error


@event_priority(200)
def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> Any:
    """`page.content` is emptied, as Material's search would index it once more."""
    build, rendered = _current(config)
    ours, version = rendered.pages[page.file.src_uri], rendered.version
    body, page.content = page.content or "", ""
    rendered.search[ours.address] = entries_of(ours, body)
    holes = rendered.holes | of_page(ours, version, body, build.menu, build.site_url)
    languages = build.site.languages
    context["this"] = this(
        holes,
        words=version.words,
        language=version.language,
        languages=languages.names,
        menu=build.menu,
        home_url=build.site_url + version.prefix,
    )
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    build, rendered = _current(config)
    if template_name == "404.html":
        languages = build.site.languages
        words: dict[str, Words] = {each: project.words_of(each) for each in languages.all}
        prefixes = {each: languages.prefix(each) for each in languages.all}
        context["this"] = not_found(
            rendered.holes, words=words, prefixes=prefixes, menu=build.menu, site_url=build.site_url
        )
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """One 404 page in all languages, made by the default one; the sitemap is our own."""
    build, rendered = _current(config)
    if template_name in config.extra_templates:
        return output  # in each language: each copies its source to the same place first
    if template_name == "sitemap.xml" or rendered.version.language != build.site.languages.default:
        return ""
    return output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    if _i18n(config).building:
        return
    build, _ = _current(config)
    versions = [_rendered(rendered) for rendered in build.versions.values()]
    for output in outputs_of(versions, site_url=build.site_url, stamps=build.stamps, search=build.search):
        _put(config, output.path, output.make())
    pictures = build.album.files()
    for path in [each.path for picture in build.site.pictures.values() for each in picture.renditions]:
        _put(config, path, pictures[path]())
    files = press_kit.files_of(build.site, logo_of(config)).items()
    kit = [(name, (Path(config.site_dir) / path).read_bytes()) for name, path in files]
    _put(config, press_kit.PATH, press_kit.archive([*kit, *press_kit.texts_of(build.site)]))
    print(summary_of(versions))  # to the standard output, from which `cluster build` takes its last word


def _put(config: MkDocsConfig, path: str, content: bytes) -> None:
    file = Path(config.site_dir) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _rendered(rendered: RenderedLanguage) -> Rendered:
    keys, pages = Keys(), list(rendered.pages.values())
    return Rendered(
        version=rendered.version,
        pages=pages,
        keys={page.address: keys.of_page(page) for page in pages},
        shared_key=keys.of_voice(rendered.version),
        search=rendered.search,
        templates=lambda: rendered.templates,
    )
