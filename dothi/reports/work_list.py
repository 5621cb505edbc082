"""The work list of a law: its numbers that are unknown or rest on less than two sources."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts
from dothi.reports.words.changes import number_text, number_words, subject_words
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import LocatedProvenance, located_provenances, provenances_of_part


def print_work_list(draft: Draft, part: str | None, texts: Texts, console: Console) -> None:
    """Print a row for each such number in the law's files, or in one part of the law.

    Raises:
        NotOnFile: the files of the law have no such part.
    """
    placed = provenances_of_part(draft, part) if part else tuple(located_provenances(draft))
    todo = [found for found in placed if found.provenance.is_weak]
    law = draft.rulebook.law
    unknown = sum(number.text is None for found in todo for number in found.provenance.numbers)
    title = texts.text("work_list", "title", law=law.document, unknown=str(unknown), open=str(len(todo)))
    console.print(Text(title, style="bold"))
    if law.amends:
        console.print(Text(texts.text("work_list", "amended", law=law.amends)))
    table = plain_table(underlines_header=True)
    for label in ("standard", "number", "believed", "basis", "citation", "sources", "place"):
        table.add_column(texts.text("work_list", label), overflow="fold")
    for found in todo:
        for row in _rows(found, texts):
            table.add_row(*row)
    console.print(table)


def _rows(placed: LocatedProvenance, texts: Texts) -> Iterator[tuple[str, ...]]:
    provenance, subject, file = placed.provenance, placed.subject, placed.file
    place = file.yaml.location(provenance.numbers[0].route if provenance.numbers else provenance.basis_route)
    basis = texts.text("basis", provenance.basis) if provenance.basis else "–"
    where = (basis, texts.citation(subject.citation), ", ".join(subject.sources), f"{file.name}:{place.line}")
    if not provenance.numbers:
        yield subject_words(subject, texts), texts.text("work_list", "wording"), "", *where
    for number in provenance.numbers:
        believed = number_text(number.text, number, placed, texts)
        yield subject_words(subject, texts), number_words(number, placed, texts), believed, *where
