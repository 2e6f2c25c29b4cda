"""Rule for published content: it does not refer to hidden content."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.checks.links import mentions_of, own_address, sources_of
from cluster.content.addresses import source_of
from cluster.content.documents import Document
from cluster.content.item import Item
from cluster.content.kinds import KIND_OF, label
from cluster.content.listing import Listing
from cluster.content.site import Site
from cluster.problems import Problem


def references_are_published(shown: Site, whole: Site) -> Iterator[Problem]:
    """No published item refers to a hidden one: a link would be broken, a list would miss an item.

    `shown` is the site `whole` as of now.
    """
    sources = leading_to_hidden(shown, whole)
    for mention in mentions_of(shown.documents) if sources else ():
        address = own_address(whole, mention)
        target = source_of(address.page) if address else mention.target
        if message := sources.get(target):
            yield Problem(mention.at, f"the link '{mention.written}' {message}")
    places = {item.at for item in _hidden(shown, whole)}
    for each in shown.all if places else ():
        for reference in each.references:
            cls, id = reference.cls, reference.id
            if (named := whole.find(cls, id)) and named.at in places and not shown.find(cls, id):
                message = f"{KIND_OF[cls].name} '{id}' {_hidden_state(named, whole)}"
                yield Problem(reference.at, f"{label(each)}: {message}")


def leading_to_hidden(shown: Site, whole: Site) -> dict[str, str]:
    """What is wrong with a link to each source path that makes a page only in the site `whole`: `leads to a
    news item that is a draft`."""
    sources = {source: item for item in _hidden(shown, whole) if (source := _source(item))}
    planned = sources_of(shown) if sources else ()
    return {
        source: f"leads to {KIND_OF[type(item)].phrase} that {_hidden_state(item, whole)}"
        for source, item in sources.items()
        if source not in planned
    }


def _hidden(shown: Site, whole: Site) -> list[Item]:
    public = {item.at for item in shown.all}
    return [item for item in whole.all if item.at not in public]


def _source(item: Item) -> str:
    """The source path of an item's page below docs/; `` if it has no page."""
    if isinstance(item, Document):
        return item.source
    return source_of(item.address) if isinstance(item, Listing) else ""


def _hidden_state(item: Item, site: Site) -> str:
    """`is a draft` or `is not published before 2022-10-13`."""
    moment = item.out_from(site.zone)
    if moment is None:
        return "is a draft"
    hour = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    return f"is not published before {moment:%Y-%m-%d}{hour}"
