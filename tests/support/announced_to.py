"""A server on which a site is published, and which is also its hub, its search engine and its Mastodon."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import formatdate
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

from support.servers import served

TOKEN = "a-token"


@dataclass
class Post:
    """A post of the account, as Mastodon keeps it."""

    id: int
    text: str
    language: str
    key: str
    created: datetime = field(default_factory=lambda: datetime.now(UTC))

    def json(self) -> dict[str, object]:
        words = [
            f'<a href="{escape(each)}">…</a>' if "://" in each else escape(each) for each in self.text.split()
        ]
        content = f"<p>{' '.join(words)}</p>"
        return {
            "id": str(self.id),
            "created_at": f"{self.created:%Y-%m-%dT%H:%M:%S.000Z}",
            "content": content,
        }


class Listener(ThreadingHTTPServer):
    """What it was told; `faults` are the statuses with which it refuses a path, or 0 to close the connection
    once it has understood."""

    daemon_threads = True

    def __init__(self, site: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.site, self.address = site, f"http://127.0.0.1:{self.server_port}/"
        self.feeds: list[str] = []
        self.pages: list[str] = []
        self.posts: list[Post] = []
        self.faults: dict[str, int] = {}
        self.clock: float | None = None
        self.age = 0
        """For how many seconds a cache has kept an answer."""
        self.answers: dict[str, bytes] = {}
        """What it says to whoever reads a path, in place of its own."""
        self.endless: dict[str, float] = {}
        """The paths whose answers never end, with the seconds between two parts of one."""
        self.asked: list[tuple[str, str]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        pass  # connections that faults close


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def log_message(self, format: str, *args: object) -> None:
        pass

    def date_time_string(self, timestamp: float | None = None) -> str:
        return formatdate(self.server.clock, usegmt=True) if self.server.clock else super().date_time_string()

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append((self.command, path))
        if fault := self.server.faults.get(path):
            return self._answer(fault, b"")
        if path in self.server.endless:
            return self._answer_without_end(self.server.endless[path])
        if path in self.server.answers:
            return self._answer(200, self.server.answers[path])
        if path.startswith("/api/"):
            return self._mastodon_reads(path)
        file = self.server.site / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        return self._answer(200, file.read_bytes()) if file.is_file() else self._answer(404, b"")

    def do_POST(self) -> None:
        server, path = self.server, urlsplit(self.path).path
        server.asked.append((self.command, path))
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fault = server.faults.get(path)
        if not fault:
            {"/hub": self._hub, "/indexnow": self._indexnow, "/api/v1/statuses": self._mastodon}[path](body)
        if fault is None:
            self._answer(200, b"{}")
        elif fault:
            self._answer(fault, b"")
        else:
            self.close_connection = True

    def _hub(self, body: str) -> None:
        values = dict(parse_qsl(body))
        assert values["hub.mode"] == "publish"
        self.server.feeds.append(values["hub.url"])

    def _indexnow(self, body: str) -> None:
        values = json.loads(body)
        assert values["host"] == urlsplit(self.server.address).netloc
        key = self.server.site / values["keyLocation"].removeprefix(self.server.address)
        assert key.read_text() == values["key"]
        self.server.pages += values["urlList"]

    def _mastodon(self, body: str) -> None:
        values, key = dict(parse_qsl(body)), self.headers["Idempotency-Key"]
        if self._is_known() and key not in [each.key for each in self.server.posts]:
            post = Post(len(self.server.posts) + 1, values["status"], values["language"], key)
            self.server.posts.append(post)

    def _is_known(self) -> bool:
        return self.headers["Authorization"] == f"Bearer {TOKEN}"

    def _mastodon_reads(self, path: str) -> None:
        if not self._is_known():
            return self._answer(401, b'{"error": "The access token is invalid"}')
        if path.endswith("verify_credentials"):
            return self._answer(200, b'{"id": "7"}')
        query = parse_qs(urlsplit(self.path).query)
        last, most = int(query.get("max_id", ["999"])[0]), int(query["limit"][0])
        posts = [each.json() for each in self.server.posts[::-1] if each.id < last][:most]
        return self._answer(200, json.dumps(posts).encode())

    def _answer_without_end(self, pause: float) -> None:
        self.send_response(200)
        self.end_headers()
        while self.wfile.write(b" " * (1 if pause else 2**20)):
            time.sleep(pause)

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if self.server.age:
            self.send_header("Age", str(self.server.age))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def listener(site: Path, port: int = 0) -> Iterator[Listener]:
    """`site` is the folder that it shows, at any port or at that one."""
    with Listener(site, port) as server, served(server):
        yield server
