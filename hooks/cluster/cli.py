"""The command line: `cluster build`, `serve`, `check`, `status`, `record`, `posts`, `report`, `new`,
`import-events`, `import-table`, `export-table`.

Modules that a build does not need are imported inside their commands, so that builds start fast.
"""

from __future__ import annotations

import atexit
import gc
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from cluster.build.build import message_of, read, settings
from cluster.build.by_engine import build_either_way
from cluster.build.folder import problem_of_folder
from cluster.build.project import PROGRAM
from cluster.build.summary import notices_of
from cluster.dates import YEARS
from cluster.problems import Invalid

T = TypeVar("T")

SITE = Path("site")


@click.group()
def main() -> None:
    """Build the website of the cluster from data/ and docs/."""
    if problem := problem_of_folder(Path().resolve(), SITE):
        raise click.ClickException(problem)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # a build creates many objects and drops few: collections would only cost time, also the last one at exit
    gc.disable()
    atexit.register(gc.freeze)


@main.command()
def build() -> None:
    """Build the site into site/. If there are problems, the last good site is kept."""
    try:
        built = build_either_way(Path(), SITE, records=True, on_wait=_wait, log=click.echo)
    except (Invalid, OSError) as error:
        kept = " The last good site is still in site/." if SITE.exists() else ""
        click.echo(
            f"{message_of(error)}\nNothing was built. Fix the problems above and try again.{kept}", err=True
        )
        raise SystemExit(1) from None
    click.echo(f"{built.summary}\n{built.written} files are new or have changed.")
    if built.identity:
        click.echo(built.identity)
    click.echo("The site is in site/. To view it: make serve, then open http://127.0.0.1:8000/ in a browser.")


@contextmanager
def _exit_on_problems(otherwise: str = "", *, of_site: bool = True) -> Iterator[None]:
    """On Invalid or OSError, print the problems and `otherwise`, and exit with 1.

    Problems that are not `of_site`, such as those of a file to import, are no reason not to publish it.
    """
    try:
        yield
    except (Invalid, OSError) as error:
        message = message_of(error) if of_site or isinstance(error, OSError) else str(error)
        click.echo("\n".join(filter(None, (message, otherwise))), err=True)
        raise SystemExit(1) from None


UNWRITTEN = "Nothing was written. Fix the problems above and try again."
UNIMPORTED = "Nothing was imported. Fix the problems above and try again."
UNEXPORTED = "The table was not exported. Fix the problems above and try again."


def _wait() -> None:
    click.echo("Waiting for another build to finish ...", err=True)


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the preview is served.")
def serve(address: str) -> None:
    """Show a live preview that follows each saved file. Stop it with Ctrl+C."""
    from cluster.build.preview import problem_of_address
    from cluster.build.preview import serve as serve_preview

    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise click.ClickException(f"--address: expected HOST:PORT like 127.0.0.1:8000, found '{address}'")
    project = Path().resolve()
    if problem := problem_of_address(host, int(port)):
        raise click.ClickException(problem)
    with _exit_on_problems():
        config = settings(project)
        watched = [project / "data", PROGRAM, *map(Path, [config.docs, *config.inputs, *config.watched])]
        serve_preview(project, config.site_url, watched, host=host, port=int(port))


@main.command()
def check() -> None:
    """Report problems in data/ and docs/ without touching site/."""
    with tempfile.TemporaryDirectory() as folder, _exit_on_problems():
        built = build_either_way(Path(), Path(folder, "site"), uses_cache=False, log=click.echo)
    if built.identity:
        click.echo(built.identity)
    for notice in built.notices:
        click.echo(notice)
    _say_gaps(built.gaps)
    click.echo("Everything is in order: the site can be built.")


def _say_gaps(gaps: Iterable[str]) -> None:
    lines = [f"- {each}" for each in gaps]
    if lines:
        click.echo("\n".join(["Visitors would also look for this, the most important first:", *lines]))


@main.command()
def status() -> None:
    """Show the progress of the plan today, and what needs attention."""
    from cluster.content.gaps import gaps_of
    from cluster.content.reminders import status_of, statuses_of

    with _exit_on_problems():
        whole, version = read(Path(), _wait)
    click.echo(
        f"The plan for {version.site.plan.year} as of {version.today}: {statuses_of(version.plan_progress)}."
    )
    lines = [
        *status_of(version.site, version.plan_progress),
        *notices_of(whole, version.site, version.today),
    ]
    click.echo("\n".join(lines) or "Nothing needs attention.")
    _say_gaps(gaps_of(version.site, version.today))


@main.command()
def record() -> None:
    """Record today's status of the plan in data/history.yaml, for the page and the feed of changes."""
    from cluster.office import commands as office

    with _exit_on_problems(UNWRITTEN):
        date, number = office.record(Path(), _wait)
    click.echo(
        f"Recorded {number} new or changed commitments for {date} in data/history.yaml."
        if number
        else f"No changes up to {date}."
    )


@main.command()
@click.argument("id")
@click.option("--language", help="The language of the texts, such as en; without it, the site's first one.")
def posts(id: str, language: str | None) -> None:
    """Show texts for social networks about the news item or event ID, to be copied."""
    from cluster.office import commands as office

    for draft in _found(partial(office.social_drafts, Path(), id, language, _wait)):
        click.echo(f"--- {draft.network}, {draft.length} of {draft.most} characters\n\n{draft.text}\n")


