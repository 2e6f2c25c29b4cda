"""Servers of Debian on this computer: nginx shows what is published, sshd is what rsync connects to."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from support.builds import ROOT

PATH = f"{os.environ['PATH']}:/usr/sbin"


def program(name: str) -> str:
    found = shutil.which(name, path=PATH)
    if not found:
        pytest.fail(f"{name} is not installed; use make test, which does it", pytrace=False)
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(server: HTTPServer) -> Iterator[None]:
    """A server of this process answers, in a thread of its own."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server, from the moment at which it answers."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        for _ in range(500):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, log.read_text()
            time.sleep(0.01)
        else:
            pytest.fail(f"{command[0]} does not answer: {log.read_text()}")
        yield process
    finally:
        process.terminate()
        process.wait()


NGINX = """\
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{}}
http {{
    access_log off;
    keepalive_requests 10000000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {server}
}}
"""

MANUAL = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("```nginx\n")[2].partition("```")[0]
"""What the manual tells an office to write."""


@contextmanager
def nginx(shown: Path, folder: Path) -> Iterator[int]:
    """The port at which nginx, as the manual sets it up, shows a folder. Its own files are in `folder`."""
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""  # the folders of tests are closed to others
    server = MANUAL.replace("listen 80;", f"listen 127.0.0.1:{port};")
    server = re.sub(r"/srv/www/cluster/current([\w/.]*)", rf'"{shown}\1"', server)
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, server=server))
    command = [program("nginx"), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    with running(command, port, folder / "nginx.out"):
        yield port


SSHD = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/authorized
PidFile none
PasswordAuthentication no
KbdInteractiveAuthentication no
StrictModes no
UsePAM no
"""

CLIENT = """\
Host server
    HostName 127.0.0.1
    Port {port}
    User {user}
    IdentityFile {folder}/key
    IdentitiesOnly yes
    IdentityAgent none
    GlobalKnownHostsFile /dev/null
    UserKnownHostsFile {folder}/known
    StrictHostKeyChecking yes
"""


@dataclass(frozen=True)
class SshServer:
    """An ssh server whose clients know it as `server`."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def command(self) -> str:
        """RSYNC_RSH of clients."""
        return f"ssh -F {self.folder}/client"

    def disconnect(self) -> None:
        """Cut all connections."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        subprocess.run(["kill", "-9", *children.split()], check=False)


@contextmanager
def sshd(folder: Path) -> Iterator[SshServer]:
    """A server with keys of its own, which are thrown away."""
    port = free_port()
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # sshd started by root asks for it
    for key in ("host_key", "key"):
        make = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)]
        subprocess.run(make, check=True)
    (folder / "authorized").write_bytes((folder / "key.pub").read_bytes())
    known_key = (folder / "host_key.pub").read_text().rsplit(" ", 1)[0]
    (folder / "known").write_text(f"[127.0.0.1]:{port} {known_key}\n")
    (folder / "sshd").write_text(SSHD.format(port=port, folder=folder))
    (folder / "client").write_text(CLIENT.format(port=port, folder=folder, user=getpass.getuser()))
    with running([program("sshd"), "-D", "-e", "-f", str(folder / "sshd")], port, folder / "out") as process:
        yield SshServer(folder, process)
