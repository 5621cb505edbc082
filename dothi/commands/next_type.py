"""The target ``next``: the type above the current one, and why there may be none."""

import datetime

from criteria.law import Law
from criteria.municipality import Subject
from criteria.rule_files.library import Library
from criteria.type_of_day import has_next_types, next_types, type_of_day
from dothi.commands.terminal import refuse
from dothi.ends import EXIT_USAGE
from dothi.reports.texts import Texts


def refuse_without_order(library: Library, law: Law, is_named: bool, day: datetime.date, texts: Texts) -> None:
    """End the command if no type of a law is above another, as none is among ways of forming a unit and its classes.

    Args:
        is_named: whether the law was named; else every law of its family in force on the day is meant.
    """
    laws = (law,) if is_named else library.register.laws_on(law.family, day)
    if any(has_next_types(known) for known in laws):
        return
    assessed = (known.id for one in laws for known in one.assessed_types if is_named or one.is_in_force(day, known.id))
    types = tuple(dict.fromkeys(assessed))
    refuse(texts.text("refused", "no_order_of_types", family=texts.family(law.family), types=types), EXIT_USAGE)


def next_type(subject: Subject, law: Law, texts: Texts) -> str:
    """Return the type above the current one; refuse where there is none, or where it is not known which it is."""
    town, whole = subject.municipality, subject.surroundings.whole
    found = next_types(law, town, whole)
    if not found:
        refuse(texts.text("refused", "no_next_type", name=town.name), EXIT_USAGE)
    if len(found) > 1:
        today = type_of_day(law, town, whole)
        problem = "next_type_is_open" if today is None else "type_of_day_is_open"
        columns = ("current_type",) if today is None else today.unknown
        refuse(texts.text("refused", problem, name=town.name, columns=columns, types=found), EXIT_USAGE)
    return found[0]
