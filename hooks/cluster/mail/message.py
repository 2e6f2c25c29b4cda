"""Writes a newsletter edition as HTML and as plain text, the two parts of its e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import urlsplit

import jinja2
from babel import Locale
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from css_inline import CSSInliner
from markupsafe import Markup

from cluster.content.palette import Palette, palette_of
from cluster.frozen import frozen
from cluster.links import ascii_email, mail_link
from cluster.mail.plain_text import plain_of, wrapped
from cluster.reading.words import Words
from cluster.typography import typeset


@frozen
class Notice:
    """A news item or an event in a letter."""

    title: str
    url: str
    """The absolute address of its page."""
    date: str = ""
    """Formatted for readers."""
    state: str = ""
    """`Cancelled`, for an event that does not take place as announced."""
    text: str = ""
    """The summary."""
    place: str = ""
    language: str = ""
    """ISO 639-1 code of its texts if they are not in the letter's language."""


@frozen
class Letter:
    """An edition of the newsletter in one language."""

    id: str
    """The edition's: `2022-1`."""
    language: str
    subject: str
    """The edition's title."""
    number: str
    """Formatted for readers: `1/2022`."""
    date: str = ""
    """Formatted for readers."""
    sent: datetime
    """The Date header, with a time zone."""
    preview: str = ""
    """The text that mail programs show next to the subject."""
    url: str
    """The address of the edition on the web."""
    home: str
    """The home page in the letter's language."""
    id_host: str
    """The part of its Message-ID after the `@`, perhaps with a port."""
    editorial: str = ""
    """HTML with headings from the second level on. A link that is not absolute becomes plain text."""
    news: Sequence[Notice] = ()
    events: Sequence[Notice] = ()
    name: str
    """The cluster's name; `claim`, `address` and `email` are the cluster's, too."""
    palette: Palette = palette_of(None, (1, 2, 3))
    """The colours of the cluster."""
    claim: str = ""
    address: str = ""
    email: str = ""
    own_sender: str = ""
    """The address that sends, if it is not `email`."""
    unsubscribe: str = ""
    """How to unsubscribe: an https address, or the tag that a mailing service replaces by the reader's own
    address (`*|UNSUB|*` in Mailchimp, `{{ UnsubscribeURL }}` in listmonk). Empty for a mail to the sender,
    which works with any way of sending; an office that imports the HTML into a service puts the tag there."""

    @property
    def host(self) -> str:
        return urlsplit(self.home).hostname or ""

    @property
    def email_link(self) -> str:
        return mail_link(self.email)

    @property
    def sender(self) -> str:
        """The address that sends, in ASCII, or a placeholder for the office to replace."""
        return ascii_email(self.own_sender or self.email or f"newsletter@{self.host}")


# ---- HTML ---------------------------------------------------------------------------------------------

_INLINER = CSSInliner(keep_style_tags=True, remove_inlined_selectors=True, load_remote_stylesheets=False)
"""Copies the style sheet to `style` attributes, since many mail programs ignore one in the head.

Media queries (phones, dark schemes) cannot be inlined and stay in the head. Nothing is fetched.
"""


def html_of(letter: Letter, words: Words, env: jinja2.Environment) -> str:
    """The HTML document, which loads nothing. `env` has the templates of templates/ and autoescape."""
    letter = in_single_lines(letter)
    editorial = Markup(_editorial(letter, words).decode())
    return _INLINER.inline(_rendered("letter.html", env, letter, words, editorial)) + "\n"


def _rendered(name: str, env: jinja2.Environment, letter: Letter, words: Words, editorial: str) -> str:
    return env.get_template(name).render(
        letter=letter,
        words=words,
        editorial=editorial,
        unsubscribe=letter.unsubscribe or unsubscribe_mail(letter),
        direction=lambda language: Locale.parse(language).text_direction,
    )


def unsubscribe_mail(letter: Letter) -> str:
    """The link to a prepared mail that asks the sender to unsubscribe."""
    return f"{mail_link(letter.sender)}?subject=unsubscribe"


