"""Runs plugins on the texts of docs/, as MkDocs itself only sees generated pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cluster.build.mkdocs_api import File, MkDocsConfig, Page, PluginError, get_files
from cluster.build.mkdocs_config import captured_warnings, one_line
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import Converter, Mention
from cluster.reading.words import Words

Handler = Callable[..., str | None]


def converter_of(config: MkDocsConfig, words: Mapping[str, Words]) -> Converter:
    """The converter of the settings, which first lets plugins change the Markdown of each document."""
    i18n: Any = config.plugins["i18n"]
    # static-i18n is skipped: it works on the page that is being built, and there is none yet.
    handlers = [
        each for each in config.plugins.events["page_markdown"] if getattr(each, "__self__", None) is not i18n
    ]
    converter = Converter(config.markdown_extensions, config.mdx_configs, words)
    return _AfterPlugins(converter, config, handlers) if handlers else converter


class _AfterPlugins(Converter):
    """Runs the event `page_markdown` on each text before converting it."""

    def __init__(self, converter: Converter, config: MkDocsConfig, handlers: list[Handler]) -> None:
        super().__init__(converter.extensions, converter.configs, converter.words)
        self.config = config
        self.handlers = handlers
        self.files = get_files(config)

    def convert(self, text: str, *, source: str, at: Place, language: str = "") -> tuple[str, list[Mention]]:
        name = at.file.removeprefix("docs/")
        if file := self.files.get_file_from_path(name):
            page = Page(None, file, self.config)
            page.read_source(self.config)
            for handler in self.handlers:
                text = self._changed(handler, text, page, at)
        return super().convert(text, source=source, at=at, language=language)

    def _changed(self, handler: Handler, text: str, page: Page, at: Place) -> str:
        with captured_warnings() as warnings:
            try:
                changed = handler(text, page=page, config=self.config, files=self.files)
            except Exception as error:  # a plugin may raise anything
                warnings.append(f"{type(error).__name__}: {error}")
            except SystemExit:  # as the plugin macros does after logging the reason
                warnings = warnings or ["it stopped the build"]
        if warnings:
            plugin = self.config.plugins._event_origins.get(handler, "")
            raise Invalid(Problem(at, f"plugin '{plugin}': {one_line(each)}") for each in warnings)
        return text if changed is None else changed


def refuse_pages(files: Iterable[File]) -> None:
    """Raise PluginError if a plugin generated a page: it would have no metadata, menu and languages."""
    for file in files:
        if file.generated_by and file.is_documentation_page():
            message = f"plugin '{file.generated_by}' adds the page {file.src_uri}"
            raise PluginError(f"{message}; pages of plugins are not supported")
