"""Published and office cases, judged as the command judges them: by ``check``, and by ``batch`` in both forms."""

import csv
import io
import json
import signal
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest.mock import patch

import cli
from tests.support.case_tables import read_case
from tests.support.paths import REAL_CASES


def run(*arguments: str) -> tuple[int, str, str]:
    """Run the command in this process and return its exit code, stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    handler = signal.getsignal(signal.SIGINT)
    code: object = 0
    with patch.object(sys, "argv", ["dothi", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
    signal.signal(signal.SIGINT, handler)
    return int(str(code or 0)), out.getvalue(), err.getvalue()


def checked(folder: str, municipality: str, to: str, day: str, *more: str) -> dict[str, Any]:
    """Return the JSON of ``check`` for one unit of a case."""
    data = str(REAL_CASES / folder)
    asked = ("check", municipality, "--to", to, "--data", data, "--as-of", day, "--format", "json", *more)
    code, out, err = run(*asked)
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def batched(folder: str, to: str, day: str, *more: str, wide: bool = False) -> dict[str, dict[str, str]]:
    """Return the rows of ``batch`` for a case, by municipality; with ``wide`` the same data in the wide form."""
    with tempfile.TemporaryDirectory() as scratch:
        data = REAL_CASES / folder
        if wide:
            data = wide_form(data, Path(scratch) / "wide.csv", day)
        output = Path(scratch) / "result.csv"
        asked = ("batch", "--to", to, "--data", str(data), "--as-of", day, "--output", str(output), "--no-progress")
        code, _, err = run(*asked, *more)
        assert code in {0, 5}, err
        with output.open(encoding="utf-8-sig", newline="") as lines:
            return {row["municipality"]: row for row in csv.DictReader(lines)}


def wide_form(data: Path, path: Path, day: str) -> Path:
    """Write a case in the wide form; see `CaseTables.write_wide`."""
    return read_case(data).write_wide(path, day)
