"""A server with pages that are there, have moved, are gone or misbehave."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import urlsplit

from support.servers import served

REDIRECTS = {
    "/moved": (301, "/new"),
    "/moved-with-its-method": (308, "/new"),
    "/moved-twice": (301, "/moved"),
    "/elsewhere-for-now": (302, "/new"),
    "/moved-then-elsewhere": (301, "/elsewhere-for-now"),
    "/elsewhere-then-moved": (302, "/moved"),
    "/moved-to-nothing": (301, "/404"),
    "/loop": (302, "/loop"),
    "/odd": (301, "ftp://127.0.0.1/file"),
}


@dataclass
class Asked:
    """What a server was asked."""

    requests: list[tuple[str, str]] = field(default_factory=list)
    """Method and path."""
    moments: list[float] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    most_at_once: int = 0

    def methods(self, path: str) -> list[str]:
        return [method for method, asked in self.requests if asked == path]


class LinkServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str, pages: dict[str, int]) -> None:
        super().__init__((host, 0), _Handler)
        self.asked, self.pages, self.redirects = Asked(), pages, dict(REDIRECTS)
        self.at_once, self.times, self.lock = 0, Counter[str](), Lock()
        self.address = f"http://{host}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: LinkServer

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _answer(self) -> None:
        server, path = self.server, urlsplit(self.path).path
        with server.lock:
            server.at_once += 1
            server.times[path] += 1
            asked = server.asked
            asked.requests.append((self.command, path))
            asked.moments.append(time.monotonic())
            asked.agents.add(self.headers["User-Agent"])
            asked.most_at_once = max(asked.most_at_once, server.at_once)
        try:
            status, headers = self._status(path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
        except OSError:  # who asked waits no longer
            pass
        finally:
            with server.lock:
                server.at_once -= 1

    def _status(self, path: str) -> tuple[int, dict[str, str]]:
        times = self.server.times[path]
        if path in self.server.redirects:
            status, target = self.server.redirects[path]
            return status, {"Location": target}
        match path:
            case "/busy":
                return (429, {"Retry-After": "1"}) if times == 1 else (200, {})
            case "/busy-for-an-hour":
                return 429, {"Retry-After": "3600"}
            case "/broken-once":
                return (503, {}) if times <= 2 else (200, {})  # HEAD and the first GET
            case "/only-get":
                return (405 if self.command == "HEAD" else 200), {}
            case "/404-to-head":
                return (404 if self.command == "HEAD" else 200), {}
            case "/slow":
                time.sleep(0.4)
            case "/takes-time":
                time.sleep(0.05)
        status = path.strip("/")
        return self.server.pages.get(path, int(status) if status.isdigit() else 200), {}


@contextmanager
def link_server(host: str = "127.0.0.1", pages: dict[str, int] | None = None) -> Iterator[LinkServer]:
    """`pages` are the statuses of paths; all other pages are there."""
    with LinkServer(host, pages or {}) as server, served(server):
        yield server
