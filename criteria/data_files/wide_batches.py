"""Batches of the wide form read: municipalities and values as integers, and the rows that cannot be read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import narwhals as nw
import polars as pl

from criteria.data_files.columns import Problem, ValueColumns
from criteria.data_files.wide_form import IDENTIFIER, WideForm, has_problem
from criteria.diagnostic_kinds import DiagnosticKind

HAS_PROBLEM = "has_problem"
REFUSAL_COLUMNS = (IDENTIFIER, "target", "problem", "column", "found")
"""The columns of the rows that cannot be read, or not be judged for a target."""


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Rows that can be read, where the values of each indicator stand in them, and the rows that cannot."""

    frame: pl.DataFrame
    values: Mapping[str, ValueColumns]
    refused: pl.DataFrame


def read_batch(raw: pl.DataFrame, form: WideForm, repeated: Collection[str] = ()) -> ReadBatch:
    """Read a batch; ``repeated``: the ids that stand more than once in the whole table."""
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
    refused = _told(raw.clear(), problems, form)
    if is_refused.any():
        refused = _told(raw.filter(is_refused), problems, form)
        frame = frame.filter(~is_refused)
    return ReadBatch(frame, _as_found(frame, form.values), refused)


def _told(raw: pl.DataFrame, problems: Collection[Problem], form: WideForm) -> pl.DataFrame:
    """What is wrong with each row: the first thing."""
    staged = form.staged(nw.from_native(raw.lazy()))
    told: pl.DataFrame = staged.select(*refusals(problems, form.columns[IDENTIFIER])).to_native().collect()
    return told


def refusals(problems: Collection[Problem], identifier: nw.Expr) -> list[nw.Expr]:
    """The first problem of each row, as the columns `REFUSAL_COLUMNS`."""
    kind = nw.coalesce(*(nw.when(problem.where).then(nw.lit(problem.kind.value)) for problem in problems))
    column = nw.coalesce(*(nw.when(problem.where).then(nw.lit(problem.column)) for problem in problems))
    found = nw.coalesce(*(nw.when(problem.where).then(problem.found.fill_null("")) for problem in problems))
    parts = (identifier.fill_null(""), nw.lit(""), kind, column, found)
    return [part.alias(name) for part, name in zip(parts, REFUSAL_COLUMNS, strict=True)]


def _as_found(frame: pl.DataFrame, values: Mapping[str, ValueColumns]) -> dict[str, ValueColumns]:
    """Where the values stand, said as narrowly as this batch allows: exact, known, applicable."""
    found = {}
    for name, where in values.items():
        lower, upper = frame.get_column(where.lower), frame.get_column(where.upper)
        not_applicable = where.not_applicable
        if not_applicable is not None and not frame.get_column(not_applicable).any():
            not_applicable = None
        is_exact = where.lower == where.upper or lower.equals(upper)
        has_unknown = lower.has_nulls() or upper.has_nulls()
        found[name] = replace(
            where,
            upper=where.lower if is_exact else where.upper,
            not_applicable=not_applicable,
            has_unknown=has_unknown,
        )
    return found
