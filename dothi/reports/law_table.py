"""The laws on file for a terminal, with the basis of their levels."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from criteria.law import Law
from criteria.rulebook import Rulebook
from criteria.standard import Known
from dothi.reports.terminal_layout import plain_table
from dothi.reports.texts import Texts


def print_laws(rulebooks: Sequence[Rulebook], texts: Texts, console: Console) -> None:
    """Print a row per law."""
    table = plain_table(texts.label("laws"))
    for label in ("id", "family", "name", "in_force", "types", "verified"):
        table.add_column(texts.label(label), overflow="fold")
    for rulebook in rulebooks:
        law = rulebook.law
        types = ", ".join(known.id for known in law.types)
        title = texts.name(law.title)
        table.add_row(law.id, law.family, title, in_force_text(law, texts), types, basis_text(rulebook, texts))
    console.print(table)


def in_force_text(law: Law, texts: Texts) -> str:
    """Return the first and last day on which a law is in force."""
    if law.in_force_until is None:
        return texts.label("from_on", day=law.in_force_from)
    return texts.label("from_until", first=law.in_force_from, last=law.in_force_until)


def basis_text(rulebook: Rulebook, texts: Texts) -> str:
    """Return how many levels are known, and how many of them on each basis."""
    ends: list[Known | None] = []
    for standard in rulebook.standards:
        for level in standard.levels.values():
            ends += [level.minimum, level.maximum]
    counted = Counter(known.basis for known in ends if known is not None)
    counts = ", ".join(f"{number} {texts.text('basis', basis)}" for basis, number in counted.most_common())
    return texts.label("bases", known=str(counted.total()), all=str(len(ends)), counts=counts or "–")
