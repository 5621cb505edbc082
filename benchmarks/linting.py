"""The time to lint a law: its files, the files all laws share, and its worked cases, which are read but not judged."""

import statistics

from benchmarks.timing import Timing, timed
from criteria.rule_files.folders import rules_folder
from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey

LARGEST = "nq-1211-2016"
"""The law with the most files and standards of its own."""

MOST_CASES = "nq-27-2022"
"""The law with the most worked cases; it amends the largest law, so both are read."""

LIMIT = 150.0
LIMIT_WITH_CASES = 300.0
ROUNDS = 15


def figures() -> tuple[Timing, ...]:
    """Return the median time for the largest law and for the law with the most cases."""
    return (
        _figure(f"lint of the largest law ({LARGEST})", LARGEST, LIMIT),
        _figure(f"lint of the law of the most cases ({MOST_CASES})", MOST_CASES, LIMIT_WITH_CASES),
    )


def _figure(name: str, law: str, limit: float) -> Timing:
    folder = rules_folder() / law
    found, _ = timed(lambda: findings(Survey(folder)))  # the first round pays for work that Python does only once
    median = statistics.median(timed(lambda: findings(Survey(folder)))[1] for _ in range(ROUNDS))
    files = len(list(folder.rglob("*.yaml")))
    how = f"{files} files read anew and linted, {ROUNDS} rounds after one unmeasured, {len(found)} findings"
    return Timing(name, median, limit, "ms", how)
