"""A town or an administrative unit with everything stated, and what the oracle expects of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.exact import Span

Fact = Fraction | str
"""A measured number, or a grade."""


@dataclass(frozen=True)
class Unit:
    """One unit of a data folder."""

    id: str
    kind: str
    facts: Mapping[str, Fact]
    attributes: frozenset[str] = frozenset()
    region: str = "southeast"
    inner_area: bool = True
    outer_area: bool = True
    budget_level: bool = True
    has_commune_units: bool = True
    part_of: str = ""
    members: tuple["Unit", ...] = ()
    """The commune-level units on file that an urban area is made up of."""

    def number(self, indicator: str) -> Fraction:
        """Return a measured number."""
        value = self.facts[indicator]
        assert isinstance(value, Fraction), indicator
        return value

    def grade(self, indicator: str) -> str:
        """Return a measured grade."""
        value = self.facts[indicator]
        assert isinstance(value, str), indicator
        return value


@dataclass(frozen=True)
class Expected:
    """What a law makes of a unit for one type."""

    points: Span
    criteria: Mapping[str, Span]
    verdict: str
    pass_mark: Fraction
    readings: Mapping[str, str] = field(default_factory=dict)
    """The verdicts under the other readings of the law, by their ids."""
    table_verdict: str = ""
    """The verdict of the standards alone, where the law asks something besides; else empty."""
