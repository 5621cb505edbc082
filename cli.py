"""The command ``dothi``: each subcommand parses its arguments, calls one function and hands the result to a renderer.

Data go to stdout, everything else to stderr. Exit codes: 0 done · 2 wrong usage · 4 unsound rules · 5 unsound data ·
70 internal error; with ``--exit-code`` 1 not met, 3 undetermined.
"""

import gc
import signal

# Set before the slow imports, so that Ctrl-C ends the command quietly even while it is starting.
signal.signal(signal.SIGINT, signal.SIG_DFL)
# A command is short-lived and keeps most of its objects: at the default thresholds, garbage collection would take a
# tenth of its time.
gc.set_threshold(200_000, 50, 50)

import contextlib
import io
import itertools
import os
import sys


def _end_internal(kind: type[BaseException], error: BaseException, _: object) -> None:
    """End with exit code 70 while the program is still being imported: no memory, or a library that is not there."""
    sentence = f"Internal error: {kind.__name__}: {error}"
    if issubclass(kind, ImportError):
        sentence = (
            f"Chưa cài đủ dothi cho Python này. dothi is not installed whole for this Python ({error}). "
            "Cài lại · install again: pip install --require-hashes -r requirements/runtime.txt"
        )
    os.write(2, f"{sentence}\n".encode("utf-8", "backslashreplace"))
    os._exit(70)


sys.excepthook = _end_internal

from importlib.metadata import version
from typing import Annotated, NoReturn

import typer

from classifier.assessment.disagreement import EnginesDisagree
from classifier.engines.durable import EngineIsMissing, InferenceFailed
from criteria.diagnostic import MOST_SHOWN, Diagnostic, Location, NotOnFile, Unsound, UnsoundOption, UnsoundRules
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.folder_locks import FolderIsBusy
from criteria.owned_folders import sweep_scratch_folders
from dothi.commands import (
    batch,
    check,
    exchange,
    law_changes,
    laws,
    lint,
    municipalities,
    plan,
    rule_pages,
    rule_tests,
    signing,
    targets,
)
from dothi.commands.completion import is_asked_by_a_shell
from dothi.commands.guarded_streams import guard_streams, release_streams
from dothi.commands.options import not_on_file_sentence
from dothi.commands.rules_at_hand import tell_in
from dothi.commands.terminal import EXIT_DATA, EXIT_RULES, Answered
from dothi.ends import (
    EXIT_INTERNAL,
    EXIT_INTERRUPTED,
    EXIT_USAGE,
    code_of,
    code_of_refusal,
    finish,
    is_closed_pipe,
    leave,
    say,
    say_raw,
)
from dothi.engine_build import build_engine_command
from dothi.journals import UnsoundJournal
from dothi.left_behind import Listener
from dothi.planner.path import PlanRefuted
from dothi.reports.texts import Texts, printable, texts_in
from dothi.watched import run_watched
from dothi.whole_files import TargetAppeared

sys.excepthook = sys.__excepthook__  # everything is imported: from here on, `main` catches what goes wrong

PROGRAM = "dothi"

app = typer.Typer(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    help="Đánh giá đô thị theo tiêu chí phân loại đô thị. Assess urban areas against the classification law.",
)
rules = typer.Typer(invoke_without_command=True, help="Các tệp quy định. The rule files.")
app.add_typer(rules, name="rules")
for command in (check, plan, batch, municipalities, targets, laws):
    command.register(app)
for command_on_rules in (rule_pages, lint, rule_tests, law_changes, signing, exchange):
    command_on_rules.register(rules)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        sys.stdout.write(f"{PROGRAM} {version(PROGRAM)}\n")
        raise typer.Exit


@app.callback()
def _of_the_program(
    context: typer.Context,
    _: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Số phiên bản. Show the version."),
    ] = False,
) -> None:
    """Without a command, show the commands and exit as wrong usage."""
    _without_command(context)


@rules.callback()
def _without_command(context: typer.Context) -> None:
    """Without a command, show the commands and exit as wrong usage."""
    if context.invoked_subcommand is None:
        with contextlib.redirect_stdout(sys.stderr):
            sys.stdout.write(context.get_help() + "\n")
        raise typer.Exit(EXIT_USAGE)


