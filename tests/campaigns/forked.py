"""Runs of the command in forked processes: started together, or killed at a chosen step of their writing.

Forking saves the imports. The process that forks must have no threads, so campaigns run in a process of their own.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import cli

WRITING = frozenset(
    {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}
)
"""The audit events before which a run may be killed, besides the opening of a file for writing."""


class Steps:
    """Counts the steps by which a run changes files, and kills it before one of them."""

    def __init__(self, last: int | None = None, log: Path | None = None) -> None:
        self._last = last
        self._log = None if log is None else os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._count = 0

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take note of an audit event."""
        if event in WRITING or (event == "open" and self._is_writing(arguments)):
            self._count += 1
            if self._log is not None:
                os.write(self._log, f"{event}\n".encode())
            if self._count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)

    @staticmethod
    def _is_writing(arguments: tuple[Any, ...]) -> bool:
        path, mode, flags = arguments
        if isinstance(path, str | bytes) and os.fsdecode(path).startswith("/dev/"):
            return False
        if isinstance(mode, str):
            return any(letter in mode for letter in "wax+")
        return bool(isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def forked(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    told: Path,
    steps: Steps | None = None,
    barrier: int | None = None,
) -> int:
    """Start a run of the command and return its process id.

    Args:
        told: the file that gets its stdout and stderr.
        steps: counts its steps, and may kill it.
        barrier: a pipe; the run begins when all writing ends of it are closed.
    """
    process = os.fork()
    if not process:
        _run(arguments, environment, told, steps, barrier)
    return process


def _run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    told: Path,
    steps: Steps | None,
    barrier: int | None,
    late: float = 0,
) -> NoReturn:
    code = 70
    try:
        out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for number, source in enumerate((null, out, out)):
            os.dup2(source, number)
        os.environ.update(environment)
        tempfile.tempdir = None  # that of the environment
        sys.argv = ["dothi", *arguments]
        if barrier is not None:
            os.read(barrier, 1)
            time.sleep(late)
        if steps is not None:
            sys.addaudithook(steps)
        cli.main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def ended(process: int, within: float = 120) -> int:
    """Wait for a run and return its exit code, or minus the signal that ended it.

    Raises:
        TimeoutError: the run hangs; it was killed.
    """
    until = time.monotonic() + within
    while time.monotonic() < until:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    raise TimeoutError("a run hangs")


def together(
    runs: Sequence[Sequence[str]], environment: Mapping[str, str], told: Sequence[Path], late: Sequence[float]
) -> list[int]:
    """Start runs at once, each so many seconds late, and return their exit codes."""
    reading, writing = os.pipe()
    processes = []
    for arguments, place, delay in zip(runs, told, late, strict=True):
        process = os.fork()
        if not process:
            os.close(writing)
            _run(arguments, environment, place, None, reading, delay)
        processes.append(process)
    os.close(reading)
    time.sleep(0.02)  # until all wait
    os.close(writing)
    return [ended(process) for process in processes]
