"""Announce what is new on the published site."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cluster.build.build import build_lock, read
from cluster.build.build_file import BUILD_FILE
from cluster.build.caches import CACHE
from cluster.commands.outcomes import SITE, exit_on_problems, wait
from cluster.messages.say import say

if TYPE_CHECKING:
    from cluster.office.announcing.client import Client

_PAUSE = 10
"""Seconds between two looks at the published site."""


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be announced, and tell nobody.")
@click.option(
    "--wait",
    "patience",
    type=click.IntRange(min=0),
    default=0,
    metavar="SECONDS",
    help="Wait as long for the site to be published.",
)
def announce(dry_run: bool, patience: int) -> None:
    """Tell feed readers, search engines and Mastodon what is new on the published site.

    'announcing' in data/cluster.yaml says who is told: a WebSub hub, the search engines of IndexNow, an
    account on Mastodon, whose token is that of CLUSTER_MASTODON_TOKEN. Nobody is told of anything twice, and
    of nothing before it is published. The exit status is 1 if somebody could not be told.
    """
    from cluster.build.installed import version as program_version
    from cluster.office.announcing.client import Client
    from cluster.office.announcing.command import TOKEN, Announcer
    from cluster.office.announcing.record import FILE, AnnouncementRecord

    if day := os.environ.get("TODAY"):
        raise click.ClickException(f"a site as of another day (TODAY={day}) is not announced; unset TODAY")
    if not (SITE / BUILD_FILE).exists():
        raise click.ClickException("site/ holds no site; build it first: make site")
    with exit_on_problems(of_site=False):
        version = read(Path(), wait)[1]
        if not version.cluster.announcing:
            say("Nobody is told: data/cluster.yaml does not say whom, under 'announcing'.")
            return
        client = Client(f"cluster-site/{program_version()} (+{version.site_url})")
        if not dry_run:
            _wait_until_published(client, version.site_url, patience)
        # another build would replace the files, and another run would tell the same
        with build_lock(Path(), wait):
            announcer = Announcer(
                version,
                SITE,
                version.cluster.announcing,
                client,
                AnnouncementRecord(Path(CACHE) / FILE),
                writes=not dry_run,
            )
            has_failed = False
            for each in announcer.all(os.environ.get(TOKEN, "").strip()):
                say(each.message, err=each.has_failed)
                has_failed = has_failed or each.has_failed
    if dry_run:
        say("Nobody was told (--dry-run).")
    if has_failed:
        raise SystemExit(1)


def _wait_until_published(client: Client, site_url: str, patience: int) -> None:
    from cluster.office.announcing.published import NotPublished, require_published

    end = time.monotonic() + patience
    while True:
        try:
            return require_published(client, SITE, site_url, datetime.now(UTC))
        except NotPublished as error:
            if time.monotonic() >= end:
                raise click.ClickException(str(error)) from None
        time.sleep(min(_PAUSE, max(0.0, end - time.monotonic())))
