"""``make audit`` is clean only if the service answered for every package."""

import subprocess
from pathlib import Path

import pytest

from tests.support import audit
from tests.support.paths import ROOT

CLEAN = "No known vulnerabilities found\n"
FOUND = (
    "Found 1 known vulnerability in 1 package\nName Version ID  Fix Versions\n---- ------- --- ---\nrich 15.0.0  X-1\n"
)
SILENT = "ERROR:pip_audit._cli:rich: Dependency not found on PyPI and could not be audited: rich (15.0.0)\n"
NO_NETWORK = "error: Failed to fetch: boolean-py\n"


def ended(code: int, said: str) -> subprocess.CompletedProcess[str]:
    """How pip-audit ended."""
    return subprocess.CompletedProcess([], code, stdout="", stderr=said)


def test_clean() -> None:
    """Nothing known of any package is said in a line and is a success."""
    assert (0, "runtime.txt: no known vulnerability.") == audit.verdict("runtime.txt", ended(0, CLEAN))


def test_found() -> None:
    """What is known is shown, and is a failure."""
    code, words = audit.verdict("runtime.txt", ended(1, FOUND))
    assert 1 == code
    assert "rich 15.0.0  X-1" in words


@pytest.mark.parametrize("said", [SILENT, NO_NETWORK, ""])
def test_no_answer(said: str) -> None:
    """Where nobody answered for a package, the audit did not take place, and a sentence says so."""
    code, words = audit.verdict("runtime.txt", ended(1, said))
    assert 2 == code
    assert said.strip() in words
    assert "The audit of runtime.txt did not take place" in words
    assert "It needs the network." in words


def test_the_first_silence_ends_the_audit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Locks are audited until nobody answers; what was found before stays said."""
    answers = iter([ended(0, CLEAN), ended(1, FOUND), ended(1, SILENT)])
    asked: list[Path] = []
    monkeypatch.setattr(audit, "audit", lambda lock: asked.append(lock) or next(answers))
    with pytest.raises(SystemExit) as end:
        audit.main()
    assert 2 == end.value.code
    assert ["audit.txt", "build.txt", "development.txt"] == [lock.name for lock in asked]
    assert "X-1" in capsys.readouterr().out


def test_it_is_strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """pip-audit passes over what its service does not know and calls the rest clean, unless it is told to be strict."""
    commands: list[list[object]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command) or ended(0, CLEAN))
    audit.audit(ROOT / "requirements" / "runtime.txt")
    assert "--strict" in commands[0]
    assert "--require-hashes" in commands[0]


def test_a_workflow_runs_it_every_week() -> None:
    """The audit is scheduled, since no change of the project tells of a vulnerability that became known."""
    workflow = (ROOT / ".github" / "workflows" / "audit.yml").read_text(encoding="utf-8")
    assert "schedule:" in workflow
    assert "run: make audit" in workflow
