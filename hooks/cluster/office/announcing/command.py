"""`cluster announce`: finds what is new, and tells those whom the cluster has named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from cluster.content.announcing import Announcing
from cluster.content.news import Post
from cluster.content.version import SiteVersion
from cluster.links import THIS_COMPUTER
from cluster.office.announcing import indexnow, websub
from cluster.office.announcing.client import Client, Reply
from cluster.office.announcing.contents import feeds_in, pages_in
from cluster.office.announcing.mastodon import RIGHTS, AccountUnreadable, MastodonAccount
from cluster.office.announcing.record import AnnouncementRecord, Contents, changed, still
from cluster.office.commands import typeset_drafts
from cluster.problems import counted

TOKEN = "CLUSTER_MASTODON_TOKEN"
"""The variable with the token of the account."""

DAYS = timedelta(days=7)
"""News that is older is not posted: nobody wants to read last year's when the account is new."""


class Announced(NamedTuple):
    """What became of an announcement, or what would."""

    message: str
    has_failed: bool = False


class Changes(NamedTuple):
    """What has changed since a service was told."""

    service: str
    """Its address."""
    before: Contents | None
    """What it knows; None if it is new."""
    now: Contents
    batches: Sequence[Sequence[str]]
    """The addresses that have changed, as many at once as it takes."""
    number: str
    """In words: `3 changed feeds`."""


@dataclass(frozen=True, slots=True)
class Announcer:
    """Announces a published site."""

    version: SiteVersion
    site: Path
    """Its folder."""
    announcing: Announcing
    client: Client
    record: AnnouncementRecord
    writes: bool
    """Whether it may tell anybody."""

    def all(self, token: str) -> Iterator[Announced]:
        """Tell all that are configured."""
        if self.announcing.hub:
            yield from self.feeds(self.announcing.hub)
        if self.announcing.indexnow:
            yield from self.pages(self.announcing.indexnow_server, self.announcing.indexnow)
        if self.announcing.mastodon:
            yield from self.news(self.announcing.mastodon.rstrip("/"), token)

    # ---- What has changed -----------------------------------------------------------------------------

    def feeds(self, hub: str) -> Iterator[Announced]:
        """Tell a WebSub hub which feeds have changed."""
        now = feeds_in(self.site, self.version.site_url)
        before = self.record.known_to(hub)
        urls = [url for url in changed(before or {}, now) if url in now]
        number = counted(len(urls), "{n} changed feed", "{n} changed feeds")
        found = Changes(hub, before, now, [[url] for url in urls], number)
        yield from self._told(found, lambda batch: websub.tell_hub(self.client, hub, batch[0]))

    def pages(self, server: str, key: str) -> Iterator[Announced]:
        """Tell search engines which pages are new, changed or gone."""
        now = pages_in(self.site, self.version.site_url)
        before = self._known_here(server)
        urls = changed(before or {}, now)
        number = counted(len(urls), "{n} changed page", "{n} changed pages")
        batches = [urls[start : start + indexnow.MOST] for start in range(0, len(urls), indexnow.MOST)]
        tell = partial(indexnow.tell_search_engines, self.client, server, key, self.version.site_url)
        yield from self._told(Changes(server, before, now, batches, number), tell)

    def _known_here(self, server: str) -> Contents | None:
        """What search engines know without what stood at another address before the site moved: they refuse
        all addresses with one of another host."""
        known = self.record.known_to(server)
        if known is None:
            return None
        return {url: digest for url, digest in known.items() if url.startswith(self.version.site_url)}

    def _told(self, found: Changes, tell: Callable[[Sequence[str]], Reply]) -> Iterator[Announced]:
        """Tell a service what has changed since it was told before.

        That is written down first: a run that is cut off tells it never, rather than twice.
        """
        if found.before is None:
            if self.writes:
                self.record.note(found.service, found.now)
            yield Announced(f"{found.service} is new here: it is told of what changes from now on.")
        elif not found.batches:
            yield Announced(f"{found.service}: nothing has changed.")
        elif not self.writes:
            yield Announced(f"{found.service} would be told: {found.number}")
            yield from (Announced(f"- {url}") for batch in found.batches for url in batch)
        else:
            self.record.note(found.service, found.now)
            left, reply = _told_in_turn(found.batches, tell)
            self.record.note(found.service, still(found.before, found.now, {*left}))
            yield _outcome(found, len(left), reply)

    # ---- News -----------------------------------------------------------------------------------------

    def news(self, server: str, token: str) -> Iterator[Announced]:
        """Post the news of the last days on Mastodon that is not there yet, the oldest first; `server` is
        without a slash at the end."""
        news = sorted(self._new_posts(), key=self._published)
        if not news:
            yield Announced(f"{server}: there is no news of the last {DAYS.days} days.")
        elif not self.writes:
            yield Announced(f"{server} would show this, unless it does already:")
            yield from (Announced(f"- {self._url(each)}") for each in news)
        elif _is_read_by_others(server):
            secure = f"https{server.removeprefix('http')}"
            why = f"nothing is posted, as everybody could read the token on its way; write {secure}"
            yield Announced(f"{server}: {why}", has_failed=True)
        elif not re.fullmatch("[!-~]+", token):
            yield Announced(f"{server}: nothing is posted, as {TOKEN} holds no token", has_failed=True)
        else:
            account = MastodonAccount(Client(self.client.agent, token), server)
            yield from self._posted(account, server, news)

    def _posted(self, account: MastodonAccount, server: str, news: list[Post]) -> Iterator[Announced]:
        try:
            there = account.linked_since(self._published(news[0]) - timedelta(days=1))
        except AccountUnreadable as error:
            yield Announced(_mastodon_failure(server, error.reply), has_failed=True)
            return
        for each in news:
            url = self._url(each)
            if {url, self.version.home + f"news/{each.guid}/"} & there:
                yield Announced(f"{server} shows it already: {url}")
                continue
            reply = self._post(account, each)
            if reply.outcome != "accepted":
                yield Announced(_mastodon_failure(server, reply), has_failed=True)
                return
            yield Announced(f"Posted on {server}: {url}")

    def _post(self, account: MastodonAccount, post: Post) -> Reply:
        page = self.client.ask("HEAD", self._url(post))
        if page.outcome != "accepted":
            return page._replace(why=f"its page {self._url(post)} is not there ({page.why})", status=0)
        drafts = {each.network: each.text for each in typeset_drafts(post, self.version)}
        return account.post(drafts["Mastodon"], self.version.language, key=self._url(post))

    def _new_posts(self) -> Iterator[Post]:
        for each in self.version.site.posts:
            if each.date and self._published(each) >= self.version.now - DAYS:
                yield each

    def _published(self, post: Post) -> datetime:
        return max(post.moments(self.version.zone))

    def _url(self, post: Post) -> str:
        return self.version.home + post.address


