"""A rule of a law: when it applies, and what it then changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.bilingual import BilingualText
from criteria.condition import Condition
from criteria.sign_off import SignOff
from criteria.standard import Level


@dataclass(frozen=True, slots=True)
class ReduceMinimum:
    """The minimum level of the standards falls to so many percent (integer and decimals as a fraction)."""

    standards: tuple[str, ...]
    percent: tuple[int, int] | None
    """Numerator and denominator of the share of the level that is enough; None: not known."""
    counted_works: tuple[str, ...] = ()
    """Those that count works: a reduced minimum is rounded half up and never under 1; a minimum of 1 stays 1."""


@dataclass(frozen=True, slots=True)
class Exempt:
    """The standards earn their minimum points where they do not reach their minimum level."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetRequired:
    """So many standards must be met for a type that counts them."""

    type: str
    count: int


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The standards do not apply."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetPoints:
    """The standard carries other points."""

    standard: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ScalePoints:
    """The points of the standards are multiplied by ``numerator / denominator``; the products are exact."""

    standards: tuple[str, ...]
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class ReplaceLevels:
    """Other levels hold for the standard, by type."""

    standard: str
    levels: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class NotCounted:
    """The standards do not apply and their points are lost."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LowerPassMark:
    """The pass mark falls by so many ten-thousandths of a point, to nothing at the least."""

    by: int


@dataclass(frozen=True, slots=True)
class ScaleSteps:
    """The steps of the standards begin at so many percent of their value.

    Attributes:
        percent: numerator and denominator of the share; None: not known.
        narrows: whether the steps are as much narrower.
    """

    standards: tuple[str, ...]
    percent: tuple[int, int] | None
    narrows: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """The standards earn their maximum points."""

    standards: tuple[str, ...]


Action = (
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
    | Grant
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the law beside its tables: when it holds, what follows, where the law says so."""

    id: str
    name: BilingualText
    when: Condition
    then: tuple[Action, ...]
    citation: str
    basis: str
    signed: tuple[SignOff, ...] = ()
    """Who compared it with the official text, the oldest first."""
