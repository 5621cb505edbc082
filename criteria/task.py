"""Tasks of a plan, and for which failing standards they answer."""

import datetime
from dataclasses import dataclass

from criteria.bilingual import BilingualText
from criteria.municipality import Municipality, Surroundings


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
    document: BilingualText
    citation: str
    text: BilingualText
    lead: tuple[BilingualText, ...]
    cooperating: tuple[BilingualText, ...]
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
