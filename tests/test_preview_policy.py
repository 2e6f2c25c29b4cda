"""The preview's pages state no policy: it would refuse the script that reloads them.

And they reload soon, as a browser keeps what they need.
"""

from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from cluster.build.mkdocs_api import LiveReloadServer
from cluster.build.mkdocs_events import on_serve
from cluster.build.preview import answer_with


def answered(server: LiveReloadServer, path: str) -> tuple[dict[str, str], bytes]:
    environ = {"PATH_INFO": path}
    setup_testing_defaults(environ)
    heads = []
    sent = server.get_app()(environ, lambda *head: heads.append(head))  # type: ignore[misc,arg-type]
    body = b"".join(sent)
    getattr(sent, "close", lambda: None)()
    [(_, headers)] = heads
    assert dict(headers)["Content-Length"] == str(len(body))
    return dict(headers), body


@pytest.mark.parametrize("path", ["/", "/en/about/", "/plan/embed.html"])
def test_a_page_that_the_engine_serves_has_the_script_and_no_policy(miniature: Path, path: str) -> None:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(miniature))
    server.watch(str(miniature))

    _, body = answered(on_serve(server), path)
    server.server_close()

    assert b"livereload(" in body
    assert b"Content-Security-Policy" not in body
    stated = (miniature / path[1:]) / "index.html" if path.endswith("/") else miniature / path[1:]
    assert b"Content-Security-Policy" in stated.read_bytes()


def test_a_browser_keeps_what_would_have_another_name_after_a_change(tmp_path: Path) -> None:
    for name in ("index.html", "site.fb216c96.css", "site.css", "report.20261101.pdf"):
        (tmp_path / name).touch()
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
    server.watch(str(tmp_path))
    on_serve(server)

    kept = [
        each.name for each in tmp_path.iterdir() if "Cache-Control" in answered(server, f"/{each.name}")[0]
    ]
    server.server_close()

    assert kept == ["site.fb216c96.css"]


def test_the_forms_keep_theirs() -> None:
    page = b"""<meta http-equiv="Content-Security-Policy" content="style-src 'self' 'unsafe-inline'">"""

    def serve(_: object, start: object) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])  # type: ignore[operator]
        return [page]

    assert [*answer_with(bytes, serve, {}, lambda *_: None)] == [page]
