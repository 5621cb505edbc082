"""Tasks of a plan, and the failing standards that each addresses."""

import datetime
from dataclasses import dataclass

from criteria.bilingual import BilingualText
from criteria.municipality import Municipality, Surroundings


@dataclass(frozen=True, slots=True)
class Scope:
    """When and where a plan applies; None means always, or everywhere.

    Attributes:
        first, last: the first and the last day of the plan's period.
        part_of: the municipality to which the plan applies, together with its parts.
        province: the value of the column ``province`` for further municipalities to which it applies.
    """

    first: datetime.date | None = None
    last: datetime.date | None = None
    part_of: str | None = None
    province: str | None = None

    def covers(self, municipality: Municipality, surroundings: Surroundings, day: datetime.date) -> bool:
        """True if the plan applies to this municipality on this day."""
        if (self.first and day < self.first) or (self.last and day > self.last):
            return False
        if self.part_of is None or (self.province is not None and municipality.province == self.province):
            return True
        return self.part_of in {municipality.id, *(whole.id for whole in surroundings.wholes)}


ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Task:
    """A task, the offices that lead it or cooperate, and the failing standards that it addresses.

    Attributes:
        document, citation: the plan, and the place in it that states the task.
        answers: True if it addresses failing standards at all.
        municipalities, indicators, families: the municipalities, the indicators and the families of laws that it
            addresses; empty means any.
        scope: when and where the plan applies.
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
        """True if it addresses a standard on this indicator that the municipality fails under a law of this family."""
        return (
            self.answers
            and (not self.municipalities or municipality in self.municipalities)
            and (not self.indicators or indicator in self.indicators)
            and (not self.families or family in self.families)
        )
