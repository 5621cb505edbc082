"""The program's sentences in both languages, and facts as text: numbers, days, levels, grades, citations."""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from importlib import resources

from babel.dates import format_date
from babel.numbers import format_decimal

from classifier.assessment.result import (
    Amount,
    CitedNames,
    DatedCodes,
    Fact,
    RequiredLevel,
    Shortfall,
    Statement,
    ValueText,
)
from criteria.bilingual import BilingualText
from criteria.diagnostic import ComputedNumber, Diagnostic, NotOnFile
from criteria.indicator import Indicator
from criteria.law import Law
from criteria.municipality import NEVER_CLASSIFIED
from criteria.number_text import integer_from_text, text_from_number
from criteria.printable import printable as printable  # noqa: PLC0414 - reports find it here
from criteria.quantity import Form, Number, Quantity, Written
from criteria.standard import POINT_DECIMALS
from criteria.type_of_day import TypeOfDay
from dothi.reports.words.citations import english_citation
from dothi.reports.words.units import singular_unit

LANGUAGES = ("vi", "en")
MOST_NAMES = 12
"""How many of the available names a refusal lists."""
_ONE = "1"
_PLURAL = re.compile(r"\[(?P<fact>[a-z_]+)\|(?P<one>[^|\]]*)\|(?P<other>[^|\]]*)\]")
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LABELS = {Form.ABOVE: "above", Form.AT_LEAST: "at_least", Form.BELOW: "below", Form.AT_MOST: "at_most"}
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}


