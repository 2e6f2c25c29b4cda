"""Hints in the text editors of those who write the site."""

from __future__ import annotations

from pathlib import Path

import click

from cluster.commands.outcomes import UNWRITTEN, exit_on_problems


@click.command()
def schema() -> None:
    """Write what text editors need for hints: JSON Schemas in .cache/schemas/, settings in .vscode/.

    Entries that .vscode/settings.json has already are kept, and so are its comments. Each check and build
    renews the schemas, so this is needed once.
    """
    from cluster.office.text_editor import prepare

    with exit_on_problems(UNWRITTEN):
        done = prepare(Path())
    click.echo("The schemas are in .cache/schemas/." if done.is_new else "The schemas are up to date.")
    for file in done.written:
        click.echo(f"{file} is written; commit it.")
    for file, entries in done.left:
        click.echo(f"{file} cannot be read, and was left as it is. Add this to it:\n{entries}", err=True)
    click.echo(
        "In VS Code, install the extension YAML (Red Hat); then Ctrl+Space offers what can be written."
    )
