"""Why rows are rejected, as sentences."""

import polars as pl

from criteria.dataset.wide_batches import REFUSAL_COLUMNS
from reports.texts import Texts, printable

REASON = "reason"


def refusal_texts(rows: pl.DataFrame, texts: Texts) -> pl.DataFrame:
    """The rows as they are written: the municipality, the target, the column (or place), what was found, and the reason."""
    municipality, target, kind, column, found = REFUSAL_COLUMNS
    kinds = rows.get_column(kind).unique().to_list()
    reasons = {name: texts.text("rejected", name) for name in kinds}
    return rows.select(
        municipality,
        target,
        column,
        pl.col(found).map_elements(printable, return_dtype=pl.String, skip_nulls=True),
        pl.col(kind).replace_strict(reasons, return_dtype=pl.String).alias(REASON),
    )
