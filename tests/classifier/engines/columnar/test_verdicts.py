"""The columnar engine, the reference and durable_rules give the same integers and verdicts for every town."""

from contextlib import closing
from dataclasses import replace

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.engines.columnar.conditions import FIELD_COLUMNS, Conditions
from classifier.engines.columnar.law_columns import LawColumns
from classifier.engines.columnar.standards import LARGEST_NUMERATOR, StandardColumns, TooLargeForColumns
from classifier.engines.columnar.verdicts import PlanPair
from classifier.engines.forward_chaining import ForwardChaining
from classifier.engines.reference import judge
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.plan import ReadingPlan
from criteria.bilingual import BilingualText
from criteria.condition import FieldWords
from criteria.indicator import Indicator
from criteria.quantity import UNKNOWN, Interval, Quantity
from criteria.rulebook import Rulebook
from criteria.stated import Stated, only
from criteria.sureness import NO_DEMAND, VERIFIED
from tests.classifier.engines.test_reference import plan_of, standard
from tests.support.columns import by_columns, by_definition, intervals_of, laid_out, largest_numerator
from tests.support.strategies import (
    VOCABULARY,
    Situation,
    landmarks,
    quantities,
    quantities_as_written,
    rulebooks,
    situations,
    stated_attributes,
    words_of_fields,
)

pytestmark = pytest.mark.slow

MORE_TOWNS = 3


def towns_of(case: Situation, data: st.DataObject, more: int = MORE_TOWNS) -> list[dict[str, Quantity]]:
    """Draw the town of a situation, and towns like it with other values."""
    drawn = {
        name: st.tuples(*[quantities(indicator, landmarks(case.rulebook, name))] * more)
        for name, indicator in case.rulebook.indicators.items()
    }
    others = {name: data.draw(strategy) for name, strategy in drawn.items()}
    return [dict(case.quantities), *({name: known[place] for name, known in others.items()} for place in range(more))]


def pair_of(case: Situation) -> PlanPair:
    """Return the plan of a situation, with and without what is unverified."""
    return PlanPair(case.plan(), case.plan(verified_only=True))


@given(situations(), st.data())
def test_random_towns_before_random_laws(case: Situation, data: st.DataObject) -> None:
    """For any law, type and data, in any reading, the columns hold what the definition says of each town.

    A plan may be refused, but only if its numbers could be too large to divide exactly.
    """
    pair, towns = pair_of(case), towns_of(case, data)
    frame, values = laid_out(case.rulebook.indicators, towns)
    assert pair.verified is not None

    for reading in pair.plan.readings:
        expected = [
            by_definition(pair, reading.id, intervals_of(pair.plan, town), intervals_of(pair.verified, town))
            for town in towns
        ]
        try:
            found = by_columns([pair], reading.id, frame, values)
        except TooLargeForColumns:
            assert largest_numerator(pair.plan, pair.verified) >= LARGEST_NUMERATOR
            return
        assert expected == found


@given(situations(rulebooks(most_criteria=2, most_standards=4)), st.data())
def test_durable_rules_agree(case: Situation, data: st.DataObject) -> None:
    """What `check` concludes of a town is what the columns say of it."""
    plan, towns = case.plan(), towns_of(case, data, more=1)
    frame, values = laid_out(case.rulebook.indicators, towns)
    reading = plan.readings[0].id

    with closing(ForwardChaining(plan)) as chaining:
        inferred = [chaining.infer(intervals_of(plan, town))[0].total[reading] for town in towns]

    assert [(total.verdict.value, total.lower, total.upper) for total in inferred] == [
        (row["verdict"], row["points_lower"], row["points_upper"])
        for row in by_columns([PlanPair(plan, None)], reading, frame, values)
    ]


@given(situations(), st.data())
def test_values_as_they_are_written(case: Situation, data: st.DataObject) -> None:
    """Strict bounds, more decimals and claims are judged as the definition and durable_rules judge them."""
    pair = pair_of(case)
    types = [known.id for known in case.rulebook.law.types]
    drawn = {
        name: quantities_as_written(known, types, landmarks(case.rulebook, name))
        for name, known in case.rulebook.indicators.items()
    }
    towns = data.draw(st.lists(st.fixed_dictionaries(drawn), min_size=1, max_size=6))
    frame, values = laid_out(case.rulebook.indicators, towns)
    reading = pair.plan.readings[0].id
    assert pair.verified is not None

    expected = [
        by_definition(pair, reading, intervals_of(pair.plan, town), intervals_of(pair.verified, town)) for town in towns
    ]
    with closing(ForwardChaining(pair.plan)) as chaining:
        for town in towns:
            intervals = intervals_of(pair.plan, town)
            assert judge(pair.plan, intervals) == chaining.infer(intervals)[0]
    try:
        assert expected == by_columns([pair], reading, frame, values)
    except TooLargeForColumns:
        assert largest_numerator(pair.plan, pair.verified) >= LARGEST_NUMERATOR


