"""The yaml-language-server that editors use, driven over standard input and output."""

import itertools
import json
import os
import shutil
import subprocess
from types import TracebackType
from typing import Any, Self

from tests.support.paths import ROOT

SCHEMA = ROOT / "docs" / "schema" / "rulebook-1.json"
COMMAND_VARIABLE = "DOTHI_YAML_LANGUAGE_SERVER"
"""Names the program if it is neither installed in the .venv nor on the PATH."""

REQUIRED_VARIABLE = "DOTHI_REQUIRE_YAML_LANGUAGE_SERVER"
"""If it is 1, a missing server is a failure rather than a reason to skip tests."""


def server_command() -> str | None:
    """Return the program, or None if there is none."""
    beside = ROOT / ".venv" / "node" / "node_modules" / ".bin" / "yaml-language-server"
    if not shutil.which("node"):
        return None
    return os.environ.get(COMMAND_VARIABLE) or shutil.which(str(beside)) or shutil.which("yaml-language-server")


class LanguageServer:
    """A running server with the schema of the rule files, as a context manager."""

    def __init__(self, command: str) -> None:
        self._process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._numbers = itertools.count(1)
        self._diagnostics: dict[str, list[Any]] = {}
        self._opened = 0

    def __enter__(self) -> Self:
        settings = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
        hover = {"contentFormat": ["markdown", "plaintext"]}
        completion = {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": False}}
        capabilities = {
            "textDocument": {"hover": hover, "completion": completion, "publishDiagnostics": {}},
            "workspace": {"configuration": True},
        }
        self._settings = settings
        self.ask("initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": capabilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and wait for its answer."""
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def open(self, text: str) -> str:
        """Open a rule file with this text and return its URI."""
        self._opened += 1
        uri = f"file:///rules/law/file-{self._opened}.yaml"
        whole = f"# yaml-language-server: $schema={SCHEMA.as_uri()}\n{text}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": whole}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def diagnostics(self, text: str) -> list[Any]:
        """Return what the editor underlines in a text. Lines count from 0; line 0 is that of the schema."""
        uri = self.open(text)
        while uri not in self._diagnostics:
            self._receive()
        return self._diagnostics[uri]

    def at(self, method: str, text: str) -> Any:
        """Ask about the position marked with ``|`` in a text."""
        before, _, after = text.partition("|")
        uri = self.open(before + after)
        place = {"line": before.count("\n") + 1, "character": len(before) - before.rfind("\n") - 1}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": place})

    def completions(self, text: str) -> dict[str, str]:
        """Return what the editor proposes at the position marked ``|``, each with its description."""
        answer = self.at("textDocument/completion", text)
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {item["label"]: _plain(item.get("documentation")) for item in items}

    def hover(self, text: str) -> str:
        """Return the hover text at the position marked ``|``."""
        answer = self.at("textDocument/hover", text)
        return _plain(answer and answer["contents"])

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server ended"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        match message.get("method"):
            case "workspace/configuration":
                items = message["params"]["items"]
                self._send({"id": message["id"], "result": [self._settings.get(i.get("section"), {}) for i in items]})
            case "textDocument/publishDiagnostics":
                self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            case str() if "id" in message:
                self._send({"id": message["id"], "result": None})
            case _:
                pass
        return message


def _plain(content: Any) -> str:
    """Return the text of a hover or a description, in whichever form it comes."""
    if isinstance(content, dict):
        return str(content.get("value", ""))
    if isinstance(content, list):
        return "\n".join(map(_plain, content))
    return content or ""
