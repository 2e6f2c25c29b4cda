"""Loads mkdocs.yml through MkDocs, and turns its errors and warnings into problems with lines."""

from __future__ import annotations

import logging
import os
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from cluster.build.mkdocs_api import LOGGERS, MkDocsConfig, MkDocsException, get_plugins, load_config
from cluster.build.mkdocs_yml import MKDOCS_YML, MkDocsYml
from cluster.build.nav_setting import nav_problems
from cluster.build.program_files import THEME
from cluster.problems import Invalid, Place, Problem, near


def config_of(project: Path, **options: Any) -> MkDocsConfig:
    """The settings; Invalid with all errors and warnings of MkDocs. `options` override the file."""
    path = project / MKDOCS_YML
    written = MkDocsYml.of(path.read_bytes())
    if problems := list(wrong_site_url(written)):  # MkDocs accepts any scheme and fails on some hosts
        raise Invalid(problems)
    with captured_warnings() as warnings:
        try:
            config = load_config(str(path), **options)
        except MkDocsException as error:
            if not warnings:  # else they are the details of the error
                warnings.append(str(error))
        except Exception as error:  # a hook or a plugin may raise anything while it is imported
            raise Invalid([crash(error, project, written)]) from error
    own = list(nav_problems(written))  # each with its line; MkDocs tells one of them without
    theirs = (problem_of(each, written) for each in warnings if not (own and "Expected nav" in each))
    if problems := [*theirs, *own]:
        raise Invalid(problems)
    add_theme(config)
    return config


def add_theme(config: MkDocsConfig) -> None:
    """Put the program's theme before Material, below a project's own one."""
    dirs, own = config.theme.dirs, config.theme.custom_dir
    if str(THEME) not in dirs:
        dirs.insert(dirs.index(own) + 1 if own in dirs else 0, str(THEME))  # plugins may come before


def wrong_site_url(written: MkDocsYml) -> Iterator[Problem]:
    """The problem of a `site_url` that is no web address."""
    node = written.value("site_url")
    if isinstance(node, yaml.ScalarNode) and node.value and not node.tag.startswith("!"):
        try:
            parts = urlsplit(node.value)
            is_web = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            is_web = False
        if not is_web or re.search(r"[\s?#]", node.value):
            message = f"site_url: expected a web address such as https://example.org/, found '{node.value}'"
            yield Problem(written.place("site_url"), message)


def written_in(config: MkDocsConfig) -> MkDocsYml:
    """The source of the settings, for the lines of problems."""
    return MkDocsYml.of(Path(config.config_file_path).read_bytes())


HARMLESS = "mkdocs_static_i18n: Unable to detect lunr languages"
"""A warning to ignore: static-i18n looks for files in MkDocs' package, which is missing where only ProperDocs
is installed. The site has a search index of its own."""


@contextmanager
def captured_warnings() -> Iterator[list[str]]:
    """Collect the warnings that MkDocs and its plugins log within the context, instead of printing them."""
    warnings: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(HARMLESS):
                warnings.append(message)

    with ExitStack() as stack:
        for name in LOGGERS:
            logger = logging.getLogger(name)
            stack.callback(setattr, logger, "propagate", logger.propagate)
            stack.callback(setattr, logger, "handlers", logger.handlers)
            logger.propagate, logger.handlers = False, [Listener(logging.WARNING)]
        yield warnings


def problem_of(warning: str, written: MkDocsYml) -> Problem:
    """A warning of MkDocs as a problem at the line of its setting, with a suggestion where there is one."""
    message = one_line(warning)
    message = re.sub(r"^Config value '(\w+)':", r"\1:", message)
    for pattern, reworded in _REWORDED:
        if found := re.search(pattern, message):
            message = message[: found.start()] + reworded(*found.groups())
    return written.located(Problem(Place(MKDOCS_YML, 1), message))


def one_line(warning: str) -> str:
    """A warning on one line, without the traceback that some plugins add."""
    return " ".join(warning.partition("Traceback (most")[0].split()).rstrip(" `")


def _not_installed(plugin: str) -> str:
    otherwise = "; add its package to 'dependencies' in pyproject.toml, or remove it"
    return f"plugin '{plugin}' is not installed{near(plugin, get_plugins()) or otherwise}"


def _no_file(path: str, kind: str) -> str:
    if Path(path).is_file() and kind != "file":
        return f"'{os.path.relpath(path)}' is a file; a folder is needed"
    folder = Path(os.path.normpath(path)).parent
    names = [each.name for each in folder.iterdir()] if folder.is_dir() else []
    shown = os.path.relpath(path).replace(os.sep, "/")
    return (
        f"there is no {'file or folder' if kind == 'file' else 'folder'} '{shown}'"
        f"{near(os.path.basename(path), names)}"
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
    """The problem for an exception in a hook or a plugin, at a line of the project's own code if possible."""
    message = f"{type(error).__name__}: {' '.join(str(error).split())}"
    if place := _own_place(error, project):
        return Problem(place, message)
    if plugin:
        return Problem(written.place("plugins", plugin), f"plugin '{plugin}' failed: {message}")
    return Problem(Place(MKDOCS_YML, 1), message)


def _own_place(error: BaseException, project: Path) -> Place | None:
    """The innermost line of the traceback that is in the project's own code."""
    places = [(each.filename, each.lineno or 1) for each in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno or 1))
    for file, line in reversed(places):
        path = Path(os.path.normpath(file))
        if path.is_relative_to(project.resolve()) and "site-packages" not in path.parts:
            return Place(path.relative_to(project.resolve()).as_posix(), line)
    return None
