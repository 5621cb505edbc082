"""The form of the YAML files under ``rules/``, as closed pydantic models.

Every scalar of a rule file reaches these models as text (numbers keep their decimal digits, ``NO`` stays a word),
except ``null`` and ``true``/``false``. An unknown key is refused, so a misspelling never passes unnoticed.

Whatever needs more than one value (levels that cross, points that do not add up, an unknown indicator) is checked by
`criteria.rule_files.consistency` once the file has this form.
"""

from typing import Annotated

from pydantic import Field

from criteria.rule_files.schema.cases import CaseEntry, CasesDocument, ExpectedBounds, ExpectedStandard, ExpectedTotal
from criteria.rule_files.schema.catalogue import IndicatorEntry, IndicatorsDocument, VocabularyDocument
from criteria.rule_files.schema.criterion import (
    Brackets,
    CountedStandardEntry,
    CountingDocument,
    CriterionDocument,
    CriterionPointsEntry,
    LevelEntry,
    MandatoryEntry,
    PointsEntry,
    StandardEntry,
    StepsOfStandard,
)
from criteria.rule_files.schema.law import DataAsOfEntry, LawDocument, Required, TypeEntry
from criteria.rule_files.schema.programme import AnswersFor, TargetsDocument, TasksDocument
from criteria.rule_files.schema.rules import (
    Action,
    ExemptEntry,
    GrantEntry,
    LowerPassMarkEntry,
    NotApplicableEntry,
    NotCountedEntry,
    ReduceInStepsEntry,
    ReduceMinimumEntry,
    ReplaceLevelsEntry,
    RuleEntry,
    RulesDocument,
    ScalePointsEntry,
    ScaleStepsEntry,
    ScopeEntry,
    SetPointsEntry,
    SetRequiredEntry,
)
from criteria.rule_files.schema.sources import SourceEntry, SourcesDocument
from criteria.rule_files.schema.units import MemberUnitsDocument
from criteria.rule_files.schema.words import (
    BASIS_WORDS,
    SOMETHING,
    BilingualEntry,
    NumberWithBasis,
    SignedEntry,
)

__all__ = [
    "BASIS_WORDS",
    "SOMETHING",
    "Action",
    "AnswersFor",
    "BilingualEntry",
    "Brackets",
    "CaseEntry",
    "CasesDocument",
    "CountedStandardEntry",
    "CountingDocument",
    "CriterionDocument",
    "CriterionPointsEntry",
    "DataAsOfEntry",
    "Document",
    "ExemptEntry",
    "ExpectedBounds",
    "ExpectedStandard",
    "ExpectedTotal",
    "GrantEntry",
    "IndicatorEntry",
    "IndicatorsDocument",
    "LawDocument",
    "LevelEntry",
    "LowerPassMarkEntry",
    "MandatoryEntry",
    "MemberUnitsDocument",
    "NotApplicableEntry",
    "NotCountedEntry",
    "NumberWithBasis",
    "PointsEntry",
    "ReduceInStepsEntry",
    "ReduceMinimumEntry",
    "ReplaceLevelsEntry",
    "Required",
    "RuleEntry",
    "RulesDocument",
    "ScalePointsEntry",
    "ScaleStepsEntry",
    "ScopeEntry",
    "SetPointsEntry",
    "SetRequiredEntry",
    "SignedEntry",
    "SourceEntry",
    "SourcesDocument",
    "StandardEntry",
    "StepsOfStandard",
    "TargetsDocument",
    "TasksDocument",
    "TypeEntry",
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
    | MemberUnitsDocument,
    Field(discriminator="kind"),
]
"""Any rule file; its ``kind`` determines the form."""
