"""How templates print values: typeset, translated and escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from babel import Locale
from babel.numbers import format_currency
from markupsafe import Markup, escape

from cluster.content.event_details import Fee
from cluster.content.version import Version
from cluster.date_formats import (
    format_day_number,
    format_day_of_week,
    format_days,
    format_days_left,
    format_month,
    format_month_short,
    format_weekday,
)
from cluster.language import Phrase, Text, locale_of
from cluster.links import readable, untracked
from cluster.reading.words import Words
from cluster.typography import typeset


def filters_of(version: Version) -> dict[str, Callable[..., Any]]:
    """The filters of the templates."""
    language = version.language
    return {
        "plain": lambda value: typeset(
            str(version.say(value) if isinstance(value, Text) else value), language
        ),
        "spoken": lambda text: language if text.language else version.say(text).language,
        "month": partial(format_month, language=language),
        "month_short": partial(format_month_short, language=language),
        "host": host,
        "path": _path,
        "untracked": untracked,
        "price": partial(_price, language=language),
        "day_number": partial(format_day_number, language=language),
        "days": partial(format_days, language=language),
        "days_left": partial(format_days_left, language=language),
        "weekday": partial(format_weekday, language=language),
        "day_of_week": partial(format_day_of_week, language=language),
        "country": lambda code: locale_of(language).territories.get(code, code),
        "language_name": lambda code: Locale.parse(code).get_display_name(language),
        "number": lru_cache(maxsize=10_000)(version.words.number),
        "minutes": _minutes,
        "has_long_word": lambda text: bool(_LONG_WORD.search(text)),
    }


_LONG_WORD = re.compile(r"[^\W\d]{17}")
"""In a word that a phone has no room for in the size of a headline. Not all browsers divide words."""


class PrintedWords(dict[str, str]):
    """The interface's words, already typeset and escaped.

    No line ends between a number and what it counts.
    Words with a `{placeholder}` stay as they are, since `show` typesets them after they are formatted.
    """

    def __init__(self, words: Words) -> None:
        plain = {key: word for key, word in words.entries.items() if isinstance(word, str)}
        super().__init__(
            {key: word if "{" in word else _typeset(word, words.language) for key, word in plain.items()}
        )
        self.count = partial(words.count, space="\u00a0")
        self.colon, self.semicolon = (
            _typeset(sign, words.language) for sign in (words.colon, words.semicolon)
        )


def host(link: str) -> str:
    """`hub.example` for `https://www.hub.example/news/`."""
    return re.sub(r"^https?://(?:www\.)?([^/]+).*$", r"\1", readable(link))


def _path(link: str) -> str:
    """`/news/` for `https://www.hub.example/news/`."""
    return re.sub(r"^https?://[^/]+", "", readable(link)) or "/"


WORDS_A_MINUTE = 200
"""A common reading speed for prose in one's own language."""


def _minutes(html: str) -> int:
    """The reading time of some HTML in minutes, at least one."""
    return max(1, round(len(Markup(html).striptags().split()) / WORDS_A_MINUTE))


def _price(fee: Fee, *, language: str) -> str:
    """`1 500 Kč`; decimals only if the price is not whole. Babel does not keep letters apart from the number,
    as CLDR asks for (UTS 35, 3: `currencySpacing`)."""
    is_whole = fee.price == fee.price.to_integral_value()
    pattern = locale_of(language).currency_formats["standard"].pattern
    price = format_currency(
        fee.price,
        fee.currency or "",
        re.sub(r"\.0+", "", pattern) if is_whole else pattern,
        locale=locale_of(language),
        currency_digits=not is_whole,
    )
    return re.sub(r"(?<=[^\W\d_])(?=\d)", "\u00a0", price)


def show(value: Any, *, version: Version) -> str:
    """What `{{ value }}` prints in HTML, escaped; a text in another language than the page gets a `lang`."""
    if type(value) is Markup:  # first, as most values are
        return value
    if isinstance(value, str):
        return value if isinstance(value, Markup) else _typeset(value, version.language)
    if isinstance(value, Text):
        value = version.say(value)
    if isinstance(value, Phrase):
        html = _typeset(value.text, value.language)
        if value.language == version.language:
            return html
        return Markup(f'<span lang="{escape(value.language)}">{html}</span>')
    return "" if value is None else escape(value)


def plain(value: Any, *, version: Version) -> str:
    """What `{{ value }}` prints in a plain-text template: typeset, not escaped."""
    if isinstance(value, Text):
        value = version.say(value)
    if isinstance(value, Phrase):
        value = value.text
    return typeset(value, version.language) if isinstance(value, str) else "" if value is None else str(value)


@lru_cache(maxsize=20_000)
def _typeset(text: str, language: str) -> Markup:
    return escape(typeset(text, language))
