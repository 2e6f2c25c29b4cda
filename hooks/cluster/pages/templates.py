"""Renders the body of a page with the Jinja templates of hooks/templates/."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any

import jinja2
from babel import Locale
from babel.numbers import format_currency, format_decimal
from markupsafe import Markup, escape

from cluster.calendars.add_links import google_link, outlook_link
from cluster.content.events import Fee
from cluster.content.version import Version
from cluster.date_formats import (
    format_city,
    format_day,
    format_day_number,
    format_days,
    format_days_left,
    format_month,
    format_month_short,
    format_weekday,
)
from cluster.fingerprints import Fingerprints
from cluster.language import Phrase, Text, typeset
from cluster.links import mail_link, phone_link, readable, to, to_file
from cluster.pages.page import Page
from cluster.pages.schema_org import event_data
from cluster.pages.sharing import drafts_of, ways_to_share
from cluster.pages.unique_ids import with_unique_ids
from cluster.pictures.model import shown
from cluster.problems import Invalid, Place, Problem
from cluster.reading.words import Words

ROWS = ("event_row", "post_card", "post_row", "commitment")
"""Macros whose HTML does not depend on the page, so that it is rendered once per item and reused.

Rows of events and news stand on many pages (lists, months, pillars, tags); rendering them anew on each would
take most of a build's time.
"""

FOLDER = "hooks/templates"


def environment(
    loader: jinja2.BaseLoader,
    version: Version,
    *,
    bytecode_cache: jinja2.BytecodeCache | None = None,
) -> jinja2.Environment:
    """The templates of a language version. Whatever they print is translated, typeset and escaped.

    They get only a `Version`, not the `Site`: what else a page shows is in its `values`. The fingerprint of
    these two therefore covers everything that can change the HTML, and serves as the page's cache key.
    """
    env = _Environment(
        loader=loader,
        autoescape=True,
        finalize=partial(show, version=version),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=bytecode_cache,
    )
    env.filters |= _filters(version)
    fingerprints = Fingerprints()
    cached = {name: _rendered_once(env, name, fingerprints) for name in ROWS}
    env.globals |= {**_globals(version), "cached": cached}
    return env


def _filters(version: Version) -> dict[str, Callable[..., Any]]:
    language = version.language
    return {
        "plain": lambda value: typeset(
            str(version.say(value) if isinstance(value, Text) else value), language
        ),
        "spoken": lambda text: version.say(text).language,
        "month": partial(format_month, language=language),
        "month_short": partial(format_month_short, language=language),
        "when": version.when,
        "host": _host,
        "path": _path,
        "price": partial(_price, language=language),
        "day_number": partial(format_day_number, language=language),
        "days": partial(format_days, language=language),
        "days_left": partial(format_days_left, language=language),
        "weekday": partial(format_weekday, language=language),
        "day": partial(format_day, language=language),
        "language_name": lambda code: Locale.parse(code).get_display_name(language),
        "city": partial(format_city, language=language),
        "number": partial(_number, language=language),
        "minutes": _minutes,
    }


def _globals(version: Version) -> dict[str, Any]:
    own, home = _host(version.site_url), version.home
    return {
        "cluster": version.cluster,
        "year": version.year,
        "tags": {
            "groups": version.group_tags,
            "news": {each.id: each.title for each in version.cluster.tags},
        },
        "language_names": version.languages.names,
        "folders": version.folders,
        "words": _PrintedWords(version.words),
        "language": version.language,
        "url": to,
        "file": to_file,
        "mail_link": mail_link,
        "phone_link": phone_link,
        "date_of": version.date_of,
        "pillars_of": version.pillars_of,
        "is_elsewhere": lambda source: _host(source) != own,
        "calendar_address": f"{home}events.ics",
        "home_address": home,
        "event_data": partial(event_data, version=version),
        "google_link": partial(google_link, version=version),
        "outlook_link": partial(outlook_link, version=version),
        "feed_address": f"{home}rss.xml",
        "drafts_of": partial(drafts_of, version=version),
        "ways_to_share": partial(ways_to_share, version=version),
        "shown": shown,
    }


class _Environment(jinja2.Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals as a plain dict. Jinja's ChainMap makes each lookup in a macro noticeably slower.

        The price: later additions to `globals` do not reach templates that are already loaded.
        """
        return {**self.globals, **(d or {})}


