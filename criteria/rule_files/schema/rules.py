"""The rules of a law beside its tables: when they hold, and what follows."""

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
    """Which standards an action touches: by standard id, group id or criterion id."""

    standards: list[Slug] = []
    groups: list[Slug] = []
    criteria: list[Slug] = []


class ReduceMinimumEntry(ScopeEntry):
    """The minimum level falls to so many percent; between it and the ordinary minimum: the minimum points."""

    kind: Literal["reduce_minimum"]
    to_percent: NumberText | None
    counted_works: list[Slug] = []
    """Standards that count works: a minimum of 1 stays 1, a reduced one is rounded and never under 1."""


class ExemptEntry(ScopeEntry):
    """A standard that does not reach its minimum level is not considered and earns its minimum points."""

    kind: Literal["exempt"]


class SetRequiredEntry(Closed):
    """So many standards must be met, for a type that counts them."""

    kind: Literal["set_required"]
    type: Slug
    count: Annotated[WholeNumber, Field(gt=0, le=1_000)]


class NotApplicableEntry(ScopeEntry):
    """The standards do not apply; other actions of the same rule say where their points go."""

    kind: Literal["not_applicable"]


class SetPointsEntry(Closed):
    """The standard carries other points."""

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
    """Other levels hold for the standard, type by type."""

    kind: Literal["replace_levels"]
    standard: Slug
    levels: Annotated[dict[Slug, LevelEntry], Field(min_length=1)]


class NotCountedEntry(ScopeEntry):
    """The standards do not apply and their points are lost: there are fewer points in all."""

    kind: Literal["not_counted"]


class LowerPassMarkEntry(Closed):
    """The pass mark of every type falls by so many points, to nothing at the least."""

    kind: Literal["lower_pass_mark"]
    by: NumberText


class ScaleStepsEntry(ScopeEntry):
    """Steps begin at so many percent of their value; with ``start-and-steps`` they are as much narrower too."""

    kind: Literal["scale_steps"]
    to_percent: NumberText | None
    of: Literal["start", "start-and-steps"]


class GrantEntry(ScopeEntry):
    """The standards earn their maximum points."""

    kind: Literal["grant"]


Action = Annotated[
    ReduceMinimumEntry
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
    """A rule of the law beside the tables: ``when`` it holds, ``then`` what follows."""

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
    """Rules of special cases: zones, regions, character."""

    kind: Literal["rules"]
    rules: Annotated[list[RuleEntry], Field(min_length=1)]
