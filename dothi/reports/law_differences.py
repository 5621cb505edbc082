"""The differences between two laws, as a table and as JSON."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.text import Text

from criteria.number_text import text_from_integer
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts, printable
from dothi.reports.words.rules import RuleSentences
from dothi.workbench.diff.difference import Difference, Direction, Effect, Figure, Side, Word


def print_differences(differences: Sequence[Difference], texts: Texts, console: Console) -> None:
    """Print a row per difference, each with its direction: added, removed, tightened, loosened or changed."""
    if not differences:
        console.print(texts.text("differences", "none"))
        return
    table = plain_table()
    for key in ("what", "subject", "types", "before", "after", "by", "citation"):
        table.add_column(texts.text("differences", f"column_{key}"), overflow="fold")
    for difference in differences:
        name = f"{difference.subject} {printable(texts.name(difference.name)) if difference.name else ''}".strip()
        before, after = difference.sides
        cells = (
            f"{texts.text('direction', difference.direction.value)}: {_part(difference, texts)}",
            name,
            ", ".join(difference.types),
            _side(before, texts),
            _side(after, texts),
            _by(difference.by, texts),
            texts.citation(difference.citation),
        )
        table.add_row(*map(Text, cells))  # as Text, so that brackets are not read as markup
    console.print(table)
    counts = {direction.value: str(sum(d.direction is direction for d in differences)) for direction in Direction}
    console.print(texts.text("differences", "counts", **counts))


def _part(difference: Difference, texts: Texts) -> str:
    return texts.text("difference", difference.part)


def _side(side: Side, texts: Texts) -> str:
    """Return what one of the laws says, for people."""
    match side:
        case None:
            return "–"
        case Word(key):
            return texts.text("difference_word", key)
        case Effect():
            return _effect(side, texts)
        case Figure(value, _, indicator) if indicator is not None:
            return texts.value(indicator, value)
        case Figure(value, decimals):
            return texts.number(value, decimals)
        case datetime.date():
            return texts.day(side)
        case str():
            return printable(side)
        case _:
            return ", ".join(printable(texts.name(known.name)) for known in side)


def _effect(effect: Effect, texts: Texts) -> str:
    """Return what an action of a rule does, in the words of the rule pages."""
    alone = replace(effect.rule, then=(effect.action,))
    return printable("; ".join(RuleSentences(effect.rulebook, texts).effects(alone)))


def _by(figure: Figure | None, texts: Texts) -> str:
    if figure is None:
        return ""
    sign = "+" if figure.value > 0 else "−"
    size = abs(figure.value)
    if figure.indicator is not None:
        return sign + texts.shortfall(figure.indicator, size)
    return sign + texts.number(size, figure.decimals)


def differences_json(names: tuple[str, str], differences: Sequence[Difference], texts: Texts) -> str:
    """Return the differences as JSON text of the schema ``dothi/law-differences/1``."""
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
        "before": _plain(before, texts),
        "after": _plain(after, texts),
        "by": _plain(difference.by, texts),
        "citation": difference.citation,
    }


def _plain(side: Side, texts: Texts) -> str | None:
    """Return what one of the laws says, for programs: ids, ISO days, numbers without a unit; an action in words."""
    match side:
        case None | str():
            return side
        case Word(key):
            return key
        case Effect():
            return _effect(side, texts)
        case Figure(value, decimals):
            return side.grade or text_from_integer(value, decimals)
        case datetime.date():
            return side.isoformat()
        case _:
            return ", ".join(known.id for known in side)
