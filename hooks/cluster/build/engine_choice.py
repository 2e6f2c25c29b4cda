"""The settings that the fast path does not support: with one of them, a site is built through the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

OWN_PLUGINS = frozenset({"search", "material/search", "i18n"})
"""Plugins whose work the program does itself."""

OWN_HOOK = "hooks/main.py"

OWN_TEMPLATES = frozenset({"404.html", "sitemap.xml"})

LANGUAGE_SETTINGS = frozenset({"locale", "name", "default", "build", "link", "fixed_link"})
"""Supported keys of a language of the i18n plugin; all others override MkDocs' settings for its pages."""


class NeedsEngine(Exception):
    """Raised where the fast path would give another site than the engine."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(_joined(self.reasons))


def reasons_of(
    *,
    plugins: Iterable[str],
    hooks: Iterable[str],
    templates: Iterable[str],
    static_templates: Iterable[str],
    languages: Iterable[Mapping[str, Any]],
) -> tuple[str, ...]:
    """The settings that need the engine, as phrases for a message; empty if the fast path is enough."""
    return tuple(
        [
            *_named(
                "the plugin",
                "the plugins",
                (each.removeprefix("material/") for each in plugins if each not in OWN_PLUGINS),
            ),
            *_named("the hook", "the hooks", (each for each in hooks if not is_own_hook(each))),
            *(["the setting 'extra_templates'"] if list(templates) else []),
            *(["the setting 'static_templates'"] if set(static_templates) - OWN_TEMPLATES else []),
            *_of_languages(languages),
        ]
    )


def is_own_hook(path: str) -> bool:
    """Whether a path of `hooks` is hooks/main.py, in whatever folder."""
    return f"/{path}".endswith(f"/{OWN_HOOK}")


def _named(kind: str, kinds: str, names: Iterable[str]) -> Iterator[str]:
    quoted = [f"'{name}'" for name in names]
    if quoted:
        yield f"{kind if len(quoted) == 1 else kinds} {_joined(quoted)}"


def _of_languages(languages: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for each in languages:
        for name in sorted(key for key, value in each.items() if value and key not in LANGUAGE_SETTINGS):
            yield f"'{name}' of the language '{each['locale']}'"


def _joined(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
