"""MkDocs' hook functions (hooks/main.py), in the order in which MkDocs calls them.

They serve builds through the engine, in which MkDocs renders every page with the theme's templates: those
with `CLUSTER_FAST=0` or third-party plugins, `mkdocs build` and `mkdocs serve`. Otherwise `cluster build`
renders the frame of the pages once (cluster/build/mkdocs_theme.py) and fills it without these functions; both
give the same bytes.

static-i18n builds the languages one after another: the default one first, the others nested inside its
`on_post_build` (priority -100), each with all events. So every function here may run several times,
`on_config` and `on_files` run after the plugin's, and files of the whole site are written in the outermost
`on_post_build`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from cluster.build.all_outputs import all_outputs
from cluster.build.build_file import BUILD_FILE, build_file
from cluster.build.context import Build
from cluster.build.copied_files import as_published, copy_all
from cluster.build.installed import version
from cluster.build.mkdocs_api import (
    CombinedEvent,
    File,
    Files,
    InclusionLevel,
    LiveReloadServer,
    MkDocsConfig,
    PluginError,
    TableOfContents,
    event_priority,
)
from cluster.build.mkdocs_api import Page as MkDocsPage
from cluster.build.mkdocs_build import build_of
from cluster.build.mkdocs_config import add_theme
from cluster.build.mkdocs_filters import published
from cluster.build.parts import SharedParts
from cluster.build.plugin_texts import refuse_pages
from cluster.build.preview import answer_with
from cluster.build.share_pictures import put_share_pictures
from cluster.build.source_files import path_of
from cluster.build.summary import notices_in, summary_of
from cluster.build.theme_files import is_unused, own_files
from cluster.content.version import SiteVersion
from cluster.data import press_kit
from cluster.links import same_name, with_encoded_links
from cluster.pages.frame import not_found_context, template_context
from cluster.pages.search import entries_of
from cluster.pages.slots import page_slots
from cluster.pages.templates import body_of
from cluster.problems import Invalid


@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the project for the first language of each build: `mkdocs serve` imports this module only once."""
    i18n = _i18n(config)
    add_theme(config)
    try:
        if not i18n.building:
            config.extra["build"] = build_of(config)
    except Invalid as error:
        raise PluginError(f"the site cannot be published:\n{error}") from error
    config.theme["language"] = i18n.current_language
    return config


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _current(config: MkDocsConfig) -> tuple[Build, SiteVersion]:
    """The build and the language version that MkDocs is building."""
    build: Build = config.extra["build"]
    return build, build.versions[_i18n(config).current_language]


@event_priority(200)
def _add_pages(files: Files, config: MkDocsConfig) -> Files:
    """Before plugins run, add our pages: plugins may look for them, such as those that redirect to pages."""
    build, version = _current(config)
    for source in build.pages_by_source[version.language]:
        if source not in files.src_uris:
            files.append(_generated(source, config))
    return files


@event_priority(-99)
def _remove_pages(files: Files, config: MkDocsConfig) -> Files:
    """Remove generated files while static-i18n runs, which fails on files that are not on the disk."""
    build, version = _current(config)
    ours = build.pages_by_source[version.language]
    generated = [file for file in files if file.generated_by]
    for file in generated:
        files.remove(file)
    config.extra["files of plugins"] = [file for file in generated if file.src_uri not in ours]
    return files


@event_priority(-200)
def _replace_pages(files: Files, config: MkDocsConfig) -> Files:
    """Replace all Markdown files by our pages, and drop the files that are not published as they are."""
    build, version = _current(config)
    of_plugins: list[File] = config.extra["files of plugins"]
    refuse_pages([*of_plugins, *files])
    copied = {*build.site.copied, *(name for name, _ in own_files(config))}
    left_out = {*config.extra["theme"].left_out, *build.assets.names}
    for file in list(files):
        is_own = file.src_dir == config.docs_dir
        name = same_name(file.src_uri)
        is_left_out = file.src_uri in left_out or (is_unused(file.src_uri) and not is_own)
        is_only_rendered = is_own and name not in copied  # a picture
        if file.is_documentation_page() or is_left_out or is_only_rendered:
            files.remove(file)
        elif name != file.src_uri:
            file.dest_uri = same_name(file.dest_uri)
            file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))  # static-i18n has set it already
    for file in of_plugins:
        files.append(file)
    for source in build.pages_by_source[version.language]:
        file = _generated(source, config)
        file.dest_uri = version.prefix + file.dest_uri
        files.append(file)
    return files


