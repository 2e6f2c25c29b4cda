"""The door: the only file that knows MkDocs. Its functions stand in the order in which MkDocs calls them.

static-i18n builds the languages one after another: the default one first, the others nested inside its
`on_post_build` (priority -100), each with the whole series of events. So every event here is repeatable,
`on_config` and `on_files` run after the plugin's, and what belongs to the whole site is written in the
outermost `on_post_build`.
"""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jinja2
from cluster.bodies import body_of, environment
from cluster.language import Languages
from cluster.markdown import EscapeHtml
from cluster.outputs import Rendered, files_of, summary_of
from cluster.pages import Edition, Page, pages_of
from cluster.problems import Invalid
from cluster.shell import view
from cluster.site import Site
from cluster.sources import read_site
from cluster.words import Words, read_words
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_build_timestamp
from mkdocs_static_i18n.reconfigure import LUNR_LANGUAGES

HERE = Path(__file__).parent


@dataclass(kw_only=True)
class Build:
    """What one build of the whole site knows; kept in `config.extra`, as modules outlive a build."""

    site: Site
    now: datetime
    site_url: str
    editions: dict[str, Edition] = field(default_factory=dict)
    templates: dict[str, jinja2.Environment] = field(default_factory=dict)
    pages: dict[str, dict[str, Page]] = field(default_factory=dict)
    """By language and source."""
    prose: dict[str, dict[str, str]] = field(default_factory=dict)
    """The HTML of the pages' Markdown, by language and address."""
    search: dict[str, str] = field(default_factory=dict)
    """The search index of each language."""

    def rendered(self, language: str) -> Rendered:
        """A language version once all its pages have been read."""
        return Rendered(
            edition=self.editions[language],
            pages=tuple(self.pages[language].values()),
            prose=self.prose[language],
            search=self.search[language],
        )


@event_priority(-200)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    i18n = _i18n(config)
    if not i18n.building:
        config.extra["build"] = _begin(config)
        config["markdown_extensions"] = [*config.markdown_extensions, EscapeHtml()]
    build: Build = config.extra["build"]
    edition = _edition(build, i18n.current_language)
    build.editions[edition.language] = edition
    loader = jinja2.FileSystemLoader(HERE / "templates")
    build.templates[edition.language] = environment(loader, edition, host=urlsplit(build.site_url).netloc)
    build.pages[edition.language] = {page.source: page for page in pages_of(edition)}
    build.prose[edition.language] = {}
    config.theme["language"] = edition.language
    config.site_name = str(edition.say(build.site.cluster.name))
    return config


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _begin(config: MkDocsConfig) -> Build:
    """Read everything anew: under `mkdocs serve` this module outlives a build."""
    if not config.site_url:
        raise PluginError("mkdocs.yml: 'site_url' is missing; feeds and calendars need the site's address")
    root = Path(config.config_file_path).parent
    try:
        site = read_site(_sources(root, Path(config.docs_dir)), _languages(config))
        now = _now(ZoneInfo(site.cluster.time_zone))
    except Invalid as error:
        raise PluginError(f"the site cannot be published:\n{error}") from None
    return Build(site=site.as_of(now.date()), now=now, site_url=config.site_url.rstrip("/") + "/")


def _sources(root: Path, docs: Path) -> dict[str, bytes]:
    data = {f"data/{path.name}": path for path in (root / "data").glob("*.yaml")}
    pages = {f"docs/{path.relative_to(docs).as_posix()}": path for path in docs.rglob("*.md")}
    return {name: path.read_bytes() for name, path in (data | pages).items()}


def _languages(config: MkDocsConfig) -> Languages:
    i18n = _i18n(config)
    known = {each.locale: each.name for each in i18n.config.languages if each.build}
    default = i18n.default_language
    fallback = config.extra.get("fallback") or {}
    return Languages(
        all=(default, *(language for language in known if language != default)),
        names=known,
        fallback={language: tuple(chain) for language, chain in fallback.items()},
    )


def _now(zone: ZoneInfo) -> datetime:
    """The one moment of the build: the start of TODAY if that is set, else SOURCE_DATE_EPOCH, else now."""
    if today := os.environ.get("TODAY"):
        try:
            return datetime.combine(date.fromisoformat(today), datetime.min.time(), zone)
        except ValueError:
            raise PluginError(f"TODAY='{today}' is not a day; write it like TODAY=2022-04-01") from None
    return datetime.fromtimestamp(get_build_timestamp(), UTC).astimezone(zone)


