"""Judging queries that are built once and run on one batch after another.

Building one takes tens of milliseconds for each type. The query is a lazy frame over a source that yields whichever
batch it currently holds.
"""

from collections.abc import Iterator, Mapping

import narwhals as nw
import polars as pl
from polars.io.plugins import register_io_source

from classifier.engines.columnar.law_columns import SituationGroup
from classifier.recently_used import RecentlyUsed
from criteria.data_files.columns import ValueColumns

PIECE = 100_000
"""The rows that the source yields together, so few that what is computed from them stays in a processor's cache."""

MOST_AT_ONCE = 100_000
"""The largest batch that is judged faster in memory than by streaming."""


MOST_QUERIES = 256
"""The number of queries kept, each of some hundred kilobytes."""


class _Source:
    """The source of a query: it yields the batch that it holds."""

    def __init__(self, schema: pl.Schema) -> None:
        self.batch = pl.DataFrame(schema=schema)

    def __call__(
        self, columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, _batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        """Yield the batch in pieces; the signature is that of `register_io_source`."""
        found = self.batch if columns is None else self.batch.select(columns)
        if predicate is not None:
            found = found.filter(predicate)
        yield from (found if rows is None else found.head(rows)).iter_slices(PIECE)


class JudgingQueries:
    """Judges batches of municipalities, with one query for each group of situations and schema."""

    def __init__(self) -> None:
        self._queries: RecentlyUsed[tuple[object, ...], tuple[_Source, pl.LazyFrame]] = RecentlyUsed(MOST_QUERIES)

    def judged(
        self,
        group: SituationGroup,
        values: Mapping[str, ValueColumns],
        verified: Mapping[str, ValueColumns] | None,
        batch: pl.DataFrame,
    ) -> pl.DataFrame:
        """Judge the municipalities of a group; see `LawColumns.judging` for the values."""
        key = (
            group.target,
            group.situations,
            tuple(values.items()),
            None if verified is None else tuple(verified.items()),
            tuple(batch.schema.items()),
        )

        def built() -> tuple[_Source, pl.LazyFrame]:
            source = _Source(batch.schema)
            scan = register_io_source(source, schema=batch.schema)
            return source, group.judging(values, verified).judge(nw.from_native(scan)).to_native()

        source, query = self._queries.get(key, built)
        source.batch = batch
        judged = query.collect(engine="streaming" if batch.height > MOST_AT_ONCE else "in-memory")
        source.batch = batch.clear()
        return judged
