"""`cluster publish`: the site goes to the cluster's own server."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cluster.build.build import build_lock
from cluster.build.destination import Destination, destination_of
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.build.publish_setting import PublishSetting, publish_setting
from cluster.commands.outcomes import SITE, exit_on_problems, wait
from cluster.commands.site import build_site
from cluster.messages.say import say
from cluster.problems import counted

if TYPE_CHECKING:
    from cluster.publishing.publish import Publication
    from cluster.publishing.transfer import Differences


@click.command()
@click.option("--to", help="The folder, such as user@example.org:/srv/www/cluster, in place of the setting.")
@click.option("--dry-run", is_flag=True, help="Say what would be changed there, and change nothing there.")
@click.option("--rollback", is_flag=True, help="Show the release before; once more, the one before that.")
def publish(to: str | None, dry_run: bool, rollback: bool) -> None:
    """Build the site, and publish it on your server by rsync, over ssh.

    Visitors see the old site or the new one, never a mixture. The folder at the server is `publish: {to: …}`
    under `extra` in mkdocs.yml; the web server shows its folder `current`. A site with problems is not
    published.
    """
    from cluster.publishing.failures import Unpublished

    setting = _setting()
    destination = _destination(to or setting.to)
    try:
        if rollback:
            _roll_back(destination, writes=not dry_run)
        else:
            _publish(destination, setting.keep, writes=not dry_run)
    except Unpublished as error:
        raise click.ClickException(str(error)) from None


def _setting() -> PublishSetting:
    with exit_on_problems():
        return publish_setting(MkDocsYml.of(Path(MKDOCS_YML).read_bytes()))


def _destination(text: str) -> Destination:
    if not text:
        raise click.ClickException(
            "no folder to publish in; name it in mkdocs.yml, or by --to: "
            "'extra: {publish: {to: user@example.org:/srv/www/cluster}}'"
        )
    try:
        return destination_of(text)
    except ValueError as error:
        raise click.ClickException(f"--to: {error}") from None


def _publish(destination: Destination, keep: int, *, writes: bool) -> None:
    from cluster.publishing import publish as publishing

    if day := os.environ.get("TODAY"):
        raise click.ClickException(f"a site as of another day (TODAY={day}) is not published; unset TODAY")
    build_site()
    with build_lock(Path(), wait):  # another build would replace the files that are being sent
        if writes:
            _say_published(
                publishing.publish(SITE, destination, keep=keep, at=datetime.now(UTC)), destination
            )
        else:
            _say_differences(publishing.preview(SITE, destination), destination)


def _say_published(done: Publication, destination: Destination) -> None:
    if not done.differences:
        say(f"Nothing has changed since release {done.release}: {destination} stays as it is.")
    else:
        say(f"Published as release {done.release} in {destination}: {_counts(done.differences)}.")
    if done.is_first:
        say(f"This is the first release there; the web server must show {destination.folder}/current.")
    if done.undeleted:
        say(f"Old releases could not be deleted there: {done.undeleted}", err=True)


def _say_differences(found: Differences, destination: Destination) -> None:
    _list(found)
    say(f"This would change in {destination}: {_counts(found)}." if found else "Nothing would change.")
    say("Nothing was published (--dry-run).")


def _list(found: Differences) -> None:
    for sign, paths in (("+", found.new), ("~", found.changed), ("-", found.gone)):
        for path in paths:
            click.echo(f"{sign} {path}")


def _counts(found: Differences) -> str:
    return ", ".join(
        (
            counted(len(found.new), "{n} new file", "{n} new files"),
            counted(len(found.changed), "{n} changed", "{n} changed"),
            counted(len(found.gone), "{n} gone", "{n} gone"),
        )
    )


def _roll_back(destination: Destination, *, writes: bool) -> None:
    from cluster.publishing.publish import roll_back

    done = roll_back(destination, at=datetime.now(UTC), writes=writes)
    if not writes:
        say(f"Visitors see release {done.given_up}; a rollback would show {done.release} again.")
        say("Nothing was changed (--dry-run).")
        return
    say(f"Visitors see release {done.release} again, in place of {done.given_up}.")
    say(counted(done.older, "{n} older release is left.", "{n} older releases are left."))
    say("The next publishing, also a nightly one, shows the present sources again: mend the cause first.")
