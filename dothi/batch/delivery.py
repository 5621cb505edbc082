"""How the results of a batch are computed and delivered."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dothi.batch.cannot_deliver import CannotDeliver
from dothi.batch.writers import spark_suffixes, suffixes


class EngineName(StrEnum):
    """Where municipalities are judged: in this process, or by Spark."""

    POLARS = "polars"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the results go, and the engine that computes them.

    Attributes:
        output: the file of results; None if only the summary is wanted.
        master: the Spark master; None for the configured one, or this machine if none is configured.
        explains_failures: also list the standards that each municipality surely fails.
        replaces: what has appeared in the place of the results meanwhile may be replaced.
    """

    output: Path | None
    engine: EngineName = EngineName.POLARS
    master: str | None = None
    explains_failures: bool = False
    replaces: bool = True

    def refuse_impossible(self) -> None:
        """Refuse a delivery that is impossible, before anything is judged.

        Raises:
            CannotDeliver: the form is unknown, the engine cannot write it, or a list has no output to accompany.
        """
        if self.output is not None:
            _refuse_form(self.output, suffixes(), "output_form")
        if self.explains_failures and self.output is None:
            raise CannotDeliver("failures_need_output")
        if self.engine is EngineName.SPARK and self.output is not None:
            _refuse_form(self.output, spark_suffixes(), "spark_output_form")


def _refuse_form(output: Path, known: Sequence[str], kind: str) -> None:
    if output.suffix.lower() not in known:
        raise CannotDeliver(kind, name=output.name, others=", ".join(known[:-1]), last=known[-1])
