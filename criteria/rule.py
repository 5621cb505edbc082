"""Rules of a law: when each applies, and what it then changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from criteria.bilingual import BilingualText
from criteria.condition import Condition
from criteria.sign_off import SignOff
from criteria.standard import Level


@dataclass(frozen=True, slots=True)
class ReduceMinimum:
    """Reduce the minimum level of the standards to a percentage of it.

    Attributes:
        percent: numerator and denominator of the share of the level that suffices, or None if not known.
        counted_works: the standards that count works. Their reduced minimum is rounded half up to at least 1, and a
            minimum of 1 is not reduced.
        is_certain: False if the level may be reduced less; then the percentage is the least that may remain.
    """

    standards: tuple[str, ...]
    percent: tuple[int, int] | None
    counted_works: tuple[str, ...] = ()
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class Exempt:
    """Give the standards their minimum points even below their minimum level.

    Attributes:
        is_known: False if it is not known whether the law waives the standards, or which of them.
    """

    standards: tuple[str, ...]
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class SetRequired:
    """Set how many standards must be met, for a type that counts them."""

    type: str
    count: int


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Leave the standards out."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetPoints:
    """Give the standard other points."""

    standard: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ScalePoints:
    """Multiply the points of the standards by ``numerator / denominator``; the products are exact."""

    standards: tuple[str, ...]
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class ReplaceLevels:
    """Give the standard other levels, by type."""

    standard: str
    levels: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Leave the standards out and lose their points."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LowerPassMark:
    """Lower the pass mark, in ten-thousandths of a point, but never below zero."""

    by: int


@dataclass(frozen=True, slots=True)
class ScaleSteps:
    """Let the steps of the standards begin at a percentage of their first value.

    Attributes:
        percent: numerator and denominator of the share, or None if not known.
        narrows: True if the steps become narrower by the same share.
    """

    standards: tuple[str, ...]
    percent: tuple[int, int] | None
    narrows: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """Give the standards their maximum points."""

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
    """A rule that the law states outside its tables: a condition, its actions, and a citation.

    Attributes:
        signed: who compared it with the official text, the oldest first.
        step_of: the name of the rule in the rule file of which this is a step; None if it is a rule of its own.
    """

    id: str
    name: BilingualText
    when: Condition
    then: tuple[Action, ...]
    citation: str
    basis: str
    signed: tuple[SignOff, ...] = ()
    step_of: BilingualText | None = None


STEP_MARK = ":"
"""Between the id of a rule and the threshold of one of its steps."""


def rule_of_step(identifier: str) -> str:
    """Return the id that the rule file gives to a rule or to the rule of which it is a step.

    >>> rule_of_step("minorities:40"), rule_of_step("border")
    ('minorities', 'border')
    """
    return identifier.partition(STEP_MARK)[0]
