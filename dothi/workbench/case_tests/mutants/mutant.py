"""One mutant, as facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier.assessment.result import Amount, Fact, ValueText
from criteria.diagnostic import Location
from criteria.indicator import Indicator
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS


@dataclass(frozen=True, slots=True)
class Mutant:
    """One thing of a law typed otherwise.

    Attributes:
        place: where it stands in the files.
        kind: what it is, as the catalogues name it, with the facts for its sentence.
        right, wrong: what stands there, and what was typed instead.
        rulebook: the law with it; None: whoever reads the files refuses it.
        row: the id of the standard whose row it changes, if one.
        standards: where it changes more than a row, only towns of which one of these standards is asked are touched;
            None: any.
        rule: the id of the rule it changes, if one.
        member_unit: the id of the member-unit requirement it changes, if one.
    """

    location: Location
    kind: str
    facts: Mapping[str, Fact]
    right: Fact
    wrong: Fact
    rulebook: Rulebook | None
    row: str | None = None
    standards: frozenset[str] | None = None
    rule: str | None = None
    member_unit: str | None = None


def points_fact(value: int) -> Amount:
    """Points for people."""
    return Amount(value, POINT_DECIMALS)


def value_fact(indicator: Indicator, value: int) -> ValueText:
    """A value of an indicator for people."""
    return ValueText(indicator, Quantity(value, value))
