"""Fixed-point numbers, closed intervals, and the text forms of both.

A measured value is an integer scaled by its indicator's decimals: 49.80 % with two decimals is ``4980``. No float is
used.

The text forms are ``49.8`` · ``>= 95`` · ``> 95`` · ``<= 5`` · ``< 5`` · ``60..70`` · ``unknown`` or empty · ``n/a``,
and in data also ``fails IV`` · ``passes IV``. A strict bound is strict: below 65 % is at most 64.99 % at two decimals.

A number with more decimals than its indicator lies between two integers. It is stored as these two, together with the
number as it was written, so that it is never rounded across a level (decision 11).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from criteria.diagnostic_kinds import DiagnosticKind

UNKNOWN_WORD = "unknown"
NOT_APPLICABLE_WORD = "n/a"


_BOUND = re.compile(r"(>=|<=|>|<)\s*(\S.*)", re.DOTALL)

CLAIM_PATTERN = r"^(fails|passes) +([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)$"
"""The words that a standard fails, or passes, for a type whose level is not on file."""

_CLAIM = re.compile(CLAIM_PATTERN, re.ASCII)


class QuantityRefused(ValueError):
    """A text that is not a quantity.

    Attributes:
        kind: what is wrong with it.
        details: what was found and what was expected.
    """

    def __init__(self, kind: DiagnosticKind, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


Number = int | Fraction
"""A number in units of its indicator's last decimal; a fraction if it has more decimals than the indicator."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of integers; it is exact if both ends are equal.

    Attributes:
        passes: whether the standard is known to pass or to fail its minimum level, whatever the value; None if not.
    """

    lower: int
    upper: int
    passes: bool | None = None

    def __post_init__(self) -> None:
        if self.lower > self.upper:
            raise ValueError(f"an interval runs upwards, not from {self.lower} to {self.upper}")

    @property
    def is_exact(self) -> bool:
        """True if both ends are the same value."""
        return self.lower == self.upper

    def mirrored(self) -> "Interval":
        """Return the interval with its sign reversed, for indicators where a lower value is better."""
        return Interval(-self.upper, -self.lower)


class Form(StrEnum):
    """The forms in which a value is written as a number or two."""

    EXACT = ""
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    RANGE = ".."


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it was written, where its two ends alone do not tell: a strict bound, or more decimals.

    Attributes:
        numbers: one number, or both ends of a range.
    """

    form: Form
    numbers: tuple[Number, ...]

    @property
    def text_forms(self) -> tuple[str, str]:
        """The text before the first number, and the text before the second."""
        return ("", self.form) if self.form is Form.RANGE else (f"{self.form} " if self.form else "", "")


@dataclass(frozen=True, slots=True)
class Claim:
    """The statement that a standard passes, or fails, for a type although the level is not on file.

    >>> str(Claim("IV", passes=False))
    'fails IV'
    """

    type: str
    passes: bool

    def __str__(self) -> str:
        return f"{'passes' if self.passes else 'fails'} {self.type}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known about a value: its ends, either of which may be unknown (None), or that it does not apply.

    Attributes:
        written: how the value was written; None if its ends tell.
        claim: what was stated instead of a value; None if nothing was.

    >>> Quantity(lower=95).within(Interval(0, 100))
    Interval(lower=95, upper=100, passes=None)
    """

    lower: int | None = None
    upper: int | None = None
    applies: bool = True
    written: Written | None = None
    claim: Claim | None = None

    @property
    def is_unknown(self) -> bool:
        """True if nothing at all is known."""
        return self.applies and self.lower is None and self.upper is None and self.claim is None

    @property
    def is_one_value(self) -> bool:
        """True if it was written as one number, be it with more decimals than its indicator has."""
        if self.written is not None:
            return self.written.form is Form.EXACT
        return self.lower is not None and self.lower == self.upper

    @property
    def lower_is_open(self) -> bool:
        """True if the value is surely more than the lower end, because what was written lies between integers."""
        return self.lower is not None and self.written is not None and isinstance(self.written.numbers[0], Fraction)

    @property
    def upper_is_open(self) -> bool:
        """True if the value is surely less than the upper end, because what was written lies between integers."""
        return self.upper is not None and self.written is not None and isinstance(self.written.numbers[-1], Fraction)

    def within(self, domain: Interval) -> Interval:
        """Return the closed interval that contains the value, given its indicator's domain."""
        return Interval(
            domain.lower if self.lower is None else self.lower,
            domain.upper if self.upper is None else self.upper,
        )


