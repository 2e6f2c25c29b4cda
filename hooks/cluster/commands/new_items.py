"""`cluster new event`, `news`, `member` and others: what is not said in options is asked.

The options are made of the fields of a kind when its command runs, as are the questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from cluster.commands.outcomes import UNWRITTEN, exit_on_problems, exit_unanswered
from cluster.messages.say import say

if TYPE_CHECKING:
    from cluster.commands.interview import Interview

ITEMS: Mapping[str, str] = {
    "event": "Write a new event into docs/events/.",
    "news": "Write a news item into docs/news/.",
    "page": "Write a page into docs/.",
    "member": "Add a member to data/members.yaml.",
    "partner": "Add a partner to data/partners.yaml.",
    "region": "Add a region to data/partners.yaml.",
    "equipment": "Add an instrument, a laboratory or the like to data/equipment.yaml.",
    "method": "Add a method that equipment uses to data/equipment.yaml.",
    "quantity": "Add a quantity by which people filter equipment to data/equipment.yaml.",
    "wish": "Add equipment that a member looks for to data/equipment.yaml.",
    "service": "Add a service of the cluster to data/services.yaml.",
    "call": "Add a call for grants to data/services.yaml.",
    "project": "Add a funded project to data/projects.yaml.",
    "deliverable": "Add a result of the plan to data/deliverables.yaml.",
    "change": "Add a change of the plan to data/changes.yaml.",
    "source": "Add what is known of a web page to data/sources.yaml.",
    "synonym": "Add words that visitors search for to data/search.yaml.",
    "redirect": "Say in data/redirects.yaml where an address leads that is gone.",
}
"""The kinds, and what the commands say of themselves."""

NAME = "cluster.interview"

_TEXT, _PUBLISH, _CHECK = (
    "write the text below the line ---",
    "delete 'draft: true'",
    "check all of it with make check",
)
_MENU = "add the page to nav in mkdocs.yml to have it in the menu"
_LEFT: Mapping[str, tuple[str, ...]] = {
    "news": (_TEXT, _PUBLISH, _CHECK),
    "page": (_TEXT, _MENU, _PUBLISH, _CHECK),
}
"""What is to be done with a draft, by its kind."""


class NewItemCommand(click.Command):
    """A command whose options are the fields of a kind of content."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return [*interview_of(ctx).options, *super().get_params(ctx)]


def interview_of(ctx: click.Context) -> Interview:
    """The interview of a command, the same for all that asks in one run."""
    from cluster.commands.interview import Interview

    with exit_on_problems(UNWRITTEN):
        found: Interview = ctx.meta.get(NAME) or ctx.meta.setdefault(NAME, Interview(str(ctx.command.name)))
    return found


def _command(name: str, help: str) -> NewItemCommand:
    @click.pass_context
    def run(ctx: click.Context, /, short: bool, **given: Any) -> None:
        with exit_unanswered(), exit_on_problems(UNWRITTEN, of_site=False):
            interview = interview_of(ctx)
            files = interview.write(given, is_short=short)
        say(_next_step(interview, files))

    option = click.Option(
        ["--short"], is_flag=True, help="Without the comments about what else can be written."
    )
    return NewItemCommand(name, params=[option], callback=run, help=help, short_help=help)


def _next_step(interview: Interview, files: list[str]) -> str:
    """What to do with the files."""
    name, key, written = interview.kind.name, interview.kind.key, ", ".join(files)
    if name == "event":
        return f"Wrote {written}. Write what more there is to say below the line ---, then: make check"
    if name in _LEFT:
        return "\n".join([f"Wrote {written}. What is left to do:", *(f"- {each}" for each in _LEFT[name])])
    if id := interview.values.get("id"):
        return f"Added '{id}' to the end of '{key}' in {written}. Write what more is known, then: make check"
    return f"Added it to the end of '{key}' in {written}. Write what more is known, then: make check"


COMMANDS = [_command(name, help) for name, help in ITEMS.items()]
