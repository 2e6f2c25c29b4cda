"""Markdown as editors may write it: raw HTML is shown as the text that it is."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension


class EscapeHtml(Extension):
    """Leaves no way for HTML or scripts from a text into a page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Python-Markdown's own way to switch raw HTML off."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
