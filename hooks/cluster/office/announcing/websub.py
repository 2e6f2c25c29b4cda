"""Tells a WebSub hub which feeds have changed; the hub tells their subscribers."""

from __future__ import annotations

from cluster.office.announcing.client import Client, Reply


def tell_hub(client: Client, hub: str, feed: str) -> Reply:
    """WebSub leaves open how; hubs take `hub.url`, as in PubSubHubbub 0.4 (7.1), or `hub.topic`."""
    return client.ask("POST", hub, data={"hub.mode": "publish", "hub.url": feed, "hub.topic": feed})
