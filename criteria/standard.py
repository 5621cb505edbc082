"""Standards (tiêu chuẩn), their levels and points, and the criteria (tiêu chí) they belong to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from criteria.bilingual import BilingualText
from criteria.sign_off import SignOff

POINT_DECIMALS = 4
"""Points are integers in ten-thousandths: 1.5 points is ``15000``."""

ONE_POINT = 10**POINT_DECIMALS

UNVERIFIED = "unverified"
"""The basis of a number that is believed but was not compared with the official text."""


@dataclass(frozen=True, slots=True)
class Known:
    """An integer and its basis: how well it is known."""

    value: int
    basis: str

    @property
    def is_unverified(self) -> bool:
        """Whether its basis is ``unverified``."""
        return self.basis == UNVERIFIED


@dataclass(frozen=True, slots=True)
class Level:
    """The minimum and the maximum level of a standard for one type; None where the law file is silent."""

    minimum: Known | None
    maximum: Known | None
    laxer_because: str | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """Points at the minimum and at the maximum level, in ten-thousandths."""

    minimum: Known
    maximum: Known


@dataclass(frozen=True, slots=True)
class Steps:
    """Points that grow in steps above the minimum level, or fall to nothing below a first value.

    Attributes:
        start: the value from which the minimum points are earned; None: at any value.
        each: the width of a step, at the indicator's decimals.
        only_whole: whether the value counts in whole steps, whatever the law says of parts of a step.
    """

    start: int | None
    each: int
    only_whole: bool = False


@dataclass(frozen=True, slots=True)
class Mandatory:
    """The reading under which a standard is compulsory, and where the law says so (None: the type's article)."""

    in_reading: str
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One row of the appendix: an indicator with its levels by type, its points, and its citation."""

    id: str
    code: str
    criterion: str
    group: str | None
    name: BilingualText
    indicator: str
    citation: str
    points: Points
    levels: Mapping[str, Level]
    mandatory: Mandatory | None = None
    note: str | None = None
    sources: tuple[str, ...] = ()
    from_law: str | None = None
    """The amended law from which it stands; None: the law itself says it."""
    steps: Steps | None = None
    alternative: str | None = None
    """Of the standards of a criterion with the same label the one with more points counts."""
    signed: tuple[SignOff, ...] = ()
    """Who compared its numbers with the official text, the oldest first."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of standards inside a criterion."""

    id: str
    name: BilingualText
    points: Points | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its frame of points and its standards in the order of the law."""

    id: str
    name: BilingualText
    citation: str
    points: Points
    groups: tuple[Group, ...]
    standards: tuple[Standard, ...]
    types: tuple[str, ...] = ()
    """The types it is asked of."""
    is_counted: bool = False
    """Whether standards are counted: each is worth one point, met or not."""
    kinds: tuple[str, ...] | None = None
    """The kinds of municipality it is asked of; None: all."""
    asks_minimum: bool = True
    """Whether its minimum points are asked, and so must be what its standards add up to."""
    signed: tuple[SignOff, ...] = ()
    """Who compared its points with the official text."""


def added_up(points: Iterable[tuple[str | None, int]]) -> int:
    """The points of standards, each with the label of its alternatives: of these only the largest counts.

    >>> added_up([(None, 2), ("budget", 10), ("budget", 8)])
    12
    """
    total = 0
    best: dict[str, int] = {}
    for alternative, value in points:
        if alternative is None:
            total += value
        else:
            best[alternative] = max(value, best.get(alternative, value))
    return total + sum(best.values())
