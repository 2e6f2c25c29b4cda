"""From a page to the HTML of its body, by the templates of hooks/templates/."""

from __future__ import annotations

import re
from functools import partial
from posixpath import relpath
from typing import Any

import jinja2
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from .dates import format_month, format_month_short
from .language import Phrase, Text, typeset
from .pages import Edition, Page


def environment(loader: jinja2.BaseLoader, edition: Edition, *, host: str) -> jinja2.Environment:
    """Templates that say everything in one language, escaped and typeset; `host` is the site's own."""
    shown = partial(show, edition=edition)
    env = jinja2.Environment(
        loader=loader,
        autoescape=True,
        finalize=shown,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["plain"] = lambda value: typeset(
        str(edition.say(value) if isinstance(value, Text) else value), edition.language
    )
    env.filters["month"] = partial(format_month, language=edition.language)
    env.filters["month_short"] = partial(format_month_short, language=edition.language)
    env.filters["when"] = edition.when
    env.filters["host"] = _host
    env.filters["path"] = _path
    env.filters["number"] = partial(_number, language=edition.language)
    env.globals |= {
        "site": edition.site,
        "cluster": edition.site.cluster,
        "plan": edition.site.plan,
        "words": edition.words,
        "edition": edition,
        "today": edition.today,
        "date_of": edition.date_of,
        "is_elsewhere": lambda source: _host(source) != host.removeprefix("www."),
    }
    return env


def _host(link: str) -> str:
    """`nca.cz` for a source's address."""
    return re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", link)


def _path(link: str) -> str:
    """`/news/` for a source's address."""
    return re.sub(r"^https?://[^/]+", "", link) or "/"


def _number(value: int, *, language: str) -> str:
    """`30 000` in Czech, `30,000` in English."""
    return str(format_decimal(value, locale=language))


def show(value: Any, *, edition: Edition) -> Any:
    """What `{{ value }}` prints: a text in the reader's language, marked where it is in another."""
    if isinstance(value, Text):
        value = edition.say(value)
    if isinstance(value, Phrase):
        said = escape(typeset(value.text, value.language))
        if value.language == edition.language:
            return said
        return Markup('<span lang="{}">{}</span>').format(value.language, said)
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(typeset(value, edition.language))
    if value is None:
        return ""
    return value


def body_of(page: Page, prose: str, env: jinja2.Environment) -> str:
    """The HTML of a page; `prose` is that of its Markdown, already safe."""
    template = env.get_template(f"{page.kind}.html")
    shown = typeset_html(prose, page.prose.language) if page.prose else ""
    return template.render(page=page, prose=Markup(shown), url=partial(link, page.address), **page.values)


def link(start: str, address: str) -> str:
    """The way from one address to another of the same language: `../../events/`."""
    target, hash, anchor = address.partition("#")
    if target == start and hash:
        return f"#{anchor}"
    way = relpath(f"/{target}", f"/{start}")
    is_folder = not target or target.endswith("/")
    return f"{way}/{hash}{anchor}" if is_folder else f"{way}{hash}{anchor}"


def typeset_html(html: str, language: str) -> str:
    """The HTML with its texts typeset, tags and code left as they are."""
    parts = re.split(r"(<pre.*?</pre>|<code.*?</code>|<[^>]+>)", html, flags=re.DOTALL)
    return "".join(part if index % 2 else typeset(part, language) for index, part in enumerate(parts))
