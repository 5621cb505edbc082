"""The command in a process of its own, with the processor time and the memory that it took.

Run as a program, this starts the command and measures it: a process begins with the memory of the one that started it,
so that the one which runs the tests must not.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.paths import ROOT

MOST_SECONDS = 60


@dataclass(frozen=True)
class Measured:
    """How a run ended.

    Attributes:
        code: the exit code; negative if a signal ended it.
        seconds: the processor time of the process and of those it waited for.
        megabytes: the most memory that one of them took.
    """

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def is_clean(self) -> bool:
        """True if nothing of Python or of a library was shown, and nothing that a terminal obeys."""
        shown = self.out + self.err
        return not any(sign in shown for sign in ("Traceback", "panicked", "stack backtrace", "\x1b", "\x9b"))


def measured(
    *arguments: str | Path, env: Mapping[str, str] | None = None, memory: int | None = None, cwd: Path | None = None
) -> Measured:
    """Run the command as a program of its own, and measure it.

    Args:
        env: further variables of the environment.
        memory: the most bytes that it may reserve; None for no limit.
    """
    # Without coverage, which would be measured too.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "DOTHI_"))}
    kept |= {"PYTHONPATH": str(ROOT), **(env or {})}
    asked = json.dumps({"arguments": list(map(str, arguments)), "memory": memory})
    run = subprocess.run(
        [sys.executable, __file__, asked], env=kept, cwd=cwd, capture_output=True, text=True, check=True
    )
    return Measured(**json.loads(run.stdout))


def main(asked: str) -> None:
    """Start the command and print how it ended, as JSON."""
    wanted = json.loads(asked)

    def limit() -> None:
        if wanted["memory"] is not None:
            resource.setrlimit(resource.RLIMIT_AS, (wanted["memory"], wanted["memory"]))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "cli", *wanted["arguments"]],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            preexec_fn=limit,  # noqa: PLW1509 - nothing else runs in this process meanwhile
        )
        timer = threading.Timer(MOST_SECONDS, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    ended = Measured(
        process.returncode, texts[0], texts[1], usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6
    )
    json.dump(vars(ended), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
