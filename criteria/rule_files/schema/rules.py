"""The rules that a law states outside its tables: their conditions and their actions."""

from typing import Annotated, Any, Literal

from pydantic import Field

from criteria.rule_files.schema.criterion import LevelEntry
from criteria.rule_files.schema.words import (
    BasisWord,
    BilingualEntry,
    Closed,
    NumberText,
    Sentence,
    Signed,
    Slug,
    WholeNumber,
)


class ScopeEntry(Closed):
    """The standards that an action affects, by standard id, group id or criterion id."""

    standards: list[Slug] = []
    groups: list[Slug] = []
    criteria: list[Slug] = []


class ReduceMinimumEntry(ScopeEntry):
    """The minimum level falls to a percentage of itself; from there to the ordinary minimum the points are minimal."""

    kind: Literal["reduce_minimum"]
    to_percent: NumberText | None
    counted_works: list[Slug] = []
    """Standards that count works: a minimum of 1 stays 1, and a reduced minimum is rounded to at least 1."""


class ReduceInStepsEntry(ScopeEntry):
    """The minimum level falls to a percentage that steps with an indicator.

    At ``from`` it is ``at`` percent, and for each whole further ``each`` it is ``less`` percent less, but never under
    ``least``; below ``from`` nothing is reduced.
    """

    kind: Literal["reduce_minimum_in_steps"]
    indicator: Slug
    from_: Annotated[NumberText, Field(alias="from")]
    at: NumberText
    less: NumberText
    each: NumberText
    least: NumberText | None


class ExemptEntry(ScopeEntry):
    """A standard below its minimum level is not considered and earns its minimum points.

    ``known: false``: whether the law waives the standards is not known, so below their levels they are undetermined.
    """

    kind: Literal["exempt"]
    known: bool = True


class SetRequiredEntry(Closed):
    """Another number of standards must be met, for a type that counts them."""

    kind: Literal["set_required"]
    type: Slug
    count: Annotated[WholeNumber, Field(gt=0, le=1_000)]


class NotApplicableEntry(ScopeEntry):
    """The standards do not apply; other actions of the same rule state where their points go."""

    kind: Literal["not_applicable"]


class SetPointsEntry(Closed):
    """The standard has other points."""

    kind: Literal["set_points"]
    standard: Slug
    minimum: NumberText
    maximum: NumberText


class ScalePointsEntry(ScopeEntry):
    """The points are multiplied by ``numerator / denominator``."""

    kind: Literal["scale_points"]
    numerator: Annotated[WholeNumber, Field(gt=0, le=1_000_000)]
    denominator: Annotated[WholeNumber, Field(gt=0, le=1_000_000)]


class ReplaceLevelsEntry(Closed):
    """The standard has other levels, by type."""

    kind: Literal["replace_levels"]
    standard: Slug
    levels: Annotated[dict[Slug, LevelEntry], Field(min_length=1)]


class NotCountedEntry(ScopeEntry):
    """The standards do not apply and their points are lost, so the maximum is lower."""

    kind: Literal["not_counted"]


class LowerPassMarkEntry(Closed):
    """The pass mark of every type falls by this many points, but never below zero."""

    kind: Literal["lower_pass_mark"]
    by: NumberText


class ScaleStepsEntry(ScopeEntry):
    """Steps begin at a percentage of their first value; with ``start-and-steps`` they also become narrower."""

    kind: Literal["scale_steps"]
    to_percent: NumberText | None
    of: Literal["start", "start-and-steps"]


class GrantEntry(ScopeEntry):
    """The standards earn their maximum points."""

    kind: Literal["grant"]


Action = Annotated[
    ReduceMinimumEntry
    | ReduceInStepsEntry
    | ExemptEntry
    | NotApplicableEntry
    | SetPointsEntry
    | ScalePointsEntry
    | ReplaceLevelsEntry
    | SetRequiredEntry
    | NotCountedEntry
    | LowerPassMarkEntry
    | ScaleStepsEntry
    | GrantEntry,
    Field(discriminator="kind"),
]


class RuleEntry(Closed):
    """A rule that the law states outside its tables: ``when`` it applies, and ``then`` what changes."""

    id: Slug
    name: BilingualEntry
    when: dict[str, Any]
    then: Annotated[list[Action], Field(min_length=1)]
    citation: Sentence
    basis: BasisWord
    note: Sentence | None = None
    sources: list[Slug] = []
    signed: Signed = []


class RulesDocument(Closed):
    """Rules for special cases: zones, regions and character."""

    kind: Literal["rules"]
    rules: Annotated[list[RuleEntry], Field(min_length=1)]
