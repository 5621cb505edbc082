"""Stdout and stderr behind a guard: whatever is written, a terminal or a file gets nothing that it would obey."""

import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from criteria.printable import visible

_COLOUR_DEMANDS = ("FORCE_COLOR", "TTY_COMPATIBLE")
"""Variables by which a library would colour files as it colours terminals."""
_SIZES = {"COLUMNS": range(20, 1001), "LINES": range(1, 1001)}
"""Sizes of a terminal on which something can be read; at any other a library would write nothing, or too much."""


class GuardedStream:
    """A stream that makes visible what it is given; only a terminal gets colours.

    Attributes:
        unguarded: the stream behind it.
    """

    def __init__(self, stream: TextIO) -> None:
        self.unguarded = stream

    def write(self, text: str) -> int:
        """Write a text, every control character but line breaks made visible."""
        self.unguarded.write(visible(text, has_colours=self.unguarded.isatty()))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.unguarded, name)


def guard_streams() -> None:
    """Put stdout and stderr behind a guard, and keep libraries from colouring files."""
    for name in _COLOUR_DEMANDS:
        os.environ.pop(name, None)
    for name, sizes in _SIZES.items():
        size = os.environ.get(name, "")
        if not (size.isascii() and size.isdigit() and len(size) <= len(str(sizes.stop)) and int(size) in sizes):
            os.environ.pop(name, None)
    from typer import rich_utils

    rich_utils.FORCE_TERMINAL = None
    sys.stdout, sys.stderr = _guarded(sys.stdout), _guarded(sys.stderr)


def release_streams() -> None:
    """Take the guard away."""
    sys.stdout, sys.stderr = unguarded(sys.stdout), unguarded(sys.stderr)


def unguarded(stream: TextIO) -> TextIO:
    """Return the stream behind a guard, or the stream itself."""
    return cast(GuardedStream, stream).unguarded if isinstance(stream, GuardedStream) else stream


def _guarded(stream: TextIO) -> TextIO:
    return cast(TextIO, GuardedStream(unguarded(stream)))
