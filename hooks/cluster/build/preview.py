"""The live preview: rebuilds on every save, and shows errors above the pages of the last good build."""

from __future__ import annotations

import errno
import gc
import os
import re
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from cluster.build.build_failures import message_of
from cluster.build.by_engine import build_either_way
from cluster.build.caches import CACHE, code_digest
from cluster.build.mkdocs_api import LiveReloadServer
from cluster.build.project import digest_of_code
from cluster.build.schema_files import renew_schemas
from cluster.build.watching import Watcher
from cluster.problems import Invalid, counted

PREVIEW = "preview"

_QUIET = 0.02
"""The seconds without another change after which a build begins: others may be saved at the same time."""

_ALERT = Markup(
    '<div role="alert" style="position:sticky;top:0;z-index:99;padding:1rem 1.5rem;background:#7a0019;'
    'color:#fff;font:16px/1.5 sans-serif;overflow-wrap:anywhere;white-space:pre-wrap">{}</div>'
)


class Preview:
    """The last good build of a project, and the error of the latest build, if it failed."""

    def __init__(self, project: Path, said: Callable[[str], str] = str) -> None:
        self.project = project
        self.said = said
        self.folder = project / CACHE / PREVIEW
        self.error = ""
        self._rest = self._later()

    def build(self) -> None:
        """Rebuild the site. An error is printed, and shown on all pages by `answer`."""
        if digest_of_code() != code_digest():
            self.say("The program has changed; restarting ...")
            os.execv(sys.executable, [sys.executable, "-m", "cluster", *sys.argv[1:]])
        starts = time.monotonic()
        self.say_when("...")
        try:
            built = build_either_way(self.project, self.folder, log=self.say)
        except (Invalid, OSError) as error:
            self.error = self.said(message_of(error))
            print(self.error, file=sys.stderr, flush=True)
            self.say_when("The preview shows the last good build.")
        else:
            self.error = ""
            took = time.monotonic() - starts
            changed = counted(built.written, "{n} file changed", "{n} files changed")
            self.say_when(f"{changed} in {took:.1f} seconds")

    def tidy(self) -> None:
        """What need not be done before pages are shown."""
        renew_schemas(self.project)
        gc.collect()  # the cyclic garbage of a whole site would otherwise add up

    def rebuild(self) -> None:
        """As `build`; the rest is done when pages have reloaded, and nothing was saved meanwhile."""
        self._rest.cancel()
        self.build()
        self._rest = self._later()
        self._rest.start()

    def _later(self) -> Timer:
        """Calls `tidy` half a second after its start, unless it is cancelled before."""
        timer = Timer(0.5, self.tidy)
        timer.daemon = True
        return timer

    def say(self, message: str) -> None:
        print(self.said(message), flush=True)

    def say_when(self, message: str) -> None:
        """Print the time and a message. By the times, and the dots of a beginning, VS Code knows the
        problems of the last build; see `office/text_editor.py`."""
        print(time.strftime("%H:%M:%S"), self.said(message), flush=True)

    def answer(
        self, serve: Callable[..., Iterable[bytes]], environ: dict[str, Any], start: Callable[..., Any]
    ) -> Iterable[bytes]:
        """The response of the server `serve`, with the error at the top of HTML pages."""
        # asked only then: `serve` waits for a running build, which may set the error
        return answer_with(
            lambda page: with_alert(page, self.error) if self.error else page, serve, environ, start
        )


def answer_with(
    change: Callable[[bytes], bytes],
    serve: Callable[..., Iterable[bytes]],
    environ: dict[str, Any],
    start: Callable[..., Any],
) -> Iterable[bytes]:
    """The response of the server `serve` (WSGI, PEP 3333), with its HTML pages changed.

    They have no policy, which would refuse the script that the server adds to reload them.
    """
    heads: list[tuple[str, list[tuple[str, str]]]] = []
    body = serve(environ, lambda status, headers, *_: heads.append((status, headers)))
    status, headers = heads[0]
    if dict(headers).get("Content-Type", "").startswith("text/html"):
        whole = change(_POLICY.sub(b"", b"".join(body), count=1))
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(whole)))]
        body = [whole]
    elif _HAS_DIGEST.search(environ["PATH_INFO"]):
        headers = [*headers, ("Cache-Control", "max-age=86400")]
    start(status, headers)
    return body


_HAS_DIGEST = re.compile(r"\.[0-9a-f]{8}\.(?:css|js|woff2)$")
"""A name that another content would change, so that a browser may keep the file."""


_POLICY = re.compile(rb"""<meta http-equiv="Content-Security-Policy"[^>]*style-src ('|&#39;)self\1;[^>]*>""")
"""Not that of the forms, which nothing reloads."""


def with_alert(page: bytes, error: str) -> bytes:
    """The page with an error message at the top of its body."""
    alert = _ALERT.format(error).encode()
    before, body, after = page.partition(b"<body")
    if not body:
        return alert + page
    tag, end, rest = after.partition(b">")
    return b"".join((before, body, tag, end, alert, rest))


def serve(
    project: Path,
    site_url: str,
    watched: Iterable[Path],
    *,
    host: str,
    port: int,
    said: Callable[[str], str] = str,
) -> None:
    """Serve the preview until Ctrl+C, below the path of `site_url`; a change below `watched` rebuilds it.

    `said` gives a message in the language of the office.
    """
    preview = Preview(project, said)
    preview.folder.parent.mkdir(exist_ok=True)
    preview.rebuild()
    server = LiveReloadServer(
        preview.rebuild,
        host,
        port,
        str(preview.folder),
        mount_path=urlsplit(site_url).path or "/",
    )
    server.observer = Watcher()  # type: ignore[assignment]  # it only schedules, starts and stops
    server.build_delay = _QUIET
    server.error_handler = lambda code: _page_of(preview.folder / f"{code}.html")
    server.set_app(lambda environ, start: preview.answer(server.serve_request, environ, start))
    for path in watched:
        if path.exists():
            server.watch(str(path))
    preview.say(f"Open {server.url} in a browser. It reloads after each save; press Ctrl+C to stop.")
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def problem_of_address(host: str, port: int) -> str:
    """Why nothing can be served at an address; `` if it can."""
    if port > 65535:
        return f"port {port} is out of range (1–65535)"
    try:
        with socket.socket() as each:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            each.bind((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = "perhaps another preview; stop it, or choose another port"
            return f"port {port} is in use, {other}: cluster serve --address {host}:{min(port + 1, 65535)}"
        return f"cannot serve at {host}:{port}: {error.strerror}; this computer's own address is 127.0.0.1"
    return ""


def _page_of(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