@main.command()
@click.argument("year", type=click.IntRange(YEARS[0], YEARS[-1]))
@click.option("--language", help="The language of the report, such as en; without it, the site's first one.")
def report(year: int, language: str | None) -> None:
    """Show the report on the plan for YEAR as Markdown, to be completed by hand."""
    from cluster.office import commands as office

    click.echo(_found(partial(office.report, Path(), year, language, _wait)))


def _found(find: Callable[[], T]) -> T:
    """What somebody asks for by an id or a year; a message and exit status 1 on LookupError."""
    try:
        with _exit_on_problems():
            return find()
    except LookupError as error:
        raise click.ClickException(str(error)) from None


@main.group()
def new() -> None:
    """Write a draft to finish by hand."""


@new.command("newsletter")
def new_newsletter() -> None:
    """Draft the next edition of the newsletter from the news since the last one."""
    from cluster.office import commands as office

    with _exit_on_problems(UNWRITTEN):
        click.echo(office.draft_newsletter(Path(), _wait))


@new.command("plan")
@click.argument("year", type=click.IntRange(YEARS[0], YEARS[-1]))
def new_plan(year: int) -> None:
    """Draft the plan for YEAR from the unfinished part of the current one.

    The current plan moves to data/plans/. It is in force until the new one is approved and its year begins.
    """
    from cluster.office import commands as office

    with _exit_on_problems(UNWRITTEN):
        click.echo(office.draft_plan(Path(), year, _wait))


@new.command("language")
@click.argument("code")
def new_language(code: str) -> None:
    """Write a file for what the program says in the language CODE, such as es, beside the English words."""
    from cluster.office.draft_language import draft_language

    click.echo(_found(partial(draft_language, Path(), code)))


@main.command("import-events")
@click.argument("file", metavar="FILE.ics", type=click.Path(path_type=Path))
@click.option("--kind", default="meeting", show_default=True, help="The kind of new events.")
@click.option("--pillar", "pillars", multiple=True, metavar="ID", help="A pillar of new events; repeatable.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def import_events(file: Path, kind: str, pillars: tuple[str, ...], dry_run: bool) -> None:
    """Import the events of a calendar file into docs/events/, or update those imported before.

    Edits in docs/ are kept, and nothing is deleted. Private events and events that cannot be read are left
    out; each is named on the standard error. The exit status is 1 if nothing could be imported.
    """
    from cluster.office.calendar_import.command import import_events as import_calendar

    with _exit_on_problems(UNIMPORTED, of_site=False):
        result = import_calendar(Path(), file, kind=kind, pillars=pillars, writes=not dry_run, on_wait=_wait)
    if result.differences or result.notes:
        click.echo("\n".join([*filter(None, [result.differences]), *result.notes]))
    if result.left_out:
        click.echo("\n".join(["Left out:", *map(str, result.left_out)]), err=True)
    click.echo(result.summary)
    if dry_run:
        click.echo("Nothing was written (--dry-run).")


_LISTS = click.Choice(["members", "equipment", "partners"])


@main.command("import-table")
@click.argument("name", metavar="members|equipment|partners", type=_LISTS)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--empty-deletes", is_flag=True, help="An empty cell deletes the value; without it, it is kept."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def import_table(name: str, file: Path, empty_deletes: bool, dry_run: bool) -> None:
    """Import a table (.xlsx, .ods, .csv) into data/: new records, and changes of those that are there.

    Begin with a table of export-table: its columns have the names that are expected. Look at the changes
    with --dry-run, then import them without it:

    \b
        cluster export-table members members.xlsx
        cluster import-table members members.xlsx --dry-run
        cluster import-table members members.xlsx

    Rows are matched by id or registration number; a row without either is a new record. Nothing is deleted,
    and comments and order stay. If anything is wrong, all problems are listed with sheet, row and column,
    nothing is imported, and the exit status is 1.

    What a cell may contain: CONTRIBUTING.md, "Members, equipment and partners as a table".
    """
    from cluster.office.tables.command import import_table as import_records

    with _exit_on_problems(UNIMPORTED, of_site=False):
        result = import_records(
            Path(), name, file, empty_deletes=empty_deletes, writes=not dry_run, on_wait=_wait
        )
    click.echo("\n".join([*filter(None, [result.differences]), *result.notes, result.summary]))
    if dry_run:
        click.echo("Nothing was written (--dry-run).")


@main.command("export-table")
@click.argument("name", metavar="members|equipment|partners", type=_LISTS)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def export_table(name: str, file: Path) -> None:
    """Export a list of data/ as a table, to be filled in and imported again with import-table.

    FILE is new, and ends in .xlsx (Excel), .ods (LibreOffice) or .csv. Its first row has the names of all
    columns, also if the list is still empty.
    """
    from cluster.office.tables.command import export_table as export_records

    with _exit_on_problems(UNEXPORTED, of_site=False):
        click.echo("\n".join(export_records(Path(), name, file, _wait)))


if __name__ == "__main__":
    main()
