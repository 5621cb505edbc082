"""Tasks of a plan, and for which failing standards they answer."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from criteria.rule_files import schema
from criteria.rule_files.heads import complain_of_repeated_ids, complain_of_unknown, name_from
from criteria.rule_files.yaml_file import YamlFile
from criteria.indicator import Indicators
from criteria.municipality import Municipality, Surroundings
from criteria.bilingual import Name


@dataclass(frozen=True, slots=True)
class Scope:
    """When and where the tasks of a plan are anybody's; None: always, everywhere.

    Attributes:
        first, last: the days of the plan's period.
        part_of: the municipality for whose parts, and for which itself, the plan is.
        province: the column ``province`` of municipalities for which it is, too.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    part_of: str | None = None
    province: str | None = None

    def covers(self, municipality: Municipality, surroundings: Surroundings, day: datetime.date) -> bool:
        """Whether the plan is for this municipality on this day."""
        if (self.first and day < self.first) or (self.last and day > self.last):
            return False
        if self.part_of is None or (self.province is not None and municipality.province == self.province):
            return True
        return self.part_of in {municipality.id, *(whole.id for whole in surroundings.wholes)}


ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Task:
    """A task, the offices that lead it and cooperate, and what it answers for.

    Attributes:
        document, citation: the plan, and where in it the task stands.
        answers: whether it answers for failing standards at all.
        municipalities, indicators, families: for which, under the laws of which; empty: any.
        scope: the period and the place of the plan.
    """

    id: str
    document: Name
    citation: str
    text: Name
    lead: tuple[Name, ...]
    cooperating: tuple[Name, ...]
    answers: bool
    municipalities: frozenset[str]
    indicators: frozenset[str]
    scope: Scope = ANYWHERE
    families: frozenset[str] = frozenset()

    def answers_for(self, municipality: str, indicator: str, family: str) -> bool:
        """Whether it answers for a standard on this indicator that a municipality fails under a law of this family."""
        return (
            self.answers
            and (not self.municipalities or municipality in self.municipalities)
            and (not self.indicators or indicator in self.indicators)
            and (not self.families or family in self.families)
        )


def tasks_from(model: schema.TasksDocument, indicators: Indicators, file: YamlFile) -> Iterator[Task]:
    """The tasks of a file; an unknown indicator is a complaint."""
    complain_of_repeated_ids(file, ("tasks",), (entry.id for entry in model.tasks))
    for place, entry in enumerate(model.tasks):
        answers_for = entry.answers_for or schema.AnswersFor()
        for position, identifier in enumerate(answers_for.indicators):
            if identifier not in indicators:
                where = ("tasks", place, "answers_for", "indicators", position)
                complain_of_unknown(file, where, "unknown_indicator", identifier, list(indicators))
        yield Task(
            id=entry.id,
            document=name_from(model.document),
            citation=model.citation,
            text=name_from(entry.text),
            lead=tuple(name_from(office) for office in entry.lead),
            cooperating=tuple(name_from(office) for office in entry.cooperating),
            answers=entry.answers_for is not None,
            municipalities=frozenset(answers_for.municipalities),
            indicators=frozenset(answers_for.indicators),
            families=frozenset(answers_for.families),
            scope=_scope(model),
        )


def _scope(model: schema.TasksDocument) -> Scope:
    period, within = model.in_force, model.within
    return Scope(
        first=period.from_ if period else None,
        last=period.until if period else None,
        part_of=within.part_of if within else None,
        province=within.province if within else None,
    )
