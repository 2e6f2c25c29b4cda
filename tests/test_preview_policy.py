"""The preview's pages state no policy: it would refuse the script that reloads them."""

from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from cluster.build.mkdocs_api import LiveReloadServer
from cluster.build.mkdocs_events import on_serve
from cluster.build.preview import answer_with


def answered(server: LiveReloadServer, path: str) -> bytes:
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    heads = []
    body = b"".join(server.get_app()(environ, lambda *head: heads.append(head)))  # type: ignore[misc,arg-type]
    [(_, headers)] = heads
    assert dict(headers)["Content-Length"] == str(len(body))
    return body


@pytest.mark.parametrize("path", ["/", "/en/about/", "/plan/embed.html"])
def test_a_page_that_the_engine_serves_has_the_script_and_no_policy(miniature: Path, path: str) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(miniature))
    server.watch(str(miniature))

    body = answered(on_serve(server), path)
    server.server_close()

    assert b"livereload(" in body
    assert b"Content-Security-Policy" not in body
    stated = (miniature / path[1:]) / "index.html" if path.endswith("/") else miniature / path[1:]
    assert b"Content-Security-Policy" in stated.read_bytes()


def test_the_forms_keep_theirs() -> None:
    page = b"""<meta http-equiv="Content-Security-Policy" content="style-src 'self' 'unsafe-inline'">"""

    def serve(_: object, start: object) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])  # type: ignore[operator]
        return [page]

    assert [*answer_with(bytes, serve, {}, lambda *_: None)] == [page]
