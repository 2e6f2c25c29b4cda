"""Posts news on Mastodon, by its API.

The account itself says what has been posted: also by hand, and from another computer. Whatever leads to a
page counts as a post about it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml import html

from cluster.office.announcing.client import Client, Reply

RIGHTS = ("read:accounts", "read:statuses", "write:statuses")
"""What a token must allow."""

AT_ONCE = 40
"""How many posts Mastodon gives in one answer."""


NOT_UNDERSTOOD = Reply("refused", "the answer cannot be understood")


class AccountUnreadable(Exception):
    """The account could not be read; carries the reply."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.why)
        self.reply = reply


class MastodonAccount:
    """The account to which a token belongs."""

    def __init__(self, client: Client, server: str) -> None:
        self._client, self._api = client, f"{server}/api/v1/"

    def linked_since(self, moment: datetime) -> set[str]:
        """The addresses, without query and fragment, to which its posts since a moment lead.
        AccountUnreadable if the server does not tell."""
        try:
            return {link for text in self._texts_since(moment) for link in _links_in(text)}
        except (KeyError, TypeError, ValueError, RecursionError):  # an answer, but none of Mastodon
            raise AccountUnreadable(NOT_UNDERSTOOD) from None

    def _texts_since(self, moment: datetime) -> Iterator[str]:
        """Newest first, as HTML; pinned ones are among the others, too."""
        id = self._read("accounts/verify_credentials", {})["id"]
        before: dict[str, str] = {}
        while found := self._read(
            f"accounts/{id}/statuses", {"limit": AT_ONCE, "exclude_reblogs": "true"} | before
        ):
            for each in found:
                if datetime.fromisoformat(each["created_at"]) < moment:
                    return
                yield each["content"]
            last = found[-1]["id"]
            if before == {"max_id": last}:  # else this would never end
                raise AccountUnreadable(NOT_UNDERSTOOD)
            before = {"max_id": last}

    def _read(self, path: str, parameters: dict[str, Any]) -> Any:
        reply = self._client.ask("GET", self._api + path, params=parameters)
        if reply.outcome != "accepted":
            raise AccountUnreadable(reply)
        return json.loads(reply.body)

    def post(self, text: str, language: str, key: str) -> Reply:
        """Post a text; with the same key, Mastodon posts it only once within an hour."""
        values = {"status": text, "language": language, "visibility": "public"}
        return self._client.ask("POST", f"{self._api}statuses", data=values, headers={"Idempotency-Key": key})


def _links_in(text: str) -> Iterator[str]:
    """The addresses in HTML, without query and fragment."""
    for _, _, link, _ in html.fragment_fromstring(text, create_parent=True).iterlinks():
        yield link.partition("#")[0].partition("?")[0]
