"""The page ``docs/benchmarks.md``: what was measured, on which machine, and what is over its limit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.columnar import Rate
from benchmarks.scaling import EveryType, Run

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
TARGETS = {"OpenFisca": 2.0, "NumPy": 4.0, "GoRules Zen": 200.0}
"""How many times quicker than a peer the columnar engine must be, by the beginning of the peer's name."""
MOST_SECONDS_OF_EVERY_TYPE = 1.0
MEMORY = {10**6: 3072.0, 10**7: 4096.0}
"""The most memory that a whole run may take, in MiB, by the number of towns."""


def page(
    rates: Sequence[Rate],
    missing: Sequence[str],
    scaling: Sequence[tuple[int, Sequence[float]]],
    every_type: EveryType,
    runs: Sequence[Run],
    machine: str,
) -> str:
    """Return the page as Markdown."""
    return "\n".join([*_head(machine), *_rates(rates, missing), *_scaling(scaling, every_type), *_runs(runs), ""])


def shortfalls(rates: Sequence[Rate], every_type: EveryType, runs: Sequence[Run]) -> Iterator[str]:
    """Yield a sentence for each figure that misses its target."""
    ours = rates[0].checks
    for rate in rates:
        for begins, times in TARGETS.items():
            if rate.name.startswith(begins) and ours < times * rate.checks:
                yield f"{ours / rate.checks:.1f} × {rate.name}, {times:g} × wanted"
    if every_type.seconds > MOST_SECONDS_OF_EVERY_TYPE:
        limit = MOST_SECONDS_OF_EVERY_TYPE
        yield f"1,000 towns × {every_type.types} types: {every_type.seconds:.2f} s, {limit:g} s wanted"
    for run in runs:
        if run.memory > MEMORY.get(run.towns, run.memory):
            yield f"{run.towns:,} towns: {run.memory:,.0f} MiB, {MEMORY[run.towns]:,.0f} wanted"


def _head(machine: str) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`; do not edit by hand. Compare the ratios, which come from one run on one machine,"
    yield "not the seconds. Other load on the machine slows what uses several processors more than what uses one."
    yield ""
    yield machine


def _rates(rates: Sequence[Rate], missing: Sequence[str]) -> Iterator[str]:
    yield ""
    yield "## The same towns, judged in other ways"
    yield ""
    yield "Type III of Resolution 1210, its 59 standards, towns whose values are all known and to which no special"
    yield "rule applies. Levels that are not on file are drawn for this table alone, so that every standard costs"
    yield "what it will cost. dothi judges both bounds, every reading, whether the verdict is provisional, and"
    yield "counts what is missing; the peers give the lowest points and whether the type is met. Slow peers get"
    yield "fewer towns. Before anything is timed, their points and verdicts are compared with dothi's; “differing”"
    yield "counts towns whose points differ because floats are rounded."
    yield ""
    yield "| | towns | seconds | processor seconds | million standards a second | dothi is quicker by | differing |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    ours = rates[0].checks
    for rate in rates:
        differing = "–" if rate.differing is None else f"{rate.differing:,}"
        numbers = f"{rate.towns:,} | {rate.seconds:.3f} | {rate.processor:.3f} | {rate.checks / 1e6:,.2f}"
        yield f"| {rate.name} | {numbers} | {ours / rate.checks:,.1f} × | {differing} |"
    if missing:
        yield ""
        yield f"Not installed, and so not compared: {', '.join(missing)} (`make peers`)."


def _scaling(scaling: Sequence[tuple[int, Sequence[float]]], every_type: EveryType) -> Iterator[str]:
    yield ""
    yield "## Towns and laws"
    yield ""
    yield "Seconds of engine time with some values unknown or known as bounds. Building the expressions is included;"
    yield "up to ten thousand towns it is most of the time."
    yield ""
    yield "| towns | 1 law | 2 laws | 3 laws |"
    yield "|---:|---:|---:|---:|"
    for towns, seconds in scaling:
        yield f"| {towns:,} | " + " | ".join(f"{known:.2f}" for known in seconds) + " |"
    yield ""
    yield f"1,000 mixed towns for each of the {every_type.types} types of every law: {every_type.seconds:.2f} s"
    yield f"of engine time; the first time, when plans and expressions are built, {every_type.building:.2f} s."


def _runs(runs: Sequence[Run]) -> Iterator[str]:
    yield ""
    yield "## The whole command"
    yield ""
    yield "`dothi batch` from a folder of Parquet files to a Parquet file: mixed towns, some values known as bounds."
    yield ""
    yield "| towns | seconds | most memory, MiB |"
    yield "|---:|---:|---:|"
    for run in runs:
        yield f"| {run.towns:,} | {run.seconds:.1f} | {run.memory:,.0f} |"
