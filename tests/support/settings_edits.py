"""Every edit of mkdocs.yml that can be made without a list of its settings: by walking what it holds."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import yaml

MORE = """
docs_dir: docs
use_directory_urls: true
watch: [data, docs]
copyright: Nobody
"""
"""Settings that the miniature leaves to MkDocs; see also `full`."""


def full(settings: bytes) -> bytes:
    """The miniature's settings with those that a cluster may have besides."""
    tree = yaml.safe_load(settings)
    tree |= yaml.safe_load(MORE)
    tree["theme"]["palette"] = [
        {"media": "(prefers-color-scheme: light)", "scheme": "default", "toggle": _toggle("light")},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "toggle": _toggle("dark")},
    ]
    tree["markdown_extensions"] += ["attr_list", {"toc": {"permalink": False}}]
    return _written(tree)


def _toggle(name: str) -> dict[str, str]:
    return {"icon": f"material/weather-{'sunny' if name == 'light' else 'night'}", "name": name}


def setting_edits(settings: bytes) -> Iterator[tuple[str, bytes]]:
    """What is edited (`theme.font`), and the settings afterwards."""
    tree = yaml.safe_load(settings)
    texts = sorted({text for text in _texts(tree) if PurePosixPath(text).suffix})
    yield from ((place, _written(each)) for place, each in _edits(tree, "", texts))


def _written(tree: Any) -> bytes:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _edits(value: Any, place: str, texts: list[str]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            here = f"{place}.{key}".lstrip(".")
            yield here, {name: each for name, each in value.items() if name != key}
            yield from ((deep, {**value, key: new}) for deep, new in _edits(inner, here, texts))
    elif isinstance(value, list):
        yield place, value[::-1]
        for n, inner in enumerate(value):
            before, after = value[:n], value[n + 1 :]
            yield place, [*before, *after]
            changed = _edits(inner, place, texts)
            yield from ((deep, [*before, new, *after]) for deep, new in changed if new != {})
    else:
        yield from ((place, new) for new in _others(value, texts))


def _others(value: Any, texts: list[str]) -> Iterator[Any]:
    """Other values of a setting: of a path, those of the same kind that stand elsewhere."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, str) and value.startswith("https://"):
        yield "https://changed.example/"
    elif isinstance(value, str) and (suffix := PurePosixPath(value).suffix):
        yield from (each for each in texts if each != value and PurePosixPath(each).suffix == suffix)
    elif isinstance(value, str):
        yield f"{value} & x"
