"""Every town judged by two laws with the columnar engine, and the differences between the results."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from classifier.engines.columnar.verdicts import LOWER, UPPER, VERDICT
from dothi.batch.inputs import BatchInput
from dothi.batch.polars_judge import PolarsJudge
from dothi.batch.polars_pieces import judged_pieces
from dothi.batch.question import MUNICIPALITY, NAME, TARGET, BatchQuestion
from dothi.batch.summary import Summary

KEYS = (MUNICIPALITY, TARGET)
FACTS = (VERDICT, LOWER, UPPER)
AFTER = "_after"

_SCHEMA = pl.Schema(
    {
        MUNICIPALITY: pl.String,
        TARGET: pl.String,
        NAME: pl.String,
        VERDICT: pl.String,
        LOWER: pl.Int64,
        UPPER: pl.Int64,
    }
)
"""The columns that are compared; `PolarsJudge` leaves columns without a value untyped."""


@dataclass(frozen=True, slots=True)
class Impact:
    """The differences between the results of two laws.

    Attributes:
        as_of: the day of the assessments.
        judged: the municipalities and targets that both laws judged.
        rejected: the municipalities that one of the laws, or both, could not judge.
        verdicts: the number of results that went from one verdict to another, or kept it.
        changed: a row for each municipality and target with another verdict or other points. Its columns are
            municipality, name, target, then verdict, points_lower, points_upper, and the last three again with the
            ending ``_after``. Points are in ten-thousandths. Rows with another verdict come first.
    """

    as_of: datetime.date
    judged: int
    rejected: int
    verdicts: Mapping[tuple[str, str], int]
    changed: pl.DataFrame


def impact_on_towns(before: tuple[BatchQuestion, BatchInput], after: tuple[BatchQuestion, BatchInput]) -> Impact:
    """Judge every town by two laws, each with the data as its own catalogue reads them.

    Raises:
        criteria.diagnostic.UnsoundData: the data as such cannot be read.
    """
    (first, first_summary), (second, second_summary) = (_results(*asked) for asked in (before, after))
    both = first.join(second.drop(NAME), on=list(KEYS), suffix=AFTER, maintain_order="left")
    verdicts = both.group_by(VERDICT, VERDICT + AFTER).len()
    has_changed = pl.any_horizontal(pl.col(fact).ne_missing(pl.col(fact + AFTER)) for fact in FACTS)
    keeps_verdict = pl.col(VERDICT) == pl.col(VERDICT + AFTER)
    changed = both.filter(has_changed).sort(keeps_verdict, maintain_order=True)
    counts = {(row[0], row[1]): row[2] for row in verdicts.iter_rows()}
    rejected = max(first_summary.rejected, second_summary.rejected)
    return Impact(before[0].as_of, sum(counts.values()), rejected, counts, changed)


def _results(question: BatchQuestion, data: BatchInput) -> tuple[pl.DataFrame, Summary]:
    judge = PolarsJudge(question, counts=False)
    pieces = [piece.results.select(_SCHEMA.names()).cast(_SCHEMA) for piece in judged_pieces(judge, data)]
    pieces = [rows.filter(pl.col(VERDICT).is_not_null()) for rows in pieces]  # the others were not asked
    return pl.concat([_SCHEMA.to_frame(), *pieces]), judge.summary
