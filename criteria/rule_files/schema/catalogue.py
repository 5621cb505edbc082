"""``indicators.yaml`` and ``vocabulary.yaml``, which all laws share."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.words import BilingualEntry, Closed, Day, NumberText, Sentence, Slug, WholeNumber


class GradeEntry(Closed):
    """One grade of an indicator."""

    id: Slug
    name: BilingualEntry
    attribute: Slug | None = Field(
        default=None,
        description="Đơn vị có tính chất này thì ở bậc này / a municipality with this attribute has this grade",
    )


class IndicatorEntry(Closed):
    """An indicator (chỉ tiêu): a number with a unit, or a list of grades from worst to best.

    ``judged_by``: a family of laws; if nothing was measured, its law in force decides the grade.
    ``part_of``: the indicator of which it is a part, and which is never less.
    """

    id: Slug
    name: BilingualEntry
    unit: BilingualEntry | None = None
    decimals: Annotated[WholeNumber, Field(ge=0, le=6)] | None = None
    better: Literal["higher", "lower"] | None = None
    lowest: NumberText | None = None
    highest: NumberText | None = None
    grades: list[GradeEntry] | None = None
    judged_by: Slug | None = None
    part_of: Slug | None = None


class IndicatorsDocument(Closed):
    """The file ``rules/indicators.yaml``."""

    kind: Literal["indicators"]
    indicators: Annotated[list[IndicatorEntry], Field(min_length=1)]


class KindEntry(Closed):
    """A kind of municipality.

    ``until`` is the last day on which municipalities of this kind exist; ``families`` are the families of laws whose
    questions fit the kind, by default all.
    """

    id: Slug
    name: BilingualEntry
    until: Day | None = None
    families: Annotated[list[Slug], Field(min_length=1)] | None = None
    citation: Sentence | None = None


class WordEntry(Closed):
    """A region, an attribute or a way of forming a unit, for conditions to refer to."""

    id: Slug
    name: BilingualEntry


class VocabularyDocument(Closed):
    """The file ``rules/vocabulary.yaml``: the words that data files and conditions may use."""

    kind: Literal["vocabulary"]
    kinds: Annotated[list[KindEntry], Field(min_length=1)]
    regions: Annotated[list[WordEntry], Field(min_length=1)]
    attributes: Annotated[list[WordEntry], Field(min_length=1)]
    formations: list[WordEntry] = []
