"""The settings as MkDocs loads them. What is wrong with them becomes problems with lines."""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from cluster.build.mkdocs_api import LOGGERS, MkDocsConfig, MkDocsException, get_plugins, load_config
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.problems import Invalid, Place, Problem, near


def config_of(project: Path, **options: Any) -> MkDocsConfig:
    """The settings; Invalid with all that MkDocs has against them. `options` take precedence."""
    path = project / MKDOCS_YML
    written = MkDocsYml.of(path.read_text(encoding="utf-8"))
    with captured_warnings() as said:
        try:
            config = load_config(str(path), **options)
        except MkDocsException as error:
            if not said:
                said.append(str(error))
        except Exception as error:  # a hook or a plugin may do anything wrong while it is loaded
            raise Invalid([crash(error, project, written)]) from error
    if said:
        raise Invalid(problem_of(each, written) for each in said)
    return config


def written_in(config: MkDocsConfig) -> MkDocsYml:
    """The file that the settings were loaded from."""
    return MkDocsYml.of(Path(config.config_file_path).read_text(encoding="utf-8"))


HARMLESS = "mkdocs_static_i18n: Unable to detect lunr languages"
"""Said where only ProperDocs is installed: static-i18n looks for MkDocs' package. We use no index of its."""


@contextmanager
def captured_warnings() -> Iterator[list[str]]:
    """What MkDocs and its plugins warn of meanwhile; nobody else hears it."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(HARMLESS):
                said.append(message)

    with ExitStack() as stack:
        for name in LOGGERS:
            logger = logging.getLogger(name)
            stack.callback(setattr, logger, "propagate", logger.propagate)
            stack.callback(setattr, logger, "handlers", logger.handlers)
            logger.propagate, logger.handlers = False, [Listener(logging.WARNING)]
        yield said


def problem_of(complaint: str, written: MkDocsYml) -> Problem:
    """What MkDocs says, at the line of the setting that it means."""
    message = plain(complaint)
    message = re.sub(r"^Config value '(\w+)':", r"\1:", message)
    for pattern, reworded in _REWORDED:
        if found := re.search(pattern, message):
            message = message[: found.start()] + reworded(*found.groups())
    return written.located(Problem(Place(MKDOCS_YML, 1), message))


def plain(complaint: str) -> str:
    """It on one line, without the traceback that some plugins add."""
    return " ".join(complaint.partition("Traceback (most")[0].split()).rstrip(" `")


def _not_installed(plugin: str) -> str:
    cure = (
        near(plugin, get_plugins()) or "; add its package to 'dependencies' in pyproject.toml, or remove it"
    )
    return f"plugin '{plugin}' is not installed{cure}"


def _no_file(path: str, kind: str) -> str:
    folder = Path(os.path.normpath(path)).parent
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    shown = os.path.relpath(path).replace(os.sep, "/")
    return (
        f"there is no {'file' if kind == 'file' else 'folder'} '{shown}'{near(os.path.basename(path), names)}"
    )


def _unknown(name: str) -> str:
    return f"unknown setting '{name}'{near(name, [key for key, _ in MkDocsConfig._schema])}"


_REWORDED: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"^\w+: Unrecognised configuration name: (\w+)$", _unknown),
    (r'plugins: The "(.+)" plugin is not installed', _not_installed),
    (r"The path '(.+)' isn't an existing (file|directory).*", _no_file),
    (
        r"The path set in custom_dir \('(.+)'\) does not ()exist.*",
        lambda path, kind: "custom_dir: " + _no_file(path, kind),
    ),
)


def crash(error: BaseException, project: Path, written: MkDocsYml, plugin: str = "") -> Problem:
    """What is wrong where a hook of the project, or a plugin, fails in Python."""
    message = f"{type(error).__name__}: {' '.join(str(error).split())}"
    if place := _own_place(error, project):
        return Problem(place, message)
    if plugin:
        return Problem(written.place("plugins", plugin), f"plugin '{plugin}' failed: {message}")
    return Problem(Place(MKDOCS_YML, 1), message)


def _own_place(error: BaseException, project: Path) -> Place | None:
    """The innermost line of the project's own Python code at which it came to the error."""
    places = [(each.filename, each.lineno or 1) for each in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno or 1))
    for file, line in reversed(places):
        path = Path(os.path.normpath(file))
        if path.is_relative_to(project.resolve()) and "site-packages" not in path.parts:
            return Place(path.relative_to(project.resolve()).as_posix(), line)
    return None
