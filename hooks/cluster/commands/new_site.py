"""`cluster new site`: what is not said in options is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Any, NamedTuple

import click

from cluster.commands.outcomes import exit_on_problems, exit_unanswered
from cluster.language import english_name
from cluster.messages.chosen import begin
from cluster.messages.chosen import language as speaking
from cluster.messages.say import ask, names_said, say
from cluster.messages.say import said as in_words
from cluster.office.entries.choosing import lines_of, meant_in
from cluster.problems import each_of, suggestion
from cluster.sentences import joint


class Question(NamedTuple):
    """Something to know of a new cluster. `answers.READERS` has the function that reads the answer."""

    asked: str
    """Before the line on which one answers."""
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
        'Titles of its pillars: "Clean rivers; Drinking water". An id may stand before one: water=…. '
        "In another language: --pillars-en.",
        is_needed=False,
    ),
    "colors": Question(
        "Colours of the pillars, such as #0a7a9b #c05a00; only Enter for those of the program",
        "The colours of the pillars, in their order: '#0a7a9b #c05a00'.",
        is_needed=False,
    ),
    "claim": Question(
        "Headline of the home page; only Enter for a general one",
        "The headline of the home page; without it, a general one. In another language: --claim-en.",
        is_needed=False,
    ),
    "lead": Question(
        "Who the cluster is, in one or two sentences; only Enter for a general text",
        "Who the cluster is, in one or two sentences. In another language: --lead-en.",
        is_needed=False,
    ),
}

IN_ANOTHER: Mapping[str, str] = {
    "pillars": "Titles of the pillars, with semicolons between them; only Enter to add them later",
    "claim": "Headline of the home page; only Enter to add it later",
    "lead": "Who the cluster is; only Enter to add it later",
}
"""What is asked for each further language, if there is an answer in the first one."""


def new_folder(ctx: click.Context, param: click.Parameter, folder: Path | None) -> Path | None:
    """The folder of a new project; ClickException if it is not empty."""
    from cluster.office.new_site.command import problem_of_target

    with exit_on_problems("Nothing was written.", of_site=False):
        problem = problem_of_target(folder) if folder else ""
    if problem:
        raise click.ClickException(problem)
    return folder


def _options() -> list[click.Option]:
    """Those of the questions, and hidden ones for translations, which the help of these names."""
    own = {
        name: click.Option([_option(name)], help=each.help, metavar=names_said("TEXT"))
        for name, each in QUESTIONS.items()
    }
    own["languages"].callback = _speak
    own["languages"].is_eager = True  # before anything else is refused
    return [*own.values(), *(click.Option([_option(name)], hidden=True) for name in _translations())]


def _speak(ctx: click.Context, param: click.Parameter, text: str | None) -> str | None:
    """Say all that follows in the first language of the site that the program speaks."""
    begin(re.findall(r"\w+", (text or "").lower()))
    return text


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

    with exit_unanswered():
        answers = _asked(_read(said), said)
    with exit_on_problems("Nothing was written.", of_site=False):
        write_project(folder, answers)
    say(
        f"The project of {answers['name']} is in {folder}. Next:\n\n"
        f"  cd {quote(str(folder))}\n  make site\n  git init\n  git add -A\n"
        '  git commit -m "First version"\n  make serve\n\n'
        "README.md says how to go on."
    )


def _read(said: Mapping[str, str | None]) -> dict[str, Any]:
    """The answers that options give, by their names; ClickException with all that is wrong with them."""
    found: dict[str, Any] = {}
    wrong = [*_wrong(said, QUESTIONS, found)]
    if "languages" in found:  # else nobody knows which translations there may be
        names = [each for each in _translations() if "pillars" in found or not each.startswith("pillars")]
        wrong += _wrong(said, names, found.copy())
    if wrong:
        raise click.ClickException("\n".join(wrong))
    return found


def _wrong(said: Mapping[str, str | None], names: Iterable[str], found: dict[str, Any]) -> Iterator[str]:
    """What is wrong with some options; those that are right are added to `found`."""
    for name in names:
        try:
            if (text := said[name]) is not None:
                found[name] = _taken(name, text, found)
        except ValueError as error:
            yield each_of(_option(name), error)


def _taken(name: str, text: str, known: Mapping[str, Any]) -> Any:
    """An answer, read; ValueError with what is wrong with it. `known` has languages and pillars."""
    from cluster.office.new_site.answers import (
        READERS,
        read_time_zone,
        read_titles,
        refuse_colors_of_one,
    )

    if name == "time_zone":
        return read_time_zone(text, *known.get("languages", ())[:1])
    if name in QUESTIONS:
        value = READERS[name](text)
        if name == "colors":
            refuse_colors_of_one(known.get("pillars", ()), value)
        return value
    of, _, language = name.rpartition("_")
    further = known["languages"][1:]
    if language not in further:
        raise ValueError(f"'{language}' is not one of the further languages{suggestion(language, further)}")
    return read_titles(text, len(known["pillars"])) if of == "pillars" else READERS[of](text)


def _translations() -> list[str]:
    """The names of all options with a value in another language: `claim_en`."""
    from cluster.office.new_site.answers import spoken

    return [f"{name}_{language}" for name in IN_ANOTHER for language in spoken()]


def _asked(known: dict[str, Any], said: Mapping[str, str | None]) -> dict[str, Any]:
    """The answers, with those that are still missing. If all is said that must be, nothing is asked."""
    asks = any(each.is_needed and name not in known for name, each in QUESTIONS.items())
    for name in QUESTIONS:
        if name not in known:
            known[name] = _answer(name, known) if asks else _taken(name, "", known)
        if name == "languages":
            begin(known[name])
        for each in _further(name, known):
            if asks and known[name] and said[each] is None:
                known[each] = _answer(each, known)
    if wrong := [*_wrong(said, _translations(), known)]:
        raise click.ClickException("\n".join(wrong))
    return _together(known)


def _further(name: str, known: Mapping[str, Any]) -> list[str]:
    """The names of an answer in the further languages of the site."""
    return [f"{name}_{each}" for each in known["languages"][1:]] if name in IN_ANOTHER else []


def _answer(name: str, known: Mapping[str, Any]) -> Any:
    """Ask one question until the answer is right."""
    is_needed = name in QUESTIONS and QUESTIONS[name].is_needed
    offered = _spoken() if name == "languages" else {}
    for line in lines_of(offered):
        click.echo(line)
    return ask(
        _question(name, known),
        lambda text: _taken(name, meant_in(text, offered) if offered else text, known),
        default=None if is_needed else "",
    )


def _spoken() -> Mapping[str, str]:
    """The languages to choose from by code, in the language of the office."""
    from cluster.office.new_site.answers import spoken

    return {each: in_words(english_name(each)) for each in spoken()}


def _question(name: str, known: Mapping[str, Any]) -> str:
    """A question in the language of the office; of several languages, with that of the answer."""
    if name in QUESTIONS and not _further(name, known):
        return in_words(QUESTIONS[name].asked)
    of, language = (name, known["languages"][0]) if name in QUESTIONS else name.rsplit("_", 1)
    asked = QUESTIONS[name].asked if name in QUESTIONS else IN_ANOTHER[of]
    spoken = in_words(english_name(language))
    return f"{spoken[:1].upper()}{spoken[1:]}{joint(':', speaking())}{in_words(asked)}"


def _together(known: Mapping[str, Any]) -> dict[str, Any]:
    """The answers, with the versions of each text in one."""
    found = {name: known[name] for name in QUESTIONS}
    for name in ("claim", "lead"):
        names = dict(zip(known["languages"], [name, *_further(name, known)], strict=True))
        found[name] = {language: text for language, each in names.items() if (text := known.get(each))}
    titles = {each.rpartition("_")[2]: known.get(each, ()) for each in _further("pillars", known)}
    found["pillars"] = tuple(
        replace(
            pillar, translations={each: all[number] for each, all in titles.items() if all and all[number]}
        )
        for number, pillar in enumerate(known["pillars"])
    )
    return found
