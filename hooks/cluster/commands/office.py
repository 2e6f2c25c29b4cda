"""What the office asks for about the plan: its status, its record, a report, texts for networks."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import click

from cluster.build.build import read
from cluster.build.program_files import words_of
from cluster.build.summary import attention_of
from cluster.commands.outcomes import UNWRITTEN, exit_on_problems, found, say_gaps, wait
from cluster.date_parts import YEARS
from cluster.messages.chosen import language as speaking
from cluster.messages.say import said, say
from cluster.problems import Invalid


@click.command()
@click.option(
    "--json", "as_json", is_flag=True, help="Write it as JSON, for a program that watches the site."
)
def status(as_json: bool) -> None:
    """Show the progress of the plan today, and what needs attention."""
    from cluster.content.gaps import gaps_of
    from cluster.content.reminders import statuses_of

    if as_json:
        _print_json()
        return
    with exit_on_problems():
        whole, version = read(Path(), wait)
    say(f"The plan for {version.site.plan.year} as of {version.today}: {statuses_of(version.plan_progress)}.")
    say("\n".join(attention_of(whole, version)) or "Nothing needs attention.")
    say_gaps(gaps_of(version.site, version.today))


def _print_json() -> None:
    """Also what is wrong; the exit status is then 1."""
    from cluster.office.status_json import problems_json, status_json

    try:
        click.echo(status_json(*read(Path(), wait), said))
    except (Invalid, OSError) as error:
        click.echo(problems_json(error, said))
        raise SystemExit(1) from None


@click.command()
def record() -> None:
    """Record today's status of the plan in data/history.yaml, for the page and the feed of changes."""
    from cluster.office import commands as office

    with exit_on_problems(UNWRITTEN):
        date, number = office.record(Path(), wait)
    say(
        f"Recorded {number} new or changed commitments for {date} in data/history.yaml."
        if number
        else f"No changes up to {date}."
    )


@click.command()
@click.argument("id")
@click.option("--language", help="The language of the texts, such as en; without it, the site's first one.")
def posts(id: str, language: str | None) -> None:
    """Show texts for social networks about the news item or event ID, to be copied."""
    from cluster.office import commands as office

    words = words_of(speaking())
    for draft in found(partial(office.social_drafts, Path(), id, language, wait)):
        counted = said(f"{draft.length} of {draft.most} characters")
        length = re.sub(r"\d+", lambda count: words.number(int(count[0])), counted)
        click.echo(f"--- {draft.network}, {length}\n\n{draft.text}\n")


@click.command()
@click.argument("year", type=click.IntRange(YEARS[0], YEARS[-1]))
@click.option("--language", help="The language of the report, such as en; without it, the site's first one.")
def report(year: int, language: str | None) -> None:
    """Show the report on the plan for YEAR as Markdown, to be completed by hand."""
    from cluster.office import commands as office

    click.echo(found(partial(office.report, Path(), year, language, wait)))


@click.command()
@click.argument("base", required=False)
def review(base: str | None) -> None:
    """Say what has changed since BASE, as Markdown for whoever approves it.

    BASE is a branch, a tag or a commit of git; without it, the main branch. The present files, saved or
    committed, are compared with the commit at which they departed from it: what others have changed there
    meanwhile is not shown.
    """
    from cluster.office.review.command import review as review_of

    click.echo(found(partial(review_of, Path(), base, speaking(), wait)))


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would be restored, and write nothing.")
def tidy(dry_run: bool) -> None:
    """Restore comments, order and style of files in data/ and docs/ that a tool has written anew.

    The values are those of the present files; everything else is taken from their last version in git. A file
    with new comments stays as it is, as do those that differ in nothing but their values.
    """
    from cluster.office.tidy.command import tidy as tidy_files

    try:
        with exit_on_problems(UNWRITTEN, of_site=False):
            lines = tidy_files(Path(), wait, writes=not dry_run)
    except LookupError as error:
        raise click.ClickException(str(error)) from None
    for line in lines or ["Nothing to restore: no tool has written a file anew since the last commit."]:
        say(line)
    if dry_run:
        say("Nothing was written (--dry-run).")
