"""Sends the mails of an edition, each once, and says what became of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from cluster.frozen import frozen
from cluster.office.mailing.mail_server import CannotSend, Handover, MailServer
from cluster.office.mailing.sent_log import UNCERTAIN, SentLog

_ROUNDS = 3
"""How often a mail is tried that the server postpones: greylisting asks for a second time."""
_MOST_LOST = 3
"""After so many broken connections in a row, the server is left alone."""


class Mail(NamedTuple):
    """A mail to one reader."""

    address: str
    made: Callable[[], bytes]
    """Makes it; hundreds of them need not be in memory at once."""


class Unreached(NamedTuple):
    """A reader who did not get the mail, or perhaps did."""

    address: str
    answer: str
    """That of the mail server."""


@frozen
class SendReport:
    """What became of the mails."""

    sent: int
    refused: list[Unreached]
    postponed: list[Unreached]
    unknown: list[Unreached]
    left: int
    """Mails that were not tried."""
    stopped: str
    """Why they were not; empty if nothing stopped the delivery."""


class _SendingRate:
    """Holds mails to a number per minute. It asks no clock that somebody may set."""

    def __init__(self, rate: int) -> None:
        self._interval = 60 / rate
        self._next = time.monotonic()

    def wait(self) -> None:
        time.sleep(max(0, self._next - time.monotonic()))
        self._next = max(self._next, time.monotonic() - 1) + self._interval


class Delivery:
    """Sends mails, at most `rate` a minute.

    Those that the server postpones are tried again after `pause` seconds, and after five times as long.
    `on_sent` gets the number of mails sent.
    """

    def __init__(
        self,
        mails: Sequence[Mail],
        server: MailServer,
        log: SentLog,
        *,
        rate: int,
        pause: float,
        on_sent: Callable[[int], None],
    ) -> None:
        self._mails = mails
        self._server = server
        self._log = log
        self._pace = _SendingRate(rate)
        self._pause = pause
        self._on_sent = on_sent
        self._outcomes: dict[str, Handover] = {}

    def run(self) -> SendReport:
        stopped = ""
        try:
            self._rounds()
        except CannotSend as error:
            stopped = str(error)
        except OSError as error:
            stopped = f"The log cannot be written: {error.strerror}"
        except KeyboardInterrupt:
            stopped = "Stopped by Ctrl+C"
        finally:
            self._server.close()
        return self._report(stopped)

    def _rounds(self) -> None:
        for number in range(_ROUNDS):
            left = [each for each in self._mails if self._is_left(each)]
            if number and left:
                time.sleep(self._pause * 5 ** (number - 1))
            self._try(left)

    def _is_left(self, mail: Mail) -> bool:
        outcome = self._outcomes.get(mail.address)
        return outcome is None or outcome.status == "postponed"

    def _try(self, mails: Sequence[Mail]) -> None:
        """Try each mail once; CannotSend if nothing more can be sent."""
        lost = sent = 0
        for mail in mails:
            self._pace.wait()
            outcome = self._send(mail)
            sent += outcome.status == "sent"
            if outcome.status == "sent":
                self._on_sent(sent)
            lost = lost + 1 if outcome.is_lost else 0
            if lost == _MOST_LOST:
                raise CannotSend(f"{self._server.name}: closed the connection {lost} times in a row")

    def _send(self, mail: Mail) -> Handover:
        address, log = mail.address, self._log
        outcome = self._server.send(address, mail.made(), lambda: log.write(address, "sending"))
        self._outcomes[address] = outcome  # first: it is known, also if the log cannot be written
        log.write(address, outcome.status, outcome.answer)
        return outcome

    def _report(self, stopped: str) -> SendReport:
        outcomes = [(each.address, self._outcomes.get(each.address)) for each in self._mails]

        def of(status: Literal["refused", "postponed", "unknown"]) -> list[Unreached]:
            return [
                Unreached(each, known.answer) for each, known in outcomes if known and known.status == status
            ]

        cut_off = [
            Unreached(each, "stopped before the answer")
            for each, known in outcomes
            if known is None and self._log.status_of(each) in UNCERTAIN
        ]
        return SendReport(
            sent=sum(known is not None and known.status == "sent" for _, known in outcomes),
            refused=of("refused"),
            postponed=of("postponed"),
            unknown=of("unknown") + cut_off,
            left=sum(known is None for _, known in outcomes) - len(cut_off),
            stopped=stopped,
        )
