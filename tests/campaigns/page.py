"""The page of figures, docs/reliability.md: fixed prose, and a row for each campaign of the last time it ran."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dothi.whole_files import whole_files
from tests.campaigns.registry import CAMPAIGNS
from tests.support.paths import ROOT

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->"
HEADING = """\
| campaign | day | seed | tries | counted | faults | seconds | largest memory, MB |
|---|---|---:|---:|---|---:|---:|---:|
"""
NOT_RUN = "| {name} | not yet | – | 0 of {full:,} | – | – | – | – |\n"
TEXT = """\
# Reliability

Written by `make fuzz`; do not edit by hand. `make fuzz SEED=2` draws otherwise, `make fuzz TIME=10` stops after ten
minutes; `python -m tests.campaigns fuzz --only kills` renews the rows of some campaigns and keeps the others. The
command ends with 1 if there is any fault, and prints each with the command that shows it again. A short share of every
campaign is in `make test`. [SECURITY.md](../SECURITY.md) says what is promised.

## What is tried

{holds}

## Figures

Every row is of the last time that its campaign ran; the day is the day in Vietnam. A campaign is made in several
shares, each a process of its own: share *k*, counted from 0, draws with the seed 100 × seed + *k*. The seconds are
those of a clock; the memory is the most that one process took, the campaign's own among them.

{begin}{table}{end}
"""


@dataclass(frozen=True)
class Row:
    """The figures of a campaign.

    Attributes:
        name: its name.
        day: the day on which it ran.
        seed: what was drawn.
        tries: how often something was tried.
        full: how often it is tried if there is time.
        counted: what else was counted.
        faults: how many there were.
        seconds: how long it took.
        megabytes: the most memory that a process took.
    """

    name: str
    day: str
    seed: int
    tries: int
    full: int
    counted: str
    faults: int
    seconds: float
    megabytes: float

    @property
    def _tries(self) -> str:
        return f"{self.tries:,}" if self.tries >= self.full else f"{self.tries:,} of {self.full:,}"

    @property
    def told(self) -> str:
        """The figures as a line for a terminal."""
        counted = f" ({self.counted})" if self.counted else ""
        return f"{self.name}: {self._tries} tries{counted}, {self.faults} faults, {self.seconds:.0f} s"

    def __str__(self) -> str:
        counted = self.counted or "–"
        cells = (self.name, self.day, self.seed, self._tries, counted, self.faults)
        return f"| {' | '.join(map(str, cells))} | {self.seconds:.0f} | {self.megabytes:.0f} |\n"


def page_with(lines: dict[str, str]) -> str:
    """Return the page with these rows, each by the name of its campaign; a campaign without a row has not run yet."""
    said = dict.fromkeys((one.group, one.holds) for one in CAMPAIGNS)
    holds = "\n".join(f"- `{group}`: {sentence}" for group, sentence in said)
    table = "".join(lines.get(one.name, NOT_RUN.format(name=one.name, full=one.full)) for one in CAMPAIGNS)
    return TEXT.format(holds=holds, begin=BEGIN, table=HEADING + table, end=END)


def lines_of(page: Path) -> dict[str, str]:
    """Return the rows of a page, each by the name of its campaign; none if there is no page."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    table = text.partition(BEGIN)[2].partition(END)[0].removeprefix(HEADING)
    return {line.split("|")[1].strip(): line for line in table.splitlines(keepends=True)}


def write_page(page: Path, rows: Iterable[Row]) -> None:
    """Write the page, with the rows that it had of other campaigns."""
    lines = lines_of(page) | {row.name: str(row) for row in rows}
    with whole_files() as files:
        files.beside(page).write_text(page_with(lines), encoding="utf-8")
