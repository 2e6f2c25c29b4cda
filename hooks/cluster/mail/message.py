"""An edition of the newsletter as an e-mail (RFC 5322, 2045-2047): HTML, plain text, and a file of both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

import jinja2
from babel import Locale
from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from css_inline import CSSInliner
from markupsafe import Markup

from cluster.language import typeset
from cluster.mail.plain_text import plain_of, wrapped
from cluster.reading.words import Words


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A news item or an event, as the letter tells of it."""

    title: str
    url: str
    """Of its page."""
    date: str = ""
    """As people read it."""
    text: str = ""
    """Its summary."""
    place: str = ""
    language: str = ""
    """ISO 639-1 code, if it is in another language than the letter."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """An edition of the newsletter in one language."""

    id: str
    """Of the edition: `2022-1`."""
    language: str
    subject: str
    """The edition's title."""
    number: str
    """As people read it: `1/2022`."""
    date: str = ""
    """As people read it."""
    sent: datetime
    """With its time zone."""
    preview: str = ""
    """What mail programs show beside the subject."""
    url: str
    """Of the edition on the web."""
    home: str
    """The home page in the letter's language."""
    editorial: str = ""
    """HTML whose headings begin at the second level; a link that is not absolute becomes text."""
    news: Sequence[Notice] = ()
    events: Sequence[Notice] = ()
    name: str
    """The cluster's, as its claim, address and email are."""
    claim: str = ""
    address: str = ""
    email: str = ""
    unsubscribe: str = ""
    """Where one leaves the letter: an https address, or the tag that a mailing service puts the reader's own
    in for, as `*|UNSUB|*` of Mailchimp or `{{ UnsubscribeURL }}` of listmonk. Without it, a mail to the
    sender, which works wherever the letter is sent from; the office that imports the HTML into a service
    replaces that link by the service's tag."""

    @property
    def host(self) -> str:
        return urlsplit(self.home).hostname or ""

    @property
    def sender(self) -> str:
        """The cluster's e-mail address; if it has none, one that the office replaces."""
        return self.email or f"newsletter@{self.host}"


# ---- HTML ---------------------------------------------------------------------------------------------

_INLINER = CSSInliner(keep_style_tags=True, remove_inlined_selectors=True, load_remote_stylesheets=False)
"""Leaves in the head what cannot stand at an element: the rules for phones and for dark schemes."""


def html_of(letter: Letter, words: Words, env: jinja2.Environment) -> str:
    """The whole document, which asks for nothing from outside; `env` escapes, and knows hooks/templates/."""
    letter = _tidy(letter)
    editorial = Markup(_editorial(letter, words).decode())
    return _INLINER.inline(_rendered("letter.html", env, letter, words, editorial)) + "\n"


def _rendered(name: str, env: jinja2.Environment, letter: Letter, words: Words, editorial: str) -> str:
    return env.get_template(name).render(
        letter=letter,
        words=words,
        editorial=editorial,
        unsubscribe=letter.unsubscribe or _leaving_mail(letter),
        direction=lambda language: Locale.parse(language).text_direction,
    )


def _leaving_mail(letter: Letter) -> str:
    return f"mailto:{quote(letter.sender, safe='@+')}?subject=unsubscribe"


def _tidy(letter: Letter) -> Letter:
    """The same with every text but the editorial in one line, so that none can begin a line of its own."""
    notices: dict[str, Any] = {
        name: tuple(map(_in_lines, getattr(letter, name))) for name in ("news", "events")
    }
    return replace(_in_lines(letter), editorial=letter.editorial, **notices)


_Told = TypeVar("_Told", Letter, Notice)


def _in_lines(told: _Told) -> _Told:
    texts = {each.name: getattr(told, each.name) for each in fields(told)}
    lines: dict[str, Any] = {name: _line(text) for name, text in texts.items() if isinstance(text, str)}
    return replace(told, **lines)


