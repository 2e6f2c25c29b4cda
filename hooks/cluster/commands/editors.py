"""Hints in the text editors of those who write the site."""

from __future__ import annotations

from pathlib import Path

import click

from cluster.commands.outcomes import UNWRITTEN, exit_on_problems
from cluster.messages.say import say


@click.command()
def schema() -> None:
    """Write what text editors need for hints: JSON Schemas in .cache/schemas/, settings in .vscode/.

    Entries that .vscode/settings.json has already are kept, and so are its comments. Each check and build
    renews the schemas, so this is needed once.
    """
    from cluster.office.text_editor import prepare

    with exit_on_problems(UNWRITTEN):
        done = prepare(Path())
    say("The schemas are in .cache/schemas/." if done.is_new else "The schemas are up to date.")
    for file in done.written:
        say(f"{file} is written; commit it.")
    for file, entries in done.left:
        say(f"{file} cannot be read, and was left as it is. Add this to it:\n{entries}", err=True)
    say("In VS Code, install the extension YAML (Red Hat); then Ctrl+Space offers what can be written.")
