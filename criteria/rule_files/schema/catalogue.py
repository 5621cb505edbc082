"""``indicators.yaml`` and ``vocabulary.yaml``: what all laws share."""

from typing import Annotated, Literal

from pydantic import Field

from criteria.rule_files.schema.words import BilingualEntry, Closed, Day, NumberText, Sentence, Slug, WholeNumber


class GradeEntry(Closed):
    """One rung of an indicator that has grades."""

    id: Slug
    name: BilingualEntry
    attribute: Slug | None = Field(
        default=None,
        description="Đơn vị có tính chất này thì ở bậc này / a municipality with this attribute has this grade",
    )


class IndicatorEntry(Closed):
    """An indicator (chỉ tiêu): a number with unit, or a list of grades from worst to best.

    ``judged_by``: a family of laws; where nothing was measured, the municipality is judged by its law in force.
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


class IndicatorsDocument(Closed):
    """The file ``rules/indicators.yaml``."""

    kind: Literal["indicators"]
    indicators: Annotated[list[IndicatorEntry], Field(min_length=1)]


class KindEntry(Closed):
    """A kind of municipality; ``until`` is the last day on which units of the kind exist."""

    id: Slug
    name: BilingualEntry
    until: Day | None = None
    citation: Sentence | None = None


class WordEntry(Closed):
    """A region or an attribute that rules may ask about."""

    id: Slug
    name: BilingualEntry


class VocabularyDocument(Closed):
    """The file ``rules/vocabulary.yaml``: the words that data files and conditions use."""

    kind: Literal["vocabulary"]
    kinds: Annotated[list[KindEntry], Field(min_length=1)]
    regions: Annotated[list[WordEntry], Field(min_length=1)]
    attributes: Annotated[list[WordEntry], Field(min_length=1)]
