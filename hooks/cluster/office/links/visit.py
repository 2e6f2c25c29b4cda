"""Asks servers whether a page is there, as a polite visitor: one question at a time, with pauses."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from urllib3 import Retry
from urllib3.exceptions import InvalidHeader, NameResolutionError

MOST_HOPS = 10
"""How many redirects are followed; browsers follow 20."""

BLOCKED = {401, 403, 407, 429, 451, 999}
"""What sites answer that shut out programs, or all but members; readers may see the page all the same."""

PERMANENT = {301, 308}


class Pace(NamedTuple):
    """How much servers are asked, in seconds."""

    pause: float = 1.0
    """Between two requests to a host."""
    timeout: float = 15.0
    """For a connection, and for the head of an answer."""
    waits: tuple[float, ...] = (5.0, 20.0)
    """Before a server is asked again that is busy or broken and does not say when."""
    longest_wait: float = 60.0
    """A server that asks for a longer one is not asked again."""


Outcome = Literal["good", "failed", "uncertain", "unreached", "skipped"]
"""`unreached`: nothing came back, which may be a fault of our own network; `skipped`: nobody has asked."""


class Answer(NamedTuple):
    """What is known of an address."""

    outcome: Outcome
    why: str = ""
    """What went wrong."""
    moved: str = ""
    """The address to which it has moved for good."""
    status: int = 0
    """The HTTP status; 0 if there is none."""


@dataclass(slots=True)
class Turns:
    """Who may ask a host: one at a time, some time after the last one."""

    pause: float
    _locks: dict[str, Lock] = field(default_factory=dict)
    _free: dict[str, float] = field(default_factory=dict)
    """The moment from which a host may be asked again."""

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        host = urlsplit(url).netloc.lower()
        with self._locks.setdefault(host, Lock()):
            time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
            pause = self.pause
            try:
                yield
            except requests.ConnectionError:  # the host had nothing to do
                pause = 0.0
                raise
            finally:
                self._free[host] = time.monotonic() + pause


class Visitor:
    """Asks for pages, each time as the same program and with the cookies it was given."""

    def __init__(self, agent: str, pace: Pace, turns: Turns) -> None:
        self._pace, self._turns = pace, turns
        self._session = requests.Session()
        self._session.headers["User-Agent"] = agent
        self._session.auth = lambda request: request  # no passwords from ~/.netrc

    def answer(self, url: str) -> Answer:
        try:
            return self._followed(url)
        except requests.exceptions.SSLError:  # browsers find certificates that a server forgets to send
            return Answer("uncertain", "its certificate cannot be checked")
        except requests.Timeout as error:
            outcome: Outcome = "unreached" if isinstance(error, requests.ConnectTimeout) else "failed"
            return Answer(outcome, f"no answer within {self._pace.timeout:g} seconds")
        except requests.ConnectionError as error:
            return answer_without_connection(error)
        except (requests.RequestException, ValueError):
            return Answer("failed", "the answer cannot be understood")

    def _followed(self, url: str) -> Answer:
        moved, is_permanent = "", True
        for _ in range(MOST_HOPS):
            response = self._asked(url)
            target = self._session.get_redirect_target(response)
            if target is None:
                return _of_status(response.status_code, moved)
            url = urldefrag(urljoin(url, target)).url
            is_permanent = is_permanent and response.status_code in PERMANENT
            moved = url if is_permanent else moved
        return Answer("failed", "it redirects again and again", status=response.status_code)

    def _asked(self, url: str) -> requests.Response:
        """The answer to HEAD; to GET if HEAD is refused or fails, as many servers only know GET."""
        try:
            response = self._patiently("HEAD", url)
            if response.status_code < 400 or response.status_code == 429:
                return response
        except requests.exceptions.SSLError:
            raise
        except (requests.ConnectionError, requests.ReadTimeout):
            pass
        return self._patiently("GET", url)

    def _patiently(self, method: str, url: str) -> requests.Response:
        """The answer, asked for again while the server is busy or broken."""
        response = self._once(method, url)
        for wait in self._pace.waits:
            is_broken = response.status_code >= 500 and method == "GET"
            if not (response.status_code == 429 or is_broken):
                break
            seconds = _retry_after(response, wait)
            if seconds > self._pace.longest_wait:
                break
            time.sleep(seconds)
            response = self._once(method, url)
        return response

    def _once(self, method: str, url: str) -> requests.Response:
        with (
            self._turns.turn(url),
            self._session.request(
                method, url, allow_redirects=False, stream=True, timeout=self._pace.timeout
            ) as response,
        ):
            return response


def _retry_after(response: requests.Response, otherwise: float) -> float:
    """The seconds for which a server asks, as a number or until a moment."""
    try:
        return Retry().parse_retry_after(response.headers["Retry-After"])
    except (KeyError, InvalidHeader):
        return otherwise


def _of_status(status: int, moved: str) -> Answer:
    if status < 400:
        return Answer("good", moved=moved, status=status)
    outcome: Outcome = "uncertain" if status in BLOCKED else "failed"
    return Answer(outcome, f"the server answers {status}", status=status)


def answer_without_connection(error: requests.ConnectionError) -> Answer:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, NameResolutionError):
        return Answer("unreached", "its host is unknown")
    is_cut_off = getattr(getattr(reason, "__cause__", None), "errno", None) == errno.ENETUNREACH
    is_own_fault = is_cut_off or isinstance(error, requests.exceptions.ProxyError)
    return Answer("unreached" if is_own_fault else "failed", "its server cannot be reached")
