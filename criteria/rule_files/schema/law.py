"""``law.yaml``: the head of a law."""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from criteria.rule_files.schema.words import (
    BasisWord,
    BilingualEntry,
    Closed,
    Day,
    DayOfYear,
    NumberWithBasis,
    Sentence,
    Signed,
    Slug,
    WholeNumber,
)


class StepsEntry(Closed):
    """How points that grow in steps are counted: whole steps only, or also in proportion within a step."""

    counted: Literal["whole", "in-proportion"]
    basis: BasisWord
    citation: Sentence


class PointsFrameEntry(Closed):
    """The maximum points, the pass mark, and the step to which points are rounded."""

    maximum: NumberWithBasis
    pass_mark: NumberWithBasis
    round_to: NumberWithBasis
    steps: StepsEntry | None = None
    citation: Sentence


class InForce(Closed):
    """The first and the last day of a law; without ``until`` it is still in force."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    citation: Sentence | None = None


class TypeDaysEntry(Closed):
    """Types for which a law is in force on other days than the law itself; a day left out is that of the law."""

    types: Annotated[list[Slug], Field(min_length=1)]
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None
    basis: BasisWord
    citation: Sentence
    sources: list[Slug] = []


class DataAsOfEntry(Closed):
    """The day that the data should describe: this day, ``years_before`` years before the year of the assessment."""

    day: DayOfYear
    years_before: Annotated[WholeNumber, Field(ge=0, le=100)]
    citation: Sentence
    basis: BasisWord
    sources: list[Slug] = []


class Required(Closed):
    """How many standards must be met, for a type that counts standards and not points."""

    count: Annotated[WholeNumber, Field(gt=0, le=1_000)]
    basis: BasisWord
    sources: list[Slug] = []


class TypeEntry(Closed):
    """A type (loại) the law knows; the list runs from the highest to the lowest.

    ``designated``: the type is conferred, not assessed. ``required``: standards are counted, not points.
    ``pass_mark``: the points that this type needs, if they differ from the law's pass mark.
    """

    id: Slug
    name: BilingualEntry
    citation: Sentence
    designated: StrictBool = False
    required: Required | None = None
    pass_mark: NumberWithBasis | None = None


class TransitionEntry(Closed):
    """The new type ``to`` of municipalities that had a type in ``from`` (``null``: had none)."""

    from_: Annotated[list[Slug | None], Field(alias="from", min_length=1)]
    to: Slug
    when: dict[str, Any] | None = None
    citation: Sentence
    basis: BasisWord
    note: Sentence | None = None


class ReadingEntry(Closed):
    """One way to read the law, with its evidence; exactly one is the default.

    ``criteria_need``: what each criterion needs by this reading: its minimum points, or any points above zero.
    ``one_of``: alternatives, each a list of rules; by this reading a municipality uses one of them for everything.
    """

    id: Slug
    name: BilingualEntry
    default: StrictBool = False
    basis: BasisWord
    citation: Sentence
    evidence: BilingualEntry
    criteria_need: Literal["minimum", "above-zero"] = "minimum"
    one_of: Annotated[list[Annotated[list[Slug], Field(min_length=1)]] | None, Field(min_length=2)] = None
    sources: list[Slug] = []


class TakesOver(Closed):
    """Whatever an amending law does not state remains as in the amended law.

    ``unverified_is``: the amended law is on file in its text after the amendment; its levels and points that are
    unverified for the time before have this basis from then on.
    """

    unverified_is: BasisWord
    citation: Sentence


class LawDocument(Closed):
    """The file ``law.yaml`` of a law's folder."""

    kind: Literal["law"]
    law: Slug
    family: Slug
    amends: Slug | None = None
    takes_over: TakesOver | None = None
    document: BilingualEntry
    title: BilingualEntry
    in_force: InForce
    type_days: list[TypeDaysEntry] = []
    types: Annotated[list[TypeEntry], Field(min_length=1)]
    points: PointsFrameEntry
    readings: Annotated[list[ReadingEntry], Field(min_length=1)]
    transitions: list[TransitionEntry] = []
    data_as_of: DataAsOfEntry | None = None
    signed: Signed = []
