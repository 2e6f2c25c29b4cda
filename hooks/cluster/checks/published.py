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
    public = {item.at for item in shown.all}
    hidden = [item for item in whole.all if item.at not in public]
    sources = {source: item for item in hidden if (source := _source(item))}
    planned = sources_of(shown)
    for mention in mentions_of(shown.documents):
        address = own_address(whole, mention)
        target = source_of(address.page) if address else mention.target
        if (item := sources.get(target)) and target not in planned:
            message = f"leads to {KIND_OF[type(item)].phrase} that {_hidden_state(item, whole)}"
            yield Problem(mention.at, f"the link '{mention.written}' {message}")
    places = {item.at for item in hidden}
    for each in shown.all:
        for cls, id, place in each.references:
            if (named := whole.find(cls, id)) and named.at in places and not shown.find(cls, id):
                message = f"{KIND_OF[cls].name} '{id}' {_hidden_state(named, whole)}"
                yield Problem(place, f"{label(each)}: {message}")


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
