"""Build the site, show a preview of it, and check its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from cluster.build.build import settings
from cluster.build.build_failures import message_of
from cluster.build.by_engine import build_either_way
from cluster.build.program_files import PROGRAM
from cluster.build.schema_files import have_schemas, renew_schemas
from cluster.commands.outcomes import SITE, exit_on_problems, say_gaps, wait
from cluster.messages.say import said, say
from cluster.problems import Invalid, Problem, counted


@click.command()
def build() -> None:
    """Build the site into site/. If there are problems, the last good site is kept."""
    build_site()
    say("The site is in site/. To view it: make serve, then open http://127.0.0.1:8000/ in a browser.")


def build_site() -> None:
    """Build the site into site/, and say what it is; exit with 1 if there are problems."""
    if have_schemas(Path()):
        renew_schemas(Path())
    try:
        built = build_either_way(Path(), SITE, records=True, on_wait=wait, log=say)
    except (Invalid, OSError) as error:
        kept = " The last good site is still in site/." if SITE.exists() else ""
        say(f"{message_of(error)}\nNothing was built. Fix the problems above and try again.{kept}", err=True)
        raise SystemExit(1) from None
    changed = counted(built.written, "{n} file is new or has changed.", "{n} files are new or have changed.")
    say(f"{built.report.summary}\n{changed}")
    if built.identity:
        say(built.identity)


@click.command()
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
    with exit_on_problems():
        config = settings(project)
        watched = [project / "data", PROGRAM, *map(Path, [config.docs, *config.inputs, *config.watched])]
        serve_preview(project, config.site_url, watched, host=host, port=int(port), said=said)


@click.command()
@click.option(
    "--code-quality",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the problems into this file, in the format in which GitLab shows them at their lines.",
)
@click.option(
    "--links",
    is_flag=True,
    help="Ask other sites instead whether the pages are still there to which this one leads.",
)
def check(code_quality: Path | None, links: bool) -> None:
    """Report problems in data/ and docs/ without touching site/."""
    if links:
        _check_links()
        return
    renew_schemas(Path())
    with exit_on_problems(), _reported(code_quality):
        built = build_either_way(Path(), SITE, publishes=False, log=say)
    if built.identity:
        say(built.identity)
    for notice in built.report.notices:
        say(notice)
    say_gaps(built.report.gaps)
    say("Everything is in order: the site can be built.")


@contextmanager
def _reported(file: Path | None) -> Iterator[None]:
    """Write the problems into a report, if there is to be one; an empty list if there are none."""
    problems: Sequence[Problem] = ()
    try:
        yield
    except Invalid as error:
        problems = error.problems
        raise
    finally:
        if file:
            from cluster.office.code_quality import code_quality_of

            file.write_text(code_quality_of(problems, said), encoding="utf-8")


def _check_links() -> None:
    """Exit with 1 if a page is dead."""
    from cluster.office.links.command import check_links
    from cluster.office.links.visit import Pace

    with exit_on_problems():
        report = check_links(Path(), wait, partial(say, err=True), Pace())
    if report is None:
        say("No host can be reached: there seems to be no network. Nothing counts as a failure.")
        return
    for note in report.notes:
        say(str(note))
    for problem in report.dead:
        say(str(problem), err=True)
    say(report.summary)
    if report.dead:
        raise SystemExit(1)
