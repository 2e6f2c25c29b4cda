"""Synonyms: what visitors call the things of the site, for its search."""

from __future__ import annotations

from cluster.content.item import Item
from cluster.frozen import frozen
from cluster.language import Text

SEARCH = "data/search.yaml"


@frozen
class Synonym(Item):
    """One entry of data/search.yaml: words that lead to a page, or that mean other words."""

    words: Text
    """The words or phrases that visitors type, with commas between them."""
    page: str | None = None
    """The page that is meant, by its file in `docs/`: `press.md`; or a section of it: `about.md#organs`."""
    means: Text | None = None
    """The words that pages use instead."""
