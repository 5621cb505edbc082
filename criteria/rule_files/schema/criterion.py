"""Criteria and standards of a law: points, levels, steps, and standards that are counted."""

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
    """The points that a criterion must and can reach; without ``minimum`` the law demands none."""

    minimum: NumberText | None = None
    maximum: NumberText
    basis: BasisPair


class StepsOfStandard(Closed):
    """Points in steps: ``base`` points at the value ``at``, then ``adds`` more for ``each`` further, up to ``cap``.

    If a lower value is better, the steps run downwards. A value below ``from`` earns nothing; without ``from``, any
    value earns ``base``.
    """

    from_: Annotated[NumberText | None, Field(alias="from")] = None
    base: NumberText
    at: NumberText
    each: NumberText
    adds: NumberText
    cap: NumberText


class Brackets(Closed):
    """Two fixed amounts of points: ``points`` from the value ``from`` on, and ``points_above`` above ``above``."""

    from_: Annotated[NumberText, Field(alias="from")]
    points: NumberText
    above: NumberText
    points_above: NumberText


class LevelEntry(Closed):
    """The minimum and the maximum level for one type; ``null`` if not known."""

    minimum: LevelText | None
    maximum: LevelText | None
    basis: BasisPair | None = None
    laxer_because: Sentence | None = None


class MandatoryEntry(Closed):
    """The reading under which the standard is compulsory at its minimum level.

    The article is that of the type (``types:`` in ``law.yaml``), unless ``citation`` names another.
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

    Its levels are stated in one of four ways: ``levels`` by type, one ``level`` for all types, ``steps``, or
    ``brackets``. The last two also state the points; otherwise ``points`` does.

    ``types``: the only types of the criterion that ask for it.
    """

    id: Slug
    code: Slug
    group: Slug | None = None
    name: BilingualEntry
    indicator: Slug
    measures: BilingualEntry | None = None
    types: Annotated[list[Slug], Field(min_length=1)] | None = None
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
    """Points of a criterion whose standards are not known."""

    id: Slug
    code: Slug
    name: BilingualEntry
    points: PointsEntry
    citation: Sentence
    note: Sentence | None = None


class StandingEntry(Closed):
    """Standards of the amended law that are retained with their minimum levels, as conditions without points."""

    standards: Annotated[list[Slug], Field(min_length=1)]
    citation: Sentence


class CriterionDocument(Closed):
    """One criterion (tiêu chí) with its standards; an amending law may also state what is retained and what is open."""

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
    """A standard that is either met or not; each standard met counts one."""

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
    """A group of standards, a certain number of which must be met."""

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
