"""Worked cases: a municipality and the assessment expected for it."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from criteria.rule_files.schema.words import Closed, Day, MeasuredText, NumberText, Sentence, Slug


class CaseWhole(Closed):
    """The municipality that the municipality of a case belongs to."""

    kind: Slug
    current_type: Slug | None = None


class CaseTown(Closed):
    """The municipality of a case, which is ordinary in whatever the case does not state.

    It has an inner and an outer area, is a budget level with commune-level units, and is formed in no special way. The
    type is the one it has on the day of the case. ``unknown`` states that nobody has said.
    """

    id: Slug = "case"
    kind: Slug
    current_type: Slug | None = None
    region: Slug | None = None
    attributes: list[Slug] = []
    formation: Slug = "ordinary"
    budget_level: Literal["yes", "no", "unknown"] = "yes"
    has_commune_units: Literal["yes", "no", "unknown"] = "yes"
    inner_area: Literal["yes", "no"] = "yes"
    outer_area: Literal["yes", "no"] = "yes"
    part_of: CaseWhole | None = None


class CaseUnit(Closed):
    """A unit that belongs to the municipality of a case."""

    kind: Slug
    measured: dict[Slug, MeasuredText] = {}


class ExpectedBounds(Closed):
    """What is expected for a criterion, a member-unit requirement or the total; what is left out is not checked."""

    lower: NumberText | None = None
    upper: NumberText | None = None
    verdict: Literal["met", "not_met", "undetermined"] | None = None


class ExpectedTotal(ExpectedBounds):
    """What is expected of the total; ``verdict``: of the law as a whole; ``table_verdict``: of the standards alone."""

    table_verdict: Literal["met", "not_met", "undetermined"] | None = None


StatusWord = Literal["maximum", "between", "minimum", "below", "undetermined", "not_applicable", "exempt"]


class ExpectedStandard(Closed):
    """What is expected for a standard: ``points`` if its bounds are equal, otherwise ``lower`` and ``upper``."""

    points: NumberText | None = None
    lower: NumberText | None = None
    upper: NumberText | None = None
    status: StatusWord | None = None


class CaseEntry(Closed):
    """One worked case: what was measured, and the expected assessment.

    ``proposed``: the program wrote the case with what the law gives now; it counts once a person confirms it by
    removing this line.
    """

    id: Slug
    text: Sentence
    source: Sentence
    type: Slug
    as_of: Day | None = None
    reading: Slug | None = None
    municipality: CaseTown
    units: list[CaseUnit] = []
    measured: dict[Slug, MeasuredText] = {}
    standards: dict[Slug, ExpectedStandard] = {}
    criteria: dict[Slug, ExpectedBounds] = {}
    member_units: dict[Slug, ExpectedBounds] = {}
    total: ExpectedTotal | None = None
    proposed: StrictBool = False


class CasesDocument(Closed):
    """Worked cases of a law, run by ``dothi rules test``."""

    kind: Literal["cases"]
    cases: Annotated[list[CaseEntry], Field(min_length=1)]
