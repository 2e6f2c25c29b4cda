"""The command line: `cluster build`, `serve`, `check`, `status`, `record`, `new`, `import-events`.

Not of the core.
"""

from __future__ import annotations

import atexit
import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from cluster.build.build import read, settings, told
from cluster.build.by_engine import build_either_way
from cluster.build.project import HOOKS
from cluster.problems import Invalid

SITE = Path("site")


@click.group()
def main() -> None:
    """Make the cluster's website from data/ and docs/."""
    if not Path("mkdocs.yml").exists():
        raise click.ClickException("there is no mkdocs.yml here; go to the project's folder first")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    gc.disable()  # a build makes many values and drops few
    atexit.register(gc.freeze)  # and at its end they go at once: Python need not look for cycles among them


@main.command()
def build() -> None:
    """Build the site into site/; if anything is wrong, the last good site stays as it is."""
    try:
        built = build_either_way(Path(), SITE, waits=_wait, says=click.echo)
    except (Invalid, OSError) as error:
        kept = " The last good site is still in site/." if SITE.exists() else ""
        click.echo(f"{told(error)}\nNothing was built: see above what to mend.{kept}", err=True)
        raise SystemExit(1) from None
    click.echo(f"{built.summary}\n{built.written} files are new or have changed.")
    click.echo(
        "It stands in site/. To look at it: make serve, then open http://127.0.0.1:8000/ in a browser."
    )


@contextmanager
def _told_what_is_wrong(otherwise: str = "") -> Iterator[None]:
    """Ends with 1 if something is wrong, after saying what, and what was not done because of it."""
    try:
        yield
    except (Invalid, OSError) as error:
        click.echo("\n".join(filter(None, (told(error), otherwise))), err=True)
        raise SystemExit(1) from None


UNWRITTEN = "Nothing was written: see above what to mend."


def _wait() -> None:
    click.echo("Another build is under way: waiting ...", err=True)


@main.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the preview is served.")
def serve(address: str) -> None:
    """Show a live preview: each saved file is seen at once. Stop it with Ctrl+C."""
    from cluster.build.preview import (
        serve as serve_preview,  # here, as it loads MkDocs, which builds do without
    )

    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise click.ClickException(f"--address {address}: write it like 127.0.0.1:8000")
    project = Path().resolve()
    with _told_what_is_wrong():
        known = settings(project)
        watched = [project / "data", Path(known.docs), HOOKS, *map(Path, [*known.inputs, *known.watched])]
        serve_preview(project, known.site_url, watched, host=host, port=int(port))


@main.command()
def check() -> None:
    """Say what is wrong in data/ and docs/, if anything; build nothing that stays."""
    with tempfile.TemporaryDirectory() as folder, _told_what_is_wrong():
        build_either_way(Path(), Path(folder, "site"), remembers=False, says=click.echo)
    click.echo("Everything is in order: the site can be built.")


@main.command()
def status() -> None:
    """Say how the plan is kept today, and what needs doing."""
    from cluster.content.reminders import status_of, statuses_of

    with _told_what_is_wrong():
        _, shown, version = read(Path(), _wait)
    click.echo(f"The plan for {shown.plan.year} as of {version.today}: {statuses_of(version.plan_progress)}.")
    click.echo("\n".join(status_of(shown, version.plan_progress)) or "Nothing needs doing.")


@main.command()
def record() -> None:
    """Note in data/history.yaml how the plan is kept today, for the page and the feed of its changes."""
    from cluster.office import commands as office  # here and below, as it loads what builds do without

    with _told_what_is_wrong(UNWRITTEN):
        date, number = office.record(Path(), _wait)
    click.echo(
        f"{number} commitments are new or have changed on {date}: see data/history.yaml."
        if number
        else f"Nothing has changed up to {date}."
    )


@main.group()
def new() -> None:
    """Write a draft for you to finish."""


@new.command("newsletter")
def new_newsletter() -> None:
    """Draft the newsletter's next edition from what has happened since the last."""
    from cluster.office import commands as office

    with _told_what_is_wrong(UNWRITTEN):
        path = office.draft_newsletter(Path(), _wait)
    click.echo(f"{path} is there, as a draft. Write the editorial below its head; then delete 'draft: true'.")


@new.command("plan")
@click.argument("year", type=click.IntRange(1900, 9999))
def new_plan(year: int) -> None:
    """Draft the plan of a coming YEAR from what is unfinished of the last.

    The last one moves to data/plans/ and stays in force until the draft is no draft and its year begins.
    """
    from cluster.office import commands as office

    with _told_what_is_wrong(UNWRITTEN):
        former = office.draft_plan(Path(), year, _wait)
    click.echo(
        f"data/plan.yaml is a draft of the plan for {year}; each activity says how far it was kept before.\n"
        f"The plan for {former} is data/plans/{former}.yaml now and is shown as before. When the new one is "
        f"approved, delete 'draft: true'; it is in force from 1 January {year}."
    )


@main.command("import-events")
@click.argument("file", metavar="FILE.ics", type=click.Path(path_type=Path))
@click.option("--kind", default="meeting", show_default=True, help="The kind of new events.")
@click.option(
    "--pillar", "pillars", multiple=True, metavar="ID", help="A pillar of new events; may come again."
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
def import_events(file: Path, kind: str, pillars: tuple[str, ...], dry_run: bool) -> None:
    """Take the events of a calendar file over into docs/events/, or what has changed of them.

    What an editor has changed stays, and nothing is deleted.
    """
    from cluster.office.calendar_import.command import (
        import_events as take_over,  # here, as it loads what builds do without
    )

    try:
        done = take_over(Path(), file, kind=kind, pillars=pillars, writes=not dry_run, waits=_wait)
    except (Invalid, OSError) as error:
        said = str(error) if isinstance(error, Invalid) else told(error)
        click.echo(f"{said}\nNothing was imported: see above what to mend.", err=True)
        raise SystemExit(1) from None
    click.echo("\n".join([*filter(None, [done.differences]), *done.told, done.summary]))
    if dry_run:
        click.echo("Nothing was written, as --dry-run was given.")


if __name__ == "__main__":
    main()
