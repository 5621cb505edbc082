"""L506: two rules that hold together and say different things of one standard, so that the later silently wins."""

import itertools
from collections.abc import Iterator

from criteria.condition import known_words
from criteria.lint.finding import Found, Lint, Severity
from criteria.lint.situations import common_situation, situation_text
from criteria.lint.survey import Survey
from criteria.rulebook import Action, ReplaceLevels, Rule, SetPoints, SetRequired


def _look(survey: Survey) -> Iterator[Found]:
    for law in survey.laws:
        if law.rulebook is None:
            continue
        known = known_words(survey.library.vocabulary)
        stated = {one.rule.id: one for one in law.stated_rules}
        for earlier, later in itertools.combinations(law.rulebook.rules, 2):
            subject = _contradiction(earlier, later)
            if later.id not in stated or subject is None:
                continue
            situation = common_situation(earlier.when, later.when, known)
            if situation is not None:
                details = {"rule": later.id, "other": earlier.id, "subject": subject}
                yield Found(stated[later.id].place("when"), {**details, "example": situation_text(situation)})


def _contradiction(rule: Rule, other: Rule) -> str | None:
    """The standard or type of which two rules say different things; None: of none."""
    pairs = itertools.product(rule.then, other.then)
    return next((subject for does, action in pairs if (subject := _subject(does, action)) is not None), None)


def _subject(does: Action, action: Action) -> str | None:
    match does, action:
        case SetPoints(standard), SetPoints(other) if standard == other and does != action:
            return standard
        case SetRequired(known, count), SetRequired(other, wanted) if known == other and count != wanted:
            return known
        case ReplaceLevels(standard, levels), ReplaceLevels(other, others) if standard == other:
            return standard if any(levels[t] != others[t] for t in levels.keys() & others.keys()) else None
        case _:
            return None


LINT = Lint("L506-conditions-overlap", Severity.WARNING, look=_look)
