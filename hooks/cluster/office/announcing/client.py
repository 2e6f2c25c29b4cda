"""A service on the web that is told something, and what it answers."""

from __future__ import annotations

import time
from typing import Any, Literal, NamedTuple

import requests
from urllib3.exceptions import HTTPError, NewConnectionError

from cluster.office.links.visit import answer_without_connection

TIMEOUT = 30
"""Seconds for a connection, for the beginning of an answer, and for all of it."""
_MOST_BYTES = 10_000_000
"""An answer with more is none of what is asked here."""

Outcome = Literal["accepted", "refused", "unknown"]
"""`unknown`: it was told, and nobody knows whether it has understood."""


class Reply(NamedTuple):
    """What became of something that a service was told."""

    outcome: Outcome
    why: str = ""
    """What went wrong."""
    status: int = 0
    """The HTTP status; 0 without an answer."""
    response: requests.Response | None = None
    body: bytes = b""
    """What was read with GET; of what was told, the status says all."""


class Client:
    """Sends requests as one program; follows no redirects, as these would turn POST into GET."""

    def __init__(self, agent: str, token: str = "") -> None:
        self.agent = agent
        self._session = requests.Session()
        self._session.headers["User-Agent"] = agent
        self._session.auth = _bearer(token)

    def ask(self, method: str, url: str, **content: Any) -> Reply:
        """`content` is what `requests` takes: `data`, `json`, `params`, `headers`."""
        try:
            with self._session.request(
                method, url, allow_redirects=False, timeout=TIMEOUT, stream=True, **content
            ) as response:
                body = _body(response) if method == "GET" else b""
        except requests.exceptions.SSLError:
            return Reply("refused", "its certificate cannot be checked")
        except requests.ConnectTimeout:
            return Reply("refused", "its server cannot be reached")
        except requests.Timeout:
            return Reply("unknown", f"no answer within {TIMEOUT} seconds")
        except requests.ConnectionError as error:
            return _without_answer(error)
        except (requests.RequestException, HTTPError, ValueError):
            return Reply("unknown" if method == "POST" else "refused", "the answer cannot be understood")
        if response.ok and not response.is_redirect:
            return Reply("accepted", status=response.status_code, response=response, body=body)
        return Reply("refused", f"the server answers {response.status_code}", response.status_code, response)


def _body(response: requests.Response) -> bytes:
    """ValueError if it is too large, requests.Timeout if it is too slow."""
    end, found = time.monotonic() + TIMEOUT, bytearray()
    while part := response.raw.read1(2**16, decode_content=True):
        found += part
        if len(found) > _MOST_BYTES:
            raise ValueError
        if time.monotonic() > end:
            raise requests.Timeout
    return bytes(found)


def _bearer(token: str) -> Any:
    """A token for each request; without one, no password from ~/.netrc either."""

    def authorised(request: requests.PreparedRequest) -> requests.PreparedRequest:
        if token:
            request.headers["Authorization"] = "Bearer " + token
        return request

    return authorised


def _without_answer(error: requests.ConnectionError) -> Reply:
    """A connection that breaks may do so after the request."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, NewConnectionError) or isinstance(error, requests.exceptions.ProxyError):
        return Reply("refused", answer_without_connection(error).why)
    return Reply("unknown", "the connection was closed before the answer")
