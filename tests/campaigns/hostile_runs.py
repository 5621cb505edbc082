"""Runs of the command on hostile input: what each must keep, whatever it is given.

A run ends with a documented code, in good time and in little memory; it shows nothing of Python or of a library, and
nothing that a terminal would obey. Runs are forked from a process that has imported everything and started no thread
of its own, so campaigns run in a process of their own.
"""

import contextlib
import gc
import importlib
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NoReturn

import cli
from criteria.printable import HIDDEN_CHARACTERS
from dothi.watched import CRASHES
from tests.campaigns.outcome import Outcome
from tests.support.paths import TOY_DATA, TOY_RULES

VERDICTS = frozenset({1, 3})
REFUSALS = frozenset({2, 4, 5})
DOCUMENTED = frozenset({0, 130, *VERDICTS, *REFUSALS})
"""Exit codes that a run may have; 70 is an internal error, which no input may lead to."""
MOST_SECONDS = 2.0
MOST_PROCESSOR_SECONDS = 8
MOST_WAITING = 60.0
MOST_MEGABYTES = 300
MOST_LINES = 250
TEXT_FILES = frozenset({".csv", ".json", ".md", ".txt", ".yaml", ".sarif"})

_OF_PYTHON = re.compile(r"Traceback|panicked at|stack backtrace|RUST_BACKTRACE|<[\w.]+ object at 0x")
_OBEYED = re.compile(f"[{re.escape(''.join(set(HIDDEN_CHARACTERS) - {chr(10)}))}]")


