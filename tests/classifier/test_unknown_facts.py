"""What is unknown of a municipality is judged every way, by all engines."""

import datetime
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.judging import Judged, Judging
from classifier.assessment.question import Question
from classifier.engines.columnar.conditions import FIELD_COLUMNS
from classifier.engines.columnar.law_columns import LawColumns
from classifier.engines.columnar.result_columns import criterion_columns
from classifier.engines.columnar.verdicts import LOWER, MISSING, PROVISIONAL, TABLE_VERDICT, UPPER, VERDICT
from classifier.engines.reference import judge
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan, refuse_lost_points
from classifier.plan.completions import Completion, TooManyCompletions, completions
from classifier.plan.judgement import Judgement, Verdict
from criteria.condition import FieldWords, Holds, field_words, fields_of, leaves
from criteria.diagnostic import UnsoundRules
from criteria.municipality import TYPES, Measurement, Municipality, Subject, Surroundings
from criteria.rule import NotApplicable
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED, Stated, only
from tests.support.columns import laid_out
from tests.support.strategies import VOCABULARY, Situation, situations, small_laws, stated_attributes, told_everything

DAY = datetime.date(2024, 12, 31)
LEFT_OUT = (NotApplicable(("water",)),)

MOST_WAYS = 600
"""The most completions that one example enumerates."""

MAY_BE_BLANK = (
    "region",
    "current_type",
    "inner_area",
    "outer_area",
    "formation",
    "budget_level",
    "has_commune_units",
)


@st.composite
def blank_situations(draw: st.DrawFn) -> Situation:
    """A town of a small law of which attributes, zones, region, type, formation and whole may be blank."""
    return draw(made_blank(draw(situations(small_laws()))))


@st.composite
def made_blank(draw: st.DrawFn, case: Situation) -> Situation:
    """The same town, of which other facts may be blank."""
    case = draw(told_everything(case))
    blanks = draw(st.sets(st.sampled_from(MAY_BE_BLANK)))
    town = replace(case.municipality, attributes=draw(stated_attributes()), **dict.fromkeys(blanks))
    return replace(case, municipality=town, whole=draw(st.sampled_from((case.whole, None))))


def every_completion(rulebook: Rulebook, words: FieldWords) -> Iterator[FieldWords]:
    """All that the fields which conditions ask about may turn out to be."""
    asked: dict[str, set[str]] = {}
    for rule in rulebook.rules:
        for leaf in leaves(rule.when):
            asked.setdefault(leaf.field, set()).update(leaf.words)
    choices: list[list[tuple[str, Stated]]] = []
    for field, tags in asked.items():
        stated = words.get(field, UNSTATED)
        if field.endswith(".attributes"):
            unknown = stated.unknown(sorted(tags))
            chosen = itertools.chain.from_iterable(itertools.combinations(unknown, n) for n in range(len(unknown) + 1))
            choices.append([(field, only(*stated.words, *some)) for some in chosen])
        elif stated == UNSTATED:
            choices.append([(field, only(word)) for word in _words_of(field)])
    size = 1
    for choice in choices:
        size *= len(choice)
    assume(size <= MOST_WAYS)
    for choice in itertools.product(*choices):
        yield {**words, **dict(choice)}


def _words_of(field: str) -> list[str]:
    match field.rpartition(".")[2]:
        case "region":
            return sorted(VOCABULARY.regions)
        case "kind":
            return sorted(VOCABULARY.kinds)
        case "formation":
            return sorted(VOCABULARY.formations)
        case "current_type":
            return [*TYPES, "none"]
        case _:
            return ["yes", "no"]


def judgements(case: Situation) -> list[Judgement]:
    """The judgement of every completion, by the definition; none of those whose rules contradict each other."""
    found: dict[Any, Judgement] = {}
    kind = case.municipality.kind if case.rulebook.asks_by_kind else None
    for words in every_completion(case.rulebook, case.words):
        applied = applied_rules(case.rulebook, words)
        if applied in found:
            continue
        plan = compile_plan(case.rulebook, case.target, applied, kind=kind)
        try:
            refuse_lost_points(case.rulebook, plan, kind, applied)
        except UnsoundRules:
            continue
        found[applied] = judge(plan, case.intervals(plan))
    return list(found.values())