class _PrintedWords(dict[str, str]):
    """The interface's words, already typeset and escaped.

    Words with a `{placeholder}` stay as they are, since `show` typesets them after they are formatted.
    """

    def __init__(self, words: Words) -> None:
        plain = {key: word for key, word in words.entries.items() if isinstance(word, str)}
        super().__init__(
            {key: word if "{" in word else _typeset(word, words.language) for key, word in plain.items()}
        )
        self.count = words.count


def _rendered_once(env: jinja2.Environment, name: str, fingerprints: Fingerprints) -> Callable[..., Markup]:
    """The macro `name` of _macros.html, which renders equal items at the same heading level only once."""
    rendered: dict[tuple[str, int], Markup] = {}

    def row(item: Any, level: int = 3) -> Markup:
        key = (fingerprints.of(item), level)
        if key not in rendered:
            html = getattr(env.get_template("_macros.html").module, name)(item, level)
            rendered[key] = Markup(str(html))
        return rendered[key]

    return row


def _host(link: str) -> str:
    """`nca.cz` for `https://www.nca.cz/news/`."""
    return re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", readable(link))


def _path(link: str) -> str:
    """`/news/` for `https://www.nca.cz/news/`."""
    return re.sub(r"^https?://[^/]+", "", readable(link)) or "/"


@lru_cache(maxsize=10_000)
def _number(value: int, *, language: str) -> str:
    """`30 000` in Czech, `30,000` in English."""
    return str(format_decimal(value, locale=language))


WORDS_A_MINUTE = 200
"""A common reading speed for prose in one's own language."""


def _minutes(html: str) -> int:
    """The reading time of some HTML in minutes, at least one."""
    return max(1, round(len(Markup(html).striptags().split()) / WORDS_A_MINUTE))


def _price(fee: Fee, *, language: str) -> str:
    """`1 500 Kč`; decimals only if the price is not whole."""
    is_whole = fee.price == fee.price.to_integral_value()
    pattern = Locale.parse(language).currency_formats["standard"].pattern
    return str(
        format_currency(
            fee.price,
            fee.currency or "",
            re.sub(r"\.0+", "", pattern) if is_whole else pattern,
            locale=language,
            currency_digits=not is_whole,
        )
    )


def show(value: Any, *, version: Version) -> Any:
    """What `{{ value }}` prints in HTML; a text that falls back to another language gets a `lang`."""
    if isinstance(value, str):
        return value if isinstance(value, Markup) else _typeset(value, version.language)
    if isinstance(value, Text):
        value = version.say(value)
    if isinstance(value, Phrase):
        html = _typeset(value.text, value.language)
        if value.language == version.language:
            return html
        return Markup(f'<span lang="{escape(value.language)}">{html}</span>')
    return "" if value is None else value


def plain(value: Any, *, version: Version) -> Any:
    """What `{{ value }}` prints in a plain-text template: typeset, not escaped."""
    if isinstance(value, Text):
        value = version.say(value)
    if isinstance(value, Phrase):
        value = value.text
    return typeset(value, version.language) if isinstance(value, str) else "" if value is None else value


@lru_cache(maxsize=20_000)
def _typeset(text: str, language: str) -> Markup:
    return escape(typeset(text, language))


def body_of(page: Page, env: jinja2.Environment) -> str:
    """The HTML of a page, its links not resolved yet. Invalid if the template fails."""
    with template_problems(FOLDER):
        template = env.get_template(f"{page.kind}.html")
        prose = Markup(page.prose.text if page.prose else "")
        return with_unique_ids(template.render(page=page, prose=prose, **page.values), prose)


@contextmanager
def template_problems(folder: str) -> Iterator[None]:
    """Reports any exception from a template as Invalid, with the template's file and line."""
    try:
        yield
    except Invalid:
        raise
    except Exception as error:  # templates are code: any exception is possible
        raise Invalid([_problem(error, folder)]) from error


def _problem(error: Exception, folder: str) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(Place(f"{folder}/{error.name}", error.lineno), str(error.message))
    frames = [each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith(".html")]
    if not frames:
        return Problem(Place(folder, 1), f"{type(error).__name__}: {error}")
    name = frames[-1].filename.rpartition(f"{folder.rpartition('/')[2]}/")[2]
    return Problem(Place(f"{folder}/{name}", frames[-1].lineno or 1), str(error))
