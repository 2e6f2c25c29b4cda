"""The pages about the site itself: accessibility, privacy and imprint, if docs/ has their texts.

The text is the editor's; what data/cluster.yaml knows stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from cluster.content.version import SiteVersion
from cluster.pages.page import Page, page_of


def pages_of_statements(version: SiteVersion) -> Iterator[Page]:
    for address in version.statements:
        name = address.rstrip("/")
        own = version.site.text_page_at(address)
        yield page_of(version, address, name, word=name, texts=(own.title,) if own else ())
