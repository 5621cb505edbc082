"""A file of prices to fill in: an entry for each indicator that a type asks for, with today's value and the levels."""

from collections.abc import Iterator

from classifier.assessment.result import Assessment, StandardAssessment
from criteria.quantity import Quantity
from dothi.reports.texts import Texts


def price_template(assessment: Assessment, texts: Texts) -> str:
    """Return the text of a file of prices for `dothi plan --costs`; every price is a comment until it is filled in."""
    return "\n".join(_lines(assessment, texts)) + "\n"


def _lines(assessment: Assessment, texts: Texts) -> Iterator[str]:
    name, target = assessment.municipality.name, texts.name(assessment.target.name)
    yield f"# {texts.text('plan', 'template_title', name=name, type=target, document=assessment.rulebook.law.document)}"
    yield f"# {texts.text('plan', 'template_how')}"
    yield ""
    yield "kind: prices"
    yield "unit: {vi: triệu đồng, en: million VND}"
    yield f"# effort: 10000   # {texts.text('plan', 'template_effort')}"
    yield ""
    yield "prices: []"
    seen = set[str]()
    for assessed in assessment.standards:
        if assessed.indicator.id not in seen:
            seen.add(assessed.indicator.id)
            yield from _entry(assessed, texts)


def _entry(assessed: StandardAssessment, texts: Texts) -> Iterator[str]:
    level, indicator = assessed.level, assessed.indicator
    ends = [
        texts.quantity(indicator, Quantity(known.value, known.value)) if known else texts.label("unknown")
        for known in (level.minimum, level.maximum)
    ]
    today = texts.quantity(indicator, assessed.quantity)
    yield f"#  {assessed.standard.code} {texts.name(assessed.standard.name)}: {today}; {ends[0]} – {ends[1]}"
    yield f"#  - indicator: {indicator.id}"
    yield "#    amount:"
    yield "#    per: 1"
