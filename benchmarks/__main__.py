"""``make bench``: the figures beside their limits, all measured within one run.

The exit code is always 0: timings are no tests. What does not hold is said plainly.
"""

import platform
from importlib.metadata import version

from rich.console import Console
from rich.table import Table

from benchmarks import assessing, command, example, guarding, linting, loading
from benchmarks.figure import Figure

LIBRARIES = ("durable_rules", "pydantic", "typer", "rich", "PyYAML", "Babel")


def main() -> None:
    """Measure, print the table, and say what does not hold."""
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


def _table(figures: list[Figure]) -> Table:
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
