"""The data of a batch: where they are, and how those of the long form are read."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from criteria.data_files import read_what_is_readable
from criteria.data_files.columns import ValueColumns
from criteria.data_files.long_form import laid_out
from criteria.indicator import Indicators
from criteria.vocabulary import Vocabulary
from dothi.batch.question import BatchQuestion
from dothi.reports.rejected_rows import diagnostics_as_written
from dothi.reports.texts import Texts


@dataclass(frozen=True)
class BatchInput:
    """Where the data are and how they are read."""

    path: Path
    vocabulary: Vocabulary
    indicators: Indicators
    decimal_sign: str = "."


@dataclass(frozen=True)
class LongForm:
    """BatchInput of the long form as columns, and the municipalities that cannot be read, as they are written."""

    frame: pl.DataFrame
    values: dict[str, ValueColumns]
    rejected: pl.DataFrame

    @property
    def rows(self) -> int:
        """Municipalities, read or not."""
        return self.frame.height + self.rejected.height


def read_long_form(data: BatchInput, question: BatchQuestion, texts: Texts) -> LongForm:
    """Read a CSV folder, a workbook or a JSON file.

    Raises:
        criteria.diagnostic.UnsoundData: the files cannot be read as such.
    """
    dataset, refused = read_what_is_readable(data.path, data.vocabulary, data.indicators, data.decimal_sign)
    frame, values = laid_out(dataset, data.indicators, question.indicators, question.as_of)
    return LongForm(frame, values, diagnostics_as_written(refused, texts))
