"""A mebibyte of whatever costs the loader less than a second and less than 200 MB."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from criteria.rule_files.yaml_file import MOST_DIAGNOSTICS, MOST_VALUES, read_yaml
from tests.support.example_folders import copy_of_toy_rules, diagnostics_of_rules, is_one_line, sentences
from tests.support.hostile import FILES, MEBIBYTE
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

MOST_SECONDS = 1.0
MOST_MEGABYTES = 200.0


@pytest.fixture(scope="module")
def costs() -> Any:
    """What each of the hostile files costs, measured in a process of its own."""
    command = [sys.executable, "-m", "tests.support.hostile"]
    # Without coverage, which would be measured too.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_loaded_or_refused_within_a_second(costs: Any, name: str) -> None:
    """Loading rules with the file among them takes less than a second of processor time, and so does linting them."""
    loading, linting = costs["seconds"][name]
    assert loading < MOST_SECONDS
    assert linting < MOST_SECONDS


def test_hostile_files_take_little_memory(costs: Any) -> None:
    """All of them, one after the other, never took more than 200 MB."""
    assert 0 < costs["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_no_larger_than_a_file_may_be(name: str) -> None:
    """A hostile file is not refused for its size alone."""
    assert len(FILES[name][1].encode()) <= MEBIBYTE


def test_a_file_that_says_too_much_is_refused_where_it_does(tmp_path: Any) -> None:
    """A file of more values than any law has is refused at the first that is too many."""
    path = tmp_path / "more.yaml"
    path.write_text("- 1\n" * (MOST_VALUES + 1), "utf-8")
    (diagnostic,) = read_yaml(path, "more.yaml")[0].diagnostics
    assert ("file_says_too_much", MOST_VALUES) == (diagnostic.kind, diagnostic.location.line)


def test_after_a_hundred_diagnostics_the_rest_is_not_told(tmp_path: Any) -> None:
    """If everything is wrong, the first hundred mistakes are reported, and that there are more."""
    rules = copy_of_toy_rules(tmp_path)
    (rules / "toy-law" / "more.yaml").write_text("kind: sources\nsources:\n" + "- a\n" * 200, "utf-8")
    diagnostics = diagnostics_of_rules(rules)
    assert ["mapping_expected"] * MOST_DIAGNOSTICS + ["too_many_diagnostics"] == [one.kind for one in diagnostics]
    assert all(is_one_line(line) for line in sentences(diagnostics[-1]))


def test_too_many_diagnostics_of_meaning_are_told_so_too(tmp_path: Any) -> None:
    """Of hundreds of unknown names, a hundred are reported."""
    rules = copy_of_toy_rules(tmp_path)
    people = rules / "toy-law" / "criterion-people.yaml"
    many = ", ".join(f"gazette-{number}" for number in range(200))
    people.write_text(people.read_text("utf-8").replace("[toy-gazette]", f"[{many}]"), "utf-8")
    kinds = [one.kind for one in diagnostics_of_rules(rules)]
    assert ["unknown_source"] * MOST_DIAGNOSTICS + ["too_many_diagnostics"] == kinds
