"""Columns of the two ends of values in the wide form, ``<indicator>__lower`` and ``<indicator>__upper``."""

from collections.abc import Iterator, Mapping

import narwhals as nw
from narwhals.dtypes import DType

from criteria.data_files.columns import Problem, ReadColumn
from criteria.data_files.text_columns import value_text
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator

LOWER_END, UPPER_END = "__lower", "__upper"


def ends_of(found: Mapping[str, ReadColumn], indicator: Indicator) -> tuple[nw.Expr | None, nw.Expr | None]:
    """Return the ends that columns state; None where there is no column of the end."""
    lower, upper = (found.get(indicator.id + end) for end in (LOWER_END, UPPER_END))
    of_upper = None if upper is None else upper.lower if upper.upper is None else upper.upper
    return None if lower is None else lower.lower, of_upper


def problems_of_ends(
    found: Mapping[str, ReadColumn], schema: Mapping[str, DType], indicator: Indicator
) -> Iterator[Problem]:
    """Yield the problems of columns of ends besides those of each column as one of values.

    A cell may state nothing, but not something else than its end, and the ends may not run downwards.

    Args:
        found: what was read from each column of an end.
    """
    texts = {column: value_text(column, schema[column]) for column in found}
    kind = DiagnosticKind.UNKNOWN_GRADE if indicator.is_graded else DiagnosticKind.NOT_A_NUMBER
    for column, read in found.items():
        if read.claim is not None and read.not_applicable is not None and read.upper is not None:
            this, other = (read.lower, read.upper) if column.endswith(LOWER_END) else (read.upper, read.lower)
            is_another = read.not_applicable | ~read.claim.is_null() | (this.is_null() & ~other.is_null())
            yield Problem(kind, column, is_another.fill_null(False), texts[column], of_value=True)
    lower, upper = ends_of(found, indicator)
    if lower is not None and upper is not None:
        unreadable = [problem.where for read in found.values() for problem in read.problems]
        runs_downwards = (lower > upper).fill_null(False) & ~nw.any_horizontal(*unreadable, ignore_nulls=True)
        both = nw.concat_str(*texts.values(), separator="..")
        yield Problem(DiagnosticKind.RANGE_RUNS_DOWNWARDS, indicator.id + LOWER_END, runs_downwards, both)
