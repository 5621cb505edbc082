"""The last line of an answer that no day was asked for: today, and which laws are in force."""

import datetime
from collections.abc import Sequence

from rich.console import Console

from criteria.law import Law
from dothi.reports.texts import Texts


def print_day(day: datetime.date, texts: Texts, console: Console) -> None:
    """Print the day on which this was so."""
    console.print(texts.label("on_day", day=day), soft_wrap=True)


def print_laws_of_day(laws: Sequence[Law], day: datetime.date, texts: Texts, console: Console) -> None:
    """Print which of several laws are in force on a day."""
    ids = ", ".join(law.id for law in laws if law.is_in_force(day))
    console.print(texts.label("laws_on_day", day=day, laws=ids or "–"), soft_wrap=True)


def print_law_of_day(law: Law, day: datetime.date, texts: Texts, console: Console) -> None:
    """Print whether a law is in force on a day, and for which types if not for all."""
    types = law.types_on(day)
    if 0 < len(types) < len(law.types):
        line = texts.label("law_on_day_for", day=day, types=", ".join(types))
    else:
        line = texts.label("law_on_day" if types else "law_not_on_day", day=day)
    console.print(line, soft_wrap=True)
