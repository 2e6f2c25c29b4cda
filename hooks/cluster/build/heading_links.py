"""Links to headings lead to headings: those of the editors' texts and those of generated pages.

The ids of generated headings are known only after rendering. So a page is rendered for this check if a link
names an id that the editor's text on that page has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from html import unescape
from itertools import chain

import jinja2

from cluster.checks.links import mentions_of, own_address
from cluster.checks.synonyms import sections_of_synonyms
from cluster.content.site import Site
from cluster.content.tally import STANDINGS
from cluster.content.version import Version, version_of
from cluster.language import english_name
from cluster.pages.all_pages import pages_of
from cluster.pages.page import Page
from cluster.pages.templates import body_of
from cluster.problems import Problem, near
from cluster.reading.markdown import Mention, address_of
from cluster.reading.words import Words

_ID = re.compile(r'<\w[^<>]*? id="([^"]*)"')

_ALWAYS = ("", "top", "content")
"""Fragments that every page has: the top of the page, and the theme's link to skip the menu."""

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


class _Anchors:
    """The headings of a site's pages."""

    def __init__(
        self,
        site: Site,
        now: datetime,
        words: Mapping[str, Words],
        templates: Callable[[Version], jinja2.Environment],
    ) -> None:
        self.site = site
        self.bodies = {each.address: each.bodies for each in site.documents if each.bodies}
        self.pages = cache(lambda language: {page.address: page for page in pages_of(self.version(language))})
        self.version = cache(
            lambda language: version_of(site, words[language], now=now, site_url=site.site_url)
        )
        self.templates = cache(lambda language: templates(self.version(language)))
        self.generated = cache(self._generated)

    def problems(self, mentions: Iterable[Mention]) -> Iterator[Problem]:
        for mention in mentions:
            if mention.fragment in _ALWAYS or mention.fragment.startswith(":~:"):
                continue
            target = self._target(mention)
            if target and not self._has(*target, mention.fragment):
                where, hint = self._name(*target), self._hint(*target, mention.fragment)
                message = f"there is no heading '#{mention.fragment}' {where}{hint}"
                yield Problem(mention.at, f"broken link '{mention.written}': {message}")

    def _target(self, mention: Mention) -> tuple[str, str] | None:
        """Language and address of the page that a link leads to; None if it is not one of this site."""
        default = self.site.languages.default
        if mention.use == "link" and mention.target.endswith(".md"):
            language, address = mention.language or default, address_of(mention.target)
        elif found := own_address(self.site, mention):
            language, address = found.language, found.page
        else:
            return None
        plans = self.site.plans
        if address == plans.lasting(plans.current):  # it leads on to plan/
            address = "plan/"
        return (language, address) if address in self.site.addresses else None

    def _has(self, language: str, address: str, id: str) -> bool:
        return id in self._written(language, address) or id in self.generated(language, address)

    def _written(self, language: str, address: str) -> list[str]:
        """The ids in the editor's text on a page."""
        bodies = dict(self.bodies.get(address, ()))
        chain = self.site.languages.chain(language)
        return _ids(next((bodies[each] for each in chain if each in bodies), ""))

    def _generated(self, language: str, address: str) -> list[str]:
        """The ids in the body of a page."""
        page = self.pages(language).get(address)
        if page is None:
            return []
        return [*_ids(body_of(page, self.templates(language))), *_passing(page)]

    def _name(self, language: str, address: str) -> str:
        if len(self.site.languages.all) == 1:
            return f"on the page /{address}"
        return f"on the {english_name(language)} page /{self.site.languages.prefix(language)}{address}"

    def _hint(self, language: str, address: str, id: str) -> str:
        """What may be meant: a similar heading, or one in another language."""
        ids = [*self._written(language, address), *self.generated(language, address)]
        if similar := near(f"#{id}", [f"#{each}" for each in ids]):
            return similar
        others = (each for each in self.site.languages.all if each != language)
        found = next((each for each in others if self._has(each, address, id)), None)
        return f"; only the {english_name(found)} version has it" if found else ""


def _passing(page: Page) -> Sequence[str]:
    if page.kind == "event" and not page.values["event"].registration:
        return ()
    return _PASSING.get(page.kind, ())


def _ids(html: str) -> list[str]:
    return [unescape(id) for id in _ID.findall(html)]
