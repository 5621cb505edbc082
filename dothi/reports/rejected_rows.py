"""Why rows are rejected, as they are written: a sentence for each."""

from collections.abc import Collection
from typing import Any

import narwhals as nw
import polars as pl

from criteria.data_files.rows import Refused
from criteria.data_files.wide_batches import REFUSAL_COLUMNS
from dothi.reports.texts import Texts, printable

WRITTEN_COLUMNS = ("municipality", "target", "column", "found", "reason")
"""The columns of a file of rejected rows."""

PROBLEMS = (
    "not_a_slug",
    "word_is_not_allowed",
    "unknown_attribute",
    "id_stands_twice",
    "not_a_number",
    "unknown_grade",
    "outside_domain",
    "may_be_thousands",
    "too_many_decimals",
    "range_runs_downwards",
    "attribute_is_needed",
    "current_type_is_needed",
    "no_type_above",
    "kind_of_type",
)
"""What may be wrong with a row: the keys of the sentences."""

_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f]"


def as_written(refused: nw.LazyFrame[Any], texts: Texts) -> nw.LazyFrame[Any]:
    """Rows that were refused, with the sentence that says why."""
    municipality, target, problem, column, found = REFUSAL_COLUMNS
    reasons = [nw.when(nw.col(problem) == known).then(nw.lit(texts.text("rejected", known))) for known in PROBLEMS]
    shown = [nw.col(name).str.replace_all(_UNPRINTABLE, "?").alias(name) for name in (municipality, found)]
    return refused.select(shown[0], target, column, shown[1], nw.coalesce(*reasons).alias("reason"))


def diagnostics_as_written(refused: Collection[Refused], texts: Texts) -> pl.DataFrame:
    """The first diagnostic of each municipality of the long form: its place stands for the column."""
    first = {one.municipality: one.diagnostic for one in reversed(list(refused))}
    rows = []
    for municipality, diagnostic in first.items():
        place = f"{diagnostic.location}: "
        found = printable(diagnostic.details.get("found", ""))
        rows.append((printable(municipality), "", place[:-2], found, texts.diagnostic(diagnostic).removeprefix(place)))
    return pl.DataFrame(rows, schema=dict.fromkeys(WRITTEN_COLUMNS, pl.String), orient="row")
