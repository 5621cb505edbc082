"""Margins in words: at which value points, a standard, its criterion or the verdict turn."""

from collections.abc import Iterable, Iterator

from classifier.assessment.margin import Margins, PointsAtEnds, StandardMargins, Turn
from classifier.assessment.result import Assessment, StandardAssessment
from classifier.plan.judgement import Verdict
from criteria.indicator import Indicator
from dothi.reports.texts import Texts

BETWEEN = "; "


def spare_text(assessment: Assessment, margins: Margins, texts: Texts) -> str | None:
    """Return how many points a met verdict can lose; None unless it is met."""
    if (spare := margins.spare) is None:
        return None
    counts = assessment.rulebook.frame(assessment.target.id).is_counted
    parts = [
        texts.text("margin", "spare_of_criterion", id=identifier, points=texts.points(points))
        for identifier, points in spare.criteria.items()
    ]
    if spare.compulsory:
        parts.append(texts.text("margin", "spare_if_compulsory", codes=spare.compulsory))
    return texts.text(
        "margin",
        "spare_counted" if counts else "spare",
        least=texts.points(spare.least),
        parts=BETWEEN.join([texts.text("margin", "spare_of_total", points=texts.points(spare.total)), *parts]),
    )


States = tuple[Verdict, Verdict]
"""The verdict on the criterion of a standard, and that of the law."""


def margin_cells(margins: StandardMargins, assessed: StandardAssessment, states: States, texts: Texts) -> list[str]:
    """Return the cells of one standard: how far it passes, where points, the criterion and the verdict turn."""
    return [
        _distance_text(margins, assessed, texts),
        _points_text(margins.fewer, margins.indicator, is_before=True, texts=texts),
        _points_text(margins.more, margins.indicator, is_before=False, texts=texts),
        BETWEEN.join(_turn_texts(margins.criterion, margins, assessed, states[0], texts)),
        BETWEEN.join(_turn_texts(margins.verdict, margins, assessed, states[1], texts)),
    ]


def _distance_text(margins: StandardMargins, assessed: StandardAssessment, texts: Texts) -> str:
    """Return by how much a value passes or falls short, or from which value on the standard passes."""
    passing = next((turn for turn in margins.passes if turn.after is Verdict.MET), None)
    if passing is None:
        return ""
    worst, best = assessed.quantity.lower, assessed.quantity.upper
    if not margins.indicator.higher_is_better:
        worst, best = best, worst
    about = "" if worst == best else "_at_least"
    if worst is not None and _reaches(worst, passing, margins):
        key, value = f"passes_by{about}", worst
    elif best is not None and not _reaches(best, passing, margins):
        key, value = f"fails_by{about}", best
    else:
        return "".join(_turn_texts([passing], margins, assessed, None, texts))
    if margins.indicator.is_graded:
        return texts.text("verdict_word", passing.after if key.startswith("passes") else passing.before)
    return texts.text("margin", key, gap=texts.shortfall(margins.indicator, abs(value - passing.first)))


def _reaches(value: int, turn: Turn[Verdict], margins: StandardMargins) -> bool:
    return value >= turn.first if margins.indicator.higher_is_better else value <= turn.first


def _points_text(turn: Turn[PointsAtEnds] | None, indicator: Indicator, is_before: bool, texts: Texts) -> str:
    if turn is None:
        return ""
    value, points = (turn.last, turn.before) if is_before else (turn.first, turn.after)
    return texts.text("margin", "points_at", value=texts.value(indicator, value), points=texts.points_range(*points))


def _turn_texts(
    turns: Iterable[Turn[Verdict]],
    margins: StandardMargins,
    assessed: StandardAssessment,
    state: Verdict | None,
    texts: Texts,
) -> Iterator[str]:
    """Yield what each turn would make of a verdict, as seen from the value of today."""
    value = assessed.quantity.lower
    is_exact = value is not None and value == assessed.quantity.upper
    for turn in turns:
        if is_exact and value is not None:
            is_gain = not _reaches(value, turn, margins)
        else:
            is_gain = state is None or turn.before is state
        side = "higher" if margins.indicator.higher_is_better else "lower"
        yield texts.text(
            "margin",
            f"gain_{side}" if is_gain else f"loss_{side}",
            verdict=texts.text("verdict_word", turn.after if is_gain else turn.before),
            value=texts.value(margins.indicator, turn.first),
        )
