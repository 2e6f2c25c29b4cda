"""Calendars and tables that others send, and tables to be filled in by them."""

from __future__ import annotations

from pathlib import Path

import click

from cluster.commands.outcomes import UNEXPORTED, UNIMPORTED, exit_on_problems, wait
from cluster.messages.say import say


@click.command("import-events")
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

    with exit_on_problems(UNIMPORTED, of_site=False):
        result = import_calendar(Path(), file, kind=kind, pillars=pillars, writes=not dry_run, on_wait=wait)
    if result.differences:
        click.echo(result.differences)
    if result.notes:
        say("\n".join(result.notes))
    if result.left_out:
        say("\n".join(["Left out:", *map(str, result.left_out)]), err=True)
    say(result.summary)
    if dry_run:
        say("Nothing was written (--dry-run).")


_LISTS = click.Choice(["members", "equipment", "partners"])


@click.command("import-table")
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

    with exit_on_problems(UNIMPORTED, of_site=False):
        result = import_records(
            Path(), name, file, empty_deletes=empty_deletes, writes=not dry_run, on_wait=wait
        )
    if result.differences:
        click.echo(result.differences)
    say("\n".join([*result.notes, result.summary]))
    if dry_run:
        say("Nothing was written (--dry-run).")


@click.command("export-table")
@click.argument("name", metavar="members|equipment|partners", type=_LISTS)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def export_table(name: str, file: Path) -> None:
    """Export a list of data/ as a table, to be filled in and imported again with import-table.

    FILE is new, and ends in .xlsx (Excel), .ods (LibreOffice) or .csv. Its first row has the names of all
    columns, also if the list is still empty.
    """
    from cluster.office.tables.command import export_table as export_records

    with exit_on_problems(UNEXPORTED, of_site=False):
        say("\n".join(export_records(Path(), name, file, wait)))
