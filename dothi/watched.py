"""The program in a process of its own, and a watcher that tells how it ended if it could not tell so itself.

A library that is not written in Python may end the whole process: it aborts where there is no memory, or crashes on a
damaged file. The watcher is the process that was started; it waits, hands on what it is told to do, and ends as the
other did. If that was killed while a library read a file, the file is refused at its place.
"""

import contextlib
import ctypes
import mmap
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from criteria.data_files.native_reading import watch
from dothi.ends import EXIT_INTERRUPTED

CRASHES = tuple(
    getattr(signal, name)
    for name in ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGKILL", "SIGSEGV", "SIGSYS", "SIGTRAP")
    if hasattr(signal, name)
)
_PLACE = 4096
_DIES_WITH_PARENT = 1
_PATIENCE = 0.5
"""Seconds after which Ctrl-C is handed on: a terminal tells both processes, another program only the one it knows."""


def run_watched(run: Callable[[], None], crashed: Callable[[str, int], int]) -> None:
    """Run the program; the process that was started ends as the program does.

    Args:
        run: the program; it ends by `SystemExit`.
        crashed: tells that the program was killed by a signal while it read a file, or an empty place, and returns the
            exit code.
    """
    if not hasattr(os, "fork"):
        run()
        return
    note = mmap.mmap(-1, _PLACE)
    starter = os.getpid()
    child = os.fork()
    if child == 0:
        _die_with(starter)
        watch(lambda place: _write(note, place))
        try:
            run()
        except SystemExit as ended:
            if ended.code == EXIT_INTERRUPTED:
                os._exit(EXIT_INTERRUPTED)  # else Python waits for a reader of what is left to write
            raise
        return
    status = os.waitstatus_to_exitcode(_waited(child))
    if status >= 0:
        sys.exit(status)
    if -status in CRASHES:
        sys.exit(crashed(_read(note), -status))
    signal.signal(-status, signal.SIG_DFL)
    os.kill(starter, -status)


def _waited(child: int) -> int:
    """Wait for the program, and hand on the signals that ask it to end."""

    def hand_on(number: int, _: FrameType | None = None) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, number)

    signal.signal(signal.SIGTERM, hand_on)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, hand_on)
    signal.signal(signal.SIGALRM, lambda *_: hand_on(signal.SIGINT))
    signal.signal(signal.SIGINT, lambda *_: signal.setitimer(signal.ITIMER_REAL, _PATIENCE))
    return os.waitpid(child, 0)[1]


def _die_with(starter: int) -> None:
    """Let the system kill this process if the one that started it is killed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != starter:
        os._exit(-signal.SIGKILL & 127)


def _write(note: mmap.mmap, place: str) -> None:
    raw = place.encode("utf-8", "surrogateescape")[: _PLACE - 1]
    note[: len(raw) + 1] = raw + b"\0"


def _read(note: mmap.mmap) -> str:
    return bytes(note[:]).partition(b"\0")[0].decode("utf-8", "replace")
