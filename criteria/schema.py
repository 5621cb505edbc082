"""The form of the YAML files under ``rules/``, as closed pydantic models.

Every scalar of a rule file reaches these models as text (numbers keep their decimal digits, ``NO`` stays a word),
except ``null`` and ``true``/``false``. An unknown key is refused, so a misspelling never passes silently.

What these models cannot see (levels that cross, points that do not add up, an unknown indicator) is judged by
`criteria.soundness` once the file has this form.
"""

import datetime
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema
from pydantic_core import PydanticCustomError

BasisWord = Literal["two-sources", "one-source", "seed", "unverified", "signed-off"]
"""How well a number is known; see ``rules/README.md``."""

BASIS_WORDS: tuple[str, ...] = get_args(BasisWord)

Slug = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$", max_length=80),
]
"""An id: ASCII letters and digits, joined by ``-`` or ``.``."""

NUMBER_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"

NumberText = Annotated[
    str,
    Field(pattern=NUMBER_PATTERN, max_length=20),
    WithJsonSchema({"type": "number"}),
]
"""A decimal number kept as its text, so that no digit is lost: ``49.8``."""

LevelText = Annotated[
    str,
    Field(pattern=r"^\S+$", max_length=80),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A number, or a grade id for an indicator that has grades."""

MeasuredText = Annotated[str, WithJsonSchema({"type": ["number", "string"]})]
"""A measured value in one of its text forms; a plain number need not be quoted."""

SOMETHING = r"\S"

Sentence = Annotated[str, Field(min_length=1, max_length=2000, pattern=SOMETHING)]


def _date_from_text(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError("not a date")
        return datetime.date.fromisoformat(value)
    return value


def _day_of_year(value: Any) -> Any:
    try:
        datetime.date.fromisoformat(f"2001-{value}")  # not a leap year: the day must be there every year
    except ValueError:
        raise PydanticCustomError("day_of_year", "a day that every year has, as month-day") from None
    return value


DayOfYear = Annotated[
    str, BeforeValidator(_day_of_year), WithJsonSchema({"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"})
]
"""A day that every year has, as month and day: ``12-31``."""

Day = Annotated[
    datetime.date,
    BeforeValidator(_date_from_text),
    WithJsonSchema({"type": "string", "format": "date"}),
]


def _only_digits(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch("[0-9]+", value, re.ASCII)):
        raise PydanticCustomError("int_type", "a whole number is written in digits")
    return value


WholeNumber = Annotated[int, BeforeValidator(_only_digits), WithJsonSchema({"type": "integer"})]


class Closed(BaseModel):
    """A mapping whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Closed):
    """A name in Vietnamese and English."""

    vi: Sentence = Field(description="Tên tiếng Việt / the Vietnamese name")
    en: Sentence = Field(description="Tên tiếng Anh / the English name")


NumberName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*$", max_length=200)]
"""The name of a number within its entry: the keys that lead to it, joined by points, such as ``levels.III.minimum``."""


class SignedEntry(Closed):
    """Who compared which numbers with the official text, when, and with which document; see ``dothi rules sign``."""

    by: Annotated[list[Sentence], Field(min_length=1)]
    date: Day
    document: Sentence
    numbers: dict[NumberName, LevelText] = {}


Signed = list[SignedEntry]
"""The records of sign-offs, the oldest first; needed where the basis is ``signed-off``."""


class GradeEntry(Closed):
    """One rung of an indicator that has grades."""

    id: Slug
    name: Bilingual
    attribute: Slug | None = Field(
        default=None,
        description="Đơn vị có tính chất này thì ở bậc này / a municipality with this attribute has this grade",
    )


class IndicatorEntry(Closed):
    """An indicator (chỉ tiêu): a number with unit, or a list of grades from worst to best.

    ``judged_by``: a family of laws; where nothing was measured, the municipality is judged by its law in force.
    """

    id: Slug
    name: Bilingual
    unit: Bilingual | None = None
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
    name: Bilingual
    until: Day | None = None
    citation: Sentence | None = None


class WordEntry(Closed):
    """A region or an attribute that rules may ask about."""

    id: Slug
    name: Bilingual


class VocabularyDocument(Closed):
    """The file ``rules/vocabulary.yaml``: the words that data files and conditions use."""

    kind: Literal["vocabulary"]
    kinds: Annotated[list[KindEntry], Field(min_length=1)]
    regions: Annotated[list[WordEntry], Field(min_length=1)]
    attributes: Annotated[list[WordEntry], Field(min_length=1)]


