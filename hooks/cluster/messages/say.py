"""What commands say, in the language of the office: the door at which English messages are translated."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from inspect import cleandoc
from io import StringIO
from typing import Any

import click

from cluster.messages.chosen import begin, language
from cluster.messages.translation import in_language
from cluster.sentences import finished, joint


def said(message: str) -> str:
    """A message in the language of the office."""
    return in_language(message, language())


def say(message: str = "", *, err: bool = False) -> None:
    """Print a message. What is not one, such as a report that somebody asks for, goes through click.echo."""
    click.echo(said(message), err=err)


class _Again(Exception):
    """An answer cannot be taken; carries the message, in English."""


def ask(question: str, read: Callable[[str], Any], *, default: Any, shows_default: bool = False) -> Any:
    """Ask until `read` takes the answer; its ValueError has the message. The question is shown as it is.

    Without a default, None, there must be an answer.
    """

    def taken(text: str) -> Any:
        if default is None and not text.strip():  # which click.prompt would ask again without a word
            raise _Again("this needs an answer")
        try:
            return read(text)
        except ValueError as error:  # which click.prompt would print itself, in English
            raise _Again(str(error)) from None

    while True:
        try:
            return click.prompt(
                question,
                default=default or "",
                show_default=shows_default,
                value_proc=taken,
                prompt_suffix=joint(":", language()),
            )
        except _Again as error:
            say(f"Error: {error}")


class InLanguage(click.Group):
    """A group whose help and errors, and those of its commands, are in the language of the office."""

    begins: tuple[str, ...] = ()
    """The first words of the command whose project is a new one, so that its office is another."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:
        words = sys.argv[1:] if args is None else [*args]
        if self.begins and tuple(words[: len(self.begins)]) == self.begins:
            begin(())
        _speak(self)
        try:
            sys.exit(super().main(words, *others, **options | {"standalone_mode": False}) or 0)
        except click.ClickException as error:
            shown = StringIO()
            error.show(file=shown)
            say(shown.getvalue().rstrip("\n"), err=True)
            sys.exit(error.exit_code)
        except click.Abort:
            say("Aborted!", err=True)
            sys.exit(1)


def _speak(command: click.Command) -> None:
    """Have a command, and those below it, show their help and usage in the language of the office."""
    command.context_class = _Context
    for below in getattr(command, "commands", {}).values():
        _speak(below)


@cache  # a translation is not translated again
def _translate(command: click.Command) -> None:
    """Put the help of a command into the language of the office."""
    command.help = paragraphs_said(command.help or "")
    command.short_help = said(command.short_help) if command.short_help else None
    _translate_names(command)


def _translate_names(command: click.Command) -> None:
    """What stands for values in the usage, and is named in help and errors: `[OPTIONS] FOLDER`."""
    command.options_metavar = names_said(command.options_metavar or "")
    if isinstance(command, click.Group):
        command.subcommand_metavar = names_said(command.subcommand_metavar)
    for each in command.params:
        if not getattr(each, "is_flag", False):
            each.metavar = names_said(each.make_metavar(click.Context(command)))


def names_said(names: str) -> str:
    """Names for values, such as `[OPTIONS] FILE.ics`, in the language of the office."""
    return re.sub(r"\b[A-Z]{2,}\b", lambda found: said(found[0]), names)


def paragraphs_said(help: str) -> str:
    """A help text in the language of the office; what is set as it is stays so."""
    paragraphs = cleandoc(help).split("\n\n")
    return "\n\n".join(each if each.startswith("\b") else said(" ".join(each.split())) for each in paragraphs)


class _Formatter(click.HelpFormatter):
    """Click's own words in the language of the office."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{said('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        self.write(f"{said(heading)}{joint(':', language())}".rstrip() + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *spacing: Any, **spacings: Any) -> None:
        super().write_dl([*_said_in(rows)], *spacing, **spacings)


def _said_in(rows: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, text in rows:
        main, bracket, rest = text.rpartition("  [")
        text = f"{said(main)}{bracket}{said(rest[:-1])}]" if bracket else said(text)
        yield name, finished(text, language())  # of which Click may have made plain spaces


class _Context(click.Context):
    formatter_class = _Formatter

    def make_formatter(self) -> click.HelpFormatter:
        """For help and usage, of which few commands show any: only then is it translated."""
        for each in (self.command, *getattr(self.command, "commands", {}).values()):
            _translate(each)
        return super().make_formatter()
