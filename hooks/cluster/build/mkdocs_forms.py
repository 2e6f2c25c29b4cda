"""The setting `extra: forms:` of mkdocs.yml, which asks for forms at /admin/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from cluster.build.mkdocs_api import MkDocsConfig
from cluster.build.mkdocs_yml import MkDocsYml
from cluster.forms.settings import Backend, Forms
from cluster.problems import Problem, suggestion
from cluster.reading.fields import fields_of

KEY = "forms"


def forms_of(config: MkDocsConfig) -> Forms | None:
    """The setting; None if the site has no forms. Its problems are those of `forms_problems`."""
    written = config.extra.get(KEY)
    return Forms(**written) if written is not None else None


def forms_problems(config: MkDocsConfig, written: MkDocsYml) -> Iterator[Problem]:
    """What is wrong with the setting."""
    given = config.extra.get(KEY)
    if KEY not in config.extra:
        return
    place = written.place("extra", KEY)
    if not isinstance(given, dict):
        yield Problem(place, "extra.forms: expected {backend: github, repo: owner/name}, or delete the line")
        return
    for name, (_, required) in fields_of(Forms).items():
        if required and name not in given:
            yield Problem(place, f"extra.forms: missing '{name}'")
    for name, value in given.items():
        if message := _wrong(str(name), value):
            yield Problem(written.place("extra", KEY, str(name)), f"extra.forms: {message}")
    if Path(config.docs_dir, "admin.md").exists() or Path(config.docs_dir, "admin").exists():
        message = "extra.forms: the forms have the address /admin/; rename docs/admin, which has the same"
        yield Problem(place, message)


def _wrong(name: str, value: Any) -> str:
    if name not in _RULES:
        return f"unknown setting '{name}'{suggestion(name, _RULES)}"
    return _RULES[name](str(value if value is not None else ""))


def _wrong_backend(value: str) -> str:
    allowed = get_args(Backend)
    return "" if value in allowed else f"backend: unknown value '{value}'{suggestion(value, allowed)}"


def _wrong_repo(value: str) -> str:
    if re.fullmatch(r"[\w.-]+(/[\w.-]+)+", value):
        return ""
    path = urlsplit(value).path.strip("/").removesuffix(".git")
    meant = f"; write {path}" if re.fullmatch(r"[\w.-]+(/[\w.-]+)+", path) else ""
    return f"repo: expected owner/name such as cluster/website, found '{value}'{meant}"


def _wrong_branch(value: str) -> str:
    is_name = re.fullmatch(r"[\w.-]+(/[\w.-]+)*", value)
    return "" if is_name else f"branch: expected the name of a branch such as main, found '{value}'"


def _wrong_url(value: str) -> str:
    parts = urlsplit(value)
    is_secure = parts.scheme == "https" or parts.hostname in ("127.0.0.1", "localhost")
    if is_secure and parts.hostname and not parts.query and not parts.fragment:
        return ""
    return f"url: expected the address of the host such as https://git.example.org, found '{value}'"


_RULES: dict[str, Callable[[str], str]] = {
    "backend": _wrong_backend,
    "repo": _wrong_repo,
    "branch": _wrong_branch,
    "url": _wrong_url,
}
