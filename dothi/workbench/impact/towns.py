"""Every town judged by two laws at once, by the columnar engine, and what became of each."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from classifier.engines.columnar.verdicts import LOWER, UPPER, VERDICT
from dothi.batch.inputs import BatchInput
from dothi.batch.polars_batch import run_in_polars
from dothi.batch.question import MUNICIPALITY, NAME, TARGET, BatchQuestion
from dothi.reports.texts import Texts

KEYS = (MUNICIPALITY, TARGET)
FACTS = (VERDICT, LOWER, UPPER)
AFTER = "_after"


@dataclass(frozen=True, slots=True)
class Impact:
    """What became of the towns.

    Attributes:
        judged: municipalities and types judged by both laws.
        rejected: municipalities that one law or both could not judge.
        verdicts: how many went from one verdict to another, or kept it.
        changed: a row for each municipality and type with another verdict or other points: municipality, name, target,
            then verdict, points_lower, points_upper, and the same with the ending ``_after``; other verdicts first.
    """

    judged: int
    rejected: int
    verdicts: Mapping[tuple[str, str], int]
    changed: pl.DataFrame


def impact_on_towns(asked: Sequence[tuple[BatchQuestion, BatchInput]], texts: Texts) -> Impact:
    """Judge all towns by both laws, each with the data as its own catalogue reads them: the earlier law first.

    Raises:
        criteria.diagnostic.UnsoundData: the data cannot be read as such.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{name}.parquet") for name in ("before", "after")]
        summaries = [
            run_in_polars(question, data, file, texts, lambda _done, _all: None)
            for (question, data), file in zip(asked, files, strict=True)
        ]
        first, second = (pl.scan_parquet(file) if file.exists() else pl.LazyFrame() for file in files)
        both = first.select(*KEYS, NAME, *FACTS).join(
            second.select(*KEYS, *FACTS), on=list(KEYS), suffix=AFTER, maintain_order="left"
        )
        verdicts = both.group_by(VERDICT, VERDICT + AFTER).len().collect()
        is_other = pl.any_horizontal(pl.col(fact).ne_missing(pl.col(fact + AFTER)) for fact in FACTS)
        # Other verdicts stand before other points.
        keeps_verdict = pl.col(VERDICT) == pl.col(VERDICT + AFTER)
        changed = both.filter(is_other).sort(keeps_verdict, maintain_order=True).collect()
    counts = {(row[0], row[1]): row[2] for row in verdicts.iter_rows()}
    return Impact(sum(counts.values()), max(summary.rejected for summary in summaries), counts, changed)