def in_single_lines(letter: Letter) -> Letter:
    """The letter with each text in one line, except the editorial.

    A line break in a title could otherwise end a header (RFC 5322, section 2.2), or start a list in the
    plain text.
    """
    notices: dict[str, Any] = {
        name: tuple(map(_with_lines, getattr(letter, name))) for name in ("news", "events")
    }
    return replace(_with_lines(letter), editorial=letter.editorial, **notices)


_Texts = TypeVar("_Texts", Letter, Notice)


def _with_lines(texts: _Texts) -> _Texts:
    values = {each.name: getattr(texts, each.name) for each in fields(texts)}
    lines: dict[str, Any] = {name: _line(value) for name, value in values.items() if isinstance(value, str)}
    return replace(texts, **lines)


def _line(text: str) -> str:
    """The text with line breaks and control characters replaced by spaces."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


# ---- The editorial ------------------------------------------------------------------------------------

_ALLOWED = (
    "a abbr b bdi bdo blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr"
    " i ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul"
)
_ELEMENTS = frozenset(_ALLOWED.split())
"""The allowed elements of an editorial: none that loads or runs something, and no forms."""
_ATTRIBUTES = frozenset({"href", "lang", "dir", "colspan", "rowspan", "start", "scope"})
_ABSOLUTE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def _editorial(letter: Letter, words: Words) -> BeautifulSoup:
    """The editorial in HTML that every mail program shows.

    Pictures become links to the edition's page, since mail programs block remote pictures at first.
    """
    soup = BeautifulSoup(
        re.sub(r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0]", "\n", letter.editorial), "html.parser"
    )
    # comments, declarations and CDATA
    for string in soup.find_all(string=lambda each: isinstance(each, PreformattedString)):
        string.extract()
    for string in soup.find_all(string=re.compile("\n")):
        if not string.find_parent("pre"):
            string.replace_with(re.sub(r"[ \t]*\n\s*", " ", string))
    for element in soup.select("script, style, template, .headerlink"):
        element.decompose()
    for picture in soup.find_all("img"):
        _replace_by_link(picture, letter, words)
    for element in soup.find_all(True):
        _simplify(element)
    return soup


def _replace_by_link(picture: Tag, letter: Letter, words: Words) -> None:
    """Replace a picture by its description, linked to the edition's page unless it is in a link already."""
    alt = _line(str(picture.get("alt", "")))
    if not alt:
        picture.decompose()
        return
    link = BeautifulSoup("", "html.parser").new_tag("a", href=letter.url)
    link.string = words["letter_picture"].format(alt=alt)
    picture.replace_with(link)
    if link.find_parent("a"):
        link.unwrap()


def _simplify(element: Tag) -> None:
    """Reduce an element to what mail programs support; unwrap it if it is not allowed."""
    if element.name == "h1":
        element.name = "h2"
    href = str(element.get("href", ""))
    if element.name not in _ELEMENTS or (element.name == "a" and not _ABSOLUTE.match(href)):
        element.unwrap()
        return
    aligned = re.search(r"text-align:\s*(left|right|center)", str(element.get("style", "")))
    element.attrs = {name: value for name, value in element.attrs.items() if name in _ATTRIBUTES}
    if aligned:
        element["align"] = aligned[1]


# ---- Plain text ---------------------------------------------------------------------------------------


def text_of(letter: Letter, words: Words, env: jinja2.Environment) -> str:
    """The plain text, wrapped to `plain_text.WIDTH`; `env` as in `html_of`."""
    letter = in_single_lines(letter)
    plain = env.overlay(autoescape=False, finalize=partial(_plain, language=letter.language))
    editorial = plain_of(_editorial(letter, words))
    return wrapped(_rendered("letter.txt", plain, letter, words, editorial))


def _plain(value: Any, *, language: str) -> str:
    return typeset(str(value), language)
