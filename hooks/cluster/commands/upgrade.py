"""`cluster upgrade`: a project follows the program."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from cluster.commands.new_site import new_folder
from cluster.commands.outcomes import found, refuse_other_folders
from cluster.messages.say import say


@click.command()
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path),
    callback=new_folder,
    help="Write a new project with this one's content, which installs the program; this one stays as it is.",
)
def upgrade(folder: Path | None) -> None:
    """Bring this project up to the running program. What you wrote is kept.

    In a project that installs the program from a file, `make upgrade FROM=…` installs the newer file first.
    A project that is a copy of the program's repository can be moved into one that installs it, with --into.
    """
    from cluster.office.new_site.moved import move_into
    from cluster.office.new_site.upgrade import upgrade as upgrade_project

    refuse_other_folders(of_any_version=True)
    work = partial(move_into, Path(), folder) if folder else partial(upgrade_project, Path())
    for line in found(work):
        say(line)
    if folder:
        say(f"The project is in {folder}.")
    say("Next: make check. It says what else must be changed, if anything. Then commit.")