class Texts:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def _catalogue(self) -> Mapping[str, Mapping[str, str]]:
        file = resources.files("dothi.reports") / "catalogue" / f"{self.language}.toml"
        return tomllib.loads(file.read_text(encoding="utf-8"))

    def text(self, section: str, key: str, /, **facts: Fact) -> str:
        """Return a sentence of the catalogue with its facts filled in.

        A fact called ``citation`` or ``…_citation`` is written in this language. ``lower`` and ``upper`` together are
        also available as ``bounds``. ``[count|case|cases]`` chooses the singular where the fact ``count`` is 1.
        """
        shown = {
            name: printable(
                self.citation(fact) if name.endswith("citation") and isinstance(fact, str) else self.shown(fact)
            )
            for name, fact in facts.items()
        }
        template = self._catalogue[section][key]
        if "{bounds}" in template:
            shown["bounds"] = self._bounds(shown["lower"], shown["upper"])
        return _PLURAL.sub(lambda choice: choice["one" if shown[choice["fact"]] == _ONE else "other"], template).format(
            **shown
        )

    def citation(self, citation: str) -> str:
        """Return a citation of the law, whose rule files write it in Vietnamese, in this language."""
        return english_citation(citation) if self.language == "en" else citation

    def label(self, key: str, /, **facts: Fact) -> str:
        """Return a heading or a word."""
        return self.text("label", key, **facts)

    def statement(self, section: str, statement: Statement) -> str:
        """Return a reason or a warning as a sentence, with what is added to it."""
        sentence = self.text(section, statement.kind, **statement.facts)
        return " ".join([sentence, *(self.statement("remark", remark) for remark in statement.remarks)])

    def diagnostic(self, diagnostic: Diagnostic) -> str:
        """Return a diagnostic as one line: location, what is wrong, what was expected, and the nearest valid name."""
        return f"{diagnostic.location}: {self.diagnostic_sentence(diagnostic)}"

    def diagnostic_sentence(self, diagnostic: Diagnostic) -> str:
        """Return a diagnostic without its location."""
        details = {name: self.detail(detail) for name, detail in diagnostic.details.items()}
        if "problem" in details:  # the YAML reader speaks English
            problem = details["problem"]
            details["problem"] = (
                self.text("yaml_problem", problem) if problem in self._catalogue["yaml_problem"] else problem
            )
        if "reason" in details:  # and so does the operating system
            details["reason"] = self.os_problem(details["reason"])
        if "end" in details:
            details["end"] = self.text("end", details["end"])
        line = self.text("diagnostic", diagnostic.kind, **details)
        if details.get("expected") and "{expected}" not in self._catalogue["diagnostic"][diagnostic.kind]:
            line += self.text("diagnostic", "expected", **details)
        if details.get("nearest"):
            line += self.text("diagnostic", "nearest", **details)
        return line

    def os_problem(self, problem: str) -> str:
        """Return what an operating system says of a file, in this language where the catalogue knows it."""
        return self._catalogue["os_problem"].get(problem, problem)

    def detail(self, detail: str) -> str:
        """Return a detail of a diagnostic: a quotation as in the file, a computed number as this language writes it."""
        if isinstance(detail, ComputedNumber):
            decimals = len(detail.partition(".")[2])
            return self.number(integer_from_text(detail, decimals), decimals)
        return printable(detail)

    def not_on_file(self, error: NotOnFile) -> str:
        """Return which name is not on file, and which names are."""
        facts = {key: self.family(str(fact)) if key == "family" else fact for key, fact in error.details.items()}
        # Only for this kind are the names days; anywhere else, what looks like a day is an id.
        shown_name = self._with_days_and_citations if error.kind in {"law_on_day", "type_on_day"} else str
        sentence = self.text("refused", error.kind, name=shown_name(error.name), **facts)
        shown = [shown_name(known) for known in error.known[:MOST_NAMES]]
        more = ["…"] if len(shown) < len(error.known) else []
        return sentence + self.text("refused", "known", known=", ".join([*shown, *more]))

    def transition(self, carried: TypeOfDay, law: Law) -> str:
        """Return what a law makes of the type that a municipality had before."""
        first = law.in_force_from
        is_new_year = (first.month, first.day) == (1, 1)
        start = self.label("before_year", year=str(first.year)) if is_new_year else self.label("before_day", day=first)
        return self.label(
            "transition" if len(carried.types) == 1 else "transition_open",
            earlier=self.areas_of_type(carried.stated),
            type=self.text("condition", "or").join(
                self.name(law.type(known).name) if law.has_type(known) else self.urban_type(known)
                for known in carried.types
            ),
            citation=carried.citation,
            start=start,
        )

    def name(self, name: BilingualText) -> str:
        """Return a bilingual name in this language."""
        return printable(name.in_language(self.language))

    def shown(self, fact: Fact) -> str:
        """Return a fact as people read it."""
        match fact:
            case BilingualText():
                return self.name(fact)
            case Amount(value, decimals, unit):
                return self._with_unit(self.number(value, decimals), unit)
            case ValueText(indicator, quantity, is_assumed):
                shown = self.quantity(indicator, quantity)
                return self.label("assumed", value=shown) if is_assumed else shown
            case RequiredLevel():
                return self.required_level(fact)
            case Shortfall(indicator, value):
                return self.shortfall(indicator, value)
            case DatedCodes() | CitedNames():
                return "; ".join(self._parts(fact))
            case datetime.date():
                return self.day(fact)
            case tuple():
                return ", ".join(fact)
            case _:
                return fact

    def _parts(self, fact: DatedCodes | CitedNames) -> Iterator[str]:
        """Yield the parts of a fact that is a list: what belongs to a day, or to a place in the law."""
        if isinstance(fact, DatedCodes):
            yield from (self.label("dated_codes", codes=codes, day=day) for day, codes in fact.by_day)
            return
        for citation, names in fact.by_citation:
            quoted = tuple(f"“{self.name(name)}”" for name in names)
            yield self.label("cited_names", names=quoted, citation=citation)

    def number(self, value: Number, decimals: int) -> str:
        """Return a number of the given scale as this language writes numbers."""
        exact = Decimal(text_from_number(value, decimals))
        return format_decimal(exact, locale=_LOCALES[self.language], decimal_quantization=False)

    def points(self, value: int) -> str:
        """Return points, given in ten-thousandths."""
        return self.number(value, POINT_DECIMALS)

    def points_range(self, lower: int, upper: int) -> str:
        """Return bounds of points, as one number if they are equal."""
        return self.points(lower) if lower == upper else f"{self.points(lower)} – {self.points(upper)}"

    def day(self, day: datetime.date) -> str:
        """Return a day, such as 11/11/2021."""
        return format_date(day, "dd/MM/yyyy", locale=_LOCALES[self.language])

    def value(self, indicator: Indicator, value: Number, with_unit: bool = True) -> str:
        """Return a value of an indicator: a number with its unit, or the name of a grade."""
        if indicator.is_graded:
            return self.name(indicator.grades[int(value)].name)
        number = self.number(value, indicator.decimals)
        return self._with_unit(number, indicator.unit) if with_unit else number

    def exact_value(self, indicator: Indicator, value: Fraction) -> str:
        """Return a value that may have more decimals than its indicator, such as 30% of 8 units; at most four more."""
        decimals = indicator.decimals + POINT_DECIMALS
        return self._with_unit(self.number(int(value * 10**POINT_DECIMALS), decimals), indicator.unit)

    def required_level(self, level: RequiredLevel) -> str:
        """Return a minimum level; if a rule reduces it, both levels and the citation of the rule."""
        ordinary = self.value(level.indicator, level.ordinary)
        if level.reduced is None or level.rule is None:
            return ordinary
        reduced = self.value(level.indicator, level.reduced)
        return self.label("reduced_level", reduced=reduced, ordinary=ordinary, citation=level.rule.citation)

    def shortfall(self, indicator: Indicator, value: int) -> str:
        """Return how far a value is from a level; percentages differ by percentage points."""
        number = self.number(value, indicator.decimals)
        if indicator.unit is not None and self.name(indicator.unit) == "%":
            return self.label("percentage_points", number=number)
        return self._with_unit(number, indicator.unit)

    def quantity(self, indicator: Indicator, quantity: Quantity) -> str:
        """Return what is known of a value: exact, a bound, a range, unknown or not applicable."""
        if not quantity.applies:
            return self.label("not_applicable_value")
        if quantity.claim is not None:
            label = "claims_pass" if quantity.claim.passes else "claims_fail"
            return self.label(label, type=self.urban_type(quantity.claim.type))
        if quantity.written is not None:
            return self._written(indicator, quantity.written)
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

    def _written(self, indicator: Indicator, written: Written) -> str:
        """Return a value as it was written: a strict bound, or with more decimals than the indicator shows."""
        first, last = written.numbers[0], written.numbers[-1]
        if written.form is Form.RANGE:
            lower = self.value(indicator, first, with_unit=False)
            return self.label("range", lower=lower, upper=self.value(indicator, last))
        value = self.value(indicator, first)
        return self.label(_LABELS[written.form], value=value) if written.form in _LABELS else value

    def with_unit(self, text: str, indicator: Indicator) -> str:
        """Return the text of a number with the unit of its indicator."""
        return self._with_unit(text, indicator.unit)

    def urban_type(self, identifier: str) -> str:
        """Return a type of urban area by its name: loại III, type III."""
        if identifier == NEVER_CLASSIFIED:
            return self.label("never_classified")
        return self.label("special_type") if identifier == "SPECIAL" else self.label("urban_type", type=identifier)

    def areas_of_type(self, identifier: str | None) -> str:
        """Return the urban areas of a type in words; None means those without a type."""
        if identifier is None or identifier == NEVER_CLASSIFIED:
            return self.label("areas_without_type")
        return self.label("areas_of_type", type=self.urban_type(identifier))

    def attribute_meaning(self, identifier: str) -> str:
        """Return what an attribute means beyond its name; empty if the catalogue does not know it."""
        return self._catalogue["attribute_meaning"].get(identifier, "")

    def family(self, identifier: str) -> str:
        """Return a family of laws by its name and id, or by its id alone if the catalogue does not know it."""
        name = self._catalogue["family"].get(identifier)
        return identifier if name is None else f"“{name}” ({identifier})"

    def _with_days_and_citations(self, text: str) -> str:
        """Return a text with its ISO days and its citations as this language writes them."""

        def written(found: re.Match[str]) -> str:
            try:
                return self.day(datetime.date.fromisoformat(found[0]))
            except ValueError:
                return found[0]

        return _ISO_DAY.sub(written, self.citation(text))

    def _bounds(self, lower: str, upper: str) -> str:
        return lower if lower == upper else self.label("bounds", lower=lower, upper=upper)

    def _with_unit(self, number: str, unit: BilingualText | None) -> str:
        if unit is None:
            return number
        name = self.name(unit)
        if name == "%":  # as the documents of both languages write it: 49,8% but 700 kWh
            return f"{number}%"
        return f"{number} {singular_unit(name) if number == _ONE and self.language == 'en' else name}"


@lru_cache(maxsize=len(LANGUAGES))
def texts_in(language: str) -> Texts:
    """Return the sentences of a language; they are read once."""
    return Texts(language)
