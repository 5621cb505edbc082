"""Without the rules engine, what needs it ends in one sentence that says how to build it, and the rest works."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dothi.engine_build import ENGINE, build_engine_command
from tests.support.paths import ROOT

UNDEFINED = "durable_rules_engine.so: undefined symbol: PyEval_CallObject"
CHECK = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")
FREE_OF_THE_ENGINE = (
    ("--version",),
    ("list",),
    ("laws",),
    ("batch", "--to", "next", "--as-of", "2021-11-11"),
    ("rules", "show", "nq-1210-2016", "4.1"),
    ("rules", "diff", "nq-1211-2016", "nq-27-2022"),
)


def run_without(module: str, folder: Path, problem: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command where importing a module fails."""
    (folder / f"{module}.py").write_text(f"raise ImportError({problem!r})\n", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_names_the_pinned_engine() -> None:
    """The version that is to be built is the one that the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert ENGINE in project["dependencies"]


def test_the_command_builds_for_this_python() -> None:
    """What is built goes into the environment that runs, is made anew, and finds the name that 3.13 dropped."""
    command = build_engine_command()
    assert command.startswith('CC="gcc -DPyEval_CallObject=PyObject_CallObject" ')
    assert f"{sys.executable} -m pip install --no-cache-dir --no-binary durable_rules --force-reinstall" in command


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "Không nạp được bộ suy diễn"), ("en", "The rules engine durable_rules does not load")],
)
@pytest.mark.parametrize("module", ["durable_rules_engine", "durable"])
def test_judging_without_it_is_refused(tmp_path: Path, module: str, language: str, said: str) -> None:
    """``check`` gives no verdict and no verdict's code: one sentence says what is missing and what mends it."""
    ended = run_without(module, tmp_path, UNDEFINED, *CHECK, "--data", "examples/tra-vinh", "--lang", language)
    (line,) = ended.stderr.splitlines()
    assert (70, "") == (ended.returncode, ended.stdout)
    assert line.startswith(said)
    assert UNDEFINED in line
    assert line.endswith(build_engine_command())


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [("rules", "lint"), ("rules", "test"), ("targets",), (*CHECK, "--exit-code")])
def test_whatever_needs_it_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Every command that judges by the engine ends with the same code and the same command."""
    ended = run_without("durable_rules_engine", tmp_path, UNDEFINED, *arguments)
    assert (70, "") == (ended.returncode, ended.stdout)
    assert ended.stderr.endswith(build_engine_command() + "\n")


@pytest.mark.slow
@pytest.mark.parametrize("arguments", FREE_OF_THE_ENGINE, ids=" ".join)
def test_what_does_not_need_it_works(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Lists, pages, differences and whole batches do not ask the engine, so they do without it."""
    ended = run_without("durable_rules_engine", tmp_path, UNDEFINED, *arguments)
    assert 0 == ended.returncode, ended.stderr
    assert ended.stdout


@pytest.mark.slow
@pytest.mark.parametrize("module", ["typer", "pydantic", "yaml"])
def test_a_library_that_is_missing_is_named(tmp_path: Path, module: str) -> None:
    """Where another library is missing, a sentence says which and how to install, and no verdict's code is used."""
    ended = run_without(module, tmp_path, f"No module named '{module}'", "check", "duyen-hai", "--to", "III")
    assert 70 == ended.returncode
    assert "Traceback" not in ended.stderr
    assert f"No module named '{module}'" in ended.stderr
