"""The impact of a law as lines for people: the towns first, then the standards on which the laws disagree."""

from collections.abc import Iterator
from typing import Any

from classifier.engines.columnar.verdicts import LOWER, UPPER, VERDICT
from classifier.plan.judgement import StandardScore, Verdict
from criteria.indicator import Indicator
from criteria.rulebook import Rulebook
from dothi.batch.question import MUNICIPALITY, NAME, TARGET
from dothi.reports.texts import Texts, printable
from dothi.workbench.impact.score_function import Disagreement
from dothi.workbench.impact.towns import AFTER, Impact
from dothi.workbench.impact.values import Disputes

MOST_TOWNS = 40
"""The most towns that are listed; JSON lists all."""


def render(laws: tuple[Rulebook, Rulebook], disputed: Disputes, impact: Impact, texts: Texts) -> str:
    """Write the impact of changing from one law to another."""
    return "\n".join((*_towns(laws, impact, texts), "", *_standards(laws[1], disputed, texts))) + "\n"


def _say(texts: Texts, key: str, **facts: str) -> str:
    return texts.text("impact", key, **facts)


def _towns(laws: tuple[Rulebook, Rulebook], impact: Impact, texts: Texts) -> Iterator[str]:
    before, after = (law.law.id for law in laws)
    judged, changed = texts.number(impact.judged, 0), texts.number(impact.changed.height, 0)
    day = texts.day(impact.as_of)
    yield _say(texts, "judged", before=before, after=after, day=day, judged=judged, changed=changed)
    if impact.rejected:
        yield _say(texts, "rejected", rejected=texts.number(impact.rejected, 0))
    for first in Verdict:
        for second in Verdict:
            count = impact.verdicts.get((first.value, second.value), 0)
            if count and first is not second:
                words = (texts.text("verdict_word", verdict.value) for verdict in (first, second))
                yield "  " + _say(
                    texts, "moved", count=texts.number(count, 0), **dict(zip(("was", "now"), words, strict=True))
                )
    for row in impact.changed.head(MOST_TOWNS).iter_rows(named=True):
        yield "  " + _town(laws[1], row, texts)
    if impact.changed.height > MOST_TOWNS:
        yield "  " + _say(texts, "more", count=texts.number(impact.changed.height - MOST_TOWNS, 0))


def _town(law: Rulebook, row: dict[str, Any], texts: Texts) -> str:
    def state(suffix: str) -> str:
        lower, upper = (row[column + suffix] for column in (LOWER, UPPER))
        return f"{texts.text('verdict_word', row[VERDICT + suffix])} ({texts.points_range(lower, upper)})"

    name = printable(row[NAME] or row[MUNICIPALITY])
    return _say(texts, "town", name=name, type=_type(law, row[TARGET], texts), was=state(""), now=state(AFTER))


def _type(law: Rulebook, identifier: str, texts: Texts) -> str:
    return texts.name(law.law.type(identifier).name)


def _standards(law: Rulebook, disputed: Disputes, texts: Texts) -> Iterator[str]:
    for rule in disputed.moved_rules:
        yield _say(texts, "moved_rule", rule=printable(texts.name(rule.name)))
    if disputed.only_one_has:
        codes = ", ".join(standard.code for standard in disputed.only_one_has)
        yield _say(texts, "only_one_has", codes=codes)
    for other in disputed.incomparable:
        yield _say(texts, "incomparable", code=other.code, name=printable(texts.name(other.name)))
    if not disputed.standards:
        yield _say(texts, "agree")
        return
    yield _say(texts, "disagree", count=str(len(disputed.standards)))
    for standard in disputed.standards:
        facts = {"code": standard.after.code, "name": printable(texts.name(standard.after.name))}
        facts["types"] = ", ".join(_type(law, known, texts) for known in standard.types)
        if standard.rule is None:
            yield "  " + _say(texts, "standard", **facts)
        else:
            yield "  " + _say(texts, "standard_under_rule", rule=printable(texts.name(standard.rule.name)), **facts)
        for stretch in standard.stretches:
            yield "    " + _stretch(stretch, standard.indicator, texts)


def _stretch(stretch: Disagreement, indicator: Indicator, texts: Texts) -> str:
    lower, upper = stretch.values.lower, stretch.values.upper
    if lower == upper:
        return _say(
            texts,
            "at_value",
            value=texts.value(indicator, lower),
            was=_score(stretch.before[0], texts),
            now=_score(stretch.after[0], texts),
        )
    return _say(
        texts,
        "over_values",
        lower=texts.value(indicator, lower, with_unit=False),
        upper=texts.value(indicator, upper),
        was=_scores(stretch.before, texts),
        now=_scores(stretch.after, texts),
    )


def _scores(scores: tuple[StandardScore, StandardScore], texts: Texts) -> str:
    shown = [_score(score, texts) for score in scores]
    return shown[0] if shown[0] == shown[1] else " → ".join(shown)


def _score(score: StandardScore, texts: Texts) -> str:
    points = texts.points_range(score.lower.points, score.upper.points)
    return f"{points} ({texts.text('status', score.status.value)})"
