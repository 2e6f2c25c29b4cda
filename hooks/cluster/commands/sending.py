"""Send the newsletter by e-mail."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cluster.commands.outcomes import exit_on_problems, wait
from cluster.messages.say import say
from cluster.problems import counted

if TYPE_CHECKING:
    from cluster.office.mailing.command import Planned, Sending
    from cluster.office.mailing.delivery import SendReport, Unreached
    from cluster.office.mailing.readers import Recipient

UNSENT = "Nothing was sent. Fix the problems above and try again."
_PROGRESS = 50
"""A line is said after each so many mails."""


_LONGEST_PAUSE = 86_400
"""Seconds."""


@click.group()
def send() -> None:
    """Send something by e-mail."""


@send.command("newsletter")
@click.argument("edition", metavar="EDITION")
@click.option("--to", "path", type=click.Path(path_type=Path), help="The table of readers.")
@click.option("--test", metavar="ADDRESS", help="Send it to this address only, in each of its languages.")
@click.option("--dry-run", is_flag=True, help="Say who would get it, and send nothing.")
@click.option(
    "--retry-unknown", is_flag=True, help="Send also to those of whom nobody knows whether they have it."
)
@click.option(
    "--pause",
    type=click.IntRange(0, _LONGEST_PAUSE),
    metavar="SECONDS",
    default=60,
    show_default=True,
    help="Seconds until a busy mail server is asked again.",
)
def send_newsletter(
    edition: str, path: Path | None, test: str | None, dry_run: bool, retry_unknown: bool, pause: int
) -> None:
    """Send the EDITION of the newsletter, such as 2027-1, to its readers: one mail each.

    The table of readers (.csv, .xlsx, .ods) has a column 'email', and perhaps 'language'. It stands outside
    the project, since addresses are personal data. A log beside it records each mail: whoever has got the
    edition does not get it again, however often the command runs.

    The mail server is that of 'mailing' in data/cluster.yaml, its password that of CLUSTER_MAIL_PASSWORD. The
    exit status is 1 if somebody has not got the edition.
    """
    from cluster.office.mailing import command as office

    if (path is None) == (test is None) or (dry_run and path is None):
        raise click.UsageError("expected --to FILE, perhaps with --dry-run, or --test ADDRESS")
    if path and (day := os.environ.get("TODAY")):
        raise click.ClickException(
            f"a newsletter as of another day (TODAY={day}) is not sent to readers; unset TODAY"
        )
    try:
        with exit_on_problems(UNSENT):
            sending = office.Sending.of(Path(), edition, wait)
    except LookupError as error:
        raise click.ClickException(str(error)) from None
    with exit_on_problems(UNSENT, of_site=False):
        if path is None:
            _send_test(sending, test or "")
        elif dry_run:
            readers = office.readers_in(Path(), path, sending.versions)
            _say_planned(sending, office.plan(sending, readers, path, retries_unknown=retry_unknown))
            say("Nothing was sent (--dry-run).")
        else:
            _send(sending, path, retries_unknown=retry_unknown, pause=pause)


def _send_test(sending: Sending, address: str) -> None:
    from cluster.office.mailing.command import send_test

    try:
        outcome = send_test(sending, address)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    if outcome.status != "sent":
        raise click.ClickException(f"The test was not sent: {outcome.answer}")
    languages = ", ".join(sorted(set(sending.languages.values())))
    say(f"Sent newsletter {sending.edition.id} to {address} as a test ({languages}).")


def _send(sending: Sending, path: Path, *, retries_unknown: bool, pause: float) -> None:
    from cluster.office.mailing.command import readers_in
    from cluster.office.mailing.command import send as send_to

    def started(found: Planned) -> None:
        _say_planned(sending, found)
        uncertain.extend(found.uncertain)

    def progress(sent: int) -> None:
        if sent % _PROGRESS == 0:
            say(f"Sent {sent} mails ...", err=True)

    uncertain: list[Recipient] = []
    report = send_to(
        sending,
        readers_in(Path(), path, sending.versions),
        path,
        retries_unknown=retries_unknown,
        pause=pause,
        on_start=started,
        on_sent=progress,
    )
    say(counted(report.sent, "Sent {n} mail.", "Sent {n} mails."))
    say(f"The log is {sending.log_beside(path)}.")
    unreached = list(_unreached(report, uncertain))
    if unreached:
        say("\n".join(unreached), err=True)
        raise SystemExit(1)


def _say_planned(sending: Sending, found: Planned) -> None:
    for note in found.notes:
        say(note, err=True)
    number, languages = len(found.readers), sending.counts(found.readers)
    id = sending.edition.id
    say(
        counted(
            number,
            f"Newsletter {id} goes to {{n}} reader ({languages}).",
            f"Newsletter {id} goes to {{n}} readers ({languages}).",
        )
        if number
        else f"Newsletter {id} goes to nobody."
    )
    if found.had:
        say(counted(found.had, "{n} reader has it already.", "{n} readers have it already."))
    if found.uncertain:
        perhaps = len(found.uncertain)
        say(counted(perhaps, "{n} reader perhaps has it.", "{n} readers perhaps have it."))


def _unreached(report: SendReport, uncertain: Sequence[Recipient]) -> Iterator[str]:
    """Lines about readers who have not got the mail, and what to do."""
    if report.refused:
        yield "Refused by the mail server; correct these addresses, or delete them:"
        yield from map(_line, report.refused)
    if report.postponed:
        yield "Not accepted for now; run the command again later, and it goes on with these:"
        yield from map(_line, report.postponed)
    if report.unknown or uncertain:
        yield "Perhaps sent: the run stopped before the answer. To send to them again, add --retry-unknown:"
        yield from map(_line, report.unknown)
        yield from (f"- {each.address}" for each in uncertain)
    if report.stopped:
        yield report.stopped
    if report.left:
        yield counted(report.left, "{n} mail is not sent yet.", "{n} mails are not sent yet.")
        yield "Run the command again: it goes on with the rest, and nobody gets two."


def _line(each: Unreached) -> str:
    return f"- {each.address}: {each.answer}"
