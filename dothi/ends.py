"""How the program ends: with the code of its answer or of its refusal, whatever becomes of its streams.

The codes 1 and 3 are verdicts. Nothing else may end with them: no failure of a library, no stream that cannot be
written, and none of the codes that typer has for these.
"""

import errno
import os
import sys
from typing import NoReturn

from criteria.printable import visible

EXIT_USAGE = 2
EXIT_INTERNAL = 70
EXIT_INTERRUPTED = 130
VERDICTS = (1, 3)
_ANSWERS = (0, *VERDICTS)


def say(sentence: str) -> None:
    """Write a sentence to stderr; if that is impossible, try without Python's buffers, and then stay silent."""
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        say_raw(sentence)


def say_raw(sentence: str) -> None:
    """Write a sentence to the descriptor of stderr, whatever state Python is in."""
    try:
        os.write(2, visible(sentence).encode("utf-8", "backslashreplace") + b"\n")
    except OSError:
        return


def code_of(ended: SystemExit, answer: type[BaseException], refusal: type[BaseException]) -> int:
    """Return the exit code of a command that typer ended.

    Args:
        answer: the exception by which commands end with a verdict, which comes from nothing else.
        refusal: the exception by which typer ends, too, such as with 1 where it does not know a shell.
    """
    code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else EXIT_INTERNAL
    cause = ended.__context__
    if code not in VERDICTS or isinstance(cause, answer):
        return code
    if isinstance(cause, refusal):
        return EXIT_USAGE
    if cause is not None and is_closed_pipe(cause):
        leave(code_of_refusal(cause))
    # Typer ends with 1 where a prompt was left by Ctrl-C or Ctrl-D, and where the reader of a pipe has gone.
    return EXIT_INTERNAL if isinstance(cause, OSError) else EXIT_INTERRUPTED


def code_of_refusal(error: BaseException) -> int:
    """Return the code of the wrong usage whose sentence could not be written; 70 if it was no such sentence."""
    cause = error.__context__
    while cause is not None:
        code = getattr(cause, "exit_code", None)
        if isinstance(code, int) and code not in _ANSWERS:
            return code
        cause = cause.__context__
    return EXIT_INTERNAL


def finish(code: int) -> NoReturn:
    """End with a code once everything is written; an answer that cannot be written ends with 70."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            if stream is sys.stdout and not is_closed_pipe(error):
                say_raw(f"stdout: {error}")
            leave(EXIT_INTERNAL if code in _ANSWERS else code)
    sys.exit(code)


def leave(code: int) -> NoReturn:
    """End at once: Python would try to write what is left in its buffers again, and end with a code of its own."""
    os._exit(code)


def is_closed_pipe(error: BaseException) -> bool:
    """True if the reader of a pipe has gone, which is no mistake of anybody's."""
    return isinstance(error, OSError) and error.errno == errno.EPIPE
