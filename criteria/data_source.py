"""Which data an answer rests on: their path, and the hash of their content."""

from dataclasses import dataclass

from criteria.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True)
class DataSource:
    """The data that were judged.

    Attributes:
        path: the path as messages show it.
        sha256: the hash of the content; see `criteria.data_files.content_hash`.
        is_default_example: True if nobody named any data, so that the example was used.
        notes: how something in the files was understood.
    """

    path: str
    sha256: str
    is_default_example: bool = False
    notes: tuple[Diagnostic, ...] = ()
