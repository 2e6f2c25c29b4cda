"""Real web servers, which serve a site with the files that the build writes for them."""

import gzip
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from support.servers import free_port, nginx, program, running

MODULES = Path("/usr/lib/apache2/modules")

APACHE = """\
{modules}
{user}
ServerRoot {folder}
DefaultRuntimeDir {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog /dev/stderr
StartServers 1
DocumentRoot {site}
TypesConfig /dev/null
DirectoryIndex index.html
<Directory {site}>
    AllowOverride FileInfo
    Require all granted
</Directory>
"""


class Answer(NamedTuple):
    """What a server sends."""

    status: int
    headers: Message
    body: bytes


Ask = Callable[..., Answer]
"""Answers a path on the host, with headers of the request."""


@contextmanager
def served_by(server: str, site: Path) -> Iterator[tuple[str, Ask]]:
    """The address at which `nginx` or `apache2` serves a copy of the site, and how to ask it."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)  # Apache that root starts reads the site as another user
        copy = Path(shutil.copytree(site, folder / "site"))
        with (nginx if server == "nginx" else _apache)(copy, folder) as port:
            yield f"http://127.0.0.1:{port}/", lambda path, **headers: _asked(port, path, headers)


@contextmanager
def _apache(site: Path, folder: Path) -> Iterator[int]:
    port, settings = free_port(), folder / "settings"
    names = ["mpm_event", "authz_core", "mime", "dir", "alias", "headers", "deflate", "filter", "rewrite"]
    modules = "\n".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in names)
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    settings.write_text(
        APACHE.format(folder=folder, site=site, port=port, user=user, modules=modules), "utf-8"
    )
    with running([program("apache2"), "-DFOREGROUND", "-f", str(settings)], port, folder / "errors"):
        yield port


def _asked(port: int, path: str, headers: dict[str, str]) -> Answer:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.headers["Content-Encoding"] == "gzip":
        body = gzip.decompress(body)
    return Answer(answer.status, answer.headers, body)


# ---- _headers -------------------------------------------------------------------------------------------


def rules_in(headers: str) -> list[tuple[str, dict[str, str]]]:
    """The patterns of a file `_headers`, with the headers of each."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in headers.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in rules[-1][1]
            rules[-1][1][name] = value
    return rules


def sent_for(path: str, rules: list[tuple[str, dict[str, str]]]) -> dict[str, list[str]]:
    """All values that the rules give a path on the host, by header."""
    sent: dict[str, list[str]] = {}
    for pattern, headers in rules:
        if re.fullmatch(_regular(pattern), path):
            for name, value in headers.items():
                sent.setdefault(name, []).append(value)
    return sent


def _regular(pattern: str) -> str:
    parts = re.split(r"(\*|:\w+)", pattern)
    return "".join(".*" if each == "*" else "[^/]+" if each[:1] == ":" else re.escape(each) for each in parts)
