"""A service on the web that is told something, and what it answers."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import requests
from urllib3.exceptions import NewConnectionError

from cluster.office.links.visit import answer_without_connection

TIMEOUT = 30
"""Seconds for a connection, and for an answer."""

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
            response = self._session.request(method, url, allow_redirects=False, timeout=TIMEOUT, **content)
        except requests.exceptions.SSLError:
            return Reply("refused", "its certificate cannot be checked")
        except requests.ConnectTimeout:
            return Reply("refused", "its server cannot be reached")
        except requests.Timeout:
            return Reply("unknown", f"no answer within {TIMEOUT} seconds")
        except requests.ConnectionError as error:
            return _without_answer(error)
        except (requests.RequestException, ValueError):
            return Reply("unknown", "the answer cannot be understood")
        if response.ok and not response.is_redirect:
            return Reply("accepted", status=response.status_code, response=response)
        return Reply("refused", f"the server answers {response.status_code}", response.status_code, response)


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
