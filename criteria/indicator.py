"""The indicator catalogue (chỉ tiêu): what can be measured, in which unit, and which direction is better."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from criteria.bilingual import BilingualText
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.number_text import GROUP, number_from_text, text_from_number
from criteria.quantity import (
    Interval,
    Number,
    Quantity,
    QuantityRefused,
    claim_from_text,
    quantity_from_text,
    text_from_quantity,
)
from criteria.spreadsheet_noise import without_noise
from criteria.stated import Stated


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of an indicator.

    Attributes:
        attribute: a municipality with this attribute has this grade, unless it has a better one.
    """

    id: str
    name: BilingualText
    attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator: a fixed-point number with its domain, or a scale of grades from worst to best.

    Attributes:
        decimals: the number of decimals of a value; 0 for grades.
        higher_is_better: False for indicators such as the share of poor households.
        domain: the integers that a value may have, scaled by ``decimals``; for grades the positions on the scale.
        grades: the scale, worst first; empty for numbers.
        judged_by: the family of laws that judges a municipality for which nothing was measured; the grades are types.
        part_of: the indicator of which it is a part, which is never less; None if it is a part of none.
    """

    id: str
    name: BilingualText
    unit: BilingualText | None
    decimals: int
    higher_is_better: bool
    domain: Interval
    grades: tuple[Grade, ...] = ()
    judged_by: str | None = None
    part_of: str | None = None

    @property
    def is_graded(self) -> bool:
        """True if values are grades, not numbers."""
        return bool(self.grades)

    @property
    def has_attributes(self) -> bool:
        """True if attributes of the municipality tell its grade."""
        return any(grade.attribute for grade in self.grades)

    def grade_of(self, attributes: Stated) -> Quantity | None:
        """Return the best grade that the attributes give, else the worst; None if no grade depends on an attribute.

        Where it is unknown whether an attribute applies, the grade is a range.
        """
        if not self.has_attributes:
            return None
        told = {
            place: attributes.answer(frozenset({g.attribute})) for place, g in enumerate(self.grades) if g.attribute
        }
        lower = max((place for place, answer in told.items() if answer), default=0)
        upper = max((place for place, answer in told.items() if answer is not False), default=0)
        return Quantity(lower, max(lower, upper))

    def integer(self, text: str, decimal_sign: str = ".") -> int:
        """Return the integer of a number or a grade id.

        Raises:
            QuantityRefused: see `number`; also ``too_many_decimals``.
        """
        number = self.number(text, decimal_sign)
        if isinstance(number, Fraction):
            raise QuantityRefused(DiagnosticKind.TOO_MANY_DECIMALS, found=text, decimals=str(self.decimals))
        return number

    def number(self, text: str, decimal_sign: str = ".") -> Number:
        """Return the exact number that a text states, however many decimals it has, or the position of a grade.

        Raises:
            QuantityRefused: ``not_a_number``, ``may_be_thousands``, ``unknown_grade`` or ``outside_domain``.
        """
        if self.is_graded:
            for place, grade in enumerate(self.grades):
                if grade.id == text:
                    return place
            raise QuantityRefused(
                DiagnosticKind.UNKNOWN_GRADE, found=text, known=", ".join(grade.id for grade in self.grades)
            )
        if (thousands := self._in_thousands(text, decimal_sign)) is not None:
            raise QuantityRefused(
                DiagnosticKind.MAY_BE_THOUSANDS, found=text, thousands=thousands, decimals=str(self.decimals)
            )
        number = number_from_text(text, self.decimals, decimal_sign)
        if not self.domain.lower <= number <= self.domain.upper:
            raise self._outside_domain(text)
        return number

    def _outside_domain(self, text: str) -> QuantityRefused:
        lowest, highest = self.text(self.domain.lower), self.text(self.domain.upper)
        return QuantityRefused(DiagnosticKind.OUTSIDE_DOMAIN, found=text, lowest=lowest, highest=highest)

    def _in_thousands(self, text: str, decimal_sign: str) -> str | None:
        """Return the number meant if the last three digits may be thousands, as in ``12.500`` people; else None."""
        if self.decimals >= GROUP or text[-GROUP - 1 : -GROUP] != decimal_sign:
            return None
        whole, _, fraction = text.partition(decimal_sign)
        if not (whole + fraction).isdecimal() or len(fraction) != GROUP or whole.startswith("0"):
            return None
        value = int(whole + fraction) * 10**self.decimals
        return whole + fraction if self.domain.lower <= value <= self.domain.upper else None

    def text(self, value: Number) -> str:
        """Return the number or grade id of a value; the inverse of `number`."""
        return self.grades[int(value)].id if self.is_graded else text_from_number(value, self.decimals)

    def quantity(self, text: str, decimal_sign: str = ".") -> Quantity:
        """Return the quantity that a text states in any of its forms, with the indicator's decimals at most.

        Raises:
            QuantityRefused: see `integer` and `criteria.quantity.quantity_from_text`.
        """
        return self._inside(text, quantity_from_text(text, lambda part: self.integer(part, decimal_sign)))

    def measured(self, text: str, decimal_sign: str = ".") -> Quantity:
        """Return the quantity that a data file states, which may have any number of decimals, or be a claim.

        Raises:
            QuantityRefused: see `number` and `criteria.quantity.quantity_from_text`.
        """
        if claim := claim_from_text(text):
            return Quantity(claim=claim)

        def read(part: str) -> Number:
            return self.number(without_noise(part, decimal_sign), decimal_sign)

        return self._inside(text, quantity_from_text(text, read))

    def _inside(self, text: str, quantity: Quantity) -> Quantity:
        """Return the quantity unless a strict bound leaves no value of the domain.

        Raises:
            QuantityRefused: ``outside_domain``.
        """
        lower, upper = quantity.lower, quantity.upper
        if (lower is not None and lower > self.domain.upper) or (upper is not None and upper < self.domain.lower):
            raise self._outside_domain(text.strip())
        return quantity

    def quantity_text(self, quantity: Quantity) -> str:
        """Return the text form of a quantity of this indicator."""
        return text_from_quantity(quantity, self.text)


OPEN_BLOCK = Indicator("*", BilingualText("chưa biết", "not known"), None, 0, True, Interval(0, 1))
"""Stands for what an open block of points would measure; it has no measurements."""

Indicators = Mapping[str, Indicator]
"""The catalogue, by indicator id."""
