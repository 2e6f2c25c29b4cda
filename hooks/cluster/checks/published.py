"""Rule for published content: it does not refer to hidden content."""

from __future__ import annotations

from collections.abc import Iterator

from cluster.checks.links import mentions_of, own_address, sources_of
from cluster.content.documents import Document
from cluster.content.kinds import KIND_OF, label
from cluster.content.site import Site, source_of
from cluster.problems import Problem


def references_are_published(shown: Site, whole: Site) -> Iterator[Problem]:
    """No published document refers to a hidden one: a link would be broken, a list would miss an item.

    `shown` is the site `whole` as of now.
    """
    public = {item.at for item in shown.documents}
    hidden = [item for item in whole.documents if item.at not in public]
    sources, planned = {item.source: item for item in hidden}, sources_of(shown)
    for mention in mentions_of(shown.documents):
        address = own_address(whole, mention)
        target = source_of(address.page) if address else mention.target
        if (item := sources.get(target)) and target not in planned:
            message = f"leads to {KIND_OF[type(item)].phrase} that is {_hidden_state(item, whole)}"
            yield Problem(mention.at, f"the link '{mention.written}' {message}")
    by_id: dict[tuple[type[Document], str], Document] = {(type(item), item.id): item for item in hidden}
    for document in shown.documents:
        for cls, id in document.references:
            if (item := by_id.get((cls, id))) and not shown.find(cls, id):
                message = f"{KIND_OF[cls].name} '{id}' is {_hidden_state(item, whole)}"
                yield Problem(document.at, f"{label(document)}: {message}")


def _hidden_state(item: Document, site: Site) -> str:
    """`a draft` or `not published before 2022-10-13`."""
    moment = item.out_from(site.zone)
    if moment is None:
        return "a draft"
    hour = f" {moment:%H:%M}" if moment.hour or moment.minute else ""
    return f"not published before {moment:%Y-%m-%d}{hour}"
