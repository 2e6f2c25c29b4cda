"""Text pages: Markdown of docs/ outside the folders of other kinds.

If the program generates a page at the same address, the text is shown at its top; else it is a page of its
own.
"""

from __future__ import annotations

from datetime import date

from cluster.content.documents import Document
from cluster.frozen import frozen
from cluster.language import Text
from cluster.reading.markdown import address_of


@frozen
class TextPage(Document):
    """The front matter and text of `docs/`<path>.md and its translations."""

    title: Text | None = None
    """The page's title, and its name in the menu."""
    description: Text | None = None
    """One or two sentences, for search engines and link previews."""

    updated: date | None = None
    """The day of its last change that readers should notice."""

    @property
    def changed_on(self) -> tuple[date | None, ...]:
        return (self.updated,)

    @property
    def path(self) -> str:
        """Below docs/, without language and `.md`: `about`, `plan/index`."""
        return self.id

    @property
    def address(self) -> str:
        """`about/` for `about`, `plan/` for `plan/index`, `` for `index`."""
        return address_of(self.path)
