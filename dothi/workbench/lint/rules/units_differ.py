"""L803: one standard measured in two units, by its alternatives or by the law and the law that it amends."""

from collections.abc import Iterator

from criteria.rule_files import schema
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey, SurveyedLaw


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        if law.rulebook is not None:
            earlier = _amended_standards(law, survey)
            for model, file in law.models(schema.CriterionDocument):
                first: dict[str, schema.StandardEntry] = {}
                for place, standard in enumerate(model.standards):
                    others = [earlier.get(standard.id)]
                    if standard.alternative_to is not None:
                        others.append(first.setdefault(standard.alternative_to, standard).indicator)
                    for other in others:
                        details = _difference(law, standard.indicator, other)
                        if details is not None:
                            yield Violation(file.location(("standards", place, "indicator")), details)


def _amended_standards(law: SurveyedLaw, survey: Survey) -> dict[str, str]:
    """Return the indicator ids of the amended law's standards, by standard id."""
    amended = next((known for known in survey.register.laws if known.id == law.law.amends), None)
    return {s.id: s.indicator for s in survey.library.rulebook(amended).standards} if amended else {}


def _difference(law: SurveyedLaw, indicator: str, other: str | None) -> dict[str, str] | None:
    assert law.rulebook is not None
    one, two = law.rulebook.indicators.get(indicator), law.rulebook.indicators.get(other or "")
    # Grades and plain counts have no unit to compare.
    if one is None or two is None or one.unit is None or two.unit is None or one.unit == two.unit:
        return None
    return {"found": indicator, "unit": one.unit.vi, "other": two.id, "expected_unit": two.unit.vi}


LINT = Lint("L803-units-differ", Severity.WARNING, check=_check)
