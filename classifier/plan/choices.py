"""Readings by which a municipality uses one of several alternatives for everything: what they are, and the best one.

Without such a reading each standard uses the rule that is best for it. An alternative is some rules of the law; if one
is used, the rules of the others do not apply.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from classifier.plan.applied_rules import AppliedRules, asked_of_type, matters
from classifier.plan.easier_plans import ask_no_more
from classifier.plan.judgement import Outcome
from classifier.plan.plan import Plan
from criteria.rule import rule_of_step
from criteria.rulebook import Rulebook

Way = TypeVar("Way")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Choice:
    """The alternatives of a reading, each the rules of the law that make it up.

    Attributes:
        only_ease: the types of which the rules do nothing but lower or waive minimum levels.
    """

    reading: str
    alternatives: tuple[frozenset[str], ...]
    only_ease: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alternative(Generic[Way]):
    """A way of judging a municipality that uses one alternative.

    Attributes:
        counts_at_worst: False if it is unknown whether it applies while another one surely does.
    """

    way: Way
    counts_at_worst: bool

    def of(self, way: Other) -> "Alternative[Other]":
        """Return another way that uses the same alternative."""
        return Alternative(way, self.counts_at_worst)


def choices_of(rulebook: Rulebook) -> tuple[Choice, ...]:
    """Return the readings of a law by which a municipality uses one of several alternatives."""
    return tuple(_choice(rulebook, known.id, known.one_of) for known in rulebook.law.readings if known.one_of)


def _choice(rulebook: Rulebook, reading: str, one_of: Sequence[Sequence[str]]) -> Choice:
    alternatives = tuple(
        frozenset(rule.id for rule in rulebook.rules if rule_of_step(rule.id) in named) for named in one_of
    )
    every = frozenset[str]().union(*alternatives)
    asked = [asked_of_type(rulebook, known.id) for known in rulebook.law.assessed_types]
    actions = [action for rule in rulebook.rules if rule.id in every for action in rule.then]
    eased = (known.type for known in asked if not any(matters(one, known) for one in actions))
    return Choice(reading, alternatives, frozenset(eased))


def applied_by_alternative(choice: Choice, applied: AppliedRules) -> tuple[Alternative[AppliedRules], ...]:
    """Return the rules that apply by each alternative that possibly does; none if fewer than two do."""
    there = [rules for rules in choice.alternatives if not rules.isdisjoint(applied.possibly)]
    if len(there) < 2:
        return ()
    every = frozenset[str]().union(*there)
    return tuple(
        Alternative(
            AppliedRules(applied.surely - (every - rules), applied.possibly - (every - rules)),
            not rules.isdisjoint(applied.surely),
        )
        for rules in there
    )


def told_apart(
    choice: Choice,
    target: str,
    alternatives: Iterable[Alternative[Way]],
    plain: Sequence[Plan],
    plans_of: Callable[[Way], Sequence[Plan] | None],
) -> tuple[Alternative[Way], ...]:
    """Return the alternatives of which any may be the best; none if one of them eases as much as all rules together.

    Args:
        plain: the plans if the rules of all alternatives apply.
        plans_of: returns the plans by an alternative; None if its rules contradict each other: then it is left out.
    """
    found: list[tuple[Sequence[Plan], Alternative[Way]]] = []
    for one in alternatives:
        plans = plans_of(one.way)
        if plans is None:
            continue
        for place, (easier, first) in enumerate(found):
            if ask_no_more(easier, plans):
                counts = first.counts_at_worst or one.counts_at_worst
                found[place] = (easier, replace(first, counts_at_worst=counts))
                break
        else:
            harder = [known for known in found if ask_no_more(plans, known[0])]
            counts = one.counts_at_worst or any(known.counts_at_worst for _, known in harder)
            found = [known for known in found if known not in harder]
            found.append((plans, replace(one, counts_at_worst=counts)))
    if target in choice.only_ease and any(ask_no_more(plans, plain) for plans, _ in found):
        return ()
    counts_nowhere = not any(one.counts_at_worst for _, one in found)
    return tuple(replace(one, counts_at_worst=one.counts_at_worst or counts_nowhere) for _, one in found)


def best_of(outcomes: Sequence[Alternative[Outcome]]) -> Outcome:
    """Return the outcome by the best alternative, whichever that is: at worst and at best."""
    at_worst = [one.way for one in outcomes if one.counts_at_worst]
    return Outcome(
        max(one.lower for one in at_worst),
        max(one.way.upper for one in outcomes),
        any(one.surely for one in at_worst),
        any(one.way.possibly for one in outcomes),
    )


def best_place(outcomes: Sequence[Alternative[Outcome]]) -> int:
    """Return the place of the alternative that is shown: the best as far as is known, the first of equals."""

    def rank(place: int) -> tuple[bool, bool, int, int]:
        one = outcomes[place]
        return one.way.surely and one.counts_at_worst, one.way.possibly, one.way.lower, one.way.upper

    return max(range(len(outcomes)), key=rank)


def deciding_choices(reading: str, is_certain: bool, choices: Mapping[str, Way]) -> tuple[bool, tuple[Way, ...]]:
    """Return whether a reading lets each standard use its own rule, and the choices on which it rests.

    A reading that is not sure enough may turn out to be any reading of the law.

    >>> deciding_choices("one-factor", True, {"one-factor": "choice"}), deciding_choices("points", True, {})
    ((False, ('choice',)), (True, ()))
    """
    if not is_certain:
        return True, tuple(choices.values())
    return (False, (choices[reading],)) if reading in choices else (True, ())