def subject_of(case: Situation) -> Subject:
    """The town as evaluators judge it."""
    measured = {name: Measurement("x", name, quantity, DAY) for name, quantity in case.quantities.items()}
    return Subject(case.municipality, measured, case.surroundings)


def by_both_evaluators(case: Situation) -> Any:
    """What both evaluators conclude; a completion whose rules contradict each other is none."""
    judging = Judging(case.rulebook, None)
    try:
        return judging.judge(subject_of(case), Question(case.target, DAY))
    except UnsoundRules:
        return None
    finally:
        judging.close()


def by_columns(case: Situation) -> Mapping[str, Any]:
    """What the columnar engine concludes."""
    return side_by_side([case])[0]


def side_by_side(cases: Sequence[Situation]) -> list[dict[str, Any]]:
    """What the columnar engine concludes of several towns judged in one run, under the law and type of the first."""
    first = cases[0]
    law = LawColumns(first.rulebook)
    frame, values = laid_out(first.rulebook.indicators, [case.quantities for case in cases])
    cells: dict[str, list[str | None]] = {column: [] for column in FIELD_COLUMNS.values()}
    for case in cases:
        for field, column in FIELD_COLUMNS.items():
            stated = case.words.get(field, UNSTATED)
            cells[column].append((stated.text if field.endswith(".attributes") else ";".join(stated.words)) or None)
    frame = frame.with_columns(pl.Series(name, column, dtype=pl.String) for name, column in cells.items())
    described = law.described(nw.from_native(frame.lazy()))
    columns = law.situation_columns
    rows = described.to_native().collect().select(columns).unique(maintain_order=True).rows() if columns else [()]
    found: list[dict[str, Any]] = []
    for group in law.groups(first.target, [law.situation(row) for row in rows]):
        found += group.judging(values).judge(group.rows(described)).to_native().collect().to_dicts()
    return sorted(found, key=lambda row: row["row"])


def assert_same(found: Judged, row: Mapping[str, Any]) -> None:
    """Assert that the columnar engine concludes in a row what both evaluators do."""
    reading = found.reading.id
    total, standards = found.judgement.total[reading], found.judgement.standards.values()
    assert (total.verdict.value, total.lower, total.upper) == (row[VERDICT], row[LOWER], row[UPPER])
    assert found.judgement.of_table(reading).verdict.value == row[TABLE_VERDICT]
    assert found.is_provisional(reading) is row[PROVISIONAL]
    assert sum(score.lower.points != score.upper.points for score in standards) == row[MISSING]
    for name, outcome in found.judgement.criteria[reading].items():
        assert [outcome.lower, outcome.upper] == [row[column] for column in criterion_columns(name)]


@given(blank_situations())
def test_what_is_unknown_is_judged_every_way(case: Situation) -> None:
    """Verdict and bounds contain those of every completion, and a firm verdict is that of every completion."""
    every = judgements(case)
    found = by_both_evaluators(case)
    if not every:
        assert found is None
        return
    for reading, total in found.judgement.total.items():
        for one in every:
            assert total.lower <= one.total[reading].lower <= one.total[reading].upper <= total.upper
            assert total.verdict in {one.total[reading].verdict, Verdict.UNDETERMINED}
            for name, criterion in found.judgement.criteria[reading].items():
                told = one.criteria[reading][name]
                assert criterion.lower <= told.lower <= told.upper <= criterion.upper
                assert criterion.verdict in {told.verdict, Verdict.UNDETERMINED}
            for name, score in found.judgement.standards.items():
                assert score.lower.points <= one.standards[name].lower.points
                assert one.standards[name].upper.points <= score.upper.points


