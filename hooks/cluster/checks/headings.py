"""Links to headings in editors' texts.

The headings that the program writes are known only after rendering; see `build/heading_links.py`, which
extends `TextHeadings`. While any file has problems, nothing is rendered: links to pages that are a text alone
are checked then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import unescape

from cluster.checks.links import mentions_of, own_address
from cluster.checks.synonyms import sections_of_synonyms
from cluster.checks.unread import is_generated
from cluster.content.site import Site
from cluster.language import english_name
from cluster.problems import Problem, near
from cluster.reading.markdown import Mention, address_of

_ID = re.compile(r'<\w[^<>]*? id="([^"]*)"')

_HEADING = re.compile(r'<h[1-6]\b[^<>]*? id="([^"]*)"')

MOST = 8
"""How many headings a problem lists."""

_ALWAYS = ("", "top", "content")
"""Fragments that every page has: the top of the page, and the theme's link to skip the menu."""


class TextHeadings:
    """The headings of the editors' texts on a site's pages."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.bodies = {each.address: each.bodies for each in site.documents if each.bodies}

    def problems(self, mentions: Iterable[Mention]) -> Iterator[Problem]:
        for mention in mentions:
            if mention.fragment in _ALWAYS or mention.fragment.startswith(":~:"):
                continue
            target = self._target(mention)
            if target and self.is_known(target[1]) and not self.has(*target, mention.fragment):
                where, hint = self._name(*target), self._hint(*target, mention.fragment)
                message = f"there is no heading '#{mention.fragment}' {where}{hint}"
                yield Problem(mention.at, f"broken link '{mention.written}': {message}")

    def is_known(self, address: str) -> bool:
        """Whether all headings of a page are."""
        return address in self._of_texts_alone

    @cached_property
    def _of_texts_alone(self) -> set[str]:
        pages = (each.address for each in self.site.text_pages if not is_generated(each.address))
        return self.bodies.keys() & {*pages, *(each.address for each in self.site.posts)}

    def has(self, language: str, address: str, id: str) -> bool:
        return id in self.written(language, address)

    def all(self, language: str, address: str) -> list[str]:
        """The ids on a page that are known."""
        return self.written(language, address)

    def headings(self, language: str, address: str) -> list[str]:
        """The ids of the headings on a page that are known, in their order."""
        return headings_in(self._body(language, address))

    def written(self, language: str, address: str) -> list[str]:
        """The ids in the editor's text on a page."""
        return ids_in(self._body(language, address))

    def _body(self, language: str, address: str) -> str:
        bodies = dict(self.bodies.get(address, ()))
        chain = self.site.languages.chain(language)
        return next((bodies[each] for each in chain if each in bodies), "")

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

    def _name(self, language: str, address: str) -> str:
        if len(self.site.languages.all) == 1:
            return f"on the page /{address}"
        return f"on the {english_name(language)} page /{self.site.languages.prefix(language)}{address}"

    def _hint(self, language: str, address: str, id: str) -> str:
        """What may be meant: a similar heading, or one in another language."""
        if similar := near(f"#{id}", [f"#{each}" for each in self.all(language, address)]):
            return similar
        others = (each for each in self.site.languages.all if each != language)
        if found := next((each for each in others if self.has(each, address, id)), None):
            return f"; only the {english_name(found)} version has it"
        return self._those_there_are(language, address)

    def _those_there_are(self, language: str, address: str) -> str:
        ids = [f"#{each}" for each in dict.fromkeys(self.headings(language, address))]
        if not ids:
            return ""
        more = f" and {len(ids) - MOST} more" if len(ids) > MOST else ""
        return f" (there are: {', '.join(ids[:MOST])}{more})"


def ids_in(html: str) -> list[str]:
    return [unescape(id) for id in _ID.findall(html)]


def headings_in(html: str) -> list[str]:
    """The ids of headings."""
    return [unescape(id) for id in _HEADING.findall(html)]


def headings_of_texts_exist(site: Site) -> Iterator[Problem]:
    """A link with a `#` to a page that is a text alone leads to a heading of it."""
    links = (*mentions_of(site.documents), *site.links_of_data, *sections_of_synonyms(site))
    back = "fnref-"  # from a footnote that is used nowhere, which is told already
    yield from TextHeadings(site).problems(each for each in links if not each.fragment.startswith(back))
