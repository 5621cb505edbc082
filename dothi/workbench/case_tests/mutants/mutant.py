"""A mutant of a law."""

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
    """A law with one thing in it mistyped.

    Attributes:
        location: Where the files state it.
        kind: What it is, as the message catalogues name it; ``facts`` fill in the sentence.
        right, wrong: The original and what was typed instead.
        rulebook: The mutated law, or None if reading the file would refuse it.
        row: The id of the standard whose row is mutated, if it is one row.
        standards: The ids of the standards that the mutant may affect if it changes more than a row; None means all.
        rule: The id of the mutated rule, if any.
        member_unit: The id of the mutated member-unit requirement, if any.
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
    """Return points as a fact for display."""
    return Amount(value, POINT_DECIMALS)


def value_fact(indicator: Indicator, value: int) -> ValueText:
    """Return a value of an indicator as a fact for display."""
    return ValueText(indicator, Quantity(value, value))
