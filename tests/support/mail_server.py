"""A mail server that receives newsletters, and fails where a test asks for it."""

import asyncio
import ssl
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, syntax

from support.servers import free_port

PASSWORD = "correct horse"


@dataclass
class Received:
    """What a server has received. The beginning of an address says what happens to its mails."""

    taken: list[tuple[str, bytes]] = field(default_factory=list)
    """Address and mail of all that the server has taken."""
    moments: list[float] = field(default_factory=list)
    """When, in seconds."""
    asked: Counter[str] = field(default_factory=Counter)
    """How often each address was asked for."""
    takes: int | None = None
    """How many mails it takes before it closes every connection."""
    delay: float = 0
    """Seconds between taking a mail and saying so."""
    encrypted: bool = False
    """Whether the last connection was."""

    # Methods, since aiosmtpd looks up every attribute at each connection.

    def addresses(self) -> Counter[str]:
        """How many mails each address has got."""
        return Counter(address for address, _ in self.taken)

    def mails(self) -> list[EmailMessage]:
        messages = [message_from_bytes(raw, policy=default) for _, raw in self.taken]
        return [each for each in messages if isinstance(each, EmailMessage)]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.encrypted = session.ssl is not None
        if address.startswith("foreign"):
            return "553 5.7.1 Not your address"
        if self.takes is not None and len(self.taken) >= self.takes:
            server.transport.abort()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.asked[address] += 1
        if address.startswith("gone"):
            return "550 5.1.1 No such user"
        if address.startswith("busy") or (address.startswith("grey") and self.asked[address] == 1):
            return "451 4.7.1 Try again later"
        if address.startswith("closing") and self.asked[address] == 1:
            return "421 4.3.2 Shutting down"
        if address.startswith("cut") and self.asked[address] == 1:
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        [address] = envelope.rcpt_tos
        if address.startswith("full"):
            return "552 5.2.2 Mailbox full"
        self.taken.append((address, envelope.content))
        self.moments.append(time.monotonic())
        if self.delay:
            await asyncio.sleep(self.delay)
        if address.startswith("lost"):
            server.transport.abort()
        return "250 OK, queued"


class _Smtp(SMTP):
    """A server that may refuse a mail before it has seen it, as `Received` cannot."""

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        if self.envelope and any(each.startswith("early") for each in self.envelope.rcpt_tos):
            await self.push("554 5.7.1 No mails to this one")
        else:
            await super().smtp_DATA(arg)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Smtp(self.handler, **self.SMTP_kwargs)


def _login(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    is_right = (data.login, data.password) == (b"office", PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)


@contextmanager
def mail_server(
    received: Received, tls: ssl.SSLContext | None = None, *, port: int | None = None
) -> Iterator[int]:
    """The port of a running server, which offers AUTH, and STARTTLS if `tls` is given."""
    controller = _Controller(
        received,
        hostname="127.0.0.1",
        port=port or free_port(),
        server_hostname="mail.example",
        tls_context=tls,
        authenticator=_login,
        auth_require_tls=tls is not None,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
