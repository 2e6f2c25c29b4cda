"""What search engines read of a page besides its subject: where it is in the site, who publishes it, of news
the article, and of lists what they lead to (schema.org).

The association has one `@id` on all pages and in all languages, to which the data of other pages refer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from cluster.content.news import Post
from cluster.content.version import Version
from cluster.pages.page import Page
from cluster.pages.schema_org import Data, json_ld, publisher
from cluster.pictures.icons import ICON


def page_data(page: Page, version: Version, image: str) -> Markup:
    """The script element with the JSON-LD of a page; `image` is the address of its preview."""
    own = _OWN.get(page.kind, ())
    graph = [data for make in own for data in make(page, version, image)]
    content = json_ld([*graph, *_breadcrumbs(page, version)])
    return Markup('<script type="application/ld+json">{}</script>').format(content) if content else content


def _breadcrumbs(page: Page, version: Version) -> Sequence[Data]:
    """The way from the home page, whose own page has none."""
    if not page.address:
        return ()
    way = [(version.words["home"], ""), *page.crumbs, (page.menu_title, page.address)]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": version.home + address}
        for position, (name, address) in enumerate(way, 1)
    ]
    return ({"@type": "BreadcrumbList", "itemListElement": items},)


def _website(page: Page, version: Version, image: str) -> Sequence[Data]:
    data = {
        "@type": "WebSite",
        "@id": f"{version.id_base}{version.prefix}#website",
        "name": version.name,
        "url": version.home,
        "inLanguage": version.language,
        "publisher": publisher(version),
    }
    return (data,)


def _association(page: Page, version: Version, image: str) -> Sequence[Data]:
    """The association, with what is known of it."""
    cluster, contact, founded = version.cluster, version.cluster.contact, version.cluster.founded
    data: Data = {
        **publisher(version),
        "alternateName": cluster.abbreviation,
        "legalName": version.text_of(cluster.legal_name),
        "description": version.text_of(cluster.lead),
        "logo": version.site_url + ICON,
        "identifier": cluster.registration_number,
        "foundingDate": founded.starts.isoformat() if founded and founded.is_exact else None,
        "email": contact.email if contact else None,
        "telephone": contact.phone if contact else None,
        "address": version.text_of(contact.address) if contact else None,
        "memberOf": [
            {"@type": "Organization", "name": version.text_of(each.name)} for each in cluster.memberships
        ],
        "award": [version.text_of(each.title) for each in cluster.awards],
    }
    return (_known(data),)


def _article(page: Page, version: Version, image: str) -> Sequence[Data]:
    """A news item. Its authors are roles in the association; without any, it is the association itself."""
    post: Post = page.values["post"]
    dated = post.date.starts.isoformat() if post.date and post.date.is_exact else None
    authors: list[Data] = [{"@type": "Organization", "name": version.text_of(each)} for each in post.authors]
    data: Data = {
        "@type": "NewsArticle",
        "@id": f"{version.id_base}{version.prefix}{post.address}",
        "headline": str(page.title),
        "description": version.text_of(post.summary),
        "image": image,
        "datePublished": dated,
        "dateModified": post.updated.isoformat() if post.updated else dated,
        "inLanguage": page.text_language,
        "author": authors or publisher(version),
        "publisher": publisher(version),
        "mainEntityOfPage": version.home + post.address,
    }
    return (_known(data),)


MOST_LISTED = 100
"""How many items of a list search engines are told: its first ones."""


def _list(page: Page, version: Version, image: str) -> Sequence[Data]:
    """What a list leads to, in its order."""
    addresses = [*dict.fromkeys(_LISTED[page.kind](page.values))]
    items = [
        {"@type": "ListItem", "position": position, "url": version.home + address}
        for position, address in enumerate(addresses[:MOST_LISTED], 1)
    ]
    data: Data = {
        "@type": "ItemList",
        "@id": f"{version.id_base}{version.prefix}{page.address}#list",
        "name": str(page.title),
        "numberOfItems": len(addresses),
        "itemListElement": items,
    }
    return (data,) if items else ()


_LISTED: Mapping[str, Callable[[Mapping[str, Any]], Iterable[str]]] = {
    "events": lambda values: (
        entry.address for group in (*values["coming"], *values["past"]) for entry in group.entries
    ),
    "news": lambda values: (post.address for post in values["posts"]),
    "members": lambda values: (row.member.address for row in values["rows"]),
    "equipment_list": lambda values: (entry.item.item.address for entry in values["directory"].entries),
    "calls": lambda values: (each.call.address for found in values["found"].values() for each in found),
    "projects": lambda values: (each.address for found in values["found"].values() for each in found),
}
"""The addresses of what a list shows, by the kind of its page."""


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [])}


_OWN: Mapping[str, Sequence[Callable[[Page, Version, str], Sequence[Data]]]] = {
    "home": (_website, _association),
    "about": (_association,),
    "contact": (_association,),
    "imprint": (_association,),
    "post": (_article,),
    **{kind: (_list,) for kind in _LISTED},
}
"""What a page says beside its place in the site, by its kind."""
