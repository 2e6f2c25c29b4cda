"""A shell at the server, which holds the lock as long as it is connected."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import suppress
from secrets import token_hex
from types import TracebackType
from typing import Any

from cluster.build.destination import Destination
from cluster.publishing.failures import Unpublished, failure_of
from cluster.publishing.releases import Releases
from cluster.publishing.script import BUSY, FUNCTIONS, LOST_LOCK, MARK, SILENCE

ENVIRONMENT = {"LC_ALL": "C"}

_SSH = (
    *("-o", "BatchMode=yes"),  # a question would wait for ever where nobody sees it, as at night
    *("-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4"),
    *("-o", "ControlPersist=no"),  # else a process stays that holds the outputs of ssh open
)


def ssh() -> list[str]:
    """The command that connects to a server; RSYNC_RSH is the variable in which rsync itself looks for it."""
    return [*(shlex.split(os.environ.get("RSYNC_RSH", "")) or ["ssh"]), *_SSH]


class Server:
    """A shell that calls the functions of `script`. Leaving the context ends it and frees the lock."""

    def __init__(self, destination: Destination) -> None:
        self.destination = destination
        _need_programs(destination)
        self._token = token_hex(8)
        self._shell = subprocess.Popen(
            [*ssh(), destination.host, "sh"] if destination.host else ["sh"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | ENVIRONMENT,
            start_new_session=True,  # Ctrl+C is for the run, which ends the shell when it has cleaned up
        )
        pipes: Any = self._shell  # they are not None, as they were asked for
        self._input, self._output, self._errors = pipes.stdin, pipes.stdout, pipes.stderr
        values = {
            **{"folder": destination.path, "token": self._token, "mark": MARK},
            **{"busy": BUSY, "lost_lock": LOST_LOCK, "silence": SILENCE},
        }
        self._setup = "\n".join(f"{name}={shlex.quote(str(value))}" for name, value in values.items())

    def __enter__(self) -> Server:
        try:
            self._send(f"{self._setup}\n{FUNCTIONS}")
            self._call(":")  # drops what an account prints when one connects
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        with suppress(OSError):
            self._input.close()  # at its end the shell exits, and frees the lock
        try:
            self._shell.wait(10)
        except subprocess.TimeoutExpired:
            self._shell.kill()
            self._shell.wait()
        self._output.close()
        self._errors.close()

    def _send(self, text: str) -> None:
        try:
            self._input.write(f"{text}\n".encode())
            self._input.flush()
        except OSError:
            raise self._lost() from None

    def _lost(self) -> Unpublished:
        """The reason why the shell is gone, in the words of ssh."""
        return failure_of(self._errors.read().decode(errors="replace"), self.destination)

    def _call(self, *words: str) -> tuple[int, str]:
        """The exit code and the output of a function of `script`."""
        self._send(shlex.join(("call", *words)))
        lines: list[str] = []
        for raw in self._output:
            line = raw.decode(errors="replace").rstrip("\n")
            if line.startswith(f"{self._token} "):
                return int(line.split()[1]), "\n".join(lines[:-1] if lines and not lines[-1] else lines)
            lines.append(line)
        raise self._lost()

    def _ask(self, *words: str) -> str:
        code, output = self._call(*words)
        if code == LOST_LOCK:
            raise Unpublished(
                f"{self.destination}: somebody else has begun to publish there; try again later"
            )
        if code:
            raise failure_of(output, self.destination)
        return output

    def releases(self) -> Releases | None:
        """The releases in the folder; None if it is missing or empty. Unpublished if it is another folder."""
        state, *lines = self._ask("look").split("\n")
        if state in ("missing", "empty"):
            return None
        if state in _REFUSALS:
            raise Unpublished(f"{self.destination}: {_REFUSALS[state]}")
        try:
            return Releases.of(lines[0], lines[1:])
        except ValueError as error:
            why = f"the link 'current' leads to '{error}', which is no release; delete the link"
            raise Unpublished(f"{self.destination}: {why}") from None

    def take(self, who: str) -> None:
        """Make the folder if it is missing, and lock it; Unpublished if somebody else has."""
        self._ask("make")
        code, output = self._call("take", who)
        if code == BUSY:
            raise Unpublished(f"{self.destination}: {_busy(output.strip())}; try again when that is done")
        if code:
            raise failure_of(output, self.destination)

    def hold(self) -> None:
        """Say that the run still goes on; Unpublished if somebody else has taken the lock over."""
        self._ask("hold")

    def show(self, release: str) -> None:
        """Let visitors see a release."""
        self._ask("show", release)

    def remove(self, *releases: str) -> str:
        """Delete releases; why some of them are left, in the words of the server, or an empty text."""
        code, output = self._call("remove", *releases) if releases else (0, "")
        return output.strip().rpartition("\n")[2] if code else ""

    def free_megabytes(self) -> int:
        return int(self._ask("space").strip() or 0) // 1024


_REFUSALS = {
    "no-rsync": "rsync is not installed there; install it (on Debian: apt-get install rsync)",
    "file": "this is a file; a folder is needed",
    "foreign": "the folder has other files, and is not one of releases; name one that is new or empty",
    "no-link": "'current' is not the link to a release; move it away",
}


def _busy(who: str) -> str:
    name, _, since = who.partition("|")
    return f"{name} has been publishing there since {since}" if since else "somebody else is publishing there"


def _need_programs(destination: Destination) -> None:
    for program in ("rsync", *([ssh()[0]] if destination.host else [])):
        if not shutil.which(program):
            package = {"ssh": "openssh-client"}.get(program, program)
            raise Unpublished(
                f"{program} is not installed; install it (on Debian: apt-get install {package})"
            )
