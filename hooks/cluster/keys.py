"""Keys: digests of all that goes into a page or a file, so that what is unchanged need not be made again.

A template sees only a page's own values and what all pages share, so the key of these is the key of its
HTML. It is never taken from a clock or a file's time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from .pages import Edition, Page


def key_of(parts: Iterable[str]) -> str:
    """The digest of some texts, each counted with its length: 32 hexadecimal digits."""
    digest = blake2b(digest_size=16)
    for part in parts:
        text = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d " % len(text) + text)
    return digest.hexdigest()


@dataclass(slots=True)
class Keys:
    """The keys of one build; each item's is computed once."""

    known: dict[int, tuple[str, Any]] = field(default_factory=dict)
    """By identity, with the item itself, which so outlives its entry here."""

    def of_page(self, page: Page) -> str:
        """Of all that the HTML of a page is made of, but for what all pages of its language share."""
        own = (
            page.address,
            page.kind,
            page.language,
            page.title.language,
            page.title.text,
            page.head_title,
            page.description,
            " ".join(sorted(page.versions)),
            page.text_language,
            repr(page.crumbs),
            *((page.prose.language, page.prose.text) if page.prose else ()),
        )
        return key_of(
            (*own, *(part for name, value in page.values.items() for part in (name, self.of(value))))
        )

    def of_edition(self, edition: Edition) -> str:
        """Of what all pages of a language version share."""
        return key_of(self.of(value) for value in (edition.language, edition.chain, edition.shared))

    def of(self, value: Any) -> str:
        """Of any value of the model."""
        if isinstance(value, str):
            return value
        if isinstance(value, list | tuple):
            return f"[{','.join([self.of(each) for each in value])}]"
        if isinstance(value, dict):
            return self.of(list(value.items()))
        known = self.known.get(id(value))
        if known is None:
            digest = getattr(value, "digest", "") or repr(value)
            known = self.known[id(value)] = (key_of([digest]), value)
        return known[0]
