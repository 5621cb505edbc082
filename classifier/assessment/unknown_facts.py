"""Facts about a municipality that nobody has stated and that could move the verdict: what each answer would give."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from classifier.assessment.judging import Judged, Judging
from classifier.assessment.unknown_fact import UnknownFact
from classifier.plan.applied_rules import asked_of_type, touches
from classifier.plan.completions import one_of_the_rest, residual
from classifier.plan.judgement import Judgement, Verdict
from criteria.condition import MEASURED_PREFIX, MULTI_VALUED_FIELDS, column_of, known_words, leaves
from criteria.rule import LowerPassMark, ReplaceLevels, Rule, SetPoints, SetRequired
from criteria.standard import Standard
from criteria.stated import UNSTATED, Stated, only

ATTRIBUTES = "municipality.attributes"
OTHER = "other"
"""The answer that stands for every word that no condition asks for."""


@dataclass
class _Asked:
    """What is asked about one fact.

    Attributes:
        words: the words of its field, each with the places in the law that ask about it.
        standards: the standards that are touched.
    """

    words: dict[str, dict[str, None]]
    standards: set[str]

    @property
    def citations(self) -> tuple[str, ...]:
        """All places in the law that ask about the fact."""
        return tuple(dict.fromkeys(citation for cited in self.words.values() for citation in cited))


def unknown_facts(judged: Judged, judging: Judging) -> tuple[UnknownFact, ...]:
    """Return the unknown facts that could move the verdict; none if it, or that of the standards, is decided.

    What an answer would give is the verdict of the law as a whole, with what is asked of the units of the area. Those
    that could decide it alone come first.
    """
    reading = judged.reading.id
    of_standards, of_law = judged.judgement.total[reading], judged.judgement.outcome(reading)
    if {of_standards.verdict, of_law.verdict} != {Verdict.UNDETERMINED}:
        return ()
    scores = judged.judgement.standards.items()
    open_standards = {name for name, score in scores if score.lower != score.upper}
    found = []
    for (field, tag), asked in _questions(judged).items():
        outcomes = {
            answer: judging.judged_if(judged, {**judged.words, field: stated})
            for answer, stated in _answers(judged, field, tag, asked).items()
        }
        if not _could_move(outcomes, reading) and asked.standards.isdisjoint(open_standards):
            continue
        verdicts = {answer: outcome.outcome(reading).verdict for answer, outcome in outcomes.items()}
        has_words = not verdicts.keys() <= {"yes", "no"}
        found.append(
            UnknownFact(
                field=field,
                column=column_of(field),
                attribute=tag,
                would_give=verdicts,
                citations=asked.citations,
                asked_by={answer: tuple(asked.words.get(answer, ())) for answer in verdicts} if has_words else {},
                without_attributes=_without_attributes(judged, judging, field, asked, verdicts) if has_words else {},
                standards=frozenset(asked.standards),
            )
        )
    return tuple(sorted(found, key=lambda fact: (not fact.decides, not fact.is_told_by_word)))


def rules_told(judged: Judged, facts: Iterable[UnknownFact]) -> frozenset[str]:
    """Return the rules that ask only about facts each word of which is told with what it gives."""
    told = {fact.field for fact in facts if fact.is_told_by_word}
    asked = ((rule.id, residual(rule.when, judged.words)) for rule in judged.rulebook.rules)
    return frozenset(
        name
        for name, left in asked
        if not isinstance(left, bool) and told.issuperset(leaf.field for leaf in leaves(left))
    )


def _without_attributes(
    judged: Judged, judging: Judging, field: str, asked: _Asked, verdicts: Mapping[str, Verdict]
) -> Mapping[str, Verdict]:
    """Return what each word would give if no attribute applied but those stated; nothing if it is the same."""
    stated = judged.words[ATTRIBUTES]
    if stated.is_complete:
        return {}
    plain = {**judged.words, ATTRIBUTES: replace(stated, is_complete=True)}
    found = {
        answer: judging.judged_if(judged, {**plain, field: words}).outcome(judged.reading.id).verdict
        for answer, words in _answers(judged, field, None, asked).items()
    }
    return {} if found == verdicts else found


def _questions(judged: Judged) -> Mapping[tuple[str, str | None], _Asked]:
    """Return every unknown fact that a rule or a grade of the type asks about."""
    of_type = asked_of_type(judged.rulebook, judged.plan.type)
    found: dict[tuple[str, str | None], _Asked] = {}

    def ask(field: str, word: str, citation: str, touched: Iterable[str]) -> None:
        fact = (field, word if field in MULTI_VALUED_FIELDS else None)
        asked = found.setdefault(fact, _Asked({}, set()))
        asked.words.setdefault(word, {})[citation] = None
        asked.standards.update(touched)

    for rule in judged.rulebook.rules:
        left = residual(rule.when, judged.words)
        if isinstance(left, bool) or not any(touches(action, of_type) for action in rule.then):
            continue
        for leaf in leaves(left):
            for word in sorted(leaf.words):
                ask(leaf.field, word, rule.citation, _touched(rule))
    for standard, word in _graded_by_attributes(judged):
        ask(ATTRIBUTES, word, standard.citation, [standard.id])
    return found


def _touched(rule: Rule) -> Iterator[str]:
    for action in rule.then:
        if isinstance(action, (SetPoints, ReplaceLevels)):
            yield action.standard
        elif not isinstance(action, (SetRequired, LowerPassMark)):
            yield from action.standards


def _graded_by_attributes(judged: Judged) -> Iterator[tuple[Standard, str]]:
    """Yield each unknown attribute that would tell the grade of a standard, with the standard."""
    stated = judged.words[ATTRIBUTES]
    for standard in judged.rulebook.standards:
        indicator, known = judged.rulebook.indicators[standard.indicator], judged.quantities[standard.id]
        if known.lower != known.upper and known == indicator.grade_of(stated):
            tags = [grade.attribute for grade in indicator.grades if grade.attribute]
            yield from ((standard, word) for word in stated.unknown(tags))


def _answers(judged: Judged, field: str, tag: str | None, asked: _Asked) -> dict[str, Stated]:
    """Return what would be stated by each answer to a question."""
    stated = judged.words.get(field, UNSTATED)
    if tag is not None:
        return {"yes": stated.having(tag), "no": stated.lacking(tag)}
    if field.startswith(MEASURED_PREFIX):
        return _reached(judged, field, stated, asked)
    every = known_words(judged.rulebook.vocabulary).get(field)
    answers = {word: only(word) for word in asked.words if every is None or word in every}
    for rest in one_of_the_rest(field, stated, frozenset(asked.words), every):
        (name,) = rest.words or {OTHER}
        answers[name] = rest
    return answers


def _reached(judged: Judged, field: str, stated: Stated, asked: _Asked) -> dict[str, Stated]:
    """Return what would be stated if a value lay below every threshold, or reached some of them."""
    indicator = judged.rulebook.indicators[field.removeprefix(MEASURED_PREFIX)]
    ordered = sorted(asked.words, key=indicator.integer)
    answers = {f"< {ordered[0]}": Stated(stated.words, stated.denied | {*ordered})}
    for place, threshold in enumerate(ordered, start=1):
        reached, missed = ordered[:place], ordered[place:]
        answers[f">= {threshold}"] = Stated(stated.words | {*reached}, stated.denied | {*missed})
    return answers


def _could_move(outcomes: Mapping[str, Judgement], reading: str) -> bool:
    """True if the answers lead to different outcomes."""
    found = [(outcome.total[reading], dict(outcome.criteria[reading])) for outcome in outcomes.values()]
    return any(one != found[0] for one in found)
