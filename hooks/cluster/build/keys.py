"""Keys: digests of all that goes into a page or a file, so that what is unchanged need not be made again.

A template sees only a page's own values and what all pages share, so the key of these is the key of its
HTML. It is never taken from a clock or a file's time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cluster.content.version import Version
from cluster.digests import DIGITS, key_of
from cluster.language import Text
from cluster.pages.page import Page

_PLAIN = frozenset({str, int, bool, type(None), Text})


@dataclass(slots=True)
class Keys:
    """The keys of one build; each item's is computed once."""

    known: dict[int, tuple[str, Any]] = field(default_factory=dict)
    """By identity, with the item itself, which so outlives its entry here."""

    def of_page(self, page: Page) -> str:
        """Of all that the HTML of a page is made of, but for what all pages of its language share."""
        own = page.own.digest if page.own else ""
        return key_of([repr((page.address, page.kind, page.name, own, self.of(page.values)))])

    def of_voice(self, version: Version) -> str:
        """Of what all pages of a language version share."""
        return key_of(self.of(value) for value in (version.language, version.chain, version.shared))

    def of(self, value: Any) -> str:
        """Of any value of the model."""
        if type(value) in _PLAIN:
            return repr(value)
        if isinstance(value, list | tuple):
            return f"[{','.join([self.of(each) for each in value])}]"
        if isinstance(value, dict):
            return f"[{','.join([f'{name!r}:{self.of(each)}' for name, each in value.items()])}]"
        if len(digest := getattr(value, "digest", "")) == DIGITS:
            return str(digest)
        known = self.known.get(id(value))
        if known is None:
            known = self.known[id(value)] = (key_of([digest or repr(value)]), value)
        return known[0]
