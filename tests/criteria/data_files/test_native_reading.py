import os
import sys

import pytest

from criteria.data_files.native_reading import NativeFailure, native_reading


class Panic(BaseException):
    """What a library raises that is not written in Python."""


def test_a_panic_becomes_an_error() -> None:
    """A panic is no `Exception`; the first line of what it says is kept."""
    with pytest.raises(NativeFailure, match=r"^left is not right$"), native_reading("a.parquet"):
        raise Panic("left is not right\nstack backtrace")


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, MemoryError])
def test_other_errors_are_left_alone(error: type[BaseException]) -> None:
    """Only what nobody could catch is converted."""
    with pytest.raises(error), native_reading("a.parquet"):
        raise error


def test_a_library_is_not_heard(capfd: pytest.CaptureFixture[str]) -> None:
    """What a library prints to stderr is dropped; what comes after is shown."""
    with native_reading("a.parquet"):
        os.write(2, b"thread panicked")
    sys.stderr.write("after\n")
    sys.stderr.flush()
    assert "after\n" == capfd.readouterr().err
