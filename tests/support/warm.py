"""Runs commands in processes of their own that need not import the program, which takes long.

A process that has imported the program and MkDocs, and has done nothing else, reads requests and forks for
each of them. What it forks runs the module as `python -m` would, in the folder and the environment asked for,
but looks up what builds have in common; see `remembered`. So does the process in which a command runs the
engine.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from support.builds import made_once

ROOT = Path(__file__).parents[2]
HOOKS = str(ROOT / "hooks")

ENGINE = "cluster.build.engine_run"

LOADED = (
    "cluster.cli",
    ENGINE,
    "cluster.build.mkdocs_theme",
    "cluster.office.announcing.command",
    "cluster.office.commands",
    "cluster.office.mailing.command",
    "material.plugins.search.plugin",
    "mkdocs_static_i18n.plugin",
)
"""Imported before any command; all that these import is, too."""


FOR_THE_PROGRAM = {
    "SOURCE_DATE_EPOCH",
    "TODAY",
    "CLUSTER_FAST",
    "CLUSTER_LANGUAGE",
    "CLUSTER_MASTODON_TOKEN",
    "CLUSTER_MAIL_PASSWORD",
    "NO_MKDOCS_2_WARNING",
}
"""The variables that commands read. Others may matter to Python, or when the program is imported."""


def can_run(environment: dict[str, str]) -> bool:
    """Whether a process that was started otherwise may go on in this environment. Empty variables are none:
    make gives some."""
    usual = {name: value for name, value in (os.environ | {"PYTHONPATH": HOOKS}).items() if value}
    names = usual.keys() | environment.keys()
    return {name for name in names if usual.get(name) != environment.get(name)} <= FOR_THE_PROGRAM


def run(
    module: str, *arguments: str, folder: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a module in a folder."""
    with TemporaryDirectory() as outputs:
        out, err = (Path(outputs, name) for name in ("out", "err"))
        status = _Server.here().asked(
            module=module,
            arguments=arguments,
            folder=str(folder),
            environment=environment,
            outputs=[str(out), str(err)],
        )
        texts = [path.read_bytes().decode().replace("\r\n", "\n") for path in (out, err)]
    return subprocess.CompletedProcess(["-m", module, *arguments], status, *texts)


class _Server:
    def __init__(self) -> None:
        made_once()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "support.warm"],
            cwd=ROOT / "tests",
            env=os.environ | {"PYTHONPATH": HOOKS},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        atexit.register(self.process.communicate)

    @staticmethod
    @cache
    def here() -> _Server:
        """That of this process."""
        return _Server()

    def asked(self, **request: Any) -> int:
        """The exit status of what is asked for."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{json.dumps(request)}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


def _serve() -> None:
    for module in LOADED:
        import_module(module)
    made_once()
    gc.freeze()  # so that no child copies, or looks through, what it has from here
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _become(**json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _become(
    module: str, arguments: list[str], folder: str, environment: dict[str, str], outputs: list[str]
) -> None:
    """Do what `python -m module` would, with its outputs in files."""
    files = [os.open(os.devnull, os.O_RDONLY), *(os.open(path, os.O_WRONLY | os.O_CREAT) for path in outputs)]
    for descriptor, file in enumerate(files):
        os.dup2(file, descriptor)
    os.environ.clear()
    os.environ.update(environment)
    subprocess.run = _EngineProcess(subprocess.run).run  # type: ignore[assignment]
    _run_module(module, arguments, folder)


def _run_module(module: str, arguments: list[str], folder: str) -> None:
    """As `python -m` does in a folder."""
    os.chdir(folder)
    sys.path[0] = folder
    sys.argv[1:] = arguments
    sys.modules.pop(module, None)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


class _EngineProcess:
    """A process that was forked before a command has done anything, for the engine if the command runs it."""

    def __init__(self, otherwise: Callable[..., Any]) -> None:
        self.otherwise = otherwise
        asked, self.ask = os.pipe()
        self.output, output = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(self.ask)
            os.dup2(output, 1)
            self._wait(asked)
        os.close(asked)
        os.close(output)

    def _wait(self, asked: int) -> None:
        with os.fdopen(asked) as pipe:
            request = pipe.read()
        if request:
            arguments, folder, environment = json.loads(request)
            os.environ.update(environment)
            _run_module(ENGINE, arguments, folder)
        sys.exit()

    def run(self, command: list[str], **options: Any) -> Any:
        """As subprocess.run, but the engine runs in the process that waits for it."""
        if command[1:3] != ["-m", ENGINE]:
            return self.otherwise(command, **options)
        with os.fdopen(self.ask, "w") as pipe:
            json.dump([command[3:], str(options["cwd"]), dict(os.environ)], pipe)
        with os.fdopen(self.output, encoding="utf-8") as pipe:
            stdout = pipe.read()
        _, status = os.waitpid(self.process, 0)
        return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(status), stdout)


if __name__ == "__main__":
    _serve()