on_files = CombinedEvent(_add_pages, _remove_pages, _replace_pages)


def _generated(source: str, config: MkDocsConfig) -> File:
    return File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)


@event_priority(200)
def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
    """The body of the page. It is rendered first, so that plugins may change it.

    `page.toc` is emptied, as the theme would render a second table of contents from it.
    """
    page.toc = TableOfContents([])
    build, version = _current(config)
    ours = build.pages_by_source[version.language][page.file.src_uri]
    try:
        return body_of(ours, build.templates(version.language))
    except Invalid as error:
        raise PluginError(f"the site cannot be published:\n{error}") from error


@event_priority(200)
def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> Any:
    """Add the values of the frame, and index the page for the search.

    `page.content` is emptied, as Material's search would index it again.
    """
    build, version = _current(config)
    ours = build.pages_by_source[version.language][page.file.src_uri]
    body, page.content = page.content or "", ""
    build.search_entries[version.language][ours.address] = entries_of(ours, body)
    values = build.frame_values[version.language] | page_slots(
        ours, version, body, build.menu, build.assets.names
    )
    context["this"] = template_context(
        values,
        words=version.words,
        language=version.language,
        languages=version.languages.names,
        menu=build.menu,
        home_url=version.home,
    )
    return context


@event_priority(200)
def on_post_page(output: str, **_: Any) -> str:
    """Encode the links to files that mkdocs.yml names."""
    return with_encoded_links(output)


def on_env(env: Any, config: MkDocsConfig, **_: Any) -> Any:
    """Let templates name the program's scripts, stylesheets and fonts as they are published."""
    build = _current(config)[0]
    env.filters |= published(env.filters, build.assets.names)
    return env


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Add the values of the frame to 404.html."""
    build, version = _current(config)
    if template_name == "404.html":
        languages = build.site.languages
        spoken = languages.spoken_by_404(version.language)
        context["this"] = not_found_context(
            build.frame_values[version.language],
            words={language: build.words[language] for language in spoken},
            prefixes={language: languages.prefix(language) for language in spoken},
            menu=build.menu,
            site_url=build.site_url,
        )
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Drop MkDocs' sitemap, as we write our own, and put 404.html of each language into its folder: MkDocs
    has one place for all. It does not write empty output."""
    _, version = _current(config)
    if template_name in config.extra_templates:
        return output  # never dropped: each language first copies the source to the same path
    if template_name == "sitemap.xml":
        return ""
    output = with_encoded_links(output)
    if version.prefix:
        _write(config, version.prefix + template_name, output.encode())
    return "" if version.prefix else output


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that are not pages, once all languages are built."""
    if _i18n(config).building:
        return
    build, _ = _current(config)
    parts = SharedParts(now=build.now, is_fixed=True, cache=None)
    put_share_pictures(build, partial(_put, config))
    for output in all_outputs(build, parts):
        _write(config, output.path, output.content())
    for path, raw in build.assets.contents.items():
        _write(config, path, raw)
    renditions = build.pictures.files()
    for path in [each.path for picture in build.site.pictures.values() for each in picture.renditions]:
        _write(config, path, renditions[path]())
    copy_all(build.site.copied, lambda name: _clean(name, config))
    files = press_kit.files_of(build.site).items()
    kit = [(name, (Path(config.site_dir) / path).read_bytes()) for name, path in files]
    _write(config, press_kit.PATH, press_kit.archive([*kit, *press_kit.texts_of(build.site)]))
    build.bytecode_cache.save()
    _write(config, BUILD_FILE, build_file(Path(config.config_file_path).parent, build, version()))
    # `cluster build` reads it from the standard output; see build/by_engine.py
    print(summary_of(build, notices_in(build)))


def on_serve(server: LiveReloadServer, **_: Any) -> LiveReloadServer:
    """Serve pages without their policy, which would refuse the script that reloads them."""
    server.set_app(partial(answer_with, bytes, server.serve_request))
    return server


def _clean(name: str, config: MkDocsConfig) -> None:
    """Replace a file that MkDocs copied by what may be published of it; add one that MkDocs takes for hidden.

    All others stay as plugins left them.
    """
    source = Path(path_of(config.docs_dir, name))
    content = as_published(name, source)
    if not Path(config.site_dir, name).exists() or content != source.read_bytes():
        _write(config, name, content)


def _write(config: MkDocsConfig, path: str, content: bytes) -> None:
    file = Path(config.site_dir) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _put(config: MkDocsConfig, path: str, make: Callable[[], bytes]) -> int:
    content = make()
    _write(config, path, content)
    return len(content)
