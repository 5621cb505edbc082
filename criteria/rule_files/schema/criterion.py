"""The criteria and standards of a law: points, levels, steps, or standards that are counted."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.law import Required
from criteria.rule_files.schema.words import (
    BasisPair,
    BasisWord,
    BilingualEntry,
    Closed,
    LevelText,
    NumberText,
    Sentence,
    Signed,
    Slug,
)


class PointsEntry(Closed):
    """Points at the minimum and at the maximum level."""

    minimum: NumberText
    maximum: NumberText
    basis: BasisPair


class CriterionPointsEntry(Closed):
    """Points that a criterion needs and can reach; without ``minimum`` the law asks none of it."""

    minimum: NumberText | None = None
    maximum: NumberText
    basis: BasisPair


class StepsOfStandard(Closed):
    """Points in steps: ``base`` up to the value ``at``, then ``adds`` points for ``each`` further, up to ``cap``.

    Where less is better the steps run downwards. Below ``from`` there is nothing; without it any value earns ``base``.
    """

    from_: Annotated[NumberText | None, Field(alias="from")] = None
    base: NumberText
    at: NumberText
    each: NumberText
    adds: NumberText
    cap: NumberText


class Brackets(Closed):
    """Two flat amounts of points: ``points`` from the value ``from`` on, ``points_above`` above the value ``above``."""

    from_: Annotated[NumberText, Field(alias="from")]
    points: NumberText
    above: NumberText
    points_above: NumberText


class LevelEntry(Closed):
    """The minimum and the maximum level for one type; ``null`` where the facts are silent."""

    minimum: LevelText | None
    maximum: LevelText | None
    basis: BasisPair | None = None
    laxer_because: Sentence | None = None


class MandatoryEntry(Closed):
    """Under which reading the standard is compulsory at its minimum level.

    The article is that of the type (``types:`` in ``law.yaml``), unless ``citation`` says otherwise.
    """

    in_reading: Slug
    citation: Sentence | None = None


class GroupEntry(Closed):
    """A group of standards inside a criterion."""

    id: Slug
    name: BilingualEntry
    points: PointsEntry | None = None


class StandardEntry(Closed):
    """A standard (tiêu chuẩn): one row of the appendix.

    Its levels are stated in one of four ways: ``levels`` for each type, one ``level`` for all types, ``steps``, or
    ``brackets``. The last two say the points too, else ``points`` does.
    """

    id: Slug
    code: Slug
    group: Slug | None = None
    name: BilingualEntry
    indicator: Slug
    citation: Sentence | None = None
    sources: list[Slug] = []
    note: Sentence | None = None
    points: PointsEntry | None = None
    mandatory: MandatoryEntry | None = None
    levels: Annotated[dict[Slug, LevelEntry], Field(min_length=1)] | None = None
    level: LevelText | None = None
    steps: StepsOfStandard | None = None
    brackets: Brackets | None = None
    basis: BasisWord | None = None
    alternative_to: Slug | None = None
    signed: Signed = []


class OpenBlockEntry(Closed):
    """Points of a criterion of whose standards nothing is known."""

    id: Slug
    code: Slug
    name: BilingualEntry
    points: PointsEntry
    citation: Sentence
    note: Sentence | None = None


class StandingEntry(Closed):
    """Standards of the amended law of which only the minimum levels stand, as conditions without points."""

    standards: Annotated[list[Slug], Field(min_length=1)]
    citation: Sentence


class CriterionDocument(Closed):
    """One criterion (tiêu chí) with its standards; an amending law may state what stands and what is open."""

    kind: Literal["criterion"]
    criterion: Slug
    types: list[Slug] | None = None
    kinds: Annotated[list[Slug], Field(min_length=1)] | None = None
    name: BilingualEntry
    citation: Sentence
    sources: list[Slug] = []
    points: CriterionPointsEntry
    groups: list[GroupEntry] = []
    standards: list[StandardEntry] = []
    standing: StandingEntry | None = None
    open_block: OpenBlockEntry | None = None
    signed: Signed = []


class CountedStandardEntry(Closed):
    """A standard that is met or not; each counts one."""

    id: Slug
    code: Slug
    name: BilingualEntry
    indicator: Slug
    citation: Sentence | None = None
    sources: list[Slug] = []
    note: Sentence | None = None
    level: LevelText | None
    basis: BasisWord | None = None
    signed: Signed = []


class CountingDocument(Closed):
    """A group of standards of which so many must be met."""

    kind: Literal["counting"]
    criterion: Slug
    types: Annotated[list[Slug], Field(min_length=1)]
    kinds: Annotated[list[Slug], Field(min_length=1)] | None = None
    name: BilingualEntry
    citation: Sentence
    sources: list[Slug] = []
    required: Required
    standards: Annotated[list[CountedStandardEntry], Field(min_length=1)]
    signed: Signed = []
