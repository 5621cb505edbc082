"""The cost of the whole command relative to starting Python with the libraries it cannot do without."""

import resource
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.example import DAY, TOWN, TYPE
from benchmarks.timing import Timing

LIMIT = 2.5
PAIRS = 21
COMMAND = (str(Path(sys.executable).with_name("dothi")), "check", TOWN, "--to", TYPE, "--as-of", DAY.isoformat())
LIBRARIES = (sys.executable, "-c", "import typer, rich, pydantic")


def figures() -> tuple[Timing, ...]:
    """Return the median ratio of user times; the two run in turns, so that a busy machine slows both."""
    for warm_up in (COMMAND, LIBRARIES):
        _user_seconds(warm_up)
    pairs = [(_user_seconds(COMMAND), _user_seconds(LIBRARIES)) for _ in range(PAIRS)]
    ratio = statistics.median(command / libraries for command, libraries in pairs)
    command, libraries = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    how = (
        f"user time of the command {command:.0f} ms, of `import typer, rich, pydantic` {libraries:.0f} ms; "
        f"{PAIRS} pairs in turns after one unmeasured"
    )
    return (Timing("dothi check ÷ its libraries", ratio, LIMIT, "×", how),)


def _user_seconds(arguments: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
