"""The filters of templates that name files, for files that are published under other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup


def published(filters: Mapping[str, Callable[..., Any]], names: Mapping[str, str]) -> dict[str, Any]:
    """MkDocs' filters, which give the addresses of files; `names` are the published paths of some."""
    url, script_tag = filters["url"], filters["script_tag"]

    @pass_context
    def published_url(context: Context, value: Any) -> Any:
        return url(context, _named(str(value), names))

    @pass_context
    def published_script_tag(context: Context, script: Any) -> Markup:
        tag = str(script_tag(context, script))
        return Markup(tag.replace(f'{script}"', f'{_named(str(script), names)}"', 1))

    return {"url": published_url, "script_tag": published_script_tag}


def _named(address: str, names: Mapping[str, str]) -> str:
    """The published form of an address, which may end in a query."""
    path = re.split("[?#]", address, maxsplit=1)[0]
    return names.get(path, path) + address[len(path) :]