@given(blank_situations())
def test_the_standards_alone_are_judged_without_reliefs_for_forming(case: Situation) -> None:
    """However a unit is formed, the table's verdict is that of the same unit formed the ordinary way."""
    found = by_both_evaluators(case)
    ordinary = by_both_evaluators(replace(case, municipality=replace(case.municipality, formation="ordinary")))
    assume(found is not None and ordinary is not None)
    for reading, total in ordinary.judgement.total.items():
        assert total.verdict is found.judgement.of_table(reading).verdict


@pytest.mark.slow
@given(blank_situations())
def test_the_columns_judge_every_way_too(case: Situation) -> None:
    """The columnar engine comes to the verdict and the bounds of the evaluators, whatever is blank."""
    found = by_both_evaluators(case)
    assume(found is not None)
    assert_same(found, by_columns(case))


@pytest.mark.slow
@given(blank_situations(), st.lists(blank_situations(), min_size=1, max_size=4))
def test_towns_judged_together_are_judged_as_each_alone(case: Situation, others: list[Situation]) -> None:
    """Towns with different facts unknown share expressions, and each result is that of the town by itself."""
    kind = case.municipality.kind
    towns = [case, *(replace(case, municipality=replace(o.municipality, kind=kind), whole=o.whole) for o in others)]
    assume(all(by_both_evaluators(town) is not None for town in towns))
    alone = [{**by_columns(town), "row": number} for number, town in enumerate(towns)]
    assert alone == side_by_side(towns)


def test_facts_that_decide_nothing_are_not_completed(toy_rulebook: Rulebook) -> None:
    """A town of which everything that matters is stated has one completion: itself."""
    words = field_words(Municipality("a", "A", "town", region=None, inner_area=True, outer_area=True))
    assert [Completion(words, applied_rules(toy_rulebook, words))] == list(completions(toy_rulebook, "SILVER", words))


def test_each_zone_is_there_or_not(toy_rulebook: Rulebook) -> None:
    """Two unknown zones may turn out in as many ways as rules tell apart."""
    words = field_words(Municipality("a", "A", "town"))
    asked = {field for rule in toy_rulebook.rules for field in fields_of(rule.when)}
    assert {"municipality.inner_area", "municipality.outer_area"} <= asked
    assert 4 == len(completions(toy_rulebook, "SILVER", words))


def test_too_many_ways_are_refused(toy_rulebook: Rulebook) -> None:
    """A law that tells too many combinations of attributes apart is not enumerated for ever."""
    first = toy_rulebook.rules[0]
    many = tuple(
        replace(first, id=f"r{n}", when=Holds("municipality.attributes", frozenset({f"tag{n}"})), then=LEFT_OUT)
        for n in range(9)
    )
    with pytest.raises(TooManyCompletions):
        completions(replace(toy_rulebook, rules=many), "SILVER", field_words(Municipality("a", "A", "town")))


def test_an_unknown_fact_is_named_with_what_each_answer_gives(toy_rulebook: Rulebook) -> None:
    """Only facts that could move the verdict are named, each with its column and the verdict by answer."""
    with Assessor(toy_rulebook) as assessor:
        town = Municipality("a", "A", "town", region="plain", attributes=only(), inner_area=None, outer_area=True)
        found = assessor.assess(Subject(town, {}, Surroundings()), Question("SILVER", DAY))
    assert ["inner_area"] == [fact.column for fact in found.unknown_facts]
    assert {"yes", "no"} == set(found.unknown_facts[0].would_give)


def test_where_everything_is_stated_no_fact_is_unknown(toy_rulebook: Rulebook) -> None:
    """A town of which everything is stated has no unknown facts, whatever was not measured."""
    with Assessor(toy_rulebook) as assessor:
        town = Municipality("a", "A", "town", "V", "P", "plain", only(), True, True)
        assert () == assessor.assess(Subject(town, {}), Question("SILVER", DAY)).unknown_facts
