"""How every report looks on a terminal: tables without borders, titles in bold, lists with bullets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dothi.reports.wrapping import Paragraphs

MOST_IN_A_TABLE = 1_000
"""The rows of a table whose columns are fitted to the width of the terminal."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """An entry of a list, with entries of its own below it."""

    text: str
    parts: tuple[str, ...] = ()


def plain_table(title: str | None = None, *, underlines_header: bool = False) -> Table:
    """Return an empty table without borders, its title in bold on the left."""
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=None,
        pad_edge=False,
        header_style="underline" if underlines_header else "table.header",
    )


def print_long_table(console: Console, title: str, labels: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of very many rows, each on a line however long: laying it out would take a millisecond a row."""
    lines = [labels, *rows]
    widths = [max(cell_len(line[place]) for line in lines) for place in range(len(labels))]
    console.print(title, style="bold", soft_wrap=True)
    padded = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    console.out("\n".join(padded), highlight=False)


def bullet_list(title: str, lines: Iterable[str | Bullet]) -> RenderableType:
    """Return a list under its title, each entry wrapped beside its bullet, and each part of it beside a dash."""
    rows: list[RenderableType] = [Text(), Paragraphs([title], style="bold")]
    for line in lines:
        bullet = line if isinstance(line, Bullet) else Bullet(line)
        rows.append(Paragraphs([bullet.text], mark="  • "))
        rows += [Paragraphs([part], mark="    – ") for part in bullet.parts]
    return Group(*rows)
