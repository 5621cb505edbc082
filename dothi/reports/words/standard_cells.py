"""The cells of a standard in the table of an assessment: what was measured, which levels apply, what is missing."""

from classifier.assessment.result import StandardAssessment, ValueText
from classifier.plan.judgement import Status
from criteria.standard import Known
from dothi.reports.texts import Texts
from dothi.reports.words.sureness import basis_mark


def measured_text(assessed: StandardAssessment, texts: Texts) -> str:
    """Return the measured value, or the words for no data."""
    if assessed.is_assumed:
        return texts.shown(ValueText(assessed.indicator, assessed.quantity, is_assumed=True))
    if assessed.measurement is None and assessed.quantity.is_unknown:
        return texts.label("not_measured")
    text = texts.quantity(assessed.indicator, assessed.quantity)
    if assessed.measurement is not None and assessed.measurement.disputed:
        rows = assessed.measurement.disputed
        named = [(texts.quantity(assessed.indicator, row.quantity), row.source) for row in rows]
        text += f" ({'; '.join(texts.label('disputed_value', value=value, source=source) for value, source in named)})"
    if assessed.judged and assessed.judged.assessments:
        document = assessed.judged.assessments[0].rulebook.law.document
        text += f" ({texts.label('judged_law', document=document)})"
    return text


def minimum_text(assessed: StandardAssessment, texts: Texts) -> str:
    """Return the minimum level that applies: with a dagger if a rule reduced it, a double one if a rule scaled it."""
    if (steps := assessed.standard.steps) is not None:
        if steps.start is None:
            return texts.label("any_value")
        if assessed.scaled is not None and assessed.scaled.start is not None:
            return texts.exact_value(assessed.indicator, assessed.scaled.start) + "‡"
        return texts.value(assessed.indicator, steps.start) + basis_mark(assessed.level.minimum)
    if assessed.reduced_to is not None:
        return texts.value(assessed.indicator, assessed.reduced_to) + "†"
    return _level_text(assessed, assessed.level.minimum, texts)


def maximum_text(assessed: StandardAssessment, texts: Texts) -> str:
    """Return the maximum level that applies."""
    if assessed.scaled is not None:
        return texts.exact_value(assessed.indicator, assessed.scaled.maximum) + "‡"
    return _level_text(assessed, assessed.level.maximum, texts)


def gap_text(assessed: StandardAssessment, texts: Texts) -> str:
    """Return how far the value is from the minimum level, or nothing if it is not below it."""
    if assessed.gap is None:
        return ""
    return texts.shortfall(assessed.indicator, assessed.gap)


def exempt_mark(assessed: StandardAssessment) -> str:
    """Return a sign if the value may be below the minimum level and passes by exemption."""
    return "§" if assessed.score.lower.status is Status.EXEMPT else ""


def _level_text(assessed: StandardAssessment, known: Known | None, texts: Texts) -> str:
    """Return a level: with its mark if it rests on one source at most, a question mark if it is not on file."""
    if known is None:
        return "?"
    return texts.value(assessed.indicator, known.value) + basis_mark(known)
