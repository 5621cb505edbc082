"""Compare more units than the tests do: ``python -m tests.oracle [UNITS [SEED]]``; exit 1 where answers differ."""

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.oracle.compare import compare
from tests.oracle.draw import QUESTIONS


def main(count: int = 3_000, seed: int = 1) -> int:
    """Write the figures of each law and its first differences. Return the exit code."""
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for question in QUESTIONS:
            began = perf_counter()
            result = compare(question, count, seed, Path(folder))
            differing += len(result.differences)
            lines = [
                f"{question.law}: {result.units} units, {len(result.differences)} differences",
                f"{result.answers} answers, {result.one_number} of them one number, {perf_counter() - began:.1f} s",
                ", ".join(f"{verdict}: {number}" for verdict, number in sorted(result.verdicts.items())),
                *map(str, result.differences[:10]),
            ]
            sys.stdout.write("\n  ".join(lines) + "\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
