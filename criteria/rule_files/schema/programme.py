"""The tasks of a plan and the targets of a programme."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.law import InForce
from criteria.rule_files.schema.words import BilingualEntry, Closed, Sentence, Slug


class AnswersFor(Closed):
    """For which failing standards a task answers: of these municipalities, on these indicators, under these families.

    Where none is named, for any.
    """

    municipalities: list[Slug] = []
    indicators: list[Slug] = []
    families: list[Slug] = []


class TaskEntry(Closed):
    """A task of a plan, with the offices that lead it and cooperate."""

    id: Slug
    text: BilingualEntry
    lead: Annotated[list[BilingualEntry], Field(min_length=1)]
    cooperating: list[BilingualEntry] = []
    answers_for: AnswersFor | None = None


class Within(Closed):
    """For one municipality and whatever is part of it, step by step, or says that this is its province."""

    part_of: Slug
    province: Sentence | None = None


class TasksDocument(Closed):
    """The tasks of a plan; a failing standard leads to those that answer for it, in its period and its place."""

    kind: Literal["tasks"]
    document: BilingualEntry
    citation: Sentence
    in_force: InForce | None = None
    within: Within | None = None
    tasks: Annotated[list[TaskEntry], Field(min_length=1)]


class TargetEntry(Closed):
    """What one municipality is to become: ``to`` is a type of the law of ``family`` that is in force on the day."""

    municipality: Slug
    family: Slug
    to: Slug
    text: BilingualEntry
    citation: Sentence


class TargetsDocument(Closed):
    """The targets of a programme, each for a municipality; ``dothi targets`` judges them."""

    kind: Literal["targets"]
    targets: Annotated[list[TargetEntry], Field(min_length=1)]