@dataclass(frozen=True)
class Asked:
    """What a run is asked.

    Attributes:
        what: the kind of input, by which runs are counted.
        arguments: those of the command.
        environment: further variables.
    """

    what: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Ended:
    """How a run ended: negative codes are signals; the memory is what it took more than the process it came from."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    megabytes: float


@dataclass
class HostileOutcome(Outcome):
    """What a campaign of hostile input found; the faults have the numbers of their runs.

    Attributes:
        kinds: how many of each kind of input.
        codes: how many ended with each code.
        seconds: the most processor time that a run took.
        megabytes: the most memory that a run took.
    """

    kinds: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    seconds: float = 0
    megabytes: float = 0


Maker = Callable[[random.Random, Path], Asked]
"""Writes hostile input in an empty folder and returns what is asked of it."""


def run_campaign(
    what: str, make: Maker, tries: int, seed: int, keep: Path | None = None, first: int = 1
) -> HostileOutcome:
    """Run the command on hostile inputs.

    Args:
        make: makes each input from its own random numbers, so that one can be made again by its number.
        keep: a folder for the inputs of runs with faults.
        first: the number of the first run.
    """
    import_everything()
    outcome = HostileOutcome(what)
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        for number in range(first, first + tries):
            folder = Path(place) / "trial"
            folder.mkdir()
            asked = make(random.Random(f"{what} {seed} {number}"), folder)
            kept = _copied(folder, Path(place) / "kept") if keep is not None else None
            ended = forked_run(asked, folder)
            if -ended.code in CRASHES:  # once more, as users run it: watched
                _removed(folder)
                folder.mkdir()
                ended = forked_run(make(random.Random(f"{what} {seed} {number}"), folder), folder, is_watched=True)
            faults = faults_of(asked, ended, folder)
            outcome.tries += 1
            for counts, one in ((outcome.kinds, asked.what), (outcome.codes, str(ended.code))):
                counts[one] = counts.get(one, 0) + 1
            outcome.seconds = max(outcome.seconds, round(ended.seconds, 2))
            outcome.megabytes = max(outcome.megabytes, round(ended.megabytes, 1))
            outcome.faults += [f"run {number} of seed {seed}, {asked.what}: {fault}" for fault in faults]
            if faults and keep is not None and kept is not None:
                _keep(kept, keep / f"{what}-{seed}-{number}", asked, ended, faults)
            _removed(folder)
    return outcome


def _copied(folder: Path, to: Path) -> Path:
    _removed(to)
    if sum(1 for _ in folder.rglob("*")) < 200:
        with contextlib.suppress(shutil.Error, OSError):
            shutil.copytree(folder, to, symlinks=True, copy_function=_copy_file)
    return to


def _copy_file(source: str, target: str) -> None:
    if Path(source).is_file():
        shutil.copyfile(source, target, follow_symlinks=False)


def _removed(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _keep(kept: Path, to: Path, asked: Asked, ended: Ended, faults: list[str]) -> None:
    _removed(to)
    to.mkdir(parents=True)
    if kept.exists():
        kept.rename(to / "trial")
    (to / "asked.txt").write_text(
        f"{asked.arguments!r}\n{asked.environment!r}\n{faults}\n{ended}\n", "utf-8", "backslashreplace"
    )


def import_everything() -> None:
    """Import what the commands import when they are run, so that runs need not."""
    if "polars" in sys.modules and gc.get_freeze_count():
        return
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        for arguments in _IMPORTING:
            names = Path(place) / "names"
            told = forked_run(Asked("imports", arguments, _TOY), Path(place), names)
            if told.code not in DOCUMENTED:
                raise RuntimeError(f"{arguments} ends with {told.code}: {told.err!r}")
            for name in names.read_text("utf-8").split():
                with contextlib.suppress(ImportError):
                    importlib.import_module(name)
        for arguments in _IMPORTING:
            if "batch" not in arguments and "impact" not in arguments:  # which start threads
                _run_here(arguments, Path(place))
    gc.collect()
    gc.freeze()
    _least_megabytes.cache_clear()


def _run_here(arguments: Sequence[str], folder: Path) -> None:
    """Run the command in this process, so that what it keeps for later is kept for the processes forked from this."""
    before, handlers = Path.cwd(), {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    streams = sys.stdout, sys.stderr, sys.argv
    os.environ.update(_TOY)
    os.chdir(folder)
    sys.argv = ["dothi", *arguments, "--force"] if "--output" in arguments else ["dothi", *arguments]
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            sys.stdout = sys.stderr = nowhere
            with contextlib.suppress(SystemExit):
                cli.main()
    finally:
        os.chdir(before)
        sys.stdout, sys.stderr, sys.argv = streams
        for number, handler in handlers.items():
            signal.signal(number, handler)


_TOY = {"DOTHI_RULES": str(TOY_RULES), "DOTHI_DATA": str(TOY_DATA)}
_IMPORTING = (
    ("check", "alpha", "--to", "SILVER", "--law", "toy-law"),
    ("check", "alpha", "--to", "SILVER", "--law", "toy-law", "--explain", "--lang", "en"),
    ("list",),
    ("batch", "--to", "SILVER", "--law", "toy-law", "--no-progress", "--output", "results.xlsx"),
    ("batch", "--to", "SILVER", "--law", "toy-law", "--no-progress", "--output", "results.parquet"),
    ("laws",),
    ("targets",),
    ("rules", "lint"),
    ("rules", "test", "--mutate"),
    ("rules", "show", "toy-law"),
    ("rules", "schema"),
    ("rules", "diff", "toy-law", "toy-law"),
    ("rules", "impact", "toy-law", "toy-law"),
    ("rules", "sign", "toy-law", "1", "--by", "A", "--document", "D", "--dry-run"),
    ("rules", "export", "toy-law", "--output", "book.xlsx"),
    ("rules", "import", "book.xlsx", "--dry-run"),
)


def forked_run(asked: Asked, folder: Path, names: Path | None = None, is_watched: bool = False) -> Ended:
    """Run the command in a forked process, in a folder, and measure it.

    Args:
        names: gets the names of the modules that are imported in the end.
        is_watched: the program is watched by another process, as it is for users.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before = _least_megabytes()
        process = os.fork()
        if not process:
            _run(asked, folder, out.fileno(), err.fileno(), names, is_watched)
        status, usage = _waited(process)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read())
    megabytes = usage.ru_maxrss * 1024 / 1e6 - before
    return Ended(os.waitstatus_to_exitcode(status), texts[0], texts[1], usage.ru_utime + usage.ru_stime, megabytes)


