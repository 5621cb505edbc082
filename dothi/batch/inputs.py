"""The data of a batch, and the reader for data in the long form."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from criteria.data_files import read_what_is_readable
from criteria.data_files.columns import ValueColumns
from criteria.data_files.long_form import laid_out
from criteria.data_files.rows import Refused
from criteria.diagnostic import Diagnostic
from criteria.indicator import Indicators
from criteria.vocabulary import Vocabulary
from dothi.batch.question import BatchQuestion
from dothi.batch.remarks import Remarks, remarks_on


@dataclass(frozen=True)
class BatchInput:
    """The path of the data, and what is needed to read them."""

    path: Path
    vocabulary: Vocabulary
    indicators: Indicators
    decimal_sign: str = "."


@dataclass(frozen=True)
class LongForm:
    """Data in the long form, read into columns.

    Attributes:
        frame: a row for each municipality that can be read.
        values: the columns that hold the values of each indicator.
        refused: why the other municipalities cannot be read, one entry for each fault.
        remarks: what is to be told of the values.
        notes: how something in the files was understood.
    """

    frame: pl.DataFrame
    values: dict[str, ValueColumns]
    refused: tuple[Refused, ...]
    remarks: Remarks
    notes: tuple[Diagnostic, ...]

    @property
    def rows(self) -> int:
        """The number of municipalities, readable or not."""
        return self.frame.height + len({one.municipality for one in self.refused})


def read_long_form(data: BatchInput, question: BatchQuestion) -> LongForm:
    """Read a CSV folder, a workbook or a JSON file.

    Raises:
        criteria.diagnostic.UnsoundData: the files as such cannot be read.
    """
    dataset, refused = read_what_is_readable(data.path, data.vocabulary, data.indicators, data.decimal_sign)
    frame, values = laid_out(
        dataset,
        data.indicators,
        question.indicators,
        question.as_of,
        question.law.rulebook.law.data_day(question.as_of),
        question.holds_claim,
    )
    remarks = remarks_on(dataset, question, data.indicators)
    return LongForm(frame, values, refused, remarks, dataset.notes)
