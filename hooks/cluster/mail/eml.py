"""The e-mail of an edition (RFC 5322, RFC 2045-2047): a draft for the office, a mail to each reader."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime
from urllib.parse import quote

import jinja2

from cluster.digests import key_of
from cluster.frozen import frozen
from cluster.mail.message import Letter, html_of, in_single_lines, text_of, unsubscribe_mail
from cluster.reading.words import Words


class _Addresses(UniqueUnstructuredHeader, BaseHeader):  # type: ignore[misc]  # as the registry does
    """URLs in angle brackets, folded only between them.

    The standard library would encode a long one as in RFC 2047, which no program decodes in this header.
    """

    def fold(self, *, policy: Policy) -> str:
        end = policy.linesep
        return f"{self.name}: {f',{end} '.join(str(self).split(', '))}{end}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Addresses)
_POLICY = SMTP.clone(header_factory=_HEADERS)


def eml_of(letter: Letter, words: Words, env: jinja2.Environment) -> bytes:
    """An .eml file (ASCII) that mail programs open as a draft. The same letter gives the same bytes.

    It is addressed to the sender itself, displayed as "subscribers": the office puts their addresses into
    Bcc, and a letter sent by mistake reaches nobody else.
    """
    letter = in_single_lines(letter)
    to = Address(words["letter_subscribers"], addr_spec=letter.sender)
    message = _headers(letter, to, letter.sent, "")
    _add_unsubscribe(message, letter, letter.unsubscribe)
    message["X-Unsent"] = "1"  # Outlook opens it for editing instead of reading
    _add_content(message, letter, words, env)
    return message.as_bytes()


@frozen
class MailToReaders:
    """The e-mail of an edition in one language, for any number of readers: only the headers differ."""

    letter: Letter
    """Its texts in single lines."""
    content: bytes
    """The headers of the content and the content, with CRLF."""
    service: str
    """The https address of a service that unsubscribes with one click, or empty."""

    @classmethod
    def of(cls, letter: Letter, words: Words, env: jinja2.Environment, *, service: str) -> MailToReaders:
        """`env` as in `html_of`."""
        content = EmailMessage(_POLICY)
        _add_content(content, letter, words, env)
        return cls(letter=in_single_lines(letter), content=content.as_bytes(), service=service)

    def to(self, address: str, now: datetime) -> bytes:
        """The mail to an address (ASCII), as it goes to the mail server.

        Its Message-ID is the same whenever it is made: a mail that is sent again because nobody knows whether
        it arrived is recognized by the reader's mail server.
        """
        message = _headers(self.letter, Address(addr_spec=address), now, f".{key_of([address])[:20]}")
        _add_unsubscribe(message, self.letter, _with_address(self.service, address))
        return message.as_bytes().removesuffix(b"\r\n") + self.content


def _with_address(service: str, address: str) -> str:
    """The address of the service for a reader (RFC 8058, section 3.1: it tells which one)."""
    return f"{service}{'&' if '?' in service else '?'}email={quote(address, safe='')}" if service else ""


def _headers(letter: Letter, to: Address, sent: datetime, id: str) -> EmailMessage:
    """A message without content. `id` is what its Message-ID has besides edition and language."""
    message = EmailMessage(_POLICY)
    message["Subject"] = _unencoded(letter.subject)
    message["From"] = Address(_unencoded(letter.name), addr_spec=letter.sender)
    message["To"] = to
    message["Date"] = format_datetime(sent)
    host = letter.id_host.partition(":")[0]
    message["Message-ID"] = f"<newsletter.{letter.id}.{letter.language}{id}@{host}>"
    return message


def _add_content(message: EmailMessage, letter: Letter, words: Words, env: jinja2.Environment) -> None:
    message.set_content(text_of(letter, words, env), cte="quoted-printable")
    message.add_alternative(html_of(letter, words, env), subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language  # last: add_alternative would move it to the first part
    message.set_boundary("=_letter")  # fixed, for the same bytes; quoted-printable has no `=_`


def _add_unsubscribe(message: EmailMessage, letter: Letter, service: str) -> None:
    """The headers for the unsubscribe button of mail programs (RFC 2369).

    One-click unsubscription (RFC 8058) requires an https address.
    """
    ways = [unsubscribe_mail(letter)]
    if service.startswith("https://"):
        ways.append(service)
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["List-Unsubscribe"] = ", ".join(f"<{each}>" for each in ways)


def _unencoded(text: str) -> str:
    """The text with an invisible character in each `=?`, which programs would decode as RFC 2047."""
    return text.replace("=?", "=\u2060?")
