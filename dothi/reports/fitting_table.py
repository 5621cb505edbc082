"""Tables and paragraphs that fit the width of a terminal without breaking a word, a number or an id.

A table that is too wide for its words becomes a list: one entry a row, with what the columns say named one by one.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from dothi.reports.terminal_layout import plain_table
from dothi.reports.wrapping import hanging_lines, padded, wrapped

GAP = 2
"""The spaces between two columns."""

ARROW = " → "
"""Stands between what was and what is."""

NARROW, MOST_IN_NARROW = 100, 6
"""On a narrower terminal a table with more columns is a list, even if its words would just fit."""

_BETWEEN_FACTS = " · "
_LEAST_OF_NAME = 20
"""A column of names that is narrower takes too many lines."""


@dataclass(frozen=True, slots=True)
class FittedColumn:
    """A column of a table.

    Attributes:
        label: its heading.
        is_number: its cells stand on one line each, on the right.
        is_head: in a list, its cell stands in the first line of the entry, without its heading.
        is_name: it takes the width that is left.
        pair: in a list, the heading under which it is joined with the next column of the same pair.
    """

    label: str
    is_number: bool = False
    is_head: bool = False
    is_name: bool = False
    pair: str = ""

    def least(self, cells: Sequence[str]) -> int:
        """Return the least width in which no word of the column is broken."""
        parts = [self.label.split(), *([cell] if self.is_number else cell.split() for cell in cells)]
        words = max((cell_len(word) for part in parts for word in part), default=0)
        return max(words, _LEAST_OF_NAME) if self.is_name else words


@dataclass(frozen=True, slots=True)
class FittingTable:
    """A table, or a list where there is no room for a table."""

    title: str
    columns: Sequence[FittedColumn]
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table if its words fit the width, else the list."""
        cells = [[row[place] for row in self.rows] for place in range(len(self.columns))]
        least = [column.least(found) for column, found in zip(self.columns, cells, strict=True)]
        room = options.max_width - sum(least) - GAP * (len(least) - 1)
        if room < 0 or (len(least) > MOST_IN_NARROW and options.max_width < NARROW):
            yield from self._list(options.max_width)
            return
        table = plain_table(self.title, underlines_header=True)
        table.padding = (0, GAP, 0, 0)
        for column, width in zip(self.columns, _widths(least, self._columns_of_text(cells), room), strict=True):
            table.add_column(
                column.label, width=width, justify="right" if column.is_number else "left", overflow="fold"
            )
        for row in self.rows:
            table.add_row(*row)
        yield table

    def _columns_of_text(self, cells: Sequence[Sequence[str]]) -> list[list[str]]:
        return [[column.label, *found] for column, found in zip(self.columns, cells, strict=True)]

    def _list(self, width: int) -> Iterator[Text]:
        """Yield the lines of the list: the head of each entry, and below it what the other columns say."""
        yield Text(self.title, style="bold")
        heads = [place for place, column in enumerate(self.columns) if column.is_head and not column.is_name]
        name = next((place for place, column in enumerate(self.columns) if column.is_name), None)
        widths = [max((cell_len(row[place]) for row in self.rows), default=0) for place in heads]
        indent = sum(widths) + sum(1 for width_of_head in widths if width_of_head) + 1
        for row in self.rows:
            cells = (padded(row[place], size) for place, size in zip(heads, widths, strict=True) if size)
            first = " ".join(cells) + "  "
            yield from hanging_lines(first, row[name] if name is not None else "", width, indent)
            facts = self._facts({place for place in (*heads, name) if place is not None}, row)
            lines = _filled(list(facts), width - indent)
            yield from (Text(" " * indent + line, overflow="ignore", no_wrap=True) for line in lines)

    def _facts(self, named: Set[int], row: Sequence[str]) -> Iterator[str]:
        """Yield what the columns say that are not in the first line, each behind its heading; pairs together."""
        pairs: dict[str, list[str]] = {}
        for place, column in enumerate(self.columns):
            if place in named or not row[place]:
                continue
            pairs.setdefault(column.pair or column.label, []).append(row[place])
        for label, cells in pairs.items():
            shown = ARROW.join(dict.fromkeys(cells))
            yield f"{label}: {shown}" if label else shown


def _widths(least: Sequence[int], cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """Return the widths of columns: what is left of the line goes to the column whose cells need the most lines."""
    widths = list(least)
    lengths = [[cell_len(cell) for cell in found] for found in cells]

    def rank(place: int) -> tuple[int, int]:
        lines = sum(-(-length // widths[place]) for length in lengths[place])
        return lines, widths[place] - max(lengths[place])

    for _ in range(room):
        short = [place for place, width in enumerate(widths) if width < max(lengths[place])]
        if not short:
            break
        widths[max(short, key=rank)] += 1
    return widths


def _filled(facts: Sequence[str], width: int) -> Iterator[str]:
    """Yield lines of facts with a sign between them; a fact goes over to the next line only if it is too long."""
    line = ""
    for fact in facts:
        joined = f"{line}{_BETWEEN_FACTS}{fact}" if line else fact
        if cell_len(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        *full, line = wrapped(fact, width)
        yield from full
    if line:
        yield line
