"""The command in this process, as the installed script runs it."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import cli


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """Stdout, read as JSON."""
        read: dict[str, Any] = json.loads(self.out)
        return read

    def standard(self, code: str) -> dict[str, Any]:
        """Return one standard of the assessment on stdout."""
        standards = (standard for criterion in self.data["criteria"] for standard in criterion["standards"])
        return next(standard for standard in standards if standard["code"] == code)


Run = Callable[..., Ended]


@contextmanager
def in_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Provide what runs the command, with the rules, the data and the width that it takes by itself."""
    for variable in ("DOTHI_RULES", "DOTHI_DATA", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    handler = signal.getsignal(signal.SIGINT)

    def run(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["dothi", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return Ended(int(ended.value.code or 0), out, err)

    yield run
    signal.signal(signal.SIGINT, handler)
