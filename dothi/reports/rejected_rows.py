"""Why a batch rejects rows, in sentences."""

from dataclasses import dataclass

from criteria.data_files.rows import Refused
from dothi.batch.rejections import RejectedRow
from dothi.reports.texts import Texts, printable


@dataclass(frozen=True, slots=True)
class RejectionSentences:
    """The sentences of one language; a `dothi.batch.rejections.RejectionWording`."""

    texts: Texts

    def reason(self, problem: str) -> str:
        """Return the sentence for a problem."""
        return self.texts.text("rejected", problem)

    def row(self, refused: Refused) -> RejectedRow:
        """Return the row for a municipality of a data folder; ``column`` is the location of its diagnostic."""
        diagnostic = refused.diagnostic
        place = str(diagnostic.location)
        found = printable(diagnostic.details.get("found", ""))
        sentence = self.texts.diagnostic(diagnostic).removeprefix(f"{place}: ")
        return RejectedRow(printable(refused.municipality), "", place, found, sentence)
