"""The differences between two laws, as a table and as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from criteria.comparison.difference import Difference, Direction, Figure, Side
from criteria.quantity import text_from_integer
from reports.texts import Texts, printable


def print_differences(differences: Sequence[Difference], texts: Texts, console: Console) -> None:
    """Print a row a difference, the harder and easier ones first named so."""
    if not differences:
        console.print(texts.text("differences", "none"))
        return
    table = Table(box=None, pad_edge=False)
    for key in ("what", "subject", "types", "before", "after", "by", "citation"):
        table.add_column(texts.text("differences", f"column_{key}"), overflow="fold")
    for difference in differences:
        name = f"{difference.subject} {printable(texts.name(difference.name)) if difference.name else ''}".strip()
        before, after = difference.sides
        table.add_row(
            f"{texts.text('direction', difference.direction.value)}: {_part(difference, texts)}",
            name,
            ", ".join(difference.types),
            _side(before, texts),
            _side(after, texts),
            _by(difference.by, texts),
            difference.citation,
        )
    console.print(table)
    counts = {direction.value: str(sum(d.direction is direction for d in differences)) for direction in Direction}
    console.print(texts.text("differences", "counts", **counts))


def _part(difference: Difference, texts: Texts) -> str:
    return texts.text("difference", difference.part)


def _side(side: Side, texts: Texts) -> str:
    if side is None:
        return "–"
    if isinstance(side, str):
        return printable(side)
    if side.indicator is not None:
        return texts.value(side.indicator, side.value)
    return texts.number(side.value, side.decimals)


def _by(figure: Figure | None, texts: Texts) -> str:
    if figure is None:
        return ""
    sign = "+" if figure.value > 0 else "−"
    size = abs(figure.value)
    if figure.indicator is not None:
        return sign + texts.shortfall(figure.indicator, size)
    return sign + texts.number(size, figure.decimals)


def differences_json(names: tuple[str, str], differences: Sequence[Difference], texts: Texts) -> str:
    """The differences as JSON, ``dothi/law-differences/1``."""
    data = {
        "schema": "dothi/law-differences/1",
        "before": names[0],
        "after": names[1],
        "differences": [_json(difference, texts) for difference in differences],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _json(difference: Difference, texts: Texts) -> dict[str, Any]:
    before, after = difference.sides
    return {
        "direction": difference.direction.value,
        "part": difference.part,
        "subject": difference.subject,
        "name": texts.name(difference.name) if difference.name else None,
        "types": list(difference.types),
        "before": _plain(before),
        "after": _plain(after),
        "by": _plain(difference.by),
        "citation": difference.citation,
    }


def _plain(side: Side) -> str | None:
    if not isinstance(side, Figure):
        return side
    graded = side.indicator is not None and side.indicator.is_graded
    return (
        side.indicator.text(side.value) if graded and side.indicator else text_from_integer(side.value, side.decimals)
    )
