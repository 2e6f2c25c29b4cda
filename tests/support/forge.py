"""A forge: a website, and beside it a git repository behind the interface that Forgejo has for programs.

Only what Sveltia CMS asks for, but over a real repository, and as strict: without a token nothing, and a file
that changed meanwhile is not overwritten.
"""

import base64
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

API = "/api/v1"
TOKEN = "a-token-that-works"
REPO = "office/website"

SETTINGS = {
    "max_response_items": 50,
    "default_paging_num": 50,
    "default_git_trees_per_page": 10_000,
    "default_max_blob_size": 10_485_760,
}


class Refused(Exception):
    """An answer other than 200: its status, and what Forgejo says."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Repository:
    """A project under git, on the branch main."""

    folder: Path
    lock: Lock = field(default_factory=Lock)
    names: dict[str, str] = field(default_factory=lambda: {TOKEN: "Jana Ukázková"})
    """Who may write, by token."""

    @classmethod
    def of(cls, folder: Path) -> "Repository":
        """Puts a folder under git."""
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch=main")
        (folder / ".git" / "info" / "exclude").write_text(".cache\nsite\n", "utf-8")
        made.commit_all("The project")
        return made

    def git(self, *arguments: str, given: bytes = b"", index: str = "") -> bytes:
        person = {"GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org"}
        person |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in person.items()}
        done = subprocess.run(
            ["git", "-c", "core.quotepath=off", *arguments],
            cwd=self.folder,
            input=given,
            stdout=subprocess.PIPE,
            check=True,
            env={**os.environ, **person, **({"GIT_INDEX_FILE": index} if index else {})},
        )
        return done.stdout

    def commit_all(self, message: str) -> None:
        """What somebody else commits, on a computer of their own."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    @property
    def head(self) -> str:
        return self.git("rev-parse", "main").decode().strip()

    def diff(self, since: str) -> str:
        """The changes since a commit, without their context."""
        return self.git("diff", "--unified=0", "--no-color", since, "main").decode()

    def blobs(self) -> dict[str, tuple[str, int]]:
        """The digest and the size of each file of the branch."""
        lines = self.git("ls-tree", "-r", "-l", "-z", "main").decode().split("\0")
        found = (line.split("\t") for line in lines if line)
        return {path: (facts.split()[2], int(facts.split()[3])) for facts, path in found}

    def content(self, sha: str) -> bytes:
        return self.git("cat-file", "blob", sha)

    def save(self, files: list[dict[str, Any]], message: str) -> tuple[str, list[dict[str, str] | None]]:
        """Commits changes of files; the commit, and the digest of each file."""
        with self.lock, tempfile.TemporaryDirectory() as folder:
            index = f"{folder}/index"
            self.git("read-tree", "main", index=index)
            saved = [self._stage(each, self.blobs(), index) for each in files]
            tree = self.git("write-tree", index=index).decode().strip()
            commit = self.git("commit-tree", tree, "-p", self.head, "-m", message).decode().strip()
            self.git("reset", "--quiet", "--hard", commit)
            return commit, saved

    def _stage(
        self, file: dict[str, Any], there: dict[str, tuple[str, int]], index: str
    ) -> dict[str, str] | None:
        path, old = file["path"], there.get(file.get("from_path") or file["path"])
        if file["operation"] == "create" and old:
            raise Refused(422, f"repository file already exists [path: {path}]")
        if file["operation"] != "create" and (not old or old[0] != file.get("sha")):
            raise Refused(409, f"sha does not match [given: {file.get('sha')}, expected: {old}]")
        if file["operation"] == "delete":
            self.git("update-index", "--force-remove", path, index=index)
            return None
        sha = (
            self.git("hash-object", "-w", "--stdin", given=base64.b64decode(file["content"])).decode().strip()
        )
        self.git("update-index", "--add", "--cacheinfo", f"100644,{sha},{path}", index=index)
        return {"path": path, "sha": sha}


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site, or answers of the interface."""

    protocol_version = "HTTP/1.1"

    def __init__(self, repository: Repository, *arguments: Any, **more: Any) -> None:
        self.repository = repository
        super().__init__(*arguments, **more)

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        if self.path.startswith(API):
            self.answer({})
        else:
            super().do_GET()

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self.answer(json.loads(self.rfile.read(length) or b"{}"))

    def answer(self, given: dict[str, Any]) -> None:
        try:
            status, found = 200, self.found(given)
        except Refused as refused:
            status, found = refused.status, {"message": str(refused)}
        raw = found if isinstance(found, bytes) else json.dumps(found).encode()
        self.send_response(status)
        kind = "application/octet-stream" if isinstance(found, bytes) else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def found(self, given: dict[str, Any]) -> Any:
        token = self.headers.get("Authorization", "").removeprefix("token ")
        if token not in self.repository.names:
            raise Refused(401, "invalid username, password or token")
        parts = urlsplit(self.path)
        asked, query = parts.path.removeprefix(API), parse_qs(parts.query)
        for pattern, answer in ANSWERS.items():
            if match := re.fullmatch(pattern, asked):
                return answer(self.repository, token, match, query, given)
        raise Refused(404, "The target couldn't be found.")


def _tree(repository: Repository, *_: Any) -> Any:
    each = repository.blobs().items()
    tree = [{"path": path, "type": "blob", "sha": sha, "size": size} for path, (sha, size) in each]
    return {"tree": tree, "truncated": False}


def _contents(repository: Repository, token: str, match: Any, query: dict[str, list[str]], given: Any) -> Any:
    shas = query["shas"][0].split(",")
    return [
        {"sha": sha, "encoding": "base64", "content": base64.b64encode(repository.content(sha)).decode()}
        for sha in shas
    ]


def _media(repository: Repository, token: str, match: Any, *_: Any) -> bytes:
    return repository.content(repository.blobs()[match[1]][0])


def _save(repository: Repository, token: str, match: Any, query: Any, given: Any) -> Any:
    commit, files = repository.save(given["files"], given["message"])
    return {"commit": {"sha": commit, "created": "2022-11-01T12:00:00Z"}, "files": files}


def _user(repository: Repository, token: str, *_: Any) -> Any:
    name = repository.names[token]
    login = name.split()[0].lower()
    return {
        "id": 1,
        "login": login,
        "full_name": name,
        "email": f"{login}@example.org",
        "avatar_url": "",
        "html_url": "",
    }


ANSWERS: dict[str, Callable[..., Any]] = {
    "/version": lambda *_: {"version": "12.0.4+gitea-1.22.0"},
    "/user": _user,
    "/settings/api": lambda *_: SETTINGS,
    f"/repos/{REPO}": lambda *_: {"permissions": {"pull": True, "push": True}, "default_branch": "main"},
    f"/repos/{REPO}/branches/main": lambda repository, *_: {"commit": {"id": repository.head, "message": ""}},
    f"/repos/{REPO}/git/trees/.*": _tree,
    f"/repos/{REPO}/git/blobs": _contents,
    f"/repos/{REPO}/media/main/(.*)": _media,
    f"/repos/{REPO}/contents": _save,
}


@contextmanager
def forge(repository: Repository, site: Path) -> Iterator[str]:
    """The address of the site and, below API, of the repository's interface."""
    handler = partial(_Handler, repository, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
