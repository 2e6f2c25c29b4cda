"""Programs of readers, which show what a site publishes."""

import os
import subprocess
from pathlib import Path

import pytest

ENVIRONMENT = {"TZ": "Europe/Prague", "LC_ALL": "C.UTF-8"}

KHAL = """\
[calendars]
[[own]]
path = {folder}/own
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Prague
default_timezone = Europe/Prague
[sqlite]
path = {folder}/khal.db
"""


def run(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(
            command,
            env=os.environ | ENVIRONMENT | {"HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except FileNotFoundError:
        pytest.fail(f"{command[0]} is not installed; use make test, which does it", pytrace=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_khal(calendar: bytes, folder: Path) -> list[str]:
    """Start, end and title of every entry as khal shows it, in the order of time."""
    (folder / "own").mkdir()
    (folder / "config").write_text(KHAL.format(folder=folder))
    (folder / "calendar.ics").write_bytes(calendar)
    khal = ["khal", "-c", str(folder / "config")]
    run([*khal, "import", "--batch", "-a", "own", str(folder / "calendar.ics")], folder)
    form = "{start-date} {start-time} {end-date} {end-time} {cancelled}{title}"
    said = run([*khal, "list", "--day-format", "", "--format", form, "2022-01-01", "800d"], folder)
    lines = (" ".join(line.split()) for line in said.splitlines())
    return list(dict.fromkeys(line for line in lines if line))  # khal names what lasts on each of its days
