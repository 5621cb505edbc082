"""How data were understood, and which values look wrong: lines for stderr, one a kind with its count."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from criteria.diagnostic import Diagnostic
from dothi.reports.texts import Texts

if TYPE_CHECKING:
    from dothi.batch.remarks import Remarks


def note_lines(notes: Iterable[Diagnostic], texts: Texts) -> Iterator[str]:
    """Yield a line for each kind of note: the first of its kind, and how many more there are."""
    by_kind: dict[str, list[Diagnostic]] = {}
    for note in notes:
        by_kind.setdefault(note.kind, []).append(note)
    for first, *others in by_kind.values():
        more = texts.text("batch", "more_like_it", count=texts.number(len(others), 0)) if others else ""
        yield texts.diagnostic(first) + more


def remark_lines(remarks: "Remarks", texts: Texts) -> Iterator[str]:
    """Yield a line for each kind of remark, with its count and the first value it is about."""
    for kind, remark in remarks.by_kind.items():
        count = texts.number(remark.count, 0)
        facts = {"count": count, "municipality": remark.municipality, "indicator": remark.indicator}
        yield texts.text("batch_remark", kind, **facts)
