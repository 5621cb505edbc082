"""Reading by libraries that are not written in Python: their failures become errors, and their own words stay unheard.

A library may panic on a damaged file. It then prints to the process's stderr, which is for sentences, and raises what
is no `Exception`. It may even end the process; then the watcher, if there is one, tells which file was being read.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Watcher = Callable[[str], None]
_watchers: list[Watcher] = []


class NativeFailure(Exception):
    """A library panicked while it read a file."""


def watch(watcher: Watcher) -> None:
    """Let a watcher know of every file that a library begins to read, and, as an empty place, that it is done."""
    _watchers.append(watcher)


@contextmanager
def native_reading(place: str) -> Iterator[None]:
    """Let a library read a file.

    Args:
        place: the file as messages show it.

    Raises:
        NativeFailure: it panicked.
    """
    for watcher in _watchers:
        watcher(place)
    try:
        with _unheard():
            yield
    except (Exception, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as panic:  # noqa: BLE001 - a panic is no Exception
        raise NativeFailure(str(panic).split("\n", 1)[0] or type(panic).__name__) from None
    finally:
        for watcher in _watchers:
            watcher("")


@contextmanager
def _unheard() -> Iterator[None]:
    """Lead what is written to the descriptor of stderr nowhere; what Python writes to `sys.stderr` waits."""
    kept = None
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    with suppress(OSError):
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    try:
        yield
    finally:
        if kept is not None:
            os.dup2(kept, 2)
            os.close(kept)
