"""The laws on file for a terminal, with the basis of their levels."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from criteria.law import DaysOfTypes, Law
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
    """Return the first and last day on which a law is in force, and those of types that have days of their own."""
    if law.in_force_until is None:
        whole = texts.label("from_on", day=law.in_force_from)
    else:
        whole = texts.label("from_until", first=law.in_force_from, last=law.in_force_until)
    return "; ".join([whole, *(_days_of_types(own, texts) for own in law.type_days)])


def _days_of_types(own: DaysOfTypes, texts: Texts) -> str:
    types = ", ".join(own.types)
    if own.days.last is None:
        return texts.label("types_from_on", day=own.days.first, types=types)
    return texts.label("types_from_until", first=own.days.first, last=own.days.last, types=types)


def basis_text(rulebook: Rulebook, texts: Texts) -> str:
    """Return how many levels are known, and how many of them on each basis."""
    ends: list[Known | None] = []
    for standard in rulebook.standards:
        for level in standard.levels.values():
            ends += [level.minimum, level.maximum]
    counted = Counter(known.basis for known in ends if known is not None)
    counts = ", ".join(f"{number} {texts.text('basis', basis)}" for basis, number in counted.most_common())
    return texts.label("bases", known=str(counted.total()), all=str(len(ends)), counts=counts or "–")
