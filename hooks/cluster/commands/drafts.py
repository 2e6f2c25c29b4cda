"""Drafts of files, to be finished by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from cluster.commands.new_items import COMMANDS
from cluster.commands.new_site import new_site
from cluster.commands.outcomes import UNWRITTEN, exit_on_problems, found, refuse_other_folders, wait
from cluster.date_parts import YEARS
from cluster.messages.say import say


@click.group()
@click.pass_context
def new(ctx: click.Context) -> None:
    """Write a draft to finish by hand, or a project."""
    if ctx.invoked_subcommand != new_site.name:
        refuse_other_folders()


@new.command("newsletter")
def new_newsletter() -> None:
    """Draft the next edition of the newsletter from the news since the last one."""
    from cluster.office import commands as office

    with exit_on_problems(UNWRITTEN):
        say(office.draft_newsletter(Path(), wait))


@new.command("plan")
@click.argument("year", type=click.IntRange(YEARS[0], YEARS[-1]))
def new_plan(year: int) -> None:
    """Draft the plan for YEAR from the unfinished part of the current one.

    The current plan moves to data/plans/. It is in force until the new one is approved and its year begins.
    """
    from cluster.office import commands as office

    with exit_on_problems(UNWRITTEN):
        say(office.draft_plan(Path(), year, wait))


@new.command("language")
@click.argument("code")
def new_language(code: str) -> None:
    """Write a file for what the program says in the language CODE, such as es, beside the English words."""
    from cluster.office.draft_language import draft_language

    say(found(partial(draft_language, Path(), code)))


for each in (new_site, *COMMANDS):
    new.add_command(each)
