"""How the program ends: 1 and 3 are verdicts and nothing else, whatever becomes of streams, libraries and memory."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.measured_run import measured
from tests.support.paths import ROOT, TRA_VINH

pytestmark = pytest.mark.slow

VERDICT = ("check", "duyen-hai", "--to", "III", "--as-of", "2026-11-30", "--exit-code", "--data", str(TRA_VINH))
REFUSALS = [
    (("check", "duyen-hai", "--to", "VII"), 2),
    (("nonsense",), 2),
    (("check", "nobody", "--to", "III"), 2),
    (("list", "--data", "nowhere"), 5),
    (("laws",), 4),
]
CLI = [sys.executable, "-m", "cli"]


def environment(**more: str) -> dict[str, str]:
    """Return the environment without what tests or users set in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "DOTHI_"))}
    return kept | {"PYTHONPATH": str(ROOT)} | more


def ended(*arguments: str, out: int = subprocess.DEVNULL, err: int = subprocess.DEVNULL, **more: str) -> int:
    """Run the command with these streams and return its exit code."""
    run = subprocess.run(
        [*CLI, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment(**more), check=False
    )
    return run.returncode


def closed_pipe() -> int:
    """Return the end of a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


@pytest.mark.parametrize(("arguments", "code"), REFUSALS)
def test_a_refusal_keeps_its_code(arguments: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """Where the sentence of a refusal cannot be written, its code tells it all the same."""
    more = {"DOTHI_RULES": str(tmp_path)} if code == 4 else {}
    writer = closed_pipe()
    with Path("/dev/full").open("w") as full:
        assert [code] * 3 == [
            ended(*arguments, **more),
            ended(*arguments, err=full.fileno(), **more),
            ended(*arguments, err=writer, **more),
        ]
    os.close(writer)


def test_a_verdict_that_cannot_be_written_is_none() -> None:
    """An answer that is lost on a full disk or in a closed pipe ends with 70, not with the code of its verdict."""
    writer = closed_pipe()
    with Path("/dev/full").open("w") as full:
        codes = [ended(*VERDICT), ended(*VERDICT, out=full.fileno()), ended(*VERDICT, out=writer)]
    os.close(writer)
    assert codes[0] in {1, 3}
    assert [70, 70] == codes[1:]


@pytest.mark.parametrize("stream", [1, 2])
def test_a_stream_that_is_closed_from_the_start(stream: int) -> None:
    """Without stdout or stderr the program ends with 70."""
    words = " ".join(f"'{word}'" for word in [*CLI, *VERDICT])
    run = subprocess.run(["sh", "-c", f"{words} {stream}>&-"], capture_output=True, env=environment(), check=False)
    assert 70 == run.returncode


def with_patch(patch: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command after some lines of Python."""
    script = f"import cli, os, signal\nimport dothi.commands.options as options\n{patch}\ncli.start()\n"
    return subprocess.run(
        [sys.executable, "-c", script, *arguments, "--lang", "en"],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )


IN_LIBRARY = """
from criteria.data_files.native_reading import native_reading
class Panic(BaseException): pass
def fails(_):
    with native_reading("towns.parquet"):
        {failure}
options.content_hash = fails
"""


@pytest.mark.parametrize("number", ["SIGABRT", "SIGSEGV"])
def test_a_library_that_ends_the_process(number: str) -> None:
    """Where a library aborts or crashes while it reads a file, the file is refused at its place."""
    failure = f"os.write(2, b'stack backtrace'); os.kill(os.getpid(), signal.{number})"
    run = with_patch(IN_LIBRARY.format(failure=failure), "list")
    assert (5, "", f"towns.parquet:1:1: cannot read the table: {number}\n") == (run.returncode, run.stdout, run.stderr)


def test_a_process_that_ends_without_a_file() -> None:
    """Where it aborts elsewhere, that is an internal error."""
    run = with_patch("options.content_hash = lambda _: os.abort()", "list")
    assert (70, True) == (run.returncode, run.stderr.startswith("Internal error: SIGABRT."))


@pytest.mark.parametrize("failure", ["BaseException('panic')", "MemoryError()", "RecursionError()", "SystemError('x')"])
def test_what_no_command_foresees(failure: str) -> None:
    """Whatever is raised, even what is no `Exception`, ends in one sentence and 70."""
    patch = f"def fails(_):\n    raise {failure}\noptions.content_hash = fails"
    run = with_patch(patch, "check", "duyen-hai", "--to", "III", "--exit-code")
    assert (70, "", 1) == (run.returncode, run.stdout, len(run.stderr.splitlines()))
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("megabytes", [40, 60, 80, 120, 200])
def test_too_little_memory(megabytes: int) -> None:
    """However little memory there is, the end is an answer or an internal error, never a verdict's code by accident."""
    run = measured("list", "--data", TRA_VINH, memory=megabytes * 1024 * 1024)
    assert run.code in {0, 70}, run
    assert run.is_clean


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_signal_ends_both_processes(number: signal.Signals, tmp_path: Path) -> None:
    """Whoever ends the process that was started ends the one that works too."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script = (
        "import cli\nimport dothi.commands.options as options\n"
        f"options.content_hash = lambda _: open({str(pipe)!r}).read()\ncli.start()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, "list"], stderr=subprocess.DEVNULL, env=environment())
    with pipe.open("w") as held:  # returns once the working process has opened the other end
        process.send_signal(number)
        assert process.wait(timeout=20) in {130, -number}
        # Nobody reads the pipe any more: writing to it fails.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        for _ in range(200):
            try:
                os.write(held.fileno(), b"x")
            except BrokenPipeError:
                break
            signal.sigtimedwait([], 0.02)
        else:
            pytest.fail("the working process goes on")
