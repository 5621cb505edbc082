"""Judging expressions built once and run on one batch after the other.

Building them takes tens of milliseconds a type. What is run is a lazy frame whose source hands out whichever batch is
on the table at the time.
"""

from collections.abc import Iterator, Mapping, Sequence

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from classifier.engines.columnar.law_columns import LawColumns, Situation
from criteria.data_files.columns import ValueColumns

PIECE = 100_000
"""Rows handed out together: what is made of them stays in the cache of a processor."""

MOST_AT_ONCE = 100_000
"""Up to so many municipalities it is quicker to judge them in one piece."""


class _Table:
    """The source of a query: the batch that lies on it."""

    def __init__(self, schema: pl.Schema) -> None:
        self.batch = pl.DataFrame(schema=schema)

    def __call__(
        self, columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        """Hand out the batch, as Polars wants it."""
        found = self.batch if columns is None else self.batch.select(columns)
        if predicate is not None:
            found = found.filter(predicate)
        yield from (found if rows is None else found.head(rows)).iter_slices(PIECE)


class JudgingQueries:
    """Assessors batches of municipalities by one law."""

    def __init__(self, law: LawColumns) -> None:
        self._law = law
        self._queries: dict[tuple[object, ...], tuple[_Table, pl.LazyFrame]] = {}

    def judged(
        self,
        target: str,
        situations: Sequence[Situation],
        values: Mapping[str, ValueColumns],
        verified: Mapping[str, ValueColumns] | None,
        batch: pl.DataFrame,
    ) -> pl.DataFrame:
        """What the law says of municipalities in these situations; see `LawColumns.judging`."""
        key = (
            target,
            tuple(situations),
            tuple(values.items()),
            None if verified is None else tuple(verified.items()),
            tuple(batch.schema.items()),
        )
        if key not in self._queries:
            table = _Table(batch.schema)
            judging = self._law.judging(target, situations, values, verified)
            source = register_io_source(table, schema=batch.schema)
            self._queries[key] = (table, judging.judge(nw.from_native(source)).to_native())
        table, query = self._queries[key]
        table.batch = batch
        judged = query.collect(engine="streaming" if batch.height > MOST_AT_ONCE else "in-memory")
        table.batch = batch.clear()
        return judged
