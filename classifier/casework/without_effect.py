"""Mistypings that change no judgement whatever is measured: no case could notice them."""

from collections.abc import Iterator
from dataclasses import replace

from classifier.casework.mistyping.mistyping import Mistyping
from classifier.plan import Holding, Plan, compile_plan
from classifier.score_pieces import disagreements
from classifier.scoring import score_standard
from criteria.quantity import Interval
from criteria.rulebook import Rulebook
from criteria.standard import added_up

NO_RULE = Holding(frozenset(), frozenset())


def makes_no_difference(mistyping: Mistyping, rulebook: Rulebook) -> bool:
    """Whether a mistyping changes no judgement by the law, as far as can be told.

    That is so of a row that scores every value as before, whichever one of the law's rules holds; of a pass mark that
    is reached by whoever reaches the criteria's minima, before and after; and of the condition of a rule that changes
    nothing.
    """
    changed = mistyping.rulebook
    if changed is None:
        return False
    if mistyping.row is not None:
        return _row_scores_as_before(mistyping.row, rulebook, changed)
    if mistyping.rule is not None:
        return mistyping.kind.startswith("condition") and _rule_changes_nothing(mistyping.rule, rulebook)
    if mistyping.kind in {"pass_mark", "type_pass_mark", "type_required"}:
        return _pass_mark_is_reached_anyway(rulebook, changed)
    return False


def _questions(rulebook: Rulebook) -> Iterator[tuple[str, str | None]]:
    """The types of the law, each with the kinds of municipality of which it asks different things."""
    for known in rulebook.law.types:
        if known.is_designated:
            continue
        of_type = [criterion for criterion in rulebook.criteria if known.id in criterion.types]
        kinds = dict.fromkeys(kind for criterion in of_type for kind in criterion.kinds or ())
        for kind in kinds or (None,):
            yield known.id, kind


def _holdings(rulebook: Rulebook) -> Iterator[Holding]:
    """No rule, and each rule alone, surely or possibly."""
    yield NO_RULE
    for rule in rulebook.rules:
        one = frozenset({rule.id})
        yield Holding(one, one)
        yield Holding(frozenset(), one)


def _alone(rulebook: Rulebook, identifier: str) -> Rulebook:
    """The law as if the standard were its only one."""
    criterion = next(c for c in rulebook.criteria if any(known.id == identifier for known in c.standards))
    standards = tuple(known for known in criterion.standards if known.id == identifier)
    return replace(rulebook, criteria=(replace(criterion, standards=standards),))


def _row_scores_as_before(identifier: str, rulebook: Rulebook, changed: Rulebook) -> bool:
    before, after = _alone(rulebook, identifier), _alone(changed, identifier)
    steps = rulebook.law.rounding_step.value, changed.law.rounding_step.value
    return not any(
        disagreements(
            compile_plan(before, target, held, kind=kind).standards[0],
            compile_plan(after, target, held, kind=kind).standards[0],
            steps,
        )
        for target, kind in _questions(before)
        if target in before.criteria[0].types
        for held in _holdings(rulebook)
    )


def _rule_changes_nothing(identifier: str, rulebook: Rulebook) -> bool:
    one = frozenset({identifier})
    holdings = (NO_RULE, Holding(one, one), Holding(frozenset(), one))
    return all(
        len({compile_plan(rulebook, target, held, kind=kind) for held in holdings}) == 1
        for target, kind in _questions(rulebook)
    )


def _pass_mark_is_reached_anyway(rulebook: Rulebook, changed: Rulebook) -> bool:
    """Whether the least total of whoever meets every criterion reaches the pass mark, before and after."""
    for target, kind in _questions(rulebook):
        for held in _holdings(rulebook):
            plans = [compile_plan(law, target, held, kind=kind) for law in (rulebook, changed)]
            marks = [plan.pass_mark for plan in plans]
            if marks[0] != marks[1] and max(marks) > _least_total(plans[0]):
                return False
    return True


def _least_total(plan: Plan) -> int:
    """The least points of whoever meets every criterion: its minimum, or what it gives at the worst values."""
    total = 0
    for criterion in plan.criteria:
        worst = (
            (
                s.alternative,
                score_standard(s, Interval(s.domain.lower, s.domain.lower), plan.rounding_step).lower.points,
            )
            for s in criterion.standards
        )
        total += max(criterion.points_minimum, added_up(worst))
    return total
