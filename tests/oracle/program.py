"""The program's answers, as ``dothi batch`` writes them. No other module of the oracle imports the program."""

import contextlib
import datetime
import io
import json
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import cli
from classifier.assessment.assessor import Assessor
from criteria.data_files import read_dataset
from criteria.quantity import text_from_integer
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.standard import POINT_DECIMALS
from tests.oracle.draw import Question

Answers = Mapping[str, Mapping[str, Any]]
"""A row of results by municipality."""


def batch(data: Path, question: Question, type_: str, output: Path) -> Answers:
    """Run ``dothi batch`` in this process.

    Raises:
        RuntimeError: the command refused the data, or some of its rows.
    """
    words = ["batch", "--data", data, "--family", question.family, "--as-of", question.as_of, "--to", type_]
    words += ["--output", output, "--strict", "--no-progress", "--lang", "en"]
    told = io.StringIO()
    handler = signal.getsignal(signal.SIGINT)
    try:
        with (
            mock.patch.object(sys, "argv", ["dothi", *map(str, words)]),
            contextlib.redirect_stdout(told),
            contextlib.redirect_stderr(told),
        ):
            cli.main()
    except SystemExit as ended:
        if ended.code:
            raise RuntimeError(told.getvalue()) from ended
    finally:
        signal.signal(signal.SIGINT, handler)
    rows = json.loads(output.read_text(encoding="utf-8"))
    return {row["municipality"]: row for row in rows}


def check(data: Path, question: Question, type_: str, towns: Sequence[str]) -> Answers:
    """Judge towns one by one, as ``dothi check`` does, by the two evaluators that it holds against each other."""
    library, day = Library(rules_folder()), datetime.date.fromisoformat(question.as_of)
    dataset = read_dataset(data, library.vocabulary, library.indicators)
    answers = {}
    with Assessor(library.rulebook(library.register.law(question.law))) as assessor:
        for town in towns:
            found = assessor.assess(
                dataset.municipality(town),
                dataset.measured(town, day),
                type_,
                day,
                surroundings=dataset.surroundings(town, day),
            )
            row = {"law": found.rulebook.law.id, "verdict": found.verdict.value}
            row |= {f"verdict_{other.reading.id}": other.verdict.value for other in found.other_readings}
            ends = {"points": (found.lower, found.upper)}
            ends |= {f"c{criterion.criterion.id}": (criterion.lower, criterion.upper) for criterion in found.criteria}
            for name, (lower, upper) in ends.items():
                row[f"{name}_lower"] = text_from_integer(lower, POINT_DECIMALS)
                row[f"{name}_upper"] = text_from_integer(upper, POINT_DECIMALS)
            answers[town] = row
    return answers
