"""``make bench``: measure every figure in one run and print it beside its limit.

The exit code is always 0, because timings are not tests. A figure over its limit is reported as such.
"""

import os
import platform
from importlib.metadata import version

from rich.console import Console
from rich.table import Table

from benchmarks import assessing, command, example, guarding, linting, loading, page, planning, scaling
from benchmarks.columnar import PeerComparison
from benchmarks.peers import PEERS
from benchmarks.peers.task import version_of
from benchmarks.timing import Timing
from benchmarks.towns import with_every_level
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library

MOST_TOWNS = "DOTHI_BENCH_TOWNS"
"""The environment variable that limits how many towns are drawn; 10000000 takes a quarter of an hour."""
LIBRARIES = ("durable_rules", "pydantic", "typer", "rich", "PyYAML", "Babel")


def main() -> None:
    """Measure, print the table, and report what is over its limit."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Python {platform.python_version()} on {platform.machine()}")
    console.print(", ".join(f"{name} {version(name)}" for name in LIBRARIES))
    console.print()
    loaded = example.load()
    figures = [
        *assessing.figures(loaded),
        *loading.figures(loaded),
        *linting.figures(),
        *guarding.figures(),
        *planning.figures(loaded),
        *command.figures(),
    ]
    console.print(_table(figures))
    console.print()
    for figure in figures:
        console.print(f"{figure.name}: {figure.how}.")
    failing = [figure for figure in figures if not figure.holds]
    console.print()
    for figure in failing:
        over = f"{figure.measured:.2f} {figure.unit} where {figure.limit:g} {figure.unit} is the limit"
        console.print(f"DOES NOT HOLD: {figure.name}: {over}.")
    if not failing:
        console.print("Every figure is within its limit.")
    _compare(console, int(os.environ.get(MOST_TOWNS, "1000000")))


def _compare(console: Console, most: int) -> None:
    """Compare the columnar engine with its peers on at most ``most`` towns, and write the page."""
    library = Library(rules_folder())
    rulebook = library.rulebook(library.register.law(example.LAW))
    rates = list(PeerComparison(with_every_level(rulebook), min(most, 10**6)).rates())
    missing = [package for package, _ in PEERS if version_of(package) is None]
    scaled = scaling.scaling(library, most)
    every_type = scaling.every_type(library)
    runs = scaling.whole_runs(rulebook, [count for count in page.MEMORY if count <= most])
    versions = ", ".join(f"{name} {version(name)}" for name in ("polars", "narwhals"))
    machine = f"Python {platform.python_version()}, {versions}; {os.cpu_count()} processors, {platform.machine()}."
    text = page.page(rates, missing, scaled, every_type, runs, machine)
    page.PAGE.write_text(text, encoding="utf-8")
    console.print()
    console.print(text, markup=False)
    for shortfall in page.shortfalls(rates, every_type, runs):
        console.print(f"DOES NOT HOLD: {shortfall}.")


def _table(figures: list[Timing]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="underline")
    table.add_column("figure")
    for heading in ("measured", "limit", "× of the limit"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("holds")
    for figure in figures:
        table.add_row(
            figure.name,
            f"{figure.measured:.2f} {figure.unit}",
            f"{figure.limit:g} {figure.unit}",
            f"{figure.share:.2f}",
            "yes" if figure.holds else "NO",
        )
    return table


if __name__ == "__main__":
    main()
