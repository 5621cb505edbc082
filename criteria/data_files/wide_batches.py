"""Reads batches of the wide form: municipalities and values as integers, and the rows that cannot be read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import narwhals as nw
import polars as pl

from criteria.data_files.columns import Problem, ValueColumns
from criteria.data_files.wide_form import IDENTIFIER, WideForm, has_problem
from criteria.diagnostic_kinds import DiagnosticKind

HAS_PROBLEM = "has_problem"
REFUSAL_COLUMNS = (IDENTIFIER, "target", "problem", "column", "found")
"""The columns of rows that cannot be read, or cannot be judged for a target."""


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """A batch that was read.

    Attributes:
        frame: the rows that can be read.
        values: the columns of each indicator in ``frame``.
        refused: the rows that cannot be read, with the columns `REFUSAL_COLUMNS`.
    """

    frame: pl.DataFrame
    values: Mapping[str, ValueColumns]
    refused: pl.DataFrame


def read_batch(raw: pl.DataFrame, form: WideForm, repeated: Collection[str] = ()) -> ReadBatch:
    """Read a batch; ``repeated`` holds the ids that the whole table has more than once."""
    problems = list(form.problems)
    if repeated:
        identifier = form.columns[IDENTIFIER]
        problems.append(
            Problem(DiagnosticKind.ID_STANDS_TWICE, "id", identifier.is_in(list(repeated)).fill_null(False), identifier)
        )
    read = form.staged(nw.from_native(raw.lazy())).select(**form.columns, **{HAS_PROBLEM: has_problem(problems)})
    frame = read.to_native().collect()
    is_refused = frame.get_column(HAS_PROBLEM)
    frame = frame.drop(HAS_PROBLEM)
    refused = _refused_rows(raw.clear(), problems, form)
    if is_refused.any():
        refused = _refused_rows(raw.filter(is_refused), problems, form)
        frame = frame.filter(~is_refused)
    return ReadBatch(frame, _narrowed(frame, form.values), refused)


def _refused_rows(raw: pl.DataFrame, problems: Collection[Problem], form: WideForm) -> pl.DataFrame:
    """Return the first problem of each row."""
    staged = form.staged(nw.from_native(raw.lazy()))
    refused: pl.DataFrame = staged.select(*refusals(problems, form.columns[IDENTIFIER])).to_native().collect()
    return refused


def refusals(problems: Collection[Problem], identifier: nw.Expr) -> list[nw.Expr]:
    """Return expressions for the first problem of each row, as the columns `REFUSAL_COLUMNS`."""
    kind = nw.coalesce(*(nw.when(problem.where).then(nw.lit(problem.kind.value)) for problem in problems))
    column = nw.coalesce(*(nw.when(problem.where).then(nw.lit(problem.column)) for problem in problems))
    found = nw.coalesce(*(nw.when(problem.where).then(problem.found.fill_null("")) for problem in problems))
    parts = (identifier.fill_null(""), nw.lit(""), kind, column, found)
    return [part.alias(name) for part, name in zip(parts, REFUSAL_COLUMNS, strict=True)]


def _narrowed(frame: pl.DataFrame, values: Mapping[str, ValueColumns]) -> dict[str, ValueColumns]:
    """Narrow each column's description to what this batch contains, so that cheaper expressions apply."""
    narrowed = {}
    for name, where in values.items():
        lower, upper = frame.get_column(where.lower), frame.get_column(where.upper)
        is_exact = where.lower == where.upper or lower.equals(upper)
        has_unknown = lower.has_nulls() or upper.has_nulls()
        narrowed[name] = replace(
            where,
            upper=where.lower if is_exact else where.upper,
            not_applicable=_if_any(frame, where.not_applicable),
            has_unknown=has_unknown,
            open_lower=None if is_exact else _if_any(frame, where.open_lower),
            open_upper=None if is_exact else _if_any(frame, where.open_upper),
            claim=where.claim if where.claim and frame.get_column(where.claim).is_not_null().any() else None,
        )
    return narrowed


def _if_any(frame: pl.DataFrame, column: str | None) -> str | None:
    """Return the name of a column of answers if any of them is true."""
    return column if column is not None and frame.get_column(column).any() else None
