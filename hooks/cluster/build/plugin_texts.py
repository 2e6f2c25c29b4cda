"""What plugins do to the texts of docs/, of which MkDocs itself knows nothing: we convert them to pages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from cluster.build.mkdocs_api import Files, MkDocsConfig, Page, PluginError, get_files
from cluster.build.mkdocs_config import captured_warnings, plain
from cluster.problems import Invalid, Place, Problem
from cluster.reading.markdown import Converter, Mention

Handler = Callable[..., str | None]


def converter_of(config: MkDocsConfig) -> Converter:
    """From Markdown to HTML; first, plugins may change the Markdown of each document."""
    i18n: Any = config.plugins["i18n"]
    # static-i18n changes what is for the language of the page that is being built, and here is no page yet.
    handlers = [
        each for each in config.plugins.events["page_markdown"] if getattr(each, "__self__", None) is not i18n
    ]
    plain = Converter(config.markdown_extensions, config.mdx_configs)
    return _AfterPlugins(plain, config, handlers) if handlers else plain


class _AfterPlugins(Converter):
    """Runs the event `page_markdown` for each document before it converts it."""

    def __init__(self, plain: Converter, config: MkDocsConfig, handlers: list[Handler]) -> None:
        super().__init__(plain.extensions, plain.configs)
        self.config = config
        self.handlers = handlers
        self.files = get_files(config)

    def convert(self, text: str, *, source: str, at: Place) -> tuple[str, list[Mention]]:
        name = at.file.removeprefix("docs/")
        if file := self.files.get_file_from_path(name):
            page = Page(None, file, self.config)
            page.read_source(self.config)
            for handler in self.handlers:
                text = self._changed(handler, text, page, at)
        return super().convert(text, source=source, at=at)

    def _changed(self, handler: Handler, text: str, page: Page, at: Place) -> str:
        with captured_warnings() as said:
            try:
                changed = handler(text, page=page, config=self.config, files=self.files)
            except Exception as error:  # a plugin may do anything wrong
                said.append(f"{type(error).__name__}: {error}")
            except SystemExit:  # which macros does after it has said why
                said = said or ["it gave up"]
        if said:
            plugin = self.config.plugins._event_origins.get(handler, "")
            raise Invalid(Problem(at, f"plugin '{plugin}' on this text: {plain(each)}") for each in said)
        return text if changed is None else changed


def refuse_pages_of_plugins(files: Files, ours: Collection[str]) -> None:
    """A page that a plugin adds would come without our head, menu and languages: none is better."""
    for file in files.documentation_pages():
        if file.generated_by and file.src_uri not in ours:
            raise PluginError(
                f"'{file.generated_by}' adds the page {file.src_uri}; pages of plugins do not work here"
            )
