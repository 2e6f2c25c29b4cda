"""Rules for data/search.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.checks.links import sources_of
from cluster.checks.unread import may_be_unread
from cluster.content.site import Site
from cluster.content.synonyms import Synonym
from cluster.problems import Problem
from cluster.reading.markdown import Mention, address_of
from cluster.similar_paths import near_path


def synonyms_lead_somewhere(site: Site) -> Iterator[Problem]:
    """A synonym has either a page or words that it means."""
    for synonym in site.of(Synonym):
        if bool(synonym.page) == bool(synonym.means):
            message = "needs either 'page' (a file of docs/) or 'means' (words that pages use)"
            yield Problem(synonym.at, f"synonym: '{synonym.words.original}' {message}")


def pages_of_synonyms_exist(site: Site) -> Iterator[Problem]:
    """The page of a synonym is the source path of a page, generated or not."""
    sources = sources_of(site)
    for synonym in site.of(Synonym):
        page = synonym.page.partition("#")[0] if synonym.page else None
        if page is not None and page not in sources and not may_be_unread(site, address_of(page)):
            hint = near_path(page, sources) or "; write its file in docs/, such as events/index.md"
            yield Problem(synonym.at.of("page"), f"synonym: there is no page '{page}'{hint}")


def sections_of_synonyms(site: Site) -> Iterator[Mention]:
    """The sections of pages that synonyms name, as links to be checked."""
    for synonym in site.of(Synonym):
        page, _, heading = (synonym.page or "").partition("#")
        if heading:
            yield Mention(synonym.at.of("page"), str(synonym.page), page, fragment=heading)


RULES = (synonyms_lead_somewhere, pages_of_synonyms_exist)