def _language_of_arguments() -> Texts:
    """Find the language in the arguments before typer parses them, so that every refusal can use it."""
    arguments = sys.argv[1:]
    asked = [value for name, value in itertools.pairwise(arguments) if name == "--lang"]
    asked += [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return texts_in("en" if asked[-1:] == ["en"] else "vi")


def _stopping_signals() -> list[signal.Signals]:
    """Return the signals that ask the program to end; not that of a closed terminal if it is to outlive that."""
    named = (signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
    return [one for one in named if one is signal.SIGINT or signal.getsignal(one) is not signal.SIG_IGN]


class _Stopped(SystemExit):
    """The program was asked to end. It says so once it has cleaned up: while a library reads, stderr leads nowhere."""


def _stop() -> NoReturn:
    for number in _stopping_signals():
        signal.signal(number, signal.SIG_IGN)  # once is enough
    if not sys.stdout.isatty():
        sys.stdout = io.StringIO()  # what is left to write is dropped: nobody may be reading it any more
    raise _Stopped(EXIT_INTERRUPTED)


def _prepare_streams() -> None:
    """Let the streams take Vietnamese, whatever encoding the environment declares; end if there are none."""
    if sys.stdout is None or sys.stderr is None:
        os._exit(EXIT_INTERNAL)  # there is no stream to report the problem on
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if not is_asked_by_a_shell():
        guard_streams()


def _run() -> None:
    """Run the command; every refusal ends in a sentence and an exit code, never in a traceback."""
    texts = _language_of_arguments()
    for number in _stopping_signals():
        signal.signal(number, lambda *_: _stop())
    _prepare_streams()
    sweep_scratch_folders()
    Listener.tell = staticmethod(tell_in(texts))
    try:
        app(prog_name=PROGRAM)
    except NotOnFile as error:
        _end(not_on_file_sentence(error, texts), EXIT_USAGE)
    except Unsound as error:
        lines = [texts.diagnostic(diagnostic) for diagnostic in error.diagnostics[:MOST_SHOWN]]
        if len(error.diagnostics) > MOST_SHOWN:
            count = texts.number(len(error.diagnostics) - MOST_SHOWN, 0)
            lines.append(texts.text("refused", "more_faults", count=count))
            cut = [one for one in error.diagnostics[MOST_SHOWN:] if one.kind is DiagnosticKind.TOO_MANY_DIAGNOSTICS]
            lines += [texts.diagnostic(one) for one in cut[:1]]
        _end("\n".join(lines), _code_of_unsound(error))
    except EnginesDisagree as error:
        _end(texts.text("refused", "engines_disagree", subjects=", ".join(error.subjects)), EXIT_INTERNAL)
    except EngineIsMissing as error:
        command = build_engine_command()
        _end(texts.text("refused", "engine_is_missing", problem=str(error), command=command), EXIT_INTERNAL)
    except PlanRefuted as error:
        _end(texts.text("plan", "refuted", verdict=texts.text("verdict_word", error.verdict)), EXIT_INTERNAL)
    except InferenceFailed as error:
        _end(texts.text("refused", "inference_failed", problem=str(error)), EXIT_INTERNAL)
    except MemoryError:
        _end(texts.text("refused", "out_of_memory"), EXIT_INTERNAL)
    except TargetAppeared as error:
        _end(texts.text("refused", "output_exists", path=printable(str(error.filename))), EXIT_USAGE)
    except FolderIsBusy as error:
        _end(texts.text("refused", "folder_is_busy", path=printable(str(error.filename))), EXIT_INTERNAL)
    except UnsoundJournal as error:
        _end(texts.text("refused", "unsound_journal", path=printable(str(error.path))), EXIT_INTERNAL)
    except OSError as error:
        problem = texts.os_problem(error.strerror or str(error))
        if error.filename is not None:
            problem = f"{error.filename}: {problem}"
        if not is_closed_pipe(error):
            say(texts.text("refused", "output", problem=problem))
        leave(code_of_refusal(error))


def _code_of_unsound(error: Unsound) -> int:
    if isinstance(error, UnsoundOption):
        return EXIT_USAGE
    return EXIT_RULES if isinstance(error, UnsoundRules) else EXIT_DATA


def main() -> None:
    """Run the command; whatever goes wrong ends in a sentence and exit code 70, never in 1, which means *not met*."""
    code = 0
    try:
        _run()
    except _Stopped:
        say(_language_of_arguments().text("refused", "interrupted"))
        code = EXIT_INTERRUPTED
    except SystemExit as ended:
        code = code_of(ended, Answered, typer.Exit)
    except BaseException as error:  # noqa: BLE001 - the last resort for bugs, and for panics of libraries
        _tell_slip(error)
        code = EXIT_INTERNAL
    finally:
        release_streams()
    finish(code)


def start() -> None:
    """Run the command as a program of its own: a library that ends its process ends it in a sentence and a code too."""
    run_watched(main, _crashed)


def _crashed(place: str, number: int) -> int:
    """Tell that a library ended the program; if it was reading a file, that the file is damaged."""
    texts = _language_of_arguments()
    name = signal.Signals(number).name
    if number == signal.SIGKILL:
        say(texts.text("refused", "out_of_memory"))
        return EXIT_INTERNAL
    if not place:
        say(texts.text("refused", "slip", problem=name))
        return EXIT_INTERNAL
    say(texts.diagnostic(Diagnostic(Location(place), DiagnosticKind.TABLE_IS_DAMAGED, {"problem": name})))
    return EXIT_DATA


def _tell_slip(error: BaseException) -> None:
    problem = f"{type(error).__name__}: {error}"
    try:
        say(_language_of_arguments().text("refused", "slip", problem=problem))
    except BaseException:  # noqa: BLE001 - not even the sentence can be made
        say_raw(f"Internal error: {problem}")


def _end(sentence: str, code: int) -> NoReturn:
    say(sentence)
    sys.exit(code)


if __name__ == "__main__":
    start()
