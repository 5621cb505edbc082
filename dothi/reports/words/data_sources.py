"""Which data an answer rests on, in words and as data."""

from typing import Any

from criteria.data_source import DataSource
from dothi.reports.texts import Texts, printable
from dothi.reports.told_of_data import note_lines

SHOWN_DIGITS = 12
"""The digits of a hash that people read; programs get all of them."""


def source_text(source: DataSource, texts: Texts) -> str:
    """Return the line that names the data and their hash."""
    return texts.label("judged_data", path=printable(source.path), sha256=source.sha256[:SHOWN_DIGITS])


def example_text(source: DataSource, texts: Texts) -> str | None:
    """Return the sentence that says that the example was used because no data were named; None if some were."""
    return texts.label("judged_example", path=printable(source.path)) if source.is_default_example else None


def source_data(source: DataSource, texts: Texts) -> dict[str, Any]:
    """Return the path and the hash of the data, and what was understood without being said."""
    example = example_text(source, texts)
    understood = [*([] if example is None else [example]), *note_lines(source.notes, texts)]
    return {"path": source.path, "sha256": source.sha256, "understood": understood}


def source_lines(source: DataSource, texts: Texts) -> list[str]:
    """Return what a list of many answers says of its data: that the example was used, and which data they are."""
    example = example_text(source, texts)
    return [*([] if example is None else [example]), source_text(source, texts)]