def _edition(build: Build, language: str) -> Edition:
    return Edition(site=build.site, language=language, today=build.now.date(), words=_words(language))


def _words(language: str) -> Words:
    path = HERE / "words" / f"{language}.yaml"
    if not path.exists():
        there = ", ".join(sorted(each.stem for each in path.parent.glob("*.yaml")))
        raise PluginError(f"mkdocs.yml: the program does not speak '{language}' yet (it speaks {there})")
    return read_words(path.read_text(encoding="utf-8"), file=f"hooks/words/{path.name}", language=language)


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    build, language = _current(config)
    for file in list(files):
        if file.is_documentation_page() or _is_ballast(file, build.site.languages):
            files.remove(file)
    prefix = build.site.languages.prefix(language)
    for source in build.pages[language]:
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = prefix + file.dest_uri
        files.append(file)
    return files


def _current(config: MkDocsConfig) -> tuple[Build, str]:
    return config.extra["build"], _i18n(config).current_language


def _is_ballast(file: File, languages: Languages) -> bool:
    """The theme's source maps, and its search helpers for languages that the site does not have."""
    if file.src_uri.endswith(".map"):
        return True
    own = {f"lunr.{language}.min.js" for language in languages.all} | {"lunr.stemmer.support.min.js"}
    return "/lunr/" in file.src_uri and file.src_uri.rpartition("/")[2] not in own


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
    ours = _ours(page, config)
    page.title = ours.menu_title
    page.meta = {"title": str(escape(ours.title.text))}  # the search puts it into its results as HTML
    return ours.prose.text if ours.prose else ""


def _ours(page: MkDocsPage, config: MkDocsConfig) -> Page:
    build, language = _current(config)
    return build.pages[language][page.file.src_uri]


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
    build, language = _current(config)
    ours = _ours(page, config)
    build.prose[language][ours.address] = html
    page.toc = TableOfContents([])
    try:
        return body_of(ours, html, build.templates[language])
    except (jinja2.TemplateError, LookupError, TypeError, AttributeError) as error:
        raise PluginError(_template_problem(error)) from error


def _template_problem(error: Exception) -> str:
    """Where in hooks/templates/ it went wrong, and how."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"hooks/templates/{error.name}:{error.lineno}: {error.message}"
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".html")]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"hooks/templates/{where}: {error}"


def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> Any:
    build, language = _current(config)
    context["this"] = view(_ours(page, config), edition=build.editions[language], site_url=build.site_url)
    return context


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    build, _ = _current(config)
    if template_name == "404.html":
        languages = build.site.languages
        root = urlsplit(build.site_url).path
        context["versions"] = [
            {"lang": each, "words": _words(each), "home": root + languages.prefix(each)}
            for each in languages.all
        ]
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """One 404 page in all languages, made by the default one; the sitemap is our own."""
    build, language = _current(config)
    if template_name == "sitemap.xml" or language != build.site.languages.default:
        return ""
    return output


@event_priority(-50)
def _keep_search_index(config: MkDocsConfig) -> None:
    """Between the search plugin, which writes one index, and static-i18n, which mixes the languages."""
    build, language = _current(config)
    search: Any = config.plugins["material/search"]
    index = search.search_index
    prefix = build.site.languages.prefix(language)
    for entry in index.entries:
        entry["location"] = entry["location"].removeprefix(prefix)
    index.config["lang"] = [language if language in LUNR_LANGUAGES else "en"]
    if language not in LUNR_LANGUAGES:  # as Czech: English stop words and stems would not be its own
        index.config["pipeline"] = []
    build.search[language] = index.generate_search_index(None)


@event_priority(-200)
def _write_whole_site(config: MkDocsConfig) -> None:
    if _i18n(config).building:
        return
    build, _ = _current(config)
    versions = [build.rendered(language) for language in build.editions]
    for name, content in files_of(versions, site_url=build.site_url, now=build.now).items():
        path = Path(config.site_dir) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(summary_of(versions))  # to the standard output, from which `cluster build` takes its last word


on_post_build = CombinedEvent(_keep_search_index, _write_whole_site)
