"""The form of the YAML files under ``rules/``, as closed pydantic models.

Every scalar of a rule file reaches these models as text (numbers keep their decimal digits, ``NO`` stays a word),
except ``null`` and ``true``/``false``. An unknown key is refused, so a misspelling never passes silently.

What these models cannot see (levels that cross, points that do not add up, an unknown indicator) is judged by
`criteria.rule_files.consistency` once the file has this form.
"""

from typing import Annotated

from pydantic import Field

from criteria.rule_files.schema.cases import CaseEntry, CasesDocument, ExpectedBounds, ExpectedStandard
from criteria.rule_files.schema.catalogue import IndicatorEntry, IndicatorsDocument, VocabularyDocument
from criteria.rule_files.schema.criterion import (
    Brackets,
    CountedStandardEntry,
    CountingDocument,
    CriterionDocument,
    CriterionPointsEntry,
    LevelEntry,
    PointsEntry,
    StandardEntry,
    StepsOfStandard,
)
from criteria.rule_files.schema.law import DataAsOf, LawDocument, Required, TypeEntry
from criteria.rule_files.schema.programme import AnswersFor, TargetsDocument, TasksDocument
from criteria.rule_files.schema.rules import (
    Action,
    Exempt,
    Grant,
    LowerPassMark,
    NotApplicable,
    NotCounted,
    ReduceMinimum,
    ReplaceLevels,
    RuleEntry,
    RulesDocument,
    ScalePoints,
    ScaleSteps,
    Scope,
    SetPoints,
    SetRequired,
)
from criteria.rule_files.schema.sources import SourcesDocument
from criteria.rule_files.schema.units import UnitTestsDocument
from criteria.rule_files.schema.words import (
    BASIS_WORDS,
    NUMBER_PATTERN,
    SOMETHING,
    Bilingual,
    NumberWithBasis,
    SignedEntry,
)

__all__ = [
    "BASIS_WORDS",
    "NUMBER_PATTERN",
    "SOMETHING",
    "Action",
    "AnswersFor",
    "Bilingual",
    "Brackets",
    "CaseEntry",
    "CasesDocument",
    "CountedStandardEntry",
    "CountingDocument",
    "CriterionDocument",
    "CriterionPointsEntry",
    "DataAsOf",
    "Document",
    "Exempt",
    "ExpectedBounds",
    "ExpectedStandard",
    "Grant",
    "IndicatorEntry",
    "IndicatorsDocument",
    "LawDocument",
    "LevelEntry",
    "LowerPassMark",
    "NotApplicable",
    "NotCounted",
    "NumberWithBasis",
    "PointsEntry",
    "ReduceMinimum",
    "ReplaceLevels",
    "Required",
    "RuleEntry",
    "RulesDocument",
    "ScalePoints",
    "ScaleSteps",
    "Scope",
    "SetPoints",
    "SetRequired",
    "SignedEntry",
    "SourcesDocument",
    "StandardEntry",
    "StepsOfStandard",
    "TargetsDocument",
    "TasksDocument",
    "TypeEntry",
    "UnitTestsDocument",
    "VocabularyDocument",
]

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
