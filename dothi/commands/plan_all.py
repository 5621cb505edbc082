"""``dothi plan --all``: the paths of every town of a file, each to its next type or to a given one."""

import contextlib
import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from criteria.diagnostic import NotOnFile
from criteria.law import Law
from criteria.municipality import Dataset, Municipality, Subject
from criteria.price_list import PriceList
from criteria.rule_files.library import Library
from criteria.type_of_day import NEXT, next_types
from dothi.commands.options import refuse_blank_kinds
from dothi.planner.find_path import Planner, Request
from dothi.planner.within_budget import BudgetPlan, TownPath, within_budget
from dothi.reports.texts import Texts


@dataclass(frozen=True, slots=True)
class AskedOfAll:
    """What is asked of every town of a file.

    Attributes:
        law: the law that was named, or the one in force.
        is_named: True if the law was named; else each town is judged by the law in force for its type.
    """

    library: Library
    dataset: Dataset
    law: Law
    is_named: bool
    day: datetime.date
    to: str
    reading: str | None
    sure: str | None
    price_list: PriceList
    margin: int


def plan_of_all(asked: AskedOfAll, budget: int | None, texts: Texts) -> BudgetPlan:
    """Return the paths of all towns, and on which of them a budget is spent."""
    with contextlib.ExitStack() as opened:
        planners = _Planners(asked, opened)
        towns = [known for known in asked.dataset.municipalities.values() if not _is_passed_over(known, asked)]
        found = list(_paths(asked, towns, planners, texts))
    return within_budget(found, asked.day, budget, asked.price_list, asked.dataset.source)


def _is_passed_over(municipality: Municipality, asked: AskedOfAll) -> bool:
    """True if the law asks nothing of the kind of municipality, as of a province no type of urban area."""
    return municipality.kind in asked.library.rulebook(asked.law).unfit_kinds


class _Planners:
    """The planner of each law, opened when it is first needed."""

    def __init__(self, asked: AskedOfAll, opened: contextlib.ExitStack) -> None:
        self._asked, self._opened = asked, opened
        self._assessors = opened.enter_context(Assessors(asked.library.rulebook_in_force))
        self._planners: dict[str, Planner] = {}

    def of(self, law: Law) -> Planner:
        """Return the planner of a law."""
        if law.id not in self._planners:
            library = self._asked.library
            assessor = Assessor(library.rulebook(law), library.tasks, self._assessors.find)
            self._planners[law.id] = Planner(self._opened.enter_context(assessor))
        return self._planners[law.id]


def _paths(asked: AskedOfAll, towns: list[Municipality], planners: _Planners, texts: Texts) -> Iterator[TownPath]:
    for town in towns:
        subject = asked.dataset.subject(town.id, asked.day, asked.law.data_day(asked.day))
        refuse_blank_kinds(subject)
        targets = (asked.to,) if asked.to != NEXT else next_types(asked.law, town, subject.surroundings.whole)
        if len(targets) != 1:
            kind = "no_next" if not targets else "next_is_open"
            yield TownPath(town, None, texts.text("plan", kind, types=targets))
            continue
        yield _path(asked, subject, targets[0], planners)


def _path(asked: AskedOfAll, subject: Subject, target: str, planners: _Planners) -> TownPath:
    try:
        law = asked.law if asked.is_named else asked.library.register.in_force(asked.law.family, asked.day, target)
        question = Question(target, asked.day, asked.reading, asked.sure)
        request = Request(question, asked.price_list, asked.margin, is_brief=True)
        return TownPath(subject.municipality, planners.of(law).path(subject, request))
    except NotOnFile as reason:
        return TownPath(subject.municipality, None, reason)
