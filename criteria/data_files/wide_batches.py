"""Reads batches of the wide form: municipalities and values as integers, and the rows that cannot be read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import narwhals as nw
import polars as pl

from criteria.data_files.columns import Problem, ValueColumns
from criteria.data_files.refused_tags import each_tag
from criteria.data_files.text_columns import MARKS
from criteria.data_files.wide_form import IDENTIFIER, NAME, WideForm, has_problem
from criteria.diagnostic_kinds import DiagnosticKind

HAS_PROBLEM = "has_problem"
_ROW = "refused:row"
REFUSAL_COLUMNS = (IDENTIFIER, "target", "problem", "column", "found")
"""The columns of rows that cannot be read, or cannot be judged for a target."""


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """A batch that was read.

    Attributes:
        frame: the rows that can be read.
        values: the columns of each indicator in ``frame``.
        refused: the rows that cannot be read, with the columns `REFUSAL_COLUMNS`, one for each problem.
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
    frame = _with_composed_names(read.to_native().collect())
    is_refused = frame.get_column(HAS_PROBLEM)
    frame = frame.drop(HAS_PROBLEM)
    refused = _refused_rows(raw.clear(), problems, form)
    if is_refused.any():
        refused = _refused_rows(raw.filter(is_refused), problems, form)
        frame = frame.filter(~is_refused)
    return ReadBatch(frame, _narrowed(frame, form.values), refused)


def _with_composed_names(frame: pl.DataFrame) -> pl.DataFrame:
    """Compose the letters of names, as the long form does."""
    if not frame.get_column(NAME).str.contains(MARKS).any():
        return frame
    return frame.with_columns(pl.col(NAME).str.normalize("NFC"))


def _refused_rows(raw: pl.DataFrame, problems: Collection[Problem], form: WideForm) -> pl.DataFrame:
    """Return every problem of each row, row by row."""
    nothing = pl.DataFrame(schema=dict.fromkeys(REFUSAL_COLUMNS, pl.String))
    if raw.is_empty():
        return nothing
    staged = form.staged(nw.from_native(raw.lazy().with_row_index(_ROW)))
    every = dict(enumerate(refusals(problems, form.columns[IDENTIFIER])))
    where = staged.select(_ROW, **{str(place): where for place, (where, _) in every.items()}).to_native().collect()
    occurring = [place for place in every if where.get_column(str(place)).any()]
    columns = {
        f"{place}:{name}": part
        for place in occurring
        for name, part in zip(REFUSAL_COLUMNS, every[place][1], strict=True)
    }
    told = staged.select(_ROW, **columns).to_native().collect()
    names = {place: {f"{place}:{name}": name for name in REFUSAL_COLUMNS} for place in occurring}
    rows = [
        told.select(_ROW, *(pl.col(column).alias(name) for column, name in names[place].items())).filter(
            where.get_column(str(place)).fill_null(value=False)
        )
        for place in occurring
    ]
    found: pl.DataFrame = pl.concat([nothing, pl.concat(rows).sort(_ROW, maintain_order=True).drop(_ROW)])
    return each_tag(found)


def refusals(problems: Collection[Problem], identifier: nw.Expr) -> Iterator[tuple[nw.Expr, list[nw.Expr]]]:
    """Yield where rows have a problem, and the problem as the columns `REFUSAL_COLUMNS`.

    Of the problems that keep a value from being read, the first of a column is told.
    """
    cells: dict[object, list[Problem]] = {}
    for place, problem in enumerate(problems):
        cells.setdefault(problem.column if problem.of_value else place, []).append(problem)
    for every in cells.values():
        kind = nw.coalesce(*(nw.when(problem.where).then(nw.lit(problem.kind.value)) for problem in every))
        found = nw.coalesce(*(nw.when(problem.where).then(problem.found.fill_null("")) for problem in every))
        parts = (identifier.fill_null(""), nw.lit(""), kind, nw.lit(every[0].column), found)
        named = [part.alias(name) for part, name in zip(parts, REFUSAL_COLUMNS, strict=True)]
        yield has_problem(every), named


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
