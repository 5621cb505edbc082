"""L506: two rules that apply together and give one standard different values, so that the later one silently wins.

A rule that states the same thing twice is reported by `L511-action-is-idle`.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from criteria.condition import known_words
from criteria.rule import Action, ReplaceLevels, Rule, SetPoints, SetRequired
from dothi.workbench.lint.action_effects import overwrites
from dothi.workbench.lint.condition_logic import common_situation, situation_text
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey

ActionSubject = tuple[type, str]
"""What an action sets: the levels or points of a standard, or the count of a type."""


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        if law.rulebook is None:
            continue
        known = known_words(survey.library.vocabulary)
        stated = {one.rule.id: one for one in law.stated_rules}
        reported: set[tuple[str, str]] = set()
        for (_, subject), said in _said(law.rulebook.rules).items():
            for (earlier, does), (later, action) in itertools.combinations(said, 2):
                if later.id not in stated or (earlier.id, later.id) in reported or not _contradict(does, action):
                    continue
                if earlier.id == later.id and overwrites(action, does):
                    continue
                situation = common_situation(earlier.when, later.when, known)
                if situation is not None:
                    reported.add((earlier.id, later.id))
                    details = {"rule": later.id, "other": earlier.id, "subject": subject}
                    details["example"] = situation_text(situation)
                    yield Violation(stated[later.id].location("when"), details)


def _said(rules: Sequence[Rule]) -> dict[ActionSubject, list[tuple[Rule, Action]]]:
    """Return the values that the rules set, by subject."""
    said: dict[ActionSubject, list[tuple[Rule, Action]]] = defaultdict(list)
    for rule in rules:
        for action in rule.then:
            match action:
                case SetPoints(subject) | ReplaceLevels(subject) | SetRequired(subject):
                    said[type(action), subject].append((rule, action))
                case _:
                    pass
    return said


def _contradict(does: Action, action: Action) -> bool:
    """True if two actions set one subject to different values."""
    if isinstance(does, ReplaceLevels) and isinstance(action, ReplaceLevels):
        return any(does.levels[t] != action.levels[t] for t in does.levels.keys() & action.levels.keys())
    return does != action


LINT = Lint("L506-conditions-overlap", Severity.WARNING, check=_check)
