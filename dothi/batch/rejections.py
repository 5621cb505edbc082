"""Rows that a batch rejects, with the reason for each in the words of whoever runs the batch."""

from collections.abc import Collection
from typing import Any, NamedTuple, Protocol

import narwhals as nw
import polars as pl

from criteria.data_files.rows import Refused
from criteria.data_files.wide_batches import REFUSAL_COLUMNS

PROBLEMS = (
    "not_a_slug",
    "word_is_not_allowed",
    "unknown_attribute",
    "attribute_is_contradicted",
    "column_says_otherwise",
    "not_a_date",
    "id_stands_twice",
    "not_a_number",
    "unknown_grade",
    "outside_domain",
    "may_be_thousands",
    "range_runs_downwards",
    "no_type_above",
    "kind_of_type",
)
"""The problems that a row can have."""


class RejectedRow(NamedTuple):
    """A rejected row as it is written; its fields are the columns of the file."""

    municipality: str
    target: str
    column: str
    found: str
    reason: str


class RejectionWording(Protocol):
    """The words in which rejected rows are explained."""

    def reason(self, problem: str) -> str:
        """Return the sentence for one of `PROBLEMS`."""

    def row(self, refused: Refused) -> RejectedRow:
        """Return the row for a municipality that a data folder refuses, from the first diagnostic about it."""


def rejected_rows(refused: nw.LazyFrame[Any], wording: RejectionWording) -> nw.LazyFrame[Any]:
    """Give each row the reason for which it was refused.

    Args:
        refused: rows with the columns `REFUSAL_COLUMNS`.

    Returns:
        The rows with the columns of `RejectedRow`.
    """
    municipality, target, problem, column, found = REFUSAL_COLUMNS
    reasons = [nw.when(nw.col(problem) == known).then(nw.lit(wording.reason(known))) for known in PROBLEMS]
    return refused.select(municipality, target, column, found, nw.coalesce(*reasons).alias("reason"))


def rejected_municipalities(refused: Collection[Refused], wording: RejectionWording) -> pl.DataFrame:
    """List the municipalities that a data folder refuses, each once, as `RejectedRow`."""
    first = {one.municipality: one for one in reversed(list(refused))}
    schema = dict.fromkeys(RejectedRow._fields, pl.String)
    return pl.DataFrame([wording.row(one) for one in first.values()], schema=schema, orient="row")