def _is_read_by_others(server: str) -> bool:
    """Whether what is sent to it can be read on its way."""
    return server.startswith("http://") and urlsplit(server).hostname not in THIS_COMPUTER


def _told_in_turn(
    batches: Sequence[Sequence[str]], tell: Callable[[Sequence[str]], Reply]
) -> tuple[list[str], Reply]:
    """The addresses of which nobody was told, and the last reply; nobody is asked again after a failure."""
    reply = Reply("accepted")
    for number, batch in enumerate(batches):
        reply = tell(batch)
        if reply.outcome != "accepted":
            rest = batches[number + 1 :] if reply.outcome == "unknown" else batches[number:]
            return [url for each in rest for url in each], reply
    return [], reply


def _outcome(found: Changes, left: int, reply: Reply) -> Announced:
    if reply.outcome == "accepted":
        return Announced(f"Told {found.service}: {found.number}.")
    if left:
        rest = counted(left, "{n} is left for the next run", "{n} are left for the next run")
        return Announced(f"{found.service}: {reply.why}; {found.number}; {rest}", has_failed=True)
    return Announced(f"{found.service}: {reply.why}; perhaps missed: {found.number}", has_failed=True)


def _mastodon_failure(server: str, reply: Reply) -> str:
    match reply.status:
        case 401 | 403:
            why = f"it does not take the token in {TOKEN} ({reply.status})"
            rights = ", ".join(RIGHTS)
            return f"{server}: {why}; make one with the rights {rights} at {server}/settings/applications"
        case 429:
            return f"{server}: too many posts for now (429); try again later"
    if reply.outcome == "unknown":
        return f"{server}: {reply.why}; the next run looks whether it was posted"
    return f"{server}: nothing was posted: {reply.why}"
