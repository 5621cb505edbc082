"""L508: a transition that an earlier one always preempts, since the first match counts."""

from collections.abc import Iterator

from criteria.condition import AnyOf, known_words
from criteria.law import Transition
from dothi.workbench.lint.condition_logic import follows_from
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        transitions = law.law.transitions
        for place, transition in enumerate(transitions):
            idle = [
                earlier
                for earlier in transition.from_types
                if any(_takes(before, earlier, transition, survey) for before in transitions[:place])
            ]
            for earlier in idle:
                position = transition.from_types.index(earlier)
                where = law.head.location(("transitions", place, "from", position))
                yield Violation(where, {"type": earlier or "null", "to": transition.to})


def _takes(before: Transition, earlier: str | None, transition: Transition, survey: Survey) -> bool:
    if earlier not in before.from_types:
        return False
    if before.when is None:
        return True
    if transition.when is None:
        return False
    return follows_from(before.when, AnyOf((transition.when,)), known_words(survey.library.vocabulary))


LINT = Lint("L508-transition-never-reached", Severity.WARNING, check=_check)
