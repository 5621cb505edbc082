"""The rules of a law beside its tables: when they hold, and what follows."""

from typing import Annotated, Any, Literal

from pydantic import Field

from criteria.rule_files.schema.criterion import LevelEntry
from criteria.rule_files.schema.words import (
    BasisWord,
    Bilingual,
    Closed,
    NumberText,
    Sentence,
    Signed,
    Slug,
    WholeNumber,
)


class Scope(Closed):
    """Which standards an action touches: by standard id, group id or criterion id."""

    standards: list[Slug] = []
    groups: list[Slug] = []
    criteria: list[Slug] = []


class ReduceMinimum(Scope):
    """The minimum level falls to so many percent; between it and the ordinary minimum: the minimum points."""

    kind: Literal["reduce_minimum"]
    to_percent: NumberText | None
    counted_works: list[Slug] = []
    """Standards that count works: a minimum of 1 stays 1, a reduced one is rounded and never under 1."""


class Exempt(Scope):
    """A standard that does not reach its minimum level is not considered and earns its minimum points."""

    kind: Literal["exempt"]


class SetRequired(Closed):
    """So many standards must be met, for a type that counts them."""

    kind: Literal["set_required"]
    type: Slug
    count: Annotated[WholeNumber, Field(gt=0, le=1_000)]


class NotApplicable(Scope):
    """The standards do not apply; other actions of the same rule say where their points go."""

    kind: Literal["not_applicable"]


class SetPoints(Closed):
    """The standard carries other points."""

    kind: Literal["set_points"]
    standard: Slug
    minimum: NumberText
    maximum: NumberText


class ScalePoints(Scope):
    """The points are multiplied by ``numerator / denominator``."""

    kind: Literal["scale_points"]
    numerator: Annotated[WholeNumber, Field(gt=0, le=1_000_000)]
    denominator: Annotated[WholeNumber, Field(gt=0, le=1_000_000)]


class ReplaceLevels(Closed):
    """Other levels hold for the standard, type by type."""

    kind: Literal["replace_levels"]
    standard: Slug
    levels: Annotated[dict[Slug, LevelEntry], Field(min_length=1)]


class NotCounted(Scope):
    """The standards do not apply and their points are lost: there are fewer points in all."""

    kind: Literal["not_counted"]


class LowerPassMark(Closed):
    """The pass mark of every type falls by so many points, to nothing at the least."""

    kind: Literal["lower_pass_mark"]
    by: NumberText


class ScaleSteps(Scope):
    """Steps begin at so many percent of their value; with ``start-and-steps`` they are as much narrower too."""

    kind: Literal["scale_steps"]
    to_percent: NumberText | None
    of: Literal["start", "start-and-steps"]


class Grant(Scope):
    """The standards earn their maximum points."""

    kind: Literal["grant"]


Action = Annotated[
    ReduceMinimum
    | Exempt
    | NotApplicable
    | SetPoints
    | ScalePoints
    | ReplaceLevels
    | SetRequired
    | NotCounted
    | LowerPassMark
    | ScaleSteps
    | Grant,
    Field(discriminator="kind"),
]


class RuleEntry(Closed):
    """A rule of the law beside the tables: ``when`` it holds, ``then`` what follows."""

    id: Slug
    name: Bilingual
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
