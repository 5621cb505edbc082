"""Why a batch rejects rows, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from criteria.data_files.rows import Refused
from dothi.batch.rejections import RejectedRow, ToldRejections
from dothi.reports.texts import Texts, printable


@dataclass(frozen=True, slots=True)
class RejectionSentences:
    """The sentences of one language; a `dothi.batch.rejections.RejectionWording`.

    Attributes:
        types: the types that claims in the data may name.
    """

    texts: Texts
    types: tuple[str, ...] = ()

    def reason(self, problem: str) -> str:
        """Return the sentence for a problem."""
        return self.texts.text("rejected", problem, types=self.types)

    def row(self, refused: Refused) -> RejectedRow:
        """Return the row for a municipality of a data folder; ``column`` is the location of its diagnostic."""
        diagnostic = refused.diagnostic
        place = str(diagnostic.location)
        found = printable(diagnostic.details.get("found", ""))
        sentence = self.texts.diagnostic(diagnostic).removeprefix(f"{place}: ")
        return RejectedRow(printable(refused.municipality), "", place, found, sentence)


def rejection_lines(told: ToldRejections, texts: Texts) -> Iterator[str]:
    """Yield a line for each rejected row that is told, and one for the rest."""
    for row in told.rows:
        if row.is_located:
            yield f"{row.column}: {row.reason}"
            continue
        name = row.municipality or texts.text("batch", "no_id")
        facts = {"municipality": f"{name} ({row.target})" if row.target else name, "column": row.column}
        key = "rejected_row" if row.found else "rejected_empty"
        yield texts.text("batch", key, reason=row.reason, found=row.found, **facts)
    if rest := told.count - len(told.rows):
        yield texts.text("batch", "more_rejected", count=texts.number(rest, 0))
