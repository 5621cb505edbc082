"""Cells that spreadsheets and terminals do not obey: hidden characters made visible, and texts that are no formulas."""

from typing import Any

import polars as pl

from criteria.printable import HIDDEN_CHARACTERS, printable

FORMULA = r"^(?:[=+\-@＝＋－＠]|\\[trn])"
"""How a cell begins that a spreadsheet may take for a formula, hidden characters being visible already."""
_NUMBER = r"^[+-]?[0-9]+(?:[.,][0-9]+)?$"
GUARD = "'"
"""What keeps a spreadsheet from reading a cell as a formula."""

QUOTING = ("municipality", "name", "found", "reason")
"""The columns that quote data; what Spark writes in the others is our own words and numbers."""

_ESCAPES = {character: printable(character) for character in HIDDEN_CHARACTERS}
_HIDDEN = "[" + "".join(f"\\x{{{ord(character):x}}}" for character in _ESCAPES) + "]"


def visible_cells(piece: pl.DataFrame) -> pl.DataFrame:
    r"""Make every hidden character in the texts of a table visible.

    >>> visible_cells(pl.DataFrame({"name": ["a\u202eb"], "n": [1]})).rows()
    [('a\\u202eb', 1)]
    """
    return piece.with_columns(
        pl.col(name).str.replace_many(_ESCAPES) for name in _texts(piece) if piece[name].str.contains(_HIDDEN).any()
    )


def guarded_cells(piece: pl.DataFrame) -> pl.DataFrame:
    """Put a guard before the texts of a table that a spreadsheet may take for formulas; numbers are none.

    >>> guarded_cells(pl.DataFrame({"name": ["=1+1", "-1.5", "a=b"]})).rows()
    [("'=1+1",), ('-1.5',), ('a=b',)]
    """
    columns = []
    for name in _texts(piece):
        is_formula = piece[name].str.contains(FORMULA) & ~piece[name].str.contains(_NUMBER)
        if is_formula.any():
            columns.append(pl.when(is_formula).then(GUARD + pl.col(name)).otherwise(pl.col(name)).alias(name))
    return piece.with_columns(columns)


def _texts(piece: pl.DataFrame) -> list[str]:
    return [name for name, kind in piece.schema.items() if kind == pl.String]


def visible_in_spark(frame: Any, is_for_people: bool) -> Any:
    """Do the same to the columns of a Spark frame that quote data; what is for people gets the guard too."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    columns = []
    for name in frame.columns:
        shown = functions.col(name)
        if name in QUOTING:
            for character, escape in _ESCAPES.items():
                shown = functions.replace(shown, functions.lit(character), functions.lit(escape))
            shown = functions.when(functions.col(name).rlike(_HIDDEN), shown).otherwise(functions.col(name))
            if is_for_people:
                is_formula = shown.rlike(FORMULA) & ~shown.rlike(_NUMBER)
                shown = functions.when(is_formula, functions.concat(functions.lit(GUARD), shown)).otherwise(shown)
        columns.append(shown.alias(name))
    return frame.select(*columns)
