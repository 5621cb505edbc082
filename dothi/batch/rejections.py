"""Rows that a batch rejects, with the reason for each in the words of whoever runs the batch."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import narwhals as nw
import polars as pl

from criteria.data_files.rows import Refused
from criteria.data_files.wide_batches import REFUSAL_COLUMNS

PROBLEMS = (
    "control_character",
    "text_is_too_long",
    "unknown_municipality",
    "units_are_parts_of_each_other",
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
    "claim_names_no_type",
    "no_type_above",
    "kind_of_type",
    "kind_of_any_type",
)
"""The problems that a row can have."""


class RejectedRow(NamedTuple):
    """A rejected row as it is written; its fields are the columns of the file."""

    municipality: str
    target: str
    column: str
    found: str
    reason: str

    @property
    def is_located(self) -> bool:
        """True if ``column`` is the location of a diagnostic, and the reason its whole sentence."""
        return ":" in self.column


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
    """List every reason why municipalities of a data folder are refused, those of one together, as `RejectedRow`."""
    reasons: dict[str, list[Refused]] = {}
    for one in refused:
        reasons.setdefault(one.municipality, []).append(one)
    schema = dict.fromkeys(RejectedRow._fields, pl.String)
    rows = [wording.row(one) for every in reasons.values() for one in every]
    return pl.DataFrame(rows, schema=schema, orient="row")


MOST_TOLD = 20
"""How many rejected rows are told where no file lists them."""


@dataclass
class ToldRejections:
    """The first rejected rows, where no file lists all of them.

    Attributes:
        rows: the first rows, `MOST_TOLD` at most.
        count: how many rows there are in all.
    """

    rows: list[RejectedRow] = field(default_factory=list)
    count: int = 0

    @property
    def missing(self) -> int:
        """How many rows more than this are wanted."""
        return MOST_TOLD - len(self.rows)

    def add(self, rows: pl.DataFrame, count: int) -> None:
        """Add rows: the first of as many as ``count``."""
        self.rows += [RejectedRow(*row) for row in rows.head(self.missing).iter_rows()]
        self.count += count
