"""The tasks of a plan and the targets of a programme."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.law import InForce
from criteria.rule_files.schema.words import BilingualEntry, Closed, Sentence, Slug


class AnswersFor(Closed):
    """The failing standards that a task addresses: those of these municipalities, indicators and families of laws.

    An empty list means any.
    """

    municipalities: list[Slug] = []
    indicators: list[Slug] = []
    families: list[Slug] = []


class TaskEntry(Closed):
    """A task of a plan, with the offices that lead it or cooperate."""

    id: Slug
    text: BilingualEntry
    lead: Annotated[list[BilingualEntry], Field(min_length=1)]
    cooperating: list[BilingualEntry] = []
    answers_for: AnswersFor | None = None


class Within(Closed):
    """The area of a plan: a municipality with all its parts, and those whose data name this province."""

    part_of: Slug
    province: Sentence | None = None


class TasksDocument(Closed):
    """The tasks of a plan; a failing standard leads to those that address it, if the plan applies there and then."""

    kind: Literal["tasks"]
    document: BilingualEntry
    citation: Sentence
    in_force: InForce | None = None
    within: Within | None = None
    tasks: Annotated[list[TaskEntry], Field(min_length=1)]


class TargetEntry(Closed):
    """What one municipality is to become: ``to`` is a type of the law of ``family`` in force on the day."""

    municipality: Slug
    family: Slug
    to: Slug
    text: BilingualEntry
    citation: Sentence


class TargetsDocument(Closed):
    """The targets of a programme, each for one municipality; ``dothi targets`` assesses them."""

    kind: Literal["targets"]
    targets: Annotated[list[TargetEntry], Field(min_length=1)]
