"""The program's answers, as its commands write them. No other module of the oracle imports the program."""

import contextlib
import io
import json
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import cli
from tests.oracle.draw import Question

Answers = Mapping[str, Mapping[str, Any]]
"""A row of results by municipality."""


def _run(*words: str | Path) -> str:
    """Run a command in this process and return what it writes to stdout.

    Raises:
        RuntimeError: the command refused what it was given.
    """
    out, told = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGINT)
    try:
        with (
            mock.patch.object(sys, "argv", ["dothi", *map(str, words), "--lang", "en"]),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(told),
        ):
            cli.main()
    except SystemExit as ended:
        if ended.code:
            raise RuntimeError(told.getvalue()) from ended
    finally:
        signal.signal(signal.SIGINT, handler)
    return out.getvalue()


def _asked(data: Path, question: Question, type_: str) -> tuple[str | Path, ...]:
    return ("--data", data, "--family", question.family, "--as-of", question.as_of, "--to", type_)


def batch(data: Path, question: Question, type_: str, output: Path) -> Answers:
    """Return what ``dothi batch`` says; a row that it rejects is refused."""
    _run("batch", *_asked(data, question, type_), "--output", output, "--strict", "--no-progress")
    rows = json.loads(output.read_text(encoding="utf-8"))
    return {row["municipality"]: row for row in rows}


def check(data: Path, question: Question, type_: str, towns: Sequence[str]) -> Answers:
    """Return what ``dothi check`` says of towns, in the columns of ``batch``."""
    return {town: _row(_run("check", town, *_asked(data, question, type_), "--format", "json")) for town in towns}


def _row(text: str) -> dict[str, Any]:
    found = json.loads(text)
    row = {"law": found["law"]["id"], "verdict": found["verdict"], "pass_mark": found["points"]["pass_mark"]}
    if "table_verdict" in found:
        row["table_verdict"] = found["table_verdict"]
    row |= {f"verdict_{other['id']}": other["verdict"] for other in found["other_readings"]}
    ends = {"points": found["points"]}
    ends |= {f"c{criterion['id']}": criterion["points"] for criterion in found["criteria"]}
    for name, points in ends.items():
        row |= {f"{name}_lower": points["lower"], f"{name}_upper": points["upper"]}
    return row
