"""Writers of result tables, one module for each form; a file's suffix names its form."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from dothi.registry import Registry

if TYPE_CHECKING:  # the command line lists the forms when it starts, without Polars
    import polars as pl


class Writer(Protocol):
    """Writes a table that arrives in pieces, none of which it keeps."""

    def write(self, piece: "pl.DataFrame") -> None:
        """Add rows; points are decimal columns."""

    def close(self) -> None:
        """Complete the file."""


class ResultsForm(Protocol):
    """What a module ``results_as_<suffix>`` offers."""

    def writer(self, path: Path) -> Writer:
        """Open a new file of this form."""


@runtime_checkable
class SparkForm(ResultsForm, Protocol):
    """What such a module offers if Spark can write its form."""

    def write_in_spark(self, results: Any, folder: Path) -> None:
        """Write a Spark frame as a folder of files."""


RESULT_FORMS: Registry[ResultsForm] = Registry(__name__, "results", default="parquet")


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that results can be written to."""
    return tuple(f".{name}" for name in RESULT_FORMS.names)


def spark_suffixes() -> tuple[str, ...]:
    """Return the suffixes of the folders that Spark can write results to."""
    return tuple(f".{name}" for name in RESULT_FORMS.names if isinstance(RESULT_FORMS[name], SparkForm))


def form_of(path: Path) -> ResultsForm:
    """Return the form that the suffix of a path names.

    Raises:
        KeyError: there is no such form.
    """
    return RESULT_FORMS[path.suffix.lower().removeprefix(".")]


def spark_form_of(path: Path) -> SparkForm:
    """Return the form that the suffix of a path names, for Spark to write.

    Raises:
        KeyError: there is no such form, or Spark cannot write it.
    """
    form = form_of(path)
    if not isinstance(form, SparkForm):
        raise KeyError(path.suffix)
    return form
