"""A mail server (SMTP), and what becomes of a mail that is handed to it."""

from __future__ import annotations

import binascii
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Literal, NamedTuple

from cluster.frozen import frozen

_TIMEOUT = 120
"""Seconds. A server may take its time to check a mail for spam."""


class CannotSend(Exception):
    """Nothing can be sent any more; carries the message for the office."""


class _Lost(Exception):
    """The connection broke before the mail was handed over."""


@frozen
class Account:
    """Where the mails go out."""

    host: str
    port: int
    encryption: Literal["starttls", "tls", "none"]
    user: str
    """Empty if the server asks for none."""
    password: str
    sender: str

    @property
    def name(self) -> str:
        """`smtp.example.org:587`."""
        return f"{self.host}:{self.port}"


class Handover(NamedTuple):
    """What became of a mail."""

    status: Literal["sent", "refused", "postponed", "unknown"]
    """`refused` for good or `postponed` by the server; `unknown` if it closed the connection after it."""
    answer: str
    """That of the server."""
    is_lost: bool = False
    """Whether the connection broke."""


class MailServer:
    """A server, connected when something is sent, and again when it has closed the connection."""

    def __init__(self, account: Account, *, pause: float) -> None:
        """`pause` is the number of seconds to wait if it cannot be reached again."""
        self._account = account
        self._pause = pause
        self._client: smtplib.SMTP | None = None
        self._was_open = False

    @property
    def name(self) -> str:
        """`smtp.example.org:587`."""
        return self._account.name

    def send(self, address: str, raw: bytes, announce: Callable[[], None]) -> Handover:
        """Send a mail to one address; `announce` is called just before it is handed over.

        CannotSend if the server cannot be reached, or takes no mails from us at all.
        """
        for _ in range(2):
            with suppress(_Lost):
                if refused := self._envelope(address):
                    return refused
                announce()
                return self._content(raw)
        return Handover("postponed", "the connection was closed", is_lost=True)

    def close(self) -> None:
        if self._client:
            with suppress(OSError):
                self._client.quit()
            self._drop()

    def _envelope(self, address: str) -> Handover | None:
        """Say from whom and to whom; the outcome if the server refuses that."""
        client = self._connected()
        try:
            code, text = client.mail(self._account.sender)
            if code >= 500:
                raise CannotSend(
                    f"{self._account.name}: takes no mails from {self._account.sender}: {_answer(code, text)}"
                )
            if _is_good(code):
                code, text = client.rcpt(address)
            if _is_good(code):
                return None
            client.rset()
        except OSError:
            self._drop()
            raise _Lost from None
        return _refusal(code, text)

    def _content(self, raw: bytes) -> Handover:
        client = self._connected()
        try:
            code, text = client.data(raw)
        except smtplib.SMTPDataError as error:  # it did not want to see the mail
            if error.smtp_code < 400:
                self._drop()  # nobody knows which answer belongs to what
                raise _Lost from None
            self._forget_envelope()
            return _refusal(error.smtp_code, error.smtp_error)
        except OSError:
            self._drop()
            return Handover("unknown", "the connection was closed before the answer", is_lost=True)
        if 200 <= code < 400:
            return Handover("sent", _answer(code, text))
        if code < 200:
            self._drop()
            return Handover("unknown", "the answer cannot be understood", is_lost=True)
        self._forget_envelope()
        return _refusal(code, text)

    def _forget_envelope(self) -> None:
        with suppress(OSError):  # the next mail notices it if the server closes the connection (421)
            self._connected().rset()

    def _connected(self) -> smtplib.SMTP:
        if self._client is None:
            try:
                self._client = self._login()
            except CannotSend:
                if not self._was_open:
                    raise
                time.sleep(self._pause)
                self._client = self._login()
            self._was_open = True
        return self._client

    def _login(self) -> smtplib.SMTP:
        """A new connection; CannotSend with the reason."""
        account, client = self._account, None
        try:
            client = self._opened()
            client.ehlo_or_helo_if_needed()
            if account.user:
                client.login(account.user, account.password)
        except (OSError, ValueError) as error:  # those of smtplib are OSErrors
            if client:
                client.close()
            raise CannotSend(f"{account.name}: {_reason(error, account, client)}") from None
        return client

    def _opened(self) -> smtplib.SMTP:
        account, context = self._account, ssl.create_default_context()
        if account.encryption == "tls":
            return smtplib.SMTP_SSL(account.host, account.port, timeout=_TIMEOUT, context=context)
        client = smtplib.SMTP(account.host, account.port, timeout=_TIMEOUT)
        if account.encryption == "starttls":
            try:
                client.starttls(context=context)
            except BaseException:
                client.close()
                raise
        return client

    def _drop(self) -> None:
        if self._client:
            self._client.close()
        self._client = None


PASSWORD = "CLUSTER_MAIL_PASSWORD"
"""The environment variable with the password of the account."""


def _reason(error: Exception, account: Account, client: smtplib.SMTP | None) -> str:
    """Why there is no connection; `client` is what there is of it."""
    match error:
        case smtplib.SMTPAuthenticationError():
            answer = _answer(error.smtp_code, error.smtp_error)
            return f"did not take user '{account.user}' with the password in {PASSWORD}: {answer}"
        case smtplib.SMTPNotSupportedError() if client is None:
            return "offers no STARTTLS; try 'encryption: tls'"
        case smtplib.SMTPNotSupportedError():
            return "asks for no user and password; delete 'user'"
        case ssl.SSLCertVerificationError():
            return f"its certificate does not prove that it is {account.host}: {error.verify_message}"
        case ssl.SSLError():
            return "does not speak TLS on this port; try another 'port' or 'encryption'"
        case smtplib.SMTPResponseException() if error.smtp_code > 0:
            return f"takes no mails now: {_answer(error.smtp_code, error.smtp_error)}"
        case UnicodeEncodeError() if client:
            return f"the user or the password in {PASSWORD} has letters with accents"
        case smtplib.SMTPResponseException() | binascii.Error() | UnicodeDecodeError():
            return "does not answer as a mail server; are 'host' and 'port' right?"
        case smtplib.SMTPException() if type(error) is smtplib.SMTPException:
            return "takes no password, only ways to log in that the program does not know"
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"cannot be reached: {why}; is there a network, and are 'host' and 'port' right?"


def _is_good(code: int) -> bool:
    """OSError if it is no code of a mail server: smtplib has -1 for what it cannot read."""
    if code < 200:
        raise OSError
    return code < 400


def _refusal(code: int, text: bytes | str) -> Handover:
    return Handover("refused" if code >= 500 else "postponed", _answer(code, text))


def _answer(code: int, text: bytes | str) -> str:
    """`550 No such user`, on one line."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = " ".join(f"{code} {said}".split())
    return "".join(each for each in line if each.isprintable())[:300]  # the rest would move the cursor
