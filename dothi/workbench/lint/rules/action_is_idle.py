"""L511: an action made redundant by another action of the same rule, which gives the same standards as much or more.

If a rule states levels, points or a count twice, the later statement counts.
"""

from collections.abc import Iterator, Sequence

from criteria.rule import Action, ReplaceLevels, SetPoints, SetRequired
from dothi.workbench.lint.action_effects import covers, overwrites
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        for stated in law.stated_rules:
            for place, other in _idle(stated.rule.then):
                details = {"rule": stated.rule.id, "other": str(stated.location("then", other))}
                yield Violation(stated.location("then", place), details)


def _idle(actions: Sequence[Action]) -> Iterator[tuple[int, int]]:
    """Yield the positions of idle actions, each with that of the first action that makes it idle."""
    for place, action in enumerate(actions):
        for other, does in enumerate(actions):
            if other != place and _makes_idle(does, action, is_before=other < place):
                yield place, other
                break


def _makes_idle(does: Action, action: Action, is_before: bool) -> bool:
    """True if an action makes another one idle. If two have the same effect, the later one is idle."""
    if isinstance(action, SetPoints | ReplaceLevels | SetRequired):
        return not is_before and overwrites(does, action)
    return covers(does, action) and (is_before or not covers(action, does))


LINT = Lint("L511-action-is-idle", Severity.WARNING, check=_check)
