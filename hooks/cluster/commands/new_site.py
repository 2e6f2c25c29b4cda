"""`cluster new site`: what is not said in options is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple

import click

from cluster.commands.outcomes import exit_on_problems
from cluster.messages.say import ask, say
from cluster.messages.say import said as in_words


class Question(NamedTuple):
    """Something to know of a new cluster. `answers.READERS` has the function that reads the answer."""

    asked: str
    """Above the line on which one answers; `` if it is only an option."""
    help: str
    is_needed: bool = True


QUESTIONS: Mapping[str, Question] = {
    "name": Question("Name of the cluster", "The name of the cluster."),
    "abbreviation": Question("Its short name", "The short form of the name, such as ABC."),
    "languages": Question(
        "Languages of the site, such as pl, en; the first is the main one",
        "The codes of the languages, the main one first: pl,en.",
    ),
    "url": Question("Address of the site, such as https://www.example.org/", "The address of the site."),
    "time_zone": Question(
        "Time zone, such as Europe/Warsaw", "The time zone of its office, such as Europe/Warsaw."
    ),
    "pillars": Question(
        "Titles of its pillars, with semicolons between them; only Enter if there are none yet",
        "Titles of its pillars: 'Clean rivers; Drinking water'. An id may stand before one: water=….",
        is_needed=False,
    ),
    "colors": Question(
        "Colours of the pillars, such as #0a7a9b #c05a00; only Enter for those of the program",
        "The colours of the pillars, in their order: '#0a7a9b #c05a00'.",
        is_needed=False,
    ),
    "claim": Question("", "The headline of the home page; without it, the name.", is_needed=False),
    "lead": Question("", "Who the cluster is, in one or two sentences.", is_needed=False),
}


def new_folder(ctx: click.Context, param: click.Parameter, folder: Path | None) -> Path | None:
    """The folder of a new project; ClickException if it is not empty."""
    from cluster.office.new_site.command import problem_of_target

    with exit_on_problems("Nothing was written.", of_site=False):
        problem = problem_of_target(folder) if folder else ""
    if problem:
        raise click.ClickException(problem)
    return folder


def _options() -> list[click.Option]:
    return [click.Option([_option(name)], help=each.help, metavar="TEXT") for name, each in QUESTIONS.items()]


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


class NewSiteCommand(click.Command):
    """A command with an option for each question."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        own, *rest = super().get_params(ctx)
        return [own, *_options(), *rest]


@click.command("site", cls=NewSiteCommand)
@click.argument("folder", type=click.Path(path_type=Path), callback=new_folder)
def new_site(folder: Path, **said: str | None) -> None:
    """Write the project of a new cluster into FOLDER, which is new or empty.

    It has a draft of each kind of content and builds at once. What must be known and no option says is asked.
    """
    from cluster.office.new_site.command import write_project

    answers = _asked(_read(said))
    with exit_on_problems("Nothing was written.", of_site=False):
        write_project(folder, answers)
    say(
        f"The project of {answers['name']} is in {folder}. Next:\n\n"
        f"  cd {quote(str(folder))}\n  make site\n  make serve\n\n"
        "README.md says how to go on."
    )


def _read(said: Mapping[str, str | None]) -> dict[str, Any]:
    """The answers that options give; ClickException with all that is wrong with them."""
    from cluster.office.new_site.answers import READERS

    found, wrong = {}, []
    for name in QUESTIONS:
        try:
            if (text := said[name]) is not None:
                found[name] = READERS[name](text)
        except ValueError as error:
            wrong.append(f"{_option(name)}: {error}")
    if wrong:
        raise click.ClickException("\n".join(wrong))
    return found


def _asked(known: dict[str, Any]) -> dict[str, Any]:
    """The answers, with those that are still missing. If all is said that must be, nothing is asked."""
    missing = [name for name in QUESTIONS if name not in known]
    asks = any(QUESTIONS[name].is_needed for name in missing)
    for name in missing:
        known[name] = _answer(name) if asks and QUESTIONS[name].asked else _none(name)
    return known


def _none(name: str) -> Any:
    from cluster.office.new_site.answers import READERS

    return READERS[name]("")


def _answer(name: str) -> Any:
    """Ask one question until the answer is right."""
    from cluster.office.new_site.answers import READERS

    default = None if QUESTIONS[name].is_needed else ""
    return ask(in_words(QUESTIONS[name].asked), READERS[name], default=default)