def _line(text: str) -> str:
    """The text without breaks and other signs of control."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()


# ---- The editorial ------------------------------------------------------------------------------------

_KNOWN = (
    "a abbr b bdi bdo blockquote br caption cite code dd del div dl dt em figcaption figure h2 h3 h4 h5 h6 hr"
    " i ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead tr u ul"
)
_ELEMENTS = frozenset(_KNOWN.split())
"""What an editorial may hold: nothing that loads, runs or is filled in."""
_ATTRIBUTES = frozenset({"href", "lang", "dir", "colspan", "rowspan", "start", "scope"})
_ABSOLUTE = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)


def _editorial(letter: Letter, words: Words) -> BeautifulSoup:
    """The editorial as every mail program shows it: its pictures become links to the page that has them."""
    soup = BeautifulSoup(
        re.sub(r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0]", "\n", letter.editorial), "html.parser"
    )
    for string in soup.find_all(string=lambda each: isinstance(each, PreformattedString)):
        string.extract()
    for string in soup.find_all(string=re.compile("\n")):
        if not string.find_parent("pre"):
            string.replace_with(re.sub(r"[ \t]*\n\s*", " ", string))
    for element in soup.select("script, style, template, .headerlink"):
        element.decompose()
    for picture in soup.find_all("img"):
        _tell_picture(picture, letter, words)
    for element in soup.find_all(True):
        _mail_ready(element)
    return soup


def _tell_picture(picture: Tag, letter: Letter, words: Words) -> None:
    """Its text in its place; within a link, the link stays what it is."""
    alt = _line(str(picture.get("alt", "")))
    if not alt:
        picture.decompose()
        return
    told = BeautifulSoup("", "html.parser").new_tag("a", href=letter.url)
    told.string = words["letter_picture"].format(alt=alt)
    picture.replace_with(told)
    if told.find_parent("a"):
        told.unwrap()


def _mail_ready(element: Tag) -> None:
    """An element that mail programs understand, or its text alone."""
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
    """The plain text, in lines of `plaintext.WIDTH`; `env` as for `html_of`."""
    letter = _tidy(letter)
    plain = env.overlay(autoescape=False, finalize=partial(_plain, language=letter.language))
    editorial = plain_of(_editorial(letter, words))
    return wrapped(_rendered("letter.txt", plain, letter, words, editorial))


def _plain(value: Any, *, language: str) -> Any:
    return typeset(value, language) if isinstance(value, str) else value


# ---- The file -----------------------------------------------------------------------------------------


class _Addresses(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]  # as the registry does
    """Addresses in angle brackets. The library would encode a long one, and no program would know it."""

    def fold(self, *, policy: Policy) -> str:
        end = policy.linesep
        return f"{self.name}: {f',{end} '.join(str(self).split(', '))}{end}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Addresses)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def eml_of(letter: Letter, words: Words, env: jinja2.Environment) -> bytes:
    """The file that a mail program opens as a draft, in ASCII; the same letter gives the same bytes.

    `To` is the sender, under the readers' name: the office puts these into Bcc, and a letter that it sends
    as it is reaches nobody else. `From` is what the office replaces if the cluster has no e-mail address.
    """
    letter = _tidy(letter)
    message = EmailMessage(_POLICY)
    message["Subject"] = _unencoded(letter.subject)
    message["From"] = Address(_unencoded(letter.name), addr_spec=letter.sender)
    message["To"] = Address(words["letter_subscribers"], addr_spec=letter.sender)
    message["Date"] = format_datetime(letter.sent)
    message["Message-ID"] = f"<newsletter.{letter.id}.{letter.language}@{letter.host}>"
    _add_leaving(message, letter)
    message["X-Unsent"] = "1"
    message.set_content(text_of(letter, words, env), cte="quoted-printable")
    message.add_alternative(html_of(letter, words, env), subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language  # of the whole, not of its first part as it would be above
    message.set_boundary("=_letter")  # no line of quoted-printable can hold it
    return message.as_bytes()


def _add_leaving(message: EmailMessage, letter: Letter) -> None:
    """How programs offer to leave (RFC 2369), with one click only where an address can take it (RFC 8058)."""
    ways = [_leaving_mail(letter)]
    if letter.unsubscribe.startswith("https://"):
        ways.append(letter.unsubscribe)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Unsubscribe"] = ", ".join(f"<{each}>" for each in ways)


def _unencoded(text: str) -> str:
    """The text, with nothing in it that a program would take for an encoded word (RFC 2047)."""
    return text.replace("=?", "=\u2060?")