class NumberWithBasis(Closed):
    """A number and how well it is known."""

    value: NumberText
    basis: BasisWord
    sources: list[Slug] = []


class StepsEntry(Closed):
    """How points that grow in steps are counted: by whole steps only, or in proportion within a step too."""

    counted: Literal["whole", "in-proportion"]
    basis: BasisWord
    citation: Sentence


class PointsFrame(Closed):
    """How many points there are, how many are needed, and the step to which they are rounded."""

    maximum: NumberWithBasis
    pass_mark: NumberWithBasis
    round_to: NumberWithBasis
    steps: StepsEntry | None = None
    citation: Sentence


class InForce(Closed):
    """First and last day of a law; without ``until`` it is in force still."""

    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    citation: Sentence | None = None


class DataAsOf(Closed):
    """The day of whose state the data should be: this one, so many years before the year of the assessment."""

    day: DayOfYear
    years_before: Annotated[WholeNumber, Field(ge=0, le=100)]
    citation: Sentence
    basis: BasisWord
    sources: list[Slug] = []


class Required(Closed):
    """How many standards must be met, for a type that counts standards instead of points."""

    count: Annotated[WholeNumber, Field(gt=0, le=1_000)]
    basis: BasisWord
    sources: list[Slug] = []


class TypeEntry(Closed):
    """A type (loại) the law knows; the list runs from the highest to the lowest.

    ``designated``: the type is conferred, not assessed. ``required``: standards are counted, not points.
    ``pass_mark``: the points this type needs, where it is not the law's one pass mark.
    """

    id: Slug
    name: Bilingual
    citation: Sentence
    designated: StrictBool = False
    required: Required | None = None
    pass_mark: NumberWithBasis | None = None


class TransitionEntry(Closed):
    """What becomes of municipalities of earlier types: ``from`` these types (null: none) they are of type ``to``."""

    from_: Annotated[list[Slug | None], Field(alias="from", min_length=1)]
    to: Slug
    when: dict[str, Any] | None = None
    citation: Sentence
    basis: BasisWord
    note: Sentence | None = None


class ReadingEntry(Closed):
    """One way to read the law, with its evidence; exactly one is the default."""

    id: Slug
    name: Bilingual
    default: StrictBool = False
    basis: BasisWord
    citation: Sentence
    evidence: Bilingual
    sources: list[Slug] = []


