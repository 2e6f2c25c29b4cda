"""Links to headings lead to headings: those of the editors' texts and those of generated pages.

The ids of generated headings are known only after rendering. So a page is rendered for this check if a link
names an id that the editor's text on that page has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import chain

import jinja2

from cluster.checks.headings import TextHeadings, headings_in, ids_in
from cluster.checks.links import mentions_of
from cluster.checks.synonyms import sections_of_synonyms
from cluster.content.site import Site
from cluster.content.tally import STANDINGS
from cluster.content.version import Version, version_of
from cluster.pages.all_pages import pages_of
from cluster.pages.page import Page
from cluster.pages.templates import body_of
from cluster.problems import Problem
from cluster.reading.words import Words

_PASSING = {
    "event": ("registration",),
    "pillar": ("coming-events", "past-events"),
    "working-group": ("coming-events", "past-events"),
    "progress": STANDINGS,
}
"""Sections of pages, by kind, that come and go with the day: a link to one must not stop a later build."""


def headings_exist(
    whole: Site,
    now: datetime,
    words: Mapping[str, Words],
    templates: Callable[[Version], jinja2.Environment],
) -> Iterator[Problem]:
    """A link with a `#` leads to a heading of a page in the same language, on the public site if it is
    public."""
    named = tuple(sections_of_synonyms(whole))
    if not named and not any(
        each.fragment for each in chain(mentions_of(whole.documents), whole.links_of_data)
    ):
        return
    public = whole.as_of(now)
    shown = {item.at for item in public.documents}
    for site, is_shown in ((public, True), (whole, False)):
        headings = _Anchors(site, now, words, templates)
        documents = (item for item in site.documents if (item.at in shown) is is_shown)
        mentions = chain.from_iterable(item.mentions for item in documents)
        yield from headings.problems(chain(mentions, (*site.links_of_data, *named) if is_shown else ()))


class _Anchors(TextHeadings):
    """The headings of a site's pages, also those that the program writes."""

    def __init__(
        self,
        site: Site,
        now: datetime,
        words: Mapping[str, Words],
        templates: Callable[[Version], jinja2.Environment],
    ) -> None:
        super().__init__(site)
        self.pages = cache(lambda language: {page.address: page for page in pages_of(self.version(language))})
        self.version = cache(
            lambda language: version_of(site, words[language], now=now, site_url=site.site_url)
        )
        self.templates = cache(lambda language: templates(self.version(language)))
        self.generated = cache(self._generated)
        self.rendered = cache(self._rendered)

    def is_known(self, address: str) -> bool:
        return True

    def has(self, language: str, address: str, id: str) -> bool:
        return super().has(language, address, id) or id in self.generated(language, address)

    def all(self, language: str, address: str) -> list[str]:
        return [*super().all(language, address), *self.generated(language, address)]

    def headings(self, language: str, address: str) -> list[str]:
        return headings_in(self.rendered(language, address))

    def _generated(self, language: str, address: str) -> list[str]:
        """The ids in the body of a page."""
        page = self.pages(language).get(address)
        return [*ids_in(self.rendered(language, address)), *(_passing(page) if page else ())]

    def _rendered(self, language: str, address: str) -> str:
        page = self.pages(language).get(address)
        return body_of(page, self.templates(language)) if page else ""


def _passing(page: Page) -> Sequence[str]:
    if page.kind == "event" and not page.values["event"].registration:
        return ()
    return _PASSING.get(page.kind, ())
