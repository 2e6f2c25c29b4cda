"""Tells search engines which pages have changed (indexnow.org)."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from cluster.office.announcing.client import Client, Reply

MOST = 10_000
"""How many addresses one request may have."""

_REASONS = {
    403: "the server answers 403: it does not find the key at {key}",
    422: "the server answers 422: the addresses and the key do not belong together",
    429: "the server answers 429: too many requests, try again later",
}


def tell_search_engines(client: Client, server: str, key: str, site_url: str, urls: Sequence[str]) -> Reply:
    """Of at most MOST addresses of a site."""
    location = f"{site_url}{key}.txt"
    values = {"host": urlsplit(site_url).netloc, "key": key, "keyLocation": location, "urlList": [*urls]}
    reply = client.ask("POST", server, json=values)
    if reply.status not in _REASONS:
        return reply
    return reply._replace(why=_REASONS[reply.status].format(key=location))