class TakesOver(Closed):
    """What an amending law does not state stands as the amended law says it.

    ``unverified_is``: the text that is on file of the amended law is that since the amendment: its levels and points
    that are unverified for the time before are so well known from then on.
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
    document: Bilingual
    title: Bilingual
    in_force: InForce
    types: Annotated[list[TypeEntry], Field(min_length=1)]
    points: PointsFrame
    readings: Annotated[list[ReadingEntry], Field(min_length=1)]
    transitions: list[TransitionEntry] = []
    data_as_of: DataAsOf | None = None
    signed: Signed = []


BasisPair = Annotated[list[BasisWord | None], Field(min_length=2, max_length=2)]
"""``[basis of the minimum, basis of the maximum]``."""


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
    name: Bilingual
    points: PointsEntry | None = None


class StandardEntry(Closed):
    """A standard (tiêu chuẩn): one row of the appendix.

    Its levels are stated in one of four ways: ``levels`` for each type, one ``level`` for all types, ``steps``, or
    ``brackets``. The last two say the points too, else ``points`` does.
    """

    id: Slug
    code: Slug
    group: Slug | None = None
    name: Bilingual
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
    name: Bilingual
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
    name: Bilingual
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
    name: Bilingual
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
    name: Bilingual
    citation: Sentence
    sources: list[Slug] = []
    required: Required
    standards: Annotated[list[CountedStandardEntry], Field(min_length=1)]
    signed: Signed = []


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


class CaseWhole(Closed):
    """What the municipality of a case belongs to."""

    kind: Slug
    current_type: Slug | None = None


class CaseTown(Closed):
    """The municipality of a case; it has both areas where nothing else is said."""

    id: Slug = "case"
    kind: Slug
    current_type: Slug | None = None
    region: Slug | None = None
    attributes: list[Slug] = []
    inner_area: Literal["yes", "no"] = "yes"
    outer_area: Literal["yes", "no"] = "yes"
    part_of: CaseWhole | None = None


class ExpectedBounds(Closed):
    """What is expected of a criterion or of the whole: whatever is left out may be anything."""

    lower: NumberText | None = None
    upper: NumberText | None = None
    verdict: Literal["met", "not_met", "undetermined"] | None = None


StatusWord = Literal["maximum", "between", "minimum", "below", "undetermined", "not_applicable", "exempt"]


class ExpectedStandard(Closed):
    """What is expected of a standard: ``points`` where its bounds are one value, else ``lower`` and ``upper``."""

    points: NumberText | None = None
    lower: NumberText | None = None
    upper: NumberText | None = None
    status: StatusWord | None = None


class CaseEntry(Closed):
    """One worked case: what was measured, and what the law makes of it.

    ``proposed``: written by the program, which filled in what the law gives now; it counts once a person has confirmed
    it by taking the line out.
    """

    id: Slug
    text: Sentence
    source: Sentence
    type: Slug
    as_of: Day | None = None
    reading: Slug | None = None
    municipality: CaseTown
    measured: dict[Slug, MeasuredText] = {}
    standards: dict[Slug, ExpectedStandard] = {}
    criteria: dict[Slug, ExpectedBounds] = {}
    total: ExpectedBounds | None = None
    proposed: StrictBool = False


class CasesDocument(Closed):
    """Worked cases beside a law, run by the test suite."""

    kind: Literal["cases"]
    cases: Annotated[list[CaseEntry], Field(min_length=1)]


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
    text: Bilingual
    lead: Annotated[list[Bilingual], Field(min_length=1)]
    cooperating: list[Bilingual] = []
    answers_for: AnswersFor | None = None


class Within(Closed):
    """For one municipality and whatever is part of it, step by step, or says that this is its province."""

    part_of: Slug
    province: Sentence | None = None


class TasksDocument(Closed):
    """The tasks of a plan; a failing standard leads to those that answer for it, in its period and its place."""

    kind: Literal["tasks"]
    document: Bilingual
    citation: Sentence
    in_force: InForce | None = None
    within: Within | None = None
    tasks: Annotated[list[TaskEntry], Field(min_length=1)]


class TargetEntry(Closed):
    """What one municipality is to become: ``to`` is a type of the law of ``family`` that is in force on the day."""

    municipality: Slug
    family: Slug
    to: Slug
    text: Bilingual
    citation: Sentence


class TargetsDocument(Closed):
    """The targets of a programme, each for a municipality; ``dothi targets`` judges them."""

    kind: Literal["targets"]
    targets: Annotated[list[TargetEntry], Field(min_length=1)]


class UnitTestEntry(Closed):
    """What the units of an urban area must reach; ``points`` names, for each type, the indicator of a unit's points.

    ``units``: asked of an area of one unit, or of several. ``reached_by``: every unit, their average, or one of them.
    """

    id: Slug
    text: Bilingual
    units: Literal["one", "several"]
    reached_by: Literal["every", "average", "one"]
    points: Annotated[dict[Slug, Slug], Field(min_length=1)]
    required: NumberWithBasis
    citation: Sentence
    note: Sentence | None = None
    signed: Signed = []


class UnitTestsDocument(Closed):
    """What a law asks of the units of an urban area, beside the verdict; ``unit_kinds``: which kinds are units."""

    kind: Literal["unit_tests"]
    unit_kinds: Annotated[list[Slug], Field(min_length=1)]
    unit_tests: Annotated[list[UnitTestEntry], Field(min_length=1)]


class SourceEntry(Closed):
    """A public text that a number rests on."""

    id: Slug
    address: Sentence
    quote: Sentence


class SourcesDocument(Closed):
    """The public texts that the numbers of a law rest on."""

    kind: Literal["sources"]
    sources: Annotated[list[SourceEntry], Field(min_length=1)]


Document = Annotated[
    IndicatorsDocument
    | VocabularyDocument
    | LawDocument
    | CriterionDocument
    | CountingDocument
    | RulesDocument
    | SourcesDocument
    | CasesDocument
    | TasksDocument
    | TargetsDocument
    | UnitTestsDocument,
    Field(discriminator="kind"),
]
"""Any rule file; its ``kind`` says which."""