def _waited(process: int) -> tuple[int, resource.struct_rusage]:
    until, pause = time.monotonic() + MOST_WAITING, 0.002
    while time.monotonic() < until:
        found, status, usage = os.wait4(process, os.WNOHANG)
        if found:
            return status, usage
        time.sleep(pause)
    os.killpg(process, signal.SIGXCPU)
    time.sleep(0.1)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    _, status, usage = os.wait4(process, 0)
    return status, usage


@cache
def _least_megabytes() -> float:
    """The memory of a forked process that does nothing."""
    process = os.fork()
    if not process:
        os._exit(0)
    return os.wait4(process, 0)[2].ru_maxrss * 1024 / 1e6


def _run(asked: Asked, folder: Path, out: int, err: int, names: Path | None, is_watched: bool) -> NoReturn:
    code = 70
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_PROCESSOR_SECONDS, MOST_PROCESSOR_SECONDS + 1))
        null = os.open(os.devnull, os.O_RDONLY)
        for number, source in enumerate((null, out, err)):
            os.dup2(source, number)
        os.chdir(folder)
        for name in ("DOTHI_RULES", "DOTHI_DATA", "COLUMNS"):
            os.environ.pop(name, None)
        os.environ.update({"HOME": str(folder), **asked.environment})
        sys.argv = ["dothi", *asked.arguments]
        (cli.start if is_watched else cli.main)()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0 if ended.code is None else 1
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        if names:
            names.write_text("\n".join(sys.modules), "utf-8")
        os._exit(code)


def faults_of(asked: Asked, ended: Ended, folder: Path) -> list[str]:
    """Return what the run did that must never happen."""
    faults = []
    allowed = DOCUMENTED if "--exit-code" in asked.arguments else DOCUMENTED - VERDICTS
    last = ended.err.decode("utf-8", "replace").strip().rpartition("\n")[2][:300]
    if -ended.code in {signal.SIGXCPU, signal.SIGKILL}:
        faults.append("hangs")
    elif ended.code not in allowed:
        faults.append(f"ends with {ended.code}: {last}")
    elif ended.seconds > MOST_SECONDS and "--mutate" not in asked.arguments:  # which tries every number
        faults.append(f"takes {ended.seconds:.1f} s and ends with {ended.code}: {last}")
    if ended.megabytes > MOST_MEGABYTES:
        faults.append(f"takes {ended.megabytes:.0f} MB and ends with {ended.code}: {last}")
    if ended.code in REFUSALS and not (ended.err + ended.out).strip():
        faults.append(f"ends with {ended.code} and says nothing")
    if (
        ended.code in REFUSALS and ended.err.count(b"\n") > MOST_LINES + sum(map(len, asked.arguments)) // 50
    ):  # which are quoted
        faults.append(f"says {ended.err.count(b'%c' % 10)} lines")
    faults += _told_wrongly("stdout", ended.out) + _told_wrongly("stderr", ended.err)
    for path in sorted(folder.glob("result*")):
        if path.suffix in TEXT_FILES and path.is_file() and not path.is_symlink():
            faults += _told_wrongly(path.name, path.read_bytes().replace(b"\r\n", b"\n").removeprefix(b"\xef\xbb\xbf"))
    return faults


def _told_wrongly(where: str, raw: bytes) -> list[str]:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return [f"{where} is not UTF-8: {error.reason}"]
    faults = []
    if found := _OF_PYTHON.search(text):
        faults.append(f"{where} shows {found[0]!r}")
    if found := _OBEYED.search(text):
        faults.append(f"{where} has {found[0]!r} raw: {text[max(0, found.start() - 60) : found.end() + 20]!r}")
    return faults
