"""The sentences of both languages, and facts as text: decimal comma in Vietnamese, grades by their names."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from importlib import resources

from babel.dates import format_date
from babel.numbers import format_decimal

from classifier.assessment.result import Amount, DatedCodes, Fact, RequiredLevel, Shortfall, Statement, ValueText
from criteria.bilingual import BilingualText
from criteria.diagnostic import UNPRINTABLE, ComputedNumber, Diagnostic, NotOnFile
from criteria.indicator import Indicator
from criteria.law import Law, Transition
from criteria.quantity import Quantity, integer_from_text, text_from_integer
from criteria.standard import POINT_DECIMALS

LANGUAGES = ("vi", "en")
MOST_NAMES = 12
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}


def printable(text: str) -> str:
    r"""A text from a file without what a terminal would obey: control characters are shown as escapes.

    >>> printable("to\x1b[31mwn")
    'to\\x1b[31mwn'
    """
    return UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


class Texts:
    """The texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def _catalogue(self) -> Mapping[str, Mapping[str, str]]:
        file = resources.files("dothi.reports") / "catalogue" / f"{self.language}.toml"
        return tomllib.loads(file.read_text(encoding="utf-8"))

    def text(self, section: str, key: str, /, **facts: Fact) -> str:
        """A sentence of the catalogue with its facts filled in."""
        shown = {name: self.shown(fact) for name, fact in facts.items()}
        return self._catalogue[section][key].format(**shown)

    def label(self, key: str, /, **facts: Fact) -> str:
        """A heading or a word."""
        return self.text("label", key, **facts)

    def statement(self, section: str, statement: Statement) -> str:
        """A reason or a warning as a sentence."""
        return self.text(section, statement.kind, **statement.facts)

    def diagnostic(self, diagnostic: Diagnostic) -> str:
        """A diagnostic as one line: place, what is wrong, what was expected, the nearest valid name."""
        return f"{diagnostic.location}: {self.diagnostic_sentence(diagnostic)}"

    def diagnostic_sentence(self, diagnostic: Diagnostic) -> str:
        """A diagnostic without its place."""
        details = {name: self.detail(detail) for name, detail in diagnostic.details.items()}
        if "problem" in details:  # the YAML reader speaks English
            problem = details["problem"]
            details["problem"] = (
                self.text("yaml_problem", problem) if problem in self._catalogue["yaml_problem"] else problem
            )
        if "end" in details:
            details["end"] = self.text("end", details["end"])
        line = self.text("diagnostic", diagnostic.kind, **details)
        if details.get("expected") and "{expected}" not in self._catalogue["diagnostic"][diagnostic.kind]:
            line += self.text("diagnostic", "expected", **details)
        if details.get("nearest"):
            line += self.text("diagnostic", "nearest", **details)
        return line

    def detail(self, detail: str) -> str:
        """A detail of a diagnostic: what quotes a file stays as it is, a computed number is written as numbers are."""
        if isinstance(detail, ComputedNumber):
            decimals = len(detail.partition(".")[2])
            return self.number(integer_from_text(detail, decimals), decimals)
        return printable(detail)

    def not_on_file(self, error: NotOnFile) -> str:
        """What was asked for and is not there, and what there is."""
        facts = {key: self.family(fact) if key == "family" else fact for key, fact in error.details.items()}
        # Only here are the names days, or speak of days; anywhere else what looks like a day is an id.
        shown_name = self._with_days if error.kind == "law_on_day" else str
        sentence = self.text("refused", error.kind, name=shown_name(error.name), **facts)
        shown = [shown_name(known) for known in error.known[:MOST_NAMES]]
        more = ["…"] if len(shown) < len(error.known) else []
        return sentence + self.text("refused", "known", known=", ".join([*shown, *more]))

    def transition(self, transition: Transition, law: Law, current_type: str | None) -> str:
        """What a law makes of a municipality's type of before (None: of none)."""
        return self.label(
            "transition",
            earlier=self.urban_area(current_type),
            type=law.type(transition.to).name,
            citation=transition.citation,
            document=law.document,
        )

    def name(self, name: BilingualText) -> str:
        """A bilingual name in this language."""
        return name.in_language(self.language)

    def shown(self, fact: Fact) -> str:
        """A fact for people."""
        match fact:
            case BilingualText():
                return self.name(fact)
            case Amount(value, decimals, unit):
                return self._with_unit(self.number(value, decimals), unit)
            case ValueText(indicator, quantity):
                return self.quantity(indicator, quantity)
            case RequiredLevel():
                return self.required_level(fact)
            case Shortfall(indicator, value):
                return self.shortfall(indicator, value)
            case DatedCodes(by_day):
                return "; ".join(self.label("dated_codes", codes=codes, day=day) for day, codes in by_day)
            case datetime.date():
                return self.day(fact)
            case tuple():
                return ", ".join(fact)
            case _:
                return fact

    def number(self, value: int, decimals: int) -> str:
        """An integer at so many decimals, as the language writes numbers."""
        exact = Decimal(text_from_integer(value, decimals))
        return format_decimal(exact, locale=_LOCALES[self.language], decimal_quantization=False)

    def points(self, value: int) -> str:
        """Points in ten-thousandths."""
        return self.number(value, POINT_DECIMALS)

    def points_range(self, lower: int, upper: int) -> str:
        """Bounds of points; one number where they are one."""
        return self.points(lower) if lower == upper else f"{self.points(lower)} – {self.points(upper)}"

    def day(self, day: datetime.date) -> str:
        """A day, such as 11/11/2021."""
        return format_date(day, "dd/MM/yyyy", locale=_LOCALES[self.language])

    def value(self, indicator: Indicator, value: int, with_unit: bool = True) -> str:
        """A value of an indicator: a number with its unit, or the name of a grade."""
        if indicator.is_graded:
            return self.name(indicator.grades[value].name)
        number = self.number(value, indicator.decimals)
        return self._with_unit(number, indicator.unit) if with_unit else number

    def exact_value(self, indicator: Indicator, value: Fraction) -> str:
        """A value that may have more decimals than its indicator, such as 30 % of 8 units; cut after four more."""
        decimals = indicator.decimals + POINT_DECIMALS
        return self._with_unit(self.number(int(value * 10**POINT_DECIMALS), decimals), indicator.unit)

    def required_level(self, level: RequiredLevel) -> str:
        """A minimum level; where a rule reduces it, both, with the citation of the rule."""
        ordinary = self.value(level.indicator, level.ordinary)
        if level.reduced is None or level.rule is None:
            return ordinary
        reduced = self.value(level.indicator, level.reduced)
        return self.label("reduced_level", reduced=reduced, ordinary=ordinary, citation=level.rule.citation)

    def shortfall(self, indicator: Indicator, value: int) -> str:
        """How far a value is from a level; of percentages, in percentage points."""
        number = self.number(value, indicator.decimals)
        if indicator.unit is not None and self.name(indicator.unit) == "%":
            return f"{number} {self.label('percentage_points')}"
        return self._with_unit(number, indicator.unit)

    def quantity(self, indicator: Indicator, quantity: Quantity) -> str:
        """What is known of a value: exact, a bound, a range, unknown or not applicable."""
        if not quantity.applies:
            return self.label("not_applicable_value")
        if quantity.lower is None and quantity.upper is None:
            return self.label("unknown")
        if quantity.upper is None and quantity.lower is not None:
            return self.label("at_least", value=self.value(indicator, quantity.lower))
        if quantity.lower is None and quantity.upper is not None:
            return self.label("at_most", value=self.value(indicator, quantity.upper))
        assert quantity.lower is not None
        assert quantity.upper is not None
        if quantity.lower == quantity.upper:
            return self.value(indicator, quantity.lower)
        lower = self.value(indicator, quantity.lower, with_unit=False)
        return self.label("range", lower=lower, upper=self.value(indicator, quantity.upper))

    def with_unit(self, text: str, indicator: Indicator) -> str:
        """A text of a value with the unit of its indicator."""
        return self._with_unit(text, indicator.unit)

    def urban_type(self, identifier: str) -> str:
        """A type of urban area by its name: loại III, type III."""
        return self.label("special_type") if identifier == "SPECIAL" else self.label("urban_type", type=identifier)

    def urban_area(self, identifier: str | None) -> str:
        """An urban area of a type (None: of none) in words."""
        if identifier is None:
            return self.label("urban_area_without_type")
        return self.label("urban_area", type=self.urban_type(identifier))

    def family(self, identifier: str) -> str:
        """A family of laws by its name and id; one that the catalogue does not know, by its id."""
        name = self._catalogue["family"].get(identifier)
        return identifier if name is None else f"“{name}” ({identifier})"

    def _with_days(self, text: str) -> str:
        """A text in which days are written as the language writes them."""

        def written(found: re.Match[str]) -> str:
            try:
                return self.day(datetime.date.fromisoformat(found[0]))
            except ValueError:
                return found[0]

        return _ISO_DAY.sub(written, text)

    def _with_unit(self, number: str, unit: BilingualText | None) -> str:
        if unit is None:
            return number
        # As the documents of both languages write it: 49,8% but 700 kWh.
        name = self.name(unit)
        return f"{number}{name}" if name == "%" else f"{number} {name}"


@cache
def texts_in(language: str) -> Texts:
    """The texts of a language, read once."""
    return Texts(language)
