"""How commands end: what they found, what is wrong; and what they say while they wait."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from cluster.build.build_failures import message_of
from cluster.build.folder import problem_of_folder
from cluster.build.installed import Written, notice_of_version, problem_of_version
from cluster.messages.say import say
from cluster.problems import Invalid

T = TypeVar("T")

SITE = Path("site")

UNWRITTEN = "Nothing was written. Fix the problems above and try again."
UNIMPORTED = "Nothing was imported. Fix the problems above and try again."
UNEXPORTED = "The table was not exported. Fix the problems above and try again."


@contextmanager
def exit_on_problems(otherwise: str = "", *, of_site: bool = True) -> Iterator[None]:
    """On Invalid or OSError, print the problems and `otherwise`, and exit with 1.

    Problems that are not `of_site`, such as those of a file to import, are no reason not to publish it.
    """
    try:
        yield
    except (Invalid, OSError) as error:
        message = message_of(error) if of_site or isinstance(error, OSError) else str(error)
        say("\n".join(filter(None, (message, otherwise))), err=True)
        raise SystemExit(1) from None


@contextmanager
def exit_unanswered() -> Iterator[None]:
    """If questions stay without an answer, say that nothing was written, and exit with 1."""
    try:
        yield
    except click.Abort:
        cure = "" if sys.stdin.isatty() else " Nobody answers here: give all values as options, see --help."
        say(f"\nNothing was written.{cure}", err=True)
        raise SystemExit(1) from None


def found(find: Callable[[], T]) -> T:
    """What somebody asks for by an id or a year; a message and exit status 1 on LookupError."""
    try:
        with exit_on_problems():
            return find()
    except LookupError as error:
        raise click.ClickException(str(error)) from None


def refuse_other_folders(*, of_any_version: bool = False) -> None:
    """ClickException if the program cannot run in the current folder."""
    here = Path().resolve()
    with exit_on_problems():
        problem = problem_of_folder(here, SITE)
        written = None if problem or of_any_version else Written.of(here)
        problem, notice = problem or problem_of_version(written), notice_of_version(written)
    if problem:
        raise click.ClickException(problem)
    if notice:
        say(notice, err=True)


def wait() -> None:
    say("Waiting for another build to finish ...", err=True)


def say_gaps(gaps: Iterable[str]) -> None:
    lines = [f"- {each}" for each in gaps]
    if lines:
        say("\n".join(["Visitors would also look for this, the most important first:", *lines]))
