"""The rulebook: one dated law with its criteria, standards and rules."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from criteria.bilingual import BilingualText
from criteria.diagnostic import NotOnFile
from criteria.indicator import Indicator, Indicators
from criteria.law import Law
from criteria.rule import Rule
from criteria.standard import ONE_POINT, Criterion, Known, Standard
from criteria.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class PointsFrame:
    """The points that can be earned and those that are needed, in ten-thousandths.

    Attributes:
        is_counted: True if standards are counted; then each is worth one point.
    """

    maximum: int
    pass_mark: int
    is_counted: bool


class ReachedBy(StrEnum):
    """Which units must reach the points of a member-unit requirement."""

    EVERY = "every"
    AVERAGE = "average"
    ONE = "one"


STANDARDS_NAME = BilingualText("Các tiêu chuẩn", "The standards")
"""The name of the standards of an area where the law gives them none."""

POINTS_NAME = BilingualText("điểm", "points")
"""The name of the points of units where the law gives them none."""


@dataclass(frozen=True, slots=True)
class MemberUnitsRequirement:
    """A requirement on the units that make up an urban area, such as those of Article 6 of Resolution 111/2025.

    Attributes:
        unit_kinds: the kinds of municipality that are units.
        of_one_unit: True if it applies to areas of one unit, false if it applies to areas of several.
        points: the indicator of a unit's points, for each type to which the requirement applies.
        required: the points required, in ten-thousandths.
        standards_name: the name of the standards beside which it stands, such as Table 2A.
        points_name: the name of the points that units must reach.
    """

    id: str
    text: BilingualText
    unit_kinds: frozenset[str]
    of_one_unit: bool
    reached_by: ReachedBy
    points: Mapping[str, str]
    required: Known
    citation: str
    standards_name: BilingualText = STANDARDS_NAME
    points_name: BilingualText = POINTS_NAME


@dataclass(frozen=True, slots=True)
class Source:
    """A public text that supports numbers of a law: where it is, and the words that were read there."""

    id: str
    address: str
    quote: str


@dataclass(frozen=True)
class Rulebook:
    """One law: its head, its criteria with their standards, and the rules outside the tables.

    Attributes:
        sha256: the digest over the bytes of every file from which it was read.
    """

    law: Law
    criteria: tuple[Criterion, ...]
    rules: tuple[Rule, ...]
    indicators: Indicators
    vocabulary: Vocabulary
    sha256: str
    amended: tuple[Law, ...] = ()
    """The heads of the law it amends, of the law which that law amends, and so on."""
    member_units: tuple[MemberUnitsRequirement, ...] = ()
    """Its requirements on the units of an urban area, which are part of the verdict."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The texts that support its numbers, by id."""

    def name_of(self, indicator: Indicator) -> BilingualText:
        """Return the name that the law gives an indicator: that of its standard if only one asks for it.

        Otherwise the catalogue's name, which is of no law.
        """
        names = {standard.name for standard in self.standards if standard.indicator == indicator.id}
        return names.pop() if len(names) == 1 else indicator.name

    def document_of(self, standard: Standard) -> BilingualText:
        """Return the document that states a standard: the law itself, or the amended law that it retains."""
        return next((law.document for law in self.amended if law.id == standard.from_law), self.law.document)

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """All standards, in the order of the law."""
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)

    @property
    def asks_by_kind(self) -> bool:
        """True if some criteria apply only to certain kinds of municipality."""
        return any(criterion.kinds is not None for criterion in self.criteria)

    @property
    def unfit_kinds(self) -> frozenset[str]:
        """The kinds of municipality of which the law's family asks nothing, as of a province no type of urban area."""
        return frozenset(kind.id for kind in self.vocabulary.kinds.values() if not kind.fits(self.law.family))

    def refuse_unfit_kind(self, kind: str) -> None:
        """Refuse a municipality of which the law's family asks nothing.

        Raises:
            NotOnFile: ``kind_of_family``, with the families that fit.
        """
        if kind in self.unfit_kinds:
            families = self.vocabulary.kinds[kind].families or ()
            raise NotOnFile("kind_of_family", kind, families, family=self.law.family, kind_name=self._kind_name(kind))

    def _kind_name(self, kind: str) -> BilingualText:
        known = self.vocabulary.kinds.get(kind)
        return known.name if known else BilingualText(kind, kind)

    def criteria_of(self, type_: str) -> tuple[Criterion, ...]:
        """Return the criteria that apply to a type, with the standards it asks for, whatever the kind."""
        return tuple(criterion.of_type(type_) for criterion in self.criteria if type_ in criterion.types)

    def kinds_of(self, type_: str) -> tuple[str, ...]:
        """Return the kinds of municipality that criteria of a type name; empty if none is named."""
        return tuple(dict.fromkeys(kind for criterion in self.criteria_of(type_) for kind in criterion.kinds or ()))

    def kinds_apart(self, type_: str) -> tuple[str, ...]:
        """Return the kinds that have to be told apart for a type, since the law asks something else of each.

        It is empty if the law asks the same of every kind, or asks something of one kind only.
        """
        kinds = self.kinds_of(type_)
        is_for_every = any(criterion.kinds is None for criterion in self.criteria_of(type_))
        return () if len(kinds) == 1 and not is_for_every else kinds

    def for_type(self, identifier: str, kind: str | None = None) -> "Rulebook":
        """Return the rulebook with only the criteria that apply to a type and, if given, to a kind of municipality.

        Raises:
            NotOnFile: the law has no such type (``type``), only confers it (``designated_type``), or applies none of
                its criteria to the kind (``kind_of_type``).
        """
        known = self.law.type(identifier)
        if known.is_designated:
            assessed = (other.id for other in self.law.assessed_types)
            raise NotOnFile("designated_type", identifier, assessed, law=self.law.id)
        of_type = self.criteria_of(identifier)
        criteria = tuple(c for c in of_type if kind is None or c.kinds is None or kind in c.kinds)
        if kind is not None and of_type and not criteria:
            facts = {"law": self.law.id, "type": identifier}
            raise NotOnFile("kind_of_type", kind, self.kinds_of(identifier), **facts, kind_name=self._kind_name(kind))
        return self if criteria == self.criteria else replace(self, criteria=criteria)

    def frame(self, identifier: str) -> PointsFrame:
        """Return the points that can be earned for a type and those needed; for a counted type, in standards."""
        known = self.law.type(identifier)
        if known.required is None:
            pass_mark = known.pass_mark or self.law.pass_mark
            return PointsFrame(self.law.points_maximum.value, pass_mark.value, is_counted=False)
        standards = sum(len(criterion.standards) for criterion in self.criteria_of(identifier))
        return PointsFrame(standards * ONE_POINT, known.required.value, is_counted=True)