UNKNOWN = Quantity()
NOT_APPLICABLE = Quantity(applies=False)


def quantity_from_text(text: str, read: Callable[[str], Number]) -> Quantity:
    """Read a quantity in any of its text forms; ``read`` turns a single number or grade id into a number.

    Raises:
        QuantityRefused: the text has none of these forms, or the range runs downwards.

    >>> from criteria.number_text import integer_from_text
    >>> quantity_from_text(">= 95", lambda text: integer_from_text(text, 2))
    Quantity(lower=9500, upper=None, applies=True, written=None, claim=None)
    """
    text = text.strip()
    if text in {"", UNKNOWN_WORD}:
        return UNKNOWN
    if text == NOT_APPLICABLE_WORD:
        return NOT_APPLICABLE
    if bound := _BOUND.fullmatch(text):
        return _bound(Form(bound[1]), read(bound[2]))
    lower_text, dots, upper_text = text.partition("..")
    if not dots:
        value = read(text)
        return Quantity(_floor(value), _ceiling(value), written=_written(Form.EXACT, value))
    lower, upper = read(lower_text.strip()), read(upper_text.strip())
    if lower > upper:
        raise QuantityRefused(DiagnosticKind.RANGE_RUNS_DOWNWARDS, found=text)
    return Quantity(_floor(lower), _ceiling(upper), written=_written(Form.RANGE, lower, upper))


def claim_from_text(text: str) -> Claim | None:
    """Return the claim that a text states; None if it states none.

    >>> claim_from_text("fails IV")
    Claim(type='IV', passes=False)
    """
    found = _CLAIM.fullmatch(text.strip())
    return Claim(found[2], found[1] == "passes") if found else None


def _bound(form: Form, end: Number) -> Quantity:
    """Return a bound; a strict one excludes the integer it names and thus moves by one."""
    is_strict = form in {Form.ABOVE, Form.BELOW}
    written = Written(form, (end,)) if is_strict or isinstance(end, Fraction) else None
    step = 1 if is_strict and isinstance(end, int) else 0
    if form in {Form.ABOVE, Form.AT_LEAST}:
        return Quantity(lower=_floor(end) + step, written=written)
    return Quantity(upper=_ceiling(end) - step, written=written)


def _written(form: Form, *numbers: Number) -> Written | None:
    """Return how a value was written if it has more decimals than its indicator; else its ends tell."""
    return Written(form, numbers) if any(isinstance(number, Fraction) for number in numbers) else None


def _floor(number: Number) -> int:
    return int(number // 1)


def _ceiling(number: Number) -> int:
    return -int(-number // 1)


def text_from_quantity(quantity: Quantity, write: Callable[[Number], str]) -> str:
    """Return the text form of a quantity; reading it gives the same quantity again."""
    if not quantity.applies:
        return NOT_APPLICABLE_WORD
    if quantity.claim is not None:
        return str(quantity.claim)
    if quantity.written is not None:
        pairs = zip(quantity.written.text_forms, quantity.written.numbers, strict=False)
        return "".join(before + write(number) for before, number in pairs)
    if quantity.lower is None:
        return UNKNOWN_WORD if quantity.upper is None else f"<= {write(quantity.upper)}"
    if quantity.upper is None:
        return f">= {write(quantity.lower)}"
    if quantity.lower == quantity.upper:
        return write(quantity.lower)
    return f"{write(quantity.lower)}..{write(quantity.upper)}"
