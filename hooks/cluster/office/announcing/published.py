"""Whether the published site is the one in site/: nobody should be sent to a page that is not there yet."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from cluster.build.build_file import BUILD_FILE
from cluster.office.announcing.client import Client, Reply

SLACK = timedelta(hours=1)
"""By how much a clock may differ from that of the server."""


class NotPublished(Exception):
    """The published site is another one, or cannot be seen; carries the reason."""


def require_published(client: Client, site: Path, site_url: str, now: datetime) -> None:
    """NotPublished unless the site in the folder is what visitors see."""
    url = site_url + BUILD_FILE
    reply = client.ask("GET", url, headers={"Cache-Control": "no-cache"})
    if reply.outcome != "accepted":
        raise NotPublished(f"{url} cannot be read ({reply.why}): publish the site first")
    if _is_clock_wrong(reply, now):
        raise NotPublished(
            f"this computer's clock says {now:%Y-%m-%d %H:%M}, the server's does not: put it right"
        )
    built = _identity((site / BUILD_FILE).read_bytes())
    if built is None or built != _identity(reply.body):
        raise NotPublished(f"{site_url} is not the site that is in site/: publish it first")


def _is_clock_wrong(reply: Reply, now: datetime) -> bool:
    try:
        headers = reply.response.headers if reply.response else {}
        age = timedelta(seconds=int(headers.get("Age", 0)))  # of what a cache has kept
        return abs(parsedate_to_datetime(headers["Date"]) + age - now) > SLACK
    except (KeyError, TypeError, ValueError, OverflowError):
        return False


def _identity(raw: bytes) -> Any:
    """What two builds share that make the same site: commit, day and version, or else the moment; None if
    the file is damaged."""
    try:
        values = dict(json.loads(raw))
    except (ValueError, TypeError, RecursionError):
        return None
    return values | {"built": ""} if "commit" in values else values