@given(situations(), st.data())
def test_towns_for_which_other_rules_hold(case: Situation, data: st.DataObject) -> None:
    """Where towns of several plans stand in one frame each is judged by its own."""
    helds = [case.held, replace(case.held, surely=frozenset(), possibly=frozenset())]
    plans = [
        PlanPair(
            *(
                compile_plan(case.rulebook, case.target, held, verified, case.municipality.kind)
                for verified in (NO_DEMAND, VERIFIED)
            )
        )
        for held in helds
    ]
    towns = towns_of(case, data)
    frame, values = laid_out(case.rulebook.indicators, towns)
    reading = plans[0].plan.readings[0].id
    variant_of = [number % len(plans) for number in range(len(towns))]

    expected = []
    for number, town in zip(variant_of, towns, strict=True):
        pair = plans[number]
        assert pair.verified is not None
        expected.append(by_definition(pair, reading, intervals_of(pair.plan, town), intervals_of(pair.verified, town)))

    assert expected == by_columns(plans, reading, frame, values, variant_of)


MEASURED = Indicator("measured", BilingualText("đo", "measured"), None, 0, True, Interval(0, 10))
LEVELS = st.none() | st.integers(0, 10)
FLOORS = st.integers(-2, 10)
EXEMPTIONS = st.sampled_from([(False, False), (False, True), (True, True)])


@settings(max_examples=settings.default.max_examples * 2)
@given(
    st.tuples(LEVELS, LEVELS),
    st.tuples(FLOORS, FLOORS),
    EXEMPTIONS,
    st.tuples(st.booleans(), st.booleans(), st.sampled_from([None, "strict"])),
    st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)),
    st.tuples(st.sampled_from([1, 7, 100]), st.none() | st.integers(1, 4), st.sampled_from([1, 3])),
)
def test_every_value_of_a_standard(
    levels: tuple[int | None, int | None],
    floors: tuple[int, int],
    exempt: tuple[bool, bool],
    shape: tuple[bool, bool, str | None],
    points: tuple[int, int],
    widths: tuple[int, int | None, int],
) -> None:
    """Every possible range scores alike, whatever the levels, reductions, exemptions, steps and refinement."""
    higher_is_better, is_graded, mandatory_in = shape
    rounding_step, step, refinement = widths
    shift = 0 if higher_is_better else -10  # better is always higher in a plan
    minimum, maximum = (None if level is None else level + shift for level in levels)
    if minimum is not None and maximum is not None:
        minimum, maximum = sorted((minimum, maximum))
    sure = floors[0] + shift if minimum is None else min(floors[0] + shift, minimum)
    it = standard(
        minimum,
        maximum,
        (min(points), max(points)),
        sure_floor=sure,
        possible_floor=min(sure, floors[1] + shift),
        exempt=exempt,
        is_graded=is_graded,
        higher_is_better=higher_is_better,
        domain=(0, 10 * refinement) if higher_is_better else (-10 * refinement, 0),
        mandatory_in=mandatory_in,
    )
    it = replace(it, step=None if is_graded else step, refinement=refinement)
    readings = (ReadingPlan("points", True), ReadingPlan("strict", False))
    plan = replace(plan_of([it], needs=[0], pass_mark=min(points), readings=readings), rounding_step=rounding_step)
    towns = [UNKNOWN] + [Quantity(lower, upper) for lower in range(11) for upper in range(lower, 11)]
    frame, values = laid_out({"measured": MEASURED}, [{"measured": town} for town in towns])
    pair = PlanPair(plan, None)

    for reading in plan.readings:
        expected = [by_definition(pair, reading.id, {"it": it.interval(town)}, {}) for town in towns]
        assert expected == by_columns([pair], reading.id, frame, values)


def test_numbers_too_large_for_doubles_are_refused() -> None:
    """A standard whose numerators an engine of doubles could round wrongly is refused, not judged."""
    it = standard(0, 2**45, (1, 10**6), domain=(0, 2**46))

    with pytest.raises(TooLargeForColumns):
        StandardColumns(it, 100, 1).scored(nw.col("measured"), at_best=False)


# --- which rules hold ---


def described(rulebook: Rulebook, words: FieldWords) -> pl.DataFrame:
    """The codes of one town with these words."""
    shown = {FIELD_COLUMNS[field]: pl.Series([_cell(field, known)], dtype=pl.String) for field, known in words.items()}
    return LawColumns(rulebook).described(nw.from_native(pl.DataFrame(shown).lazy())).to_native().collect()


def _cell(field: str, known: Stated) -> str | None:
    """What a column states of a field; null if nothing."""
    if field == "municipality.attributes":
        return known.text or None
    return ";".join(sorted(known.words)) or None


def known_words() -> st.SearchStrategy[FieldWords]:
    """What is known of a town; its kind always is."""
    kinds = st.sampled_from(sorted(VOCABULARY.kinds)).map(only)
    tags = stated_attributes()
    return st.builds(
        lambda words, kind, attributes: {**words, "municipality.kind": kind, "municipality.attributes": attributes},
        words_of_fields(),
        kinds,
        tags,
    )


@given(rulebooks(most_criteria=1, most_standards=2), known_words())
def test_conditions_hold_alike(rulebook: Rulebook, words: FieldWords) -> None:
    """The columns find the same rules to apply as the definition."""
    conditions = Conditions(rulebook)
    row = described(rulebook, words).select(conditions.code_columns).row(0) if conditions.code_columns else ()

    assert applied_rules(rulebook, words) == conditions.applied_rules(row)
